package teller

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/cmd/phieukin/client"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally/record"
	"phieukin/tally/trustee"
	"phieukin/web/wire"
)

// address is the tellers' address that the host shows.
type address struct{ base, room, invite string }

// ErrAddress says that an address is not one for tellers.
var ErrAddress = errors.New("not a tellers' address like http://192.168.8.2:8080/teller#4827/KEY")

func parseAddress(text string) (address, error) {
	base, fragment, ok := strings.Cut(text, "/teller#")
	room, invite, both := strings.Cut(fragment, "/")
	if !ok || !both || !strings.HasPrefix(base, "http") || room == "" || invite == "" {
		return address{}, ErrAddress
	}
	return address{base, room, invite}, nil
}

// enter opens the room's socket, as a device that is known already if known is set.
func (a address) enter(ctx context.Context, f *file, known bool) (*client.Room, error) {
	hello := wire.Hello{Role: wire.RoleTeller, Room: a.room, Key: a.invite}
	if known {
		hello.Teller, hello.Secret = &f.Teller, f.Device
	}
	return client.Join(ctx, a.base, hello, nil, nil)
}

// Join makes the key with the other tellers, waits for the sealing, and keeps what was sealed. It may be called again
// after an interruption.
func Join(ctx context.Context, path, where, name, phrase string, out io.Writer) error {
	a, err := parseAddress(where)
	if err != nil {
		return err
	}
	f, err := load(path, phrase)
	if err != nil {
		return err
	}
	room, err := a.enter(ctx, f, f.Device != "")
	if err != nil {
		return err
	}
	defer room.Close()
	state, err := room.Until(ctx, func(wire.State) bool { return true })
	if err != nil {
		return err
	}
	if f.UUID != "" && f.UUID != state.UUID {
		return fmt.Errorf("%s belongs to another meeting: make a new file", path)
	}
	if f.Share == "" {
		if err := f.makeKey(ctx, room, state, name, out); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, "the key is made; waiting for the host to seal the box")
	if err := f.keepSetup(ctx, a, room); err != nil {
		return err
	}
	f.printCodes(out)
	return nil
}

func (f *file) makeKey(ctx context.Context, room *client.Room, state wire.State, name string, out io.Writer) error {
	number := slices.IndexFunc(state.Tellers, func(t wire.Teller) bool { return t.Name == name })
	if number < 0 {
		return fmt.Errorf("no teller is named %q", name)
	}
	f.UUID, f.Teller = state.UUID, number
	enter := func(message []byte) error {
		if state.Tellers[number].Joined && f.Device != "" {
			return nil // an earlier call has sent it
		}
		f.Device = rand.Text() + rand.Text()
		if err := f.save(); err != nil {
			return err
		}
		_, err := room.Ask(ctx, wire.Trustee{Teller: number, Key: string(message), Secret: f.Device})
		return err
	}
	if state.Threshold == len(state.Tellers) {
		key := trustee.NewKey()
		f.Share = key.String()
		return enter(key.Publish())
	}
	c, err := f.loadCeremony(threshold.Terms{UUID: state.UUID, Size: len(state.Tellers), Threshold: state.Threshold})
	if err != nil {
		return err
	}
	if err := enter(c.Commit()); err != nil {
		return err
	}
	return f.ceremony(ctx, c, room, out)
}

func (f *file) loadCeremony(terms threshold.Terms) (*trustee.Ceremony, error) {
	if f.Ceremony != "" {
		return trustee.LoadCeremony([]byte(f.Ceremony))
	}
	c, err := trustee.NewCeremony(terms, f.Teller+1)
	if err == nil {
		f.Ceremony = string(c.State())
	}
	return c, err
}

