package sheets

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"

	"phieukin/ballot/roster"
	"phieukin/tally/rating"
)

//go:embed tables.json
var definitions []byte

// table is one of the tables, in the order in which they must come in.
type table struct {
	ID    string `json:"id"` // also the list's name in JSON
	Sheet string `json:"sheet"`
	File  string `json:"file"`
	// Needs are the columns without which the headings are not this table's, of each group at least one.
	Needs   [][]string `json:"needs"`
	Columns []column   `json:"columns"`
}

// column is one column of a table. The last one exported may go on in the cells after it, since a cell has a longest text.
type column struct {
	ID      string   `json:"id"`
	Heading string   `json:"heading"`
	Also    []string `json:"also"`  // headings to know it by, folded, its own among them
	Taken   bool     `json:"taken"` // imported, never exported
}

var (
	tables []*table
	// levels are the words for each level, the code first.
	levels [][]string
)

func init() {
	var all struct {
		Levels [][]string `json:"levels"`
		Tables []*table   `json:"tables"`
	}
	if err := json.Unmarshal(definitions, &all); err != nil {
		panic("internal error: tables.json: " + err.Error())
	}
	tables, levels = all.Tables, all.Levels
	for _, t := range tables {
		for i := range t.Columns {
			c := &t.Columns[i]
			c.Also = append(c.Also, roster.Fold(c.Heading))
		}
	}
}

func tableOf(id string) *table {
	return tables[slices.IndexFunc(tables, func(t *table) bool { return t.ID == id })]
}

// exported are the columns that an export has.
func (t *table) exported() []column {
	return slices.DeleteFunc(slices.Clone(t.Columns), func(c column) bool { return c.Taken })
}

func (t *table) headings() []string {
	var headings []string
	for _, c := range t.exported() {
		headings = append(headings, c.Heading)
	}
	return headings
}

// layout is where the columns of a table stand in a sheet.
type layout struct {
	table   *table
	columns map[string]int
	// spills says that the last column of the sheet goes on in the cells after it.
	spills string
}

// recognise finds the table whose headings a row holds: of those that have what they need, the one with most of them.
func recognise(cells []string) (best layout, ok bool) {
	folded := make([]string, len(cells))
	for i, cell := range cells {
		if before, _, _ := strings.Cut(cell, "("); len(before) <= longestName {
			folded[i] = roster.Fold(before)
		}
	}
	for _, t := range tables {
		l := layout{table: t, columns: map[string]int{}}
		for _, c := range t.Columns {
			at := slices.IndexFunc(folded, func(heading string) bool { return slices.Contains(c.Also, heading) })
			if at >= 0 {
				l.columns[c.ID] = at
				if at == len(cells)-1 {
					l.spills = c.ID
				}
			}
		}
		if t.satisfied(l.columns) && len(l.columns) > len(best.columns) {
			best = l
		}
	}
	return best, best.table != nil
}

func (t *table) satisfied(columns map[string]int) bool {
	for _, group := range t.Needs {
		if !slices.ContainsFunc(group, func(id string) bool { _, there := columns[id]; return there }) {
			return false
		}
	}
	return true
}

// levelCode is how tables write a level; none is nothing.
func levelCode(level int) string {
	if level == rating.None {
		return ""
	}
	return levels[level][0]
}

// levelIn reads a level.
func levelIn(text string) (int, bool) {
	if text == "" {
		return rating.None, true
	}
	folded := roster.Fold(text)
	for level, words := range levels {
		if strings.EqualFold(text, words[0]) || slices.Contains(words[1:], folded) {
			return level, true
		}
	}
	return rating.None, false
}
