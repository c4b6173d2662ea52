package meeting

import "slices"

// Figures are the numbers that the counting minutes give, people first, then ballots of all kinds together.
type Figures struct {
	Convened int `json:"convened"`
	Present  int `json:"present"`
	Issued   int `json:"issued"`
	Returned int `json:"returned"`
	Valid    int `json:"valid"`
	Invalid  int `json:"invalid"`
}

// Issued counts the people who were given a ballot: on a phone, as a card, or printed. A credential on which a printed
// ballot was cast is not another one, and a second ballot for a name counts no more than a spoiled paper that is exchanged:
// more ballots than this in the box is a reason to stop.
func (s *State) Issued() int {
	return len(s.Claimed) - s.Paper.Slips + s.Handed() - s.Again() + s.Paper.Handed
}

// Figures counts a meeting whose box is closed.
func (s *State) Figures() Figures {
	counted := s.Closing.Counted
	return Figures{
		Convened: s.Plan.Convened(), Present: s.Admitted(), Issued: s.Issued(),
		Returned: counted + s.Paper.Invalid, Valid: counted, Invalid: s.Paper.Invalid,
	}
}

// The identities that the figures of every counting satisfy.
const (
	PresentWithinConvened = "present_convened"
	IssuedWithinPresent   = "issued_present"
	ReturnedWithinIssued  = "returned_issued"
	ReturnedIsItsParts    = "valid_invalid_returned"
	RowsAreValid          = "rows_valid"
)

// Broken lists the identities that do not hold, where rows are the sums of levels and blanks of each subject, if they are
// known. Whoever was absent is the rest of the convened, and what was not cast the rest of the issued.
func (f Figures) Broken(rows []int) []string {
	broken := []string{}
	for _, identity := range []struct {
		holds bool
		name  string
	}{
		{f.Present <= f.Convened, PresentWithinConvened},
		{f.Issued <= f.Present, IssuedWithinPresent},
		{f.Returned <= f.Issued, ReturnedWithinIssued},
		{f.Valid+f.Invalid == f.Returned, ReturnedIsItsParts},
		{!slices.ContainsFunc(rows, func(sum int) bool { return sum != f.Valid }), RowsAreValid},
	} {
		if !identity.holds {
			broken = append(broken, identity.name)
		}
	}
	return broken
}
