package rating

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// with returns the default profile changed by f.
func with(f func(*Profile)) Profile {
	p := Default
	f(&p)
	return p
}

func thresholds(ts ...Threshold) (out [Levels]Rule[Threshold]) {
	for i := range out {
		out[i] = Rule[Threshold]{ts[min(i, len(ts)-1)], Mark{"inference", true}}
	}
	return out
}

func TestRate(t *testing.T) {
	twoThirds := Threshold{Num: 2, Den: 3}
	mixed := with(func(p *Profile) { p.Vote.Thresholds = thresholds(twoThirds, OverHalf) })
	plain := with(func(p *Profile) { p.Vote.Cumulative.Value = false })
	tests := []struct {
		name    string
		profile Profile
		counts  [Levels]int
		bases   Bases
		want    Outcome
	}{
		{"17 of 25 is 68.0 %", Default, [Levels]int{17, 5, 2, 0}, Bases{Convened: 25},
			Outcome{Level: 0, Code: CodeOverHalf, Leading: 0, Count: 17, Base: 25, Permille: 680}},
		{"better votes count for the next level", Default, [Levels]int{6, 11, 5, 2}, Bases{Convened: 25},
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 17, Base: 25, Permille: 680, Cumulative: true}},
		{"exactly half is not over half", Default, [Levels]int{13, 0, 0, 0}, Bases{Convened: 26},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: 0, Count: 13, Base: 26, Permille: 500}},
		{"one more than half", Default, [Levels]int{14, 0, 0, 0}, Bases{Convened: 26},
			Outcome{Level: 0, Code: CodeOverHalf, Leading: 0, Count: 14, Base: 26, Permille: 538}},
		{"absent members stay in the base", Default, [Levels]int{12, 0, 0, 0}, Bases{Convened: 25, Present: 12, Issued: 12, Valid: 12},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: 0, Count: 12, Base: 25, Permille: 480}},
		{"absent members propose the worst for nobody", Default, [Levels]int{3, 4, 5, 4}, Bases{Convened: 25},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: 2, Count: 5, Base: 25, Permille: 200}},
		{"worst level by its own votes", Default, [Levels]int{3, 4, 5, 13}, Bases{Convened: 25},
			Outcome{Level: 3, Code: CodeOverHalf, Leading: 3, Count: 13, Base: 25, Permille: 520}},
		{"none over half names the leading level", Default, [Levels]int{1, 5, 3, 1}, Bases{Convened: 25},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: 1, Count: 5, Base: 25, Permille: 200}},
		{"a tie for most votes has no leader", Default, [Levels]int{4, 4, 1, 0}, Bases{Convened: 25},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: None, Count: 4, Base: 25, Permille: 160}},
		{"a tie is no obstacle once over half", Default, [Levels]int{7, 7, 0, 0}, Bases{Convened: 25},
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 14, Base: 25, Permille: 560, Cumulative: true}},
		{"everybody blank", Default, [Levels]int{}, Bases{Convened: 25, Valid: 25},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: None, Base: 25}},
		{"nobody convened", Default, [Levels]int{1, 0, 0, 0}, Bases{},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: 0, Count: 1}},
		{"two thirds reached exactly", mixed, [Levels]int{16, 8, 0, 0}, Bases{Convened: 24},
			Outcome{Level: 0, Code: CodeReached, Leading: 0, Count: 16, Base: 24, Permille: 667}},
		{"two thirds missed by a vote, next level over half", mixed, [Levels]int{15, 9, 0, 0}, Bases{Convened: 24},
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 24, Base: 24, Permille: 1000, Cumulative: true}},
		{"no threshold of several reached", mixed, [Levels]int{2, 1, 0, 0}, Bases{Convened: 24},
			Outcome{Level: None, Code: CodeNoneReached, Leading: 0, Count: 2, Base: 24, Permille: 83}},
		{"each level for itself", plain, [Levels]int{6, 11, 5, 2}, Bases{Convened: 25},
			Outcome{Level: None, Code: CodeNoneOverHalf, Leading: 1, Count: 11, Base: 25, Permille: 440}},
		{"each level for itself, over half", plain, [Levels]int{6, 14, 5, 0}, Bases{Convened: 25},
			Outcome{Level: 1, Code: CodeOverHalf, Leading: 1, Count: 14, Base: 25, Permille: 560}},
		{"of those present", with(func(p *Profile) { p.Vote.Base.Value = Present }), [Levels]int{11, 0, 0, 0}, Bases{Convened: 25, Present: 20, Issued: 30, Valid: 30},
			Outcome{Level: 0, Code: CodeOverHalf, Leading: 0, Count: 11, Base: 20, Permille: 550}},
		{"of the ballots issued", with(func(p *Profile) { p.Vote.Base.Value = Issued }), [Levels]int{11, 0, 0, 0}, Bases{Convened: 25, Present: 25, Issued: 20, Valid: 30},
			Outcome{Level: 0, Code: CodeOverHalf, Leading: 0, Count: 11, Base: 20, Permille: 550}},
		{"of the ballots counted", with(func(p *Profile) { p.Vote.Base.Value = Valid }), [Levels]int{11, 0, 0, 0}, Bases{Convened: 25, Present: 25, Issued: 25, Valid: 20},
			Outcome{Level: 0, Code: CodeOverHalf, Leading: 0, Count: 11, Base: 20, Permille: 550}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.profile.Rate(test.counts, test.bases); got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// randomProfile makes a valid profile with thresholds of all kinds.
func randomProfile(rng *rand.Rand) Profile {
	p := Default
	p.Vote.Cumulative.Value = rng.IntN(2) == 0
	for i := range p.Vote.Thresholds {
		den := 1 + rng.IntN(9)
		num := 1 + rng.IntN(den)
		p.Vote.Thresholds[i].Value = Threshold{Num: num, Den: den, Strict: num < den && rng.IntN(2) == 0}
	}
	return p
}

func randomCounts(rng *rand.Rand, voters int) (counts [Levels]int) {
	for range voters {
		if choice := rng.IntN(Levels + 1); choice < Levels {
			counts[choice]++
		}
	}
	return counts
}

// The proposal is the one level that reaches its threshold while no better one does, judged here with rationals.
func TestExactlyOneOutcome(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 20000 {
		p, voters := randomProfile(rng), 1+rng.IntN(40)
		if i < 100 {
			if err := p.Check(); err != nil {
				t.Fatal(err)
			}
		}
		counts := randomCounts(rng, rng.IntN(voters+1))
		got := p.Rate(counts, Bases{Convened: voters})

		want, sum := None, 0
		for level := range Levels {
			sum += counts[level]
			count := counts[level]
			if p.Vote.Cumulative.Value && level < Levels-1 {
				count = sum
			}
			th := p.Vote.Thresholds[level].Value
			order := big.NewRat(int64(count), int64(voters)).Cmp(big.NewRat(int64(th.Num), int64(th.Den)))
			if want == None && (order > 0 || order == 0 && !th.Strict) {
				want = level
				if got.Count != count {
					t.Fatalf("%+v of %v: count %d, want %d", p.Vote, counts, got.Count, count)
				}
			}
		}
		if got.Level != want {
			t.Fatalf("%+v of %v among %d: level %d, want %d", p.Vote, counts, voters, got.Level, want)
		}
		if got.Level == None && got.Leading != None && counts[got.Leading] != got.Count {
			t.Fatalf("leading level %d of %v has not %d votes", got.Leading, counts, got.Count)
		}
	}
}

// Raising one vote, or filling in a blank one with more than the worst, never lowers the proposal of a cumulative profile;
// to have none is better than the worst.
func TestMonotone(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	rank := func(level int) int {
		switch level {
		case None:
			return Levels - 1
		case Levels - 1:
			return Levels
		}
		return level
	}
	for range 20000 {
		p, voters := randomProfile(rng), 1+rng.IntN(40)
		p.Vote.Cumulative.Value = true
		counts := randomCounts(rng, voters-1)
		before := p.Rate(counts, Bases{Convened: voters})
		raised := counts
		from := rng.IntN(Levels + 1) // Levels is a blank vote
		if from < Levels {
			if raised[from] == 0 {
				continue
			}
			raised[from]--
		}
		if from == 0 {
			continue
		}
		raised[rng.IntN(min(from, Levels-1))]++
		after := p.Rate(raised, Bases{Convened: voters})
		if rank(after.Level) > rank(before.Level) {
			t.Fatalf("%+v: %v gave %d, %v gave %d", p.Vote, counts, before.Level, raised, after.Level)
		}
	}
}
