package trustee_test

import (
	"bytes"
	"errors"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/group"
	"phieukin/tally"
	"phieukin/tally/tallytest"
	"phieukin/tally/trustee"
)

// stage is a closed box with five ballots of six members, and the device of teller 1.
type stage struct {
	*tallytest.Meeting
	ballots []*ballot.Ballot
	box     *tallytest.Box
	memory  *tallytest.Memory
	opener  *trustee.Opener
}

const admitted = 6

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{
		Meeting: tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: admitted, Spares: 2, Tellers: 2, Quorum: 4}),
		memory:  &tallytest.Memory{},
	}
	for who := range admitted - 1 {
		s.ballots = append(s.ballots, s.Ballot(t, who, who%4, voter.Blank))
	}
	s.box = s.Close(s.ballots...)
	s.opener = s.device(t)
	return s
}

// device is teller 1's, with what it remembers.
func (s *stage) device(t *testing.T) *trustee.Opener {
	t.Helper()
	o, err := trustee.NewOpener(s.Keys[0], 1, s.Setup, s.SealedHead(), s.memory)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (s *stage) check(box *tallytest.Box) error {
	return s.opener.Check(box.Data, box.Head, s.Unissued(), admitted, "")
}

func TestTellersOpenWhatTheyHaveChecked(t *testing.T) {
	s := newStage(t)
	if _, err := s.opener.Open(); !errors.Is(err, trustee.ErrNotChecked) {
		t.Errorf("before the check: %v", err)
	}
	if err := s.opener.Check(s.box.Data, s.box.Head, s.Unissued(), admitted, s.ballots[2].Tracker()); err != nil {
		t.Fatal(err)
	}
	payload, err := s.opener.Open()
	if err != nil {
		t.Fatal(err)
	}
	part, err := tally.ParsePartial(payload)
	if err != nil {
		t.Fatal(err)
	}
	if err := part.Verify(s.Election, s.Trustees, 1, s.box.Total, true); err != nil {
		t.Error(err)
	}
	result, err := tally.Combine(s.Trustees, map[int]*tally.Partial{1: part, 2: s.Part(2, s.box.Total)}, s.box.Total, 5)
	if err != nil || string(result.Encode()) != `{"result":[[0,2,1,1,1],[5,0,0,0,0]]}` {
		t.Errorf("%v, %v", result, err)
	}
}

func TestRetriesSendTheSameBytes(t *testing.T) {
	s := newStage(t)
	var first []byte
	for attempt := range 4 {
		if attempt == 2 {
			s.opener = s.device(t) // restarted; its memory is what lasts
		}
		if err := s.check(s.box); err != nil {
			t.Fatal(err)
		}
		payload, err := s.opener.Open()
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = payload
		}
		if !bytes.Equal(payload, first) || !bytes.Equal(s.memory.Answer.Payload, first) {
			t.Errorf("attempt %d sends other bytes", attempt+1)
		}
	}
}

func TestASecondTotalIsRefusedForEver(t *testing.T) {
	s := newStage(t)
	if err := s.check(s.box); err != nil {
		t.Fatal(err)
	}
	first, err := s.opener.Open()
	if err != nil {
		t.Fatal(err)
	}
	smaller := s.Close(s.ballots[1:]...) // differs by one ballot, which the two totals together would open
	for range 2 {
		if err := s.check(smaller); err != nil {
			t.Fatalf("the other box is as good: %v", err)
		}
		if payload, err := s.opener.Open(); !errors.Is(err, trustee.ErrSecondTotal) || payload != nil {
			t.Errorf("%v", err)
		}
		s.opener = s.device(t)
	}
	if err := s.check(s.box); err != nil {
		t.Fatal(err)
	}
	if again, err := s.opener.Open(); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the answered total no longer: %v", err)
	}
}

// forgetful fails to store, or to load.
type forgetful struct{ load, store error }

func (f forgetful) Load() (*trustee.Answer, error) { return nil, f.load }
func (f forgetful) Store(trustee.Answer) error     { return f.store }

