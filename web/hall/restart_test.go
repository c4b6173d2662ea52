package hall

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

// restart stops the program and starts it again on the same place, with everybody coming back.
func (s *stage) restart(place urntest.Place) {
	s.t.Helper()
	s.stop()
	s.serve(place.Open(s.t))
	s.host = s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: s.code})
	for i := range s.tellers {
		s.tellers[i] = s.join(wire.Hello{
			Role: wire.RoleTeller, Room: s.code, Key: s.invite, Teller: &i, Secret: strings.Repeat("s", 32),
		})
	}
}

func TestRestartInEveryPhaseLosesNothing(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		p := plan(4)
		s.draft(p)
		s.restart(place)
		s.admit(4)
		s.restart(place)
		s.seal(p, 4)
		election := s.file("election.json")
		s.restart(place)
		if !bytes.Equal(election, s.file("election.json")) {
			t.Fatal("another election after the restart")
		}
		s.host.must(wire.Open{})
		first := s.frame(s.ballot(s.credentials[0], 1, 1).Compact())
		s.cast(first)
		s.restart(place)
		if a := s.cast(first); a.Type != wire.CastIn {
			t.Errorf("the ballot is not in any more: %+v", a)
		}
		for _, c := range s.credentials[1:] {
			s.vote(c, 1, 1)
		}
		s.close()
		closed := s.file("closed.bel")
		s.restart(place)
		if !bytes.Equal(closed, s.file("closed.bel")) {
			t.Error("another record after the restart")
		}
		s.tellers[0].must(wire.Partial{Owner: 1, Payload: s.part(0)})
		s.restart(place)
		s.tellers[1].must(wire.Partial{Owner: 2, Payload: s.part(1)})
		s.restart(place)
		result := s.host.untilPhase(meeting.Published).Result
		if !slices.Equal(result.Questions[1].Counts, []int64{0, 4, 0, 0}) || result.Counted != 4 {
			t.Errorf("result %+v", result)
		}
	})
}

// A crash between the consent and the record is healed by the next start.
func TestInterruptedCloseIsFinishedAfterARestart(t *testing.T) {
	place := urntest.SQLite(t)
	s := newStage(t, place.Open(t))
	s.open(3)
	for _, c := range s.credentials {
		s.vote(c, 0, 0)
	}
	room := s.hall.byUUID(s.uuid)
	room.finishing.Store(true) // this process never gets to finish
	s.host.must(wire.Close{})
	s.tellers[0].must(wire.Confirm{})
	if phase := room.snapshot().Phase; phase != meeting.Closing {
		t.Fatalf("phase %s", phase)
	}
	s.restart(place)
	if v := s.host.untilPhase(meeting.Closed); v.Closed.Head.Size != 3 {
		t.Errorf("closed with %d ballots", v.Closed.Head.Size)
	}
}

func TestTellersComeBackOnlyWithTheirSecret(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.draft(plan(3))
	zero := 0
	for _, secret := range []string{"", strings.Repeat("x", 32)} {
		if _, reason := s.dial(wire.Hello{Role: wire.RoleTeller, Room: s.code, Key: s.invite, Teller: &zero, Secret: secret}); reason != wire.ReasonForbidden {
			t.Errorf("secret %q: %q", secret, reason)
		}
	}
	again := s.join(wire.Hello{Role: wire.RoleTeller, Room: s.code, Key: s.invite})
	if reason := again.ask(wire.Trustee{Teller: 0, Key: string(s.keys[0].Publish()), Secret: strings.Repeat("y", 32)}); reason != string(meeting.TellerTaken) {
		t.Errorf("took another teller's place: %q", reason)
	}
}

// Two nodes serve one Redis: what one journals the other shows, and ballots may come in on both.
func TestTwoNodesServeOneMeeting(t *testing.T) {
	place := urntest.Redis(t)
	s := newStage(t, place.Open(t))
	s.open(4)
	other := &stage{t: t, deployment: s.deployment, registrar: s.registrar, uuid: s.uuid, code: s.code, credentials: s.credentials}
	other.serve(place.Open(t))
	s.vote(s.credentials[0], 0, 0)
	other.vote(s.credentials[1], 1, 1)
	s.vote(s.credentials[2], 0, 0)
	other.vote(s.credentials[3], 2, 2)
	if a := other.cast(s.frame(s.ballot(s.credentials[0], 3, 3).Compact())); a.Reason != wire.CastSpent {
		t.Errorf("a credential spent on one node voted on the other: %+v", a)
	}
	watcher := other.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: s.code})
	watcher.must(wire.Close{})
	s.tellers[0].must(wire.Confirm{})
	if v := watcher.untilPhase(meeting.Closed); v.Closed.Head.Size != 4 || v.Closed.Differs {
		t.Errorf("closed %+v", v.Closed)
	}
	s.host.untilPhase(meeting.Closed)
	if !bytes.Equal(s.file("closed.bel"), other.file("closed.bel")) {
		t.Error("the nodes have different records")
	}
}

// What lies in the store in mid-vote tells nothing: no name, choice, share, credential, identity, or ciphertext.
func TestDumpInMidVoteTellsNothing(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		s.open(6)
		secrets := map[string][]byte{
			"the deployment's identity": []byte(s.deployment.String()),
			"the registrar's identity":  []byte(s.registrar.String()),
			"the meeting's identity":    []byte(s.hall.byUUID(s.uuid).identity.String()),
			"an identity":               []byte("AGE-SECRET-KEY"),
			"the host's key":            []byte(testHostKey),
			"the title":                 []byte(plan(6).Title),
			"a level":                   []byte("Hoàn thành"),
		}
		add := func(name string, raw []byte) {
			reversed := slices.Clone(raw)
			slices.Reverse(reversed)
			for form, data := range map[string][]byte{
				"": raw, " reversed": reversed, " in hex": []byte(hex.EncodeToString(raw)),
				" reversed in hex": []byte(hex.EncodeToString(reversed)), " in base64": []byte(base64.StdEncoding.EncodeToString(raw)[:40]),
			} {
				secrets[name+form] = data
			}
		}
		for i, key := range s.keys {
			secrets["share "+names[i]] = []byte(key.String())
		}
		for i, name := range names {
			secrets["name "+name] = []byte(name)
			c := s.credentials[i]
			secrets["credential of "+name] = []byte(c)
			add("secret key of "+name, c.Key(s.uuid).Bytes())
		}
		for i, c := range s.credentials[:5] {
			b := s.ballot(c, i%4, 3-i%4)
			for _, a := range b.Answers {
				for _, choice := range a.Choices {
					add("alpha", choice.Alpha.Bytes())
					add("beta", choice.Beta.Bytes())
				}
			}
			secrets["tracker"] = []byte(b.Tracker())
			if a := s.cast(s.frame(b.Compact())); a.Type != wire.CastIn {
				t.Fatalf("%+v", a)
			}
			dump := place.Dump(t)
			for name, secret := range secrets {
				if bytes.Contains(dump, secret) {
					t.Errorf("the store holds %s", name)
				}
			}
		}
		if dump := place.Dump(t); !bytes.Contains(dump, []byte("age-encryption.org/v1")) {
			t.Error("the dump does not even hold the sealed ballots: it is not the store")
		}
	})
}
