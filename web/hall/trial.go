package hall

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"phieukin/ballot/meeting"
	"phieukin/web/wire"
)

// A trial is a meeting to be thrown away, bound to a real one: with its own keys, election and credentials, so that neither
// box takes the other's ballots. It stands in no list, and is destroyed at the latest when the real vote begins.

// trialRoom finds the room that a trial is for.
func (h *Hall) trialRoom(m wire.Create) (*Room, error) {
	real := h.byCode(m.TrialOf)
	if real == nil {
		return nil, refusal(wire.ReasonUnknownRoom)
	}
	if state := real.snapshot(); state.Created.Trial != "" || !beforeVote(state.Phase) || h.trialOf(real.uuid, m.Rehearsal) != nil {
		return nil, refusal(wire.ReasonTrial)
	}
	return real, nil
}

func beforeVote(phase meeting.Phase) bool { return phase == meeting.Draft || phase == meeting.Sealed }

func (h *Hall) trialOf(uuid string, rehearsal bool) *Room {
	return h.find(func(r *Room) bool {
		created := r.snapshot().Created
		return created.Trial == uuid && created.Rehearsal == rehearsal
	})
}

// trialCode is the room to which phones may go for practice.
func (h *Hall) trialCode(uuid string) string {
	if r := h.trialOf(uuid, false); r != nil {
		return r.code
	}
	return ""
}

// sweep destroys trials whose real vote has begun or is gone, and what an interrupted destruction left.
func (h *Hall) sweep(ctx context.Context) error {
	h.mu.Lock()
	rooms := slices.Collect(maps.Values(h.rooms))
	h.mu.Unlock()
	for _, r := range rooms {
		state := r.snapshot()
		over := state.Phase == meeting.Destroyed
		if of := state.Created.Trial; of != "" {
			real := h.byUUID(of)
			over = over || real == nil || !beforeVote(real.snapshot().Phase)
		}
		if over {
			if err := r.destroy(ctx); err != nil {
				return err
			}
			h.drop(r)
		}
	}
	return nil
}

// destroy removes the meeting with all that the store keeps of it. The journal says so first: an interrupted destruction is
// finished by the next sweep.
func (r *Room) destroy(ctx context.Context) error {
	if r.snapshot().Phase != meeting.Destroyed {
		if err := r.do(ctx, meeting.Destroy{}); err != nil {
			return err
		}
	}
	r.cancel() // nothing reads the journal any more
	if err := r.hall.Store.Destroy(ctx, r.uuid); err != nil {
		return fmt.Errorf("destroying a meeting: %w", err)
	}
	return nil
}

// drop forgets a destroyed meeting. Its clients are told that there is no such room.
func (h *Hall) drop(r *Room) {
	r.cancel()
	h.mu.Lock()
	delete(h.rooms, r.uuid)
	of := h.rooms[r.snapshot().Created.Trial]
	h.mu.Unlock()
	if s := r.sealed.Load(); s != nil {
		s.box.Close()
	}
	if of != nil {
		of.poke()
	}
	r.viewMu.Lock()
	defer r.viewMu.Unlock()
	for c := range r.clients {
		c.refuse(0, wire.ReasonUnknownRoom)
		c.conn.Close()
	}
}
