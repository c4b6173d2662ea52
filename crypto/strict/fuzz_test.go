package strict

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// FuzzDecode holds that whatever is read has no member twice and no null, and that its canonical form is stable.
func FuzzDecode(f *testing.F) {
	names, err := filepath.Glob("../testdata/elections/*/election.json")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"a":{"b":1,"b":2}}`))
	f.Add([]byte(`[null]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var v map[string]any
		if Decode(data, &v) != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatalf("read what is no JSON: %q", data)
		}
		var nothing func(any) bool
		nothing = func(v any) bool {
			switch v := v.(type) {
			case nil:
				return true
			case []any:
				for _, e := range v {
					if nothing(e) {
						return true
					}
				}
			case map[string]any:
				for _, e := range v {
					if nothing(e) {
						return true
					}
				}
			}
			return false
		}
		if v != nil && nothing(v) {
			t.Fatalf("read a null: %q", data)
		}
		var again map[string]any
		if once := Encode(v); DecodeCanonical(once, &again) != nil {
			t.Fatalf("%q is written as %q, which is not canonical", data, once)
		}
	})
}
