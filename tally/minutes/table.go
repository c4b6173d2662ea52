package minutes

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// ErrNoTable is returned for a paper that has no table.
var ErrNoTable = errors.New("minutes: this paper has no table")

// tables say what stands in the sheets of a kind: headings and cells are written as text in templates is, with the same
// placeholders.
//
//go:embed tables/*.json
var tables embed.FS

// workbook is such a file.
type workbook struct {
	Sheets []sheet `json:"sheets"`
}

// sheet is a table: lines above it, then a row for each item of the list that Rows leads to through lists of lists.
type sheet struct {
	Name    string   `json:"name"`
	Above   []string `json:"above"`
	Rows    []string `json:"rows"`
	Columns []column `json:"columns"`
}

// column has the text of its heading, of its cells, and, where the table has a last row of totals, of that. The total is
// made in the item that the rows are in.
type column struct {
	Heading string  `json:"heading"`
	Width   float64 `json:"width"` // characters
	Cell    string  `json:"cell"`
	Total   string  `json:"total"`
}

// Table makes the table of a paper as .xlsx: of counting minutes, summaries and lists of those not rated. Other papers are
// [ErrNoTable].
//
// Figures are numbers and shares are percentages, so that they can be reckoned with. All else is stored as text, which a
// spreadsheet never takes for a formula whatever it starts with; that is why no cell needs an apostrophe, unlike in
// [rating.Results.WriteCSV].
func Table(paper Paper) ([]byte, error) {
	data, err := tables.ReadFile("tables/" + string(paper.Kind()) + ".json")
	if err != nil {
		return nil, ErrNoTable
	}
	var w workbook
	if err := json.Unmarshal(data, &w); err != nil {
		panic("internal error: tables: " + err.Error())
	}
	values := paper.scope()
	filled := slices.DeleteFunc(slices.Clone(w.Sheets), func(s sheet) bool { return !values[s.Rows[0]].flag })
	if len(filled) == 0 {
		filled = w.Sheets[:1]
	}
	out, err := newBook()
	if err != nil {
		return nil, fmt.Errorf("minutes: %w", err)
	}
	defer out.file.Close()
	for i, s := range filled {
		out.start(i, s.Name)
		out.table(s, values)
	}
	if out.err != nil {
		return nil, fmt.Errorf("minutes: %w", out.err)
	}
	b, err := out.file.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("minutes: %w", err)
	}
	return b.Bytes(), nil
}

// book writes sheets from the top down. Its first error stays.
type book struct {
	file                      *excelize.File
	plain, total, head, above style
	sheet                     string
	row                       int
	err                       error
}

// style is how cells look, by what is in them.
type style struct{ text, numbers, shares int }

// headHeight is that of headings, in points: three lines.
const headHeight = 48

func newBook() (*book, error) {
	b := &book{file: excelize.NewFile()}
	grid := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		grid = append(grid, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	b.plain, b.total, b.head, b.above = b.style(false, grid, "left"), b.style(true, grid, "left"), b.style(true, grid, "center"), b.style(true, nil, "left")
	return b, b.err
}

func (b *book) style(bold bool, grid []excelize.Border, align string) style {
	looks := &excelize.Style{
		Font: &excelize.Font{Family: "Times New Roman", Size: 12, Bold: bold}, Border: grid,
		Alignment: &excelize.Alignment{Horizontal: align, Vertical: "center", WrapText: align == "center"},
	}
	next := func() int {
		id, err := b.file.NewStyle(looks)
		b.do(err)
		return id
	}
	s := style{text: next()}
	looks.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center"}
	s.numbers = next()
	percent := "0.0%"
	looks.CustomNumFmt = &percent
	s.shares = next()
	return s
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// start begins the next sheet, of which a new book has one.
func (b *book) start(i int, name string) {
	if i == 0 {
		b.do(b.file.SetSheetName(b.file.GetSheetName(0), name))
	} else {
		_, err := b.file.NewSheet(name)
		b.do(err)
	}
	b.sheet, b.row = name, 0
}

func (b *book) table(s sheet, values scope) {
	for _, line := range s.Above {
		b.row++
		b.cell(1, say(line, values), b.above)
	}
	b.row += 2
	for i, c := range s.Columns {
		b.cell(i+1, say(c.Heading, values), b.head)
		name, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.file.SetColWidth(b.sheet, name, name, c.Width))
	}
	b.do(b.file.SetRowHeight(b.sheet, b.row, headHeight))
	b.page(s.Name)
	b.items(s.Columns, s.Rows, []scope{values})
}

// items writes the rows of the list at the end of a path, and the totals after each such list.
func (b *book) items(columns []column, path []string, scopes []scope) {
	v, _ := find(scopes, path[0])
	for _, item := range v.items {
		within := append(scopes[:len(scopes):len(scopes)], item)
		if len(path) > 1 {
			b.items(columns, path[1:], within)
			continue
		}
		b.row++
		for i, c := range columns {
			b.cell(i+1, say(c.Cell, within...), b.plain)
		}
	}
	if len(path) == 1 && len(v.items) > 0 && slices.ContainsFunc(columns, func(c column) bool { return c.Total != "" }) {
		b.row++
		for i, c := range columns {
			b.cell(i+1, say(c.Total, scopes...), b.total)
		}
	}
}

func (b *book) cell(column int, v value, looks style) {
	id := looks.text
	at, err := excelize.CoordinatesToCellName(column, b.row)
	b.do(err)
	switch {
	case v.sort == sortNumber:
		id = looks.numbers
		b.do(b.file.SetCellInt(b.sheet, at, int64(v.number)))
	case v.sort == sortShare && v.number != unknown:
		id = looks.shares
		b.do(b.file.SetCellFloat(b.sheet, at, float64(v.number)/1000, 3, 64))
	default:
		b.do(b.file.SetCellStr(b.sheet, at, v.text))
	}
	b.do(b.file.SetCellStyle(b.sheet, at, at, id))
}

// page keeps the headings in the last row in sight, on screen and on each printed page, and the columns on one of A4.
func (b *book) page(name string) {
	a4, across, wide, any := 9, "landscape", 1, 0
	b.do(b.file.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &across, FitToWidth: &wide, FitToHeight: &any}))
	fit := true
	b.do(b.file.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	below, err := excelize.CoordinatesToCellName(1, b.row+1)
	b.do(err)
	b.do(b.file.SetPanes(b.sheet, &excelize.Panes{Freeze: true, YSplit: b.row, TopLeftCell: below, ActivePane: "bottomLeft"}))
	b.do(b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, b.row, b.row),
	}))
}
