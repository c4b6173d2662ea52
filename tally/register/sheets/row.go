package sheets

import (
	"encoding/json"
	"strconv"
	"strings"

	"phieukin/ballot/roster"
)

// row is a line of a sheet under its headings. What it cannot read it remembers; the first such cell refuses the row.
type row struct {
	layout
	line      int
	cells     []string
	since1904 bool
	bad       *Refusal
}

// refuse remembers the first cell that cannot be read.
func (r *row) refuse(code, text string) {
	if r.bad == nil {
		r.bad = &Refusal{Code: code, Text: text}
	}
}

func (r *row) has(column string) bool { _, ok := r.columns[column]; return ok }

// text is a cell's text; of the sheet's last column, with the cells that go on with it.
func (r *row) text(column string) string {
	at, ok := r.columns[column]
	switch {
	case !ok || at >= len(r.cells):
		return ""
	case column == r.spills:
		return strings.Join(r.cells[at:], "")
	}
	return r.cells[at]
}

// set gives a text where the sheet has its column, and else leaves what is there.
func (r *row) set(to *string, column string) {
	if r.has(column) {
		*to = r.text(column)
	}
}

// number reads a whole number; nothing is 0.
func (r *row) number(column string) int {
	text := r.text(column)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		r.refuse(CodeCell, text)
	}
	return n
}

// flag reads yes or no; nothing is no.
func (r *row) flag(column string) bool {
	switch text := r.text(column); strings.ToLower(text) {
	case "", "0", "không", "khong", "false":
		return false
	case "1", "x", "có", "co", "true":
		return true
	default:
		r.refuse(CodeCell, text)
		return false
	}
}

// day reads a day as people or workbooks write it, into YYYY-MM-DD; nothing stays nothing.
func (r *row) day(column string) string {
	text := r.text(column)
	if text == "" {
		return ""
	}
	day, ok := roster.ReadDay(text, r.since1904)
	if !ok {
		r.refuse("day", text)
	}
	return day.String()
}

func (r *row) setDay(to *string, column string) {
	if r.has(column) {
		*to = r.day(column)
	}
}

func (r *row) level(column string) int {
	text := r.text(column)
	level, ok := levelIn(text)
	if !ok {
		r.refuse("level", text)
	}
	return level
}

// json reads a cell that holds JSON.
func (r *row) json(column string) json.RawMessage {
	text := r.text(column)
	if !json.Valid([]byte(text)) {
		r.refuse(CodeCell, column)
	}
	return json.RawMessage(text)
}

func flag(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

// Rating is one subject's levels in a year; of these an import takes the decided one, Level. The levels are XS, T, HT and
// KHT, or nothing.
type Rating struct {
	Year     int    `json:"year"`
	Subject  string `json:"subject"`
	Name     string `json:"name"`
	Self     string `json:"self"`
	Vote     string `json:"vote"`
	Proposed string `json:"proposed"`
	Level    string `json:"level"`
	Number   string `json:"number"`
	Day      string `json:"day"`
	Reason   string `json:"reason"`
}
