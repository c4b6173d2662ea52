package hall

import (
	"slices"
	"strings"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

func TestOnlyOneConsoleGivesCommands(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		s.draft(plan(3))
		console := func(id string) *peer {
			return s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: s.code, Console: id})
		}
		inControl := func(v wire.State) bool { return v.Control }
		readOnly := func(v wire.State) bool { return v.UUID != "" && !v.Control }
		first := console("first")
		first.must(wire.TakeControl{}) // from the console without a name that drafted
		first.until(inControl)
		second := console("second")
		second.until(readOnly)
		if reason := second.ask(wire.Edit{Plan: plan(4)}); reason != string(meeting.NotInControl) {
			t.Errorf("the second console's command: %q", reason)
		}
		second.must(wire.TakeControl{})
		second.until(inControl)
		first.until(readOnly)
		if reason := first.ask(wire.Void{Reason: "x"}); reason != string(meeting.NotInControl) {
			t.Errorf("the first console's command after the takeover: %q", reason)
		}
		again := func() {
			s.stop()
			s.serve(place.Open(t))
		}
		again()
		console("second").until(inControl)
		console("third").until(readOnly)
		again()
		console("third").until(inControl) // nobody else is there
	})
}

func TestScreensShowWhatTheHostDecides(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		p := plan(3)
		s.draft(p)
		projector := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
		member := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
		password := "mat khau; \"rieng\""
		wifi := wire.Wifi{Name: "Nha Van Hoa", Password: password}
		for name, m := range map[string]wire.SetStage{
			"no network":     {Stage: meeting.Stage{Scene: meeting.SceneWifi}},
			"short password": {Stage: meeting.Stage{Scene: meeting.SceneWifi}, Wifi: &wire.Wifi{Name: "a", Password: "b"}},
			"long name":      {Stage: meeting.Stage{Scene: meeting.SceneWifi}, Wifi: &wire.Wifi{Name: strings.Repeat("a", 33)}},
			"control":        {Stage: meeting.Stage{Scene: meeting.SceneWifi}, Wifi: &wire.Wifi{Name: "a\n"}},
		} {
			if reason := s.host.ask(m); reason != wire.ReasonWifi {
				t.Errorf("%s: %q", name, reason)
			}
		}
		s.host.must(wire.SetStage{Stage: meeting.Stage{Scene: meeting.SceneWifi}, Wifi: &wifi})
		shown := projector.until(func(v wire.State) bool { return v.Wifi != nil })
		if shown.Wifi.Wifi != wifi || shown.Wifi.QR.Size == 0 {
			t.Errorf("projector shows %+v", shown.Wifi)
		}
		s.host.must(wire.SetStage{Stage: meeting.Stage{Scene: meeting.SceneRoom, NoPhones: true}})
		projector.until(func(v wire.State) bool { return v.Wifi == nil && v.Stage.Scene == meeting.SceneRoom })
		s.host.must(wire.SetStage{Stage: meeting.Stage{Scene: meeting.SceneWifi, NoPhones: true}, Wifi: &wifi})
		if strings.Contains(string(place.Dump(t)), password) {
			t.Error("the network's password is in the store")
		}
		s.restart(place)
		if v := s.host.until(func(v wire.State) bool { return v.Stage != nil }); v.Wifi != nil || !v.Stage.NoPhones {
			t.Errorf("after the restart: %+v, %+v", v.Stage, v.Wifi)
		}
		for _, frame := range member.raw {
			if strings.Contains(frame, wifi.Name) || strings.Contains(frame, `"stage"`) {
				t.Error("a phone is told what only the projector shows")
			}
		}
	})
}

func TestWifiCodeEscapesWhatReadersCut(t *testing.T) {
	for want, w := range map[string]wire.Wifi{
		`WIFI:T:WPA;S:Hoi truong;P:12345678;;`: {Name: "Hoi truong", Password: "12345678"},
		`WIFI:T:WPA;S:a\;b\,c;P:\"x\:y\\z12;;`: {Name: "a;b,c", Password: `"x:y\z12`},
		`WIFI:T:nopass;S:mo;;`:                 {Name: "mo"},
	} {
		if got := wifiCode(w); got != want {
			t.Errorf("%s instead of %s", got, want)
		}
	}
}

// TestMembersResultsStayOffTheScreens plays to the publication with members' results for the minutes alone.
func TestMembersResultsStayOffTheScreens(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	projector := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
	member := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
	for _, c := range s.credentials {
		s.vote(c, 1, 2)
	}
	stage := meeting.Stage{Scene: meeting.SceneRoom, UnitOnly: true}
	s.host.must(wire.SetStage{Stage: stage})
	s.close()
	parts := []string{s.part(0), s.part(1)}
	for i, part := range parts {
		s.tellers[i].must(wire.Partial{Owner: i + 1, Payload: part})
	}
	if n := len(s.host.untilPhase(meeting.Published).Result.Questions); n != 2 {
		t.Errorf("the host sees %d results", n)
	}
	for _, screen := range []*peer{projector, member} {
		v := screen.untilPhase(meeting.Published)
		if len(v.Result.Questions) != 1 || len(v.Subjects) != 1 || !v.Subjects[0].Organisation {
			t.Errorf("%s sees %+v of %+v", v.Role, v.Result, v.Subjects)
		}
	}
	stage.NoPhones = true
	s.host.must(wire.SetStage{Stage: stage})
	member.until(func(v wire.State) bool { return v.Result == nil })
	if s.host.state.Result == nil || projector.state.Result == nil {
		t.Error("results are off other screens than phones")
	}
	// Nothing that a projector ever received is anybody's own.
	for _, frame := range projector.raw {
		for _, secret := range []string{`"people"`, `"draft"`, `"claimed"`, `"invite"`, `"names"`, `"sent":[[`, testHostKey, "AGE-SECRET"} {
			if strings.Contains(frame, secret) {
				t.Errorf("the projector receives %s", secret)
			}
		}
	}
}

