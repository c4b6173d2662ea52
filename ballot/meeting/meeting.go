// Package meeting is the course of one meeting as a pure state machine: who is invited and admitted, the phases from
// drafting to the published result, both quorums, the tellers' parts. It knows no clock, no socket and no store, and it
// is fed the counts that it needs, so it can neither see nor leak a tally.
//
// Ballots are handed out in three ways: a slip to a phone, a printed card drawn by lot, a printed ballot. Whoever has one of
// them gets no other but with a teller's consent, and the figures of all three must come out even (Figures). Names stand in
// notes that only the registrar reads; of cards there are numbers alone.
//
// Decide takes a state and a command and gives events or a Refusal; Apply folds an event into the state. The events are
// the meeting's control journal: whoever reads it from the start, after a restart or on another node, is where the
// first one was.
package meeting

import (
	"slices"

	"phieukin/ballot"
)

// Phase is where a meeting stands.
type Phase string

// The phases, in order; Void ends a meeting from any phase before the first teller has opened.
const (
	Draft     Phase = "draft"
	Sealed    Phase = "sealed"
	Open      Phase = "open"
	Paused    Phase = "paused"
	Closing   Phase = "closing"
	Closed    Phase = "closed"
	Published Phase = "published"
	Archived  Phase = "archived"
	Destroyed Phase = "destroyed"
	Void      Phase = "void"
)

// Refusal is why a command is refused: a code that pages put into words.
type Refusal string

func (r Refusal) Error() string { return "refused: " + string(r) }

// The refusals.
const (
	WrongPhase        Refusal = "phase"
	BadDraft          Refusal = "draft"
	BelowAttendance   Refusal = "quorum_attendance"
	BelowBallots      Refusal = "quorum_ballots"
	TooFewBallots     Refusal = "too_few_ballots"
	UnknownPerson     Refusal = "unknown_person"
	AlreadyAdmitted   Refusal = "already_admitted"
	NotAdmitted       Refusal = "not_admitted"
	AlreadyIssued     Refusal = "already_issued"
	SlipTaken         Refusal = "slip_taken"
	TooMuchMail       Refusal = "too_much_mail"
	UnknownTeller     Refusal = "unknown_teller"
	TellerTaken       Refusal = "teller_taken"
	TellersMissing    Refusal = "tellers_missing"
	WrongRound        Refusal = "wrong_round"
	NoCloseRequested  Refusal = "no_close_requested"
	AlreadyDone       Refusal = "already_done"
	UnissuedMissing   Refusal = "unissued_missing"
	UnissuedMismatch  Refusal = "unissued_mismatch"
	AlreadyOpened     Refusal = "already_opened"
	ReasonMissing     Refusal = "reason_missing"
	WrongSlips        Refusal = "wrong_slips"
	ConvenedRequired  Refusal = "convened_required"
	AdmissionsTooMany Refusal = "too_many_people"
	AlreadyKnown      Refusal = "already_known"
	NoCardsLeft       Refusal = "no_cards_left"
	CardsMismatch     Refusal = "cards_mismatch"
	ConsentPending    Refusal = "consent_pending"
	NothingAsked      Refusal = "nothing_asked"
)

// MinimumBallots is the least number of ballots that may be opened: fewer would show single votes.
const MinimumBallots = 3

// Limits on what one meeting holds, far above any real one.
const (
	maxRoster   = 500
	maxPeople   = 1000
	maxMail     = 5 // a person, in each direction; so also how many codes of cards one phone may try
	maxTellers  = 10
	maxText     = 200
	maxRef      = 40
	maxEarlier  = 20
	maxSubjects = 200
)

// Plan is what the host drafts.
type Plan struct {
	Title            string   `json:"title"`
	Unit             string   `json:"unit"`
	Roster           []Member `json:"roster"`
	Organisation     bool     `json:"organisation"` // the unit itself is rated, first
	Blank            bool     `json:"blank"`        // a subject may be left blank
	AttendanceQuorum int      `json:"attendance_quorum"`
	BallotQuorum     int      `json:"ballot_quorum"`
	Tellers          []string `json:"tellers"`
	Threshold        int      `json:"threshold"` // how many of the tellers it takes to open
	Spares           int      `json:"spares"`
	Cards            int      `json:"cards"` // printed cards, each with a credential, beside the slips for phones
	PINs             bool     `json:"pins"`  // whoever has the right PIN comes in without the host's tap
	Doors            bool     `json:"doors"` // whoever comes in by name shows a code that changes on the projector
	// Profile is the name of the rating profile, "" for the default; the sealing fixes its bytes.
	Profile string `json:"profile,omitempty"`
	// Others are rated and stand in no list of voters, such as the organisations that a committee votes on.
	Others []Subject `json:"others,omitempty"`
}

