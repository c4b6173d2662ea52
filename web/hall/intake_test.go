package hall

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/crypto/group"
	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

// word returns the n-th 32 bytes of a compact ballot, to be changed.
func word(compact []byte, n int) []byte { return compact[n*group.Size : (n+1)*group.Size] }

func TestEachMalformedBallotIsRefusedForItsOwnReason(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(4)
	good := s.ballot(s.credentials[0], 0, 1).Compact()
	changed := func(change func(compact []byte)) wire.CastFrame {
		compact := bytes.Clone(good)
		change(compact)
		return s.frame(compact)
	}
	notAge := s.frame(good)
	notAge.Sealed = []byte("age-encryption.org/v1\nnot really")
	oversize := s.frame(append(bytes.Clone(good), make([]byte, 64<<10)...))
	elsewhere := s.frame(good)
	elsewhere.Fingerprint = "rqDON0ID7kjOUQt1TjW/Bwmf0mJE4g6cZfaBAkHzC30"
	stranger := s.ballot(s.credentials[0], 0, 1)
	stranger.Credential = group.GPow(group.FromInt(7))
	// The scalars of the last proof are the last two words; the first ciphertext starts at the third.
	last := len(good)/group.Size - 1
	for name, test := range map[string]struct {
		frame  wire.CastFrame
		reason string
	}{
		"not age":            {notAge, wire.CastNotSealed},
		"oversize":           {oversize, wire.CastTooLarge},
		"unknown election":   {elsewhere, wire.CastOtherElection},
		"other election":     {changed(func(c []byte) { c[0] ^= 1 }), wire.CastOtherElection},
		"cut":                {s.frame(good[:len(good)-1]), wire.CastBadLength},
		"non-canonical":      {changed(func(c []byte) { copy(word(c, 2), bytes.Repeat([]byte{255}, 32)) }), wire.CastBadPoint},
		"small order":        {changed(func(c []byte) { copy(word(c, 2), make([]byte, 32)) }), wire.CastBadPoint},
		"scalar not reduced": {changed(func(c []byte) { copy(word(c, last), bytes.Repeat([]byte{255}, 32)) }), wire.CastBadScalar},
		"unknown credential": {s.frame(stranger.Compact()), wire.CastUnknownCredential},
		"wrong signature":    {changed(func(c []byte) { word(c, last)[0] ^= 1 }), wire.CastBadSignature},
		"wrong proof":        {s.frame(s.unlawful()), wire.CastBadProof},
	} {
		if a := s.cast(test.frame); a.Type != wire.CastRefused || a.Reason != test.reason {
			t.Errorf("%s: %+v, want %s", name, a, test.reason)
		}
	}
	if n, err := s.hall.Store.Size(t.Context(), s.uuid); err != nil || n != 0 {
		t.Errorf("%d ballots in the box, %v", n, err)
	}
	if a := s.cast(s.frame(good)); a.Type != wire.CastIn {
		t.Errorf("the good ballot was refused after all that: %s", a.Reason)
	}
}

func TestFirstBallotSpendsACredentialAndASecondCopyCountsOnce(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		s.open(4)
		first := s.frame(s.ballot(s.credentials[0], 0, 1).Compact())
		for range 2 {
			if a := s.cast(first); a.Type != wire.CastIn {
				t.Fatalf("%+v", a)
			}
		}
		if a := s.cast(s.frame(s.ballot(s.credentials[0], 3, 3).Compact())); a.Reason != wire.CastSpent {
			t.Errorf("another ballot of a spent credential: %+v", a)
		}
		for _, c := range s.credentials[1:] {
			s.vote(c, 0, 1)
		}
		s.close()
		if a := s.cast(first); a.Type != wire.CastIn {
			t.Errorf("asking again after the close: %+v", a)
		}
		s.tellers[0].must(wire.Partial{Owner: 1, Payload: s.part(0)})
		s.tellers[1].must(wire.Partial{Owner: 2, Payload: s.part(1)})
		result := s.host.untilPhase(meeting.Published).Result
		if !slices.Equal(result.Questions[0].Counts, []int64{4, 0, 0, 0}) {
			t.Errorf("result %+v", result)
		}
	})
}

func TestBallotsOutsideTheVoteAreNotTaken(t *testing.T) {
	s := newStage(t, newSQLite(t))
	p := plan(3)
	s.draft(p)
	s.admit(3)
	s.seal(p, 3)
	frame := s.frame(s.ballot(s.credentials[0], 0, 0).Compact())
	if a := s.cast(frame); a.Reason != wire.CastNotOpen {
		t.Errorf("before the vote: %+v", a)
	}
	s.host.must(wire.Open{})
	s.host.must(wire.Pause{})
	if a := s.cast(frame); a.Reason != wire.CastNotOpen {
		t.Errorf("in a pause: %+v", a)
	}
	s.host.must(wire.Resume{})
	if a := s.cast(frame); a.Type != wire.CastIn {
		t.Errorf("after the pause: %+v", a)
	}
	s.vote(s.credentials[1], 0, 0)
	s.close()
	if a := s.cast(s.frame(s.ballot(s.credentials[2], 0, 0).Compact())); a.Reason != wire.CastClosed {
		t.Errorf("after the close: %+v", a)
	}
}

// Whatever the close overtakes, what was promised is in the record and nothing else is.
func TestCloseDuringABurstLosesNothingPromised(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		s.open(6)
		var frames []wire.CastFrame
		for _, c := range s.credentials {
			frames = append(frames, s.frame(s.ballot(c, 0, 0).Compact()))
		}
		// Enough for the quorum first, so that the close can overtake the others.
		for _, f := range frames[:4] {
			s.cast(f)
		}
		promised := 4
		var mu sync.Mutex
		var wg sync.WaitGroup
		for _, f := range frames[4:] {
			wg.Go(func() {
				a := s.cast(f)
				mu.Lock()
				defer mu.Unlock()
				if a.Type == wire.CastIn {
					promised++
				} else if a.Reason != wire.CastClosed && a.Reason != wire.CastBusy {
					t.Errorf("%+v", a)
				}
			})
		}
		s.host.must(wire.Close{})
		s.tellers[0].must(wire.Confirm{})
		state := s.host.untilPhase(meeting.Closed)
		wg.Wait()
		if state.Counts.Cast != promised || state.Closed.Head.Size != promised || state.Closed.Differs {
			t.Errorf("promised %d, in the record %+v, counts %+v", promised, state.Closed.Head, state.Counts)
		}
	})
}
