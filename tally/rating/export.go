package rating

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// A Row is one subject's line in the results of a meeting.
type Row struct {
	Subject  string      `json:"subject"`
	Position string      `json:"position"`
	Counts   [Levels]int `json:"counts"`
	Blank    int         `json:"blank"`
	Outcome  Outcome     `json:"outcome"`
}

// Results are the rows of a meeting in the order of its ballot, with the profile that they were made by.
type Results struct {
	Profile     string `json:"profile"`
	ProfileHash string `json:"profile_hash"`
	Default     bool   `json:"default"`
	Rows        []Row  `json:"rows"`
}

// NewResults gives rows the name and hash of their profile.
func NewResults(p Profile, rows []Row) Results {
	return Results{Profile: p.Name, ProfileHash: p.Hash(), Default: p.Default, Rows: rows}
}

// JSON returns the results as indented JSON, ending with a newline.
func (r Results) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// CSVColumns is the number of columns of WriteCSV: subject, position, the votes for each level from the best, blank,
// proposed level, and the figures it rests on: count, base, and their quotient in thousandths.
const CSVColumns = 2 + Levels + 1 + 1 + 3

// ErrHeader is returned when a header has not CSVColumns words.
var ErrHeader = errors.New("csv header does not fit the columns")

// WriteCSV writes the results as a table under the header's words, naming the proposed level by levels; the cell is
// empty where no level is proposed.
//
// The form is what a spreadsheet in Viet Nam opens with a double click: UTF-8 with a byte order mark, without which
// Excel reads Vietnamese letters in an old code page; commas, the list separator of Windows for Vietnamese as for
// English (a "sep=" line would make Excel overlook the mark); CRLF line ends. All figures are whole numbers, so
// neither a decimal comma nor a decimal point can be misread.
//
// Names come from lists that anybody may have written. A cell that a spreadsheet would take for a formula gets an
// apostrophe in front, which makes it text.
func (r Results) WriteCSV(w io.Writer, header []string, levels [Levels]string) error {
	if len(header) != CSVColumns {
		return ErrHeader
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write(inert(header)); err != nil {
		return err
	}
	for _, row := range r.Rows {
		if err := c.Write(row.cells(levels)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func (r Row) cells(levels [Levels]string) []string {
	cells := []string{r.Subject, r.Position}
	for _, votes := range r.Counts {
		cells = append(cells, strconv.Itoa(votes))
	}
	level := ""
	if r.Outcome.Level != None {
		level = levels[r.Outcome.Level]
	}
	return inert(append(cells, strconv.Itoa(r.Blank), level,
		strconv.Itoa(r.Outcome.Count), strconv.Itoa(r.Outcome.Base), strconv.Itoa(r.Outcome.Permille)))
}

// inert is Inert for each cell.
func inert(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = Inert(cell)
	}
	return out
}

// Inert returns a cell of a table, as text where it could start a formula: with an apostrophe in front. Spreadsheets skip
// white space and control characters in front, and some read the full-width signs of East Asian keyboards as the plain ones.
func Inert(cell string) string {
	start := strings.TrimLeftFunc(cell, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\ufeff' })
	if len(start) < len(cell) && cell[0] < ' ' || strings.IndexAny(start, "=+-@|%＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}
