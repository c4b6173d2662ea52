package meeting

import "slices"

// Command is something that somebody wants to happen: one of the types below. Whoever sends one has been recognised as
// the host, a teller or a phone before, and keys, credentials and proofs in it have been verified.
type Command interface{ command() }

// The commands. Ballots is the number in the box, which the machine is told where a quorum depends on it.
type (
	Create struct{ Created Created }
	Edit   struct{ Plan Plan }
	Send   struct{ Mail Mail }
	Admit  struct {
		ID          string
		Note, Reply []byte
	}
	Dismiss struct {
		ID    string
		Reply []byte
	}
	JoinTeller struct {
		Teller          int
		Secret, Message string
	}
	// Say is a later message of the key ceremony.
	Say struct {
		Teller, Round int
		Message       string
	}
	ResetTellers struct{}
	// ReturnTeller brings a teller's new device in, whose proof has been checked.
	ReturnTeller struct {
		Teller int
		Secret string
	}
	// Keys is how many credentials stand in the sealed list.
	Seal struct {
		Box  SealedBox
		Keys int
	}
	Issue struct {
		ID    string
		Slip  int
		Reply []byte
	}
	MarkPresent struct {
		ID   string
		Note []byte
	}
	MarkAbsent struct{ ID string }
	MarkLeft   struct {
		ID   string
		Gone bool
	}
	HandCard struct{ ID string }
	// TakeCard takes back a card that was marked as handed out by mistake. Once the vote is open it may have been used.
	TakeCard struct{ ID string }
	// AskAgain wants a teller's consent to one more ballot for a name that has had one: for a phone that has asked to
	// come in (with its Reply), or for a card under a new id. Lost says that a card was lost.
	AskAgain struct {
		ID          string
		Note, Reply []byte
		Lost        bool
	}
	// AskMissing wants a teller's consent to go on without cards that nobody drew and nobody can find.
	AskMissing      struct{ Cards int }
	WithdrawAsk     struct{}
	Consent         struct{ Teller, Number int }
	Start           struct{}
	Pause           struct{}
	Resume          struct{}
	AskClose        struct{ Ballots int }
	KeepOpen        struct{}
	AgreeToClose    struct{ Teller, Ballots int }
	FinishClose     struct{ Box ClosedBox }
	PublishUnissued struct{ Credentials []string }
	// Answer is a teller's part. Result is set when it is the one that completes the opening.
	Answer struct {
		Owner   int
		Payload string
		Result  []byte
	}
	ShareGone struct{ Teller int }
	Reveal    struct{ Page int }
	VoidAll   struct{ Reason string }
	SetStage  struct{ Stage Stage }
	// TakeControl makes a console the one whose commands count; before each of them State.Controls is asked.
	TakeControl struct{ Console string }
	Archive     struct{ KeepUntil string }
	Destroy     struct{}
)

func (Create) command()          {}
func (Edit) command()            {}
func (Send) command()            {}
func (Admit) command()           {}
func (Dismiss) command()         {}
func (JoinTeller) command()      {}
func (Say) command()             {}
func (ResetTellers) command()    {}
func (ReturnTeller) command()    {}
func (Seal) command()            {}
func (Issue) command()           {}
func (MarkPresent) command()     {}
func (MarkAbsent) command()      {}
func (MarkLeft) command()        {}
func (HandCard) command()        {}
func (TakeCard) command()        {}
func (AskAgain) command()        {}
func (AskMissing) command()      {}
func (WithdrawAsk) command()     {}
func (Consent) command()         {}
func (Start) command()           {}
func (Pause) command()           {}
func (Resume) command()          {}
func (AskClose) command()        {}
func (KeepOpen) command()        {}
func (AgreeToClose) command()    {}
func (FinishClose) command()     {}
func (PublishUnissued) command() {}
func (Answer) command()          {}
func (Reveal) command()          {}
func (ShareGone) command()       {}
func (VoidAll) command()         {}
func (SetStage) command()        {}
func (TakeControl) command()     {}
func (Archive) command()         {}
func (Destroy) command()         {}

