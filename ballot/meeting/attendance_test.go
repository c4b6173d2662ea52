package meeting_test

import (
	"testing"

	"phieukin/ballot/meeting"
)

// cards is an open meeting with three printed cards, in which a has a slip, b a card, and c has neither.
func cards(t *testing.T) meeting.State {
	t.Helper()
	p := plan()
	p.Cards = 3
	s := run(t, meeting.State{}, meeting.Create{Created: meeting.Created{Plan: p}})
	s = run(t, s, arrive("a")...)
	return run(t, s,
		meeting.MarkPresent{ID: "b", Note: []byte("n")}, meeting.MarkPresent{ID: "c", Note: []byte("n")}, meeting.HandCard{ID: "b"},
		meeting.JoinTeller{Teller: 0, Message: "k"}, meeting.JoinTeller{Teller: 1, Message: "l"},
		meeting.Seal{Box: meeting.SealedBox{Slips: make([][]byte, 4)}, Keys: 7}, meeting.Issue{ID: "a", Slip: 1}, meeting.Start{})
}

// figures are the counts that are reconciled.
type figures struct{ admitted, issued, handed, undrawn, again, lost, missing, left, late int }

func figuresOf(s meeting.State) figures {
	return figures{s.Admitted(), s.Issued(), s.Handed(), s.Undrawn(), s.Again(), s.Lost, s.Missing, s.Left(), s.Late()}
}

