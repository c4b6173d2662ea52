package desk_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
	"phieukin/tally/register"
	"phieukin/web/hall"
	"phieukin/web/wire"
)

// cell makes a base cell with a board and members, under a committee, and returns their ids: the last member is probationary.
func (h *house) cell(members int) (committee, cell string, people []string) {
	h.t.Helper()
	organisation := func(name, kind, parent, profile string) string {
		var made register.Organisation
		h.post("/organisations", register.Organisation{Year: 2026, Name: name, Type: kind, Parent: parent, Profile: profile}, &made)
		return made.ID
	}
	committee = organisation("Đảng bộ xã Nham Biền", "base_committee", "", "qd366-2025")
	cell = organisation("Chi bộ thôn Đoài", "cell", committee, "")
	var list []register.Member
	for i := range members {
		list = append(list, register.Member{Year: 2026, Name: fmt.Sprintf("Nguyễn Văn %c", 'A'+i), Position: "Đảng viên", Org: cell, Admitted: "2001-03-02", Official: "2002-03-02"})
	}
	h.post("/members", object{"year": 2026, "members": list}, &list)
	for _, m := range list {
		people = append(people, m.ID)
	}
	last := people[len(people)-1]
	h.post("/statuses", object{"statuses": []register.StatusSpan{{Member: last, Status: "probationary", From: "2026-01-01"}}}, nil)
	var seats []register.Seat
	for _, id := range people[:3] {
		seats = append(seats, register.Seat{Member: id, Role: "Ủy viên"})
	}
	h.post("/seats", register.Seats{Org: committee, Year: 2026, Body: "committee", Seats: append(seats, register.Seat{Name: "Lê Thị Ngoài", Role: "Ủy viên"})}, nil)
	return committee, cell, people
}

func (h *house) plan(org, body string, round int, subjects ...string) string {
	h.t.Helper()
	var planned struct{ ID string }
	h.post("/ballots?by=B%C3%AD%20th%C6%B0", object{"year": 2026, "org": org, "body": body, "subjects": subjects, "round": round}, &planned)
	return planned.ID
}

// returned waits until a ballot's vote is in the register.
func (h *house) returned(ballot string) register.Vote {
	h.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if b, err := h.register.Ballot(h.t.Context(), ballot); err == nil && b.Vote != "" {
			v, err := h.register.Vote(h.t.Context(), b.Vote)
			if err != nil {
				h.t.Fatal(err)
			}
			return v
		}
	}
	h.t.Fatal("nothing has returned")
	return register.Vote{}
}

func TestAVoteReturnsByItself(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	ballot := h.plan(cell, "cell", 1, "m:"+people[0], "m:"+people[5])
	r := h.begin(ballot, 5)
	r.vote([]int{0, 1}, []int{0, 1}, []int{0, 1}, []int{0, 1}, []int{1, 2})
	v := h.returned(ballot)
	if b, err := h.register.Ballot(t.Context(), ballot); err != nil || b.By != "Bí thư" || v.By != "Phiếu Kín" {
		t.Errorf("planned by %q, returned by %q, %v", b.By, v.By, err)
	}
	if v.ID != r.uuid || v.Round != 1 || !v.Verified || v.Figures.Valid != 5 || len(v.RecordHash) != 64 || len(v.Rows) != 2 {
		t.Fatalf("returned %+v", v)
	}
	if row := v.Rows[0]; row.Subject != "m:"+people[0] || row.Counts != [4]int{4, 1} || row.Step != "ballot" || row.Decides || row.Outcome.Level != 0 {
		t.Errorf("the first row: %+v", row)
	}
	if row := v.Rows[1]; row.Subject != "m:"+people[5] || row.Counts != [4]int{0, 4, 1} || row.Outcome.Level != 1 {
		t.Errorf("the second row: %+v", row)
	}
}

// TestAServerThatDiedBeforeRecording publishes a meeting while nobody takes what it brings back, and starts again.
func TestAServerThatDiedBeforeRecording(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	ballot := h.plan(cell, "cell", 1, "m:"+people[0])
	h.deaf = true
	h.restart()
	r := h.begin(ballot, 5)
	r.vote([]int{0}, []int{0}, []int{0}, []int{1}, []int{1})
	if b, err := h.register.Ballot(t.Context(), ballot); err != nil || b.State != register.Planned {
		t.Fatalf("the ballot before the restart: %+v, %v", b, err)
	}
	h.deaf = false
	h.restart()
	first := h.returned(ballot)
	h.restart()
	h.page(cell) // a while for another return
	if again := h.returned(ballot); again.At != first.At || again.ID != r.uuid {
		t.Errorf("recorded anew: %+v", again)
	}
	entries, err := h.register.Entries(t.Context(), 2026, "m:"+people[0])
	if err != nil || len(entries) != 1 {
		t.Errorf("%d entries for one vote, %v", len(entries), err)
	}
}

