package hall

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/group"
	"phieukin/crypto/threshold"
	"phieukin/tally/trustee"
	"phieukin/web/wire"
)

// ceremonyStage has a drafted meeting of two of three tellers, whose devices have not joined.
func ceremonyStage(t *testing.T) (*stage, []*trustee.Ceremony) {
	t.Helper()
	s := newStage(t, newSQLite(t))
	p := plan(4)
	p.Tellers, p.Threshold = append(p.Tellers, "Trần Văn Bưởi"), 2
	desk := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
	_, room := desk.askRoom(wire.Create{Plan: p, Registrar: s.registrar.Recipient()})
	s.code = room
	s.host = s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: room})
	state := s.host.until(func(v wire.State) bool { return v.Invite != nil })
	s.uuid = state.UUID
	_, s.invite, _ = strings.Cut(state.Invite.URL, "/teller#"+room+"/")
	var devices []*trustee.Ceremony
	for i := range p.Tellers {
		s.tellers = append(s.tellers, s.join(wire.Hello{Role: wire.RoleTeller, Room: room, Key: s.invite}))
		c, err := trustee.NewCeremony(threshold.Terms{UUID: s.uuid, Size: 3, Threshold: 2}, i+1)
		if err != nil {
			t.Fatal(err)
		}
		devices = append(devices, c)
	}
	return s, devices
}

func (s *stage) enter(i int, c *trustee.Ceremony) string {
	return s.tellers[i].ask(wire.Trustee{Teller: i, Key: string(c.Commit()), Secret: strings.Repeat("s", 32)})
}

// said are all messages of a round, as a device sees them.
func (s *stage) said(i, round int) [][]byte {
	s.t.Helper()
	state := s.tellers[i].until(func(v wire.State) bool { return v.Ceremony.Round > round })
	out := make([][]byte, len(state.Ceremony.Sent))
	for j, sent := range state.Ceremony.Sent {
		out[j] = []byte(sent[round])
	}
	return out
}

func TestCeremonyOfTwoOfThreeRunsInTheRoom(t *testing.T) {
	s, devices := ceremonyStage(t)
	if reason := s.tellers[0].ask(wire.Round{Round: 1, Message: "x"}); reason != wire.ReasonForbidden {
		t.Errorf("a device that has not joined: %q", reason)
	}
	for i, c := range devices {
		if reason := s.enter(i, c); reason != "" {
			t.Fatal(reason)
		}
	}
	for round, next := range []func(*trustee.Ceremony, [][]byte) ([]byte, error){
		(*trustee.Ceremony).Reveal, (*trustee.Ceremony).Deal, (*trustee.Ceremony).Key,
	} {
		for i, c := range devices {
			message, err := next(c, s.said(i, round))
			if err != nil {
				t.Fatal(err)
			}
			if reason := s.tellers[i].ask(wire.Round{Round: round + 1, Message: "{}"}); reason != wire.ReasonKey {
				t.Errorf("a malformed message in round %d: %q", round+1, reason)
			}
			if reason := s.tellers[i].ask(wire.Round{Round: round + 2, Message: string(message)}); reason != string(meeting.WrongRound) {
				t.Errorf("a message of a later round: %q", reason)
			}
			s.tellers[i].must(wire.Round{Round: round + 1, Message: string(message)})
		}
	}
	for i, c := range devices {
		key, _, err := c.Finish(s.said(i, 3))
		if err != nil {
			t.Fatal(err)
		}
		s.keys = append(s.keys, key)
	}
	p := s.host.until(func(v wire.State) bool { return v.Ceremony.Round == 4 }).Draft
	s.admit(4)
	s.seal(*p, 4)
	s.host.must(wire.Open{})
	for _, c := range s.credentials {
		s.vote(c, 1, 0)
	}
	s.close()
	s.tellers[2].must(wire.Partial{Owner: 3, Payload: s.part(2)})
	if v := s.host.until(func(v wire.State) bool { return v.Tellers[2].Opened }); v.Result != nil {
		t.Fatal("one part of two showed totals")
	}
	s.tellers[0].must(wire.Partial{Owner: 1, Payload: s.part(0)})
	if result := s.host.untilPhase(meeting.Published).Result; result.Questions[0].Counts[1] != 4 {
		t.Errorf("result %+v", result)
	}
}

func TestInterruptedCeremonyStartsAgain(t *testing.T) {
	s, devices := ceremonyStage(t)
	for i, c := range devices[:2] {
		s.enter(i, c)
	}
	if reason := s.host.ask(wire.Seal{Credentials: []string{}, Slips: [][]byte{}}); reason != string(meeting.TellersMissing) {
		t.Errorf("sealed without the key: %q", reason)
	}
	s.host.must(wire.ResetTellers{})
	s.host.until(func(v wire.State) bool { return !v.Tellers[0].Joined && !v.Tellers[1].Joined })
	if reason := s.enter(0, devices[0]); reason != "" {
		t.Errorf("joining again: %q", reason)
	}
	if reason := s.enter(0, devices[0]); reason != string(meeting.TellerTaken) {
		t.Errorf("a second device in one place: %q", reason)
	}
}

