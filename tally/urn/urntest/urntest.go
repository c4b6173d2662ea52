// Package urntest is the one suite that every urn.Store passes, with the places
// it runs on and a wrapper that makes a Store fail.
//
// Each subtest gets a place of its own. A test that needs a second node, or a
// restart, opens the same place again.
package urntest

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"testing"

	"phieukin/tally/urn"
)

// A Place is where Stores keep their meetings. It goes with its test.
type Place interface {
	// Open opens a further Store on the place, closed with the test t if it
	// was not closed before.
	Open(t testing.TB) urn.Store

	// Dump returns every byte that the place keeps on disk, names included.
	Dump(t testing.TB) []byte
}

// Run runs the suite; newPlace makes an empty place.
func Run(t *testing.T, newPlace func(t testing.TB) Place) {
	for _, suite := range [][]subtest{meetings, control, cast, together} {
		for _, s := range suite {
			t.Run(s.name, func(t *testing.T) { s.run(t, newPlace(t)) })
		}
	}
}

type subtest struct {
	name string
	run  func(t *testing.T, place Place)
}

// The meeting of most subtests, and what its identity is.
const meeting = "Fm5yuQgJXwKc3v"

var identity = []byte("sealed identity \x00\xff of the meeting")

// opened is a place's first store with a meeting whose box is open to the
// credentials 0 to n-1. Its journal holds one event.
func opened(t *testing.T, place Place, n int) urn.Store {
	t.Helper()
	store := place.Open(t)
	must(t, store.Create(t.Context(), meeting, identity))
	change := urn.Change{Intake: urn.Open}
	for i := range n {
		change.Credentials = append(change.Credentials, id("credential", i))
	}
	must(t, store.Append(t.Context(), meeting, 0, [][]byte{[]byte("opened")}, change))
	return store
}

// id is a keyed id as the Box makes them: 16 bytes that mean nothing.
func id(kind string, n int) []byte {
	sum := sha256.Sum256(fmt.Append(nil, kind, n))
	return sum[:16]
}

// entry is credential n's own ballot, with bytes that need care.
func entry(n int) urn.Entry {
	return urn.Entry{Credential: id("credential", n), Tracker: id("tracker", n), Sealed: sealed(n)}
}

func sealed(n int) []byte {
	return fmt.Appendf(nil, "sealed\x00\xff\r\nballot %d.%s", n, bytes.Repeat([]byte{byte(n)}, 100))
}

func entries(numbers ...int) []urn.Entry {
	var all []urn.Entry
	for _, n := range numbers {
		all = append(all, entry(n))
	}
	return all
}

func subtotal(seq int64) []byte { return fmt.Appendf(nil, "sub-total\x00\xff of %d", seq) }

// voter is a writer that keeps count of itself.
type voter struct {
	store  urn.Store
	writer string
	seq    int64
}

func (v *voter) cast(t *testing.T, entries ...urn.Entry) error {
	next := v.seq + int64(len(entries))
	err := v.store.Cast(t.Context(), meeting, v.writer, v.seq, entries, subtotal(next))
	if err == nil {
		v.seq = next
	}
	return err
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// want checks the class of an error.
func want(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

// wantRefused checks that a Cast named exactly these entries, for these reasons.
func wantRefused(t *testing.T, err error, why map[int]error) {
	t.Helper()
	var refused urn.Refused
	if !errors.As(err, &refused) {
		t.Fatalf("got %v, want it to name the entries", err)
	}
	last := -1
	for _, e := range refused {
		if !errors.Is(e, why[e.Index]) || why[e.Index] == nil || e.Index <= last {
			t.Errorf("entry %d: got %v, want %v", e.Index, e.Err, why[e.Index])
		}
		last = e.Index
	}
	if len(refused) != len(why) {
		t.Errorf("%d entries are refused, want %d: %v", len(refused), len(why), err)
	}
}

// CheckBox checks what holds of a meeting's box at every moment without casts:
// sizes and sub-totals agree, and no ballot is in it twice. It returns the box.
func CheckBox(t testing.TB, store urn.Store, meeting string) [][]byte {
	t.Helper()
	box, err := store.Box(t.Context(), meeting, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	size, err := store.Size(t.Context(), meeting)
	if err != nil {
		t.Fatal(err)
	}
	subtotals, err := store.Subtotals(t.Context(), meeting)
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	for _, s := range subtotals {
		sum += s.Seq
	}
	if int64(len(box)) != size || sum != size {
		t.Errorf("%d ballots in the box, size %d, sub-totals of %d", len(box), size, sum)
	}
	sorted := slices.SortedFunc(slices.Values(box), bytes.Compare)
	if n := len(slices.CompactFunc(sorted, bytes.Equal)); n != len(box) {
		t.Errorf("%d ballots in the box, only %d different", len(box), n)
	}
	return box
}

// wantBox checks the box, ballot by ballot.
func wantBox(t *testing.T, store urn.Store, numbers ...int) {
	t.Helper()
	box := CheckBox(t, store, meeting)
	var want [][]byte
	for _, n := range numbers {
		want = append(want, sealed(n))
	}
	if !slices.EqualFunc(box, want, bytes.Equal) {
		t.Errorf("the box holds %q, want %q", box, want)
	}
}

// wantControl checks the events after the first after ones.
func wantControl(t *testing.T, store urn.Store, after int64, want ...string) {
	t.Helper()
	events, err := store.Control(t.Context(), meeting, after)
	must(t, err)
	var got []string
	for _, e := range events {
		got = append(got, string(e))
	}
	if !slices.Equal(got, want) {
		t.Errorf("events after %d are %q, want %q", after, got, want)
	}
}
