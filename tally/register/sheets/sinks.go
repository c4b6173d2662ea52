package sheets

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"phieukin/crypto/strict"
	"phieukin/tally/rating"
)

// What a cell and a sheet may hold, below the limits of the format (32,767 characters and 1,048,576 rows).
const (
	longestCell = 30_000
	longestTab  = 1_000_000
)

// spill spreads the last cell of a line over as many cells as it needs.
func spill(line []string) []string {
	last := []rune(line[len(line)-1])
	if len(last) <= longestCell {
		return line
	}
	line = line[:len(line)-1]
	for len(last) > 0 {
		n := min(len(last), longestCell)
		line = append(line, string(last[:n]))
		last = last[n:]
	}
	return line
}

// workbook writes .xlsx. Cells are texts, never formulas.
type workbook struct {
	file  *excelize.File
	out   io.Writer
	table *table
	tab   *excelize.StreamWriter
	row   int // in the tab
	tabs  int // of the table
}

func newWorkbook(w io.Writer, tmp string) *workbook {
	f := excelize.NewFile(excelize.Options{TmpDir: tmp})
	// The library would else hold the whole file in memory before it wrote it.
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	return &workbook{file: f, out: w}
}

func (b *workbook) begin(t *table) error {
	if err := b.flush(); err != nil {
		return err
	}
	b.table, b.tabs = t, 0
	return b.add()
}

// add begins a sheet: the first of the table, or another where that one is full.
func (b *workbook) add() error {
	b.tabs++
	name := b.table.Sheet
	if b.tabs > 1 {
		name += " " + strconv.Itoa(b.tabs)
	}
	var err error
	if b.table == tables[0] && b.tabs == 1 {
		err = b.file.SetSheetName("Sheet1", name)
	} else {
		_, err = b.file.NewSheet(name)
	}
	if err != nil {
		return err
	}
	if b.tab, err = b.file.NewStreamWriter(name); err != nil {
		return err
	}
	b.row = 0
	return b.line(b.table.headings())
}

func (b *workbook) flush() error {
	if b.tab == nil {
		return nil
	}
	return b.tab.Flush()
}

func (b *workbook) line(cells []string) error {
	b.row++
	values := make([]any, len(cells))
	for i, cell := range cells {
		if cell != "" {
			values[i] = cell
		}
	}
	at, err := excelize.CoordinatesToCellName(1, b.row)
	if err != nil {
		return err
	}
	return b.tab.SetRow(at, values)
}

func (b *workbook) put(lines [][]string, _ any) error {
	for _, line := range lines {
		if b.row == longestTab {
			if err := b.flush(); err != nil {
				return err
			}
			if err := b.add(); err != nil {
				return err
			}
		}
		if err := b.line(spill(line)); err != nil {
			return err
		}
	}
	return nil
}

func (b *workbook) end() error {
	if err := b.flush(); err != nil {
		return err
	}
	if err := b.file.Write(b.out); err != nil {
		return err
	}
	return b.file.Close()
}

// archive writes a zip of .csv files as spreadsheets in Viet Nam open them: with a byte order mark, commas and CRLF.
type archive struct {
	zip *zip.Writer
	csv *csv.Writer
}

func newArchive(w io.Writer) *archive { return &archive{zip: zip.NewWriter(w)} }

func (a *archive) begin(t *table) error {
	if err := a.flush(); err != nil {
		return err
	}
	w, err := a.zip.Create(t.File)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	a.csv = csv.NewWriter(w)
	a.csv.UseCRLF = true
	return a.csv.Write(t.headings())
}

func (a *archive) flush() error {
	if a.csv == nil {
		return nil
	}
	a.csv.Flush()
	return a.csv.Error()
}

func (a *archive) put(lines [][]string, _ any) error {
	for _, line := range lines {
		line = spill(line)
		for i, cell := range line {
			line[i] = inert(cell)
		}
		if err := a.csv.Write(line); err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) end() error {
	if err := a.flush(); err != nil {
		return err
	}
	return a.zip.Close()
}

// inert gives a cell that could start a formula an apostrophe, and one that begins with an apostrophe another, so that each
// apostrophe can be taken away again.
func inert(cell string) string {
	if strings.HasPrefix(cell, "'") {
		return "'" + cell
	}
	return rating.Inert(cell)
}

// document writes JSON: one object with a list for each table, a thing a line.
type document struct {
	w     *bufio.Writer
	lists int
	first bool
}

// formatName is the first member of the document.
const formatName = "phieukin-register/1"

func (d *document) write(texts ...string) error {
	for _, text := range texts {
		if _, err := d.w.WriteString(text); err != nil {
			return err
		}
	}
	return nil
}

func (d *document) begin(t *table) error {
	start := "{\"format\":\"" + formatName + "\""
	if d.lists > 0 {
		start = "\n]"
	}
	d.lists++
	d.first = true
	return d.write(start, ",\n\"", t.ID, "\":[")
}

func (d *document) put(_ [][]string, thing any) error {
	comma := ","
	if d.first {
		comma, d.first = "", false
	}
	return d.write(comma, "\n", string(strict.Encode(thing)))
}

func (d *document) end() error {
	if err := d.write("\n]}\n"); err != nil {
		return err
	}
	return d.w.Flush()
}
