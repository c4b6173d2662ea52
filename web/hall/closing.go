package hall

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/urn"
)

// finishClose takes a meeting from closing to closed: what this node has queued drains, the intake is shut in the store,
// and the record is written from every ballot in the box. Every node tries; the first one's events stand. A store
// that fails is tried again until it is back, since the box can only go on from here.
func (r *Room) finishClose(ctx context.Context) {
	r.pending.Wait()
	for {
		err := r.tryClose(ctx)
		if err == nil || errors.Is(err, meeting.WrongPhase) {
			return
		}
		if ctx.Err() != nil {
			return
		}
		r.hall.Log.Error("closing the box", "meeting", r.uuid, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookInterval):
		}
	}
}

func (r *Room) tryClose(ctx context.Context) error {
	if err := r.shut(ctx); err != nil {
		return err
	}
	s := r.sealed.Load()
	box, err := r.readBox(ctx, s)
	if err != nil {
		return err
	}
	running, counted, err := s.box.Tally(ctx)
	if err != nil {
		return err
	}
	// The ballots win: the sub-totals are a check on the box, not on the result.
	differs := counted != int64(len(box.ballots)) || !running.Equal(box.total)
	if differs {
		r.hall.Log.Error("the live sub-totals do not agree with the ballots", "meeting", r.uuid)
	}
	state := r.snapshot()
	closed := box.write(state).Bytes()
	head := ballot.SignHead(s.signingKey, ballot.StageClosed, s.election.Fingerprint, box.trackers, closed)
	return r.do(ctx, meeting.FinishClose{Box: meeting.ClosedBox{
		Head: strict.Encode(head), Counted: len(box.ballots), Differs: differs,
	}})
}

// shut closes the store's intake, in the journal's order.
func (r *Room) shut(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		if r.state.Phase != meeting.Closing {
			return meeting.WrongPhase
		}
		err := r.hall.Store.Append(ctx, r.uuid, r.position, nil, urn.Change{Intake: urn.Shut})
		if !errors.Is(err, urn.ErrBehind) {
			return err
		}
		if err := r.catchUp(ctx); err != nil {
			return err
		}
	}
}

// closedBox is the content of a shut box: the ballots' canonical JSON sorted by tracker, and their sum.
type closedBox struct {
	ballots  [][]byte
	trackers []string
	total    tally.Encrypted
}

// readBox opens every envelope in the box. Each ballot was verified before it was put in.
func (r *Room) readBox(ctx context.Context, s *sealedBox) (*closedBox, error) {
	type entry struct {
		tracker string
		raw     []byte
	}
	var entries []entry
	box := &closedBox{total: tally.Zero(s.election)}
	for b, err := range s.box.Ballots(ctx, 0) {
		if err != nil {
			return nil, err
		}
		raw := b.Encode()
		entries = append(entries, entry{ballot.Digest(raw), raw})
		box.total = box.total.AddBallot(b, 1)
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.tracker, b.tracker) })
	for _, e := range entries {
		box.trackers = append(box.trackers, e.tracker)
		box.ballots = append(box.ballots, e.raw)
	}
	return box, nil
}

// write makes the record up to the encrypted total. It is the same on every node and after every restart.
func (b *closedBox) write(state meeting.State) *record.Writer {
	w := record.NewWriter(state.Sealing.Timestamp, state.Sealing.Election, state.Sealing.Trustees, state.Sealing.Credentials)
	for _, raw := range b.ballots {
		w.Ballot(raw)
	}
	w.End(len(b.ballots), int64(len(b.ballots)), b.total)
	return w
}
