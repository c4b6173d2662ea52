package hall

import (
	"context"

	"phieukin/ballot/meeting"
	"phieukin/crypto/proof"
	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/web/wire"
)

// The server only relays the tellers' key ceremony. It checks what is public in each message, so that a mistake is named
// at once, but no device relies on that: each checks everything itself.

// joinTeller takes the first message of a teller's device.
func (r *Room) joinTeller(ctx context.Context, m wire.Trustee) error {
	if len(m.Secret) < 32 {
		return refusal(wire.ReasonKey)
	}
	if err := checkRound(r.snapshot(), m.Teller, 0, m.Key); err != nil {
		return err
	}
	return r.do(ctx, meeting.JoinTeller{Teller: m.Teller, Secret: hexHash(m.Secret), Message: m.Key})
}

// returnTeller lets a teller's new device in when it proves that it holds the share. The old device's secret is void.
func (r *Room) returnTeller(ctx context.Context, m wire.Return) error {
	s := r.sealed.Load()
	if s == nil {
		return meeting.WrongPhase
	}
	public, err := s.trustees.PublicKey(m.Teller + 1)
	if err != nil {
		return meeting.UnknownTeller
	}
	if len(m.Secret) < 32 || !proof.VerifyText(m.Signature, public, tally.ReturnText(r.uuid, m.Teller+1, m.Secret)) {
		return refusal(wire.ReasonKey)
	}
	return r.do(ctx, meeting.ReturnTeller{Teller: m.Teller, Secret: hexHash(m.Secret)})
}

// say takes a later message.
func (r *Room) say(ctx context.Context, teller int, m wire.Round) error {
	if err := checkRound(r.snapshot(), teller, m.Round, m.Message); err != nil {
		return err
	}
	return r.do(ctx, meeting.Say{Teller: teller, Round: m.Round, Message: m.Message})
}

// checkRound checks a message with everything that has been sent before it. Whether it is its turn the meeting decides.
func checkRound(state meeting.State, teller, round int, message string) error {
	if state.Plan.Rounds() == 1 {
		if _, err := tally.ParseSingle([]byte(message)); err != nil {
			return refusal(wire.ReasonKey)
		}
		return nil
	}
	if round < 0 || round >= len(threshold.Rounds) || round > state.Round() {
		return meeting.WrongRound
	}
	board, err := boardOf(state)
	if err == nil {
		err = board.Put(threshold.Rounds[round], teller+1, []byte(message))
	}
	if err != nil {
		return refusal(wire.ReasonKey)
	}
	return nil
}

// boardOf puts all messages of the ceremony on a board again.
func boardOf(state meeting.State) (*threshold.Board, error) {
	board, err := threshold.NewBoard(threshold.Terms{
		UUID: state.Created.UUID, Size: len(state.Tellers), Threshold: state.Plan.Threshold,
	})
	if err != nil {
		return nil, err
	}
	for round, name := range threshold.Rounds {
		for i, t := range state.Tellers {
			if round < len(t.Sent) {
				if err := board.Put(name, i+1, []byte(t.Sent[round])); err != nil {
					return nil, err
				}
			}
		}
	}
	return board, nil
}

// trusteesOf makes trustees.json from what the tellers' devices have sent, and verifies it. Where all are needed each is
// an indispensable trustee of its own.
func trusteesOf(state meeting.State) (*tally.Trustees, error) {
	if state.Plan.Rounds() > 1 {
		board, err := boardOf(state)
		if err != nil {
			return nil, err
		}
		parameters, err := board.Assemble()
		if err != nil {
			return nil, err
		}
		return tally.ParseTrustees(parameters.Trustees())
	}
	singles := make([][]byte, len(state.Tellers))
	for i, t := range state.Tellers {
		singles[i] = []byte(t.Sent[0])
	}
	return tally.ParseTrustees(tally.EncodeSingles(singles))
}
