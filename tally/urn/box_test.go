//go:build unix

package urn_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/tally"
	"phieukin/tally/urn"
	"phieukin/tally/urn/urntest"
)

// room is an election whose credentials are registered and whose box is open.
type room struct {
	store       urn.Store
	identity    *envelope.Identity
	election    *ballot.Election
	credentials []voter.Credential
}

func newRoom(t testing.TB, store urn.Store, voters int) *room {
	t.Helper()
	identity, err := envelope.NewIdentity()
	check(t, err)
	question := ballot.Question{Answers: []string{"xuất sắc", "tốt"}, Blank: true, Min: 1, Max: 1, Text: "Nguyễn Văn A"}
	election, err := ballot.NewElection("Fm5yuQgJXwKc3v", "Họp chi bộ", "Chi bộ 1", group.GPow(group.Random()), []ballot.Question{question, question})
	check(t, err)
	r := &room{store: store, identity: identity, election: election}
	var keys []*group.Point
	for range voters {
		c := voter.NewCredential()
		r.credentials = append(r.credentials, c)
		keys = append(keys, group.GPow(c.Key(election.UUID)))
	}
	public, err := ballot.ParseCredentials(ballot.EncodeCredentials(keys))
	check(t, err)
	check(t, store.Create(t.Context(), election.UUID, []byte("sealed identity")))
	check(t, store.Append(t.Context(), election.UUID, 0, [][]byte{[]byte("sealed")}, urn.Change{
		Intake: urn.Open, Credentials: r.box(t).Credentials(public),
	}))
	return r
}

func (r *room) box(t testing.TB) *urn.Box {
	box := urn.NewBox(r.store, r.identity, r.election)
	t.Cleanup(box.Close)
	return box
}

// vote is a ballot as the server has it after verifying.
type vote struct {
	ballot *ballot.Ballot
	sealed []byte
}

func (r *room) vote(t testing.TB, c voter.Credential, choices ...int) vote {
	t.Helper()
	prepared, err := voter.Prepare(r.election)
	check(t, err)
	b, err := prepared.Finish(c, choices)
	check(t, err)
	sealed, err := envelope.Seal(r.identity.Recipient(), b.Compact())
	check(t, err)
	return vote{b, sealed}
}

func (r *room) votes(t testing.TB) []vote {
	var votes []vote
	for i, c := range r.credentials {
		votes = append(votes, r.vote(t, c, i%3-1, (i+1)%2))
	}
	return votes
}

// want checks everything that holds of a box with exactly these ballots in it.
func (r *room) want(t *testing.T, votes ...vote) {
	t.Helper()
	sum := tally.Zero(r.election)
	var trackers, got []string
	for _, v := range votes {
		sum = sum.AddBallot(v.ballot, 1)
		trackers = append(trackers, v.ballot.Tracker())
	}
	urntest.CheckBox(t, r.store, r.election.UUID)
	box := r.box(t)
	total, count, err := box.Tally(t.Context())
	check(t, err)
	if count != int64(len(votes)) || !total.Equal(sum) {
		t.Errorf("the tally of %d ballots is not the sum of the %d that were cast", count, len(votes))
	}
	for b, err := range box.Ballots(t.Context(), 0) {
		check(t, err)
		got = append(got, b.Tracker())
	}
	slices.Sort(trackers)
	slices.Sort(got)
	if !slices.Equal(got, trackers) {
		t.Errorf("the box holds the ballots %q, want %q", got, trackers)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// onEach runs a test on both stores.
func onEach(t *testing.T, test func(t *testing.T, place urntest.Place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, urntest.SQLite(t)) })
	t.Run("redis", func(t *testing.T) { test(t, urntest.Redis(t)) })
}

func TestBurst(t *testing.T) {
	onEach(t, func(t *testing.T, place urntest.Place) {
		r := newRoom(t, place.Open(t), 24)
		votes := r.votes(t)
		other := *r
		other.store = place.Open(t) // each phone sends to both nodes
		boxes := []*urn.Box{r.box(t), other.box(t)}
		var in sync.Map
		var all sync.WaitGroup
		for _, v := range votes {
			for _, box := range boxes {
				all.Go(func() {
					err := box.Cast(t.Context(), v.ballot, v.sealed)
					if err == nil {
						if _, twice := in.LoadOrStore(v.ballot, nil); twice {
							t.Error("one ballot was put in twice")
						}
					} else if !errors.Is(err, urn.ErrAlready) {
						t.Error(err)
					}
				})
			}
		}
		all.Wait()
		r.want(t, votes...)
	})
}