// ceremony runs the rounds. A lie ends it, is named, and is told to the room.
func (f *file) ceremony(ctx context.Context, c *trustee.Ceremony, room *client.Room, out io.Writer) error {
	said := func(round int) ([][]byte, error) {
		state, err := room.Until(ctx, func(s wire.State) bool { return s.Ceremony.Round > round })
		messages := make([][]byte, len(state.Ceremony.Sent))
		for i, sent := range state.Ceremony.Sent {
			if round < len(sent) {
				messages[i] = []byte(sent[round])
			}
		}
		return messages, err
	}
	for round, next := range []func([][]byte) ([]byte, error){c.Reveal, c.Deal, c.Key} {
		messages, err := said(round)
		if err != nil {
			return err
		}
		message, err := next(messages)
		if err != nil {
			return f.refuse(ctx, room, err)
		}
		f.Ceremony = string(c.State())
		if err := f.save(); err != nil {
			return err
		}
		if round == 0 {
			fmt.Fprintln(out, "labels of the tellers' keys, to compare only if a device stops: "+strings.Join(c.Seen(), ", "))
		}
		fmt.Fprintf(out, "making the key: round %d of %d\n", round+2, len(threshold.Rounds))
		_, err = room.Ask(ctx, wire.Round{Round: round + 1, Message: string(message)})
		if errors.Is(err, client.Refused(wire.ReasonKey)) {
			return f.refuse(ctx, room, errRefusedPart)
		}
		if err != nil && !errors.Is(err, client.Refused("wrong_round")) { // an earlier call may have sent it
			return err
		}
	}
	messages, err := said(len(threshold.Rounds) - 1)
	if err != nil {
		return err
	}
	key, _, err := c.Finish(messages)
	if err != nil {
		return f.refuse(ctx, room, err)
	}
	f.Share, f.Nonces = key.String(), c.Nonces()
	return f.save()
}

// refuse tells the room why this device refuses, and returns it.
func (f *file) refuse(ctx context.Context, room *client.Room, why error) error {
	if _, err := room.Ask(ctx, wire.Complain{Code: complaint(why)}); err != nil {
		return errors.Join(why, err)
	}
	return why
}

// keepSetup waits for the sealing, checks what was sealed, and stores it.
func (f *file) keepSetup(ctx context.Context, a address, room *client.Room) error {
	state, err := room.Until(ctx, func(s wire.State) bool { return s.Seal != nil })
	if err != nil {
		return err
	}
	f.Setup = new(setup)
	for name, into := range map[string]*string{
		"election.json": &f.Setup.Election, "trustees.json": &f.Setup.Trustees,
		"public_creds.json": &f.Setup.Credentials, "manifest.json": &f.Setup.Manifest,
	} {
		data, err := client.Fetch(ctx, a.base, f.UUID, name)
		if err != nil {
			return err
		}
		*into = string(data)
	}
	f.Head = string(strict.Encode(state.Seal.Head))
	if _, err := f.opener(); err != nil {
		return f.refuse(ctx, room, err)
	}
	return f.save()
}

// opener checks the stored setup again.
func (f *file) opener() (*trustee.Opener, error) {
	key, err := trustee.ParseKey(f.Share)
	if err != nil {
		return nil, err
	}
	var head ballot.Head
	if err := json.Unmarshal([]byte(f.Head), &head); err != nil {
		return nil, err
	}
	return trustee.NewOpener(key, f.Teller+1, trustee.Setup{
		Election: []byte(f.Setup.Election), Trustees: []byte(f.Setup.Trustees),
		Credentials: []byte(f.Setup.Credentials), Manifest: []byte(f.Setup.Manifest),
	}, head, f)
}

func (f *file) printCodes(out io.Writer) {
	setup := record.Setup([]byte(f.Setup.Election), []byte(f.Setup.Trustees), []byte(f.Setup.Credentials))
	fmt.Fprintf(out, "seal code, as on the projector:   %s\n", ballot.SealCode(setup))
	if f.Nonces != nil {
		fmt.Fprintf(out, "tellers' code, to read aloud:     %s\n", threshold.TellersCode(setup, f.Nonces))
	}
}

// Restore puts the share of a page's backup into a new file and takes the lost device's place. The backup and the new file
// have the same eight words.
func Restore(ctx context.Context, backup, path, where, phrase string, out io.Writer) error {
	a, err := parseAddress(where)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(backup)
	if err != nil {
		return err
	}
	b, err := trustee.OpenBackup(data, phrase)
	if err != nil {
		return err
	}
	if err := New(path, phrase); err != nil {
		return err
	}
	f := &file{path: path, phrase: phrase}
	f.UUID, f.Teller, f.Share, f.Nonces, f.Device = b.UUID, b.Index-1, b.Share, b.Nonces, rand.Text()+rand.Text()
	room, err := a.enter(ctx, f, false)
	if err != nil {
		return err
	}
	defer room.Close()
	if err := f.keepSetup(ctx, a, room); err != nil {
		return err
	}
	key, err := b.Restore(f.UUID, []byte(f.Setup.Trustees))
	if err != nil {
		return err
	}
	_, err = room.Ask(ctx, wire.Return{Teller: f.Teller, Secret: f.Device, Signature: key.Return(f.UUID, b.Index, f.Device)})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "restored: this device is teller %d now\n", b.Index)
	f.printCodes(out)
	return nil
}

