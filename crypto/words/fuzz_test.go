package words

import (
	"strings"
	"testing"
)

// FuzzNormalise holds that the one form of a phrase is its own one form, of eight words of the list.
func FuzzNormalise(f *testing.F) {
	if len(list) != 2048 {
		f.Fatal("no seeds: the list of words is not there")
	}
	f.Add(strings.Join(list[:Count], " "))
	f.Add("  " + strings.ToUpper(strings.Join(list[2040:], "  ")) + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		once, err := Normalise(text)
		if err != nil {
			return
		}
		twice, err := Normalise(once)
		if err != nil || twice != once {
			t.Fatalf("%q, then %q (%v)", once, twice, err)
		}
		fields := strings.Fields(once)
		for _, w := range fields {
			if !index[w] {
				t.Fatalf("%q is not in the list", w)
			}
		}
		if len(fields) != Count || strings.Join(fields, " ") != once {
			t.Fatalf("%q", once)
		}
	})
}
