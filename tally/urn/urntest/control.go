package urntest

import (
	"bytes"
	"context"
	"testing"
	"time"

	"phieukin/tally/urn"
)

// patience is how long a bell may take; none of these tests passes by waiting.
const patience = 20 * time.Second

var control = []subtest{
	{"append", func(t *testing.T, place Place) {
		store, ctx := place.Open(t), t.Context()
		must(t, store.Create(ctx, meeting, identity))
		must(t, store.Append(ctx, meeting, 0, [][]byte{[]byte("a\x00\xff"), nil, []byte("c")}, urn.Change{}))
		must(t, store.Append(ctx, meeting, 3, [][]byte{[]byte("d")}, urn.Change{}))
		for _, node := range []urn.Store{store, place.Open(t)} {
			wantControl(t, node, 0, "a\x00\xff", "", "c", "d")
			wantControl(t, node, 2, "c", "d")
			wantControl(t, node, 4)
			wantControl(t, node, 9)
		}
	}},

	{"append behind", func(t *testing.T, place Place) {
		store, ctx := opened(t, place, 1), t.Context()
		for _, after := range []int64{0, 2, -1} {
			err := store.Append(ctx, meeting, after, [][]byte{[]byte("late")}, urn.Change{Intake: urn.Shut, Credentials: [][]byte{id("credential", 1)}})
			want(t, err, urn.ErrBehind)
		}
		wantControl(t, store, 0, "opened")
		// What the refused ones would have changed is as it was.
		v := &voter{store: store, writer: "w"}
		want(t, v.cast(t, entry(1)), urn.ErrUnknownCredential)
		must(t, v.cast(t, entry(0)))
	}},

	{"append repeated", func(t *testing.T, place Place) {
		store, ctx := opened(t, place, 0), t.Context()
		for _, wanted := range []error{nil, urn.ErrBehind} { // as after an unknown outcome
			want(t, store.Append(ctx, meeting, 1, [][]byte{[]byte("once")}, urn.Change{}), wanted)
		}
		wantControl(t, store, 0, "opened", "once")
	}},

	{"intake", func(t *testing.T, place Place) {
		store, ctx := opened(t, place, 5), t.Context()
		v := &voter{store: store, writer: "w"}
		after := int64(1)
		change := func(i urn.Intake) {
			must(t, store.Append(ctx, meeting, after, [][]byte{[]byte("e")}, urn.Change{Intake: i}))
			after++
		}
		must(t, v.cast(t, entry(0)))
		change(urn.Keep)
		must(t, v.cast(t, entry(1)))
		change(urn.Shut)
		want(t, v.cast(t, entry(2)), urn.ErrShut)
		change(urn.Keep)
		want(t, v.cast(t, entry(2)), urn.ErrShut)
		change(urn.Open)
		must(t, v.cast(t, entry(2)))
		wantBox(t, store, 0, 1, 2)
	}},

	{"credentials registered again", func(t *testing.T, place Place) {
		store := opened(t, place, 2)
		v := &voter{store: store, writer: "w"}
		must(t, v.cast(t, entry(0)))
		again := urn.Change{Credentials: [][]byte{id("credential", 0), id("credential", 1), id("credential", 2)}}
		must(t, store.Append(t.Context(), meeting, 1, nil, again))
		wantRefused(t, v.cast(t, entry(0)), map[int]error{0: urn.ErrAlready})
		must(t, v.cast(t, entries(1, 2)...))
		wantBox(t, store, 0, 1, 2)
	}},

	{"many credentials and events", func(t *testing.T, place Place) {
		const n = 3000 // above the limits of placeholders and of script stacks
		store := opened(t, place, n)
		events := make([][]byte, n)
		for i := range events {
			events[i] = bytes.Repeat([]byte("event"), 10)
		}
		must(t, store.Append(t.Context(), meeting, 1, events, urn.Change{}))
		got, err := store.Control(t.Context(), meeting, 1)
		must(t, err)
		if len(got) != n {
			t.Errorf("%d events, want %d", len(got), n)
		}
		must(t, (&voter{store: store, writer: "w"}).cast(t, entries(0, n-1)...))
	}},

	{"watch", func(t *testing.T, place Place) {
		store := opened(t, place, 0)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		bell, err := store.Watch(ctx, meeting)
		must(t, err)
		second, err := store.Watch(t.Context(), meeting)
		must(t, err)
		for after := int64(1); after < 4; after++ {
			must(t, store.Append(t.Context(), meeting, after, [][]byte{[]byte("e")}, urn.Change{}))
		}
		wantRing(t, bell)
		wantRing(t, second)
		cancel()
		wantClosed(t, bell)

		must(t, store.Append(t.Context(), meeting, 4, [][]byte{[]byte("e")}, urn.Change{}))
		wantRing(t, second)
		must(t, store.Close())
		wantClosed(t, second)
	}},
}

func wantRing(t *testing.T, bell <-chan struct{}) {
	t.Helper()
	select {
	case _, ok := <-bell:
		if !ok {
			t.Fatal("the bell is gone")
		}
	case <-time.After(patience):
		t.Fatal("the bell does not ring")
	}
}

// wantClosed lets rings pass that are still on their way.
func wantClosed(t *testing.T, bell <-chan struct{}) {
	t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case _, ok := <-bell:
			if !ok {
				return
			}
		case <-timeout:
			t.Fatal("the bell is still there")
		}
	}
}