func TestRefusals(t *testing.T) {
	onEach(t, func(t *testing.T, place urntest.Place) {
		r := newRoom(t, place.Open(t), 3)
		box, votes := r.box(t), r.votes(t)
		cast := func(v vote) error { return box.Cast(t.Context(), v.ballot, v.sealed) }

		check(t, cast(votes[0]))
		wantErr(t, cast(votes[0]), urn.ErrAlready)
		wantErr(t, cast(r.vote(t, r.credentials[0], 1, 1)), urn.ErrSpent)
		wantErr(t, cast(r.vote(t, voter.NewCredential(), 1, 1)), urn.ErrUnknownCredential)
		check(t, cast(votes[1]))

		check(t, r.store.Append(t.Context(), r.election.UUID, 1, [][]byte{[]byte("closing")}, urn.Change{Intake: urn.Shut}))
		wantErr(t, cast(votes[2]), urn.ErrShut)
		wantErr(t, cast(votes[1]), urn.ErrAlready)
		r.want(t, votes[:2]...)

		check(t, r.store.Destroy(t.Context(), r.election.UUID))
		wantErr(t, cast(votes[2]), urn.ErrUnknownMeeting)
		box.Close()
		wantErr(t, cast(votes[2]), urn.ErrUnavailable)
	})
}

func TestCallerDoesNotWait(t *testing.T) {
	r := newRoom(t, urntest.SQLite(t).Open(t), 1)
	v := r.votes(t)[0]
	box := r.box(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	// It may be answered all the same, but never with a refusal.
	if err := box.Cast(ctx, v.ballot, v.sealed); err != nil {
		wantErr(t, err, urn.ErrUnavailable)
	}
	box.Close() // waits for what is under way
	r.want(t, v)
}

// TestDump looks at a store in mid-vote, as a thief would who has the public
// record, for anything that ties a ballot to a person or shows what is in it.
func TestDump(t *testing.T) {
	onEach(t, func(t *testing.T, place urntest.Place) {
		r := newRoom(t, place.Open(t), 5)
		box, votes := r.box(t), r.votes(t)
		for _, v := range votes[:4] {
			check(t, box.Cast(t.Context(), v.ballot, v.sealed))
		}
		dump := place.Dump(t)
		if !bytes.Contains(dump, votes[3].sealed[:1000]) {
			t.Fatal("the sealed ballot is not in the dump: it looks in the wrong place")
		}
		absent := func(what string, secret []byte) {
			if bytes.Contains(dump, secret) {
				t.Errorf("the dump shows %s", what)
			}
		}
		total, _, err := box.Tally(t.Context())
		check(t, err)
		point := func(what string, p *group.Point) {
			absent(what, p.Bytes())
			big := p.Bytes()
			slices.Reverse(big)
			absent(what+", reversed", big)
			absent(what+", as text", []byte(p.String()))
		}
		absent("the identity", []byte(r.identity.String()))
		absent("a name", []byte("Nguyễn Văn A"))
		absent("a choice", []byte("xuất sắc"))
		for i, v := range votes {
			absent("a credential", []byte(r.credentials[i]))
			absent("a credential's key", r.credentials[i].Key(r.election.UUID).Bytes())
			absent("a tracker", []byte(v.ballot.Tracker()))
			absent("a ballot", v.ballot.Compact()[32:64])
			point("a public credential", v.ballot.Credential)
			for _, a := range v.ballot.Answers {
				for _, c := range a.Choices {
					point("an alpha", c.Alpha)
					point("a beta", c.Beta)
				}
			}
		}
		for _, question := range total {
			for _, c := range question {
				point("a running total", c.Alpha)
				point("a running total", c.Beta)
			}
		}
	})
}

// TestSubtotalsAreBound moves sealed sub-totals to where they do not belong.
func TestSubtotalsAreBound(t *testing.T) {
	r := newRoom(t, urntest.SQLite(t).Open(t), 4)
	votes := r.votes(t)
	box := r.box(t)
	check(t, box.Cast(t.Context(), votes[0].ballot, votes[0].sealed))
	check(t, box.Cast(t.Context(), votes[1].ballot, votes[1].sealed))
	real, err := r.store.Subtotals(t.Context(), r.election.UUID)
	check(t, err)

	other := newRoom(t, urntest.SQLite(t).Open(t), 4)
	other.identity, other.election = r.identity, r.election
	for _, c := range []struct {
		what string
		s    urn.Subtotal
	}{
		{"another writer", urn.Subtotal{Writer: "another", Seq: real[0].Seq, Sealed: real[0].Sealed}},
		{"another sequence", urn.Subtotal{Writer: real[0].Writer, Seq: 1, Sealed: real[0].Sealed}},
		{"a ballot", urn.Subtotal{Writer: real[0].Writer, Seq: 2, Sealed: votes[0].sealed}},
		{"no envelope", urn.Subtotal{Writer: real[0].Writer, Seq: 2, Sealed: []byte("phieukin-subtotal")}},
	} {
		moved := *r
		moved.store = forged{r.store, c.s}
		if _, _, err := moved.box(t).Tally(t.Context()); !errors.Is(err, urn.ErrSubtotal) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	r.want(t, votes[:2]...)
}

// forged is a store that somebody wrote one sub-total into.
type forged struct {
	urn.Store
	subtotal urn.Subtotal
}

func (f forged) Subtotals(context.Context, string) ([]urn.Subtotal, error) {
	return []urn.Subtotal{f.subtotal}, nil
}
