package register

import (
	"context"
	"database/sql"
	"fmt"
)

// CountedQuery asks for those whom a figure of [Register.Candour], [Register.MemberCounts] or [Register.OrganisationCounts] counts.
type CountedQuery struct {
	Year          int
	Org           string
	Organisations bool   // those below Org; else the members at and below it
	Own           bool   // of members only those of Org itself
	Group         string // of like position; "" for all
	// Levels, rating.None among them; nil for any. Level is the one decided, or where nothing is decided expected.
	Self, Vote, Decided, Level *int
	After                      string // the subject of the last one seen
	Limit                      int    // 100 if 0
}

// Counted is one whom a figure counts, with the name of the member's organisation or of the organisation's parent.
type Counted struct {
	Standing Standing `json:"standing"`
	OrgName  string   `json:"org_name"`
}

// Counted returns a page of those whom a figure counts, organisation by organisation, and the After of the next page.
func (r *Register) Counted(ctx context.Context, q CountedQuery) (rows []Counted, next string, err error) {
	if q.Limit <= 0 {
		q.Limit = page
	}
	query, args := q.sql()
	err = r.view(ctx, func(at reader) error {
		rows, err = list(at, scanCounted, query, args...)
		if err == nil && len(rows) > q.Limit {
			rows = rows[:q.Limit]
			next = rows[q.Limit-1].Standing.Subject
		}
		return err
	})
	return rows, next, err
}

// sql is the query for one row more than the page. The inner query finds who they are in the index alone, the outer one what they
// are called.
func (q CountedQuery) sql() (string, []any) {
	kind, who, position := kindMember, "member", "w.position"
	group, within := `(SELECT grp FROM standing WHERE subject = 'o:' || b.id AND year = ?1)`, `b.id <> ''`
	if q.Organisations {
		kind, who, position, group, within = kindOrganisation, "organisation", "''", `s.grp`, `TRUE`
	}
	if q.Own {
		within += ` AND b.id = ?2`
	}
	args := []any{q.Year, q.Org, kind, q.Group, q.After, q.Limit + 1}
	where := within + ` AND (?4 = '' OR ` + group + ` = ?4)`
	for _, asked := range []struct {
		column string
		level  *int
	}{
		{"s.self", q.Self}, {"s.vote", q.Vote}, {"s.decided", q.Decided},
		{"CASE s.decided WHEN -1 THEN s.expected ELSE s.decided END", q.Level},
	} {
		if asked.level != nil {
			args = append(args, *asked.level)
			where += fmt.Sprintf(` AND %s = ?%d`, asked.column, len(args))
		}
	}
	return below + `SELECT ` + standingColumns + `, w.name, ` + position + `, coalesce(o.name, '') FROM (
			SELECT s.org, s.subject FROM below b CROSS JOIN standing s INDEXED BY standing_below ON s.year = ?1 AND s.org = b.id AND s.kind = ?3
			WHERE ` + where + ` AND (?5 = '' OR (s.org, s.subject) > (SELECT org, subject FROM standing WHERE year = ?1 AND subject = ?5))
			ORDER BY s.org, s.subject LIMIT ?6) n
		CROSS JOIN standing s ON s.subject = n.subject AND s.year = ?1 CROSS JOIN ` + who + ` w ON w.seq = s.made
		LEFT JOIN standing os ON os.subject = 'o:' || s.org AND os.year = ?1 LEFT JOIN organisation o ON o.seq = os.made
		ORDER BY n.org, n.subject`, args
}

func scanCounted(rows *sql.Rows) (c Counted, err error) {
	var f facts
	var name, position string
	err = rows.Scan(append(f.columns(), &name, &position, &c.OrgName)...)
	f.Rated = f.Reason == ""
	f.Name, f.Position = name, position
	c.Standing = f.Standing
	return c, err
}
