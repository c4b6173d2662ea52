package sheets

import (
	"bytes"
	"context"
	"errors"
	"io"

	"phieukin/tally/register"
)

// Limits on a file, far above a province's.
const (
	maxBook = 256 << 20 // of a workbook or a zip as it comes
	maxText = 2 << 30   // of JSON or one file of CSV
	maxSeen = 1000      // refusals in a report
)

// errDry ends the transaction of what is not to be written.
var errDry = errors.New("not to be written")

// Import takes a file into the register in one transaction: all of it, or nothing. Rows that are there already as they
// are change nothing. The errors are those above, or a failure of the register or of the file.
func Import(ctx context.Context, r *register.Register, src Source, o ImportOptions) (Report, error) {
	size, err := src.Seek(0, io.SeekEnd)
	if err != nil {
		return Report{}, err
	}
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return Report{}, err
	}
	read, err := readerOf(src, size, o.TmpDir)
	if err != nil {
		return Report{}, err
	}
	in := &importer{ctx: ctx, register: r, options: o, report: Report{Refused: []Refusal{}, Skipped: []string{}}}
	err = r.Batch(ctx, func(b *register.Batch) error {
		if err := in.start(b); err != nil {
			return err
		}
		if err := read(in); err != nil {
			return err
		}
		if err := in.finish(); err != nil {
			return err
		}
		if o.Dry || in.report.RefusedRows > 0 {
			return errDry
		}
		return nil
	})
	switch {
	case err == nil:
		in.report.Written = true
	case !errors.Is(err, errDry):
		return Report{}, err
	}
	if in.understood == 0 {
		return Report{}, ErrNoTables
	}
	return in.report, nil
}

// readerOf tells by the first bytes what a file is, not by what it is called.
func readerOf(src Source, size int64, tmp string) (func(*importer) error, error) {
	start := make([]byte, 512)
	n, err := src.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	start = start[:n]
	text := bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")))
	switch {
	case len(text) == 0:
		return nil, ErrEmpty
	case bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return nil, ErrOldWorkbook
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		if size > maxBook {
			return nil, ErrTooLarge
		}
		return readZip(src, size, tmp)
	case size > maxText:
		return nil, ErrTooLarge
	case text[0] == '{':
		return func(in *importer) error { return readJSON(in, src, size) }, nil
	}
	return func(in *importer) error { return readText(in, "", src, &meter{in: in, of: size}) }, nil
}

// importer takes rows into the register.
type importer struct {
	ctx      context.Context
	register *register.Register
	batch    *register.Batch
	options  ImportOptions
	report   Report

	understood int                         // sheets
	last       int64                       // number of the last entry before the import
	names      map[int]map[string][]string // ids of organisations by year and folded name
	fresh      map[person]bool             // members without a code that this import added
	people     map[person][]string         // codes of members that were there
	known      map[unit]bool               // whose people are known
	seats      register.Seats              // under way
	vote       register.Vote               // under way
	at         Refusal                     // where the line stands that is under way: sheet and line
	begun      Refusal                     // where the seats or the vote under way began
	waiting    map[string]int              // rows of a vote whose entries have not come
}

// unit is an organisation in a year, person a name in it.
type unit struct {
	org  string
	year int
}

type person struct {
	unit
	folded string
}

func (in *importer) start(b *register.Batch) (err error) {
	in.batch = b
	in.fresh, in.people, in.known = map[person]bool{}, map[person][]string{}, map[unit]bool{}
	in.waiting = map[string]int{}
	in.names = map[int]map[string][]string{}
	if in.last, err = b.Last(); err != nil {
		return err
	}
	return in.register.Walk(in.ctx, 0, register.Walk{Organisation: func(o register.Organisation) error {
		in.name(o)
		return nil
	}})
}

// finish takes what is under way, and looks for votes that nothing was said of.
func (in *importer) finish() error {
	if err := in.close(); err != nil {
		return err
	}
	for vote, rows := range in.waiting {
		if rows > 0 {
			in.at = Refusal{Sheet: tableOf("votes").Sheet}
			in.refuse(CodeVote, vote)
		}
	}
	return nil
}

func (in *importer) refuse(code, text string) {
	in.report.RefusedRows++
	if len(in.report.Refused) < maxSeen {
		in.report.Refused = append(in.report.Refused, Refusal{Sheet: in.at.Sheet, Line: in.at.Line, Code: code, Text: text})
	}
}

// took counts a change. A refusal of the register's goes into the report; only a failure is returned.
func (in *importer) took(err error, added, changed bool) error {
	var refusal *register.Error
	switch {
	case errors.As(err, &refusal):
		in.refuse(string(refusal.Code), refusal.Path)
	case err != nil:
		return err
	case added:
		in.report.Added++
	case changed:
		in.report.Changed++
	default:
		in.report.Unchanged++
	}
	return nil
}

// meter reports how much of a file is done.
type meter struct {
	in       *importer
	done, of int64
	rows     int
}

// add counts what one row took.
func (m *meter) add(n int64) {
	m.done += n
	if m.rows++; m.rows%often == 0 && m.in.options.Progress != nil {
		m.in.options.Progress(min(m.done, m.of), m.of)
	}
}
