package hall

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/ballot/voter"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/urn/urntest"
	"phieukin/web/wire"
)

// places are the two stores; every meeting test runs on both.
func places(t *testing.T, test func(t *testing.T, place urntest.Place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, urntest.SQLite(t)) })
	t.Run("redis", func(t *testing.T) { test(t, urntest.Redis(t)) })
}

func TestMeetingFromCheckInToRating(t *testing.T) {
	places(t, func(t *testing.T, place urntest.Place) {
		s := newStage(t, place.Open(t))
		s.open(5)
		for _, choices := range [][]int{{0, 1}, {0, 1}, {0, voter.Blank}, {1, 1}, {3, 2}} {
			s.vote(s.credentials[0], choices...)
			s.credentials = s.credentials[1:]
		}
		s.close()
		parts := []string{s.part(0), s.part(1)}
		s.tellers[0].must(wire.Partial{Owner: 1, Payload: parts[0]})
		if v := s.host.until(func(v wire.State) bool { return v.Tellers[0].Opened }); v.Result != nil {
			t.Fatal("one part of two showed totals")
		}
		s.tellers[1].must(wire.Partial{Owner: 2, Payload: parts[1]})
		result := s.host.untilPhase(meeting.Published).Result
		if result.Counted != 5 || !slices.Equal(result.Questions[0].Counts, []int64{3, 1, 0, 1}) ||
			!slices.Equal(result.Questions[1].Counts, []int64{0, 3, 1, 0}) || result.Questions[1].Blank != 1 {
			t.Errorf("result %+v", result)
		}
		if r := result.Questions[0].Rating; r.Level != 0 || r.Count != 3 || r.Base != 5 || r.Permille != 600 || r.Code != "over_half" {
			t.Errorf("rating %+v", r)
		}
		var heads []ballot.Head
		if err := strict.DecodeCanonical(s.file("heads.json"), &heads); err != nil || len(heads) != 2 {
			t.Fatalf("%d heads, %v", len(heads), err)
		}
		report, err := record.Verify(s.file("record.bel"), s.file("manifest.json"), heads...)
		if err != nil || !report.Valid() || !report.Manifest || report.Result == nil || len(report.Warnings) > 0 {
			t.Errorf("record: %+v, %v", report, err)
		}
		s.tellers[0].must(wire.Destroyed{})
		if reason := s.tellers[0].ask(wire.Destroyed{}); reason != string(meeting.AlreadyDone) {
			t.Errorf("destroyed twice: %q", reason)
		}
		s.tellers[1].must(wire.Approve{})
		if reason := s.tellers[1].ask(wire.Approve{}); reason != string(meeting.AlreadyDone) {
			t.Errorf("approved twice: %q", reason)
		}
		s.tellers[1].must(wire.Remark{Text: "Một đồng chí về sớm."})
		s.host.must(wire.Remark{Text: "Máy chiếu tắt 5 phút."})
		var minutes struct {
			Tellers []struct{ Share_Destroyed, Opened, Approved bool }
			Remarks []struct {
				By   int
				Text string
			}
			Results struct{ Rows []struct{ Counts []int } }
		}
		if err := json.Unmarshal(s.file("minutes.json"), &minutes); err != nil || !minutes.Tellers[0].Share_Destroyed || minutes.Tellers[1].Share_Destroyed {
			t.Errorf("minutes %+v, %v", minutes, err)
		}
		if minutes.Tellers[0].Approved || !minutes.Tellers[1].Approved || len(minutes.Remarks) != 2 || minutes.Remarks[0].By != 1 ||
			minutes.Remarks[1].By != meeting.Host || minutes.Remarks[1].Text != "Máy chiếu tắt 5 phút." || !slices.Equal(minutes.Results.Rows[1].Counts, []int{0, 3, 1, 0}) {
			t.Errorf("minutes %+v", minutes)
		}
		if csv := string(s.file("rating.csv")); !strings.Contains(csv, names[0]) {
			t.Errorf("rating.csv: %q", csv)
		}
	})
}

