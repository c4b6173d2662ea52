package hall

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"time"

	"phieukin/ballot/meeting"
	"phieukin/web/live"
	"phieukin/web/qr"
	"phieukin/web/wire"
)

// enter puts a client into the room; it gets its view and mail with the next broadcast.
func (r *Room) enter(c *client) {
	r.viewMu.Lock()
	r.clients[c] = true
	r.viewMu.Unlock()
	r.poke()
}

func (r *Room) leave(c *client) {
	r.viewMu.Lock()
	delete(r.clients, c)
	r.viewMu.Unlock()
	r.poke()
}

// sendViews sends every client its role's view and the mail that it has not had yet.
func (r *Room) sendViews() {
	state := r.snapshot()
	r.viewMu.Lock()
	clients := slices.Collect(maps.Keys(r.clients))
	r.viewMu.Unlock()
	common := r.common(state, clients)
	for _, role := range []string{wire.RoleHost, wire.RoleProjector, wire.RoleTeller, wire.RoleMember} {
		view := r.forRole(role, common, state, clients)
		plain := wire.Marshal(view)
		prepared := live.Prepare(plain)
		for _, c := range clients {
			if c.role != role {
				continue
			}
			if role == wire.RoleHost {
				own := view
				own.Control = state.Controls(c.console)
				if data := wire.Marshal(own); c.isNews(data) {
					c.conn.Send(data)
				}
			} else if you := c.you(state); you != nil {
				own := view
				if own.You = you; you.Admitted {
					own.Names = nil // it has found itself
				}
				if c.entersPaper(state.Paper) {
					own.Paper = paperView(state.Paper)
				}
				if data := wire.Marshal(own); c.isNews(data) {
					c.conn.Send(data)
				}
			} else if c.isNews(plain) {
				c.conn.SendPrepared(prepared)
			}
			if !c.sendMail(state) {
				r.poke()
			}
		}
	}
}

// isNews reports whether a view differs from the last one sent: most changes concern a few roles only.
func (c *client) isNews(view []byte) bool {
	sum := sha256.Sum256(view)
	news := sum != c.lastView
	c.lastView = sum
	return news
}

// you is how a member's phone stands, once it has asked to come in.
func (c *client) you(state meeting.State) *wire.You {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.role != wire.RoleMember || c.checkin == "" {
		return nil
	}
	p, known := state.Person(c.checkin)
	if !known {
		return nil
	}
	return &wire.You{Admitted: p.Admitted, Issued: p.Issued}
}

// spareQueue is the room that mail leaves in a client's queue for views and answers.
const spareQueue = 16

// sendMail delivers what is addressed to the client and has not been, as far as its queue takes it; it reports whether
// that was all.
func (c *client) sendMail(state meeting.State) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for ; c.posted < len(state.Mail); c.posted++ {
		if c.conn.Free() < spareQueue {
			return false
		}
		m := state.Mail[c.posted]
		toHost := c.role == wire.RoleHost && m.To == meeting.ToHost
		toPhone := c.role == wire.RoleMember && m.To == meeting.ToPhone && m.ID == c.checkin
		if toHost || toPhone {
			c.conn.Send(wire.Marshal(wire.Posted{Type: "mail", ID: m.ID, N: c.posted, To: m.To, Sealed: m.Sealed}))
		}
	}
	return true
}

// common is what every role may see. Nothing in it depends on what anybody voted before the result is published.
func (r *Room) common(state meeting.State, clients []*client) wire.State {
	r.viewMu.Lock()
	cast, seen, complaints := r.cast, maps.Clone(r.progress), maps.Clone(r.complaints)
	found, missing := r.found, slices.Clone(r.missing)
	r.viewMu.Unlock()
	levels := r.levels(state)
	view := wire.State{
		Type: "state", UUID: r.uuid, Room: r.code, Title: state.Plan.Title, Unit: state.Plan.Unit, Phase: state.Phase,
		Reason: state.VoidCause, Subjects: state.Plan.Subjects(), Levels: levels[:], Blank: state.Plan.Blank,
		Counts: counts(state, cast), PINs: state.Plan.PINs, Doors: state.Plan.Doors,
		Quorum:    wire.Quorum{Attendance: state.Plan.AttendanceQuorum, Ballots: state.Plan.BallotQuorum},
		Threshold: state.Plan.Threshold, Ceremony: wire.Ceremony{Round: state.Round(), Rounds: state.Plan.Rounds()}, Registrar: state.Created.Registrar, CloseRequested: state.CloseAsk, Reveal: state.Page,
		Trial: r.hall.trialCode(r.uuid),
	}
	online := map[int]bool{}
	for _, c := range clients {
		if c.role == wire.RoleMember {
			view.Counts.Joined++
		}
		if c.role == wire.RoleTeller {
			c.mu.Lock()
			online[c.teller] = true
			c.mu.Unlock()
		}
	}
	view.Tellers = make([]wire.Teller, len(state.Tellers))
	for i, t := range state.Tellers {
		view.Tellers[i] = wire.Teller{
			Name: t.Name, Joined: len(t.Sent) > 0, Online: online[i], Checked: seen[i].checked, Of: seen[i].of,
			Opened: state.Parts[i+1] != "", Complaint: complaints[i], Destroyed: t.Destroyed, Approved: t.Approved,
		}
	}
	if s := r.sealed.Load(); s != nil && state.Sealing != nil {
		view.Seal = &wire.Sealing{Fingerprint: s.election.Fingerprint, Head: s.head}
	}
	if state.Closing != nil {
		view.Counts.Cast, view.Counts.Invalid = state.Closing.Counted, state.Paper.Invalid
		if head, err := parseHead(state.Closing.Head); err == nil {
			view.Closed = &wire.ClosedBox{Head: head, Differs: state.Closing.Differs, Found: found, Missing: missing}
		}
		if state.Unissued != nil {
			view.Closed.Unissued = &state.Unissued
		}
	}
	if state.Result != nil {
		view.Result = r.result(state)
	}
	return view
}

