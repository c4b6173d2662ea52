package rating

import "testing"

// The example of 2011 (rules of HD 07-HD/BTCTW, as explained by the town of Bảo Lộc): a cell with 17 official members
// convened. The best level takes two thirds of the 17 (12 votes, since 11 are less than 11.33), the second more than half (9 votes,
// since 8 are less than 8.5); whoever is absent stays in the 17, and whoever is not convened, as the exempt, is not in it.
func TestWorkedExampleOf2011(t *testing.T) {
	p, _ := Named("hd07-2011")
	full := Bases{Convened: 17, Present: 17, Issued: 17, Valid: 17}
	absent := Bases{Convened: 17, Present: 14, Issued: 14, Valid: 14}
	exempt := Bases{Convened: 15, Present: 14, Issued: 14, Valid: 14}
	for _, test := range []struct {
		name   string
		counts [Levels]int
		bases  Bases
		want   Outcome
	}{
		{"12 of 17", [Levels]int{12, 5, 0, 0}, full, Outcome{Level: 0, Code: CodeReached, Leading: 0, Count: 12, Base: 17, Permille: 706}},
		{"11 of 17, the others good", [Levels]int{11, 6, 0, 0}, full,
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 17, Base: 17, Permille: 1000, Cumulative: true}},
		{"9 of 17", [Levels]int{0, 9, 8, 0}, full, Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 9, Base: 17, Permille: 529, Cumulative: true}},
		{"8 of 17, the others completed", [Levels]int{0, 8, 9, 0}, full,
			Outcome{Level: 2, Code: CodeOverHalf, Leading: 2, Count: 17, Base: 17, Permille: 1000, Cumulative: true}},
		{"11 of 14 present are not two thirds of 17", [Levels]int{11, 2, 1, 0}, absent,
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 13, Base: 17, Permille: 765, Cumulative: true}},
		{"12 of 14 present are", [Levels]int{12, 2, 0, 0}, absent, Outcome{Level: 0, Code: CodeReached, Leading: 0, Count: 12, Base: 17, Permille: 706}},
		{"8 of 14 present are not half of 17", [Levels]int{4, 4, 0, 0}, absent,
			Outcome{Level: None, Code: CodeNoneReached, Leading: None, Count: 4, Base: 17, Permille: 235}},
		{"two exempt members are not convened: 10 of 15", [Levels]int{10, 4, 0, 0}, exempt,
			Outcome{Level: 0, Code: CodeReached, Leading: 0, Count: 10, Base: 15, Permille: 667}},
		{"9 of 15", [Levels]int{9, 5, 0, 0}, exempt,
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 14, Base: 15, Permille: 933, Cumulative: true}},
	} {
		if got := p.Rate(test.counts, test.bases); got != test.want {
			t.Errorf("%s:\ngot  %+v\nwant %+v", test.name, got, test.want)
		}
	}
}

// Which counts reach each level of each profile, of which base, and what is said of the rule: where the texts are silent, it
// is unverified.
func TestThresholdsOfEachProfile(t *testing.T) {
	type row struct {
		least      [Levels]int // of 24 convened
		unverified [Levels]bool
	}
	silent := row{[Levels]int{13, 13, 13, 13}, [Levels]bool{true, true, true, true}}
	for name, want := range map[string]row{
		"hd07-2011": {[Levels]int{16, 13, 13, 13}, [Levels]bool{false, false, true, true}},
		"hd21-2019": silent, "qd124-2023": silent, "qd366-2025": silent, "mac-dinh": silent,
	} {
		p, _ := Named(name)
		v := p.Vote
		if v.Base.Value != Convened || v.Base.Unverified != (name != "hd07-2011") {
			t.Errorf("%s: base %+v", name, v.Base)
		}
		for level, th := range v.Thresholds {
			if th.Value.Least(24) != want.least[level] || th.Unverified != want.unverified[level] {
				t.Errorf("%s, level %d: %+v", name, level, th)
			}
			// Votes for that level alone, with no one else there: the count decides, not those present.
			for count, reached := range map[int]bool{want.least[level]: true, want.least[level] - 1: false} {
				var counts [Levels]int
				counts[level] = count
				o := p.Rate(counts, Bases{Convened: 24, Present: count, Issued: count, Valid: count})
				if (o.Level == level) != reached {
					t.Errorf("%s: %d of 24 for level %d: %+v", name, count, level, o)
				}
			}
		}
		if got := [2]int{v.Attendance.Value.Least(24), v.Ballots.Value.Least(24)}; got != [2]int{16, 13} || !v.Attendance.Unverified || !v.Ballots.Unverified {
			t.Errorf("%s: quorums of 24: %v", name, got)
		}
		if !v.SelfVote.Value || !v.SelfVote.Unverified {
			t.Errorf("%s: no rule on one's own rating was found", name)
		}
	}
}

// A tie is left to the meeting under every profile, and is none where a threshold decides.
func TestTies(t *testing.T) {
	for _, p := range Shipped() {
		if got := p.Rate([Levels]int{5, 5, 1, 1}, Bases{Convened: 24}); got.Level != None || got.Leading != None || got.Count != 5 {
			t.Errorf("%s: a tie for most votes: %+v", p.Name, got)
		}
		if got := p.Rate([Levels]int{1, 5, 5, 1}, Bases{Convened: 24}); got.Level != None || got.Leading != None {
			t.Errorf("%s: a tie in the middle: %+v", p.Name, got)
		}
		if got := p.Rate([Levels]int{10, 10, 4, 0}, Bases{Convened: 24}); got.Level != 1 || got.Count != 20 {
			t.Errorf("%s: level votes for the two best: %+v", p.Name, got)
		}
		if got := p.Rate([Levels]int{}, Bases{Convened: 24, Valid: 24}); got.Level != None || got.Leading != None || got.Count != 0 {
			t.Errorf("%s: everybody blank: %+v", p.Name, got)
		}
	}
}