func TestQuorumsGateOpeningAndClosing(t *testing.T) {
	s := newStage(t, newSQLite(t))
	p := plan(5) // attendance 4, ballots 3
	s.draft(p)
	if reason := s.host.ask(wire.Open{}); reason != string(meeting.WrongPhase) {
		t.Errorf("opened an unsealed box: %q", reason)
	}
	s.admit(3)
	s.seal(p, 3)
	if reason := s.host.ask(wire.Open{}); reason != string(meeting.BelowAttendance) {
		t.Errorf("opened with 3 of 4 needed: %q", reason)
	}
	phone := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
	phone.must(wire.Mail{ID: phoneID(3), Sealed: s.sealed("join")})
	s.host.must(wire.Admit{ID: phoneID(3), Note: s.sealed("note"), Sealed: s.sealed("admit")})
	s.host.must(wire.Open{})
	s.vote(s.credentials[0], 0, 0)
	s.vote(s.credentials[1], 0, 0)
	if reason := s.host.ask(wire.Close{}); reason != string(meeting.BelowBallots) {
		t.Errorf("closed with 2 of 3 ballots: %q", reason)
	}
	if reason := s.tellers[0].ask(wire.Confirm{}); reason != string(meeting.NoCloseRequested) {
		t.Errorf("a teller closed alone: %q", reason)
	}
	s.vote(s.credentials[2], 0, 0)
	s.host.must(wire.Close{})
	s.host.must(wire.KeepOpen{})
	s.host.must(wire.Close{})
	s.tellers[1].must(wire.Confirm{})
	s.host.untilPhase(meeting.Closed)
}

// Nothing that anybody can fetch or is sent depends on the votes before the result is published.
func TestNoTotalBeforePublication(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(4)
	projector := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
	for _, c := range s.credentials {
		s.vote(c, 0, 1)
	}
	s.close()
	s.tellers[0].must(wire.Partial{Owner: 1, Payload: s.part(0)})
	projector.untilPhase(meeting.Closed)
	for _, p := range append([]*peer{s.host, projector}, s.tellers...) {
		for _, frame := range p.raw {
			for _, word := range []string{`"result"`, `"counts":[`, `"rating"`} {
				if strings.Contains(frame, word) {
					t.Errorf("%s in %.200s", word, frame)
				}
			}
		}
	}
	for _, name := range fromPublished {
		if _, err := s.hall.File(t.Context(), s.uuid, name); err == nil {
			t.Errorf("%s is there before publication", name)
		}
	}
	s.tellers[1].must(wire.Partial{Owner: 2, Payload: s.part(1)})
	projector.until(func(v wire.State) bool { return v.Result != nil })
	for _, name := range fromPublished {
		s.file(name)
	}
}

func TestShownCountMovesInSteps(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(6)
	for _, c := range s.credentials[:4] {
		s.vote(c, 0, 0)
	}
	s.host.until(func(v wire.State) bool { return v.Counts.Cast == 3 })
	for _, c := range s.credentials[4:] {
		s.vote(c, 0, 0)
	}
	s.host.until(func(v wire.State) bool { return v.Counts.Cast == 6 })
	for _, frame := range s.host.raw {
		var v wire.State
		if json.Unmarshal([]byte(frame), &v); v.Counts.Cast%3 != 0 {
			t.Errorf("the count showed %d", v.Counts.Cast)
		}
	}
}

