//go:build unix

package urn_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"

	"phieukin/tally/urn"
	"phieukin/tally/urn/urntest"
)

var errFault = errors.New("the line went dead")

// fault is what happens to one step.
type fault struct {
	step  string
	apply bool
	err   error
}

// script plays faults in their order, and lets through what follows.
func script(t *testing.T, faults []fault) func(string) (bool, error) {
	return func(step string) (bool, error) {
		if len(faults) == 0 {
			return true, nil
		}
		next := faults[0]
		faults = faults[1:]
		if next.step != step {
			t.Errorf("the box does %q, expected %q", step, next.step)
		}
		return next.apply, next.err
	}
}

// TestFaults is about what is stored and what is answered, at each step of a
// commit. Whatever happens, nothing is summed twice and nothing is lost.
func TestFaults(t *testing.T) {
	stored, lost, fine := fault{"cast", true, errFault}, fault{"cast", false, errFault}, fault{"cast", true, nil}
	read, unread := fault{"subtotals", true, nil}, fault{"subtotals", true, errFault}
	for _, c := range []struct {
		name   string
		faults []fault
		want   error // of the first cast
		in     bool  // is it in after that
	}{
		{"stored, no answer", []fault{stored, read}, urn.ErrAlready, true},
		{"lost, no answer", []fault{lost, read}, nil, true},
		{"lost, then stored without answer", []fault{lost, read, stored, read}, urn.ErrAlready, true},
		{"stored, and the re-reading fails", []fault{stored, unread}, urn.ErrUnavailable, true},
		{"lost, and the re-reading fails", []fault{lost, unread}, urn.ErrUnavailable, false},
		{"lost each time", []fault{lost, read, lost, read, lost}, urn.ErrUnavailable, false},
		{"stored, then unreachable", []fault{stored, read, lost, read, lost}, urn.ErrUnavailable, true},
		{"no fault", []fault{fine}, nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, place urntest.Place) {
				r := newRoom(t, place.Open(t), 3)
				votes := r.votes(t)
				faulty := *r
				faulty.store = &urntest.Faults{Store: r.store, Next: script(t, append([]fault{fine}, c.faults...))}
				box := faulty.box(t)
				cast := func(v vote) error { return box.Cast(t.Context(), v.ballot, v.sealed) }

				check(t, cast(votes[0]))
				wantErr(t, cast(votes[1]), c.want)
				if c.in {
					r.want(t, votes[:2]...)
				} else {
					r.want(t, votes[:1]...)
				}
				// The phone asks again with the same bytes, and others go on.
				if err := cast(votes[1]); err != nil && !errors.Is(err, urn.ErrAlready) {
					t.Error(err)
				}
				check(t, cast(votes[2]))
				r.want(t, votes...)
			})
		})
	}
}

// late is a store that a first cast reaches only after the box has given it up
// and read its sub-total again.
type late struct {
	urn.Store
	arrive func() error // the cast that is still on its way
	casts  int
}

func (l *late) Cast(ctx context.Context, meeting, writer string, prevSeq int64, entries []urn.Entry, subtotal []byte) error {
	l.casts++
	if l.casts == 1 {
		l.arrive = func() error {
			return l.Store.Cast(context.WithoutCancel(ctx), meeting, writer, prevSeq, entries, subtotal)
		}
		return errFault
	}
	return l.Store.Cast(ctx, meeting, writer, prevSeq, entries, subtotal)
}

func (l *late) Subtotals(ctx context.Context, meeting string) ([]urn.Subtotal, error) {
	subtotals, err := l.Store.Subtotals(ctx, meeting)
	if l.arrive != nil {
		err = errors.Join(err, l.arrive())
		l.arrive = nil
	}
	return subtotals, err
}

func TestLateArrival(t *testing.T) {
	onEach(t, func(t *testing.T, place urntest.Place) {
		r := newRoom(t, place.Open(t), 2)
		votes := r.votes(t)
		slow := *r
		slow.store = &late{Store: r.store}
		box := slow.box(t)
		wantErr(t, box.Cast(t.Context(), votes[0].ballot, votes[0].sealed), urn.ErrAlready)
		check(t, box.Cast(t.Context(), votes[1].ballot, votes[1].sealed))
		r.want(t, votes...)
	})
}

// TestBatch holds the first commit until the others wait, so that they make one
// batch: two of them must be turned away, and the rest go in together.
func TestBatch(t *testing.T) {
	r := newRoom(t, urntest.SQLite(t).Open(t), 8)
	votes := r.votes(t)
	check(t, r.box(t).Cast(t.Context(), votes[7].ballot, votes[7].sealed)) // at another node

	held, release := make(chan struct{}), make(chan struct{})
	casts := 0 // only the committing goroutine counts
	counted := *r
	counted.store = &urntest.Faults{Store: r.store, Next: func(string) (bool, error) {
		if casts++; casts == 1 {
			close(held)
			<-release
		}
		return true, nil
	}}
	box := counted.box(t)
	type answer struct {
		vote int
		err  error
	}
	answers := make(chan answer)
	send := func(n int, v vote) {
		go func() { answers <- answer{n, box.Cast(t.Context(), v.ballot, v.sealed)} }()
	}
	queue := func(n int, v vote) {
		before := urn.Waiting(box)
		send(n, v)
		for urn.Waiting(box) == before {
			runtime.Gosched()
		}
	}
	send(0, votes[0])
	<-held
	for n := 1; n < 6; n++ {
		queue(n, votes[n])
	}
	queue(6, r.vote(t, r.credentials[7], 0, 0)) // spent
	queue(7, votes[7])                          // already in
	queue(8, votes[3])                          // twice in the queue: waits for the first
	close(release)

	got := make([]error, 9)
	for range got {
		a := <-answers
		got[a.vote] = a.err
	}
	want := []error{nil, nil, nil, nil, nil, nil, urn.ErrSpent, urn.ErrAlready, urn.ErrAlready}
	if !slices.EqualFunc(got, want, errors.Is) {
		t.Errorf("answers are %v, want %v", got, want)
	}
	// The held one; the batch, refused; the rest of it; the one that had to wait.
	if box.Close(); casts != 4 {
		t.Errorf("%d steps of the store, want 4", casts)
	}
	r.want(t, append(votes[:6:6], votes[7])...)
}
