package rating

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

// FuzzParse holds that what is read is applied without surprises and has one encoding, and that what is refused is refused at
// a line of the file.
func FuzzParse(f *testing.F) {
	for _, p := range Shipped() {
		f.Add([]byte(file(f, p.Name)))
		f.Add(p.Bytes())
	}
	f.Add([]byte(`{"format":"phieukin-profile/1","vote":{"thresholds":[{"value":{"num":1}}]},"format":""}`))
	f.Add([]byte("{\"sources\":[{\"id\":\"a\",\n\"text\":null}]}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Parse(data)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Code == "" || e.Detail == "" {
				t.Fatalf("refused with %#v", err)
			}
			if last := 1 + bytes.Count(data, []byte("\n")); e.Code != CodeSize && (e.Line < 1 || e.Line > last) {
				t.Fatalf("line %d of %d: %v", e.Line, last, e)
			}
			return
		}
		again, err := Parse(p.Bytes())
		if err != nil || !reflect.DeepEqual(again, p) || again.Hash() != p.Hash() {
			t.Fatalf("%s reads as another profile: %v", p.Bytes(), err)
		}
		o := p.Rate([Levels]int{3, 4, 5, 6}, Bases{20, 19, 18, 18})
		if o.Level < None || o.Level >= Levels || o.Permille < 0 || o.Permille > 1000 {
			t.Fatalf("%+v", o)
		}
		for _, c := range p.CheckCaps([Levels]int{3, 4, 5, 6}) {
			if c.Allowed < 0 || c.Allowed > c.BaseCount || c.Kept != (c.Counted <= c.Allowed) {
				t.Fatalf("%+v", c)
			}
		}
		for _, r := range p.Eligibility {
			if s := p.Standing(r.Status, Date{}, Date{2025, 12, 1}); s.Rated && !s.Reviewed || s.Rated != (s.Reason == "") {
				t.Fatalf("%+v", s)
			}
		}
	})
}
