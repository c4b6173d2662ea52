package hall

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/tally/urn"
	"phieukin/web/live"
	"phieukin/web/wire"
)

// intake verifies ballots in a bounded queue with one worker a core, so that a burst waits instead of starving the
// room's sockets. What does not fit is answered busy, and phones come again with the same bytes.
type intake struct {
	hall  *Hall
	queue chan castJob
	wait  sync.WaitGroup
	// refused counts for the operator; what went in is not counted, see web.Metrics.
	refused atomic.Int64
}

type castJob struct {
	room   *Room
	sealed []byte
	answer func(wire.CastAnswer)
}

// intakeQueue holds a burst of a whole hall: 300 phones with 38 kB each are 11 MB.
const intakeQueue = 1024

func newIntake(h *Hall) *intake {
	in := &intake{hall: h, queue: make(chan castJob, intakeQueue)}
	for range runtime.GOMAXPROCS(0) {
		in.wait.Go(func() {
			for job := range in.queue {
				in.work(job)
			}
		})
	}
	return in
}

// close waits for what is queued. Nobody submits any more.
func (in *intake) close() {
	close(in.queue)
	in.wait.Wait()
}

// Cast serves one casting socket: one ballot, then it ends. It is anonymous: no cookie, name or session comes with it.
func (h *Hall) Cast(conn *live.Conn) {
	received := false
	conn.Run(func(data []byte) {
		if received {
			conn.Close()
			return
		}
		received = true
		finish := func(a wire.CastAnswer) {
			if a.Type == wire.CastRefused {
				h.intake.refused.Add(1)
			}
			conn.Send(wire.Marshal(a))
			conn.Close()
		}
		if m, ok := parseWitness(data); ok {
			h.witness(m)
			conn.Close()
			return
		}
		frame, err := wire.ParseCast(data)
		if err != nil {
			finish(refused(wire.CastNotSealed))
			return
		}
		room := h.byFingerprint(frame.Fingerprint)
		if room == nil {
			finish(refused(wire.CastOtherElection))
			return
		}
		if reason := room.submit(castJob{room, frame.Sealed, finish}, func() {
			conn.Send(wire.Marshal(wire.CastAnswer{Type: wire.CastQueued}))
		}); reason != "" {
			finish(refused(reason))
		}
	})
}

func refused(reason string) wire.CastAnswer {
	return wire.CastAnswer{Type: wire.CastRefused, Reason: reason}
}

// submit queues a ballot, or says why not. Ballots are also looked at after the close: one that is already in is
// answered so, which is how a phone that lost its answer learns it. Between, while the box is being closed, nothing new
// may join what is draining.
func (r *Room) submit(job castJob, queued func()) (reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch r.state.Phase {
	case meeting.Draft, meeting.Sealed:
		return wire.CastNotOpen
	case meeting.Closing:
		return wire.CastBusy
	case meeting.Void, meeting.Destroyed, meeting.Archived:
		return wire.CastClosed
	}
	r.pending.Add(1)
	select {
	case r.hall.intake.queue <- job:
		queued()
		return ""
	default:
		r.pending.Done()
		return wire.CastBusy
	}
}

// work opens, rebuilds and verifies one ballot, the cheap signature before the proofs, and hands it to the box. The
// commit runs beside the next verification, so that the box can join many in one durable step.
func (in *intake) work(job castJob) {
	sealed := job.room.sealed.Load()
	b, err := open(job.room.identity, sealed, job.sealed)
	if err == nil {
		err = b.VerifyProofs(sealed.election)
	}
	if err != nil {
		job.room.pending.Done()
		job.answer(refused(castReason(err)))
		return
	}
	in.wait.Go(func() {
		defer job.room.pending.Done()
		job.answer(job.room.commit(in.hall.ctx, sealed, b, job.sealed))
	})
}

// open takes a ballot out of its envelope and checks everything but its proofs.
func open(identity *envelope.Identity, s *sealedBox, data []byte) (*ballot.Ballot, error) {
	compact, err := identity.Open(data, s.election.CompactSize())
	if err != nil {
		return nil, err
	}
	b, err := ballot.FromCompact(s.election, compact)
	if err != nil {
		return nil, err
	}
	return b, b.VerifySignature(s.election, s.credentials)
}

// commit puts a verified ballot into the box and promises it. The outcome of a failing store is unknown, so the phone is
// told to ask again, not that it was refused.
func (r *Room) commit(ctx context.Context, s *sealedBox, b *ballot.Ballot, data []byte) wire.CastAnswer {
	tracker := b.Tracker()
	err := s.box.Cast(ctx, b, data)
	switch {
	case err == nil || errors.Is(err, urn.ErrAlready):
		receipt := ballot.SignReceipt(s.signingKey, s.election.Fingerprint, tracker)
		return wire.CastAnswer{Type: wire.CastIn, Receipt: &receipt}
	case errors.Is(err, urn.ErrSpent):
		return refused(wire.CastSpent)
	case errors.Is(err, urn.ErrUnknownCredential):
		return refused(wire.CastUnknownCredential)
	case errors.Is(err, urn.ErrShut):
		if r.snapshot().Phase == meeting.Paused {
			return refused(wire.CastNotOpen)
		}
		return refused(wire.CastClosed)
	}
	// The error may name no ballot: only that the store failed.
	r.hall.Log.Error("casting", "meeting", r.uuid, "error", err)
	return refused(wire.CastBusy)
}

// castReason is the wire's word for why a ballot is refused.
func castReason(err error) string {
	for _, known := range []struct {
		err    error
		reason string
	}{
		{envelope.ErrTooLarge, wire.CastTooLarge},
		{envelope.ErrNotSealed, wire.CastNotSealed},
		{ballot.ErrLength, wire.CastBadLength},
		{ballot.ErrOtherElection, wire.CastOtherElection},
		{group.ErrNotCanonical, wire.CastBadPoint},
		{group.ErrNotInGroup, wire.CastBadPoint},
		{group.ErrNotReduced, wire.CastBadScalar},
		{ballot.ErrUnknownCredential, wire.CastUnknownCredential},
		{ballot.ErrSignature, wire.CastBadSignature},
	} {
		if errors.Is(err, known.err) {
			return known.reason
		}
	}
	return wire.CastBadProof
}
