package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"phieukin/ballot/roster"
	"phieukin/crypto/strict"
)

// page is how many organisations a page has where the query does not say.
const page = 100

// Organisations returns a page of organisations, and the After of the next page, "" at the end.
func (r *Register) Organisations(ctx context.Context, q PageQuery) (rows []OrganisationRow, next string, err error) {
	if q.Limit <= 0 {
		q.Limit = page
	}
	query, args := q.sql()
	err = r.view(ctx, func(at reader) error {
		rows, err = list(at, scanOrganisationRow, query, args...)
		if err != nil {
			return err
		}
		if len(rows) > q.Limit {
			rows = rows[:q.Limit]
			next = rows[q.Limit-1].Organisation.ID
		}
		return sumUp(at, q.Year, rows)
	})
	return rows, next, err
}

// sql is the query for one row more than the page. Children stand in their order, what was searched for by name.
func (q PageQuery) sql() (string, []any) {
	words := strings.Fields(roster.Fold(q.Query))
	// ?1 and ?2 are those of below.
	args := []any{q.Year, q.Parent, "o:" + q.After, q.After, q.Limit + 1}
	where, order := `s.org = ?2`, `s.ord`
	if len(words) > 0 {
		order = `''`
		where = `s.subject IN (SELECT 'o:' || id FROM below WHERE id <> ?2)`
		for _, word := range words {
			args = append(args, "%"+word+"%")
			where += ` AND s.folded LIKE ?` + strconv.Itoa(len(args))
		}
	}
	place := `(` + order + `, s.folded, s.subject)`
	return below + organisationRows + `WHERE s.year = ?1 AND s.kind = 'o' AND (?4 = '' OR ` + place + ` > (SELECT ` + strings.Trim(place, "()") +
		` FROM standing s WHERE s.year = ?1 AND s.subject = ?3)) AND ` + where + ` ORDER BY ` + strings.Trim(place, "()") + ` LIMIT ?5`, args
}

// sumUp gives rows of organisations the sums of what is at and below them, and what is done.
func sumUp(r reader, year int, rows []OrganisationRow) error {
	byID := map[string]*OrganisationRow{}
	subjects, ids := []string{}, []string{}
	for i := range rows {
		id := rows[i].Organisation.ID
		byID[id] = &rows[i]
		subjects, ids = append(subjects, "o:"+id), append(ids, id)
	}
	list := string(strict.Encode(ids))
	err := r.each(func(rows *sql.Rows) error {
		var id string
		var data []byte
		var c census
		if err := rows.Scan(&id, &data); err != nil {
			return err
		}
		if err := c.read(data); err != nil {
			return err
		}
		row := byID[id]
		row.Members += c.all
		row.Rated += c.rated
		for _, n := range c.decided {
			row.Decided += n
		}
		return nil
	}, `WITH RECURSIVE below (id, top) AS (
		SELECT value, value FROM json_each(?2)
		UNION ALL SELECT substr(s.subject, 3), b.top FROM below b CROSS JOIN standing s ON s.year = ?1 AND s.org = b.id AND s.kind = 'o')
		SELECT b.top, c.counts FROM below b CROSS JOIN census c ON c.year = ?1 AND c.org = b.id`, year, list)
	if err != nil {
		return err
	}
	err = r.each(func(rows *sql.Rows) error {
		var id string
		var n int
		err := rows.Scan(&id, &n)
		if err == nil {
			byID[id].Children = n
		}
		return err
	}, `SELECT i.value, count(*) FROM json_each(?2) i CROSS JOIN standing s ON s.year = ?1 AND s.org = i.value AND s.kind = 'o' GROUP BY i.value`, year, list)
	if err != nil {
		return err
	}
	steps, err := done(r, year, subjects)
	for i := range rows {
		rows[i].Done = steps[subjects[i]]
	}
	return err
}

// Organisation returns one organisation whole. Plans are told late or soon by the day on.
func (r *Register) Organisation(ctx context.Context, year int, id, on string) (v OrganisationView, err error) {
	err = r.view(ctx, func(at reader) error {
		row, err := organisationOf(at, year, id)
		if err != nil {
			return err
		}
		v.Organisation, v.Standing = row.Organisation, row.Standing
		if v.Path, err = pathTo(at, year, row.Organisation.Parent); err != nil {
			return err
		}
		if v.Children, err = list(at, scanOrganisationRow, organisationRows+
			`WHERE s.year = ? AND s.org = ? AND s.kind = 'o' ORDER BY s.ord, s.folded, s.subject`, year, id); err != nil {
			return err
		}
		if err = sumUp(at, year, v.Children); err != nil {
			return err
		}
		if v.Members, err = membersOf(at, year, id); err != nil {
			return err
		}
		if v.Seats, err = list(at, scanSeats, `SELECT org, year, body, seats FROM seats
			WHERE seq IN (SELECT max(seq) FROM seats WHERE org = ? AND year = ? GROUP BY body) ORDER BY body`, id, year); err != nil {
			return err
		}
		if v.Entries, err = entriesOf(at, year, "o:"+id); err != nil {
			return err
		}
		if v.Ballots, err = list(at, scanBallot, `SELECT `+ballotColumns+` FROM ballot b WHERE b.org = ? AND b.year = ? ORDER BY b.seq`, id, year); err != nil {
			return err
		}
		if v.Votes, err = votesHeld(at, year, id); err != nil {
			return err
		}
		about, err := votesOn(at, year, "o:"+id)
		for _, vote := range about {
			if vote.Org != id {
				v.Votes = append(v.Votes, vote)
			}
		}
		if err != nil {
			return err
		}
		v.Plans, err = plansFor(at, year, id, "o:"+id, on)
		return err
	})
	return v, err
}

func scanSeats(rows *sql.Rows) (s Seats, err error) {
	var seats string
	if err := rows.Scan(&s.Org, &s.Year, &s.Body, &seats); err != nil {
		return s, err
	}
	return s, json.Unmarshal([]byte(seats), &s.Seats)
}

// membersOf are an organisation's own members in the order of Vietnamese lists.
func membersOf(r reader, year int, org string) ([]MemberRow, error) {
	members, err := list(r, scanMemberRow, memberRows+`WHERE s.year = ? AND s.org = ? AND s.kind = 'm' ORDER BY s.subject`, year, org)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(members, roster.ByName(func(m MemberRow) string { return m.Member.Name }))
	subjects := []string{}
	for _, m := range members {
		subjects = append(subjects, m.Standing.Subject)
	}
	steps, err := done(r, year, subjects)
	for i := range members {
		members[i].Done = steps[subjects[i]]
	}
	return members, err
}