func TestComplaintsAreShownToAll(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.draft(plan(3))
	s.tellers[1].must(wire.Complain{Code: "ceremony_share:1"})
	s.host.until(func(v wire.State) bool { return v.Tellers[1].Complaint == "ceremony_share:1" })
	if reason := s.tellers[1].ask(wire.Complain{Code: "Trần Văn Bưởi chọn mức 4"}); reason != wire.ReasonMalformed {
		t.Errorf("free text on every screen: %q", reason)
	}
}

// say sends one text message on the anonymous socket and waits until the server ends it.
func (s *stage) witness(m wire.Witness) {
	s.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.server.URL, "http")+"/ws/cast", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	defer ws.Close()
	m.Type = "witness"
	data, _ := json.Marshal(m)
	if err := ws.WriteMessage(websocket.TextMessage, data); err != nil {
		s.t.Fatal(err)
	}
	ws.ReadMessage()
}

func TestABrokenPromiseIsShownBeforeTheOpening(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	for _, c := range s.credentials {
		s.vote(c, 0, 0)
	}
	s.close()
	e, _ := s.election()
	sealed := s.hall.byUUID(s.uuid).sealed.Load()
	promised := ballot.SignReceipt(sealed.signingKey, e.Fingerprint, ballot.Digest([]byte("a ballot that is not there")))
	forged := ballot.SignReceipt(group.Random(), e.Fingerprint, ballot.Digest([]byte("another")))
	s.witness(wire.Witness{Fingerprint: e.Fingerprint})
	s.witness(wire.Witness{Fingerprint: e.Fingerprint, Missing: &forged})
	s.witness(wire.Witness{Fingerprint: e.Fingerprint, Missing: &promised})
	s.witness(wire.Witness{Fingerprint: e.Fingerprint, Missing: &promised})
	v := s.tellers[0].until(func(v wire.State) bool { return v.Closed != nil && len(v.Closed.Missing) > 0 && v.Closed.Found == 1 })
	if len(v.Closed.Missing) != 1 || v.Closed.Missing[0].Tracker != promised.Tracker {
		t.Errorf("missing %+v", v.Closed.Missing)
	}
}

func TestTellersGetBallotsInWholeStepsOnly(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(6)
	cast := map[string]bool{}
	for _, c := range s.credentials[:4] {
		b := s.ballot(c, 0, 0)
		cast[string(b.Encode())] = true
		s.cast(s.frame(b.Compact()))
	}
	got := func(after int) wire.Ballots {
		s.tellers[0].must(wire.WantBallots{After: after})
		var out wire.Ballots
		for _, frame := range s.tellers[0].raw {
			var m wire.Ballots
			if json.Unmarshal([]byte(frame), &m); m.Type == "ballots" {
				out = m
			}
		}
		return out
	}
	first := got(0)
	if len(first.List) != 3 {
		t.Fatalf("%d ballots in the first step", len(first.List))
	}
	for _, raw := range first.List {
		if !cast[raw] {
			t.Error("a ballot that nobody cast")
		}
	}
	if rest := got(3); len(rest.List) != 0 {
		t.Errorf("%d ballots of an incomplete step", len(rest.List))
	}
	if reason := s.tellers[0].ask(wire.WantBallots{After: 1}); reason != wire.ReasonMalformed {
		t.Errorf("from the middle of a step: %q", reason)
	}
}

func TestARestoredShareTakesThePlaceOfALostPhone(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	for _, c := range s.credentials {
		s.vote(c, 0, 0)
	}
	phone := s.join(wire.Hello{Role: wire.RoleTeller, Room: s.code, Key: s.invite})
	device := strings.Repeat("n", 32)
	for name, m := range map[string]wire.Return{
		"another teller's share": {Teller: 0, Secret: device, Signature: s.keys[1].Return(s.uuid, 1, device)},
		"another device":         {Teller: 0, Secret: device, Signature: s.keys[0].Return(s.uuid, 1, "stolen"+device)},
		"another meeting":        {Teller: 0, Secret: device, Signature: s.keys[0].Return("Q5V7oUSV4CdWW7", 1, device)},
	} {
		if reason := phone.ask(m); reason != wire.ReasonKey {
			t.Errorf("%s: %q", name, reason)
		}
	}
	phone.must(wire.Return{Teller: 0, Secret: device, Signature: s.keys[0].Return(s.uuid, 1, device)})
	zero := 0
	if _, reason := s.dial(wire.Hello{Role: wire.RoleTeller, Room: s.code, Key: s.invite, Teller: &zero, Secret: strings.Repeat("s", 32)}); reason != wire.ReasonForbidden {
		t.Errorf("the lost phone came back: %q", reason)
	}
	s.tellers[0] = phone
	s.close()
	phone.must(wire.Partial{Owner: 1, Payload: s.part(0)})
	s.tellers[1].must(wire.Partial{Owner: 2, Payload: s.part(1)})
	s.host.untilPhase(meeting.Published)
}
