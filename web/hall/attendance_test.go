package hall

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/ballot/voter"
	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

// withCards seals a meeting of four with three printed cards: two come by phone, two draw a card.
func withCards(t *testing.T, s *stage) {
	t.Helper()
	p := plan(4)
	p.Cards, p.PINs = 3, true
	s.draft(p)
	s.admit(2)
	for _, i := range []int{5, 6} {
		s.host.must(wire.Present{ID: phoneID(i), Note: s.sealed("note")})
		s.host.must(wire.HandCard{ID: phoneID(i)})
	}
	s.seal(p, 2)
	s.host.must(wire.Open{})
}

// undrawn are the unissued credentials: the slips that are left, and these cards.
func (s *stage) undrawn(cards ...int) []string {
	list := slices.DeleteFunc(slices.Clone(s.unissued), func(public string) bool {
		return slices.ContainsFunc(s.cards, func(c voter.Credential) bool { return s.public(c) == public })
	})
	for _, i := range cards {
		list = append(list, s.public(s.cards[i]))
	}
	slices.Sort(list)
	return list
}

func TestCardsBesidePhonesAreReconciled(t *testing.T) {
	s := newStage(t, newSQLite(t))
	withCards(t, s)
	// The second card is lost: with a teller's consent the third is drawn.
	s.host.must(wire.AskAgain{ID: phoneID(7), Note: s.sealed("note"), Lost: true})
	if reason := s.host.ask(wire.HandCard{ID: phoneID(7)}); reason != string(meeting.NotAdmitted) {
		t.Errorf("a card before the consent: %q", reason)
	}
	state := s.tellers[1].until(func(v wire.State) bool { return v.Wish != nil })
	if want := (wire.Wish{Number: 1, Again: true, Lost: true}); *state.Wish != want {
		t.Errorf("the teller reads %+v", *state.Wish)
	}
	s.tellers[1].must(wire.Consent{Number: 1})
	s.host.must(wire.HandCard{ID: phoneID(7)})

	for i, c := range append(slices.Clone(s.credentials), s.cards[0], s.cards[2]) {
		s.vote(c, i%4, 3-i%4)
	}
	s.host.must(wire.Close{})
	s.tellers[0].must(wire.Confirm{})
	s.host.untilPhase(meeting.Closed)
	// All three cards were drawn, so the unissued are slips alone.
	if reason := s.host.ask(wire.Unissued{Credentials: s.unissued}); reason != string(meeting.UnissuedMismatch) {
		t.Errorf("cards that were drawn among the unissued: %q", reason)
	}
	s.host.must(wire.Unissued{Credentials: s.undrawn()})
	for i := range s.tellers {
		s.tellers[i].must(wire.Partial{Owner: i + 1, Payload: s.part(i)})
	}

	var got Minutes
	if err := json.Unmarshal(s.file("minutes.json"), &got); err != nil {
		t.Fatal(err)
	}
	if want := (meeting.Figures{Convened: 4, Present: 4, Issued: 4, Returned: 4, Valid: 4}); got.Figures != want || len(got.Broken) > 0 {
		t.Errorf("figures %+v, broken %v", got.Figures, got.Broken)
	}
	if want := (minutesCards{Printed: 3, Handed: 3, Again: 1, Lost: 1}); got.Cards != want {
		t.Errorf("cards %+v, want %+v", got.Cards, want)
	}
}

func TestAnUndrawnCardIsEnteredOrGivenUpWithConsent(t *testing.T) {
	s := newStage(t, newSQLite(t))
	withCards(t, s)
	for i, c := range append(slices.Clone(s.credentials), s.cards[1]) {
		s.vote(c, i%4, 3-i%4)
	}
	s.host.must(wire.Close{})
	s.tellers[0].must(wire.Confirm{})
	s.host.untilPhase(meeting.Closed)
	if reason := s.host.ask(wire.Unissued{Credentials: s.undrawn(1)}); reason != string(meeting.UnissuedMismatch) {
		t.Errorf("a card that has voted as undrawn: %q", reason)
	}
	if reason := s.host.ask(wire.Unissued{Credentials: s.undrawn()}); reason != string(meeting.UnissuedMismatch) {
		t.Errorf("the undrawn card left out: %q", reason)
	}
	s.host.must(wire.AskMissing{Cards: 1})
	if reason := s.host.ask(wire.Consent{Number: 1}); reason != wire.ReasonForbidden {
		t.Errorf("the host consents: %q", reason)
	}
	s.tellers[0].must(wire.Consent{Number: 1})
	s.host.must(wire.Unissued{Credentials: s.undrawn()})
	state := s.host.until(func(v wire.State) bool { return v.Counts.Missing == 1 })
	if state.Counts.Holders() != 5 {
		t.Errorf("%+v", state.Counts)
	}
}

// TestCardsAndPINsLeaveNothingInTheStore holds that what a phone sends to be let in, and what the host's browser answers and
// notes, lies in the store only as what nobody but they can open.
func TestCardsAndPINsLeaveNothingInTheStore(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		withCards(t, s)
		const code, pin = "84844473", "188342"
		phone := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
		phone.must(wire.Mail{ID: phoneID(8), Sealed: s.sealed(`{"kind":"ticket","code":"` + code + `"}`)})
		s.host.must(wire.Reply{ID: phoneID(8), Sealed: s.sealed(string(s.cards[0]))})
		named := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
		named.must(wire.Mail{ID: phoneID(9), Sealed: s.sealed(`{"kind":"join","pin":"` + pin + `"}`)})
		s.host.must(wire.AskAgain{ID: phoneID(10), Note: s.sealed(names[2]), Lost: true})
		dump := place.Dump(t)
		for what, secret := range map[string]string{"code": code, "PIN": pin, "credential": string(s.cards[0]), "name": names[2]} {
			if bytes.Contains(dump, []byte(secret)) {
				t.Errorf("the store holds a %s", what)
			}
		}
		if !bytes.Contains(dump, []byte("age-encryption.org/v1")) {
			t.Error("the dump does not even hold sealed letters: it is not the store")
		}
		wall := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
		for _, p := range []*peer{phone, wall} {
			state := p.until(func(v wire.State) bool { return v.UUID != "" })
			if state.Wish != nil {
				t.Errorf("%s is told of what the host asks the tellers", state.Role)
			}
			for _, frame := range p.raw {
				if strings.Contains(frame, `"by_hand"`) {
					t.Errorf("%s is told of people", state.Role)
				}
			}
		}
		if handed := phone.state.Counts.Handed; handed != 0 {
			t.Errorf("a phone is told of %d cards", handed)
		}
	})
}
