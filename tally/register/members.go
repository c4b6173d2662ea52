package register

import (
	"context"
	"database/sql"
)

// Member returns one member in a year, and the member's standing in all years. Plans are told late or soon by the day on.
func (r *Register) Member(ctx context.Context, year int, id, on string) (v MemberView, err error) {
	err = r.view(ctx, func(at reader) error {
		all, err := list(at, scanMemberRow, memberRows+`WHERE s.subject = ? ORDER BY s.year`, "m:"+id)
		if err != nil {
			return err
		}
		v.Years = []Standing{}
		for _, row := range all {
			v.Years = append(v.Years, row.Standing)
			if row.Member.Year == year {
				v.Member, v.Standing = row.Member, row.Standing
			}
		}
		if v.Member.ID == "" {
			return &Error{UnknownMember, "id"}
		}
		if v.Path, err = pathTo(at, year, v.Member.Org); err != nil {
			return err
		}
		if v.Statuses, err = list(at, scanStatus, statusesOf, id); err != nil {
			return err
		}
		if v.Entries, err = entriesOf(at, year, "m:"+id); err != nil {
			return err
		}
		if v.Votes, err = votesOn(at, year, "m:"+id); err != nil {
			return err
		}
		v.Plans, err = plansFor(at, year, "", "m:"+id, on)
		return err
	})
	return v, err
}

func entriesOf(r reader, year int, subject string) ([]Entry, error) {
	return list(r, scanEntry, `SELECT `+entryColumns+` FROM entry e WHERE e.subject = ? AND e.year = ? ORDER BY e.seq`, subject, year)
}

// Entries returns the history of a subject in a year, oldest first.
func (r *Register) Entries(ctx context.Context, year int, subject string) (entries []Entry, err error) {
	err = r.view(ctx, func(at reader) error {
		entries, err = entriesOf(at, year, subject)
		return err
	})
	return entries, err
}

// Exceptions returns the recorded exceptions of an organisation in a year, oldest first.
func (r *Register) Exceptions(ctx context.Context, year int, org string) (entries []Entry, err error) {
	err = r.view(ctx, func(at reader) error {
		entries, err = list(at, scanEntry, `SELECT `+entryColumns+` FROM entry e WHERE e.subject = ? AND e.year = ? AND e.kind = ? ORDER BY e.seq`,
			"o:"+org, year, string(KindException))
		return err
	})
	return entries, err
}

// Trace returns what the level of a subject rests on.
func (r *Register) Trace(ctx context.Context, year int, subject string) (t Trace, err error) {
	err = r.view(ctx, func(at reader) error {
		if t.Standing, err = standingOf(at, year, subject); err != nil {
			return err
		}
		for _, wanted := range []struct {
			seq int64
			to  **Entry
		}{{t.Standing.DecidedSeq, &t.Decision}, {t.Standing.ProposedSeq, &t.Proposal}} {
			found, err := list(at, scanEntry, `SELECT `+entryColumns+` FROM entry e WHERE e.seq = ?`, wanted.seq)
			if err != nil {
				return err
			}
			if len(found) == 1 {
				*wanted.to = &found[0]
			}
		}
		t.Votes, err = votesOn(at, year, subject)
		return err
	})
	return t, err
}

func standingOf(r reader, year int, subject string) (Standing, error) {
	organisations, err := list(r, scanOrganisationRow, organisationRows+`WHERE s.subject = ? AND s.year = ? AND s.kind <> 'm'`, subject, year)
	if err != nil {
		return Standing{}, err
	}
	members, err := list(r, scanMemberRow, memberRows+`WHERE s.subject = ? AND s.year = ? AND s.kind = 'm'`, subject, year)
	switch {
	case err != nil:
		return Standing{}, err
	case len(organisations) == 1:
		return organisations[0].Standing, nil
	case len(members) == 1:
		return members[0].Standing, nil
	}
	return Standing{}, &Error{UnknownSubject, "subject"}
}

// NotRated returns the members at and below an organisation who are not to be rated, a page of at most limit after the
// member named, and the After of the next page.
func (r *Register) NotRated(ctx context.Context, year int, org, after string, limit int) (rows []NotRated, next string, err error) {
	if limit <= 0 {
		limit = page
	}
	err = r.view(ctx, func(at reader) error {
		rows, err = list(at, func(rows *sql.Rows) (n NotRated, err error) {
			return n, rows.Scan(append(n.Member.columns(), &n.OrgName, &n.Reason)...)
		}, below+`SELECT `+memberColumns+`, o.name, n.reason FROM (
				SELECT s.subject, s.org, s.made, s.reason, s.folded FROM below b CROSS JOIN standing s INDEXED BY standing_not_rated ON s.year = ?1 AND s.org = b.id
				WHERE s.kind = 'm' AND s.reason <> '' AND b.id <> '' AND (?3 = '' OR (s.folded, s.subject) > (SELECT folded, subject FROM standing WHERE year = ?1 AND subject = 'm:' || ?3))
				ORDER BY s.folded, s.subject LIMIT ?4) n
			CROSS JOIN member m ON m.seq = n.made
			CROSS JOIN standing os ON os.subject = 'o:' || n.org AND os.year = ?1 CROSS JOIN organisation o ON o.seq = os.made
			ORDER BY n.folded, n.subject`, year, org, after, limit+1)
		if err == nil && len(rows) > limit {
			rows = rows[:limit]
			next = rows[limit-1].Member.ID
		}
		return err
	})
	return rows, next, err
}

// Members returns an organisation's own members by name.
func (r *Register) Members(ctx context.Context, year int, org string) (members []MemberRow, err error) {
	err = r.view(ctx, func(at reader) error {
		members, err = membersOf(at, year, org)
		return err
	})
	return members, err
}
