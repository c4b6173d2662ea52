package register

import (
	"context"
	"database/sql"
)

// Walk is what is done with each thing in the register, in the order in which it can be put into another one. Of what was
// recorded more than once, what holds comes; of entries and votes, all. What is nil is left out.
type Walk struct {
	Organisation func(Organisation) error // parents before children, then the closed
	Member       func(Member) error
	Status       func(StatusSpan) error
	Seats        func(Seats) error
	Cycle        func(Cycle) error
	Ballot       func(Ballot) error // but for the void
	Vote         func(Vote) error
	Entry        func(Entry) error    // oldest first
	Standing     func(Standing) error // with something decided
}

// Walk goes through one year, or all if year is 0, at one moment.
func (r *Register) Walk(ctx context.Context, year int, w Walk) error {
	return r.view(ctx, func(at reader) error {
		years, err := list(at, func(rows *sql.Rows) (y int, err error) { return y, rows.Scan(&y) },
			`SELECT DISTINCT year FROM organisation WHERE ?1 IN (0, year) ORDER BY year`, year)
		if err != nil {
			return err
		}
		for _, y := range years {
			if err := walk(at, scanOrganisation, w.Organisation, below+`SELECT `+organisationColumns+` FROM below b
				CROSS JOIN standing s ON s.subject = 'o:' || b.id AND s.year = ?1 CROSS JOIN organisation o ON o.seq = s.made`, y, ""); err != nil {
				return err
			}
			if err := walk(at, scanOrganisation, w.Organisation, `SELECT `+organisationColumns+` FROM standing s
				CROSS JOIN organisation o ON o.seq = s.made WHERE s.year = ? AND s.kind = 'x'`, y); err != nil {
				return err
			}
		}
		// One after the other: a row that is refused ends the walk.
		for _, next := range []func() error{
			later(at, scanMember, w.Member, `SELECT `+memberColumns+` FROM standing s CROSS JOIN member m ON m.seq = s.made
				WHERE s.kind = 'm' AND ?1 IN (0, s.year) ORDER BY s.subject, s.year`, year),
			later(at, scanStatus, w.Status, `SELECT member, status, since, until FROM status
				WHERE ?1 = 0 OR EXISTS (SELECT 1 FROM standing s WHERE s.subject = 'm:' || member AND s.year = ?1) ORDER BY seq`, year),
			later(at, scanSeats, w.Seats, `SELECT org, year, body, seats FROM seats
				WHERE seq IN (SELECT max(seq) FROM seats GROUP BY org, year, body) AND ?1 IN (0, year) ORDER BY org, year, body`, year),
			later(at, scanCycle, w.Cycle, cycleRows+`WHERE c.seq IN (SELECT max(seq) FROM cycle GROUP BY org, year) AND ?1 IN (0, c.year)
				ORDER BY c.org, c.year`, year),
			later(at, scanBallot, w.Ballot, `SELECT `+ballotColumns+` FROM ballot b WHERE ?1 IN (0, b.year)
				AND NOT EXISTS (SELECT 1 FROM ballot_void x WHERE x.ballot = b.id) ORDER BY b.seq`, year),
			later(at, func(rows *sql.Rows) (v Vote, err error) {
				if v, err = scanVote(rows); err == nil {
					v.Rows, err = rowsOf(at, v.ID)
				}
				return v, err
			}, w.Vote, `SELECT `+voteColumns+` FROM vote v WHERE ?1 IN (0, v.year) ORDER BY v.seq`, year),
			later(at, scanEntry, w.Entry, `SELECT `+entryColumns+` FROM entry e WHERE ?1 IN (0, e.year) ORDER BY e.seq`, year),
			later(at, standings(scanOrganisationRow, func(row OrganisationRow) Standing { return row.Standing }), w.Standing,
				organisationRows+`WHERE s.kind <> 'm' AND s.decided >= 0 AND ?1 IN (0, s.year) ORDER BY s.subject, s.year`, year),
			later(at, standings(scanMemberRow, func(row MemberRow) Standing { return row.Standing }), w.Standing,
				memberRows+`WHERE s.kind = 'm' AND s.decided >= 0 AND ?1 IN (0, s.year) ORDER BY s.subject, s.year`, year),
		} {
			if err := next(); err != nil {
				return err
			}
		}
		return nil
	})
}

// standings reads rows of which the standing alone is wanted.
func standings[T any](scan func(*sql.Rows) (T, error), of func(T) Standing) func(*sql.Rows) (Standing, error) {
	return func(rows *sql.Rows) (Standing, error) {
		row, err := scan(rows)
		return of(row), err
	}
}

// later is a walk that is not begun.
func later[T any](r reader, scan func(*sql.Rows) (T, error), do func(T) error, query string, args ...any) func() error {
	return func() error { return walk(r, scan, do, query, args...) }
}

// walk does one thing with every row of a query, or nothing if there is nothing to do.
func walk[T any](r reader, scan func(*sql.Rows) (T, error), do func(T) error, query string, args ...any) error {
	if do == nil {
		return nil
	}
	return r.each(func(rows *sql.Rows) error {
		one, err := scan(rows)
		if err != nil {
			return err
		}
		return do(one)
	}, query, args...)
}

// Size counts what Walk comes to, for showing progress.
func (r *Register) Size(ctx context.Context, year int) (n int64, err error) {
	err = r.view(ctx, func(at reader) error {
		_, err := at.one(`SELECT (SELECT count(*) FROM entry WHERE ?1 IN (0, year)) + (SELECT count(*) FROM standing WHERE ?1 IN (0, year))
			+ (SELECT count(*) FROM vote WHERE ?1 IN (0, year)) + (SELECT count(*) FROM status)`, []any{year}, []any{&n})
		return err
	})
	return n, err
}
