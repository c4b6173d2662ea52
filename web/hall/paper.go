package hall

import (
	"context"

	"phieukin/ballot/meeting"
	"phieukin/web/wire"
)

// kioskPaper carries out what a kiosk says of printed ballots, under the id that its socket speaks for.
func (c *client) kioskPaper(ctx context.Context, m wire.Message) error {
	var id string
	var command meeting.Command
	switch m := m.(type) {
	case wire.PaperAsk:
		id, command = m.ID, meeting.AskPaper{Device: m.ID, Collected: m.Collected}
	case wire.PaperWant:
		id, command = m.ID, meeting.WantPaper{Device: m.ID, Sheet: m.Sheet}
	case wire.PaperEnter:
		id, command = m.ID, meeting.EnterPaper{Device: m.ID, Sheet: m.Sheet, Invalid: m.Invalid}
	default:
		return refusal(wire.ReasonForbidden)
	}
	if !c.speaksFor(id) {
		return refusal(wire.ReasonForbidden)
	}
	return c.room.do(ctx, command)
}

// tellerPaper is a teller's answer to a kiosk that asks.
func (c *client) tellerPaper(ctx context.Context, m wire.Message) error {
	switch m := m.(type) {
	case wire.PaperAgree:
		return c.room.do(ctx, meeting.AgreeToPaper{Teller: c.teller, Device: m.ID})
	case wire.PaperDecline:
		return c.room.do(ctx, meeting.DeclinePaper{Teller: c.teller, Device: m.ID})
	}
	return refusal(wire.ReasonForbidden)
}

// hostPaper counts what is handed out, and gives the kiosk a spare credential that only the kiosk can read.
func (c *client) hostPaper(ctx context.Context, m wire.Message) error {
	switch m := m.(type) {
	case wire.PaperHand:
		return c.room.do(ctx, meeting.HandPaper{Count: m.Count})
	case wire.PaperIssue:
		if !short(m.Sealed) {
			return refusal(wire.ReasonMalformed)
		}
		return c.room.do(ctx, meeting.IssuePaper{Device: m.ID, Slip: m.Slip, Reply: m.Sealed})
	}
	return refusal(wire.ReasonForbidden)
}

// entersPaper reports whether this is the kiosk that enters printed ballots; no other member's device is told of them.
func (c *client) entersPaper(p meeting.Paper) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.checkin != "" && c.checkin == p.Device
}

func paperView(p meeting.Paper) *wire.Paper {
	view := &wire.Paper{
		Handed: p.Handed, Device: p.Device, Asked: p.Asked, Agreed: p.Agreed, Collected: p.Collected,
		Entered: p.Entered, Invalid: p.Invalid, Wanted: p.Wanted,
	}
	if p.Unsure() {
		view.Again = &p.Slip
	}
	return view
}
