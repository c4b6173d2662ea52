package hall

import (
	"context"

	"phieukin/ballot/meeting"
	"phieukin/tally"
	"phieukin/web/wire"
)

// The server only relays the tellers' key ceremony. It checks what is public in each message, so that a mistake is named
// at once, but no device relies on that: each checks everything itself.

// joinTeller takes the first message of a teller's device.
func (r *Room) joinTeller(ctx context.Context, m wire.Trustee) error {
	state := r.snapshot()
	if len(m.Secret) < 32 || state.Plan.Rounds() == 1 && !isSingle(m.Key) {
		return refusal(wire.ReasonKey)
	}
	return r.do(ctx, meeting.JoinTeller{Teller: m.Teller, Secret: hexHash(m.Secret), Message: m.Key})
}

func isSingle(key string) bool {
	_, err := tally.ParseSingle([]byte(key))
	return err == nil
}

// trusteesOf makes trustees.json from what the tellers' devices have sent, and verifies it.
func trusteesOf(state meeting.State) (*tally.Trustees, error) {
	singles := make([][]byte, len(state.Tellers))
	for i, t := range state.Tellers {
		singles[i] = []byte(t.Sent[0])
	}
	return tally.ParseTrustees(tally.EncodeSingles(singles))
}
