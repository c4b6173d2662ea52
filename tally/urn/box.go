package urn

import (
	"context"
	"crypto/rand"
	"fmt"
	"iter"
	"sync"

	"phieukin/ballot"
	"phieukin/crypto/envelope"
	"phieukin/tally"
)

// page is how many ballots are read at a time.
const page = 64

// Box is one process's way into a meeting's ballot box. It turns verified
// ballots into entries of a Store and keeps the sealed sub-total of those it
// cast itself, as a writer of its own. Boxes of other processes on the same
// meeting never contend with it.
//
// Ballots that arrive while a commit is under way wait and are committed
// together by the next one, so a slow disk costs one flush for many phones.
type Box struct {
	store     Store
	meeting   string
	election  *ballot.Election
	identity  *envelope.Identity
	recipient string
	keys      keyring
	writer    string

	mu         sync.Mutex // guards these three
	waiting    []*request
	committing bool
	closed     bool

	commits sync.WaitGroup // the committing goroutine, if there is one

	// The writer's sub-total as it is in the store, and whether it may have
	// moved without this process knowing. Owned by the committing goroutine.
	seq   int64
	sum   tally.Encrypted
	stale bool
}

// request is one caller of Cast.
type request struct {
	entry  Entry
	ballot *ballot.Ballot
	answer chan error // holds one
}

// NewBox returns a Box over the meeting of the election, with a new random
// writer. The meeting's identity opens what its recipient was sealed to.
func NewBox(store Store, identity *envelope.Identity, election *ballot.Election) *Box {
	return &Box{
		store:     store,
		meeting:   election.UUID,
		election:  election,
		identity:  identity,
		recipient: identity.Recipient(),
		keys:      newKeyring(identity, election.UUID),
		writer:    rand.Text(),
		sum:       tally.Zero(election),
	}
}

// Credentials returns the ids under which the store knows the public
// credentials, for the Change that registers them at the sealing.
func (b *Box) Credentials(public *ballot.Credentials) [][]byte {
	ids := make([][]byte, len(public.Keys))
	for i, key := range public.Keys {
		ids[i] = b.keys.credential(key.String())
	}
	return ids
}

// Cast puts a verified ballot into the box, with its envelope exactly as it was
// received. It returns nil or ErrAlready once the ballot is durably in;
// ErrSpent, ErrUnknownCredential, ErrShut or another answer of the Store if it is
// not and will not be; and ErrUnavailable if that is unknown, because the store
// fails or ctx ended: the ballot may be in, and the same one may be cast again.
func (b *Box) Cast(ctx context.Context, v *ballot.Ballot, sealed []byte) error {
	r := &request{
		entry: Entry{
			Credential: b.keys.credential(v.Credential.String()),
			Tracker:    b.keys.tracker(v.Tracker()),
			Sealed:     sealed,
		},
		ballot: v,
		answer: make(chan error, 1),
	}
	if !b.enqueue(r) {
		return fmt.Errorf("%w: this box is closed", ErrUnavailable)
	}
	select {
	case err := <-r.answer:
		return err
	case <-ctx.Done():
		return fmt.Errorf("%w: %v", ErrUnavailable, ctx.Err())
	}
}

// Close waits for the ballots under way and takes no more. The Store stays open.
func (b *Box) Close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.commits.Wait()
}

// Tally returns the sum of all sub-totals of the meeting, as of one moment, and
// how many ballots it sums.
func (b *Box) Tally(ctx context.Context) (tally.Encrypted, int64, error) {
	subtotals, err := b.store.Subtotals(ctx, b.meeting)
	if err != nil {
		return nil, 0, err
	}
	total, count := tally.Zero(b.election), int64(0)
	for _, s := range subtotals {
		sum, err := b.openSubtotal(s)
		if err != nil {
			return nil, 0, err
		}
		total, count = total.Add(sum), count+s.Seq
	}
	return total, count, nil
}

// Ballots opens the ballots after the first after ones, in box order. It stops
// at the first that cannot be read, and gives its error. The ballots are parsed,
// not verified.
func (b *Box) Ballots(ctx context.Context, after int64) iter.Seq2[*ballot.Ballot, error] {
	return func(yield func(*ballot.Ballot, error) bool) {
		for {
			sealed, err := b.store.Box(ctx, b.meeting, after, page)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, s := range sealed {
				after++
				v, err := b.open(s)
				if err != nil {
					err = fmt.Errorf("urn: ballot %d of the box: %w", after, err)
				}
				if !yield(v, err) || err != nil {
					return
				}
			}
			if len(sealed) < page {
				return
			}
		}
	}
}

func (b *Box) open(sealed []byte) (*ballot.Ballot, error) {
	compact, err := b.identity.Open(sealed, b.election.CompactSize())
	if err != nil {
		return nil, err
	}
	return ballot.FromCompact(b.election, compact)
}
