package rehearse

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"phieukin/ballot/voter"
	"phieukin/cmd/phieukin/client"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/web/wire"
)

// host plays the host's browser: it checks people in, makes credentials, seals each as a slip to the registrar, hands
// them out, and publishes those left over.
type host struct {
	*meeting
	room     *client.Room
	identity *envelope.Identity // the registrar's: never sent

	mu     sync.Mutex
	guests map[string]*guest // by phone
	slips  map[int][]byte
	free   []int

	inbox chan wire.Posted
}

type guest struct {
	name      int
	recipient string
	commit    string
	nonce     string // the host's own
	phone     string // the phone's, once revealed
}

func newHost(m *meeting) (*host, error) {
	identity, err := envelope.NewIdentity()
	if err != nil {
		return nil, err
	}
	h := &host{
		meeting: m, identity: identity, guests: map[string]*guest{}, slips: map[int][]byte{},
		inbox: make(chan wire.Posted, 4*m.Voters+16),
	}
	desk, err := client.Join(m.ctx, m.Server, wire.Hello{Role: wire.RoleHost, Key: m.HostKey}, nil, nil)
	if err != nil {
		return nil, err
	}
	created, err := desk.Ask(m.ctx, wire.Create{Plan: m.plan(), Registrar: identity.Recipient()})
	desk.Close()
	if err != nil {
		return nil, fmt.Errorf("creating the meeting: %w", err)
	}
	m.code = created
	h.room, err = client.Join(m.ctx, m.Server, wire.Hello{Role: wire.RoleHost, Room: m.code, Key: m.HostKey},
		func(p wire.Posted) { h.inbox <- p },
		func(s wire.Slip) {
			h.mu.Lock()
			h.slips[s.Slip] = s.Sealed
			h.mu.Unlock()
		})
	return h, err
}

// admitAll answers phones until everybody is in. It compares each code with the one on the phone, as the host does by
// looking at both.
func (h *host) admitAll(onPhone func(id string) string) error {
	for admitted := 0; admitted < h.Voters; {
		select {
		case <-h.ctx.Done():
			return h.ctx.Err()
		case mail := <-h.inbox:
			in, err := h.answer(mail, onPhone)
			if err != nil {
				return fmt.Errorf("checking in: %w", err)
			}
			if in {
				admitted++
			}
		}
	}
	return nil
}

func (h *host) answer(mail wire.Posted, onPhone func(id string) string) (admitted bool, err error) {
	l, err := openLetter(h.identity, mail.Sealed)
	if err != nil {
		return false, err
	}
	switch l.Kind {
	case "join":
		g := &guest{name: l.Name, recipient: l.Recipient, commit: l.Commit, nonce: newNonce()}
		h.guests[mail.ID] = g
		sealed, err := sealLetter(g.recipient, nonceLetter{"nonce", g.nonce})
		if err != nil {
			return false, err
		}
		_, err = h.room.Ask(h.ctx, wire.Reply{ID: mail.ID, Sealed: sealed})
		return false, err
	case "reveal":
		g := h.guests[mail.ID]
		if g == nil || commitment(l.Nonce) != g.commit {
			return false, fmt.Errorf("phone %s revealed another nonce", mail.ID)
		}
		g.phone = l.Nonce
		if code := checkinCode(g.commit, g.nonce, g.phone, g.recipient, g.name); code != onPhone(mail.ID) {
			return false, fmt.Errorf("phone %s shows another code", mail.ID)
		}
		sealed, err := sealLetter(g.recipient, nonceLetter{"admit", g.phone})
		if err != nil {
			return false, err
		}
		kept, err := sealLetter(h.identity.Recipient(), note{g.name})
		if err != nil {
			return false, err
		}
		_, err = h.room.Ask(h.ctx, wire.Admit{ID: mail.ID, Note: kept, Sealed: sealed})
		return true, err
	}
	return false, fmt.Errorf("unknown letter %q", l.Kind)
}

// seal makes the credentials and their slips. Both lists are in orders that say nothing: public ones sorted, slips
// shuffled.
func (h *host) seal(uuid string) error {
	plan := h.plan()
	var public []string
	var slips [][]byte
	for range plan.Slips() {
		c := voter.NewCredential()
		public = append(public, group.GPow(c.Key(uuid)).String())
		slip, err := envelope.Seal(h.identity.Recipient(), []byte(c))
		if err != nil {
			return err
		}
		slips = append(slips, slip)
	}
	slices.Sort(public)
	rand.Shuffle(len(slips), func(i, j int) { slips[i], slips[j] = slips[j], slips[i] })
	if _, err := h.room.Ask(h.ctx, wire.Seal{Credentials: public, Slips: slips}); err != nil {
		return fmt.Errorf("sealing: %w", err)
	}
	if _, err := h.room.Ask(h.ctx, wire.Slips{}); err != nil {
		return err
	}
	for i := range slips {
		h.free = append(h.free, i)
	}
	rand.Shuffle(len(h.free), func(i, j int) { h.free[i], h.free[j] = h.free[j], h.free[i] })
	return nil
}

// issueAll hands a slip to every phone that is in.
func (h *host) issueAll() error {
	for id, g := range h.guests {
		slip := h.free[0]
		c, err := h.openSlip(slip)
		if err != nil {
			return err
		}
		sealed, err := sealLetter(g.recipient, credentialLetter{"credential", string(c), g.phone})
		if err != nil {
			return err
		}
		if _, err := h.room.Ask(h.ctx, wire.Issue{ID: id, Slip: slip, Sealed: sealed}); err != nil {
			return fmt.Errorf("handing out a credential: %w", err)
		}
		h.free = h.free[1:]
	}
	return nil
}

func (h *host) openSlip(slip int) (voter.Credential, error) {
	h.mu.Lock()
	sealed := h.slips[slip]
	h.mu.Unlock()
	text, err := h.identity.Open(sealed, maxLetter)
	if err != nil {
		return "", fmt.Errorf("opening a slip: %w", err)
	}
	return voter.ParseCredential(string(text))
}

// publishUnissued opens the slips that are left and publishes their public credentials.
func (h *host) publishUnissued(uuid string) error {
	unissued := []string{}
	for _, slip := range h.free {
		c, err := h.openSlip(slip)
		if err != nil {
			return err
		}
		unissued = append(unissued, group.GPow(c.Key(uuid)).String())
	}
	slices.Sort(unissued)
	_, err := h.room.Ask(h.ctx, wire.Unissued{Credentials: unissued})
	return err
}
