package meeting

import "slices"

// admitting reports whether people may come in and be given ballots: from the draft until the box is being closed.
func (s *State) admitting() bool {
	return slices.Contains([]Phase{Draft, Sealed, Open, Paused}, s.Phase)
}

// decideAttendance is about people without a phone, early leavers, and printed cards.
func decideAttendance(s State, command Command) ([]Event, error) {
	late := s.Phase == Closing || s.Phase == Closed
	switch c := command.(type) {
	case MarkPresent:
		_, known := s.Person(c.ID)
		return one(s.admitting() || late, WrongPhase, !known, AlreadyKnown, MarkedPresent{c.ID, c.Note, late},
			check{len(s.People) < maxPeople, AdmissionsTooMany})
	case MarkAbsent:
		p, _ := s.Person(c.ID)
		return one(s.admitting(), WrongPhase, p.ByHand, UnknownPerson, MarkedAbsent(c),
			check{!p.Issued && !p.Again, AlreadyIssued})
	case MarkLeft:
		p, _ := s.Person(c.ID)
		return one(s.admitting(), WrongPhase, p.Admitted, NotAdmitted, MarkedLeft(c), check{p.Left != c.Gone, AlreadyDone})
	}
	if c, ok := command.(TakeCard); ok {
		p, _ := s.Person(c.ID)
		return one(s.Phase == Draft || s.Phase == Sealed, WrongPhase, p.Card, NotAdmitted, CardTaken(c))
	}
	c := command.(HandCard)
	p, _ := s.Person(c.ID)
	return one(s.admitting(), WrongPhase, p.Admitted, NotAdmitted, CardHanded(c),
		check{!p.Issued && (p.Again || s.Issued() < s.Admitted()), AlreadyIssued}, check{s.Undrawn() > 0, NoCardsLeft})
}

// decideConsent is about what the host may do only with a teller's consent, one thing at a time: a second ballot for a
// name, and cards that cannot be found at the close.
func decideConsent(s State, command Command) ([]Event, error) {
	closed := s.Phase == Closed && s.Unissued == nil
	free := check{s.Asked == nil, ConsentPending}
	switch c := command.(type) {
	case AskAgain:
		p, known := s.Person(c.ID)
		return one(s.admitting(), WrongPhase, !p.Admitted, AlreadyAdmitted,
			ConsentAsked{Number: s.Consents + 1, ID: c.ID, Note: c.Note, Reply: c.Reply, Lost: c.Lost},
			free, check{known == (len(c.Reply) > 0), UnknownPerson}, check{known || len(s.People) < maxPeople, AdmissionsTooMany})
	case AskMissing:
		return one(closed, WrongPhase, c.Cards > 0 && c.Cards <= s.Undrawn()-s.Missing, CardsMismatch,
			ConsentAsked{Number: s.Consents + 1, Cards: c.Cards}, free)
	case WithdrawAsk:
		return one(s.admitting() || closed, WrongPhase, s.Asked != nil, NothingAsked, ConsentWithdrawn{})
	}
	c := command.(Consent)
	if s.Asked == nil || s.Asked.Number != c.Number {
		return one(s.admitting() || closed, WrongPhase, false, NothingAsked, nil)
	}
	p, _ := s.Person(s.Asked.ID)
	events, err := one(s.admitting() || closed, WrongPhase, c.Teller >= 0 && c.Teller < len(s.Tellers), UnknownTeller,
		ConsentGiven{c.Teller}, check{!p.Admitted, AlreadyAdmitted})
	if err == nil && len(s.Asked.Reply) > 0 {
		events = append(events, Mail{s.Asked.ID, ToPhone, s.Asked.Reply})
	}
	return events, err
}