func TestFiguresOfCardsAndPeople(t *testing.T) {
	closed := []meeting.Command{meeting.AskClose{Ballots: 3}, meeting.AgreeToClose{Ballots: 3}, meeting.FinishClose{Box: meeting.ClosedBox{Counted: 3}}}
	lost := []meeting.Command{meeting.AskAgain{ID: "b2", Note: []byte("n"), Lost: true}, meeting.Consent{Number: 1}}
	for name, test := range map[string]struct {
		commands []meeting.Command
		want     figures
	}{
		"a slip and a card":           {nil, figures{admitted: 3, issued: 2, handed: 1, undrawn: 2}},
		"a card more":                 {[]meeting.Command{meeting.HandCard{ID: "c"}}, figures{admitted: 3, issued: 3, handed: 2, undrawn: 1}},
		"marked by mistake":           {[]meeting.Command{meeting.MarkAbsent{ID: "c"}}, figures{admitted: 2, issued: 2, handed: 1, undrawn: 2}},
		"somebody goes":               {[]meeting.Command{meeting.MarkLeft{ID: "a", Gone: true}}, figures{admitted: 3, issued: 2, handed: 1, undrawn: 2, left: 1}},
		"and comes back":              {[]meeting.Command{meeting.MarkLeft{ID: "a", Gone: true}, meeting.MarkLeft{ID: "a"}}, figures{admitted: 3, issued: 2, handed: 1, undrawn: 2}},
		"a second card is agreed to":  {lost, figures{admitted: 3, issued: 2, handed: 1, undrawn: 2, lost: 1}},
		"and handed out":              {append(lost, meeting.HandCard{ID: "b2"}), figures{admitted: 3, issued: 2, handed: 2, undrawn: 1, again: 1, lost: 1}},
		"somebody comes after all":    {append(closed, meeting.MarkPresent{ID: "d"}), figures{admitted: 3, issued: 2, handed: 1, undrawn: 2, late: 1}},
		"one card is not to be found": {append(closed, meeting.AskMissing{Cards: 1}, meeting.Consent{Teller: 1, Number: 1}), figures{admitted: 3, issued: 2, handed: 1, undrawn: 2, missing: 1}},
	} {
		if got := figuresOf(run(t, cards(t), test.commands...)); got != test.want {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

func TestASecondPhoneOfOneName(t *testing.T) {
	s := run(t, cards(t), arrive("a2")[0])
	ask := meeting.AskAgain{ID: "a2", Note: []byte("n"), Reply: []byte("r")}
	s = run(t, s, ask)
	refused(t, "two wishes at a time", s, meeting.AskAgain{ID: "x"}, meeting.ConsentPending)
	refused(t, "a slip before the consent", s, meeting.Issue{ID: "a2", Slip: 0}, meeting.NotAdmitted)
	refused(t, "consent to what was asked before", s, meeting.Consent{Number: 0}, meeting.NothingAsked)
	refused(t, "consent by nobody", s, meeting.Consent{Teller: 2, Number: 1}, meeting.UnknownTeller)
	again := run(t, run(t, s, meeting.WithdrawAsk{}), ask)
	refused(t, "consent to what was withdrawn", again, meeting.Consent{Number: 1}, meeting.NothingAsked)
	refused(t, "withdrawing twice", run(t, again, meeting.WithdrawAsk{}), meeting.WithdrawAsk{}, meeting.NothingAsked)

	mail := len(s.Mail)
	s = run(t, s, meeting.Consent{Teller: 1, Number: 1})
	if len(s.Mail) != mail+1 || s.Mail[mail].ID != "a2" || s.Mail[mail].To != meeting.ToPhone {
		t.Errorf("the phone is not told: %+v", s.Mail[mail:])
	}
	s = run(t, s, meeting.Issue{ID: "a2", Slip: 0})
	if got, want := figuresOf(s), (figures{admitted: 3, issued: 2, handed: 1, undrawn: 2, again: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	refused(t, "the same consent again", s, meeting.Consent{Teller: 0, Number: 1}, meeting.NothingAsked)
	refused(t, "again for somebody who is in", s, meeting.AskAgain{ID: "c"}, meeting.AlreadyAdmitted)
	refused(t, "an answer to no phone", s, meeting.AskAgain{ID: "x", Reply: []byte("r")}, meeting.UnknownPerson)
	raced := run(t, cards(t), arrive("d")[0], meeting.AskAgain{ID: "d", Note: []byte("n"), Reply: []byte("r")}, arrive("d")[1])
	refused(t, "consent for who was let in meanwhile", raced, meeting.Consent{Number: 1}, meeting.AlreadyAdmitted)
	if closing := run(t, s, ask2("z"), meeting.AskClose{Ballots: 3}, meeting.AgreeToClose{Ballots: 3}); closing.Asked != nil {
		t.Error("a wish outlives the vote")
	}
}

func ask2(id string) meeting.Command { return meeting.AskAgain{ID: id, Note: []byte("n")} }

func TestAttendanceRefusals(t *testing.T) {
	s := cards(t)
	refused(t, "present twice", s, meeting.MarkPresent{ID: "c"}, meeting.AlreadyKnown)
	refused(t, "a phone marked absent", s, meeting.MarkAbsent{ID: "a"}, meeting.UnknownPerson)
	refused(t, "whoever has a card marked absent", s, meeting.MarkAbsent{ID: "b"}, meeting.AlreadyIssued)
	refused(t, "a second card", s, meeting.HandCard{ID: "b"}, meeting.AlreadyIssued)
	refused(t, "a card beside a slip", s, meeting.HandCard{ID: "a"}, meeting.AlreadyIssued)
	refused(t, "a slip beside a card", s, meeting.Issue{ID: "b", Slip: 0}, meeting.AlreadyIssued)
	refused(t, "a card to nobody", s, meeting.HandCard{ID: "x"}, meeting.NotAdmitted)
	refused(t, "back without leaving", s, meeting.MarkLeft{ID: "a"}, meeting.AlreadyDone)
	s = run(t, s, meeting.HandCard{ID: "c"}, meeting.MarkPresent{ID: "d"}, meeting.HandCard{ID: "d"}, meeting.MarkPresent{ID: "e"})
	refused(t, "a fourth card of three", s, meeting.HandCard{ID: "e"}, meeting.NoCardsLeft)

	early := run(t, meeting.State{}, create(), meeting.JoinTeller{Teller: 0, Message: "k"}, meeting.JoinTeller{Teller: 1, Message: "l"}, seal())
	early = run(t, early, append(arrive("a"), arrive("b")...)...)
	refused(t, "one of two has left", run(t, early, meeting.MarkLeft{ID: "a", Gone: true}), meeting.Start{}, meeting.BelowAttendance)

	drawn := plan()
	drawn.Cards = 1
	draft := run(t, meeting.State{}, meeting.Create{Created: meeting.Created{Plan: drawn}}, meeting.MarkPresent{ID: "a"}, meeting.HandCard{ID: "a"})
	refused(t, "fewer cards than were drawn", draft, meeting.Edit{Plan: plan()}, meeting.CardsMismatch)
	refused(t, "a card taken back from nobody", draft, meeting.TakeCard{ID: "b"}, meeting.NotAdmitted)
	back := run(t, draft, meeting.TakeCard{ID: "a"})
	if back.Handed() != 0 || back.Issued() != 0 || back.Undrawn() != 1 {
		t.Errorf("after a card was taken back: %d handed, %d issued, %d left", back.Handed(), back.Issued(), back.Undrawn())
	}
	run(t, back, meeting.HandCard{ID: "a"})
}

// TestUndrawnCardsArePublishedOrMissing holds that every card that nobody drew is either among the unissued credentials or
// was given up with a teller's consent.
func TestUndrawnCardsArePublishedOrMissing(t *testing.T) {
	s := run(t, cards(t), meeting.AskClose{Ballots: 3}, meeting.AgreeToClose{Ballots: 3}, meeting.FinishClose{Box: meeting.ClosedBox{Counted: 3}})
	list := func(n int) meeting.Command { return meeting.PublishUnissued{Credentials: make([]string, n)} }
	refused(t, "slips alone", s, list(3), meeting.UnissuedMismatch)
	refused(t, "a card too many", s, list(6), meeting.UnissuedMismatch)
	run(t, s, list(5))
	refused(t, "three of two missing", s, meeting.AskMissing{Cards: 3}, meeting.CardsMismatch)
	refused(t, "none missing", s, meeting.AskMissing{}, meeting.CardsMismatch)
	asked := run(t, s, meeting.AskMissing{Cards: 2})
	refused(t, "missing without consent", asked, list(3), meeting.UnissuedMismatch)
	missing := run(t, asked, meeting.Consent{Number: 1})
	run(t, missing, list(3))
	refused(t, "a missing card published too", missing, list(4), meeting.UnissuedMismatch)
	refused(t, "more missing than there are", missing, meeting.AskMissing{Cards: 1}, meeting.CardsMismatch)
	if found := run(t, asked, list(5)); found.Asked != nil {
		t.Error("a wish outlives the publication")
	}
}