// The attack of the specification's section 18.1: a teller who also votes last shapes that ballot so that a shifted
// total passes the plain proofs. Here a part without bound proofs is refused, whatever it says.
func TestPartsMustBeBoundAndRight(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	for _, c := range s.credentials {
		s.vote(c, 2, 2)
	}
	s.close()
	good := s.part(0)
	part, err := tally.ParsePartial([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	unbound := *part
	unbound.BoundProofs = nil
	shifted := *part
	shifted.Factors = slices.Clone(part.Factors)
	shifted.Factors[0] = slices.Clone(part.Factors[0])
	shifted.Factors[0][1] = part.Factors[0][2]
	for name, p := range map[string]tally.Partial{"unbound": unbound, "shifted": shifted} {
		payload, _ := json.Marshal(&p)
		if reason := s.tellers[0].ask(wire.Partial{Owner: 1, Payload: string(payload)}); reason != wire.ReasonPartial {
			t.Errorf("%s part: %q", name, reason)
		}
	}
	if reason := s.tellers[0].ask(wire.Partial{Owner: 2, Payload: good}); reason != wire.ReasonForbidden {
		t.Errorf("a part in another teller's name: %q", reason)
	}
	s.tellers[0].must(wire.Partial{Owner: 1, Payload: good})
	if reason := s.tellers[0].ask(wire.Partial{Owner: 1, Payload: good}); reason != string(meeting.AlreadyOpened) {
		t.Errorf("the same part twice: %q", reason)
	}
}

func TestUnissuedCredentialsMustNotHaveVoted(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(4)
	for _, c := range s.credentials {
		s.vote(c, 0, 0)
	}
	s.host.must(wire.Close{})
	s.tellers[0].must(wire.Confirm{})
	s.host.untilPhase(meeting.Closed)
	cast := append([]string{s.public(s.credentials[0])}, s.unissued[1:]...)
	slices.Sort(cast)
	for name, list := range map[string][]string{"one that voted": cast, "too few": s.unissued[1:], "unsorted": {s.unissued[1], s.unissued[0]}} {
		if reason := s.host.ask(wire.Unissued{Credentials: list}); reason == "" {
			t.Errorf("%s: accepted", name)
		}
	}
	if reason := s.tellers[0].ask(wire.Partial{Owner: 1, Payload: "{}"}); reason == "" {
		t.Error("opened before the unissued credentials were known")
	}
	s.host.must(wire.Unissued{Credentials: s.unissued})
}

func TestRolesMaySayOnlyTheirOwn(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	for name, hello := range map[string]wire.Hello{
		"host with another key":     {Role: wire.RoleHost, Room: s.code, Key: "guess"},
		"teller without invitation": {Role: wire.RoleTeller, Room: s.code, Key: "guess"},
		"no such room":              {Role: wire.RoleMember, Room: "x"},
		"no such role":              {Role: "auditor", Room: s.code},
		"malformed phone":           {Role: wire.RoleMember, Room: s.code, Checkin: "abc"},
	} {
		if _, reason := s.dial(hello); reason == "" {
			t.Errorf("%s was let in", name)
		}
	}
	member := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code, Checkin: phoneID(0)})
	projector := s.join(wire.Hello{Role: wire.RoleProjector, Room: s.code})
	for name, test := range map[string]struct {
		peer    *peer
		message wire.Message
	}{
		"member closes":             {member, wire.Close{}},
		"member mails for another":  {member, wire.Mail{ID: phoneID(1), Sealed: []byte("x")}},
		"projector reveals":         {projector, wire.Reveal{Page: 1}},
		"projector mails":           {projector, wire.Mail{ID: phoneID(1), Sealed: []byte("x")}},
		"host agrees with itself":   {s.host, wire.Confirm{}},
		"host opens":                {s.host, wire.Partial{Owner: 1, Payload: "{}"}},
		"teller voids":              {s.tellers[0], wire.Void{Reason: "x"}},
		"host creates in a meeting": {s.tellers[0], wire.Create{Plan: plan(3)}},
	} {
		if reason := test.peer.ask(test.message); reason != wire.ReasonForbidden {
			t.Errorf("%s: %q", name, reason)
		}
	}
	for _, frame := range append(member.raw, projector.raw...) {
		for _, secret := range []string{testHostKey, s.host.state.Invite.URL, "AGE-SECRET", `"people"`, `"draft"`} {
			if strings.Contains(frame, secret) {
				t.Errorf("%s sees %s", frame[:30], secret)
			}
		}
	}
}

func TestVoidEndsAMeetingBeforeTheFirstPart(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	if reason := s.host.ask(wire.Void{}); reason != string(meeting.ReasonMissing) {
		t.Errorf("voided without a reason: %q", reason)
	}
	s.host.must(wire.Void{Reason: "Danh sách sai tên"})
	if v := s.host.untilPhase(meeting.Void); v.Reason != "Danh sách sai tên" {
		t.Errorf("reason %q", v.Reason)
	}
	if a := s.cast(s.frame(s.ballot(s.credentials[0], 0, 0).Compact())); a.Reason != wire.CastClosed {
		t.Errorf("cast into a void vote: %+v", a)
	}
}

func TestReceiptIsASignedPromise(t *testing.T) {
	s := newStage(t, newSQLite(t))
	s.open(3)
	b := s.ballot(s.credentials[0], 0, 0)
	a := s.cast(s.frame(b.Compact()))
	_, m := s.election()
	if a.Receipt == nil || a.Receipt.Tracker != b.Tracker() || !a.Receipt.Verify(m.SigningKey) {
		t.Errorf("receipt %+v", a)
	}
	if code := ballot.ReceiptCode(a.Receipt.Tracker); len(code) != 9 {
		t.Errorf("code %q", code)
	}
}
