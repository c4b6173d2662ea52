package register_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// cellVote is a vote of cell B on subjects, all three ballots on one level.
func cellVote(id string, level int, decides bool, subjects ...string) register.Vote {
	v := register.Vote{ID: id, Org: "B", Body: "cell", Year: 2026, Round: 1, Day: "2026-12-05", Fingerprint: "fp-" + id, RecordHash: "aa",
		Verified: true, Stamp: stamp, Figures: meeting.Figures{Convened: 3, Present: 3, Issued: 3, Returned: 3, Valid: 3}}
	for _, subject := range subjects {
		row := register.VoteRow{Subject: subject, Name: subject, Step: "ballot", Decides: decides,
			Outcome: rating.Outcome{Level: level, Code: rating.CodeOverHalf, Leading: level, Count: 3, Base: 3, Permille: 1000}}
		row.Counts[level] = 3
		v.Rows = append(v.Rows, row)
	}
	return v
}

// everything puts at least one row into each table of history.
func everything(t *testing.T) (*register.Register, string) {
	t.Helper()
	r, path := small(t)
	ctx := t.Context()
	must(t, r.PutStatus(ctx, stamp, register.StatusSpan{Member: "b1", Status: ballot.Exempt, From: "2020-01-01", To: "2020-02-01"}))
	must(t, r.PutSeats(ctx, stamp, register.Seats{Org: "B", Year: 2026, Body: "board", Seats: []register.Seat{{Member: "b1", Role: "Bí thư"}}}))
	must(t, r.PutCycle(ctx, stamp, register.Cycle{Org: "A", Year: 2026, Profile: "mac-dinh", ProfileHash: "00", ProfileFile: []byte("{}")}))
	must(t, r.PutFile(ctx, stamp, "A", "template", "summary", []byte("docx")))
	for _, id := range []string{"one", "two"} {
		must(t, r.PlanBallot(ctx, register.Ballot{ID: id, Org: "B", Body: "cell", Year: 2026, Round: 1, Subjects: []string{"m:b1"}, Stamp: stamp}))
	}
	must(t, r.VoidBallot(ctx, stamp, "two", "Không đủ người"))
	v := cellVote("v1", 1, false, "m:b1", "m:b2")
	v.Ballot = "one"
	fresh, err := r.ReturnVote(ctx, v)
	must(t, err)
	if !fresh {
		t.Fatal("not fresh")
	}
	return r, path
}

// TestHistoryIsKept tries to change each table of history from outside the package.
func TestHistoryIsKept(t *testing.T) {
	_, path := everything(t)
	db := raw(t, path)
	db.SetMaxOpenConns(1)
	_, err := db.Exec(`PRAGMA recursive_triggers = ON`)
	must(t, err)
	made := map[string]bool{"standing": true, "census": true, "plan": true}
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
	must(t, err)
	var tables []string
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		if !made[name] {
			tables = append(tables, name)
		}
	}
	must(t, rows.Close())
	if len(tables) != 11 {
		t.Fatalf("%v", tables)
	}
	for _, table := range tables {
		var n int
		var column string
		must(t, db.QueryRow(`SELECT count(*) FROM `+table).Scan(&n))
		must(t, db.QueryRow(`SELECT name FROM pragma_table_info(?) LIMIT 1`, table).Scan(&column))
		if n == 0 {
			t.Errorf("%s is empty, so this shows nothing", table)
		}
		for _, change := range []string{
			`UPDATE ` + table + ` SET ` + column + ` = ` + column, `DELETE FROM ` + table, `INSERT OR REPLACE INTO ` + table + ` SELECT * FROM ` + table,
		} {
			if _, err := db.Exec(change); err == nil || !strings.Contains(err.Error(), "history is kept") {
				t.Errorf("%s: %v", change, err)
			}
		}
	}
}

func TestAVoteReturnsOnce(t *testing.T) {
	r, _ := everything(t)
	ctx := t.Context()
	again := cellVote("v1", 1, false, "m:b1", "m:b2")
	again.Ballot, again.At = "one", "2026-12-09T00:00:00Z"
	fresh, err := r.ReturnVote(ctx, again)
	must(t, err)
	if fresh {
		t.Error("fresh a second time")
	}
	entries, err := r.Entries(ctx, 2026, "m:b1")
	must(t, err)
	if len(entries) != 1 || entries[0].Kind != register.KindVote || string(entries[0].Body) != `{"vote":"v1","row":0}` {
		t.Errorf("%+v", entries)
	}
	other := cellVote("v1", 2, false, "m:b1", "m:b2")
	other.Ballot = "one"
	_, err = r.ReturnVote(ctx, other)
	if code, _ := refused(t, err); code != register.VoteDiffers {
		t.Error(code)
	}
	second := cellVote("v2", 1, false, "m:b1")
	for planned, want := range map[string]register.Code{"one": register.BallotOver, "two": register.BallotOver, "three": register.UnknownBallot} {
		second.Ballot = planned
		_, err = r.ReturnVote(ctx, second)
		if code, _ := refused(t, err); code != want {
			t.Errorf("%s: %s", planned, code)
		}
	}
	held, err := r.Ballot(ctx, "one")
	must(t, err)
	if held.State != register.Held || held.Vote != "v1" {
		t.Errorf("%+v", held)
	}
	void, err := r.Ballots(ctx, 2026, "", register.Void)
	must(t, err)
	if len(void) != 1 || void[0].ID != "two" {
		t.Errorf("%+v", void)
	}
}

