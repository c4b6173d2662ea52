package hall

import (
	"context"

	"phieukin/ballot/meeting"
	"phieukin/web/wire"
)

// attend carries out what the host does by hand: people without a phone, printed cards, and what needs a teller's
// consent. Names stand only in notes that are sealed to the host's browser, and which card somebody drew nobody says.
func (r *Room) attend(ctx context.Context, m wire.Message) error {
	malformed := refusal(wire.ReasonMalformed)
	switch m := m.(type) {
	case wire.Present:
		if !validID(m.ID) || !short(m.Note) {
			return malformed
		}
		return r.do(ctx, meeting.MarkPresent{ID: m.ID, Note: m.Note})
	case wire.Absent:
		return r.do(ctx, meeting.MarkAbsent{ID: m.ID})
	case wire.Left:
		return r.do(ctx, meeting.MarkLeft{ID: m.ID, Gone: m.Gone})
	case wire.HandCard:
		return r.do(ctx, meeting.HandCard{ID: m.ID})
	case wire.TakeCard:
		return r.do(ctx, meeting.TakeCard{ID: m.ID})
	case wire.AskAgain:
		if !validID(m.ID) || !short(m.Note) || len(m.Sealed) > wire.MaxSealed {
			return malformed
		}
		return r.do(ctx, meeting.AskAgain{ID: m.ID, Note: m.Note, Reply: m.Sealed, Lost: m.Lost})
	case wire.AskMissing:
		return r.do(ctx, meeting.AskMissing{Cards: m.Cards})
	case wire.Withdraw:
		return r.do(ctx, meeting.WithdrawAsk{})
	}
	return malformed
}

// wish is what waits for a teller's consent, without the name that it is about.
func wish(state meeting.State) *wire.Wish {
	a := state.Asked
	if a == nil {
		return nil
	}
	return &wire.Wish{Number: a.Number, Again: a.Cards == 0, Lost: a.Lost, Cards: a.Cards}
}

// counts are the meeting's figures; cast is the number of ballots in the box.
func counts(state meeting.State, cast int) wire.Counts {
	return wire.Counts{
		Convened: state.Plan.Convened(), Admitted: state.Admitted(), Left: state.Left(), Late: state.Late(),
		Issued: state.Issued(), Cast: meeting.Shown(cast, state.Issued()), Again: state.Again(),
		Printed: state.Plan.Cards, Handed: state.Handed(), Lost: state.Lost, Missing: state.Missing,
	}
}