// Decide gives the events that a command leads to in a state, or the Refusal that stands against it.
func Decide(s State, command Command) ([]Event, error) {
	switch c := command.(type) {
	case Create:
		return one(s.Phase == "", WrongPhase, c.Created.valid(), BadDraft, c.Created)
	case Edit:
		return one(s.Phase == Draft, WrongPhase, c.Plan.valid() && s.Joined() == 0, BadDraft, Edited(c),
			check{c.Plan.Cards >= s.Handed(), CardsMismatch})
	case Send, Admit, Dismiss, Issue:
		return decideAdmission(s, command)
	case MarkPresent, MarkAbsent, MarkLeft, HandCard, TakeCard:
		return decideAttendance(s, command)
	case AskAgain, AskMissing, WithdrawAsk, Consent:
		return decideConsent(s, command)
	case JoinTeller, Say, ResetTellers:
		return decideTeller(s, command)
	case ReturnTeller:
		running := slices.Contains([]Phase{Sealed, Open, Paused, Closing, Closed}, s.Phase)
		return one(running, WrongPhase, c.Teller >= 0 && c.Teller < len(s.Tellers), UnknownTeller, TellerReturned(c))
	case Seal:
		return one(s.Phase == Draft, WrongPhase, s.Round() == s.Plan.Rounds(), TellersMissing,
			c.Box, check{c.Keys == s.Plan.Credentials() && len(c.Box.Slips) == s.Plan.Slips(), WrongSlips})
	case Start:
		return one(s.Phase == Sealed, WrongPhase, s.Admitted()-s.Left() >= s.Plan.AttendanceQuorum, BelowAttendance, Opened{})
	case Pause:
		return one(s.Phase == Open, WrongPhase, true, "", PausedVote{})
	case Resume:
		return one(s.Phase == Paused, WrongPhase, true, "", Opened{})
	case HandPaper, AskPaper, AgreeToPaper, DeclinePaper, WantPaper, IssuePaper, EnterPaper:
		return decidePaper(s, command)
	case AskClose, KeepOpen, AgreeToClose, FinishClose, PublishUnissued, Answer:
		return decideOpening(s, command)
	case Approve, Remark:
		return decideMinutes(s, command)
	case SetStage, TakeControl:
		return decideStage(s, command)
	case ShareGone:
		gone := func() bool { return s.Tellers[c.Teller].Destroyed }
		known := c.Teller >= 0 && c.Teller < len(s.Tellers)
		return one(s.Phase == Published || s.Phase == Archived, WrongPhase, known, UnknownTeller, ShareDestroyed(c),
			check{known && !gone(), AlreadyDone})
	case Reveal:
		return one(s.Phase == Published, WrongPhase, c.Page >= 0 && c.Page <= maxSubjects+1, WrongPhase, Revealed(c))
	case VoidAll:
		ended := s.Phase == "" || slices.Contains([]Phase{Published, Archived, Destroyed, Void}, s.Phase)
		return one(!ended && len(s.Parts) == 0, WrongPhase, len(c.Reason) > 0 && len(c.Reason) <= 5*maxText, ReasonMissing, Voided(c))
	case Archive:
		return one(s.Phase == Published, WrongPhase, len(c.KeepUntil) == len("2006-01-02"), BadDraft, ArchivedBox(c))
	case Destroy:
		trial := s.Created.Trial != "" && s.Phase != Destroyed // thrown away at any moment
		return one(s.Phase == Archived || s.Phase == Void || trial, WrongPhase, true, "", DestroyedBox{})
	}
	panic("meeting: internal error: unknown command")
}

type check struct {
	ok      bool
	refusal Refusal
}

// one gives a single event when all conditions hold, else the first refusal.
func one(phase bool, wrongPhase Refusal, condition bool, refusal Refusal, e Event, more ...check) ([]Event, error) {
	for _, c := range append([]check{{phase, wrongPhase}, {condition, refusal}}, more...) {
		if !c.ok {
			return nil, c.refusal
		}
	}
	return []Event{e}, nil
}