// TestALevelCanBeTraced walks one member from the vote to an adjustment.
func TestALevelCanBeTraced(t *testing.T) {
	r, _ := everything(t)
	ctx := t.Context()
	last := int64(0)
	for _, step := range []struct {
		kind register.Kind
		body string
		want register.Standing // of the levels alone
	}{
		{register.KindSelf, `{"level":0,"headings":[{"id":"mot","text":"Tốt"}],"note":"","points":[{"id":"a","points":20}],"total":91}`, levels(0, 1, -1, -1)},
		{register.KindProposal, `{"level":1,"reason":""}`, levels(0, 1, 1, -1)},
		{register.KindDecision, `{"level":2,"number":"1","day":"2026-12-20","reason":"Có khuyết điểm"}`, levels(0, 1, 1, 2)},
		{register.KindAdjustment, `{"level":1,"number":"2","day":"2026-12-22","reason":"Xét lại"}`, levels(0, 1, 1, 1)},
		{register.KindCancellation, `{"reason":"Khiếu nại","number":"","day":""}`, levels(0, 1, 1, -1)},
		{register.KindDecision, `{"level":1,"number":"3","day":"","reason":""}`, levels(0, 1, 1, 1)},
	} {
		seq, err := r.Append(ctx, entry(2026, "m:b1", step.kind, step.body))
		must(t, err)
		if seq <= last {
			t.Errorf("%d after %d", seq, last)
		}
		last = seq
		trace, err := r.Trace(ctx, 2026, "m:b1")
		must(t, err)
		if s := trace.Standing; levels(s.Self, s.Vote, s.Proposed, s.Decided) != step.want || s.VoteID != "v1" {
			t.Errorf("after %s: %+v", step.kind, s)
		}
	}
	trace, err := r.Trace(ctx, 2026, "m:b1")
	must(t, err)
	if trace.Decision.Seq != last || trace.Proposal == nil || len(trace.Votes) != 1 || trace.Votes[0].Fingerprint != "fp-v1" ||
		trace.Votes[0].RecordHash != "aa" || len(trace.Votes[0].Rows) != 1 || trace.Votes[0].Rows[0].Counts[1] != 3 {
		t.Errorf("%+v", trace)
	}
}

func levels(self, vote, proposed, decided int) register.Standing {
	return register.Standing{Self: self, Vote: vote, Proposed: proposed, Decided: decided}
}

