package meeting_test

import (
	"fmt"
	"slices"
	"testing"

	"phieukin/ballot/meeting"
)

// withPaper gives a state with these facts of paper, and a fourth member who is present without a credential.
func withPaper(p meeting.Paper) func(*testing.T, meeting.State) meeting.State {
	return func(_ *testing.T, s meeting.State) meeting.State {
		s.Paper = p
		s.People = append(slices.Clone(s.People), meeting.Person{ID: "d", Admitted: true})
		return s
	}
}

const kiosk, other = "k", "l"

// paperAsked is a vote in which two paper ballots were handed out and collected, and a kiosk asks to enter them.
func paperAsked(t *testing.T) meeting.State {
	t.Helper()
	s := at(t, meeting.Open)
	s.Plan.Spares, s.Sealing.Slips = 3, make([][]byte, 6)
	for _, id := range []string{"d", "e"} {
		s.People = append(slices.Clone(s.People), meeting.Person{ID: id, Admitted: true})
	}
	return run(t, s, meeting.HandPaper{Count: 2}, meeting.AskPaper{Device: kiosk, Collected: 2})
}

func TestPaperFromHandingOutToTheFigures(t *testing.T) {
	s := run(t, paperAsked(t), meeting.AgreeToPaper{Teller: 1, Device: kiosk})
	if s.Issued() != 5 || s.Paper.Left() != 2 {
		t.Fatalf("%d issued, %+v", s.Issued(), s.Paper)
	}
	s = run(t, s, meeting.WantPaper{Device: kiosk, Sheet: 1}, meeting.IssuePaper{Device: kiosk, Slip: 4, Reply: []byte("r")})
	if last := s.Mail[len(s.Mail)-1]; last.ID != kiosk || last.To != meeting.ToPhone || !s.Claimed[4] {
		t.Fatalf("the credential went to %+v", last)
	}
	refused(t, "an invalid one while a credential is out", s, meeting.EnterPaper{Device: kiosk, Sheet: 1, Invalid: true}, meeting.PaperCount)
	refused(t, "closing while a credential is out", s, meeting.AskClose{Ballots: 4}, meeting.PaperLeft)
	s = run(t, s, meeting.EnterPaper{Device: kiosk, Sheet: 1})
	refused(t, "entered twice", s, meeting.EnterPaper{Device: kiosk, Sheet: 1}, meeting.AlreadyDone)
	refused(t, "a credential for a sheet that is in", s, meeting.WantPaper{Device: kiosk, Sheet: 1}, meeting.AlreadyDone)
	refused(t, "entered without a credential", s, meeting.EnterPaper{Device: kiosk, Sheet: 2}, meeting.PaperCount)
	refused(t, "closing with one left", s, meeting.AskClose{Ballots: 4}, meeting.PaperLeft)
	s = run(t, s, meeting.EnterPaper{Device: kiosk, Sheet: 2, Invalid: true})
	refused(t, "more than were collected", s, meeting.WantPaper{Device: kiosk, Sheet: 3}, meeting.PaperCount)

	// Phones a and b have cast, c has not: 2 and the one on paper are counted.
	s = run(t, s, meeting.AskClose{Ballots: 3}, meeting.AgreeToClose{Ballots: 3}, meeting.FinishClose{Box: meeting.ClosedBox{Counted: 3}})
	want := meeting.Figures{Convened: 3, Present: 5, Issued: 5, Returned: 4, Valid: 3, Invalid: 1}
	if got := s.Figures(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	run(t, s, meeting.PublishUnissued{Credentials: []string{"x", "y"}}) // six slips, four out: three to phones and one for paper
}

func TestACredentialThatWentAstrayIsGivenAgain(t *testing.T) {
	s := run(t, paperAsked(t), meeting.AgreeToPaper{Device: kiosk}, meeting.WantPaper{Device: kiosk, Sheet: 1}, meeting.IssuePaper{Device: kiosk, Slip: 5})
	// The kiosk dies; a teller ends its work and lets another go on.
	refused(t, "another kiosk unasked", s, meeting.AskPaper{Device: other, Collected: 2}, meeting.PaperTaken)
	s = run(t, s, meeting.DeclinePaper{Device: kiosk})
	refused(t, "fewer than were begun", s, meeting.AskPaper{Device: other}, meeting.PaperCount)
	s = run(t, s, meeting.AskPaper{Device: other, Collected: 1}, meeting.AgreeToPaper{Device: other}, meeting.WantPaper{Device: other, Sheet: 1})
	refused(t, "the dead one", s, meeting.IssuePaper{Device: kiosk, Slip: 5}, meeting.PaperNotYours)
	refused(t, "another slip", s, meeting.IssuePaper{Device: other, Slip: 4}, meeting.SlipTaken)
	s = run(t, s, meeting.IssuePaper{Device: other, Slip: 5}, meeting.EnterPaper{Device: other, Sheet: 1})
	if s.Paper.Slips != 1 || s.Paper.Entered != 1 || !s.Paper.Settled() {
		t.Errorf("%+v", s.Paper)
	}
}

func TestPaperRefusals(t *testing.T) {
	s := at(t, meeting.Open)
	refused(t, "more paper than people without a credential", s, meeting.HandPaper{Count: 1}, meeting.PaperTooMany)
	refused(t, "asking where none was handed out", s, meeting.AskPaper{Device: kiosk, Collected: 1}, meeting.PaperCount)
	s = paperAsked(t)
	refused(t, "more than one too many", s, meeting.HandPaper{Count: 3}, meeting.PaperTooMany)
	for name, c := range map[string]meeting.Command{
		"wanting":  meeting.WantPaper{Device: kiosk, Sheet: 1},
		"entering": meeting.EnterPaper{Device: kiosk, Sheet: 1, Invalid: true},
	} {
		refused(t, name+" before a teller agrees", s, c, meeting.PaperNotYours)
	}
	refused(t, "agreeing to another kiosk", s, meeting.AgreeToPaper{Device: other}, meeting.PaperNotAsked)
	refused(t, "agreeing by nobody", s, meeting.AgreeToPaper{Teller: 2, Device: kiosk}, meeting.UnknownTeller)
	refused(t, "asking for more than were handed out", s, meeting.AskPaper{Device: kiosk, Collected: 3}, meeting.PaperCount)
	s = run(t, s, meeting.AgreeToPaper{Device: kiosk})
	refused(t, "agreeing twice", s, meeting.AgreeToPaper{Device: kiosk}, meeting.PaperNotAsked)
	refused(t, "taking ballots back that were collected", s, meeting.HandPaper{Count: 1}, meeting.PaperCount)
	refused(t, "issuing unasked", s, meeting.IssuePaper{Device: kiosk, Slip: 4}, meeting.WrongPhase)
	s = run(t, s, meeting.WantPaper{Device: kiosk, Sheet: 1})
	for _, slip := range []int{-1, 0, 6} {
		refused(t, fmt.Sprint("slip ", slip), s, meeting.IssuePaper{Device: kiosk, Slip: slip}, meeting.SlipTaken)
	}
	refused(t, "another kiosk enters", s, meeting.EnterPaper{Device: other, Sheet: 1, Invalid: true}, meeting.PaperNotYours)
	people := run(t, paperAsked(t), meeting.MarkPresent{ID: "f"}, meeting.HandPaper{Count: 3})
	people.Plan.Cards = 1
	refused(t, "a card where every ballot is on paper", people, meeting.HandCard{ID: "f"}, meeting.AlreadyIssued)
	refused(t, "a slip where every ballot is on paper", people, meeting.Issue{ID: "f", Slip: 4}, meeting.AlreadyIssued)
	// A kiosk that was declined before anybody agreed leaves nothing that holds the close up.
	declined := run(t, paperAsked(t), meeting.DeclinePaper{Device: kiosk})
	run(t, declined, meeting.AskClose{Ballots: 3})
}

func TestEveryIdentityOfTheMinutes(t *testing.T) {
	good := meeting.Figures{Convened: 31, Present: 30, Issued: 30, Returned: 29, Valid: 28, Invalid: 1}
	if broken := good.Broken([]int{28, 28}); len(broken) != 0 {
		t.Errorf("sound figures break %v", broken)
	}
	for name, change := range map[string]func(*meeting.Figures){
		meeting.PresentWithinConvened: func(f *meeting.Figures) { f.Convened = 29 },
		meeting.IssuedWithinPresent:   func(f *meeting.Figures) { f.Present = 29 },
		meeting.ReturnedWithinIssued:  func(f *meeting.Figures) { f.Issued = 28 },
		meeting.ReturnedIsItsParts:    func(f *meeting.Figures) { f.Invalid = 0 },
	} {
		f := good
		change(&f)
		if broken := f.Broken(nil); !slices.Equal(broken, []string{name}) {
			t.Errorf("%s: %v", name, broken)
		}
	}
	if broken := good.Broken([]int{28, 27}); !slices.Equal(broken, []string{meeting.RowsAreValid}) {
		t.Errorf("rows: %v", broken)
	}
}
