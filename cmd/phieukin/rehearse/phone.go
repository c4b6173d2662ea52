package rehearse

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/cmd/phieukin/client"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/tally"
	"phieukin/web/wire"
)

// phone plays one member's phone.
type phone struct {
	*meeting
	id       string
	name     int
	identity *envelope.Identity
	nonce    string
	room     *client.Room

	mail chan wire.Posted

	mu   sync.Mutex
	code string

	credential voter.Credential
	choices    []int
	frame      []byte
	tracker    string
	latency    time.Duration
}

func newPhone(m *meeting, name int) (*phone, error) {
	identity, err := envelope.NewIdentity()
	if err != nil {
		return nil, err
	}
	p := &phone{meeting: m, id: newNonce(), name: name, identity: identity, nonce: newNonce(), mail: make(chan wire.Posted, 8)}
	p.room, err = client.Join(m.ctx, m.Server, wire.Hello{Role: wire.RoleMember, Room: m.code, Checkin: p.id}, func(mail wire.Posted) { p.mail <- mail }, nil)
	return p, err
}

// checkIn asks to come in and shows the code when the host has answered. It trusts the recipient of the room's QR.
func (p *phone) checkIn() error {
	state, err := p.room.Until(p.ctx, func(s wire.State) bool { return s.Registrar != "" })
	if err != nil {
		return err
	}
	if ballot.RegistrarTag(state.Registrar) != p.tag {
		return errors.New("the room's check-in recipient is not the one of its QR")
	}
	commit := commitment(p.nonce)
	err = p.post(state.Registrar, letter{Kind: "join", Name: p.name, Recipient: p.identity.Recipient(), Commit: commit})
	if err != nil {
		return err
	}
	answer, err := p.receive("nonce")
	if err != nil {
		return err
	}
	p.mu.Lock()
	p.code = checkinCode(commit, answer.Nonce, p.nonce, p.identity.Recipient(), p.name)
	p.mu.Unlock()
	if err := p.post(state.Registrar, nonceLetter{"reveal", p.nonce}); err != nil {
		return err
	}
	admitted, err := p.receive("admit")
	if err == nil && admitted.Nonce != p.nonce {
		err = errors.New("admitted with another nonce")
	}
	return err
}

func (p *phone) shownCode() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.code
}

func (p *phone) post(registrar string, v any) error {
	sealed, err := sealLetter(registrar, v)
	if err == nil {
		_, err = p.room.Ask(p.ctx, wire.Mail{ID: p.id, Sealed: sealed})
	}
	return err
}

func (p *phone) receive(kind string) (letter, error) {
	select {
	case <-p.ctx.Done():
		return letter{}, p.ctx.Err()
	case mail := <-p.mail:
		l, err := openLetter(p.identity, mail.Sealed)
		if err == nil && l.Kind != kind {
			err = fmt.Errorf("got %q instead of %q", l.Kind, kind)
		}
		return l, err
	}
}

// prepare takes the credential, checks the sealed election, and makes the sealed ballot with random choices.
func (p *phone) prepare(s *setup) error {
	l, err := p.receive("credential")
	if err != nil {
		return err
	}
	if p.credential, err = voter.ParseCredential(l.Credential); err != nil || l.Nonce != p.nonce {
		return fmt.Errorf("no credential for this phone: %w", err)
	}
	if _, listed := s.credentials.Weight(group.GPow(p.credential.Key(s.election.UUID))); !listed {
		return errors.New("the credential is not in the sealed list")
	}
	prepared, err := voter.Prepare(s.election)
	if err != nil {
		return err
	}
	for _, q := range s.election.Questions {
		p.choices = append(p.choices, rand.IntN(q.Ciphertexts())-1)
	}
	b, err := prepared.Finish(p.credential, p.choices)
	if err != nil {
		return err
	}
	sealed, err := envelope.Seal(s.manifest.Recipient, b.Compact())
	if err != nil {
		return err
	}
	p.tracker = b.Tracker()
	p.frame = wire.CastFrame{Fingerprint: s.election.Fingerprint, Sealed: sealed}.Encode()
	return nil
}

// cast sends the ballot on a socket of its own until it is in, and checks the receipt. While the queue is full it comes
// again with the same bytes.
func (p *phone) cast(s *setup) error {
	start := time.Now()
	for {
		answer, err := p.castOnce()
		if err != nil {
			return err
		}
		if answer.Type == wire.CastIn {
			p.latency = time.Since(start)
			if r := answer.Receipt; r == nil || r.Tracker != p.tracker || r.Fingerprint != s.election.Fingerprint || !r.Verify(s.manifest.SigningKey) {
				return errors.New("the receipt is not for this ballot")
			}
			return nil
		}
		if answer.Reason != wire.CastBusy {
			return client.Refused(answer.Reason)
		}
		select {
		case <-p.ctx.Done():
			return p.ctx.Err()
		case <-time.After(100*time.Millisecond + rand.N(200*time.Millisecond)):
		}
	}
}

func (p *phone) castOnce() (answer wire.CastAnswer, err error) {
	ws, err := client.Dial(p.ctx, client.SocketURL(p.Server, "/ws/cast"))
	if err != nil {
		return answer, err
	}
	defer ws.Close()
	if err := ws.WriteMessage(websocket.BinaryMessage, p.frame); err != nil {
		return answer, err
	}
	for answer.Type != wire.CastIn && answer.Type != wire.CastRefused {
		_, data, err := ws.ReadMessage()
		if err != nil {
			return answer, fmt.Errorf("no answer to a ballot: %w", err)
		}
		if err := json.Unmarshal(data, &answer); err != nil {
			return answer, err
		}
	}
	return answer, nil
}

// lookUp finds this phone's own ballot in the closed list, which must be the head's.
func (p *phone) lookUp(s *setup, head ballot.Head, trackers []byte) error {
	if !head.Verify(s.manifest.SigningKey) || head.Trackers != ballot.HexDigest(trackers) {
		return errors.New("the list of trackers is not the closed head's")
	}
	var list []string
	if err := json.Unmarshal(trackers, &list); err != nil {
		return err
	}
	for _, t := range list {
		if t == p.tracker {
			return nil
		}
	}
	return errors.New("a ballot with a receipt is not in the box")
}

// setup is what was sealed, as a client has checked it.
type setup struct {
	raw         rawSetup
	election    *ballot.Election
	credentials *ballot.Credentials
	manifest    *ballot.Manifest
}

type rawSetup struct{ election, trustees, credentials, manifest []byte }

// checkSetup makes the checks of every device.
func checkSetup(raw rawSetup) (*setup, error) {
	s := &setup{raw: raw}
	var err error
	if s.election, err = ballot.ParseElection(raw.election); err != nil {
		return nil, err
	}
	if s.manifest, err = s.election.ParseManifest(raw.manifest); err != nil {
		return nil, err
	}
	if s.credentials, err = ballot.ParseCredentials(raw.credentials); err != nil {
		return nil, err
	}
	trustees, err := tally.ParseTrustees(raw.trustees)
	if err == nil && (!trustees.Key.Equal(s.election.PublicKey) || !trustees.Matches(s.manifest)) {
		err = errors.New("the trustees are not the election's tellers")
	}
	return s, err
}
