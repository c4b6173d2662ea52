package rating

import (
	"encoding/json"
	"os"
	"testing"
)

// The pages work caps out by themselves for figures that somebody tries out; both sides are held to these answers.
func TestCapVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/caps.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Base     CapBase     `json:"base"`
		Percent  int         `json:"percent"`
		Rounding Rounding    `json:"rounding"`
		Counts   [Levels]int `json:"counts"`
		CapResult
		TooMany int `json:"too_many"` // the fewest that must go from the best level to the next
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) < 100 {
		t.Errorf("only %d vectors", len(vectors))
	}
	for _, v := range vectors {
		p := Profile{Caps: []Cap{{
			Percent: Rule[int]{Value: v.Percent}, Base: Rule[CapBase]{Value: v.Base}, Rounding: Rule[Rounding]{Value: v.Rounding},
		}}}
		want := v.CapResult
		want.Base = string(v.Base)
		if got := p.CheckCaps(v.Counts)[0]; got != want {
			t.Errorf("%d %% of %s, %s, of %v: %+v, want %+v", v.Percent, v.Base, v.Rounding, v.Counts, got, want)
		}
		moved := func(n int) [Levels]int {
			return [Levels]int{v.Counts[0] - n, v.Counts[1] + n, v.Counts[2], v.Counts[3]}
		}
		if !p.CheckCaps(moved(v.TooMany))[0].Kept || v.TooMany > 0 && p.CheckCaps(moved(v.TooMany - 1))[0].Kept {
			t.Errorf("%d %% of %s, %s, of %v: %d too many is wrong", v.Percent, v.Base, v.Rounding, v.Counts, v.TooMany)
		}
	}
}
