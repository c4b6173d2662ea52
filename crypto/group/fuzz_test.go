package group

import (
	"os"
	"regexp"
	"testing"
)

// texts are the points and scalars of the committed vectors.
func texts(f *testing.F, pattern string) {
	f.Helper()
	data, err := os.ReadFile("../testdata/primitives.txt")
	if err != nil {
		f.Fatal(err)
	}
	found := regexp.MustCompile(pattern).FindAllString(string(data), -1)
	if len(found) == 0 {
		f.Fatal("no seeds in the vectors")
	}
	for _, text := range found {
		f.Add(text)
	}
}

// FuzzParsePoint holds that a point has one text and one form of 32 bytes, and lies in the group.
func FuzzParsePoint(f *testing.F) {
	texts(f, `\b[0-9a-f]{64}\b`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePoint(text)
		if err != nil {
			return
		}
		again, err := PointFromBytes(p.Bytes())
		if err != nil || !again.Equal(p) || p.String() != text || again.String() != text {
			t.Fatalf("%q reads as %s, then %s (%v)", text, p, again, err)
		}
		if !p.Pow(FromInt(-1)).Mul(p).IsNeutral() {
			t.Fatalf("%q is not in the group", text)
		}
	})
}

// FuzzParseScalar holds the same of scalars.
func FuzzParseScalar(f *testing.F) {
	texts(f, `\b[0-9]{60,}\b`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseScalar(text)
		if err != nil {
			return
		}
		again, err := ScalarFromBytes(s.Bytes())
		if err != nil || !again.Equal(s) || s.String() != text || s.Big().Cmp(order) >= 0 {
			t.Fatalf("%q reads as %s, then %s (%v)", text, s, again, err)
		}
	})
}
