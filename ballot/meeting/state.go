package meeting

import (
	"maps"
	"slices"
)

// State is the fold of a meeting's control journal. Readers must not change it; Apply returns a new one.
type State struct {
	Created   Created
	Phase     Phase
	Plan      Plan
	People    []Person
	Mail      []Mail
	Tellers   []Teller
	Sealing   *SealedBox
	Claimed   map[int]bool  // slips handed out
	Asked     *ConsentAsked // what waits for a teller's consent
	Consents  int           // how often consent was asked for
	Lost      int           // cards that were lost after they had been handed out, and replaced
	Missing   int           // cards that nobody drew and nobody can find
	Paper     Paper
	CloseAsk  bool
	Closing   *ClosedBox
	Unissued  []string // public credentials that were never handed out; nil until the host has published them
	Parts     map[int]string
	Result    []byte
	Page      int
	VoidCause string
	Remarks   []Remarked
	Stage     Stage
	// Controller is the console whose commands count, "" until one has taken control.
	Controller string
	KeepUntil  string // of an archived meeting
}

// Person is someone who asked to come in, by the random id of the phone: whose name that is stands only in notes that
// are sealed to the registrar.
type Person struct {
	ID        string
	Note      []byte // sealed to the registrar
	Admitted  bool
	Issued    bool // has a slip or a card
	Dismissed bool
	Card      bool // has a printed card
	ByHand    bool // let in without a phone
	Left      bool
	Late      bool // came after the close
	Again     bool // a second ballot for a name that has had one, with a teller's consent
}

// Teller is a member of the counting committee.
type Teller struct {
	Name   string
	Secret string   // hex SHA-256 of the device's secret, by which it comes back; empty until it has joined
	Sent   []string // its messages of the key ceremony, one a round
	// Destroyed is set when the device has said that its share is gone.
	Destroyed bool
	Approved  bool // the teller has confirmed the published figures
}

func (s *State) count(fits func(Person) bool) int {
	n := 0
	for _, p := range s.People {
		if fits(p) {
			n++
		}
	}
	return n
}

// Admitted counts the people who were let in before the close, each once.
func (s *State) Admitted() int {
	return s.count(func(p Person) bool { return p.Admitted && !p.Again && !p.Late })
}

// Left counts those of them who went early.
func (s *State) Left() int {
	return s.count(func(p Person) bool { return p.Admitted && p.Left && !p.Again && !p.Late })
}

// Late counts the people who came after the close.
func (s *State) Late() int { return s.count(func(p Person) bool { return p.Late }) }

// Handed counts the printed cards that were drawn.
func (s *State) Handed() int { return s.count(func(p Person) bool { return p.Card }) }

// Again counts the second ballots that were handed out to names that had had one.
func (s *State) Again() int { return s.count(func(p Person) bool { return p.Again && p.Issued }) }

// Undrawn is how many printed cards nobody drew, those included that cannot be found.
func (s *State) Undrawn() int { return s.Plan.Cards - s.Handed() }

