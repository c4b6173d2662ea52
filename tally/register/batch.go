package register

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
)

// Batch is a transaction that is under way. Its methods are those of Register that write. Standings are held in memory
// until enough of them have changed, so that making a large register touches each only once.
type Batch struct {
	// ctx cannot be cancelled, which spares each statement a watcher of its own; stop says whether the caller's was.
	ctx        context.Context
	stop       func() error
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	standings  map[key]*standing // nil where there is none
	spans      map[string][]StatusSpan
	census     map[place]*census
}

// key is a subject in a year.
type key struct {
	subject string
	year    int
}

// place is an organisation in a year.
type place struct {
	org  string
	year int
}

// held is how many standings a batch keeps before it writes them.
const held = 20_000

// Batch makes many changes in one transaction: all of them, or if do fails none.
func (r *Register) Batch(ctx context.Context, do func(*Batch) error) error {
	return wrap(r.transaction(ctx, func(tx *sql.Tx) error {
		b := &Batch{ctx: context.WithoutCancel(ctx), stop: ctx.Err, tx: tx, statements: map[string]*sql.Stmt{}}
		b.forget()
		defer b.close()
		if err := do(b); err != nil {
			return err
		}
		return b.flush()
	}))
}

func (b *Batch) close() {
	for _, s := range b.statements {
		// A statement that only wrote or was read to its end has nothing left to say.
		_ = s.Close()
	}
}

// reader reads what the batch has recorded, but for the standings that it still holds.
func (b *Batch) reader() reader { return reader{b.ctx, b.tx} }

// statement prepares each text once.
func (b *Batch) statement(text string) (*sql.Stmt, error) {
	if s := b.statements[text]; s != nil {
		return s, nil
	}
	s, err := b.tx.PrepareContext(b.ctx, text)
	if err != nil {
		return nil, err
	}
	b.statements[text] = s
	return s, nil
}

// exec returns the number of the row that was inserted.
func (b *Batch) exec(text string, args ...any) (int64, error) {
	s, err := b.statement(text)
	if err != nil {
		return 0, err
	}
	result, err := s.ExecContext(b.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// one reads a row into to; found is false if there is none.
func (b *Batch) one(text string, args, to []any) (found bool, err error) {
	s, err := b.statement(text)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(b.ctx, args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// begin makes room before a change. Only here may standings be forgotten: a change holds on to those it has asked for.
func (b *Batch) begin() error {
	if err := b.stop(); err != nil || len(b.standings) < held {
		return err
	}
	return b.flush()
}

// standing returns where a subject stands, nil if it is not in that year. What the caller changes is written at the end.
func (b *Batch) standing(subject string, year int) (*standing, error) {
	k := key{subject, year}
	if s, known := b.standings[k]; known {
		return s, nil
	}
	s := &standing{}
	found, err := b.one(`SELECT `+standingColumns+` FROM standing s WHERE s.subject = ? AND s.year = ?`, []any{subject, year}, s.columns())
	if err != nil {
		return nil, err
	}
	if !found {
		b.standings[k] = nil
		return nil, nil
	}
	s.Rated = s.Reason == ""
	s.was = s.facts
	b.standings[k] = s
	return s, nil
}

// create begins a standing that was not there.
func (b *Batch) create(subject string, year int) *standing {
	s := newStanding(subject, year)
	b.standings[key{subject, year}] = s
	return s
}

// organisation returns the standing of an organisation that is there in that year.
func (b *Batch) organisation(id string, year int, path string) (*standing, error) {
	s, err := b.standing("o:"+id, year)
	if err != nil {
		return nil, err
	}
	if s == nil || s.kind != kindOrganisation {
		return nil, &Error{UnknownOrganisation, path}
	}
	return s, nil
}

// flush writes the standings that changed, with the counts that follow from them, and forgets them all.
func (b *Batch) flush() error {
	keys := slices.SortedFunc(maps.Keys(b.standings), func(a, c key) int {
		return cmp.Or(cmp.Compare(a.subject, c.subject), cmp.Compare(a.year, c.year))
	})
	for _, k := range keys {
		if err := b.settle(b.standings[k]); err != nil {
			return err
		}
	}
	for _, s := range b.standings {
		if s == nil || s.facts == s.was {
			continue
		}
		if err := b.recount(s); err != nil {
			return err
		}
		if _, err := b.exec(`INSERT OR REPLACE INTO standing VALUES (`+questionMarks(len(s.columns()))+`)`, s.columns()...); err != nil {
			return err
		}
	}
	for at, c := range b.census {
		if _, err := b.exec(`INSERT OR REPLACE INTO census VALUES (?, ?, ?)`, at.year, at.org, c.bytes()); err != nil {
			return err
		}
	}
	b.forget()
	return nil
}

func (b *Batch) forget() {
	b.standings, b.spans, b.census = map[key]*standing{}, map[string][]StatusSpan{}, map[place]*census{}
}

// settle counts for how many years on end a level has been the same. A change reaches the years after it.
func (b *Batch) settle(s *standing) error {
	if s == nil || s.Decided == s.decidedBefore() {
		return nil
	}
	before, err := b.standing(s.Subject, s.Year-1)
	if err != nil {
		return err
	}
	s.steady = s.steadyAfter(before)
	for {
		after, err := b.standing(s.Subject, s.Year+1)
		if err != nil || after == nil {
			return err
		}
		steady := after.steadyAfter(s)
		if steady == after.steady {
			return nil
		}
		after.steady, s = steady, after
	}
}

// recount moves a member from where it was counted to where it counts now.
func (b *Batch) recount(s *standing) error {
	for _, step := range []struct {
		facts
		by int
	}{{s.was, -1}, {s.facts, +1}} {
		if step.kind != kindMember || step.Org == "" {
			continue
		}
		at := place{step.Org, step.Year}
		if b.census[at] == nil {
			var data []byte
			if _, err := b.one(`SELECT counts FROM census WHERE year = ? AND org = ?`, []any{at.year, at.org}, []any{&data}); err != nil {
				return err
			}
			b.census[at] = &census{}
			if err := b.census[at].read(data); err != nil {
				return err
			}
		}
		b.census[at].add(step.Standing, step.steady, step.by)
	}
	return nil
}
