package hall

import (
	"context"

	"phieukin/ballot/meeting"
	"phieukin/web/wire"
)

// handle carries out one message of a greeted client. What a role may not say is refused as forbidden.
func (c *client) handle(ctx context.Context, seq int, m wire.Message) error {
	if c.role == wire.RoleHost {
		if create, ok := m.(wire.Create); ok {
			room, err := c.hall.create(ctx, create)
			if err == nil {
				c.conn.Send(wire.Marshal(wire.Done{Type: "done", Seq: seq, Room: room.code}))
			}
			return err
		}
		if done, err := c.machine(seq, m); done {
			return err
		}
	}
	if c.room == nil {
		return refusal(wire.ReasonForbidden)
	}
	var err error
	switch c.role {
	case wire.RoleHost:
		err = c.fromHost(ctx, m)
	case wire.RoleMember:
		err = c.fromMember(ctx, m)
	case wire.RoleTeller:
		err = c.fromTeller(ctx, m)
	default:
		err = refusal(wire.ReasonForbidden)
	}
	if err == nil {
		c.done(seq)
	}
	if _, ended := m.(wire.Destroy); ended && err == nil {
		c.hall.drop(c.room)
	}
	return err
}

func (c *client) fromHost(ctx context.Context, m wire.Message) error {
	r := c.room
	if _, takes := m.(wire.TakeControl); takes {
		return r.do(ctx, meeting.TakeControl{Console: c.console})
	}
	if state := r.snapshot(); !state.Controls(c.console) {
		return meeting.NotInControl
	}
	switch m := m.(type) {
	case wire.SetStage:
		return r.setStage(ctx, m)
	case wire.Archive:
		return r.do(ctx, meeting.Archive{KeepUntil: m.KeepUntil})
	case wire.Destroy:
		if err := r.bringBack(ctx); err != nil {
			return err
		}
		return r.destroy(ctx)
	case wire.Edit:
		if _, err := r.hall.profile(m.Plan, r.snapshot().Created.Origin); err != nil {
			return err
		}
		return r.do(ctx, meeting.Edit{Plan: m.Plan})
	case wire.Reply:
		return r.send(ctx, m.ID, meeting.ToPhone, m.Sealed)
	case wire.Admit:
		if !short(m.Note, m.Sealed) {
			return refusal(wire.ReasonMalformed)
		}
		return r.do(ctx, meeting.Admit{ID: m.ID, Note: m.Note, Reply: m.Sealed})
	case wire.Dismiss:
		if !short(m.Sealed) {
			return refusal(wire.ReasonMalformed)
		}
		return r.do(ctx, meeting.Dismiss{ID: m.ID, Reply: m.Sealed})
	case wire.Present, wire.Absent, wire.Left, wire.HandCard, wire.TakeCard, wire.AskAgain, wire.AskMissing, wire.Withdraw:
		return r.attend(ctx, m)
	case wire.Seal:
		if !short(m.Slips...) {
			return refusal(wire.ReasonMalformed)
		}
		return r.seal(ctx, m)
	case wire.ResetTellers:
		return r.do(ctx, meeting.ResetTellers{})
	case wire.Slips:
		if sealing := r.snapshot().Sealing; sealing != nil {
			for i, slip := range sealing.Slips {
				c.conn.Deliver(wire.Marshal(wire.Slip{Type: "slip", Slip: i, Sealed: slip}))
			}
		}
		return nil
	case wire.Issue:
		if !short(m.Sealed) {
			return refusal(wire.ReasonMalformed)
		}
		return r.do(ctx, meeting.Issue{ID: m.ID, Slip: m.Slip, Reply: m.Sealed})
	case wire.Open:
		if err := r.do(ctx, meeting.Start{}); err != nil {
			return err
		}
		return r.hall.sweep(ctx)
	case wire.Pause:
		return r.do(ctx, meeting.Pause{})
	case wire.Resume:
		return r.do(ctx, meeting.Resume{})
	case wire.Close:
		n, err := c.hall.Store.Size(ctx, r.uuid)
		if err != nil {
			return err
		}
		return r.do(ctx, meeting.AskClose{Ballots: int(n)})
	case wire.KeepOpen:
		return r.do(ctx, meeting.KeepOpen{})
	case wire.Unissued:
		return r.publishUnissued(ctx, m)
	case wire.Reveal:
		return r.do(ctx, meeting.Reveal{Page: m.Page})
	case wire.Void:
		return r.do(ctx, meeting.VoidAll{Reason: m.Reason})
	case wire.Remark:
		return r.do(ctx, meeting.Remark{By: meeting.Host, Text: m.Text})
	}
	return c.hostPaper(ctx, m)
}

