package register

import (
	"context"
	"database/sql"

	"phieukin/crypto/strict"
)

// below begins a query with the organisations at and below one (?2, "" for all) in a year (?1). The rows come parents first. SQLite
// is told by CROSS JOIN to follow the tree, which it would else search for each row of the year.
const below = `WITH RECURSIVE below (id) AS (
	SELECT ?2
	UNION ALL SELECT substr(s.subject, 3) FROM below b CROSS JOIN standing s ON s.year = ?1 AND s.org = b.id AND s.kind = 'o') `

// standings as lists read them, beside the organisation's or the member's row.
func (f *facts) of(o Organisation) Standing {
	f.Rated = f.Reason == ""
	f.Name = o.Name
	return f.Standing
}

func (f *facts) ofMember(m Member) Standing {
	f.Rated = f.Reason == ""
	f.Name, f.Position = m.Name, m.Position
	return f.Standing
}

const organisationRows = `SELECT ` + organisationColumns + `, ` + standingColumns + ` FROM standing s CROSS JOIN organisation o ON o.seq = s.made `

func scanOrganisationRow(rows *sql.Rows) (row OrganisationRow, err error) {
	var f facts
	err = rows.Scan(append(row.Organisation.columns(), f.columns()...)...)
	row.Standing = f.of(row.Organisation)
	return row, err
}

const memberRows = `SELECT ` + memberColumns + `, ` + standingColumns + ` FROM standing s CROSS JOIN member m ON m.seq = s.made `

func scanMemberRow(rows *sql.Rows) (row MemberRow, err error) {
	var f facts
	err = rows.Scan(append(row.Member.columns(), f.columns()...)...)
	row.Standing = f.ofMember(row.Member)
	return row, err
}

// organisationOf returns an organisation that is there in a year, closed or not.
func organisationOf(r reader, year int, id string) (OrganisationRow, error) {
	found, err := list(r, scanOrganisationRow, organisationRows+`WHERE s.subject = ? AND s.year = ?`, "o:"+id, year)
	if err != nil {
		return OrganisationRow{}, err
	}
	if len(found) == 0 {
		return OrganisationRow{}, &Error{UnknownOrganisation, "id"}
	}
	return found[0], nil
}

// pathTo are the organisations from a root to the one named, which may be "".
func pathTo(r reader, year int, id string) ([]Organisation, error) {
	path := []Organisation{}
	for id != "" {
		row, err := organisationOf(r, year, id)
		if err != nil {
			return nil, err
		}
		path = append([]Organisation{row.Organisation}, path...)
		id = row.Organisation.Parent
	}
	return path, nil
}

// done are the steps of subjects for which something was recorded and not taken back, with the last such entry.
func done(r reader, year int, subjects []string) (map[string]map[string]int64, error) {
	all := map[string]map[string]int64{}
	for _, subject := range subjects {
		all[subject] = map[string]int64{}
	}
	err := r.each(func(rows *sql.Rows) error {
		var subject, step, kind string
		var seq int64
		err := rows.Scan(&subject, &step, &kind, &seq)
		if err == nil && Kind(kind) != KindCancellation {
			all[subject][step] = seq
		}
		return err
	}, `SELECT subject, step, kind, max(seq) FROM entry WHERE subject IN (SELECT value FROM json_each(?)) AND year = ? AND step <> '' AND kind <> 'opinion'
		GROUP BY subject, step`, string(strict.Encode(subjects)), year)
	return all, err
}

// CycleOf returns the profile in force for an organisation: its own, else that of the nearest above; ok is false if
// there is none.
func (r *Register) CycleOf(ctx context.Context, year int, org string) (c Cycle, ok bool, err error) {
	err = r.view(ctx, func(at reader) error {
		return at.upward(year, org, func(id string) (bool, error) {
			found, err := list(at, scanCycle, cycleRows+`WHERE c.org = ? AND c.year = ? ORDER BY c.seq DESC LIMIT 1`, id, year)
			if ok = len(found) > 0; ok {
				c = found[0]
			}
			return ok, err
		})
	})
	return c, ok, err
}

// upward asks an organisation and those above it until one answers.
func (r reader) upward(year int, org string, ask func(id string) (answered bool, err error)) error {
	path, err := pathTo(r, year, org)
	if err != nil {
		return err
	}
	for i := len(path) - 1; i >= 0; i-- {
		if answered, err := ask(path[i].ID); err != nil || answered {
			return err
		}
	}
	return nil
}

// File returns the file of the nearest organisation at or above one in a year that has it, and whose it is. Those kept
// for organisation "" are everybody's.
func (r *Register) File(ctx context.Context, year int, org, kind, name string) (data []byte, of string, err error) {
	err = r.view(ctx, func(at reader) error {
		ask := func(id string) (bool, error) {
			of = id
			found, err := at.one(`SELECT data FROM file WHERE org = ? AND kind = ? AND name = ? ORDER BY seq DESC LIMIT 1`,
				[]any{id, kind, name}, []any{&data})
			return found && len(data) > 0, err
		}
		if err := at.upward(year, org, ask); err != nil || len(data) > 0 {
			return err
		}
		found, err := ask("")
		return first(err, refuseIf(!found, UnknownFile, "name"))
	})
	return data, of, err
}

// Files returns all names of a kind that an organisation itself has.
func (r *Register) Files(ctx context.Context, org, kind string) (names []string, err error) {
	err = r.view(ctx, func(at reader) error {
		names, err = list(at, func(rows *sql.Rows) (name string, err error) { return name, rows.Scan(&name) },
			`SELECT name FROM file WHERE seq IN (SELECT max(seq) FROM file WHERE org = ? AND kind = ? GROUP BY name) AND length(data) > 0 ORDER BY name`,
			org, kind)
		return err
	})
	return names, err
}
