package roster

import (
	"bytes"
	"encoding/xml"
	"errors"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits on a workbook, so that a small file cannot become large work. As nothing may unfold to more than what may be held
// in memory, nothing goes to a temporary file.
const (
	maxUnzipped = 8 << 20 // refused before it is unfolded
	maxSheets   = 20
	maxString   = 8000 // bytes of a text that cells share: each cell that names it may get a copy
)

// parseWorkbook reads the first visible sheet that has headings, or else the first that has anything.
func parseWorkbook(data []byte) (table, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return table{}, ErrWorkbook
	}
	defer f.Close()
	if !shortStrings(part(f, "xl/sharedStrings.xml")) {
		return table{}, ErrWorkbook
	}
	var first table
	sheets := f.GetSheetList()
	for _, sheet := range sheets[:min(len(sheets), maxSheets)] {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		t, err := parseSheet(f, sheet)
		if err != nil {
			return table{}, err
		}
		t.convert()
		if findHeadings(t).hasName() {
			return t, nil
		}
		if first.rows == nil {
			first = t
		}
	}
	if first.rows == nil {
		return table{}, ErrEmpty
	}
	return first, nil
}

// shortStrings reports whether all texts that cells share are of a length that a list may have.
func shortStrings(shared []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(shared))
	length := 0
	for {
		token, err := d.Token()
		if err != nil {
			return true // what cannot be read the library does not read either
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				length = 0
			}
		case xml.CharData:
			if length += len(t); length > maxString {
				return false
			}
		}
	}
}

func parseSheet(f *excelize.File, sheet string) (table, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return table{}, ErrWorkbook
	}
	defer rows.Close()
	var t table
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		t.since1904 = *props.Date1904
	}
	for number := 1; rows.Next(); number++ {
		fields, err := rows.Columns()
		if err != nil {
			return table{}, ErrWorkbook
		}
		if strings.Join(fields, "") == "" {
			continue
		}
		// Sheets may end with thousands of rows that have a format and nothing else: only rows that say something count.
		if number > maxRows {
			return table{}, ErrTooManyRows
		}
		for len(t.rows)+1 < number {
			t.add(len(t.rows)+1, nil)
		}
		t.add(number, fields)
	}
	if rows.Error() != nil {
		return table{}, ErrWorkbook
	}
	for at, font := range fontsOf(f, sheet) {
		if at.row <= len(t.rows) && at.col <= len(t.rows[at.row-1].cells) {
			t.rows[at.row-1].cells[at.col-1].font = font
		}
	}
	return t, nil
}

// place is a cell's row and column, from 1.
type place struct{ row, col int }

// fontsOf reads which font each cell is set in, from the sheet's own XML: asking the library for a cell's style would
// make it unfold the whole sheet, however large that says it is. What cannot be read has no font.
func fontsOf(f *excelize.File, sheet string) map[place]string {
	fonts := map[place]string{}
	names := map[int]string{}
	d := xml.NewDecoder(bytes.NewReader(part(f, sheetPath(f, sheet))))
	for {
		token, err := d.Token()
		if err != nil {
			return fonts
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "c" {
			continue
		}
		col, row, err := excelize.CellNameToCoordinates(attribute(start, "r"))
		style, bad := strconv.Atoi(attribute(start, "s"))
		if err != nil || bad != nil || row > maxRows || col > maxColumns {
			continue
		}
		name, known := names[style]
		if !known {
			if s, err := f.GetStyle(style); err == nil && s.Font != nil {
				name = s.Font.Family
			}
			names[style] = name
		}
		fonts[place{row, col}] = name
	}
}

// sheetPath finds the part that holds a sheet, "" where the workbook does not say.
func sheetPath(f *excelize.File, sheet string) string {
	var workbook struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if errors.Join(xml.Unmarshal(part(f, "xl/workbook.xml"), &workbook), xml.Unmarshal(part(f, "xl/_rels/workbook.xml.rels"), &relations)) != nil {
		return ""
	}
	for _, s := range workbook.Sheets {
		for _, r := range relations.List {
			if s.Name == sheet && r.ID == s.ID {
				if strings.HasPrefix(r.Target, "/") {
					return strings.TrimPrefix(r.Target, "/")
				}
				return path.Join("xl", r.Target)
			}
		}
	}
	return ""
}

// part is the bytes of one part of a workbook.
func part(f *excelize.File, name string) []byte {
	if data, ok := f.Pkg.Load(name); ok {
		if bytes, ok := data.([]byte); ok {
			return bytes
		}
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
