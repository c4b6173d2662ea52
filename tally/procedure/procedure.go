// Package procedure says where a rating stands: for each step of a profile's procedure (tally/rating) whether it is done,
// ready, waiting or skipped, and why.
//
// It is a pure function of what is recorded. The history lies in tally/register, which is append-only; [Facts] is what a
// reader distils from it, and nothing is stored twice.
//
// No step is ever blocked. Life does not keep to an order, so a step may be acted on while it waits; whoever records that
// gives a reason, which stays in the history.
package procedure

import "phieukin/tally/rating"

// State is where a step stands.
type State string

// The states. Ready and Waiting steps are both open; a Waiting one has something before it, named in Why.
const (
	Done    State = "done"
	Ready   State = "ready"
	Waiting State = "waiting"
	Skipped State = "skipped"
)

// The codes of Why.
const (
	WhyPrevious     = "previous"      // a step before it is open
	WhyMembersFirst = "members_first" // members or organisations below are not as far yet
	WhyNotRated     = "not_rated"     // the subject is not rated this year
	WhyPassed       = "passed"        // optional, and a later step has been taken without it
	WhyCancelled    = "cancelled"     // it was done, and the rating has been cancelled since
)

// Facts are what is recorded of one subject in one year.
type Facts struct {
	Entries   map[string]int64 // step id -> sequence number of the last entry that completes it
	Cancelled int64            // sequence number of the last cancellation; 0: none
	NotRated  string           // why the subject is not rated (rating.Standing.Reason); empty: it is
	Reviewed  bool             // one who is not rated is reviewed all the same

	MembersFirst bool // the profile's rule
	Unvoted      int  // members and organisations below that are to be rated and have neither vote nor decision
	Undecided    int  // those of them that have no decision
}

// StepState is a step with its state. Entry is the sequence number of the entry that completed it, nil where none counts.
type StepState struct {
	rating.Step
	State State    `json:"state"`
	Why   []string `json:"why"`
	Entry *int64   `json:"entry"`
}

// States returns the state of each step, in the order of the steps.
//
// A step is done when an entry completes it, in whatever order the entries came. A cancellation undoes the steps that decide,
// up to an entry that follows it. Else a step is ready when every step before it is done or was optional; an optional one that
// a later step has passed by is skipped. Where the profile says members first, an organisation's own ballot waits for the votes
// on those below it, and whatever decides waits for their decisions. For who is not rated everything is skipped, save what
// belongs to the review where the profile reviews them.
func States(steps []rating.Step, facts Facts) []StepState {
	states := make([]StepState, len(steps))
	last := -1 // the last step done
	for i, s := range steps {
		states[i] = StepState{Step: s, Why: []string{}}
		if seq, there := facts.Entries[s.ID]; there && !(s.Decides && seq < facts.Cancelled) {
			states[i].State, states[i].Entry, last = Done, &seq, i
		}
	}
	open := false // a step before this one is open
	for i := range states {
		s := &states[i]
		if facts.NotRated != "" && !(facts.Reviewed && ofReview(s.Kind)) {
			s.State, s.Why = Skipped, append(s.Why, WhyNotRated)
			continue
		}
		if s.State == Done {
			continue
		}
		if s.Optional && i < last {
			s.State, s.Why = Skipped, append(s.Why, WhyPassed)
			continue
		}
		s.State = Ready
		if _, there := facts.Entries[s.ID]; there {
			s.Why = append(s.Why, WhyCancelled)
		}
		if open {
			s.State, s.Why = Waiting, append(s.Why, WhyPrevious)
		}
		if facts.holds(s.Step) {
			s.State, s.Why = Waiting, append(s.Why, WhyMembersFirst)
		}
		open = open || !s.Optional
	}
	return states
}

// Next is the id of the first step that is needed now: ready and not optional. It is empty when none is.
func Next(states []StepState) string {
	for _, s := range states {
		if s.State == Ready && !s.Optional {
			return s.ID
		}
	}
	return ""
}

// Decided says that the last step, the decision, is done.
func Decided(states []StepState) bool {
	return len(states) > 0 && states[len(states)-1].State == Done
}

// holds says that the step must wait for those below.
func (f Facts) holds(s rating.Step) bool {
	switch {
	case !f.MembersFirst:
		return false
	case s.Decides:
		return f.Undecided > 0
	case s.Kind == rating.Ballot:
		return f.Unvoted > 0
	}
	return false
}

// ofReview says that a kind of step belongs to the review rather than to the rating.
func ofReview(kind rating.StepKind) bool {
	return kind == rating.SelfAssessment || kind == rating.Review
}
