package minutes

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
)

// Limits on a template: the file, what it unpacks to, its parts, and each part that is read.
const (
	MaxTemplate = 4 << 20
	maxUnpacked = 24 << 20
	maxParts    = 400
	maxPart     = 4 << 20
)

// file is a .docx unpacked: its parts in their order.
type file struct{ parts []part }

type part struct {
	name string
	data []byte
}

// unpack reads a .docx and refuses whatever is not one, is too large, or carries more than a document.
func unpack(data []byte) (*file, error) {
	if len(data) > MaxTemplate {
		return nil, &Error{TooLarge, ""}
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Error{NotDocx, ""}
	}
	if len(archive.File) > maxParts {
		return nil, &Error{TooLarge, ""}
	}
	f := &file{}
	left := int64(maxUnpacked)
	for _, entry := range archive.File {
		if strings.HasSuffix(entry.Name, "/") {
			continue
		}
		if !validName(entry.Name) || f.find(entry.Name) != nil {
			return nil, &Error{NotDocx, clip(entry.Name)}
		}
		content, err := unpackEntry(entry, left)
		if err != nil {
			return nil, &Error{NotDocx, clip(entry.Name)}
		}
		if left -= int64(len(content)); left < 0 {
			return nil, &Error{TooLarge, ""}
		}
		f.parts = append(f.parts, part{entry.Name, content})
	}
	return f, f.inspect()
}

// unpackEntry reads an entry up to one byte more than what is left, whatever size it claims to have.
func unpackEntry(entry *zip.File, left int64) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, left+1))
}

// validName takes the names that packages have: segments of printable ASCII.
func validName(name string) bool {
	for _, c := range []byte(name) {
		if c <= ' ' || c > '~' || c == '\\' || c == ':' {
			return false
		}
	}
	for segment := range strings.SplitSeq(name, "/") {
		if segment == "" || strings.Trim(segment, ".") == "" {
			return false
		}
	}
	return true
}

// find returns a part; names are compared as packages do, without regard to case.
func (f *file) find(name string) *part {
	i := slices.IndexFunc(f.parts, func(p part) bool { return strings.EqualFold(p.name, name) })
	if i < 0 {
		return nil
	}
	return &f.parts[i]
}

// xml parses a part.
func (f *file) xml(name string) (*node, error) {
	p := f.find(name)
	if p == nil {
		return nil, &Error{NotDocx, clip(name)}
	}
	if len(p.data) > maxPart {
		return nil, &Error{TooLarge, clip(name)}
	}
	root, ok := parseXML(p.data)
	if !ok {
		return nil, &Error{NotDocx, clip(name)}
	}
	return root, nil
}

func (f *file) put(name string, data []byte) {
	if p := f.find(name); p != nil {
		p.data = data
		return
	}
	f.parts = append(f.parts, part{name, data})
}

// newYear1980 is the first day that a zip archive can name. All parts bear it, so that the same paper has the same bytes.
const newYear1980 = 1<<5 | 1

func (f *file) pack() ([]byte, error) {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, p := range f.parts {
		header := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		//lint:ignore SA1019 the field that replaces it is a time.Time, and this package knows no time
		header.ModifiedDate = newYear1980
		w, err := archive.CreateHeader(header)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p.data); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
