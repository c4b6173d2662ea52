package hall

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/web/wire"
)

// paperKiosk is a kiosk that two tellers let enter ballots, in a vote of five members of whom two have no phone.
func (s *stage) paperKiosk() *peer {
	s.t.Helper()
	p := plan(5)
	s.draft(p)
	s.admit(5)
	s.seal(p, 3)
	s.host.must(wire.Open{})
	if reason := s.host.ask(wire.PaperHand{Count: 3}); reason != string(meeting.PaperTooMany) {
		s.t.Errorf("three handed to two: %q", reason)
	}
	s.host.must(wire.PaperHand{Count: 2})
	kiosk := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
	kiosk.must(wire.Mail{ID: phoneID(9), Sealed: s.sealed("paper")})
	kiosk.must(wire.PaperAsk{ID: phoneID(9), Collected: 2})
	s.tellers[1].until(func(v wire.State) bool { return v.Paper != nil && v.Paper.Device == phoneID(9) && v.Paper.Asked == 2 })
	s.tellers[1].must(wire.PaperAgree{ID: phoneID(9)})
	kiosk.until(func(v wire.State) bool { return v.Paper != nil && v.Paper.Agreed })
	return kiosk
}

func TestPaperBallotsGoIntoTheSameBoxAndAreOnlyNumbers(t *testing.T) {
	s := newStage(t, newSQLite(t))
	kiosk := s.paperKiosk()
	phone := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code, Checkin: phoneID(0)})
	phone.until(func(v wire.State) bool { return v.Phase == meeting.Open })

	kiosk.must(wire.PaperWant{ID: phoneID(9), Sheet: 1})
	s.host.until(func(v wire.State) bool { return v.Paper != nil && v.Paper.Wanted })
	s.host.must(wire.PaperIssue{ID: phoneID(9), Slip: 3, Sealed: s.sealed("credential")})
	for len(kiosk.mail) == 0 {
		kiosk.read()
	}
	s.vote(s.spares[0], 2, 1)
	kiosk.must(wire.PaperEnter{ID: phoneID(9), Sheet: 1})
	s.vote(s.credentials[0], 0, 1)
	s.vote(s.credentials[1], 0, 1)
	if reason := s.host.ask(wire.Close{}); reason != string(meeting.PaperLeft) {
		t.Errorf("closing with a paper ballot left: %q", reason)
	}
	kiosk.must(wire.PaperEnter{ID: phoneID(9), Sheet: 2, Invalid: true})

	s.unissued = slices.DeleteFunc(s.unissued, func(key string) bool { return key == s.public(s.spares[0]) })
	s.close()
	for i := range s.tellers {
		s.tellers[i].must(wire.Partial{Owner: i + 1, Payload: s.part(i)})
	}
	closed := phone.untilPhase(meeting.Published)
	if want := (wire.Counts{Convened: 5, Issued: 5, Cast: 3, Invalid: 1}); closed.Counts != want {
		t.Errorf("a phone reads %+v, want %+v", closed.Counts, want)
	}
	for _, frame := range phone.raw {
		if strings.Contains(frame, `"paper"`) {
			t.Fatalf("a member's phone is told of paper: %s", frame)
		}
	}
	var got Minutes
	if err := json.Unmarshal(s.file("minutes.json"), &got); err != nil {
		t.Fatal(err)
	}
	if want := (meeting.Figures{Convened: 5, Present: 5, Issued: 5, Returned: 4, Valid: 3, Invalid: 1}); got.Figures != want {
		t.Errorf("figures %+v, want %+v", got.Figures, want)
	}
	if want := (minutesPaper{Issued: 2, Collected: 2, Valid: 1, Invalid: 1}); got.Paper != want || !reflect.DeepEqual(got.Broken, []string{}) {
		t.Errorf("paper %+v, want %+v; broken %v", got.Paper, want, got.Broken)
	}
}

func TestWhoMaySpeakOfPaper(t *testing.T) {
	s := newStage(t, newSQLite(t))
	kiosk := s.paperKiosk()
	stranger := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
	for name, test := range map[string]struct {
		peer *peer
		m    wire.Message
		want string
	}{
		"a phone under the kiosk's id":     {s.join(wire.Hello{Role: wire.RoleMember, Room: s.code, Checkin: phoneID(1)}), wire.PaperWant{ID: phoneID(9), Sheet: 1}, wire.ReasonForbidden},
		"a stranger under no lawful id":    {stranger, wire.PaperAsk{ID: "9", Collected: 1}, wire.ReasonForbidden},
		"another kiosk meanwhile":          {s.join(wire.Hello{Role: wire.RoleMember, Room: s.code}), wire.PaperAsk{ID: phoneID(8), Collected: 1}, string(meeting.PaperTaken)},
		"a kiosk that agrees to itself":    {kiosk, wire.PaperAgree{ID: phoneID(9)}, wire.ReasonForbidden},
		"a host who agrees":                {s.host, wire.PaperAgree{ID: phoneID(9)}, wire.ReasonForbidden},
		"a teller who counts":              {s.tellers[0], wire.PaperHand{Count: 2}, wire.ReasonForbidden},
		"a credential that is not wanted":  {s.host, wire.PaperIssue{ID: phoneID(9), Slip: 3, Sealed: s.sealed("c")}, string(meeting.WrongPhase)},
		"a credential that is not sealed":  {s.host, wire.PaperIssue{ID: phoneID(9), Slip: 3, Sealed: []byte{}}, wire.ReasonMalformed},
		"a ballot entered without its own": {kiosk, wire.PaperEnter{ID: phoneID(9), Sheet: 1}, string(meeting.PaperCount)},
	} {
		if reason := test.peer.ask(test.m); reason != test.want {
			t.Errorf("%s: %q, want %q", name, reason, test.want)
		}
	}
	s.tellers[0].must(wire.PaperDecline{ID: phoneID(9)})
	if reason := kiosk.ask(wire.PaperWant{ID: phoneID(9), Sheet: 1}); reason != string(meeting.PaperNotYours) {
		t.Errorf("a kiosk that was sent away goes on: %q", reason)
	}
}