func TestNothingIsSentThatWasNotStored(t *testing.T) {
	s, broken := newStage(t), errors.New("disk full")
	for _, memory := range []forgetful{{load: broken}, {store: broken}} {
		o, err := trustee.NewOpener(s.Keys[0], 1, s.Setup, s.SealedHead(), memory)
		if err != nil {
			t.Fatal(err)
		}
		s.opener = o
		if err := s.check(s.box); err != nil {
			t.Fatal(err)
		}
		if payload, err := o.Open(); !errors.Is(err, broken) || payload != nil {
			t.Errorf("%+v: %d bytes, %v", memory, len(payload), err)
		}
	}
}

func TestARefusedCheckLeavesNothingToOpen(t *testing.T) {
	s := newStage(t)
	if err := s.check(s.box); err != nil {
		t.Fatal(err)
	}
	if err := s.check(s.Close(s.ballots[:2]...)); !errors.Is(err, trustee.ErrQuorum) {
		t.Fatal(err)
	}
	if _, err := s.opener.Open(); !errors.Is(err, trustee.ErrNotChecked) {
		t.Errorf("%v", err)
	}
}

func TestSetupsThatADeviceRefuses(t *testing.T) {
	s, other := newStage(t), newStage(t)
	for name, test := range map[string]struct {
		key    *trustee.Key
		owner  int
		change func(setup *trustee.Setup, head *ballot.Head)
		want   error
	}{
		"own key at another's number": {s.Keys[0], 2, nil, trustee.ErrSetup},
		"another's key":               {s.Keys[1], 1, nil, trustee.ErrSetup},
		"key of no teller":            {trustee.NewKey(), 1, nil, trustee.ErrSetup},
		"number 0":                    {s.Keys[0], 0, nil, trustee.ErrSetup},
		"number 3":                    {s.Keys[0], 3, nil, trustee.ErrSetup},
		"other manifest":              {s.Keys[0], 1, func(u *trustee.Setup, _ *ballot.Head) { u.Manifest = other.Setup.Manifest }, trustee.ErrSetup},
		"other trustees":              {s.Keys[0], 1, func(u *trustee.Setup, _ *ballot.Head) { u.Trustees = other.Setup.Trustees }, trustee.ErrSetup},
		"other election":              {s.Keys[0], 1, func(u *trustee.Setup, _ *ballot.Head) { u.Election = other.Setup.Election }, trustee.ErrSetup},
		"no election":                 {s.Keys[0], 1, func(u *trustee.Setup, _ *ballot.Head) { u.Election = nil }, trustee.ErrSetup},
		"a head of the close": {s.Keys[0], 1, func(_ *trustee.Setup, h *ballot.Head) {
			*h = ballot.SignHead(s.Signing, ballot.StageClosed, s.Election.Fingerprint, nil, nil)
		}, trustee.ErrHead},
		"a head with a ballot": {s.Keys[0], 1, func(_ *trustee.Setup, h *ballot.Head) {
			*h = ballot.SignHead(s.Signing, ballot.StageSealed, s.Election.Fingerprint, []string{"x"}, nil)
		}, trustee.ErrHead},
		"another's head":               {s.Keys[0], 1, func(_ *trustee.Setup, h *ballot.Head) { *h = other.SealedHead() }, trustee.ErrHead},
		"another key's head":           {s.Keys[0], 1, func(_ *trustee.Setup, h *ballot.Head) { h.Signature = other.SealedHead().Signature }, trustee.ErrHead},
		"the meeting as it was sealed": {s.Keys[0], 1, nil, nil},
	} {
		setup, head := s.Setup, s.SealedHead()
		if test.change != nil {
			test.change(&setup, &head)
		}
		_, err := trustee.NewOpener(test.key, test.owner, setup, head, s.memory)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	// An election whose key is not the tellers' alone: whoever made it could open ballots.
	foreign, err := ballot.NewElection(s.Election.UUID, "n", s.Election.Description, s.Trustees.Key.Mul(group.Generator()), s.Election.Questions)
	if err != nil {
		t.Fatal(err)
	}
	setup := s.Setup
	setup.Election = foreign.Raw
	head := ballot.SignHead(s.Signing, ballot.StageSealed, foreign.Fingerprint, nil, nil)
	if _, err := trustee.NewOpener(s.Keys[0], 1, setup, head, s.memory); !errors.Is(err, trustee.ErrSetup) {
		t.Errorf("an election with another key: %v", err)
	}
}
