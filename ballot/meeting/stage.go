package meeting

import "slices"

// Stage is what the host decides about the screens beside the course of the phases. It is journalled, so that after a
// restart nothing is shown that the host had left off.
type Stage struct {
	// Scene is what the projector shows before the box is sealed.
	Scene string `json:"scene"`
	// Ends is until when the vote is expected to last, in Unix seconds, or 0 where the host has not said. It ends nothing.
	Ends int64 `json:"ends"`
	// LastCall reminds the room that the box will soon be closed.
	LastCall bool `json:"last_call"`
	// UnitOnly leaves persons' results to the minutes: projector and phones show those of organisations alone.
	UnitOnly bool `json:"unit_only"`
	// NoPhones leaves all results off the phones.
	NoPhones bool `json:"no_phones"`
}

// The scenes: how to get into the network, how to get into the room, how to vote.
const (
	SceneWifi = "wifi"
	SceneRoom = "room"
	SceneHow  = "how"
)

// NotInControl refuses what a console says that has given its control away.
const NotInControl Refusal = "not_in_control"

func decideStage(s State, command Command) ([]Event, error) {
	running := s.Phase != "" && s.Phase != Destroyed
	switch c := command.(type) {
	case SetStage:
		known := slices.Contains([]string{SceneWifi, SceneRoom, SceneHow}, c.Stage.Scene) && c.Stage.Ends >= 0
		return one(running, WrongPhase, known, BadDraft, StageSet(c))
	case TakeControl:
		return one(running, WrongPhase, len(c.Console) <= maxText, UnknownPerson, ControlTaken(c))
	}
	panic("meeting: internal error: unknown command")
}

// Controls reports whether the console is the one whose commands count: the last that took control.
func (s *State) Controls(console string) bool { return s.Controller == console }

// Disclosed are the subjects whose results the projector and the phones may show: the first of all.
func (s *State) Disclosed() []Subject {
	subjects := s.Plan.Subjects()
	if !s.Stage.UnitOnly {
		return subjects
	}
	return slices.DeleteFunc(subjects, func(one Subject) bool { return !one.Organisation })
}