// decideAdmission is about people coming in and getting their credentials. It works from the draft until the box is
// being closed, so latecomers get in.
func decideAdmission(s State, command Command) ([]Event, error) {
	if !s.admitting() {
		return nil, WrongPhase
	}
	switch c := command.(type) {
	case Send:
		if _, known := s.Person(c.Mail.ID); !known && len(s.People) >= maxPeople {
			return nil, AdmissionsTooMany
		}
		if s.mailFor(c.Mail.ID, c.Mail.To) >= maxMail {
			return nil, TooMuchMail
		}
		return []Event{c.Mail}, nil
	case Admit:
		p, known := s.Person(c.ID)
		return admission(known, p.Admitted, AlreadyAdmitted, Admitted{c.ID, c.Note}, Mail{c.ID, ToPhone, c.Reply})
	case Dismiss:
		p, known := s.Person(c.ID)
		return admission(known, p.Admitted, AlreadyAdmitted, Dismissed{c.ID}, Mail{c.ID, ToPhone, c.Reply})
	}
	c := command.(Issue)
	p, known := s.Person(c.ID)
	switch {
	case s.Phase == Draft:
		return nil, WrongPhase
	case !p.Admitted:
		return nil, NotAdmitted
	case c.Slip < 0 || c.Slip >= len(s.Sealing.Slips) || s.Claimed[c.Slip]:
		return nil, SlipTaken
	}
	// Where the printed ballots and cards handed out are as many as the people left, somebody has had one of those.
	out := !p.Again && s.Issued() >= s.Admitted()
	return admission(known, p.Issued || out, AlreadyIssued, Issued{c.ID, c.Slip}, Mail{c.ID, ToPhone, c.Reply})
}

func admission(known, done bool, refusal Refusal, events ...Event) ([]Event, error) {
	if !known {
		return nil, UnknownPerson
	}
	if done {
		return nil, refusal
	}
	return events, nil
}

// decideTeller is about the key ceremony. A round begins when every teller has sent the message of the one before.
func decideTeller(s State, command Command) ([]Event, error) {
	if s.Phase != Draft {
		return nil, WrongPhase
	}
	switch c := command.(type) {
	case ResetTellers:
		return []Event{TellersReset{}}, nil
	case JoinTeller:
		switch {
		case c.Teller < 0 || c.Teller >= len(s.Tellers):
			return nil, UnknownTeller
		case len(s.Tellers[c.Teller].Sent) > 0:
			return nil, TellerTaken
		}
		return []Event{TellerJoined(c)}, nil
	}
	c := command.(Say)
	switch {
	case c.Teller < 0 || c.Teller >= len(s.Tellers):
		return nil, UnknownTeller
	case c.Round != s.Round() || c.Round == 0 || c.Round >= s.Plan.Rounds() || len(s.Tellers[c.Teller].Sent) != c.Round:
		return nil, WrongRound
	}
	return []Event{TellerSaid(c)}, nil
}

// decideOpening is about closing the box and opening its total.
func decideOpening(s State, command Command) ([]Event, error) {
	voting := s.Phase == Open || s.Phase == Paused
	switch c := command.(type) {
	case AskClose:
		return one(voting, WrongPhase, c.Ballots >= s.Plan.BallotQuorum, BelowBallots, CloseAsked{}, check{s.Paper.Settled(), PaperLeft})
	case KeepOpen:
		return one(voting, WrongPhase, s.CloseAsk, NoCloseRequested, CloseWithdrawn{})
	case AgreeToClose:
		return one(voting, WrongPhase, s.CloseAsk, NoCloseRequested, CloseAgreed{c.Teller},
			check{c.Teller >= 0 && c.Teller < len(s.Tellers), UnknownTeller},
			check{c.Ballots >= s.Plan.BallotQuorum, BelowBallots}, check{s.Paper.Settled(), PaperLeft})
	case FinishClose:
		return one(s.Phase == Closing, WrongPhase, true, "", c.Box)
	case PublishUnissued:
		return one(s.Phase == Closed && s.Unissued == nil, WrongPhase,
			len(c.Credentials) == s.Plan.Slips()-len(s.Claimed)+s.Undrawn()-s.Missing, UnissuedMismatch, UnissuedPublished(c))
	}
	c := command.(Answer)
	switch {
	case s.Phase != Closed:
		return nil, WrongPhase
	case s.Unissued == nil:
		return nil, UnissuedMissing
	case s.Closing.Counted < max(MinimumBallots, s.Plan.BallotQuorum):
		return nil, TooFewBallots
	case s.Parts[c.Owner] != "":
		return nil, AlreadyOpened
	}
	events := []Event{Part{c.Owner, c.Payload}}
	if c.Result != nil {
		events = append(events, ResultPublished{c.Result})
	}
	return events, nil
}
