package voter_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/tally/tallytest"
)

func TestCredentials(t *testing.T) {
	seen := map[voter.Credential]bool{}
	for range 200 {
		c := voter.NewCredential()
		if parsed, err := voter.ParseCredential(string(c)); err != nil || parsed != c || seen[c] {
			t.Errorf("%s: %v", c, err)
		}
		seen[c] = true
	}
	const valid = "JuGbL-H5gEsD-cbdVc-5gT9hr"
	for _, text := range []string{
		"", "JuGbLH5gEsDcbdVc5gT9hr", valid[1:], valid + "x", strings.Replace(valid, "J", "0", 1), strings.Replace(valid, "J", "l", 1),
		"JuGb-LH5gEsD-cbdVc-5gT9hr", valid + "-", " " + valid, strings.ReplaceAll(valid, "-", "_"),
	} {
		if _, err := voter.ParseCredential(text); !errors.Is(err, voter.ErrCredential) {
			t.Errorf("%q: %v", text, err)
		}
	}
	key := voter.Credential(valid).Key("Q5V7oUSV4CdWW7")
	want, _ := new(big.Int).SetString("5599363707538776378320784273207481582759149536835651598847864142308504154489", 10)
	if key.Big().Cmp(want) != 0 || group.GPow(key).String() != "9be29473b754a98eb868bb80e9b892880e96cf7c654e597c6f8cf209828b64b0" {
		t.Errorf("key %s", key)
	}
	if voter.Credential(valid).Key("ikGF3sGNrXzAiG").Equal(key) {
		t.Error("one credential has one key in two elections")
	}
}

func TestEveryChoiceMakesAValidBallotThatHoldsIt(t *testing.T) {
	for _, blank := range []bool{false, true} {
		m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: blank, Voters: 1})
		first := 0
		if blank {
			first = voter.Blank
		}
		for choice := first; choice < 4; choice++ {
			b := m.Ballot(t, 0, choice, 3)
			if err := b.Verify(m.Election, m.Credentials); err != nil {
				t.Errorf("blank %v, choice %d: %v", blank, choice, err)
			}
			x := m.Secret(1)
			for i, c := range b.Answers[0].Choices {
				want := int64(0)
				if i == choice-first {
					want = 1
				}
				if !c.Beta.Div(c.Alpha.Pow(x)).Equal(group.GPow(group.FromInt(want))) {
					t.Errorf("blank %v, choice %d: ciphertext %d does not hold %d", blank, choice, i, want)
				}
			}
		}
	}
}

func TestWrongChoicesAreRefusedAndSpendNothing(t *testing.T) {
	for _, blank := range []bool{false, true} {
		m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: blank, Voters: 1})
		prepared, err := voter.Prepare(m.Election)
		if err != nil {
			t.Fatal(err)
		}
		wrong := [][]int{nil, {1}, {1, 1, 1}, {4, 0}, {0, 4}, {-2, 0}, {0, 1 << 40}}
		if !blank {
			wrong = append(wrong, []int{voter.Blank, 0}, []int{0, voter.Blank})
		}
		for _, choices := range wrong {
			if _, err := prepared.Finish(m.Voters[0], choices); !errors.Is(err, voter.ErrChoice) {
				t.Errorf("blank %v, %v: %v", blank, choices, err)
			}
		}
		b, err := prepared.Finish(m.Voters[0], []int{0, 3})
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Verify(m.Election, m.Credentials); err != nil {
			t.Error(err)
		}
	}
}

func TestOtherKindsOfQuestionsAreRefused(t *testing.T) {
	for _, q := range []ballot.Question{
		{Answers: []string{"a", "b"}, Min: 0, Max: 1, Text: "q"}, {Answers: []string{"a", "b"}, Min: 1, Max: 2, Text: "q"},
	} {
		e, err := ballot.NewElection("Q5V7oUSV4CdWW7", "n", "d", group.Generator(), []ballot.Question{q})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := voter.Prepare(e); !errors.Is(err, voter.ErrChoice) {
			t.Errorf("%d to %d: %v", q.Min, q.Max, err)
		}
	}
}

func TestPreparedBallotUsedTwicePanics(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 1})
	prepared, err := voter.Prepare(m.Election)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := prepared.Finish(m.Voters[0], []int{0}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a second ballot was made of the same randomness")
		}
	}()
	prepared.Finish(m.Voters[0], []int{1})
}

// TestNothingRandomIsUsedTwice compares everything that randomness decides, within a ballot and between two ballots of the
// same choices: the ciphertexts' r by alpha, and proofs' nonces by their commitments and free challenges.
func TestNothingRandomIsUsedTwice(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 4, Blank: true, Voters: 1})
	seen := map[string]string{}
	once := func(what, value string) {
		t.Helper()
		if before, twice := seen[value]; twice {
			t.Errorf("%s is the same as %s", what, before)
		}
		seen[value] = what
	}
	for range 3 {
		b := m.Ballot(t, 0, 0, 1, voter.Blank, 3)
		for _, a := range b.Answers {
			for i, c := range a.Choices {
				once("r", c.Alpha.String())
				for _, p := range a.IndividualProofs[i] {
					commitment(once, "individual", p, c.Alpha)
				}
			}
			for _, p := range append(a.OverallProof, a.BlankProof...) {
				once("challenge", p.Challenge.String())
				once("response", p.Response.String())
			}
		}
		commitment(once, "signature", b.Signature.Proof, b.Credential)
	}
}

func commitment(once func(what, value string), what string, p proof.Proof, base *group.Point) {
	once(what+" commitment", group.CommitG(p.Response, base, p.Challenge).String())
	once(what+" challenge", p.Challenge.String())
	once(what+" response", p.Response.String())
}
