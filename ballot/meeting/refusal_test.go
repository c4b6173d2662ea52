package meeting_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
)

// refused tries a command in a state and wants one reason against it, and no event.
func refused(t *testing.T, name string, s meeting.State, c meeting.Command, want meeting.Refusal) {
	t.Helper()
	events, err := meeting.Decide(s, c)
	if err != error(want) || events != nil {
		t.Errorf("%s: %v, %v, want %v", name, events, err, want)
	}
}

func TestDraftsThatAreRefused(t *testing.T) {
	long := strings.Repeat("x", 201)
	for name, change := range map[string]func(p *meeting.Plan){
		"no title":              func(p *meeting.Plan) { p.Title = "" },
		"long title":            func(p *meeting.Plan) { p.Title = long },
		"no unit":               func(p *meeting.Plan) { p.Unit = "" },
		"nobody official":       func(p *meeting.Plan) { p.Roster = p.Roster[3:] },
		"a member without name": func(p *meeting.Plan) { p.Roster[1].Name = "" },
		"no status":             func(p *meeting.Plan) { p.Roster[1].Status = "" },
		"a probationary vote":   func(p *meeting.Plan) { p.Roster[0].Status = ballot.Probationary },
		"a suspended vote":      func(p *meeting.Plan) { p.Roster[2].Status = ballot.Suspended },
		"a recent one rated":    func(p *meeting.Plan) { p.Roster[3].Status = ballot.Recent },
		"an exempt one rated":   func(p *meeting.Plan) { p.Roster[3].Status = ballot.Exempt },
		"long position":         func(p *meeting.Plan) { p.Roster[1].Position = long },
		"too many members":      func(p *meeting.Plan) { p.Roster = append(p.Roster, make([]meeting.Member, 500)...) },
		"nothing to rate": func(p *meeting.Plan) {
			p.Organisation = false
			for i := range p.Roster {
				p.Roster[i].Rated = false
			}
		},
		"no tellers":            func(p *meeting.Plan) { p.Tellers = nil },
		"too many tellers":      func(p *meeting.Plan) { p.Tellers = strings.Split("a b c d e f g h i j k", " ") },
		"a teller twice":        func(p *meeting.Plan) { p.Tellers = []string{"T", "T"} },
		"a teller without name": func(p *meeting.Plan) { p.Tellers[1] = "" },
		"threshold 0":           func(p *meeting.Plan) { p.Threshold = 0 },
		"threshold above":       func(p *meeting.Plan) { p.Threshold = 3 },
		"no attendance quorum":  func(p *meeting.Plan) { p.AttendanceQuorum = 0 },
		"attendance above":      func(p *meeting.Plan) { p.AttendanceQuorum = 4 },
		"no ballot quorum":      func(p *meeting.Plan) { p.BallotQuorum = 0 },
		"ballots above":         func(p *meeting.Plan) { p.BallotQuorum = 4 },
		"negative spares":       func(p *meeting.Plan) { p.Spares = -1 },
		"too many spares":       func(p *meeting.Plan) { p.Spares = 14 },
		"negative cards":        func(p *meeting.Plan) { p.Cards = -1 },
		"too many cards":        func(p *meeting.Plan) { p.Cards = 14 },
		"long profile":          func(p *meeting.Plan) { p.Profile = long },
		"long reference":        func(p *meeting.Plan) { p.Roster[0].Ref = long },
		"an other without name": func(p *meeting.Plan) { p.Others = []meeting.Subject{{}} },
		"a long other":          func(p *meeting.Plan) { p.Others = []meeting.Subject{{Name: "o", Position: long}} },
		"too many others":       func(p *meeting.Plan) { p.Others = slices.Repeat([]meeting.Subject{{Name: "o"}}, 200) },
	} {
		p := plan()
		change(&p)
		refused(t, name, meeting.State{}, meeting.Create{Created: meeting.Created{Plan: p}}, meeting.BadDraft)
		refused(t, name, run(t, meeting.State{}, create()), meeting.Edit{Plan: p}, meeting.BadDraft)
	}
	for name, c := range map[string]meeting.Created{
		"a trial that would return":  {Plan: plan(), Trial: "u", Origin: "b"},
		"a trial in a second round":  {Plan: plan(), Trial: "u", Earlier: []int{5}},
		"a long origin":              {Plan: plan(), Origin: long},
		"an earlier round of nobody": {Plan: plan(), Earlier: []int{5, 0}},
		"too many earlier rounds":    {Plan: plan(), Earlier: slices.Repeat([]int{5}, 21)},
	} {
		refused(t, name, meeting.State{}, meeting.Create{Created: c}, meeting.BadDraft)
	}
	s := run(t, meeting.State{}, create(), meeting.JoinTeller{Teller: 1, Message: "k"})
	refused(t, "a draft that tellers have joined", s, meeting.Edit{Plan: plan()}, meeting.BadDraft)
	run(t, s, meeting.ResetTellers{}, meeting.Edit{Plan: plan()})
}