func TestMoreTimeIsACountForTheHostAlone(t *testing.T) {
	s := newStage(t, newSQLite(t))
	p := plan(3)
	s.draft(p)
	s.admit(3)
	s.seal(p, 3)
	first, second := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code}), s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
	if reason := first.ask(wire.MoreTime{}); reason != string(meeting.WrongPhase) {
		t.Errorf("before the vote: %q", reason)
	}
	s.host.must(wire.Open{})
	first.must(wire.MoreTime{})
	first.must(wire.MoreTime{})
	second.must(wire.MoreTime{})
	s.host.until(func(v wire.State) bool { return v.Asked == 2 })
	s.host.must(wire.SetStage{Stage: meeting.Stage{Scene: meeting.SceneRoom, Ends: 1_900_000_000}})
	s.host.until(func(v wire.State) bool { return v.Asked == 0 && v.Stage.Ends > 0 })
	for _, frame := range slices.Concat(first.raw, second.raw) {
		if strings.Contains(frame, `"asked"`) {
			t.Error("a phone is told who asked")
		}
	}
}

func TestArchivedMeetingIsDestroyedWithEveryByte(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		s.open(3)
		for _, c := range s.credentials {
			s.vote(c, 1, 2)
		}
		s.close()
		parts := []string{s.part(0), s.part(1)}
		for i, part := range parts {
			s.tellers[i].must(wire.Partial{Owner: i + 1, Payload: part})
		}
		s.host.untilPhase(meeting.Published)
		if reason := s.host.ask(wire.Destroy{}); reason != string(meeting.WrongPhase) {
			t.Errorf("destroyed before it was archived: %q", reason)
		}
		s.host.must(wire.Archive{KeepUntil: "2027-05-31"})
		s.host.until(func(v wire.State) bool { return v.KeepUntil == "2027-05-31" && v.Phase == meeting.Archived })
		projector := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
		if v := projector.untilPhase(meeting.Archived); v.Result != nil {
			t.Error("an archived result is on the projector")
		}
		s.host.must(wire.Destroy{})
		for projector.untilRefused() != wire.ReasonUnknownRoom {
		}
		if uuids, err := s.hall.Store.Meetings(t.Context()); err != nil || len(uuids) > 0 {
			t.Errorf("left in the store: %v, %v", uuids, err)
		}
		s.stop()
		s.serve(place.Open(t))
		if s.hall.Meetings() != 0 {
			t.Error("the meeting is back after a restart")
		}
	})
}

func TestChecksAreFiguresAndCodes(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.hall.Addresses = func() []string { return []string{"http://192.168.8.2:8080", "http://10.0.0.7:8080"} }
	s.hall.Disk = func() (int64, error) { return 5 << 30, nil }
	s.draft(plan(3))
	s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
	for _, remote := range []string{"127.0.0.1:5", "[::1]:5", "10.0.0.7:9", "192.168.8.30:1", "[::ffff:192.168.8.30]:2", "192.168.8.31:1", "nonsense"} {
		s.hall.Visit(remote)
	}
	c := s.host.checks()
	if !slices.Equal(c.Addresses, []string{"192.168.8.2:8080", "10.0.0.7:8080"}) || c.Shown != "192.168.8.2:8080" ||
		c.Others != 2 || c.Projectors != 1 || c.Disk.Free != 5<<30 || c.Disk.Code != "" || c.Time == 0 {
		t.Errorf("%+v", c)
	}
	if reason := s.host.ask(wire.UseAddress{Address: "8.8.8.8:8080"}); reason != wire.ReasonAddress {
		t.Errorf("an address that is not this machine's: %q", reason)
	}
	s.host.must(wire.UseAddress{Address: "10.0.0.7:8080"})
	s.host.until(func(v wire.State) bool { return v.Join != nil && v.Join.Address == "10.0.0.7:8080" })
	member := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
	if reason := member.ask(wire.WantChecks{}); reason != wire.ReasonForbidden {
		t.Errorf("a phone asks how the machine is: %q", reason)
	}
}

func TestAHostDraftsFromAFormerMeeting(t *testing.T) {
	s := newStage(t, newSQLite(t))
	former := plan(3)
	s.draft(former)
	desk := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
	desk.must(wire.WantPlan{UUID: s.uuid})
	got := slices.ContainsFunc(desk.raw, func(frame string) bool {
		return frame == string(wire.Marshal(wire.Plan{Type: "plan", Plan: former}))
	})
	if !got {
		t.Errorf("no plan among %v", desk.raw)
	}
	if reason := desk.ask(wire.WantPlan{UUID: "none"}); reason != wire.ReasonUnknownRoom {
		t.Errorf("a meeting that is not there: %q", reason)
	}
	if reason := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code}).ask(wire.WantPlan{UUID: s.uuid}); reason != wire.ReasonForbidden {
		t.Errorf("a projector: %q", reason)
	}
}
