package urntest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"phieukin/tally/urn"
)

var meetings = []subtest{
	{"create", func(t *testing.T, place Place) {
		store, ctx := place.Open(t), t.Context()
		wantMeetings(t, store)
		must(t, store.Create(ctx, meeting, identity))
		must(t, store.Create(ctx, "Another-1", nil))
		want(t, store.Create(ctx, meeting, []byte("another identity")), urn.ErrExists)
		wantMeetings(t, store, "Another-1", meeting)
		got, err := store.Identity(ctx, meeting)
		must(t, err)
		if !bytes.Equal(got, identity) {
			t.Errorf("the identity is %q, want %q", got, identity)
		}
		wantControl(t, store, 0)
		wantBox(t, store)
		want(t, (&voter{store: store, writer: "w"}).cast(t), urn.ErrShut)
	}},

	{"names", func(t *testing.T, place Place) {
		store := place.Open(t)
		for _, name := range []string{"", "..", "../x", "a/b", "a b", "{a}", "a.b", "a*", "-a", "é", "a\x00", string(make([]byte, 65))} {
			want(t, store.Create(t.Context(), name, identity), urn.ErrBadMeeting)
			_, err := store.Identity(t.Context(), name)
			want(t, err, urn.ErrUnknownMeeting)
			must(t, store.Destroy(t.Context(), name))
		}
		wantMeetings(t, store)
	}},

	{"unknown meeting", func(t *testing.T, place Place) {
		store, ctx := place.Open(t), t.Context()
		must(t, store.Create(ctx, "Another-1", identity))
		wantUnknown(t, store)
	}},

	{"reopen", func(t *testing.T, place Place) {
		store := opened(t, place, 3)
		must(t, (&voter{store: store, writer: "w"}).cast(t, entries(0, 1)...))
		must(t, store.Close())

		store = place.Open(t)
		wantMeetings(t, store, meeting)
		wantControl(t, store, 0, "opened")
		wantBox(t, store, 0, 1)
		subtotals, err := store.Subtotals(t.Context(), meeting)
		must(t, err)
		if len(subtotals) != 1 || subtotals[0].Writer != "w" || subtotals[0].Seq != 2 || !bytes.Equal(subtotals[0].Sealed, subtotal(2)) {
			t.Errorf("sub-totals are %+v", subtotals)
		}
		v := &voter{store: store, writer: "w", seq: 2}
		wantRefused(t, v.cast(t, entry(1)), map[int]error{0: urn.ErrAlready})
		must(t, v.cast(t, entry(2)))
		wantBox(t, store, 0, 1, 2)
	}},

	{"destroy", func(t *testing.T, place Place) {
		store, ctx := opened(t, place, 9), t.Context()
		other := place.Open(t)
		must(t, other.Create(ctx, "Another-1", []byte("the other one")))
		must(t, other.Append(ctx, "Another-1", 0, [][]byte{[]byte("stays")}, urn.Change{}))
		must(t, (&voter{store: store, writer: "the writer"}).cast(t, entries(0, 1, 2)...))
		must(t, (&voter{store: other, writer: "another writer"}).cast(t, entry(3)))

		traces := map[string][]byte{
			"name": []byte(meeting), "identity": identity, "event": []byte("opened"), "ballot": sealed(1),
			"sub-total": subtotal(3), "writer": []byte("the writer"),
			"spent credential": id("credential", 1), "tracker": id("tracker", 1),
		}
		before := place.Dump(t)
		for what, trace := range traces {
			if !bytes.Contains(before, trace) {
				t.Errorf("the dump does not show what is there: %s", what)
			}
		}
		must(t, store.Destroy(ctx, meeting))
		after := place.Dump(t)
		for what, trace := range traces {
			if bytes.Contains(after, trace) {
				t.Errorf("%s is left", what)
			}
		}
		for _, node := range []urn.Store{store, other} {
			wantMeetings(t, node, "Another-1")
			wantUnknown(t, node)
			events, err := node.Control(ctx, "Another-1", 0)
			must(t, err)
			if len(events) != 1 || string(events[0]) != "stays" {
				t.Errorf("the other meeting now has the events %q", events)
			}
		}
		must(t, store.Destroy(ctx, meeting)) // again
	}},

	{"order of credentials is forgotten", func(t *testing.T, place Place) {
		store := place.Open(t)
		must(t, store.Create(t.Context(), meeting, identity))
		const n = 12
		order := rand.Perm(n)
		for slices.IsSorted(order) {
			order = rand.Perm(n)
		}
		ids := make([][]byte, n)
		for i, k := range order { // in the file as bytes: an order of their own
			ids[i] = fmt.Appendf(nil, "credential-id-%02d", k)
		}
		must(t, store.Append(t.Context(), meeting, 0, nil, urn.Change{Credentials: ids}))
		dump := place.Dump(t)
		var at []int
		for _, id := range ids {
			i := bytes.Index(dump, id)
			if i < 0 {
				t.Fatalf("%s is not in the dump", id)
			}
			at = append(at, i)
		}
		back := slices.Clone(at)
		slices.Reverse(back)
		if slices.IsSorted(at) || slices.IsSorted(back) {
			t.Errorf("the dump keeps the order %q", ids)
		}
	}},

	{"durability", func(t *testing.T, place Place) {
		d, err := place.Open(t).Durability(t.Context())
		must(t, err)
		if !d.Durable || d.Reason != "" || d.Kind == "" {
			t.Errorf("this place is set to be durable, and says %+v", d)
		}
	}},
}

func wantMeetings(t *testing.T, store urn.Store, want ...string) {
	t.Helper()
	got, err := store.Meetings(t.Context())
	must(t, err)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("meetings are %q, want %q", got, want)
	}
}

// wantUnknown checks that no method knows the meeting.
func wantUnknown(t *testing.T, store urn.Store) {
	t.Helper()
	ctx := t.Context()
	_, err := store.Identity(ctx, meeting)
	want(t, err, urn.ErrUnknownMeeting)
	want(t, store.Append(ctx, meeting, 0, [][]byte{[]byte("e")}, urn.Change{Intake: urn.Open}), urn.ErrUnknownMeeting)
	_, err = store.Control(ctx, meeting, 0)
	want(t, err, urn.ErrUnknownMeeting)
	want(t, store.Cast(ctx, meeting, "w", 0, entries(0), subtotal(1)), urn.ErrUnknownMeeting)
	_, err = store.Subtotals(ctx, meeting)
	want(t, err, urn.ErrUnknownMeeting)
	_, err = store.Box(ctx, meeting, 0, 0)
	want(t, err, urn.ErrUnknownMeeting)
	_, err = store.Size(ctx, meeting)
	want(t, err, urn.ErrUnknownMeeting)
	_, err = store.Watch(ctx, meeting)
	want(t, err, urn.ErrUnknownMeeting)
}