// Person finds a person by id.
func (s *State) Person(id string) (Person, bool) {
	i := slices.IndexFunc(s.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return s.People[i], true
}

// Joined counts the tellers whose devices have joined.
func (s *State) Joined() int {
	n := 0
	for _, t := range s.Tellers {
		if len(t.Sent) > 0 {
			n++
		}
	}
	return n
}

// Round is the round of the key ceremony that is under way: the number of messages that every teller has sent. At
// Plan.Rounds the key is made.
func (s *State) Round() int {
	round := s.Plan.Rounds()
	for _, t := range s.Tellers {
		round = min(round, len(t.Sent))
	}
	return round
}

// Voting reports whether ballots may be cast.
func (s *State) Voting() bool { return s.Phase == Open }

// mailFor counts the mail of one person in one direction.
func (s *State) mailFor(id, to string) int {
	n := 0
	for _, m := range s.Mail {
		if m.ID == id && m.To == to {
			n++
		}
	}
	return n
}

// Apply folds one event into a state. Events come from Decide alone, so they are not checked again.
func Apply(s State, event Event) State {
	switch e := event.(type) {
	case Created:
		s = State{Created: e, Phase: Draft, Plan: e.Plan, Tellers: tellers(e.Plan), Claimed: map[int]bool{}, Parts: map[int]string{}, Stage: Stage{Scene: SceneRoom}}
	case Edited:
		s.Plan, s.Tellers = e.Plan, tellers(e.Plan)
	case Mail:
		if _, known := s.Person(e.ID); !known {
			s.People = append(slices.Clip(s.People), Person{ID: e.ID})
		}
		s.Mail = append(slices.Clip(s.Mail), e)
	case Admitted:
		s.People = withPerson(s.People, e.ID, func(p *Person) { p.Admitted, p.Dismissed, p.Note = true, false, e.Note })
	case Dismissed:
		s.People = withPerson(s.People, e.ID, func(p *Person) { p.Dismissed = true })
	case MarkedPresent:
		s.People = append(slices.Clip(s.People), Person{ID: e.ID, Note: e.Note, Admitted: true, ByHand: true, Late: e.Late})
	case MarkedAbsent:
		s.People = slices.DeleteFunc(slices.Clone(s.People), func(p Person) bool { return p.ID == e.ID })
	case MarkedLeft:
		s.People = withPerson(s.People, e.ID, func(p *Person) { p.Left = e.Gone })
	case CardHanded:
		s.People = withPerson(s.People, e.ID, func(p *Person) { p.Card, p.Issued = true, true })
	case CardTaken:
		s.People = withPerson(s.People, e.ID, func(p *Person) { p.Card, p.Issued = false, false })
	case ConsentAsked:
		s.Asked, s.Consents = &e, e.Number
	case ConsentWithdrawn:
		s.Asked = nil
	case ConsentGiven:
		s = consented(s)
	case TellerJoined:
		s.Tellers = slices.Clone(s.Tellers)
		s.Tellers[e.Teller].Secret, s.Tellers[e.Teller].Sent = e.Secret, []string{e.Message}
	case TellerSaid:
		s.Tellers = slices.Clone(s.Tellers)
		t := &s.Tellers[e.Teller]
		t.Sent = append(slices.Clip(t.Sent), e.Message)
	case TellerReturned:
		s.Tellers = slices.Clone(s.Tellers)
		s.Tellers[e.Teller].Secret = e.Secret
	case TellersReset:
		s.Tellers = tellers(s.Plan)
	case SealedBox:
		s.Phase, s.Sealing = Sealed, &e
	case Issued:
		s.Claimed = maps.Clone(s.Claimed)
		s.Claimed[e.Slip] = true
		s.People = withPerson(s.People, e.ID, func(p *Person) { p.Issued = true })
	case PaperHanded, PaperAsked, PaperAgreed, PaperDeclined, PaperWanted, PaperIssued, PaperEntered, PaperInvalid:
		if issued, ok := event.(PaperIssued); ok {
			s.Claimed = maps.Clone(s.Claimed)
			s.Claimed[issued.Slip] = true
		}
		s.Paper = applyPaper(s.Paper, event)
	case Opened:
		s.Phase = Open
	case PausedVote:
		s.Phase = Paused
	case CloseAsked:
		s.CloseAsk = true
	case CloseWithdrawn:
		s.CloseAsk = false
	case CloseAgreed:
		s.Phase, s.CloseAsk, s.Asked = Closing, false, nil
	case ClosedBox:
		s.Phase, s.Closing = Closed, &e
	case UnissuedPublished:
		s.Unissued = append([]string{}, e.Credentials...) // never nil again, even where all were handed out
		s.Asked = nil
	case Part:
		s.Parts = maps.Clone(s.Parts)
		s.Parts[e.Owner] = e.Payload
	case ResultPublished:
		s.Phase, s.Result = Published, e.Result
	case ResultApproved:
		s.Tellers = slices.Clone(s.Tellers)
		s.Tellers[e.Teller].Approved = true
	case Remarked:
		s.Remarks = append(slices.Clip(s.Remarks), e)
	case ShareDestroyed:
		s.Tellers = slices.Clone(s.Tellers)
		s.Tellers[e.Teller].Destroyed = true
	case Revealed:
		s.Page = e.Page
	case Voided:
		s.Phase, s.VoidCause, s.CloseAsk = Void, e.Reason, false
	case StageSet:
		s.Stage = e.Stage
	case ControlTaken:
		s.Controller = e.Console
	case ArchivedBox:
		s.Phase, s.KeepUntil = Archived, e.KeepUntil
	case DestroyedBox:
		s.Phase = Destroyed
	}
	return s
}

// consented carries out what a teller has consented to.
func consented(s State) State {
	asked := s.Asked
	s.Asked = nil
	if asked.Cards > 0 {
		s.Missing += asked.Cards
		return s
	}
	if asked.Lost {
		s.Lost++
	}
	if _, known := s.Person(asked.ID); !known {
		s.People = append(slices.Clip(s.People), Person{ID: asked.ID, ByHand: true})
	}
	s.People = withPerson(s.People, asked.ID, func(p *Person) {
		p.Admitted, p.Dismissed, p.Again, p.Note = true, false, true, asked.Note
	})
	return s
}

func tellers(p Plan) []Teller {
	out := make([]Teller, len(p.Tellers))
	for i, name := range p.Tellers {
		out[i].Name = name
	}
	return out
}

func withPerson(people []Person, id string, change func(*Person)) []Person {
	people = slices.Clone(people)
	for i := range people {
		if people[i].ID == id {
			change(&people[i])
		}
	}
	return people
}
