package meeting

import "slices"

// Host stands for the host where a number names who speaks; tellers count from 0.
const Host = -1

const (
	maxRemark  = 1000 // bytes
	maxRemarks = 100
)

// The events after the publication that only the minutes need.
type (
	// ResultApproved is a teller confirming the published figures; it changes nothing in them.
	ResultApproved struct {
		Teller int `json:"teller"`
	}
	// Remarked is an opinion or a complaint that is to stand in the minutes. By is Host or a teller.
	Remarked struct {
		By   int    `json:"by"`
		Text string `json:"text"`
	}
)

func (ResultApproved) event() {}
func (Remarked) event()       {}

// The commands for them.
type (
	Approve struct{ Teller int }
	Remark  struct {
		By   int
		Text string
	}
)

func (Approve) command() {}
func (Remark) command()  {}

// TooManyRemarks refuses what the minutes no longer hold.
const TooManyRemarks Refusal = "too_many_remarks"

// decideMinutes is about what tellers and the host add to the minutes. Incidents are remarked upon from the sealing on,
// in a meeting that was voided too; the result is approved once it is there.
func decideMinutes(s State, command Command) ([]Event, error) {
	switch c := command.(type) {
	case Approve:
		known := c.Teller >= 0 && c.Teller < len(s.Tellers)
		return one(s.Phase == Published, WrongPhase, known, UnknownTeller, ResultApproved(c),
			check{known && !s.Tellers[c.Teller].Approved, AlreadyDone})
	case Remark:
		sealed := s.Sealing != nil && !slices.Contains([]Phase{Archived, Destroyed}, s.Phase)
		return one(sealed, WrongPhase, c.By >= Host && c.By < len(s.Tellers), UnknownTeller, Remarked(c),
			check{len(c.Text) > 0 && len(c.Text) <= maxRemark, ReasonMissing}, check{len(s.Remarks) < maxRemarks, TooManyRemarks})
	}
	panic("meeting: internal error: unknown command")
}
