package roster

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// table is a list before it is understood.
type table struct {
	rows []line
	// since1904 says that its day numbers count from 1904, as old Macintosh workbooks do.
	since1904 bool
}

type line struct {
	number int // in the file, from 1
	cells  []cell
}

// cell is one cell's text. Font is empty where the file has none.
type cell struct {
	text, font string
	before     string // the text in its older encoding
	encoding   Encoding
}

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xd0\xcf\x11\xe0")
)

// parse tells by the first bytes what a list is, not by what its file is called.
func parse(data []byte) (table, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return table{}, ErrEmpty
	case bytes.HasPrefix(data, oleMagic):
		return table{}, ErrOldWorkbook
	case bytes.HasPrefix(data, zipMagic):
		return parseWorkbook(data)
	}
	text, err := decode(data)
	if err != nil {
		return table{}, err
	}
	return parseText(text)
}

// decode gives text from UTF-8 with or without a mark, from UTF-16 with one (what Excel calls "Unicode text"), or from
// bytes that may be an older Vietnamese encoding: these become the letters of the same numbers.
func decode(data []byte) (string, error) {
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian, "\xfe\xff": binary.BigEndian} {
		if rest, marked := bytes.CutPrefix(data, []byte(mark)); marked {
			units := make([]uint16, len(rest)/2)
			for i := range units {
				units[i] = order.Uint16(rest[2*i:])
			}
			return string(utf16.Decode(units)), nil
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", ErrEncoding
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	letters := make([]rune, len(data))
	for i, b := range data {
		letters[i] = rune(b)
	}
	text := string(letters)
	if e := Spelling(text); e == unicodeText || 2*wellSpelled(e.Decode(text)) < marked(text) {
		return "", ErrEncoding
	}
	return text, nil
}

// parseText splits text at the separator that makes the best table: one in which headings are found, else one that
// most lines have.
func parseText(text string) (table, error) {
	var best table
	most := -1
	for _, comma := range "\t;," {
		t, err := splitText(text, comma)
		if err != nil {
			return table{}, err
		}
		t.convert()
		score := maxRows * len(findHeadings(t).columns)
		for _, l := range t.rows {
			if len(l.cells) > 1 {
				score++
			}
		}
		if score > most {
			best, most = t, score
		}
	}
	return best, nil
}

func splitText(text string, comma rune) (table, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	var t table
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return table{}, ErrEncoding
		}
		if len(t.rows) == maxRows {
			return table{}, ErrTooManyRows
		}
		number, _ := r.FieldPos(0)
		t.add(number, fields)
	}
}

// add appends a line; columns beyond the limit, and the rest of a text that is longer than any name, are not read.
func (t *table) add(number int, fields []string) {
	l := line{number: number}
	for _, field := range fields[:min(len(fields), maxColumns)] {
		field = strings.ToValidUTF8(field[:min(len(field), maxCell)], "")
		l.cells = append(l.cells, cell{text: norm.NFC.String(field)})
	}
	t.rows = append(t.rows, l)
}

// convert turns every cell in an older encoding to Unicode and tidies them all. A cell's own font decides; where the
// fonts say nothing, the spelling of all such cells together does, and then only for cells that it makes better.
func (t *table) convert() {
	var unnamed []string
	for _, l := range t.rows {
		for _, c := range l.cells {
			if encodingOfFont(c.font) == unicodeText {
				unnamed = append(unnamed, c.text)
			}
		}
	}
	spelled := Spelling(unnamed...)
	for _, l := range t.rows {
		for i := range l.cells {
			l.cells[i].convert(spelled)
		}
	}
}

func (c *cell) convert(spelled Encoding) {
	encoding := encodingOfFont(c.font)
	if encoding == unicodeText && spelled.Suits(c.text) {
		encoding = spelled
	}
	text := encoding.Decode(c.text)
	if capitals(c.font) {
		text = strings.ToUpper(text)
	}
	if text != c.text {
		// TCVN3's ư is a soft hyphen, which would not be seen.
		c.before, c.encoding = Tidy(strings.ReplaceAll(c.text, "\u00ad", "-")), encoding
	}
	c.text = Tidy(text)
}

// Tidy composes letters, takes out what cannot be seen and makes every space one space.
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == 0xad || r == 0xfeff || r >= 0x200b && r <= 0x200f:
			return -1
		case r < ' ' || r == 0x7f:
			return ' '
		}
		return r
	}, norm.NFC.String(text))
	return strings.Join(strings.Fields(text), " ")
}