func TestSubjectsFollowFromThePlan(t *testing.T) {
	p := plan()
	p.Roster[0].Ref = "m:a"
	p.Others = []meeting.Subject{{Name: "guest", Ref: "m:g"}, {Name: "cell", Organisation: true, Ref: "o:c"}}
	if got := fmt.Sprint(p.Subjects()); got != "[{unit  true } {cell  true o:c} {A p false m:a} {B  false } {D  false } {guest  false m:g}]" {
		t.Errorf("%s", got)
	}
	p.Organisation, p.Others = false, nil
	if got := len(p.Subjects()); got != 3 || p.Convened() != 3 || p.Credentials() != 4 {
		t.Errorf("%d subjects, %d convened, %d credentials", got, p.Convened(), p.Credentials())
	}
}

func TestQuorums(t *testing.T) {
	s := run(t, meeting.State{}, create(), meeting.JoinTeller{Teller: 0, Message: "k"}, meeting.JoinTeller{Teller: 1, Message: "l"}, seal())
	s = run(t, s, arrive("a")...)
	refused(t, "one of two admitted", s, meeting.Start{}, meeting.BelowAttendance)
	waiting := run(t, s, arrive("b")[0])
	refused(t, "two asked, one admitted", waiting, meeting.Start{}, meeting.BelowAttendance)
	run(t, s, append(arrive("b"), meeting.Start{})...)

	s = at(t, meeting.Open)
	refused(t, "asking with two ballots", s, meeting.AskClose{Ballots: 2}, meeting.BelowBallots)
	refused(t, "agreeing unasked", s, meeting.AgreeToClose{Teller: 0, Ballots: 3}, meeting.NoCloseRequested)
	refused(t, "keeping open unasked", s, meeting.KeepOpen{}, meeting.NoCloseRequested)
	s = run(t, s, meeting.AskClose{Ballots: 3})
	refused(t, "agreeing with two ballots", s, meeting.AgreeToClose{Teller: 0, Ballots: 2}, meeting.BelowBallots)
	refused(t, "agreeing by nobody", s, meeting.AgreeToClose{Teller: 2, Ballots: 3}, meeting.UnknownTeller)
	refused(t, "agreeing by teller -1", s, meeting.AgreeToClose{Teller: -1, Ballots: 3}, meeting.UnknownTeller)
	refused(t, "agreeing after all stay open", run(t, s, meeting.KeepOpen{}), meeting.AgreeToClose{Teller: 0, Ballots: 3}, meeting.NoCloseRequested)

	s = at(t, meeting.Closed)
	for _, test := range []struct {
		quorum, counted int
		ok              bool
	}{{3, 3, true}, {4, 3, false}, {1, 3, true}, {1, 2, false}, {2, 0, false}} {
		s.Plan.BallotQuorum = test.quorum
		s.Closing = &meeting.ClosedBox{Counted: test.counted}
		if test.ok {
			run(t, s, meeting.Answer{Owner: 1, Payload: "p"})
		} else {
			refused(t, fmt.Sprintf("%d ballots, quorum %d", test.counted, test.quorum), s, meeting.Answer{Owner: 1, Payload: "p"}, meeting.TooFewBallots)
		}
	}
}

