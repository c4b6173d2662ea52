package rehearse

import (
	"fmt"
	"strings"
	"time"

	"phieukin/cmd/phieukin/client"
	"phieukin/crypto/threshold"
	"phieukin/tally/trustee"
	"phieukin/web/wire"
)

// teller plays a teller's device.
type teller struct {
	*meeting
	number int // from 0
	key    *trustee.Key
	room   *client.Room
	opener *trustee.Opener
	answer *trustee.Answer
}

// Load and Store make the teller its own memory: the rehearsal ends with the process.
func (t *teller) Load() (*trustee.Answer, error) { return t.answer, nil }
func (t *teller) Store(a trustee.Answer) error   { t.answer = &a; return nil }

func newTeller(m *meeting, number int, invite string) (*teller, error) {
	_, key, ok := strings.Cut(invite, "#"+m.code+"/")
	if !ok {
		return nil, fmt.Errorf("the tellers' address has another form: no room %s", m.code)
	}
	t := &teller{meeting: m, number: number}
	var err error
	if t.room, err = client.Join(m.ctx, m.Server, wire.Hello{Role: wire.RoleTeller, Room: m.code, Key: key}, nil, nil); err != nil {
		return nil, err
	}
	if m.Threshold == m.Tellers {
		t.key = trustee.NewKey()
		err = t.enter(string(t.key.Publish()))
	} else {
		t.key, err = t.ceremony()
	}
	if err != nil {
		return nil, fmt.Errorf("teller %d: %w", number+1, err)
	}
	return t, nil
}

// enter sends the first message, which takes the teller's place.
func (t *teller) enter(message string) error {
	_, err := t.room.Ask(t.ctx, wire.Trustee{Teller: t.number, Key: message, Secret: newNonce()})
	return err
}

// ceremony makes this teller's share together with the others.
func (t *teller) ceremony() (*trustee.Key, error) {
	c, err := trustee.NewCeremony(threshold.Terms{UUID: t.uuid, Size: t.Tellers, Threshold: t.Threshold}, t.number+1)
	if err != nil {
		return nil, err
	}
	if err := t.enter(string(c.Commit())); err != nil {
		return nil, err
	}
	for round, next := range []func([][]byte) ([]byte, error){c.Reveal, c.Deal, c.Key} {
		said, err := t.said(round)
		if err != nil {
			return nil, err
		}
		message, err := next(said)
		if err != nil {
			return nil, err
		}
		if _, err := t.room.Ask(t.ctx, wire.Round{Round: round + 1, Message: string(message)}); err != nil {
			return nil, err
		}
	}
	keys, err := t.said(len(threshold.Rounds) - 1)
	if err != nil {
		return nil, err
	}
	key, _, err := c.Finish(keys)
	return key, err
}

// said waits for everybody's message of a round.
func (t *teller) said(round int) ([][]byte, error) {
	state, err := t.room.Until(t.ctx, func(s wire.State) bool { return s.Ceremony.Round > round })
	if err != nil {
		return nil, err
	}
	messages := make([][]byte, len(state.Ceremony.Sent))
	for i, sent := range state.Ceremony.Sent {
		messages[i] = []byte(sent[round])
	}
	return messages, nil
}

// watch checks and keeps the setup after the sealing.
func (t *teller) watch(s *setup) error {
	state, err := t.room.Until(t.ctx, func(s wire.State) bool { return s.Seal != nil })
	if err != nil {
		return err
	}
	t.opener, err = trustee.NewOpener(t.key, t.number+1, trustee.Setup{
		Election: s.raw.election, Trustees: s.raw.trustees, Credentials: s.raw.credentials, Manifest: s.raw.manifest,
	}, state.Seal.Head, t)
	return err
}

// check verifies the closed box and makes the part.
func (t *teller) check() ([]byte, error) {
	state, err := t.room.Until(t.ctx, func(s wire.State) bool { return s.Closed != nil && s.Closed.Unissued != nil })
	if err != nil {
		return nil, err
	}
	closed, err := t.get("closed.bel")
	if err != nil {
		return nil, err
	}
	if err := t.opener.Check(closed, state.Closed.Head, *state.Closed.Unissued, state.Counts.Holders(), ""); err != nil {
		return nil, fmt.Errorf("teller %d refuses: %w", t.number+1, err)
	}
	return t.opener.Open()
}

// open sends the part and returns when the totals are out, with the time that it took from sending.
func (t *teller) open(payload []byte) (time.Duration, error) {
	start := time.Now()
	if _, err := t.room.Ask(t.ctx, wire.Partial{Owner: t.number + 1, Payload: string(payload)}); err != nil {
		return 0, fmt.Errorf("teller %d: %w", t.number+1, err)
	}
	return time.Since(start), nil
}
