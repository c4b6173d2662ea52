package sheets

import (
	"bufio"
	"context"
	"io"

	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// sink is a form in which tables leave. Each table begins once, in their order, and all lines of one thing come together.
type sink interface {
	begin(t *table) error
	// put writes a thing: the lines of a table, or in JSON the thing itself.
	put(lines [][]string, thing any) error
	end() error
}

// often is after how many rows progress is reported.
const often = 1000

// Export writes the register, at one moment.
func Export(ctx context.Context, r *register.Register, w io.Writer, f Format, o ExportOptions) error {
	var out sink
	switch f {
	case XLSX:
		out = newWorkbook(w, o.TmpDir)
	case CSV:
		out = newArchive(w)
	case JSON:
		out = &document{w: bufio.NewWriter(w)}
	default:
		panic("internal error: export format " + string(f))
	}
	of, err := r.Size(ctx, o.Year)
	if err != nil {
		return err
	}
	e := &exporter{sink: out, options: o, of: of, next: 0}
	if err := r.Walk(ctx, o.Year, e.walk()); err != nil {
		return err
	}
	if err := e.reach(len(tables)); err != nil {
		return err
	}
	return out.end()
}

// exporter begins each table when its first thing comes, and those that have none before it.
type exporter struct {
	sink
	options  ExportOptions
	next     int // of tables
	done, of int64
}

// reach begins all tables before a number.
func (e *exporter) reach(n int) error {
	for ; e.next < n; e.next++ {
		if err := e.begin(tables[e.next]); err != nil {
			return err
		}
	}
	return nil
}

// to puts things into the table of an id.
func to[T any](e *exporter, id string, lines func(T) [][]string) func(T) error {
	n := 1
	for tables[n-1].ID != id {
		n++
	}
	return func(thing T) error {
		if err := e.reach(n); err != nil {
			return err
		}
		e.done++
		if e.done%often == 0 && e.options.Progress != nil {
			e.options.Progress(min(e.done, e.of), e.of)
		}
		return e.put(lines(thing), thing)
	}
}

// one is the lines of things that have one line.
func one[T any](cells func(T) []string) func(T) [][]string {
	return func(thing T) [][]string { return [][]string{cells(thing)} }
}

func (e *exporter) walk() register.Walk {
	votes := to(e, "votes", voteLines)
	cycles := to(e, "cycles", one(cycleCells))
	ratings := to(e, "ratings", one(ratingCells))
	return register.Walk{
		Organisation: to(e, "organisations", one(organisationCells)),
		Member:       to(e, "members", one(memberCells)),
		Status:       to(e, "statuses", one(statusCells)),
		Seats:        to(e, "seats", seatsLines),
		Cycle: func(c register.Cycle) error {
			return cycles(cycleThing{c.Org, c.Year, c.Profile, c.ProfileHash, string(c.ProfileFile)})
		},
		Ballot: to(e, "ballots", one(ballotCells)),
		Vote: func(v register.Vote) error {
			if e.options.Coarse != nil && e.options.Coarse(v) {
				for i := range v.Rows {
					v.Rows[i] = coarse(v.Rows[i])
				}
			}
			return votes(v)
		},
		Entry: to(e, "entries", one(entryCells)),
		Standing: func(s register.Standing) error {
			return ratings(Rating{Year: s.Year, Subject: s.Subject, Name: s.Name, Self: levelCode(s.Self), Vote: levelCode(s.Vote),
				Proposed: levelCode(s.Proposed), Level: levelCode(s.Decided)})
		},
	}
}

// coarse leaves of a row only the level.
func coarse(w register.VoteRow) register.VoteRow {
	w.Counts, w.Blank = [rating.Levels]int{}, 0
	w.Outcome = rating.Outcome{Level: w.Outcome.Level, Leading: rating.None}
	return w
}
