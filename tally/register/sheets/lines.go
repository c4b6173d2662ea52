package sheets

import (
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	"phieukin/ballot/roster"
)

// source gives the lines of a sheet one after the other, with their numbers from 1, and io.EOF at the end.
type source func() (number int, cells []string, err error)

// How many lines are looked at to understand a sheet, how many of these may hold the headings, and up to which length, in bytes,
// texts show their encoding.
const (
	looked      = 200
	searched    = 30
	longestName = 200
)

// sheet is a sheet that was understood: its headings, and the lines under them.
type sheet struct {
	layout
	name      string
	since1904 bool
	encoding  roster.Encoding // of cells that are not in Unicode
	ahead     []numbered      // read already
	next      source
}

type numbered struct {
	number int
	cells  []string
}

// understand looks for headings; ok is false where there are none of any table.
func understand(name string, next source) (s sheet, ok bool, err error) {
	s = sheet{name: name, next: next}
	for len(s.ahead) < looked {
		number, cells, err := next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return sheet{}, false, err
		}
		s.ahead = append(s.ahead, numbered{number, cells})
	}
	s.encoding = s.spelled()
	headings := 0
	for i := range s.ahead[:min(len(s.ahead), searched)] {
		if l, found := recognise(s.converted(s.ahead[i].cells)); found && len(l.columns) > len(s.columns) {
			s.layout, headings = l, i
		}
	}
	if s.table == nil {
		return s, false, nil
	}
	s.ahead = s.ahead[headings+1:]
	return s, true, nil
}

// spelled tells the encoding by some of the cells that are not plain English letters.
func (s *sheet) spelled() roster.Encoding {
	var texts []string
	for _, l := range s.ahead {
		for _, cell := range l.cells {
			beyond := strings.ContainsFunc(cell, func(r rune) bool { return r > unicode.MaxASCII })
			if beyond && len(cell) <= longestName && len(texts) < looked {
				texts = append(texts, cell)
			}
		}
	}
	return roster.Spelling(texts...)
}

// converted gives cells in Unicode.
func (s *sheet) converted(cells []string) []string {
	if s.encoding == "" {
		return cells
	}
	out := slices.Clone(cells)
	for i, cell := range out {
		if s.encoding.Suits(cell) {
			out[i] = s.encoding.Decode(cell)
		}
	}
	return out
}

// take takes all lines into the register.
func (s *sheet) take(in *importer, m *meter) error {
	in.understood++
	lines := s.ahead
	for {
		var l numbered
		if len(lines) > 0 {
			l, lines = lines[0], lines[1:]
		} else {
			var err error
			if l.number, l.cells, err = s.next(); errors.Is(err, io.EOF) {
				return in.close()
			} else if err != nil {
				return err
			}
		}
		size := 0
		for _, cell := range l.cells {
			size += len(cell)
		}
		m.add(int64(size + len(l.cells)))
		r := &row{layout: s.layout, line: l.number, cells: s.converted(l.cells), since1904: s.since1904}
		if r.empty() {
			continue
		}
		in.place(s.name, l.number)
		if err := in.takeRow(r); err != nil {
			return err
		}
	}
}

// empty reports whether a line has nothing in any column that its table needs: a blank one, or a signature under the table.
func (r *row) empty() bool {
	for _, group := range r.table.Needs {
		for _, column := range group {
			if strings.TrimSpace(r.text(column)) != "" {
				return false
			}
		}
	}
	return true
}