func (c *client) fromMember(ctx context.Context, m wire.Message) error {
	if _, wish := m.(wire.MoreTime); wish {
		return c.askForTime()
	}
	mail, ok := m.(wire.Mail)
	if !ok {
		return c.kioskPaper(ctx, m)
	}
	if !c.speaksFor(mail.ID) {
		return refusal(wire.ReasonForbidden)
	}
	return c.room.send(ctx, mail.ID, meeting.ToHost, mail.Sealed)
}

// speaksFor reports whether the id is this phone's own: the first one that it names is, since one socket speaks for one phone.
func (c *client) speaksFor(id string) bool {
	if !validID(id) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.checkin == "" {
		c.checkin = id
	}
	return c.checkin == id
}

func (c *client) fromTeller(ctx context.Context, m wire.Message) error {
	r := c.room
	if join, ok := m.(wire.Trustee); ok {
		err := r.joinTeller(ctx, join)
		if err == nil {
			c.setTeller(join.Teller)
			r.poke()
		}
		return err
	}
	if back, ok := m.(wire.Return); ok {
		err := r.returnTeller(ctx, back)
		if err == nil {
			c.setTeller(back.Teller)
			r.poke()
		}
		return err
	}
	if c.teller == noTeller {
		return refusal(wire.ReasonForbidden)
	}
	switch m := m.(type) {
	case wire.Confirm:
		n, err := c.hall.Store.Size(ctx, r.uuid)
		if err != nil {
			return err
		}
		return r.do(ctx, meeting.AgreeToClose{Teller: c.teller, Ballots: int(n)})
	case wire.Consent:
		return r.do(ctx, meeting.Consent{Teller: c.teller, Number: m.Number})
	case wire.Round:
		return r.say(ctx, c.teller, m)
	case wire.Approve:
		return r.do(ctx, meeting.Approve{Teller: c.teller})
	case wire.Remark:
		return r.do(ctx, meeting.Remark{By: c.teller, Text: m.Text})
	case wire.Destroyed:
		return r.do(ctx, meeting.ShareGone{Teller: c.teller})
	case wire.Complain:
		return r.complain(c.teller, m)
	case wire.WantBallots:
		return c.ballotsFor(ctx, m.After)
	case wire.Progress:
		if m.Checked < 0 || m.Of < 0 || m.Checked > m.Of {
			return refusal(wire.ReasonMalformed)
		}
		r.viewMu.Lock()
		r.progress[c.teller] = progress{m.Checked, m.Of}
		r.viewMu.Unlock()
		r.poke()
		return nil
	case wire.Partial:
		if m.Owner != c.teller+1 {
			return refusal(wire.ReasonForbidden)
		}
		return r.takePart(ctx, m)
	}
	return c.tellerPaper(ctx, m)
}

func (c *client) setTeller(teller int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.teller = teller
}

// send journals one sealed message and lets it be delivered.
func (r *Room) send(ctx context.Context, id, to string, sealed []byte) error {
	if !short(sealed) {
		return refusal(wire.ReasonMalformed)
	}
	return r.do(ctx, meeting.Send{Mail: meeting.Mail{ID: id, To: to, Sealed: sealed}})
}

// short reports whether sealed messages are present and within their limit.
func short(sealed ...[]byte) bool {
	for _, s := range sealed {
		if len(s) == 0 || len(s) > wire.MaxSealed {
			return false
		}
	}
	return true
}
