package urntest

import (
	"bytes"
	"slices"
	"testing"

	"phieukin/tally/urn"
)

var cast = []subtest{
	{"cast", func(t *testing.T, place Place) {
		store := opened(t, place, 9)
		v, w := &voter{store: store, writer: "v"}, &voter{store: place.Open(t), writer: "w"}
		must(t, v.cast(t, entries(4, 2)...))
		must(t, w.cast(t, entries(7)...))
		must(t, v.cast(t, entries(0)...))
		wantBox(t, store, 4, 2, 7, 0)

		subtotals, err := store.Subtotals(t.Context(), meeting)
		must(t, err)
		slices.SortFunc(subtotals, func(a, b urn.Subtotal) int { return bytes.Compare([]byte(a.Writer), []byte(b.Writer)) })
		if len(subtotals) != 2 || subtotals[0].Writer != "v" || subtotals[0].Seq != 3 || !bytes.Equal(subtotals[0].Sealed, subtotal(3)) ||
			subtotals[1].Writer != "w" || subtotals[1].Seq != 1 || !bytes.Equal(subtotals[1].Sealed, subtotal(1)) {
			t.Errorf("sub-totals are %+v", subtotals)
		}
	}},

	{"box in pages", func(t *testing.T, place Place) {
		store := opened(t, place, 5)
		must(t, (&voter{store: store, writer: "w"}).cast(t, entries(0, 1, 2, 3, 4)...))
		for _, page := range []struct {
			after int64
			limit int
			want  []int
		}{
			{0, 2, []int{0, 1}}, {2, 2, []int{2, 3}}, {4, 2, []int{4}}, {5, 2, nil},
			{9, 0, nil}, {3, 0, []int{3, 4}}, {0, 99, []int{0, 1, 2, 3, 4}},
		} {
			box, err := store.Box(t.Context(), meeting, page.after, page.limit)
			must(t, err)
			if !slices.EqualFunc(box, page.want, func(b []byte, n int) bool { return bytes.Equal(b, sealed(n)) }) {
				t.Errorf("after %d, at most %d: %q", page.after, page.limit, box)
			}
		}
	}},

	{"refused entries", func(t *testing.T, place Place) {
		store := opened(t, place, 6)
		v := &voter{store: store, writer: "w"}
		must(t, v.cast(t, entries(0, 1)...))
		other := entry(1)
		other.Tracker, other.Sealed = id("tracker", 99), sealed(99)

		batch := []urn.Entry{entry(2), entry(0), entry(77), other, entry(3), entry(3)}
		wantRefused(t, v.cast(t, batch...), map[int]error{
			1: urn.ErrAlready, 2: urn.ErrUnknownCredential, 3: urn.ErrSpent,
			5: urn.ErrSpent, // never ErrAlready: the one before it is not in
		})
		wantBox(t, store, 0, 1)
		// Nothing of the refused batch stuck: the rest is free to be cast.
		must(t, v.cast(t, entries(2, 3)...))
		wantBox(t, store, 0, 1, 2, 3)
	}},

	{"cast repeated", func(t *testing.T, place Place) {
		store := opened(t, place, 2)
		v := &voter{store: store, writer: "w"}
		must(t, v.cast(t, entries(0, 1)...))
		v.seq = 0 // as after an unknown outcome
		wantRefused(t, v.cast(t, entries(0, 1)...), map[int]error{0: urn.ErrAlready, 1: urn.ErrAlready})
		wantBox(t, store, 0, 1)
		// Another node answers the same.
		w := &voter{store: place.Open(t), writer: "another"}
		wantRefused(t, w.cast(t, entry(1)), map[int]error{0: urn.ErrAlready})
		wantBox(t, store, 0, 1)
	}},

	{"cast behind", func(t *testing.T, place Place) {
		store := opened(t, place, 4)
		v := &voter{store: store, writer: "w"}
		v.seq = 1
		want(t, v.cast(t, entry(0)), urn.ErrBehind)
		v.seq = 0
		must(t, v.cast(t, entries(0, 1)...))
		for _, seq := range []int64{0, 1, 3, -2} {
			v.seq = seq
			want(t, v.cast(t, entry(2)), urn.ErrBehind)
		}
		wantBox(t, store, 0, 1)
		must(t, (&voter{store: store, writer: "w", seq: 2}).cast(t, entry(2)))
	}},

	{"precedence", func(t *testing.T, place Place) {
		store := opened(t, place, 3)
		must(t, (&voter{store: store, writer: "w"}).cast(t, entry(0)))
		must(t, store.Append(t.Context(), meeting, 1, [][]byte{[]byte("shut")}, urn.Change{Intake: urn.Shut}))
		behind := &voter{store: store, writer: "w", seq: 5}
		wantRefused(t, behind.cast(t, entries(0, 9)...), map[int]error{0: urn.ErrAlready, 1: urn.ErrUnknownCredential})
		want(t, behind.cast(t, entry(1)), urn.ErrShut)
		wantBox(t, store, 0)
	}},

	{"meetings apart", func(t *testing.T, place Place) {
		store, ctx := opened(t, place, 1), t.Context()
		must(t, store.Create(ctx, "Another-1", identity))
		must(t, store.Append(ctx, "Another-1", 0, nil, urn.Change{Intake: urn.Open, Credentials: [][]byte{id("credential", 1)}}))
		must(t, (&voter{store: store, writer: "w"}).cast(t, entry(0)))
		err := store.Cast(ctx, "Another-1", "w", 0, entries(0), subtotal(1))
		wantRefused(t, err, map[int]error{0: urn.ErrUnknownCredential})
		must(t, store.Cast(ctx, "Another-1", "w", 0, entries(1), subtotal(1)))
		wantBox(t, store, 0)
		CheckBox(t, store, "Another-1")
	}},
}
