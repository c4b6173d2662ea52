package hall

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"

	"phieukin/ballot/meeting"
	"phieukin/web/qr"
	"phieukin/web/wire"
)

// What the host's desk does beside the vote: which console speaks, what the screens show, how the machine is.

// offerControl gives a console the control where nobody here has it, so that only a second console must ask for it.
func (r *Room) offerControl(ctx context.Context, c *client) {
	state := r.snapshot()
	if state.Controls(c.console) || r.controlled(state) {
		return
	}
	if err := r.do(ctx, meeting.TakeControl{Console: c.console}); err != nil {
		r.hall.Log.Error("giving control", "meeting", r.uuid, "error", err)
	}
}

// controlled reports whether the console in control is connected here.
func (r *Room) controlled(state meeting.State) bool {
	r.viewMu.Lock()
	defer r.viewMu.Unlock()
	for c := range r.clients {
		if c.role == wire.RoleHost && state.Controls(c.console) {
			return true
		}
	}
	return false
}

func (r *Room) setStage(ctx context.Context, m wire.SetStage) error {
	if m.Stage.Scene != meeting.SceneWifi {
		m.Wifi = nil
	} else if m.Wifi == nil || !usable(*m.Wifi) {
		return refusal(wire.ReasonWifi)
	}
	before := r.snapshot().Stage.Ends
	if err := r.do(ctx, meeting.SetStage{Stage: m.Stage}); err != nil {
		return err
	}
	r.viewMu.Lock()
	r.wifi = m.Wifi
	if m.Stage.Ends != before {
		for c := range r.clients { // who wanted more time has been heard
			c.mu.Lock()
			c.asked = false
			c.mu.Unlock()
		}
	}
	r.viewMu.Unlock()
	r.poke()
	return nil
}

// usable holds a network's name and password to the limits of Wi-Fi.
func usable(w wire.Wifi) bool {
	plain := func(s string) bool { return !strings.ContainsFunc(s, func(c rune) bool { return c < ' ' }) }
	return len(w.Name) > 0 && len(w.Name) <= 32 && plain(w.Name) && plain(w.Password) &&
		(w.Password == "" || len(w.Password) >= 8 && len(w.Password) <= 63)
}

// wifiCode is what phones' cameras understand. "WPA" stands for its later versions too, which some phones do not know.
func wifiCode(w wire.Wifi) string {
	escape := strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, `"`, `\"`, `:`, `\:`).Replace
	if w.Password == "" {
		return "WIFI:T:nopass;S:" + escape(w.Name) + ";;"
	}
	return "WIFI:T:WPA;S:" + escape(w.Name) + ";P:" + escape(w.Password) + ";;"
}

// showStage adds what the host has decided about the screens.
func (r *Room) showStage(view *wire.State, state meeting.State) {
	stage := state.Stage
	view.Stage = &stage
	r.viewMu.Lock()
	wifi := r.wifi
	r.viewMu.Unlock()
	if wifi == nil || state.Phase != meeting.Draft {
		return
	}
	rows, err := qr.Modules(wifiCode(*wifi))
	if err != nil {
		r.hall.Log.Error("drawing a code", "error", err)
		return
	}
	view.Wifi = &wire.ShownWifi{Wifi: *wifi, QR: wire.QR{Size: len(rows), Rows: rows}}
}

// disclose takes out of a projector's or a phone's view what the host leaves to the minutes, and all of it once it is archived.
func disclose(view *wire.State, state meeting.State) {
	if view.Result == nil {
		return
	}
	view.Subjects = state.Disclosed()
	shown := *view.Result
	shown.Questions = shown.Questions[:len(view.Subjects)] // in the order of the subjects
	view.Result = &shown
	if state.Phase == meeting.Archived || view.Role == wire.RoleMember && state.Stage.NoPhones {
		view.Result = nil
	}
}

// askForTime notes a member's wish; asking again changes nothing.
func (c *client) askForTime() error {
	state := c.room.snapshot()
	if !state.Voting() {
		return meeting.WrongPhase
	}
	c.mu.Lock()
	c.asked = true
	c.mu.Unlock()
	c.room.poke()
	return nil
}

func asked(clients []*client) int {
	n := 0
	for _, c := range clients {
		c.mu.Lock()
		if c.asked {
			n++
		}
		c.mu.Unlock()
	}
	return n
}

// machine answers what a host may ask without a room. done is false for every other message.
func (c *client) machine(seq int, m wire.Message) (done bool, err error) {
	h := c.hall
	switch m := m.(type) {
	case wire.WantChecks:
		c.conn.Send(wire.Marshal(h.checks(c.room)))
	case wire.WantPlan:
		room := h.byUUID(m.UUID)
		if room == nil {
			return true, refusal(wire.ReasonUnknownRoom)
		}
		c.conn.Send(wire.Marshal(wire.Plan{Type: "plan", Plan: room.snapshot().Plan}))
	case wire.UseAddress:
		if err := h.useAddress(m.Address); err != nil {
			return true, err
		}
	default:
		return false, nil
	}
	c.done(seq)
	return true, nil
}

func (h *Hall) checks(r *Room) wire.Checks {
	out := wire.Checks{Type: "checks", Addresses: []string{}, Shown: typed(h.BaseURL()), Time: h.Now().UnixMilli()}
	for _, base := range h.addresses() {
		out.Addresses = append(out.Addresses, typed(base))
	}
	h.mu.Lock()
	out.Others = len(h.others)
	h.mu.Unlock()
	if r != nil {
		r.viewMu.Lock()
		for c := range r.clients {
			if c.role == wire.RoleProjector {
				out.Projectors++
			}
		}
		r.viewMu.Unlock()
	}
	if h.Disk == nil {
		out.Disk.Code = wire.DiskElsewhere
	} else if free, err := h.Disk(); err != nil {
		h.Log.Error("looking at the disk", "error", err)
		out.Disk.Code = wire.DiskReadOnly
	} else {
		out.Disk.Free = free
	}
	return out
}

func (h *Hall) addresses() []string {
	if h.Addresses == nil {
		return nil
	}
	return h.Addresses()
}

// useAddress puts another of this machine's addresses into the codes of every room.
func (h *Hall) useAddress(address string) error {
	all := h.addresses()
	i := slices.IndexFunc(all, func(base string) bool { return typed(base) == address })
	if i < 0 {
		return refusal(wire.ReasonAddress)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.base = all[i]
	for _, r := range h.rooms {
		r.poke()
	}
	return nil
}

// BaseURL is the address that phones open, as the host has chosen it.
func (h *Hall) BaseURL() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.base
}

// typed is what people type of an address: host and port, without the scheme.
func typed(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	return rest
}

// maxOthers bounds the devices that are told apart.
const maxOthers = 1000

// Visit counts the device that loads a page, if it is not this machine. The addresses stay in memory and are only counted.
func (h *Hall) Visit(remote string) {
	from, err := netip.ParseAddrPort(remote)
	if err != nil || from.Addr().IsLoopback() || h.isOwn(from.Addr().Unmap()) {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.others) < maxOthers {
		h.others[from.Addr().Unmap()] = true
	}
}

func (h *Hall) isOwn(ip netip.Addr) bool {
	return slices.ContainsFunc(h.addresses(), func(base string) bool {
		host, _, err := net.SplitHostPort(typed(base))
		if err != nil {
			host = strings.Trim(typed(base), "[]")
		}
		return host == ip.String()
	})
}
