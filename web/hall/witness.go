package hall

import (
	"context"
	"slices"
	"strings"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/strict"
	"phieukin/web/wire"
)

// witness takes what a phone found when it looked its own ballot up in the closed box. It comes over the anonymous socket,
// so the room's socket still does not learn which phones have cast. Who says that its ballot is missing shows the signed
// promise; every screen then shows that promise before the opening, and devices check it themselves.
func (h *Hall) witness(m wire.Witness) {
	room := h.byFingerprint(m.Fingerprint)
	if room == nil || room.snapshot().Phase != meeting.Closed {
		return
	}
	ctx, cancel := context.WithTimeout(h.ctx, commandTimeout)
	defer cancel()
	box, err := room.closedBox(ctx)
	if err != nil {
		h.Log.Error("reading the box for a witness", "meeting", room.uuid, "error", err)
		return
	}
	room.viewMu.Lock()
	defer room.viewMu.Unlock()
	switch {
	case m.Missing == nil:
		// At most one a ballot; more would be invented.
		room.found = min(room.found+1, len(box.ballots))
	case len(room.missing) < len(box.ballots)+1 && isBroken(*m.Missing, room.sealed.Load(), box.trackers) &&
		!slices.ContainsFunc(room.missing, func(r ballot.Receipt) bool { return r.Tracker == m.Missing.Tracker }):
		room.missing = append(room.missing, *m.Missing)
	}
	room.poke()
}

// isBroken reports whether a receipt promises a ballot that is not in the box.
func isBroken(r ballot.Receipt, s *sealedBox, trackers []string) bool {
	return r.Fingerprint == s.election.Fingerprint && r.Verify(s.signingPublic) && !slices.Contains(trackers, r.Tracker)
}

// parseWitness reads the one text message of an anonymous socket.
func parseWitness(data []byte) (wire.Witness, bool) {
	var m wire.Witness
	return m, strict.DecodeWhole(data, &m) == nil && m.Type == "witness"
}

// complain shows on every screen why a teller's device refuses.
func (r *Room) complain(teller int, m wire.Complain) error {
	if len(m.Code) > 60 || strings.Trim(m.Code, "abcdefghijklmnopqrstuvwxyz_0123456789:") != "" {
		return refusal(wire.ReasonMalformed)
	}
	r.viewMu.Lock()
	r.complaints[teller] = m.Code
	r.viewMu.Unlock()
	r.poke()
	return nil
}

// ballotsFor sends a teller's device ballots to verify while the vote runs: those from number after on, as far as the
// shown count has got, each step's sorted, so that a teller sees no more of the order than the projector shows.
func (c *client) ballotsFor(ctx context.Context, after int) error {
	r := c.room
	state := r.snapshot()
	s := r.sealed.Load()
	step := meeting.Step(state.Issued())
	if s == nil || after < 0 || after%step != 0 {
		return refusal(wire.ReasonMalformed)
	}
	var batch []string
	for b, err := range s.box.Ballots(ctx, int64(after)) {
		if err != nil {
			return err
		}
		batch = append(batch, string(b.Encode()))
		if len(batch) == 2*step {
			break
		}
	}
	n := max(meeting.Shown(after+len(batch), state.Issued())-after, 0)
	if n == 2*step {
		n = step // only the last step is longer than the others
	}
	batch = batch[:n]
	slices.Sort(batch)
	c.conn.Deliver(wire.Marshal(wire.Ballots{Type: "ballots", After: after, List: append([]string{}, batch...)}))
	return nil
}
