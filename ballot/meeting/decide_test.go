package meeting_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
)

// plan has three official members of four, and two tellers.
func plan() meeting.Plan {
	return meeting.Plan{
		Title: "title", Unit: "unit", Organisation: true, Blank: true, AttendanceQuorum: 2, BallotQuorum: 3,
		Roster: []meeting.Member{
			{Name: "A", Position: "p", Status: ballot.Official, Official: true, Rated: true},
			{Name: "B", Status: ballot.Official, Official: true, Rated: true},
			{Name: "C", Status: ballot.Official, Official: true}, {Name: "D", Status: ballot.Probationary, Rated: true},
		},
		Tellers: []string{"T", "U"}, Threshold: 2, Spares: 1,
	}
}

// run carries out commands that must all be allowed.
func run(t *testing.T, s meeting.State, commands ...meeting.Command) meeting.State {
	t.Helper()
	for _, c := range commands {
		events, err := meeting.Decide(s, c)
		if err != nil {
			t.Fatalf("%T in %s: %v", c, s.Phase, err)
		}
		for _, e := range events {
			s = meeting.Apply(s, e)
		}
	}
	return s
}

func create() meeting.Command {
	return meeting.Create{Created: meeting.Created{UUID: "u", Plan: plan()}}
}

func arrive(id string) []meeting.Command {
	return []meeting.Command{
		meeting.Send{Mail: meeting.Mail{ID: id, To: meeting.ToHost, Sealed: []byte("m")}},
		meeting.Admit{ID: id, Note: []byte("n"), Reply: []byte("r")},
	}
}

func seal() meeting.Command {
	return meeting.Seal{Box: meeting.SealedBox{Timestamp: 1, Slips: [][]byte{{1}, {2}, {3}, {4}}}, Keys: 4}
}

// path leads through a meeting's life, phase by phase.
var path = []struct {
	phase    meeting.Phase
	commands []meeting.Command
}{
	{meeting.Draft, slices.Concat([]meeting.Command{create()}, arrive("a"), arrive("b"), arrive("c"), []meeting.Command{
		meeting.JoinTeller{Teller: 0, Secret: "s", Message: "k"}, meeting.JoinTeller{Teller: 1, Secret: "t", Message: "l"},
	})},
	{meeting.Sealed, []meeting.Command{seal()}},
	{meeting.Open, []meeting.Command{
		meeting.Issue{ID: "a", Slip: 0}, meeting.Issue{ID: "b", Slip: 2}, meeting.Issue{ID: "c", Slip: 1}, meeting.Start{},
	}},
	{meeting.Paused, []meeting.Command{meeting.AskClose{Ballots: 3}, meeting.Pause{}}},
	{meeting.Closing, []meeting.Command{meeting.AgreeToClose{Teller: 1, Ballots: 3}}},
	{meeting.Closed, []meeting.Command{meeting.FinishClose{Box: meeting.ClosedBox{Counted: 3}}, meeting.PublishUnissued{Credentials: []string{"x"}}}},
	{meeting.Published, []meeting.Command{meeting.Answer{Owner: 2, Payload: "p"}, meeting.Answer{Owner: 1, Payload: "q", Result: []byte("r")}}},
	{meeting.Archived, []meeting.Command{meeting.Archive{KeepUntil: "2027-05-31"}}},
	{meeting.Destroyed, []meeting.Command{meeting.Destroy{}}},
}

// at leads a meeting to the end of a phase's commands.
func at(t *testing.T, phase meeting.Phase) meeting.State {
	t.Helper()
	var s meeting.State
	if phase == "" {
		return s
	}
	for _, step := range path {
		s = run(t, s, step.commands...)
		if s.Phase != step.phase {
			t.Fatalf("%s instead of %s", s.Phase, step.phase)
		}
		if step.phase == phase {
			return s
		}
	}
	if phase == meeting.Void {
		return run(t, at(t, meeting.Open), meeting.VoidAll{Reason: "fire"})
	}
	t.Fatalf("no way to %s", phase)
	return s
}

var phases = []meeting.Phase{
	"", meeting.Draft, meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closing, meeting.Closed, meeting.Published,
	meeting.Archived, meeting.Destroyed, meeting.Void,
}

