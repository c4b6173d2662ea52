package rating

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrProfile is what every [Error] is.
var ErrProfile = errors.New("invalid rating profile")

// MaxBytes bounds a profile's file.
const MaxBytes = 1 << 18

// The codes of errors.
const (
	CodeSize     = "size"      // more than MaxBytes
	CodeSyntax   = "syntax"    // not JSON in UTF-8
	CodeType     = "type"      // a value of another type, or a list of another length
	CodeUnknown  = "unknown"   // a member, or a word in a member's place, that the format does not know
	CodeMissing  = "missing"   // a member that is not there
	CodeTwice    = "twice"     // a member, or an identifier, that is there already
	CodeRange    = "range"     // a number out of its bounds, or a text that is empty, too long or not plain
	CodeConflict = "conflict"  // contradicts what stands elsewhere in the profile
	CodeNoSource = "no_source" // cites a source that is not listed
)

// An Error says what is wrong with a profile, and where: Line counts from 1 and is 0 where no file was read, Path leads from
// the top to the member ("vote.thresholds[0].value.num") and is empty for the whole.
type Error struct {
	Code   string
	Line   int
	Path   string
	Detail string // plain English, for the command line
}

func (e *Error) Error() string {
	where := ""
	if e.Line > 0 {
		where = fmt.Sprintf("line %d: ", e.Line)
	}
	if e.Path != "" {
		where += e.Path + ": "
	}
	return where + e.Detail
}

// Is says that every Error is an ErrProfile.
func (e *Error) Is(target error) bool { return target == ErrProfile }

// Parse reads a profile's file strictly: each member of the format is there once, none else, every value of its type and
// within its bounds, and nothing contradicts anything else. Errors are of type *[Error].
func Parse(data []byte) (Profile, error) {
	var p Profile
	lines, err := read(data, &p)
	if err != nil {
		return Profile{}, err
	}
	if err := p.check(); err != nil {
		err.Line = lines[err.Path]
		return Profile{}, err
	}
	return p, nil
}

// reader walks JSON along a Go type, and knows at each value the line and the path.
type reader struct {
	data    []byte
	decoder *json.Decoder
	offset  int
	line    int
	lines   map[string]int // path -> line
}

// read decodes one value into v and returns the line of each value by its path.
func read(data []byte, v any) (map[string]int, error) {
	if len(data) > MaxBytes {
		return nil, &Error{Code: CodeSize, Detail: fmt.Sprintf("more than %d bytes", MaxBytes)}
	}
	if err := syntax(data); err != nil {
		return nil, err
	}
	r := &reader{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1, lines: map[string]int{}}
	r.decoder.UseNumber()
	if err := r.value(reflect.ValueOf(v).Elem(), ""); err != nil {
		return nil, err
	}
	return r.lines, nil
}

// syntax demands one JSON value in UTF-8.
func syntax(data []byte) error {
	at := func(offset int, detail string) error {
		return &Error{Code: CodeSyntax, Line: 1 + bytes.Count(data[:min(offset, len(data))], []byte("\n")), Detail: detail}
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return at(i, "not UTF-8")
		}
		i += size
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		offset := 0
		if broken := (*json.SyntaxError)(nil); errors.As(err, &broken) {
			offset = int(broken.Offset)
		}
		return at(offset, "not JSON: "+err.Error())
	}
	return nil
}

func (r *reader) fail(code, path, detail string) error {
	return &Error{Code: code, Line: r.line, Path: path, Detail: detail}
}

// next returns the next token; syntax has made sure that there is one.
func (r *reader) next() json.Token {
	token, err := r.decoder.Token()
	if err != nil {
		panic("internal error: valid JSON without a token: " + err.Error())
	}
	end := int(r.decoder.InputOffset())
	r.line += bytes.Count(r.data[r.offset:end], []byte("\n"))
	r.offset = end
	return token
}

func (r *reader) value(v reflect.Value, path string) error {
	token := r.next()
	r.lines[path] = r.line
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	wrong := r.fail(CodeType, path, "not "+kindName(v.Kind()))
	switch v.Kind() {
	case reflect.Struct:
		if token != json.Delim('{') {
			return wrong
		}
		return r.object(v, path)
	case reflect.Slice, reflect.Array:
		if token != json.Delim('[') {
			return wrong
		}
		return r.list(v, path)
	case reflect.String:
		text, ok := token.(string)
		if !ok {
			return wrong
		}
		v.SetString(text)
	case reflect.Bool:
		flag, ok := token.(bool)
		if !ok {
			return wrong
		}
		v.SetBool(flag)
	case reflect.Int:
		number, _ := token.(json.Number)
		n, err := strconv.ParseInt(string(number), 10, 32)
		if err != nil {
			return wrong
		}
		v.SetInt(n)
	default:
		panic("internal error: profiles have no " + v.Kind().String())
	}
	return nil
}

func kindName(kind reflect.Kind) string {
	switch kind {
	case reflect.Struct:
		return "an object"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	}
	return "a whole number"
}

func (r *reader) object(v reflect.Value, path string) error {
	opened, fields := r.line, fieldsOf(v.Type())
	seen := map[string]bool{}
	for r.decoder.More() {
		name := r.next().(string)
		at := join(path, name)
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
		switch {
		case i < 0:
			return r.fail(CodeUnknown, at, "unknown member")
		case seen[name]:
			return r.fail(CodeTwice, at, "given twice")
		}
		seen[name] = true
		if err := r.value(v.FieldByIndex(fields[i].index), at); err != nil {
			return err
		}
	}
	r.next()
	for _, f := range fields {
		if !seen[f.name] && !f.optional {
			return &Error{Code: CodeMissing, Line: opened, Path: join(path, f.name), Detail: "missing"}
		}
	}
	return nil
}

func (r *reader) list(v reflect.Value, path string) error {
	n := 0
	if v.Kind() == reflect.Slice {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	for ; r.decoder.More(); n++ {
		if v.Kind() == reflect.Slice {
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		}
		if n >= v.Len() {
			r.next()
			return r.fail(CodeType, path, fmt.Sprintf("a list of more than %d", v.Len()))
		}
		if err := r.value(v.Index(n), fmt.Sprintf("%s[%d]", path, n)); err != nil {
			return err
		}
	}
	r.next()
	if n < v.Len() {
		return r.fail(CodeType, path, fmt.Sprintf("a list of %d instead of %d", n, v.Len()))
	}
	return nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// field is where a member of an object goes.
type field struct {
	name     string
	index    []int
	optional bool
}

// fieldsOf lists the members that an object of a type has, those of embedded types among them.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields = append(fields, field{name, f.Index, options == "omitempty"})
		}
	}
	return fields
}