func TestAdmissionRefusals(t *testing.T) {
	s := at(t, meeting.Open)
	refused(t, "admitting nobody", s, meeting.Admit{ID: "x"}, meeting.UnknownPerson)
	refused(t, "admitting twice", s, meeting.Admit{ID: "a"}, meeting.AlreadyAdmitted)
	refused(t, "dismissing nobody", s, meeting.Dismiss{ID: "x"}, meeting.UnknownPerson)
	refused(t, "dismissing the admitted", s, meeting.Dismiss{ID: "a"}, meeting.AlreadyAdmitted)
	refused(t, "a slip to nobody", s, meeting.Issue{ID: "x", Slip: 3}, meeting.NotAdmitted)
	refused(t, "a second slip", s, meeting.Issue{ID: "a", Slip: 3}, meeting.AlreadyIssued)
	late := run(t, s, arrive("d")...)
	for _, slip := range []int{-1, 0, 1, 2, 4} {
		refused(t, fmt.Sprint("slip ", slip), late, meeting.Issue{ID: "d", Slip: slip}, meeting.SlipTaken)
	}
	late = run(t, late, meeting.Issue{ID: "d", Slip: 3})
	if p, _ := late.Person("d"); !p.Issued || len(late.Claimed) != 4 || late.Admitted() != 4 {
		t.Errorf("%+v", late.People)
	}
	dismissed := run(t, s, arrive("e")[0], meeting.Dismiss{ID: "e"})
	refused(t, "a slip to the dismissed", dismissed, meeting.Issue{ID: "e", Slip: 3}, meeting.NotAdmitted)
	back := run(t, dismissed, meeting.Admit{ID: "e"})
	if p, _ := back.Person("e"); !p.Admitted || p.Dismissed {
		t.Errorf("the dismissed cannot come back: %+v", p)
	}

	send := func(id, to string) meeting.Command { return meeting.Send{Mail: meeting.Mail{ID: id, To: to}} }
	for range 4 {
		s = run(t, s, send("a", meeting.ToHost))
	}
	refused(t, "a sixth letter", s, send("a", meeting.ToHost), meeting.TooMuchMail)
	s = run(t, s, send("a", meeting.ToPhone), send("b", meeting.ToHost))
	for i := len(s.People); i < 1000; i++ {
		s = meeting.Apply(s, meeting.Mail{ID: fmt.Sprint("p", i), To: meeting.ToHost})
	}
	refused(t, "person 1001", s, send("x", meeting.ToHost), meeting.AdmissionsTooMany)
	run(t, s, send("p999", meeting.ToHost))
}