func TestWhatAnEntryMayNotBe(t *testing.T) {
	r, _ := everything(t)
	ctx := t.Context()
	must(t, r.PutStatus(ctx, stamp, register.StatusSpan{Member: "b3", Status: ballot.Exempt, From: "2026-01-01"}))
	_, err := r.Append(ctx, entry(2026, "m:c1", register.KindDecision, `{"level":1,"number":"","day":"","reason":""}`))
	must(t, err)
	_, err = r.Append(ctx, entry(2026, "o:B", register.KindPlan, `{"id":"p","weakness":"w","measure":"m","who":"","due":"2026-12-31","org":"B"}`))
	must(t, err)
	decision := func(level int, reason string) string {
		return fmt.Sprintf(`{"level":%d,"number":"","day":"","reason":%q}`, level, reason)
	}
	for _, c := range []struct {
		subject string
		kind    register.Kind
		body    string
		code    register.Code
		path    string
	}{
		{"m:b1", register.KindDecision, decision(2, " "), register.ReasonNeeded, "body.reason"},
		{"m:b1", register.KindDecision, decision(4, "vì"), register.BadLevel, "body.level"},
		{"m:b1", register.KindDecision, decision(-1, "vì"), register.BadLevel, "body.level"},
		{"m:b1", register.KindDecision, `{"level":1,"number":"","day":"2026-02-30","reason":""}`, register.BadDay, "body.day"},
		{"m:b1", register.KindDecision, `{"level":1,"number":"","reason":""}`, register.BadShape, "body"},
		{"m:b1", register.KindDecision, `{"level":1,"number":"","day":"","reason":"","more":1}`, register.BadShape, "body"},
		{"m:b1", register.KindDecision, `{"level":null,"number":"","day":"","reason":""}`, register.BadShape, "body"},
		{"m:b1", register.KindAdjustment, decision(1, "vì"), register.NotYetDecided, "kind"},
		{"m:b1", register.KindCancellation, `{"reason":"vì","number":"","day":""}`, register.NotYetDecided, "kind"},
		{"m:c1", register.KindDecision, decision(1, "vì"), register.AlreadyDecided, "kind"},
		{"m:c1", register.KindAdjustment, decision(1, ""), register.ReasonNeeded, "body.reason"},
		{"m:c1", register.KindCancellation, `{"reason":"","number":"","day":""}`, register.ReasonNeeded, "body.reason"},
		{"m:b3", register.KindProposal, `{"level":1,"reason":""}`, register.NotToBeRated, "subject"},
		{"m:b1", register.KindException, `{"percent":25,"number":"","day":"","reason":"vì"}`, register.BadKind, "subject"},
		{"o:B", register.KindException, `{"percent":0,"number":"","day":"","reason":"vì"}`, register.BadNumber, "body.percent"},
		{"m:b1", register.KindVote, `{"vote":"v1","row":0}`, register.BadKind, "kind"},
		{"m:b1", "other", `{}`, register.BadKind, "kind"},
		{"m:zz", register.KindReview, `{"text":""}`, register.UnknownSubject, "subject"},
		{"b1", register.KindReview, `{"text":""}`, register.UnknownSubject, "subject"},
		{"m:b1", register.KindReview, `{"text":"\u0007"}`, register.BadText, "body.text"},
		{"m:b1", register.KindReview, `{"text":"` + strings.Repeat("x", 20_001) + `"}`, register.BadText, "body.text"},
		{"o:B", register.KindOpinion, `{"who":"","level":-1,"text":""}`, register.BadText, "body.who"},
		{"m:b1", register.KindSelf, `{"level":1,"headings":[{"id":"a b","text":""}],"note":""}`, register.BadID, "body.headings.0.id"},
		{"m:b1", register.KindSelf, `{"level":1,"headings":[],"note":"","total":-1}`, register.BadNumber, "body.total"},
		{"o:B", register.KindPlan, `{"id":"p","weakness":"w","measure":"m","who":"","due":"2026-12-31","org":"B"}`, register.Exists, "body.id"},
		{"o:B", register.KindPlan, `{"id":"q","weakness":"w","measure":"m","who":"","due":"","org":"B"}`, register.BadDay, "body.due"},
		{"o:B", register.KindPlan, `{"id":"q","weakness":"w","measure":"m","who":"","due":"2026-12-31","org":"Z"}`, register.UnknownOrganisation, "body.org"},
		{"o:C", register.KindPlanCheck, `{"id":"p","state":"done","by":"","day":"","text":""}`, register.UnknownPlan, "body.id"},
		{"o:B", register.KindPlanCheck, `{"id":"p","state":"open","by":"","day":"","text":""}`, register.BadShape, "body.state"},
	} {
		_, err := r.Append(ctx, entry(2026, c.subject, c.kind, c.body))
		if err == nil {
			t.Errorf("%s of %s was taken: %.80s", c.kind, c.subject, c.body)
			continue
		}
		if code, path := refused(t, err); code != c.code || path != c.path {
			t.Errorf("%s of %s: %s at %q, want %s at %q", c.kind, c.subject, code, path, c.code, c.path)
		}
	}
	bad := entry(2026, "m:b1", register.KindReview, `{"text":""}`)
	bad.At = "yesterday"
	_, err = r.Append(ctx, bad)
	if code, path := refused(t, err); code != register.BadTime || path != "at" {
		t.Error(code, path)
	}
}

// TestARefusalLeavesNothing compares the file before and after.
func TestARefusalLeavesNothing(t *testing.T) {
	r, path := everything(t)
	before := dump(t, path)
	v := cellVote("v9", 1, false, "m:b1", "m:nobody")
	_, err := r.ReturnVote(t.Context(), v)
	if code, at := refused(t, err); code != register.UnknownSubject || at != "rows.1.subject" {
		t.Error(code, at)
	}
	if _, err := r.Vote(t.Context(), "v9"); err == nil {
		t.Error("half a vote")
	}
	if dump(t, path) != before {
		t.Error("changed")
	}
}

func TestABatchIsAllOrNothing(t *testing.T) {
	r, path := everything(t)
	before := dump(t, path)
	err := r.Batch(t.Context(), func(b *register.Batch) error {
		must(t, b.PutMember(stamp, member(2026, "new", "B")))
		return b.PutMember(stamp, member(2026, "new2", "nowhere"))
	})
	if code, at := refused(t, err); code != register.UnknownOrganisation || at != "org" {
		t.Error(code, at)
	}
	if dump(t, path) != before {
		t.Error("changed")
	}
}

func TestAnExportedVoteIsTheSame(t *testing.T) {
	r, _ := everything(t)
	want := cellVote("v1", 1, false, "m:b1", "m:b2")
	want.Ballot = "one"
	got, err := r.Vote(t.Context(), "v1")
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\n%+v", got, want)
	}
}
