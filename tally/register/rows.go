package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// reader reads one moment of the register.
type reader struct {
	ctx context.Context
	tx  *sql.Tx
}

// one reads a row into to; found is false if there is none.
func (r reader) one(query string, args, to []any) (found bool, err error) {
	err = r.tx.QueryRowContext(r.ctx, query, args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// list reads all rows.
func list[T any](r reader, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := r.tx.QueryContext(r.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, scan)
}

// each runs do on every row of a query.
func (r reader) each(do func(*sql.Rows) error, query string, args ...any) error {
	rows, err := r.tx.QueryContext(r.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect reads rows to their end, and closes them. No rows are an empty list, which JSON writes as one.
func collect[T any](rows *sql.Rows, scan func(*sql.Rows) (T, error)) ([]T, error) {
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// The columns of the tables of history as they are read, with the places for them.

const organisationColumns = `o.id, o.year, o.name, o.type, o.parent, o.profile, o.grp, o.ord, o.closed`

func (o *Organisation) columns() []any {
	return []any{&o.ID, &o.Year, &o.Name, &o.Type, &o.Parent, &o.Profile, &o.Group, &o.Order, &o.Closed}
}

func scanOrganisation(rows *sql.Rows) (o Organisation, err error) {
	return o, rows.Scan(o.columns()...)
}

const memberColumns = `m.id, m.year, m.name, m.position, m.org, m.grp, m.admitted, m.official, m.born`

func (m *Member) columns() []any {
	return []any{&m.ID, &m.Year, &m.Name, &m.Position, &m.Org, &m.Group, &m.Admitted, &m.Official, &m.Born}
}

func scanMember(rows *sql.Rows) (m Member, err error) { return m, rows.Scan(m.columns()...) }

const cycleRows = `SELECT c.org, c.year, c.profile, c.profile_hash, c.profile_file FROM cycle c `

func scanCycle(rows *sql.Rows) (c Cycle, err error) {
	var file string
	err = rows.Scan(&c.Org, &c.Year, &c.Profile, &c.ProfileHash, &file)
	c.ProfileFile = json.RawMessage(file)
	return c, err
}

const entryColumns = `e.seq, e.at, e.by, e.year, e.subject, e.step, e.kind, e.body, e.despite`

func scanEntry(rows *sql.Rows) (e Entry, err error) {
	var body string
	err = rows.Scan(&e.Seq, &e.At, &e.By, &e.Year, &e.Subject, &e.Step, &e.Kind, &body, &e.Despite)
	e.Body = json.RawMessage(body)
	return e, err
}

const ballotColumns = `b.id, b.org, b.body, b.year, b.round, b.subjects, b.at, b.by,
	coalesce((SELECT v.id FROM vote v WHERE v.ballot = b.id), ''), EXISTS (SELECT 1 FROM ballot_void x WHERE x.ballot = b.id)`

func scanBallot(rows *sql.Rows) (b Ballot, err error) {
	var subjects string
	var void bool
	if err := rows.Scan(&b.ID, &b.Org, &b.Body, &b.Year, &b.Round, &subjects, &b.At, &b.By, &b.Vote, &void); err != nil {
		return b, err
	}
	b.State = Planned
	switch {
	case b.Vote != "":
		b.State = Held
	case void:
		b.State = Void
	}
	return b, json.Unmarshal([]byte(subjects), &b.Subjects)
}

const voteColumns = `v.id, v.ballot, v.org, v.body, v.year, v.round, v.day, v.fingerprint, v.record_hash, v.verified, v.profile,
	v.profile_hash, v.figures, v.at, v.by`

func scanVote(rows *sql.Rows) (v Vote, err error) {
	var figures string
	if err := rows.Scan(&v.ID, &v.Ballot, &v.Org, &v.Body, &v.Year, &v.Round, &v.Day, &v.Fingerprint, &v.RecordHash, &v.Verified,
		&v.Profile, &v.ProfileHash, &figures, &v.At, &v.By); err != nil {
		return v, err
	}
	return v, json.Unmarshal([]byte(figures), &v.Figures)
}

const rowColumns = `w.subject, w.name, w.position, w.step, w.counts, w.blank, w.outcome, w.decides`

func scanRow(rows *sql.Rows) (w VoteRow, err error) {
	var counts, found string
	if err := rows.Scan(&w.Subject, &w.Name, &w.Position, &w.Step, &counts, &w.Blank, &found, &w.Decides); err != nil {
		return w, err
	}
	return w, errors.Join(json.Unmarshal([]byte(counts), &w.Counts), json.Unmarshal([]byte(found), &w.Outcome))
}

// rowsOf are the rows of a vote in their order.
func rowsOf(r reader, vote string) ([]VoteRow, error) {
	return list(r, scanRow, `SELECT `+rowColumns+` FROM vote_row w WHERE w.vote = ? ORDER BY w.n`, vote)
}
