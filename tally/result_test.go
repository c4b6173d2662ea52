package tally_test

import (
	"errors"
	"testing"

	"phieukin/tally"
	"phieukin/tally/tallytest"
)

func TestResultsHaveOneForm(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Answers: 2, Voters: 1})
	for text, ok := range map[string]bool{
		`{"result":[[0,1],[2,3]]}`:                      true,
		`{"result":[[0,1073741823],[2,"1073741824"]]}`:  true,
		`{"result":[["9007199254740993",1],[2,3]]}`:     true,
		`{"result":[[0,1073741824],[2,3]]}`:             false, // above 2^30-1 it is text
		`{"result":[[0,"1"],[2,3]]}`:                    false,
		`{"result":[[0,"01073741824"],[2,3]]}`:          false,
		`{"result":[["",1],[2,3]]}`:                     false,
		`{"result":[["99999999999999999999",1],[2,3]]}`: false,
		`{"result":[[-1,1],[2,3]]}`:                     false,
		`{"result":[[0.0,1],[2,3]]}`:                    false,
		`{"result":[[1e0,1],[2,3]]}`:                    false,
		`{"result":[[01,1],[2,3]]}`:                     false,
		`{"result":[[true,1],[2,3]]}`:                   false,
		`{"result":[[[1],1],[2,3]]}`:                    false,
		`{"result":[[0,1]]}`:                            false,
		`{"result":[[0,1],[2,3],[4,5]]}`:                false,
		`{"result":[[0],[2,3]]}`:                        false,
		`{"result":[[0,1,2],[2,3]]}`:                    false,
		`{"result": [[0,1],[2,3]]}`:                     false,
		`{"result":[[0,1],[2,3]],"result_again":1}`:     false,
		`{"result":null}`:                               false, `{}`: false, `[]`: false, ``: false,
	} {
		r, err := tally.ParseResult([]byte(text), m.Election)
		if (err == nil) != ok || (err != nil && !errors.Is(err, tally.ErrResult)) {
			t.Errorf("%s: %v", text, err)
		}
		if err == nil && string(r.Encode()) != text {
			t.Errorf("%s is written as %s", text, r.Encode())
		}
	}
}

func TestOnlyTheOpenedResultChecks(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 3, Tellers: 2})
	total := tally.Zero(m.Election)
	for who, choice := range []int{0, 0, 3} {
		total = total.AddBallot(m.Ballot(t, who, choice), 1)
	}
	parts := map[int]*tally.Partial{1: m.Part(1, total), 2: m.Part(2, total)}
	if err := (tally.Result{{2, 0, 0, 1}}).Check(m.Trustees, parts, total); err != nil {
		t.Error(err)
	}
	for _, r := range []tally.Result{{{1, 1, 0, 1}}, {{2, 0, 1, 0}}, {{2, 0, 0, 2}}} {
		if err := r.Check(m.Trustees, parts, total); !errors.Is(err, tally.ErrResult) {
			t.Errorf("%v: %v", r, err)
		}
	}
	delete(parts, 1)
	if err := (tally.Result{{2, 0, 0, 1}}).Check(m.Trustees, parts, total); !errors.Is(err, tally.ErrTooFew) {
		t.Errorf("without a teller: %v", err)
	}
}
