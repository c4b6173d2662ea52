package hall

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"sync"
	"time"

	"phieukin/ballot/meeting"
	"phieukin/web/live"
	"phieukin/web/wire"
)

// client is one room socket. Its messages are handled one after another, in the order they came.
type client struct {
	hall *Hall
	conn *live.Conn
	// greeted and role are set by the first message and stay.
	greeted bool
	role    string
	room    *Room  // nil for a host who has not chosen one
	console string // host: which console this is

	mu      sync.Mutex
	checkin string // member: the phone's random id
	teller  int    // teller: its number, or noTeller until it has joined
	posted  int    // mail delivered, counted over the meeting's
	asked   bool   // member: has asked for more time

	lastView [sha256.Size]byte // of the room's run goroutine alone

	allowance allowance
}

const noTeller = -1

// commandTimeout bounds one command's work on the store.
const commandTimeout = 20 * time.Second

// Serve runs one room socket until it ends.
func (h *Hall) Serve(conn *live.Conn) {
	c := &client{hall: h, conn: conn, teller: noTeller}
	conn.Run(c.receive)
	if c.room != nil {
		c.room.leave(c)
	}
}

func (c *client) receive(data []byte) {
	m, seq, err := wire.Parse(data)
	if err != nil {
		c.refuse(seq, wire.ReasonMalformed)
		c.conn.Close()
		return
	}
	if c.role != wire.RoleHost && c.greeted && !c.allowance.take(c.hall.Now()) {
		c.refuse(seq, "too_fast")
		return
	}
	ctx, cancel := context.WithTimeout(c.hall.ctx, commandTimeout)
	defer cancel()
	hello, isHello := m.(wire.Hello)
	if isHello == c.greeted {
		c.refuse(seq, wire.ReasonMalformed)
		c.conn.Close()
		return
	}
	if isHello {
		if reason := c.greet(ctx, hello); reason != "" {
			c.refuse(seq, reason)
			c.conn.Close()
			return
		}
		c.done(seq)
		return
	}
	switch err := c.handle(ctx, seq, m); {
	case err == nil:
	case isReason(err) != "":
		c.refuse(seq, isReason(err))
	default:
		// The reason stays here: it may speak of the store.
		c.hall.Log.Error("handling a message", "role", c.role, "error", err)
		c.refuse(seq, wire.ReasonUnavailable)
	}
}

// isReason returns the code of an error that is a decision, not a failure.
func isReason(err error) string {
	var decided meeting.Refusal
	var told refusal
	switch {
	case errors.As(err, &decided):
		return string(decided)
	case errors.As(err, &told):
		return string(told)
	}
	return ""
}

// greet checks who is there and lets the client into its room.
func (c *client) greet(ctx context.Context, m wire.Hello) (reason string) {
	c.greeted, c.role = true, m.Role
	room := c.hall.byCode(m.Room)
	switch m.Role {
	case wire.RoleHost:
		if !c.hall.IsHost(m.Key) {
			return wire.ReasonForbidden
		}
		c.conn.SetReadLimit(wire.MaxHostMessage)
		c.console = m.Console
		if m.Room == "" {
			c.sendMeetings()
			return ""
		}
	case wire.RoleMember:
		if m.Checkin != "" && !validID(m.Checkin) {
			return wire.ReasonMalformed
		}
		c.checkin = m.Checkin
	case wire.RoleTeller:
		if room == nil {
			break
		}
		state := room.snapshot()
		if !equal(m.Key, state.Created.Invite) {
			return wire.ReasonForbidden
		}
		if m.Teller != nil {
			if *m.Teller < 0 || *m.Teller >= len(state.Tellers) || !equal(hexHash(m.Secret), state.Tellers[*m.Teller].Secret) {
				return wire.ReasonForbidden
			}
			c.teller = *m.Teller
		}
		c.conn.SetReadLimit(wire.MaxHostMessage) // a part of an opening is long
	case wire.RoleProjector:
	default:
		return wire.ReasonMalformed
	}
	if room == nil {
		return wire.ReasonUnknownRoom
	}
	c.room = room
	if c.role == wire.RoleHost {
		room.offerControl(ctx, c) // so that its first view says so
	}
	room.enter(c)
	return ""
}

func (c *client) sendMeetings() {
	list := wire.Meetings{Type: "meetings", List: []wire.MeetingEntry{}}
	c.hall.mu.Lock()
	for _, r := range c.hall.rooms {
		s := r.snapshot()
		if s.Created.Trial != "" {
			continue
		}
		list.List = append(list.List, wire.MeetingEntry{
			UUID: r.uuid, Room: r.code, Title: s.Plan.Title, Unit: s.Plan.Unit, Phase: s.Phase,
		})
	}
	c.hall.mu.Unlock()
	c.conn.Send(wire.Marshal(list))
}

func (c *client) done(seq int) {
	if seq > 0 {
		c.conn.Send(wire.Marshal(wire.Done{Type: "done", Seq: seq}))
	}
}

func (c *client) refuse(seq int, reason string) {
	c.conn.Send(wire.Marshal(wire.Refused{Type: "refused", Seq: seq, Reason: reason}))
}

// allowance lets a client send a burst, then a message now and then: a room full of phones is quick by itself, and one
// that is not a phone must not fill the journal.
type allowance struct {
	used int
	at   time.Time
}

const (
	allowedBurst = 40
	allowedEvery = 500 * time.Millisecond
)

func (a *allowance) take(now time.Time) bool {
	a.used = max(0, a.used-int(now.Sub(a.at)/allowedEvery))
	a.at = now
	if a.used >= allowedBurst {
		return false
	}
	a.used++
	return true
}

// validID accepts what phones make: 32 hex digits.
func validID(id string) bool {
	raw, err := hex.DecodeString(id)
	return err == nil && len(raw) == 16 && hex.EncodeToString(raw) == id
}

func hexHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func equal(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
