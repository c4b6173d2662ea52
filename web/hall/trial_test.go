package hall

import (
	"strings"
	"testing"

	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

// trial creates a trial of the stage's room.
func (s *stage) trial(rehearsal bool) (reason, room string) {
	s.t.Helper()
	return s.host.askRoom(wire.Create{Plan: plan(3), Registrar: s.registrar.Recipient(), TrialOf: s.code, Rehearsal: rehearsal})
}

func TestTrialStandsBesideTheRealVoteAndEndsWithItsStart(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		p := plan(3)
		s.draft(p)
		member := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
		if reason, _ := s.trial(true); reason != "" {
			t.Fatalf("rehearsal refused: %s", reason)
		}
		reason, room := s.trial(false)
		if reason != "" {
			t.Fatalf("trial refused: %s", reason)
		}
		member.until(func(v wire.State) bool { return v.Trial == room })
		if reason, _ := s.trial(false); reason != wire.ReasonTrial {
			t.Errorf("a second trial: %q", reason)
		}
		list := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
		if frames := strings.Join(list.raw, ""); strings.Contains(frames, room) || !strings.Contains(frames, s.code) {
			t.Errorf("listed: %s", frames)
		}
		// Thrown away by its host at any moment, and started anew.
		host := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: room})
		host.must(wire.Destroy{})
		member.until(func(v wire.State) bool { return v.Trial == "" })
		if _, room = s.trial(false); room == "" {
			t.Fatal("no trial after the first")
		}
		phone := s.join(wire.Hello{Role: wire.RoleMember, Room: room})
		s.admit(3)
		s.seal(p, 3)
		s.host.must(wire.Open{})
		for phone.untilRefused() != wire.ReasonUnknownRoom {
		}
		if uuids, err := s.hall.Store.Meetings(t.Context()); err != nil || len(uuids) != 1 {
			t.Errorf("in the store after the start: %v, %v", uuids, err)
		}
		if reason, _ := s.trial(false); reason != wire.ReasonTrial {
			t.Errorf("a trial during the vote: %q", reason)
		}
	})
}

// TestRealBoxRefusesATrialsBallots casts a ballot of one meeting into the other's box, with its address changed.
func TestRealBoxRefusesATrialsBallots(t *testing.T) {
	s := newStage(t, newSQLite(t))
	real := plan(3)
	s.draft(real)
	other := &stage{t: t, hall: s.hall, server: s.server, deployment: s.deployment, registrar: s.registrar}
	other.open(3)
	stray := other.frame(other.ballot(other.credentials[0], 0, 0).Compact())
	s.admit(3)
	s.seal(real, 3)
	s.host.must(wire.Open{})
	e, m := s.election()
	stray.Fingerprint = e.Fingerprint
	if a := s.cast(stray); a.Type != wire.CastRefused {
		t.Errorf("a ballot sealed to another meeting: %+v", a)
	}
	resealed := s.frame(other.ballot(other.credentials[0], 0, 0).Compact())
	if a := s.cast(resealed); a.Type != wire.CastRefused {
		t.Errorf("another election's ballot, sealed to %s: %+v", m.Recipient, a)
	}
	if n, err := s.hall.Store.Size(t.Context(), s.uuid); err != nil || n != 0 {
		t.Errorf("%d ballots in the real box, %v", n, err)
	}
}
