package meeting_test

import (
	"testing"

	"phieukin/ballot/meeting"
)

func TestTheLastConsoleThatTookControlHasIt(t *testing.T) {
	s := at(t, meeting.Open)
	if !s.Controls("") || s.Controls("a") {
		t.Error("a console controls that has not taken control")
	}
	s = run(t, s, meeting.TakeControl{Console: "a"}, meeting.TakeControl{Console: "b"})
	if s.Controls("a") || !s.Controls("b") || s.Controls("") {
		t.Error("control is not the last console's")
	}
}

func TestMembersResultsMayBeForTheMinutesAlone(t *testing.T) {
	s := at(t, meeting.Closed)
	if got := len(s.Disclosed()); got != len(s.Plan.Subjects()) {
		t.Errorf("%d subjects disclosed by default", got)
	}
	s = run(t, s, meeting.SetStage{Stage: meeting.Stage{Scene: meeting.SceneRoom, UnitOnly: true}})
	if got := s.Disclosed(); len(got) != 1 || !got[0].Organisation {
		t.Errorf("%+v disclosed of the unit alone", got)
	}
	s.Plan.Others = []meeting.Subject{{Name: "guest"}, {Name: "cell", Organisation: true}}
	if got := s.Disclosed(); len(got) != 2 || got[1].Name != "cell" {
		t.Errorf("%+v disclosed of organisations alone", got)
	}
	s.Plan.Organisation, s.Plan.Others = false, nil
	if got := s.Disclosed(); len(got) != 0 {
		t.Errorf("%+v disclosed where the unit is not rated", got)
	}
}

func TestStagesThatAreRefused(t *testing.T) {
	refused(t, "unknown scene", at(t, meeting.Draft), meeting.SetStage{Stage: meeting.Stage{Scene: "cinema"}}, meeting.BadDraft)
	refused(t, "negative time", at(t, meeting.Open), meeting.SetStage{Stage: meeting.Stage{Scene: meeting.SceneHow, Ends: -1}}, meeting.BadDraft)
	refused(t, "no day", at(t, meeting.Published), meeting.Archive{}, meeting.BadDraft)
}

// TestOnlyTrialsMayBeThrownAway holds that what is destroyed without a result is a trial.
func TestOnlyTrialsMayBeThrownAway(t *testing.T) {
	refused(t, "a real vote", at(t, meeting.Open), meeting.Destroy{}, meeting.WrongPhase)
	s := at(t, meeting.Open)
	s.Created.Trial = "other"
	if s = run(t, s, meeting.Destroy{}); s.Phase != meeting.Destroyed {
		t.Errorf("a trial thrown away is in %q", s.Phase)
	}
	refused(t, "twice", s, meeting.Destroy{}, meeting.WrongPhase)
}
