package rating

import (
	"errors"
	"strings"
	"testing"
)

const defaultBytes = `{"name":"mac-dinh","title":"Mặc định","default":true,"base":"convened",` +
	`"thresholds":[{"num":1,"den":2,"strict":true},{"num":1,"den":2,"strict":true},` +
	`{"num":1,"den":2,"strict":true},{"num":1,"den":2,"strict":true}],"cumulative":true}`

// Manifests of past meetings hold this hash: a change here changes the rules of every meeting that used the default.
func TestDefaultProfile(t *testing.T) {
	if got := string(Default.Bytes()); got != defaultBytes {
		t.Errorf("got  %s\nwant %s", got, defaultBytes)
	}
	const hash = "b0a2c2e4472b68c202d652ca25c5fa012bfd88e2edd28646939fbf632135e440"
	if got := Default.Hash(); got != hash {
		t.Errorf("hash %s, want %s", got, hash)
	}
	if err := Default.Check(); err != nil {
		t.Error(err)
	}
}

func TestParse(t *testing.T) {
	for _, text := range []string{defaultBytes, "\n " + strings.ReplaceAll(defaultBytes, ",", " ,\n\t") + "\n"} {
		p, err := Parse([]byte(text))
		if err != nil || p != Default {
			t.Errorf("%s: %+v, %v", text, p, err)
		}
	}
	odd := with(func(p *Profile) { p.Title = `<"&\> ` + "\u2028"; p.Base = Valid; p.Cumulative = false })
	if p, err := Parse(odd.Bytes()); err != nil || p != odd {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestParseRefuses(t *testing.T) {
	replace := func(from, to string) string {
		if !strings.Contains(defaultBytes, from) {
			t.Fatalf("%q is not in the default profile", from)
		}
		return strings.Replace(defaultBytes, from, to, 1)
	}
	tests := map[string]string{
		"nothing":               "",
		"another value":         "[]",
		"a second value":        defaultBytes + "{}",
		"missing member":        replace(`,"cumulative":true`, ``),
		"missing flag":          replace(`"default":true,`, ``),
		"unknown member":        replace(`"cumulative":true`, `"cumulative":true,"x":1`),
		"member twice":          replace(`"base":"convened"`, `"base":"valid","base":"convened"`),
		"other order":           replace(`"default":true,"base":"convened"`, `"base":"convened","default":true`),
		"other capitals":        replace(`"base"`, `"Base"`),
		"three thresholds":      replace(`{"num":1,"den":2,"strict":true},`, ``),
		"no name":               replace(`mac-dinh`, ``),
		"name with a slash":     replace(`mac-dinh`, `../mac`),
		"no title":              replace(`Mặc định`, ``),
		"unknown base":          replace(`convened`, `voters`),
		"zero threshold":        replace(`"num":1`, `"num":0`),
		"zero denominator":      replace(`"den":2`, `"den":0`),
		"over everybody":        replace(`"num":1`, `"num":3`),
		"strictly everybody":    replace(`"num":1`, `"num":2`),
		"terms that overflow":   replace(`"den":2`, `"den":1001`),
		"fraction with a point": replace(`"num":1`, `"num":1.0`),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse([]byte(text)); !errors.Is(err, ErrProfile) {
				t.Errorf("got %v for %s", err, text)
			}
		})
	}
}
