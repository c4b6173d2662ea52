package hall

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
	"phieukin/tally/record"
	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

// profiles knows one beside the default, in which the best level takes all and has a name of its own.
func profiles(name, _ string) (rating.Profile, error) {
	if name != "all" {
		return rating.Profile{}, errors.New("no such profile")
	}
	p := rating.Default
	p.Name, p.Vote.Thresholds[0].Value = "all", rating.Threshold{Num: 1, Den: 1}
	p.Levels[0].Name = "Xuất sắc"
	return p, nil
}

// publish plays an open meeting of three voters to its end.
func (s *stage) publish() {
	s.t.Helper()
	for i, c := range s.credentials {
		s.vote(c, min(i, 1), 1)
	}
	s.close()
	parts := []string{s.part(0), s.part(1)}
	for i, part := range parts {
		s.tellers[i].must(wire.Partial{Owner: i + 1, Payload: part})
	}
	s.host.untilPhase(meeting.Published)
}

// TestAResultReturnsToTheRegister plays a meeting that the register began, through a register that fails, and through a death
// between publication and recording.
func TestAResultReturnsToTheRegister(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		returns := make(chan Return, 10)
		s := newStage(t, place.Open(t))
		s.takes = func(ctx context.Context, r Return) error {
			returns <- r
			return errors.New("the register is out of order")
		}
		s.stop()
		s.serve(place.Open(t))
		s.origin = "a planned one"
		s.open(3)
		s.publish()
		if first := <-returns; first.Origin != s.origin || first.UUID != s.uuid {
			t.Fatalf("returned %+v", first)
		}

		s.takes = func(ctx context.Context, r Return) error { returns <- r; return nil }
		s.stop()
		s.serve(place.Open(t))
		back := <-returns
		report, err := record.Verify(back.Record, back.Manifest, back.Heads...)
		if err != nil || !report.Valid() || report.Heads != 2 || report.Fingerprint != back.Fingerprint {
			t.Errorf("the record that returned: %+v, %v", report, err)
		}
		if len(back.Subjects) != 2 || !back.Subjects[0].Organisation || back.Rows[0].Counts != [4]int{1, 2} || back.Figures.Valid != 3 || len(back.Day) != 10 {
			t.Errorf("returned %+v", back)
		}
		s.host = s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: s.code})
		s.host.must(wire.Remark{Text: "Có một phiếu nộp sau."})
		desk := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
		if reason := desk.ask(wire.Create{Plan: plan(3), Registrar: s.registrar.Recipient(), Origin: s.origin}); reason != wire.ReasonBegun {
			t.Errorf("a second meeting of one ballot: %q", reason)
		}
		s.host.must(wire.Archive{KeepUntil: "2027-06-30"})
		var minutes struct{ Remarks []struct{ Text string } }
		if err := json.Unmarshal((<-returns).Minutes, &minutes); err != nil || len(minutes.Remarks) != 1 {
			t.Errorf("minutes after the archiving: %+v, %v", minutes, err)
		}
	})
}

func TestAVoidMeetingReturnsItsReason(t *testing.T) {
	returns := make(chan Return, 1)
	s := newStage(t, newSQLite(t))
	s.origin, s.earlier = "a planned one", []int{4}
	s.takes = func(ctx context.Context, r Return) error { returns <- r; return nil }
	s.stop()
	s.serve(newSQLite(t))
	s.draft(plan(3))
	s.host.must(wire.Void{Reason: "Danh sách sai"})
	if back := <-returns; back.Void != "Danh sách sai" || back.Origin != s.origin || back.Record != nil {
		t.Errorf("returned %+v", back)
	}
	if s.tellers[0].until(func(v wire.State) bool { return v.Phase == meeting.Void }).Earlier[0] != 4 {
		t.Error("the tellers do not know of the earlier round")
	}
}

// TestOnlyTheBegunMeetingReturns holds that a meeting that nobody began from the register, a trial, and a copied plan bring nothing back.
func TestOnlyTheBegunMeetingReturns(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.takes = func(ctx context.Context, r Return) error { t.Errorf("%s returned", r.UUID); return nil }
	s.stop()
	s.serve(newSQLite(t))
	s.draft(plan(3))
	desk := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
	trial := wire.Create{Plan: plan(3), Registrar: s.registrar.Recipient(), TrialOf: s.code, Origin: "a planned one"}
	if reason := desk.ask(trial); reason != string(meeting.BadDraft) {
		t.Errorf("a trial that would return: %q", reason)
	}
	s.admit(3)
	s.seal(plan(3), 3)
	s.host.must(wire.Open{})
	s.publish()
	s.stop()
}

// TestAMeetingKeepsTheProfileOfItsSealing changes the profile after the sealing.
func TestAMeetingKeepsTheProfileOfItsSealing(t *testing.T) {
	s := newStage(t, newSQLite(t))
	p := plan(3)
	p.Profile = "unheard of"
	desk := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
	if reason := desk.ask(wire.Create{Plan: p, Registrar: s.registrar.Recipient()}); reason != wire.ReasonProfile {
		t.Errorf("a profile that is not there: %q", reason)
	}
	p.Profile = "all"
	s.draft(p)
	s.admit(3)
	s.seal(p, 3)
	s.host.must(wire.Open{})
	s.hall.Profiles = func(_, _ string) (rating.Profile, error) { return rating.Default, nil }
	s.publish()
	election, m := s.election()
	want, _ := profiles("all", "")
	names := want.LevelNames()
	if !slices.Equal(election.Questions[0].Answers, names[:]) || !slices.Equal(s.host.state.Levels, names[:]) {
		t.Errorf("the levels are %v on the ballot and %v on the page", election.Questions[0].Answers, s.host.state.Levels)
	}
	if m.Profile.Name != want.Name || m.Profile.Hash != want.Hash() {
		t.Errorf("the manifest names %+v", m.Profile)
	}
	var results rating.Results
	if err := json.Unmarshal(s.file("rating.json"), &results); err != nil || results.Profile != "all" || results.Rows[0].Outcome.Level != 1 {
		t.Errorf("rated by %s: %+v, %v", results.Profile, results.Rows, err)
	}
	if levels := s.host.state.Result.Questions; levels[0].Rating.Level != 1 || !slices.Equal(levels[0].Counts, []int64{1, 2, 0, 0}) {
		t.Errorf("the page shows %+v", levels[0].Rating)
	}
}
