package desk_test

import (
	"fmt"
	"testing"
	"time"

	"phieukin/tally/register"
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
	h.post("/ballots", object{"year": 2026, "org": org, "body": body, "subjects": subjects, "round": round}, &planned)
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
