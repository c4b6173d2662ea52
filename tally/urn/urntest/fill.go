package urntest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"phieukin/tally/urn"
)

// A fill is voting that somebody interrupts: in each round some new writers
// cast one ballot after another until the store fails.
const (
	fillRounds  = 3
	fillWriters = 4
	fillEach    = 1000 // ballots a writer has in a round
)

// PrepareFill makes the meeting of Fill on a place.
func PrepareFill(t *testing.T, place Place) urn.Store {
	t.Helper()
	return opened(t, place, fillRounds*fillWriters*fillEach)
}

// Fill casts the ballots of a round and reports each acknowledged one at once,
// from several goroutines. It returns when every writer has failed or is done.
func Fill(t testing.TB, store urn.Store, round int, acknowledged func(ballot int)) {
	var all sync.WaitGroup
	for w := range fillWriters {
		all.Go(func() {
			writer := fmt.Sprintf("round %d writer %d", round, w)
			for i := range int64(fillEach) {
				n := (round*fillWriters+w)*fillEach + int(i)
				if store.Cast(t.Context(), meeting, writer, i, entries(n), subtotal(i+1)) != nil {
					return
				}
				acknowledged(n)
			}
		})
	}
	all.Wait()
}

// CheckFill checks that every acknowledged ballot is in the box, and the box is
// whole.
func CheckFill(t *testing.T, store urn.Store, acknowledged []int) {
	t.Helper()
	in := map[string]bool{}
	for _, b := range CheckBox(t, store, meeting) {
		in[string(b)] = true
	}
	for _, n := range acknowledged {
		if !in[string(sealed(n))] {
			t.Errorf("ballot %d was acknowledged and is not in the box", n)
		}
	}
	t.Logf("%d ballots acknowledged, %d in the box", len(acknowledged), len(in))
	last := acknowledged[len(acknowledged)-1]
	err := store.Cast(t.Context(), meeting, "later", 0, entries(last), subtotal(1))
	if !errors.Is(err, urn.ErrAlready) {
		t.Errorf("the last acknowledged ballot again: %v", err)
	}
}