// TestARecordThatDoesNotVerifyIsNoRating alters what real meetings bring back, on its way.
func TestARecordThatDoesNotVerifyIsNoRating(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	hold := func(alter func(*hall.Return)) register.Vote {
		t.Helper()
		h.alters = alter
		ballot := h.plan(cell, "cell", 1, "m:"+people[0], "m:"+people[1])
		h.begin(ballot, 5).vote([]int{0, 1}, []int{0, 1}, []int{0, 1}, []int{1, 1}, []int{1, 0})
		return h.returned(ballot)
	}
	good := hold(func(*hall.Return) {})
	if !good.Verified {
		t.Fatal("a good record does not verify")
	}
	for name, alter := range map[string]func(*hall.Return){
		"a damaged record":       func(r *hall.Return) { r.Record = bytes.Replace(r.Record, []byte("response"), []byte("responsa"), 1) },
		"other figures":          func(r *hall.Return) { r.Rows[0].Counts = [4]int{5} },
		"another fingerprint":    func(r *hall.Return) { r.Fingerprint = good.Fingerprint },
		"another profile":        func(r *hall.Return) { r.Profile = rating.Default },
		"a row fewer":            func(r *hall.Return) { r.Rows = r.Rows[:1] },
		"a head of another time": func(r *hall.Return) { r.Heads[0].Size++ },
	} {
		v := hold(alter)
		if v.Verified || v.Rows[0].Outcome.Level != rating.None {
			t.Errorf("%s: %+v", name, v)
		}
	}
	var member struct{ Standing register.Standing }
	h.get("/members/"+people[0]+"?year=2026", &member)
	if held := h.page(cell).Votes; member.Standing.VoteID != good.ID || member.Standing.Vote != 0 || len(held) != 7 {
		t.Errorf("after votes that do not verify: %+v, %d votes are shown", member.Standing, len(held))
	}
}

// TestReturnsThatAreNoVotes hands returns over that no meeting of this house brought.
func TestReturnsThatAreNoVotes(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	var good hall.Return
	h.alters = func(back *hall.Return) { good = *back }
	ballot := h.plan(cell, "cell", 1, "m:"+people[0])
	h.begin(ballot, 5).vote([]int{0}, []int{0}, []int{0}, []int{1}, []int{1})
	h.returned(ballot)
	h.alters = func(*hall.Return) {}

	void := hall.Return{UUID: "void", Origin: h.plan(cell, "cell", 2, "m:"+people[0]), Void: "Danh sách sai"}
	h.brings(void)
	h.brings(void)
	if b, err := h.register.Ballot(t.Context(), void.Origin); err != nil || b.State != register.Void {
		t.Errorf("a void meeting's ballot: %+v, %v", b, err)
	}
	stray, gone := good, good
	stray.UUID, stray.Origin = "stray", "nobodys"
	gone.UUID, gone.Origin, gone.Subjects = "gone", h.plan(cell, "cell", 2, "m:"+people[0]), []meeting.Subject{{Name: "Người khác", Ref: "m:nobody"}}
	for _, back := range []hall.Return{stray, gone} {
		h.brings(back)
		if _, err := h.register.Vote(t.Context(), back.UUID); err == nil {
			t.Errorf("%s was recorded", back.UUID)
		}
	}
	second := good // another meeting that was begun from the same ballot
	second.UUID = "second"
	h.brings(second)
	if v, err := h.register.Vote(t.Context(), "second"); err != nil || v.Ballot != "" || len(v.Rows) != 1 {
		t.Errorf("a second meeting's vote: %+v, %v", v, err)
	}
	if b, err := h.register.Ballot(t.Context(), ballot); err != nil || b.Vote != good.UUID {
		t.Errorf("the ballot's vote: %+v, %v", b, err)
	}
}

// TestPapersOutliveTheMeeting destroys a meeting as soon as it may be, and makes its minutes after that.
func TestPapersOutliveTheMeeting(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	ballot := h.plan(cell, "cell", 1, "m:"+people[0])
	r := h.begin(ballot, 5)
	r.vote([]int{0}, []int{0}, []int{0}, []int{1}, []int{1})
	r.must(r.teller, wire.Remark{Text: "Một đồng chí về sớm."})
	r.must(r.host, wire.Archive{KeepUntil: "2027-06-30"})
	r.must(r.host, wire.Destroy{})
	v := h.returned(ballot)
	paper := "/documents/count-minutes?year=2026&org=" + cell + "&vote=" + v.ID
	status, data := h.ask("GET", paper, nil, nil)
	if status != 200 || !strings.Contains(wordsOf(t, data), "Một đồng chí về sớm.") {
		t.Errorf("the minutes of a destroyed meeting: %d", status)
	}
	var page struct{ Record, Minutes string }
	if h.get("/votes/"+v.ID, &page); page.Record != "" || page.Minutes != "" {
		t.Errorf("a destroyed meeting's files are pointed to: %+v", page)
	}
}
