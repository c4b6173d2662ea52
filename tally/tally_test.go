package tally_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"phieukin/ballot/voter"
	"phieukin/crypto/elgamal"
	"phieukin/tally"
	"phieukin/tally/tallytest"
)

// TestTotalsAreThePlainSums opens random elections and compares with counting by hand.
func TestTotalsAreThePlainSums(t *testing.T) {
	const rounds = 12
	for round := range rounds {
		seed := rand.Uint64()
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		o := tallytest.Options{
			Questions: 1 + r.IntN(12), Answers: 2 + r.IntN(4), Blank: r.IntN(2) == 1, Voters: r.IntN(13), Tellers: 1 + r.IntN(3),
		}
		if round == 0 {
			o.Voters = 0
		}
		m := tallytest.New(t, o)
		want := make(tally.Result, o.Questions)
		for q := range want {
			want[q] = make([]int64, m.Election.Questions[q].Ciphertexts())
		}
		first := 0
		if o.Blank {
			first = voter.Blank
		}
		total := tally.Zero(m.Election)
		for who := range o.Voters {
			choices := make([]int, o.Questions)
			for q := range choices {
				choices[q] = first + r.IntN(len(want[q]))
				want[q][choices[q]-first]++
			}
			b := m.Ballot(t, who, choices...)
			if err := b.Verify(m.Election, m.Credentials); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			total = total.AddBallot(b, 1)
		}
		parts := map[int]*tally.Partial{}
		for owner := 1; owner <= o.Tellers; owner++ {
			parts[owner] = m.Part(owner, total)
			if err := parts[owner].Verify(m.Election, m.Trustees, owner, total, true); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		got, err := tally.Combine(m.Trustees, parts, total, int64(o.Voters))
		if err != nil || string(got.Encode()) != string(want.Encode()) {
			t.Errorf("seed %d, %+v: %v (%v), want %v", seed, o, got, err, want)
		}
	}
}

func TestWeightsCountThatOften(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 2})
	a, b := m.Ballot(t, 0, 1), m.Ballot(t, 1, 3)
	total := tally.Zero(m.Election).AddBallot(a, 0).AddBallot(b, 5).AddBallot(a, 1).Add(tally.Zero(m.Election).AddBallot(b, 2))
	result, err := tally.Combine(m.Trustees, map[int]*tally.Partial{1: m.Part(1, total)}, total, 8)
	if err != nil || string(result.Encode()) != `{"result":[[0,1,0,7]]}` {
		t.Errorf("%v, %v", result, err)
	}
	if !total.Equal(tally.Zero(m.Election).AddBallot(b, 7).AddBallot(a, 1)) || total.Equal(total.AddBallot(a, 1)) {
		t.Error("equality of totals is not that of their ciphertexts")
	}
}

// TestCountsAboveTheirBoundAreNotFound holds the search for a count to the number of votes.
func TestCountsAboveTheirBoundAreNotFound(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 1})
	for n := range int64(12) {
		total := tally.Zero(m.Election).AddBallot(m.Ballot(t, 0, 2), n)
		parts := map[int]*tally.Partial{1: m.Part(1, total)}
		for max := range int64(12) {
			result, err := tally.Combine(m.Trustees, parts, total, max)
			switch {
			case n > max && !errors.Is(err, tally.ErrResult):
				t.Errorf("%d votes within %d: %v, %v", n, max, result, err)
			case n <= max && (err != nil || result[0][2] != n):
				t.Errorf("%d votes within %d: %v, %v", n, max, result, err)
			}
		}
	}
}

func TestEncryptedTotalsHaveOneFormAndShape(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 1})
	total := tally.Zero(m.Election).AddBallot(m.Ballot(t, 0, 1), 1)
	raw := string(total.Encode())
	again, err := tally.ParseEncrypted([]byte(raw), m.Election)
	if err != nil || !again.Equal(total) {
		t.Fatal(err)
	}
	for name, change := range map[string]tally.Encrypted{
		"a question less": total[:1], "a question more": append(total[:2:2], total[0]),
		"a choice less": {total[0], total[1][:4]}, "a choice more": {append(total[0][:5:5], elgamal.Neutral()), total[1]}, "nothing": {},
	} {
		if _, err := tally.ParseEncrypted(change.Encode(), m.Election); !errors.Is(err, tally.ErrShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{"", "null", " " + raw, raw + "\n", strings.Replace(raw, `"alpha"`, `"Alpha"`, 1), strings.ToUpper(raw)} {
		if _, err := tally.ParseEncrypted([]byte(text), m.Election); err == nil {
			t.Errorf("accepted: %.40q", text)
		}
	}
}