// TestEveryPhaseAndCommand tries every command in every phase of a meeting where all else is in order: it is allowed in
// the phases that stand beside it, and leads to the phase that stands there.
func TestEveryPhaseAndCommand(t *testing.T) {
	type moves map[meeting.Phase]meeting.Phase
	stays := func(in ...meeting.Phase) moves {
		m := moves{}
		for _, p := range in {
			m[p] = p
		}
		return m
	}
	tried := map[string]bool{}
	admission := stays(meeting.Draft, meeting.Sealed, meeting.Open, meeting.Paused)
	always := stays(meeting.Draft, meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closing, meeting.Closed, meeting.Published,
		meeting.Archived, meeting.Void)
	for _, test := range []struct {
		command meeting.Command
		allowed moves
		before  func(t *testing.T, s meeting.State) meeting.State // what else the command needs
	}{
		{create(), moves{"": meeting.Draft}, nil},
		{meeting.Edit{Plan: plan()}, stays(meeting.Draft), func(_ *testing.T, s meeting.State) meeting.State {
			return sent(s)
		}},
		{arrive("d")[0], admission, nil},
		{meeting.Admit{ID: "d"}, admission, arrived},
		{meeting.Dismiss{ID: "d"}, admission, arrived},
		{meeting.JoinTeller{Teller: 1, Message: "k"}, stays(meeting.Draft), func(_ *testing.T, s meeting.State) meeting.State {
			return sent(s, 1)
		}},
		{meeting.Say{Teller: 1, Round: 1, Message: "m"}, stays(meeting.Draft), func(_ *testing.T, s meeting.State) meeting.State {
			s.Plan.Threshold = 1
			return s
		}},
		{meeting.ResetTellers{}, stays(meeting.Draft), nil},
		{meeting.ReturnTeller{Teller: 1, Secret: "n"}, stays(meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closing, meeting.Closed), nil},
		{seal(), moves{meeting.Draft: meeting.Sealed}, nil},
		{meeting.Issue{ID: "d", Slip: 3}, stays(meeting.Sealed, meeting.Open, meeting.Paused), func(_ *testing.T, s meeting.State) meeting.State {
			s.People = append(slices.Clone(s.People), meeting.Person{ID: "d", Admitted: true})
			return s
		}},
		{meeting.MarkPresent{ID: "h"}, stays(meeting.Draft, meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closing, meeting.Closed), nil},
		{meeting.MarkAbsent{ID: "h"}, admission, byHand},
		{meeting.MarkLeft{ID: "h", Gone: true}, admission, byHand},
		{meeting.HandCard{ID: "h"}, admission, byHand},
		{meeting.TakeCard{ID: "h"}, stays(meeting.Draft, meeting.Sealed), func(t *testing.T, s meeting.State) meeting.State {
			s = byHand(t, s)
			s.People[len(s.People)-1].Card = true
			return s
		}},
		{meeting.AskAgain{ID: "x"}, admission, nil},
		{meeting.AskMissing{Cards: 1}, stays(meeting.Closed), unpublished},
		{meeting.WithdrawAsk{}, stays(meeting.Draft, meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closed), wanting},
		{meeting.Consent{Teller: 1, Number: 1}, stays(meeting.Draft, meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closed), wanting},
		{meeting.Start{}, moves{meeting.Sealed: meeting.Open}, nil},
		{meeting.Pause{}, moves{meeting.Open: meeting.Paused}, nil},
		{meeting.Resume{}, moves{meeting.Paused: meeting.Open}, nil},
		{meeting.AskClose{Ballots: 3}, stays(meeting.Open, meeting.Paused), nil},
		{meeting.KeepOpen{}, stays(meeting.Open, meeting.Paused), asked},
		{meeting.AgreeToClose{Teller: 0, Ballots: 3}, moves{meeting.Open: meeting.Closing, meeting.Paused: meeting.Closing}, asked},
		{meeting.FinishClose{Box: meeting.ClosedBox{Counted: 3}}, moves{meeting.Closing: meeting.Closed}, nil},
		{meeting.PublishUnissued{Credentials: []string{"x"}}, stays(meeting.Closed), func(_ *testing.T, s meeting.State) meeting.State {
			s.Unissued = nil
			return s
		}},
		{meeting.Answer{Owner: 1}, stays(meeting.Closed), nil},
		{meeting.Answer{Owner: 1, Result: []byte("r")}, moves{meeting.Closed: meeting.Published}, nil},
		{meeting.HandPaper{Count: 1}, stays(meeting.Sealed, meeting.Open, meeting.Paused), withPaper(meeting.Paper{})},
		{meeting.AskPaper{Device: "k", Collected: 1}, stays(meeting.Open, meeting.Paused), withPaper(meeting.Paper{Handed: 1})},
		{meeting.AgreeToPaper{Device: "k"}, stays(meeting.Open, meeting.Paused), withPaper(meeting.Paper{Device: "k", Asked: 1})},
		{meeting.DeclinePaper{Device: "k"}, stays(meeting.Open, meeting.Paused), withPaper(meeting.Paper{Device: "k", Asked: 1})},
		{meeting.WantPaper{Device: "k", Sheet: 1}, stays(meeting.Open), withPaper(meeting.Paper{Device: "k", Agreed: true, Collected: 1})},
		{meeting.IssuePaper{Device: "k", Slip: 3}, stays(meeting.Open, meeting.Paused),
			withPaper(meeting.Paper{Device: "k", Agreed: true, Wanted: true, Collected: 1})},
		{meeting.EnterPaper{Device: "k", Sheet: 1}, stays(meeting.Open, meeting.Paused),
			withPaper(meeting.Paper{Device: "k", Agreed: true, Collected: 1, Slips: 1})},
		{meeting.EnterPaper{Device: "k", Sheet: 1, Invalid: true}, stays(meeting.Open, meeting.Paused),
			withPaper(meeting.Paper{Device: "k", Agreed: true, Collected: 1})},
		{meeting.Approve{Teller: 1}, stays(meeting.Published), nil},
		{meeting.Remark{By: meeting.Host, Text: "x"}, stays(meeting.Sealed, meeting.Open, meeting.Paused, meeting.Closing, meeting.Closed, meeting.Published, meeting.Void), nil},
		{meeting.ShareGone{Teller: 1}, stays(meeting.Published, meeting.Archived), nil},
		{meeting.Reveal{Page: 1}, stays(meeting.Published), nil},
		{meeting.VoidAll{Reason: "fire"}, moves{
			meeting.Draft: meeting.Void, meeting.Sealed: meeting.Void, meeting.Open: meeting.Void, meeting.Paused: meeting.Void,
			meeting.Closing: meeting.Void, meeting.Closed: meeting.Void,
		}, nil},
		{meeting.Archive{KeepUntil: "2027-05-31"}, moves{meeting.Published: meeting.Archived}, nil},
		{meeting.SetStage{Stage: meeting.Stage{Scene: meeting.SceneHow}}, always, nil},
		{meeting.TakeControl{Console: "c"}, always, nil},
		{meeting.Destroy{}, moves{meeting.Archived: meeting.Destroyed, meeting.Void: meeting.Destroyed}, nil},
	} {
		tried[reflect.TypeOf(test.command).Name()] = true
		for _, phase := range phases {
			s := at(t, phase)
			if test.before != nil {
				s = test.before(t, s)
			}
			events, err := meeting.Decide(s, test.command)
			to, allowed := test.allowed[phase]
			switch {
			case allowed && (err != nil || len(events) == 0):
				t.Errorf("%T in %q: %v", test.command, phase, err)
			case !allowed && (!errors.Is(err, meeting.WrongPhase) || events != nil):
				t.Errorf("%T in %q: %v, %v", test.command, phase, events, err)
			}
			for _, e := range events {
				s = meeting.Apply(s, e)
			}
			if allowed && s.Phase != to {
				t.Errorf("%T leads from %q to %q", test.command, phase, s.Phase)
			}
		}
	}
	for _, name := range declared(t, "command") {
		if !tried[name] {
			t.Errorf("%s is not in the table", name)
		}
	}
}

