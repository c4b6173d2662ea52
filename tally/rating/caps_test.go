package rating

import (
	"slices"
	"testing"
)

// The figures of one province for 2019, in thousandths: its organisations were over every cap, its members under every one.
// (Báo Bắc Giang, 23/11/2020.)
var (
	organisations2019 = [Levels]int{199, 744, 57, 0}
	members2019       = [Levels]int{119, 765, 108, 8}
)

func TestFiguresOf2019(t *testing.T) {
	for _, test := range []struct {
		name    string
		counts  [Levels]int
		kept    bool
		allowed []int // 20 % of good, 20 % of good or better, 25 % of good
		shares  []int // best of good, best of good or better, in thousandths
	}{
		{"organisations", organisations2019, false, []int{148, 188, 186}, []int{267, 211}},
		{"members", members2019, true, []int{153, 176, 191}, []int{156, 135}},
	} {
		good, better := test.counts[1], test.counts[0]+test.counts[1]
		if got := []int{Permille(test.counts[0], good), Permille(test.counts[0], better)}; !slices.Equal(got, test.shares) {
			t.Errorf("%s: shares of %v, want %v", test.name, got, test.shares)
		}
		for _, p := range Shipped() {
			results := p.CheckCaps(test.counts)
			want := []CapResult{
				{"xs20-good", "good", good, test.allowed[0], test.counts[0], test.kept},
				{"xs20-good-or-better", "good_or_better", better, test.allowed[1], test.counts[0], test.kept},
				{"xs25-good", "good", good, test.allowed[2], test.counts[0], test.kept},
			}
			if !slices.Equal(results, want) {
				t.Errorf("%s under %s:\ngot  %+v\nwant %+v", test.name, p.Name, results, want)
			}
		}
	}
}

// most is the greatest number of best ratings that a cap lets through among so many who are rated good or better.
func most(t *testing.T, p Profile, id string, people int) int {
	t.Helper()
	found := 0
	for best := range people + 1 {
		results := p.CheckCaps([Levels]int{best, people - best, 3, 1})
		i := slices.IndexFunc(results, func(r CapResult) bool { return r.ID == id })
		if i < 0 {
			t.Fatalf("%s has no cap %s", p.Name, id)
		}
		if results[i].Kept {
			found = best
		}
	}
	return found
}

// For 5 to 60 people rated good or better: 20 % of the good among them is a sixth of all, 20 % of all is a fifth, and 25 % of
// the good is a fifth too, each without its fraction.
func TestCapsFrom5To60People(t *testing.T) {
	table := map[int][2]int{5: {0, 1}, 6: {1, 1}, 10: {1, 2}, 12: {2, 2}, 15: {2, 3}, 18: {3, 3}, 20: {3, 4}, 24: {4, 4}, 25: {4, 5}, 30: {5, 6}}
	for _, p := range Shipped() {
		for people := 5; people <= 60; people++ {
			got := [2]int{most(t, p, "xs20-good", people), most(t, p, "xs20-good-or-better", people)}
			want, listed := table[people]
			if formula := [2]int{people / 6, people / 5}; !listed {
				want = formula
			} else if want != formula {
				t.Fatalf("the table is wrong for %d: %v", people, want)
			}
			if got != want {
				t.Errorf("%s: of %d people %v may be best, want %v", p.Name, people, got, want)
			}
			if got := most(t, p, "xs25-good", people); got != people/5 {
				t.Errorf("%s: of %d people %d may be best by the exception", p.Name, people, got)
			}
		}
	}
}

func TestRounding(t *testing.T) {
	for _, test := range []struct {
		base                 int
		floor, nearest, ceil int // of 20 %
	}{
		{0, 0, 0, 0}, {1, 0, 0, 1}, {2, 0, 0, 1}, {3, 0, 1, 1}, {5, 1, 1, 1}, {7, 1, 1, 2}, {8, 1, 2, 2}, {60, 12, 12, 12}, {1 << 24, 3355443, 3355443, 3355444},
	} {
		for rounding, want := range map[Rounding]int{Floor: test.floor, Nearest: test.nearest, Ceil: test.ceil} {
			c := Cap{Percent: Rule[int]{Value: 20}, Rounding: Rule[Rounding]{Value: rounding}}
			if got := c.Allowed(test.base); got != want {
				t.Errorf("20 %% of %d, %s: %d, want %d", test.base, rounding, got, want)
			}
		}
	}
	half := Cap{Percent: Rule[int]{Value: 50}, Rounding: Rule[Rounding]{Value: Nearest}}
	if got := half.Allowed(5); got != 3 {
		t.Errorf("half of 5, halves up: %d", got)
	}
}

func TestACapOfAllRated(t *testing.T) {
	p := Default
	p.Caps = []Cap{{ID: "all", Percent: Rule[int]{Value: 20}, Base: Rule[CapBase]{Value: Rated}, Rounding: Rule[Rounding]{Value: Floor}}}
	want := []CapResult{{"all", "rated", 25, 5, 6, false}}
	if got := p.CheckCaps([Levels]int{6, 10, 7, 2}); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// Which caps bind differs between the generations of rules; nobody may take the exception for the rule.
func TestWhatEachCapIs(t *testing.T) {
	type flags struct{ compare, byDecision, baseUnverified bool }
	rule, reading, compared := flags{}, flags{baseUnverified: true}, flags{compare: true, baseUnverified: true}
	for name, want := range map[string]struct {
		caps     []flags
		grouping Grouping
	}{
		"hd07-2011":  {[]flags{compared, compared, compared}, WithinOrganisation},
		"hd21-2019":  {[]flags{rule, reading, compared}, WithinOrganisation},
		"qd124-2023": {[]flags{rule, reading, compared}, SimilarPositions},
		"qd366-2025": {[]flags{rule, reading, {byDecision: true}}, SimilarPositions},
		"mac-dinh":   {[]flags{rule, reading, {byDecision: true}}, SimilarPositions},
	} {
		p, _ := Named(name)
		for i, c := range p.Caps {
			if got := (flags{c.Compare, c.ByDecision, c.Base.Unverified}); got != want.caps[i] {
				t.Errorf("%s %s: %+v, want %+v", name, c.ID, got, want.caps[i])
			}
			if !c.Rounding.Unverified || c.Rounding.Value != Floor {
				t.Errorf("%s %s: no text was found that says how to round", name, c.ID)
			}
			if c.Grouping.Value != want.grouping || !slices.Equal(c.Applies, []Applies{ToMembers, ToOrganisations}) {
				t.Errorf("%s %s: %s, %v", name, c.ID, c.Grouping.Value, c.Applies)
			}
		}
	}
}
