// Package strict reads JSON from outside without the tolerance of the standard library: every member must be known,
// appear once and be spelled in lower case, null is refused, and nothing may follow the value. Hashes are taken over
// stored bytes, so two readers must never see two meanings in the same bytes.
package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrNotCanonical says that the bytes are valid JSON for the type but not its one canonical spelling.
var ErrNotCanonical = errors.New("not in canonical form")

// Decode reads one value into v.
func Decode(data []byte, v any) error {
	if err := walk(data); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// DecodeWhole reads one value and demands every member of v's type, in any order, save those marked omitempty: an absent
// member would otherwise read as a zero that nobody sent.
func DecodeWhole(data []byte, v any) error {
	if err := Decode(data, v); err != nil {
		return err
	}
	var sent, meant any
	if err := errors.Join(json.Unmarshal(data, &sent), json.Unmarshal(Encode(v), &meant)); err != nil {
		return err
	}
	return whole(sent, meant)
}

// whole compares what was sent with what it was read as.
func whole(sent, meant any) error {
	switch meant := meant.(type) {
	case map[string]any:
		sent, _ := sent.(map[string]any)
		for name, value := range meant {
			one, there := sent[name]
			if !there {
				return fmt.Errorf("member %q is missing", name)
			}
			if err := whole(one, value); err != nil {
				return err
			}
		}
	case []any:
		sent, _ := sent.([]any)
		for i, value := range meant {
			if i >= len(sent) {
				return errors.New("a list is too short")
			}
			if err := whole(sent[i], value); err != nil {
				return err
			}
		}
	}
	return nil
}

// DecodeCanonical reads one value and demands that writing it again gives the same bytes. This also refuses missing
// members, since v is expected to have no optional ones beyond those marked omitempty.
func DecodeCanonical(data []byte, v any) error {
	if err := Decode(data, v); err != nil {
		return err
	}
	if !bytes.Equal(Encode(v), data) {
		return ErrNotCanonical
	}
	return nil
}

// Encode writes compact JSON: members in the order of the type, no escaping of <, > and &, no newline.
func Encode(v any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("strict: internal error: %v", err))
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// walk checks what the standard decoder does not: duplicate or oddly spelled members, null, trailing data.
func walk(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	type level struct {
		object bool
		member bool // the next string is a member's name
		seen   map[string]bool
	}
	var stack []level
	for {
		token, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return errors.New("unexpected end of JSON")
			}
			return err
		}
		top := len(stack) - 1
		switch t := token.(type) {
		case nil:
			return errors.New("null is not allowed")
		case json.Delim:
			switch t {
			case '{':
				stack = append(stack, level{object: true, member: true, seen: map[string]bool{}})
				continue
			case '[':
				stack = append(stack, level{})
				continue
			}
			stack = stack[:top]
		case string:
			if top >= 0 && stack[top].object && stack[top].member {
				if err := checkName(t, stack[top].seen); err != nil {
					return err
				}
				stack[top].member = false
				continue
			}
		}
		if len(stack) == 0 {
			break
		}
		if l := &stack[len(stack)-1]; l.object {
			l.member = true
		}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("data after the JSON value")
	}
	return nil
}

func checkName(name string, seen map[string]bool) error {
	for _, c := range name {
		if c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return fmt.Errorf("unknown member %q", name)
		}
	}
	if seen[name] {
		return fmt.Errorf("member %q appears twice", name)
	}
	seen[name] = true
	return nil
}