var errPromise = errors.New("ballots that the box promised are missing")

// Consent is what a teller says beforehand. Close is that the host may close the box; otherwise that is left to a teller who
// sees the room. Few is that a box of fewer than SmallGroup ballots may be opened, Near that one may whose count is so near to an
// earlier round's that the difference would show single votes.
type Consent struct{ Close, Few, Near bool }

// SmallGroup is the number of ballots below which a result may show single votes, so that it is opened knowingly.
const SmallGroup = 5

// errNear is of a box whose total, taken from an earlier one, would leave single votes.
var errNear = errors.New("the difference would show single votes; with --near it is opened all the same")

var errFew = fmt.Errorf("fewer than %d ballots: the result may show single votes; with --few it is opened all the same", SmallGroup)

// Open waits for the close, checks the whole box, and sends this teller's part, once.
func Open(ctx context.Context, path, where, phrase string, consent Consent, out io.Writer) error {
	a, err := parseAddress(where)
	if err != nil {
		return err
	}
	f, err := load(path, phrase)
	if err != nil {
		return err
	}
	if f.Setup == nil {
		return errors.New("this teller has not seen the sealing: join first")
	}
	opener, err := f.opener()
	if err != nil {
		return err
	}
	room, err := a.enter(ctx, f, true)
	if err != nil {
		return err
	}
	defer room.Close()
	fmt.Fprintln(out, "waiting for the close")
	if consent.Close {
		if err := agreeToClose(ctx, room); err != nil {
			return err
		}
	}
	state, err := room.Until(ctx, func(s wire.State) bool { return s.Closed != nil && s.Closed.Unissued != nil })
	if err != nil {
		return err
	}
	if len(state.Closed.Missing) > 0 {
		return f.refuse(ctx, room, fmt.Errorf("%w: %d", errPromise, len(state.Closed.Missing)))
	}
	closed, err := client.Fetch(ctx, a.base, f.UUID, "closed.bel")
	if err != nil {
		return err
	}
	if err := opener.Check(closed, state.Closed.Head, *state.Closed.Unissued, state.Counts.Holders(), ""); err != nil {
		return f.refuse(ctx, room, err)
	}
	fmt.Fprintf(out, "%d ballots, all valid; closing code, as on the projector: %s\n", state.Closed.Head.Size, state.Closed.Head.Code())
	if state.Closed.Head.Size < SmallGroup && !consent.Few {
		return errFew
	}
	if near := meeting.Isolating(state.Closed.Head.Size, state.Earlier); len(near) > 0 && !consent.Near {
		return fmt.Errorf("%d ballots, and %v in earlier rounds: %w", state.Closed.Head.Size, near, errNear)
	}
	payload, err := opener.Open()
	if err != nil {
		return f.refuse(ctx, room, err)
	}
	_, err = room.Ask(ctx, wire.Partial{Owner: f.Teller + 1, Payload: string(payload)})
	if err != nil && !errors.Is(err, client.Refused("already_opened")) {
		return err
	}
	fmt.Fprintln(out, "opened this teller's part")
	if _, err := room.Until(ctx, func(s wire.State) bool { return s.Result != nil }); err != nil {
		return err
	}
	if err := os.Remove(f.path); err != nil {
		return err
	}
	fmt.Fprintln(out, "the result is published; this teller's file is destroyed")
	_, err = room.Ask(ctx, wire.Destroyed{})
	return err
}

// agreeToClose consents once the host asks; another teller may be first.
func agreeToClose(ctx context.Context, room *client.Room) error {
	asked := func(s wire.State) bool { return s.CloseRequested || s.Closed != nil || s.Phase == meeting.Closing }
	state, err := room.Until(ctx, asked)
	if err != nil || !state.CloseRequested {
		return err
	}
	_, err = room.Ask(ctx, wire.Confirm{})
	if errors.Is(err, client.Refused(meeting.WrongPhase)) || errors.Is(err, client.Refused(meeting.NoCloseRequested)) {
		return nil
	}
	return err
}
