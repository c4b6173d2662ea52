package urntest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"phieukin/tally/urn"
)

// Every test here runs its writers on two nodes of the place.
var together = []subtest{
	{"many writers", func(t *testing.T, place Place) {
		const writers, each = 8, 12
		nodes := [...]urn.Store{opened(t, place, writers*each), place.Open(t)}
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				v := &voter{store: nodes[w%2], writer: fmt.Sprint("writer", w)}
				for i := 0; i < each; i += 3 {
					n := w*each + i
					if err := v.cast(t, entries(n, n+1, n+2)...); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if box := CheckBox(t, nodes[0], meeting); len(box) != writers*each {
			t.Errorf("%d ballots, want %d", len(box), writers*each)
		}
	}},

	{"one credential, many ballots", func(t *testing.T, place Place) {
		race(t, place, func(n int) urn.Entry {
			e := entry(0)
			e.Tracker, e.Sealed = id("tracker", n), sealed(n)
			return e
		}, urn.ErrSpent)
	}},

	{"one ballot, many times", func(t *testing.T, place Place) {
		race(t, place, func(int) urn.Entry { return entry(0) }, urn.ErrAlready)
	}},

	{"one writer in two places", func(t *testing.T, place Place) {
		// Never done on purpose; the sub-total must not be overwritten.
		nodes := [...]urn.Store{opened(t, place, 10), place.Open(t)}
		var in atomic.Int64
		var all sync.WaitGroup
		for n := range 10 {
			all.Go(func() {
				switch err := (&voter{store: nodes[n%2], writer: "w"}).cast(t, entry(n)); {
				case err == nil:
					in.Add(1)
				case !errors.Is(err, urn.ErrBehind):
					t.Error(err)
				}
			})
		}
		all.Wait()
		if box := CheckBox(t, nodes[0], meeting); len(box) != 1 || in.Load() != 1 {
			t.Errorf("%d ballots, %d acknowledged, want 1", len(box), in.Load())
		}
	}},

	{"casts against the shutting", func(t *testing.T, place Place) {
		const writers, each = 6, 200
		nodes := [...]urn.Store{opened(t, place, writers*each), place.Open(t)}
		var acknowledged sync.Map // sealed ballot -> nothing
		var count atomic.Int64
		enough := make(chan struct{})
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				v := &voter{store: nodes[w%2], writer: fmt.Sprint("writer", w)}
				for n := w * each; n < (w+1)*each; n++ {
					err := v.cast(t, entry(n))
					if errors.Is(err, urn.ErrShut) {
						return
					} else if err != nil {
						t.Error(err)
						return
					}
					acknowledged.Store(string(sealed(n)), nil)
					if count.Add(1) == 20 {
						close(enough)
					}
				}
			})
		}
		<-enough
		must(t, nodes[0].Append(t.Context(), meeting, 1, [][]byte{[]byte("shut")}, urn.Change{Intake: urn.Shut}))
		box := CheckBox(t, nodes[1], meeting)
		all.Wait()
		if after := CheckBox(t, nodes[0], meeting); len(after) != len(box) {
			t.Errorf("%d ballots when the box was shut, %d later", len(box), len(after))
		}
		for _, b := range box {
			acknowledged.Delete(string(b))
		}
		acknowledged.Range(func(b, _ any) bool {
			t.Errorf("acknowledged, but not in the box that was shut: %q", b)
			return true
		})
	}},

	{"appends", func(t *testing.T, place Place) {
		const hosts, each = 6, 8
		nodes := [...]urn.Store{opened(t, place, 0), place.Open(t)}
		var all sync.WaitGroup
		for h := range hosts {
			all.Go(func() {
				store, seen := nodes[h%2], int64(0)
				for i := 0; i < each; {
					err := store.Append(t.Context(), meeting, seen, [][]byte{fmt.Append(nil, h, ".", i)}, urn.Change{})
					switch {
					case err == nil:
						seen++
						i++
					case errors.Is(err, urn.ErrBehind):
						events, err := store.Control(t.Context(), meeting, seen)
						if err != nil || len(events) == 0 {
							t.Errorf("behind, but nothing follows %d: %v", seen, err)
							return
						}
						seen += int64(len(events))
					default:
						t.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		events, err := nodes[1].Control(t.Context(), meeting, 1)
		must(t, err)
		next := map[string]int{} // each host's events are all there, in its order
		for _, e := range events {
			var host string
			var i int
			if _, err := fmt.Sscanf(string(e), "%1s.%d", &host, &i); err != nil || i != next[host] {
				t.Errorf("event %q comes too soon or twice (%v)", e, err)
			}
			next[host]++
		}
		if len(events) != hosts*each {
			t.Errorf("%d events, want %d", len(events), hosts*each)
		}
	}},

	{"create at once", func(t *testing.T, place Place) {
		nodes := [...]urn.Store{place.Open(t), place.Open(t)}
		identities := make([]bool, 8)
		var all sync.WaitGroup
		for n := range identities {
			all.Go(func() {
				err := nodes[n%2].Create(t.Context(), meeting, []byte{byte(n)})
				identities[n] = err == nil
				if err != nil && !errors.Is(err, urn.ErrExists) {
					t.Error(err)
				}
			})
		}
		all.Wait()
		got, err := nodes[0].Identity(t.Context(), meeting)
		must(t, err)
		for n, made := range identities {
			if made != (got[0] == byte(n)) {
				t.Errorf("create %d succeeded: %v, but the identity is that of %d", n, made, got[0])
			}
		}
	}},
}

// race casts ballots of one credential from eight writers at once. One gets in;
// the others must be told why.
func race(t *testing.T, place Place, ballot func(n int) urn.Entry, loser error) {
	nodes := [...]urn.Store{opened(t, place, 1), place.Open(t)}
	var in atomic.Int64
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			switch err := (&voter{store: nodes[n%2], writer: fmt.Sprint(n)}).cast(t, ballot(n)); {
			case err == nil:
				in.Add(1)
			case !errors.Is(err, loser):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if box := CheckBox(t, nodes[0], meeting); len(box) != 1 || in.Load() != 1 {
		t.Errorf("%d ballots, %d acknowledged, want 1", len(box), in.Load())
	}
}
