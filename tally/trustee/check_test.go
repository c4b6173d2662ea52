package trustee_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
	"phieukin/tally/trustee"
)

// sign makes the head that a lying server would show for its box: all is consistent but the box.
func (s *stage) sign(box *tallytest.Box) *tallytest.Box {
	box.Head = ballot.SignHead(s.Signing, ballot.StageClosed, s.Election.Fingerprint, box.Trackers, box.Data)
	return box
}

func TestHeadsThatDoNotFitTheBox(t *testing.T) {
	s := newStage(t)
	for name, change := range map[string]func(h *ballot.Head){
		"stage":       func(h *ballot.Head) { h.Stage = ballot.StageSealed },
		"fingerprint": func(h *ballot.Head) { h.Fingerprint = ballot.Digest(nil) },
		"size":        func(h *ballot.Head) { h.Size++ },
		"record":      func(h *ballot.Head) { h.Record = ballot.HexDigest(nil) },
		"trackers":    func(h *ballot.Head) { h.Trackers = ballot.HexDigest([]byte("[]")) },
		"signature":   func(h *ballot.Head) { h.Signature.Response = h.Signature.Response.Add(group.FromInt(1)) },
		"the signature of another stage": func(h *ballot.Head) {
			*h = ballot.SignHead(s.Signing, ballot.StageSealed, h.Fingerprint, s.box.Trackers, s.box.Data)
		},
		"the signature of other trackers": func(h *ballot.Head) {
			*h = ballot.SignHead(s.Signing, ballot.StageClosed, h.Fingerprint, slices.Repeat([]string{s.box.Trackers[0]}, 5), s.box.Data)
		},
		"the signature of another record": func(h *ballot.Head) {
			*h = ballot.SignHead(s.Signing, ballot.StageClosed, h.Fingerprint, s.box.Trackers, s.Writer().Bytes())
		},
		"another size, signed": func(h *ballot.Head) {
			h.Size++
			message := fmt.Sprintf("phieukin-head|closed|%s|%d|%s|%s", h.Fingerprint, h.Size, h.Record, h.Trackers)
			if h.Signature = proof.SignText(s.Signing, message); !h.Verify(s.Manifest.SigningKey) {
				t.Error("the head is not signed, so this shows nothing of its size")
			}
		},
		"the signature of another key": func(h *ballot.Head) {
			*h = ballot.SignHead(group.Random(), ballot.StageClosed, h.Fingerprint, s.box.Trackers, s.box.Data)
		},
	} {
		box := *s.box
		change(&box.Head)
		if err := s.check(&box); !errors.Is(err, trustee.ErrHead) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.check(s.box); err != nil {
		t.Errorf("unchanged: %v", err)
	}
}

func TestBoxesThatADeviceRefuses(t *testing.T) {
	s := newStage(t)
	forged := s.Ballot(t, 5, 0, 0)
	forged.Answers[0].OverallProof[0].Response = group.Random()
	forged.Signature = s.Ballot(t, 5, 0, 0).Signature
	stranger := newStage(t).ballots[0]
	unclosed := s.Writer()
	for name, test := range map[string]struct {
		box  *tallytest.Box
		want error
	}{
		"a ballot without valid proofs": {s.sign(s.Close(append(s.ballots[:4:4], forged)...)), trustee.ErrBox},
		"a ballot of another meeting":   {s.sign(s.Close(append(s.ballots[:4:4], stranger)...)), trustee.ErrBox},
		"a ballot twice":                {s.sign(s.Close(append(s.ballots[:5:5], s.ballots[0])...)), trustee.ErrBox},
		"a second ballot of a member":   {s.sign(s.Close(append(s.ballots[:5:5], s.Ballot(t, 0, 0, 0))...)), trustee.ErrBox},
		"another sum":                   {s.sign(otherSum(s)), trustee.ErrBox},
		"not closed":                    {s.sign(&tallytest.Box{Data: unclosed.Bytes()}), trustee.ErrBox},
		"opened already":                {s.sign(opened(s)), trustee.ErrBox},
		"below the meeting's quorum":    {s.Close(s.ballots[:3]...), trustee.ErrQuorum},
		"nobody":                        {s.Close(), trustee.ErrQuorum},
		"no record":                     {&tallytest.Box{Data: []byte("box")}, trustee.ErrBox},
	} {
		if err := s.check(test.box); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		if _, err := s.opener.Open(); !errors.Is(err, trustee.ErrNotChecked) {
			t.Errorf("%s: opens: %v", name, err)
		}
	}
	if s.memory.Answer != nil {
		t.Error("the device has answered")
	}
}

// otherSum leaves a ballot out of the published total.
func otherSum(s *stage) *tallytest.Box {
	box, fewer := s.Close(s.ballots...), s.Close(s.ballots[1:]...)
	w := s.Writer()
	ballots := slices.Clone(s.ballots)
	slices.SortFunc(ballots, func(a, b *ballot.Ballot) int {
		return slices.Index(box.Trackers, a.Tracker()) - slices.Index(box.Trackers, b.Tracker())
	})
	for _, b := range ballots {
		w.Ballot(b.Encode())
	}
	w.End(5, 5, fewer.Total)
	box.Data = w.Bytes()
	return box
}

func opened(s *stage) *tallytest.Box {
	box := s.Close(s.ballots...)
	box.Writer.Partial(2, strict.Encode(s.Part(2, box.Total)))
	box.Data = box.Writer.Bytes()
	return box
}

// TestASetupThatChangedSinceTheSealing swaps what the device stored for as good a setup of the same meeting.
func TestASetupThatChangedSinceTheSealing(t *testing.T) {
	s := newStage(t)
	key := group.GPow(group.Random())
	keys := append(slices.Clone(s.Credentials.Keys[1:]), key)
	w := record.NewWriter(1, s.Setup.Election, s.Setup.Trustees, ballot.EncodeCredentials(keys))
	w.End(0, 0, s.Close().Total)
	box := s.sign(&tallytest.Box{Data: w.Bytes()})
	if err := s.check(box); !errors.Is(err, trustee.ErrSetup) {
		t.Errorf("other credentials: %v", err)
	}
	// The same setup, but not the bytes that were sealed: the archive's time is another.
	again := s.Close(s.ballots...)
	w = record.NewWriter(1795344923, s.Setup.Election, s.Setup.Trustees, s.Setup.Credentials)
	for _, tracker := range again.Trackers {
		w.Ballot(s.ballots[slices.IndexFunc(s.ballots, func(b *ballot.Ballot) bool { return b.Tracker() == tracker })].Encode())
	}
	w.End(len(again.Trackers), int64(len(again.Trackers)), again.Total)
	again.Data = w.Bytes()
	if err := s.check(s.sign(again)); !errors.Is(err, trustee.ErrSetup) {
		t.Errorf("another time of sealing: %v", err)
	}
	other := newStage(t)
	if err := s.check(other.box); !errors.Is(err, trustee.ErrSetup) {
		t.Errorf("another meeting's box: %v", err)
	}
}

func TestUnissuedCredentialsHaveNotVoted(t *testing.T) {
	s := newStage(t)
	stuffed := s.Close(append(s.ballots[:5:5], s.Ballot(t, admitted, 0, 0))...) // by a spare
	unissued := s.Unissued()
	voted := s.ballots[0].Credential.String()
	for name, test := range map[string]struct {
		box      *tallytest.Box
		unissued []string
		admitted int
		want     error
	}{
		"all in order":                          {s.box, unissued, admitted, nil},
		"a spare has voted":                     {stuffed, unissued, admitted, trustee.ErrUnissued},
		"a spare has voted and is not named":    {stuffed, unissued[1:], admitted, trustee.ErrUnissued},
		"a spare is not named":                  {s.box, unissued[1:], admitted, trustee.ErrUnissued},
		"none is named":                         {s.box, nil, admitted, trustee.ErrUnissued},
		"fewer were admitted":                   {s.box, unissued, admitted - 1, trustee.ErrUnissued},
		"a voter's is named":                    {s.box, append(unissued[:2:2], voted), admitted, trustee.ErrUnissued},
		"one is named twice":                    {s.box, []string{unissued[0], unissued[0]}, admitted, trustee.ErrUnissued},
		"one is named twice, with slack":        {s.box, append(unissued[:2:2], unissued[0]), admitted + 1, trustee.ErrUnissued},
		"one is not listed":                     {s.box, []string{unissued[0], group.Generator().String()}, admitted, trustee.ErrUnissued},
		"one is no point":                       {s.box, []string{unissued[0], "x"}, admitted, trustee.ErrUnissued},
		"admitted, and the reissue was counted": {s.box, unissued, admitted + 1, nil},
	} {
		if err := s.opener.Check(test.box.Data, test.box.Head, test.unissued, test.admitted, ""); !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

func TestTheTellersOwnBallotIsCounted(t *testing.T) {
	s := newStage(t)
	missing := s.Ballot(t, 5, 0, 0)
	if err := s.opener.Check(s.box.Data, s.box.Head, s.Unissued(), admitted, missing.Tracker()); !errors.Is(err, trustee.ErrBox) {
		t.Errorf("%v", err)
	}
	if err := s.opener.Check(s.box.Data, s.box.Head, s.Unissued(), admitted, s.box.Trackers[4]); err != nil {
		t.Error(err)
	}
}

// TestFewerThanThreeAreNeverOpened holds whatever quorum the meeting has set itself.
func TestFewerThanThreeAreNeverOpened(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 3, Quorum: 1})
	ballots := []*ballot.Ballot{m.Ballot(t, 0, 0), m.Ballot(t, 1, 1), m.Ballot(t, 2, 2)}
	o, err := trustee.NewOpener(m.Keys[0], 1, m.Setup, m.SealedHead(), &tallytest.Memory{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		box := m.Close(ballots[:n]...)
		err := o.Check(box.Data, box.Head, nil, 3, "")
		if n < 3 && !errors.Is(err, trustee.ErrQuorum) || n == 3 && err != nil {
			t.Errorf("%d ballots: %v", n, err)
		}
	}
}
