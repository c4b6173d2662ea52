package register

import (
	"context"
	"database/sql"
)

// open are the plans that are neither done nor dropped.
const open = `p.state NOT IN ('done', 'dropped')`

// ofYear are the plans made for a year (?1), and those of years before that are still open: they are carried on.
const ofYear = `(p.year = ?1 OR p.year < ?1 AND ` + open + `)`

const planColumns = `p.id, p.year, p.subject, p.org, p.weakness, p.measure, p.who, p.due, p.state, p.seq, p.check_seq, p.checked, p.check_by, p.text,
	coalesce((SELECT o.name FROM standing s JOIN organisation o ON o.seq = s.made WHERE s.subject = 'o:' || p.org AND s.year = p.year), '')`

// scanPlan tells late and soon by the day on.
func scanPlan(on string) func(*sql.Rows) (Plan, error) {
	return func(rows *sql.Rows) (p Plan, err error) {
		err = rows.Scan(&p.ID, &p.Year, &p.Subject, &p.Org, &p.Weakness, &p.Measure, &p.Who, &p.Due, &p.State, &p.Seq, &p.CheckSeq, &p.Checked,
			&p.CheckBy, &p.Text, &p.OrgName)
		open := p.State != "done" && p.State != "dropped"
		p.Late = open && on != "" && p.Due < on
		p.Soon = open && on != "" && !p.Late && p.Due[:7] == on[:7]
		return p, err
	}
}

// Plans returns plans, the first due first.
func (r *Register) Plans(ctx context.Context, q PlanQuery) (plans []Plan, err error) {
	if err := checkDay(q.On, "on"); err != nil {
		return nil, err
	}
	err = r.view(ctx, func(at reader) error {
		plans, err = list(at, scanPlan(q.On), below+`SELECT `+planColumns+` FROM plan p WHERE `+ofYear+` AND p.org IN (SELECT id FROM below)
			AND (?3 = '' OR p.due <= ?3) AND (NOT ?4 OR `+open+`) ORDER BY p.due, p.id`, q.Year, q.Org, q.UpTo, q.Open)
		return err
	})
	return plans, err
}

// plansFor are the plans that an organisation carries out or a subject has made.
func plansFor(r reader, year int, org, subject, on string) ([]Plan, error) {
	if err := checkDay(on, "on"); err != nil {
		return nil, err
	}
	return list(r, scanPlan(on), `SELECT `+planColumns+` FROM plan p WHERE `+ofYear+` AND (p.org = ?2 OR p.subject = ?3) ORDER BY p.due, p.id`,
		year, org, subject)
}