// Member is one row of the roster. Status is the standing from which the other two follow unless the host decides
// otherwise: Official members are convened with a vote, Rated ones stand on the ballot.
type Member struct {
	Name     string        `json:"name"`
	Position string        `json:"position"`
	Status   ballot.Status `json:"status"`
	Official bool          `json:"official"`
	Rated    bool          `json:"rated"`
	Ref      string        `json:"ref,omitempty"` // as Subject.Ref
}

// Subject is one thing that is rated.
type Subject struct {
	Name         string `json:"name"`
	Position     string `json:"position"`
	Organisation bool   `json:"organisation"`
	// Ref is whom the register means, whatever becomes of the name in the draft; "" for whom it does not know.
	Ref string `json:"ref,omitempty"`
}

// Convened is the number of official members, the base of both quorums.
func (p Plan) Convened() int {
	n := 0
	for _, m := range p.Roster {
		if m.Official {
			n++
		}
	}
	return n
}

// Subjects lists what is rated: organisations first, the unit before others, then members, then persons who are not in the roster.
func (p Plan) Subjects() []Subject {
	var organisations, persons []Subject
	if p.Organisation {
		organisations = append(organisations, Subject{Name: p.Unit, Organisation: true})
	}
	for _, m := range p.Roster {
		if m.Rated {
			persons = append(persons, Subject{Name: m.Name, Position: m.Position, Ref: m.Ref})
		}
	}
	for _, other := range p.Others {
		if other.Organisation {
			organisations = append(organisations, other)
		} else {
			persons = append(persons, other)
		}
	}
	return append(organisations, persons...)
}

// Rounds is how many messages each teller's device sends to make the key: its key alone where all tellers are needed to
// open, else commitment, certificate, shares and verification key.
func (p Plan) Rounds() int {
	if p.Threshold == len(p.Tellers) {
		return 1
	}
	return 4
}

// Slips is how many credentials the registrar makes for phones: one a member, and the spare ones.
func (p Plan) Slips() int { return p.Convened() + p.Spares }

// Credentials is how many credentials the registrar makes, for phones and for printed cards.
func (p Plan) Credentials() int { return p.Slips() + p.Cards }

func (p Plan) valid() bool {
	text := func(s string) bool { return len(s) > 0 && len(s) <= maxText }
	if !text(p.Title) || !text(p.Unit) || len(p.Roster) > maxRoster || p.Convened() == 0 ||
		len(p.Tellers) == 0 || len(p.Tellers) > maxTellers || p.Threshold < 1 || p.Threshold > len(p.Tellers) {
		return false
	}
	for _, m := range p.Roster {
		if !text(m.Name) || len(m.Position) > maxText || len(m.Ref) > maxRef || !m.Status.Known() ||
			m.Official && !m.Status.MayVote() || m.Rated && !m.Status.MayBeRated() {
			return false
		}
	}
	for _, other := range p.Others {
		if !text(other.Name) || len(other.Position) > maxText || len(other.Ref) > maxRef {
			return false
		}
	}
	for i, t := range p.Tellers {
		if !text(t) || slices.Contains(p.Tellers[:i], t) {
			return false
		}
	}
	subjects, convened := len(p.Subjects()), p.Convened()
	return subjects > 0 && subjects <= maxSubjects &&
		0 < p.AttendanceQuorum && p.AttendanceQuorum <= convened &&
		0 < p.BallotQuorum && p.BallotQuorum <= convened &&
		p.Spares >= 0 && p.Spares <= convened+maxTellers &&
		p.Cards >= 0 && p.Cards <= convened+maxTellers && len(p.Profile) <= maxText
}

func (c Created) valid() bool {
	for _, counted := range c.Earlier {
		if counted < 1 || counted > maxPeople {
			return false
		}
	}
	return c.Plan.valid() && len(c.Earlier) <= maxEarlier && len(c.Origin) <= maxRef &&
		(c.Trial == "" || c.Origin == "" && len(c.Earlier) == 0)
}

// Isolates is how few ballots the difference to an earlier round may not be made of: whoever sees both totals could take one from
// the other.
const Isolates = 3

// Isolating returns the counts of earlier rounds to which a count is so near that the difference would show single votes.
func Isolating(counted int, earlier []int) []int {
	var near []int
	for _, before := range earlier {
		if d := max(counted-before, before-counted); d > 0 && d < Isolates {
			near = append(near, before)
		}
	}
	return near
}

// Step is how many ballots the shown count moves by.
func Step(issued int) int {
	if issued < 20 {
		return 3
	}
	return 5
}

// Shown is the number of ballots that pages may show while the vote runs: it moves in steps, so that nobody can tell
// whose tap moved it, and it is exact only when nobody is left. The last step is longer where the number of members is no
// multiple: a short one would show that all but one or two have cast, and then whose taps were the last.
func Shown(cast, issued int) int {
	if cast >= issued {
		return cast
	}
	step := Step(issued)
	shown := cast - cast%step
	if issued-shown < step {
		shown -= step
	}
	return max(shown, 0)
}
