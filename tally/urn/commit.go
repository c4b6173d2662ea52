package urn

import (
	"context"
	"errors"
	"fmt"
	"time"

	"phieukin/tally"
)

const (
	// maxBatch bounds one step of a Store, so that a burst does not hold up
	// other nodes.
	maxBatch = 64

	// commitTimeout bounds the commit of one batch, with all its attempts. It
	// does not end with a caller: others wait for the same batch.
	commitTimeout = 20 * time.Second

	// attempts is how often a batch is tried against a failing Store.
	attempts = 3
)

func (b *Box) enqueue(r *request) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false
	}
	b.waiting = append(b.waiting, r)
	if !b.committing {
		b.committing = true
		b.commits.Go(func() {
			for batch := b.next(); batch != nil; batch = b.next() {
				b.commit(batch)
			}
		})
	}
	return true
}

// next takes a batch off the queue, or ends the committing. Of two ballots of
// one credential the later waits, since its answer depends on the first.
func (b *Box) next() []*request {
	b.mu.Lock()
	defer b.mu.Unlock()
	var batch, rest []*request
	taken := map[string]bool{}
	for _, r := range b.waiting {
		if id := string(r.entry.Credential); len(batch) == maxBatch || taken[id] {
			rest = append(rest, r)
		} else {
			taken[id] = true
			batch = append(batch, r)
		}
	}
	b.waiting = rest
	b.committing = batch != nil
	return batch
}

// commit brings a batch into the store and answers each of its requests.
//
// After an attempt of unknown outcome the sub-total in the store is the truth:
// it is read again before anything is added to it. If the attempt was stored, or
// lands later, then trying again is refused with ErrAlready; and a sub-total
// that moved meanwhile is refused with ErrBehind. So no ballot is summed twice,
// and none is acknowledged that is not in.
func (b *Box) commit(batch []*request) {
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	var failure error
	for range attempts {
		if b.stale {
			if failure = b.reload(ctx); failure != nil {
				break
			}
		}
		var refused Refused
		failure = b.attempt(ctx, batch)
		for errors.As(failure, &refused) {
			if batch = turnAway(batch, refused); len(batch) == 0 {
				return
			}
			failure = b.attempt(ctx, batch)
		}
		if failure == nil || Decided(failure) && !errors.Is(failure, ErrBehind) {
			answer(batch, failure)
			return
		}
		b.stale = true
	}
	answer(batch, fmt.Errorf("%w: %v", ErrUnavailable, failure))
}

// attempt casts the batch on top of the sub-total as it is known.
func (b *Box) attempt(ctx context.Context, batch []*request) error {
	seq, sum := b.seq+int64(len(batch)), b.sum
	entries := make([]Entry, len(batch))
	for i, r := range batch {
		entries[i] = r.entry
		sum = sum.AddBallot(r.ballot, 1)
	}
	sealed, err := b.sealSubtotal(seq, sum)
	if err != nil {
		return err
	}
	if err := b.store.Cast(ctx, b.meeting, b.writer, b.seq, entries, sealed); err != nil {
		return err
	}
	b.seq, b.sum = seq, sum
	return nil
}

// reload reads this writer's sub-total from the store.
func (b *Box) reload(ctx context.Context) error {
	subtotals, err := b.store.Subtotals(ctx, b.meeting)
	if err != nil {
		return err
	}
	seq, sum := int64(0), tally.Zero(b.election)
	for _, s := range subtotals {
		if s.Writer != b.writer {
			continue
		}
		seq = s.Seq
		if sum, err = b.openSubtotal(s); err != nil {
			return err
		}
	}
	b.seq, b.sum, b.stale = seq, sum, false
	return nil
}

// turnAway answers the refused requests and returns the others.
func turnAway(batch []*request, refused Refused) []*request {
	why := map[int]error{}
	for _, e := range refused {
		why[e.Index] = e.Err
	}
	var rest []*request
	for i, r := range batch {
		if err := why[i]; err != nil {
			r.answer <- err
		} else {
			rest = append(rest, r)
		}
	}
	return rest
}

func answer(batch []*request, err error) {
	for _, r := range batch {
		r.answer <- err
	}
}