// forRole adds what one role may see beyond the others.
func (r *Room) forRole(role string, view wire.State, state meeting.State, clients []*client) wire.State {
	view.Role = role
	switch role {
	case wire.RoleMember:
		// How many have come in is not for phones: it would wake them all at every arrival.
		view.Counts.Joined, view.Counts.Admitted, view.Counts.Left, view.Counts.Late, view.Counts.Handed = 0, 0, 0, 0, 0
		for i, m := range state.Plan.Roster {
			if m.Official {
				view.Names = append(view.Names, wire.Name{Index: i, Name: m.Name, Position: m.Position})
			}
		}
	case wire.RoleTeller:
		view.Paper = paperView(state.Paper)
		view.Wish, view.Earlier = wish(state), state.Created.Earlier
		// Beyond the sealing too: a device that slept through the last round still makes its share from them.
		if state.Closing == nil && state.Plan.Rounds() > 1 {
			for _, t := range state.Tellers {
				view.Ceremony.Sent = append(view.Ceremony.Sent, t.Sent)
			}
		}
	case wire.RoleProjector:
		r.showDoor(&view, state)
		r.showStage(&view, state)
	case wire.RoleHost:
		r.showDoor(&view, state)
		view.Invite = r.address(r.hall.BaseURL() + "/teller#" + r.code + "/" + state.Created.Invite)
		view.Draft, view.Wish = &state.Plan, wish(state)
		view.Claimed = slices.Sorted(maps.Keys(state.Claimed))
		if state.Sealing != nil {
			view.Slips = len(state.Sealing.Slips)
		}
		view.People = people(state, clients)
		view.Store = r.storeView()
		view.Paper = paperView(state.Paper)
		view.Asked, view.KeepUntil, view.Origin = asked(clients), state.KeepUntil, state.Created.Origin
		r.showStage(&view, state)
	}
	if role == wire.RoleMember || role == wire.RoleProjector {
		disclose(&view, state)
	}
	return view
}

func people(state meeting.State, clients []*client) []wire.Person {
	online := map[string]bool{}
	for _, c := range clients {
		c.mu.Lock()
		online[c.checkin] = true
		c.mu.Unlock()
	}
	letters := map[string]int{}
	for _, m := range state.Mail {
		if m.To == meeting.ToPhone {
			letters[m.ID]++
		}
	}
	out := make([]wire.Person, len(state.People))
	for i, p := range state.People {
		out[i] = wire.Person{
			ID: p.ID, Admitted: p.Admitted, Issued: p.Issued, Dismissed: p.Dismissed, Online: online[p.ID], Note: p.Note,
			ByHand: p.ByHand, Card: p.Card, Left: p.Left, Late: p.Late, Again: p.Again, Letters: letters[p.ID],
		}
	}
	return out
}

func (r *Room) address(url string) *wire.Join {
	rows, err := qr.Modules(url)
	if err != nil {
		r.hall.Log.Error("drawing a code", "error", err)
		return nil
	}
	return &wire.Join{URL: url, Address: typed(r.hall.BaseURL()), QR: wire.QR{Size: len(rows), Rows: rows}}
}

// storeView says how safe an acknowledged ballot is, for the host's screen.
func (r *Room) storeView() *wire.Store {
	ctx, cancel := context.WithTimeout(r.hall.ctx, 2*time.Second)
	defer cancel()
	d, err := r.hall.Store.Durability(ctx)
	if err != nil {
		return &wire.Store{Code: wire.ReasonUnavailable}
	}
	return &wire.Store{Kind: d.Kind, Durable: d.Durable, Code: d.Reason}
}