func TestCeremonyRefusals(t *testing.T) {
	threshold := plan()
	threshold.Threshold = 1
	s := run(t, meeting.State{}, meeting.Create{Created: meeting.Created{Plan: threshold}})
	refused(t, "teller 2 of 0, 1", s, meeting.JoinTeller{Teller: 2, Message: "m"}, meeting.UnknownTeller)
	refused(t, "teller -1", s, meeting.JoinTeller{Teller: -1, Message: "m"}, meeting.UnknownTeller)
	refused(t, "speaking before joining", s, meeting.Say{Teller: 0, Round: 0}, meeting.WrongRound)
	s = run(t, s, meeting.JoinTeller{Teller: 0, Secret: "s", Message: "m"})
	refused(t, "joining twice", s, meeting.JoinTeller{Teller: 0, Message: "n"}, meeting.TellerTaken)
	refused(t, "round 1 before all have joined", s, meeting.Say{Teller: 0, Round: 1}, meeting.WrongRound)
	s = run(t, s, meeting.JoinTeller{Teller: 1, Message: "m"})
	for round := 1; round < 4; round++ {
		refused(t, "sealing without a key", s, seal(), meeting.TellersMissing)
		refused(t, "a round too early", s, meeting.Say{Teller: 0, Round: round + 1}, meeting.WrongRound)
		refused(t, "a round too late", s, meeting.Say{Teller: 0, Round: round - 1}, meeting.WrongRound)
		refused(t, "an unknown teller", s, meeting.Say{Teller: 2, Round: round}, meeting.UnknownTeller)
		s = run(t, s, meeting.Say{Teller: 0, Round: round, Message: "m"})
		refused(t, "twice in a round", s, meeting.Say{Teller: 0, Round: round}, meeting.WrongRound)
		s = run(t, s, meeting.Say{Teller: 1, Round: round, Message: "m"})
	}
	refused(t, "a fifth round", s, meeting.Say{Teller: 0, Round: 4}, meeting.WrongRound)
	run(t, s, seal())
	again := run(t, s, meeting.ResetTellers{})
	if again.Round() != 0 || again.Joined() != 0 || again.Tellers[0].Secret != "" {
		t.Errorf("after a new start: %+v", again.Tellers)
	}
	refused(t, "sealing after a new start", again, seal(), meeting.TellersMissing)
	sealed := at(t, meeting.Closed)
	back := run(t, sealed, meeting.ReturnTeller{Teller: 1, Secret: "new"})
	if back.Tellers[1].Secret != "new" || sealed.Tellers[1].Secret != "t" || back.Tellers[0].Secret != "s" {
		t.Errorf("a teller came back: %+v", back.Tellers)
	}
	refused(t, "a return of nobody", sealed, meeting.ReturnTeller{Teller: 2}, meeting.UnknownTeller)

	s = run(t, meeting.State{}, create(), meeting.JoinTeller{Teller: 0, Message: "k"})
	refused(t, "sealing without a teller", s, seal(), meeting.TellersMissing)
	s = run(t, s, meeting.JoinTeller{Teller: 1, Message: "k"})
	refused(t, "a second message where one makes the key", s, meeting.Say{Teller: 0, Round: 1}, meeting.WrongRound)
	refused(t, "a slip too few", s, meeting.Seal{Box: meeting.SealedBox{Slips: make([][]byte, 3)}, Keys: 4}, meeting.WrongSlips)
	refused(t, "a credential too many", s, meeting.Seal{Box: meeting.SealedBox{Slips: make([][]byte, 4)}, Keys: 5}, meeting.WrongSlips)
}

func TestOpeningRefusals(t *testing.T) {
	s := at(t, meeting.Closed)
	refused(t, "unissued twice", s, meeting.PublishUnissued{Credentials: []string{"x"}}, meeting.WrongPhase)
	s.Unissued = nil
	refused(t, "none unissued of one", s, meeting.PublishUnissued{}, meeting.UnissuedMismatch)
	refused(t, "two unissued of one", s, meeting.PublishUnissued{Credentials: []string{"x", "y"}}, meeting.UnissuedMismatch)
	refused(t, "opening before unissued are known", s, meeting.Answer{Owner: 1, Payload: "p"}, meeting.UnissuedMissing)
	s = run(t, at(t, meeting.Closed), meeting.Answer{Owner: 1, Payload: "p"})
	refused(t, "answering twice", s, meeting.Answer{Owner: 1, Payload: "q"}, meeting.AlreadyOpened)
	refused(t, "ending after the first part", s, meeting.VoidAll{Reason: "fire"}, meeting.WrongPhase)
	refused(t, "page -1", at(t, meeting.Published), meeting.Reveal{Page: -1}, meeting.WrongPhase)
	refused(t, "page 202", at(t, meeting.Published), meeting.Reveal{Page: 202}, meeting.WrongPhase)
	refused(t, "ending without a reason", at(t, meeting.Open), meeting.VoidAll{}, meeting.ReasonMissing)
	refused(t, "ending with a novel", at(t, meeting.Open), meeting.VoidAll{Reason: strings.Repeat("x", 1001)}, meeting.ReasonMissing)
}

// TestAllCredentialsHandedOut holds that a meeting without a spare left can be opened: its list of unissued ones is empty.
func TestAllCredentialsHandedOut(t *testing.T) {
	for _, none := range [][]string{nil, {}} {
		s := at(t, meeting.Closed)
		s.Unissued, s.Claimed = nil, map[int]bool{0: true, 1: true, 2: true, 3: true}
		s = run(t, s, meeting.PublishUnissued{Credentials: none}, meeting.Answer{Owner: 1, Payload: "p"})
		if len(s.Parts) != 1 {
			t.Errorf("%v", s.Parts)
		}
	}
}
