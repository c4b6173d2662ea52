package sheets

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"phieukin/ballot/roster"
)

// sampled is how much of a text is looked at to tell its encoding and its separator.
const sampled = 64 << 10

// longestLine is the longest line of text that is read, in bytes.
const longestLine = 4 << 20

// readText reads comma, semicolon or tab separated text.
func readText(in *importer, name string, src io.Reader, m *meter) error {
	next, _, err := openText(func() (io.ReadCloser, error) { return io.NopCloser(src), nil })
	if err != nil {
		return err
	}
	s, ok, err := understand(name, next)
	if err != nil || !ok {
		return err
	}
	return s.take(in, m)
}

// openText reads the lines of a text.
func openText(open func() (io.ReadCloser, error)) (next source, end func(), err error) {
	file, err := open()
	if err != nil {
		return nil, nil, ErrWorkbook
	}
	end = func() { _ = file.Close() }
	text, sample, err := decode(bufio.NewReaderSize(file, sampled))
	if err != nil {
		end()
		return nil, nil, err
	}
	comma := separator(sample)
	limited := &lineReader{from: text}
	r := csv.NewReader(limited)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	return func() (int, []string, error) {
		limited.left = longestLine
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return 0, nil, io.EOF
		}
		if err != nil {
			return 0, nil, ErrEncoding
		}
		number, _ := r.FieldPos(0)
		for i, cell := range cells {
			cells[i] = strings.TrimPrefix(cell, "'")
		}
		return number, cells, nil
	}, end, nil
}

// decode gives text as UTF-8, and its beginning: from UTF-8 or UTF-16, or from bytes that may be an older Vietnamese encoding,
// which become the letters of the same numbers.
func decode(r *bufio.Reader) (text io.Reader, sample string, err error) {
	start, err := r.Peek(sampled)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, "", ErrEncoding
	}
	whole := errors.Is(err, io.EOF)
	switch {
	case len(bytes.TrimSpace(start)) == 0:
		return nil, "", ErrEmpty
	case bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")):
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(start[:len(start)&^1])
		if err != nil {
			return nil, "", ErrEncoding
		}
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(r), string(decoded), nil
	case bytes.IndexByte(start, 0) >= 0:
		return nil, "", ErrEncoding
	}
	if mark := []byte("\xef\xbb\xbf"); bytes.HasPrefix(start, mark) {
		start = start[len(mark):]
		if _, err := r.Discard(len(mark)); err != nil {
			return nil, "", ErrEncoding
		}
	}
	valid := start
	if !whole { // the last letter may be cut
		for i := 0; i < utf8.UTFMax && len(valid) > 0 && !utf8.Valid(valid); i++ {
			valid = valid[:len(valid)-1]
		}
	}
	if utf8.Valid(valid) {
		return r, string(valid), nil
	}
	letters, err := charmap.ISO8859_1.NewDecoder().Bytes(start)
	if err != nil || roster.Spelling(string(letters)) == "" {
		return nil, "", ErrEncoding
	}
	return charmap.ISO8859_1.NewDecoder().Reader(r), string(letters), nil
}

// separator is the one by which the most headings are found.
func separator(sample string) rune {
	best, most := ',', 0
	for _, comma := range "\t;," {
		r := csv.NewReader(strings.NewReader(sample))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		s, ok, err := understand("", func() (int, []string, error) {
			cells, err := r.Read()
			if err != nil {
				err = io.EOF // the sample's end may be in the middle of a line
			}
			return 0, cells, err
		})
		if ok && err == nil && len(s.columns) >= most {
			best, most = comma, len(s.columns)
		}
	}
	return best
}

// lineReader ends where a line has become longer than any should be.
type lineReader struct {
	from io.Reader
	left int
}

func (l *lineReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, ErrEncoding
	}
	n, err := l.from.Read(p)
	l.left -= n
	return n, err
}