// declared lists the package's types that have a marking method.
func declared(t *testing.T, method string) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var source []byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source = append(source, text...)
	}
	for _, m := range regexp.MustCompile(`(?m)^func \((\w+)\) `+method+`\(\)`).FindAllStringSubmatch(string(source), -1) {
		names = append(names, m[1])
	}
	if len(names) < 20 {
		t.Fatalf("declared are only %v", names)
	}
	return names
}

// sent makes tellers who have sent these numbers of messages, or none.
func sent(s meeting.State, messages ...int) meeting.State {
	s.Tellers = slices.Clone(s.Tellers)
	for i := range s.Tellers {
		s.Tellers[i].Sent = nil
		if i < len(messages) {
			s.Tellers[i].Sent = slices.Repeat([]string{"m"}, messages[i])
		}
	}
	return s
}

func arrived(_ *testing.T, s meeting.State) meeting.State {
	return meeting.Apply(s, meeting.Mail{ID: "d", To: meeting.ToHost})
}

// byHand adds somebody without a phone, and a card to be handed out.
func byHand(_ *testing.T, s meeting.State) meeting.State {
	s.Plan.Cards = 1
	return meeting.Apply(s, meeting.MarkedPresent{ID: "h", Note: []byte("n")})
}

// unpublished is a meeting with one printed card, in which the unissued credentials are not known yet.
func unpublished(_ *testing.T, s meeting.State) meeting.State {
	s.Plan.Cards, s.Unissued = 1, nil
	return s
}

// wanting waits for a teller's consent to a second ballot.
func wanting(t *testing.T, s meeting.State) meeting.State {
	return meeting.Apply(unpublished(t, s), meeting.ConsentAsked{Number: 1, ID: "x"})
}

func asked(_ *testing.T, s meeting.State) meeting.State {
	s.CloseAsk = true
	return s
}

// TestNoWayLeadsBackToVoting walks every event that any command gives in the phases after the close.
func TestNoWayLeadsBackToVoting(t *testing.T) {
	for _, phase := range []meeting.Phase{meeting.Closing, meeting.Closed, meeting.Published, meeting.Archived, meeting.Destroyed, meeting.Void} {
		s := at(t, phase)
		for _, c := range []meeting.Command{meeting.Start{}, meeting.Resume{}, meeting.KeepOpen{}, meeting.Pause{}, seal(), create()} {
			if events, err := meeting.Decide(s, c); err == nil {
				t.Errorf("%T in %s gives %v", c, phase, events)
			}
		}
		if s.Voting() {
			t.Errorf("%s takes ballots", phase)
		}
	}
	if s := at(t, meeting.Open); !s.Voting() {
		t.Error("the open phase takes no ballots")
	}
	if s := at(t, meeting.Paused); s.Voting() {
		t.Error("the paused phase takes ballots")
	}
}
