package desk_test

import (
	"slices"
	"strings"
	"testing"

	"phieukin/tally/register"
)

// TestOutsideSmallGroupsAreCoarse asks for the same votes as a reader from outside: of a small group, and of a unanimous one, the
// level alone.
func TestOutsideSmallGroupsAreCoarse(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	ballot := h.plan(cell, "cell", 1, "m:"+people[0], "m:"+people[1])
	h.begin(ballot, 5).vote([]int{0, 1}, []int{0, 1}, []int{0, 1}, []int{1, 1}, []int{1, 1})
	v := h.returned(ballot)
	second := h.plan(cell, "cell", 2, "m:"+people[0])
	r := h.begin(second, 4)
	r.vote([]int{0}, []int{0}, []int{0}, []int{1})
	few := h.returned(second)

	var inside, outside struct {
		register.Vote
		Withheld bool
	}
	h.get("/votes/"+v.ID, &inside)
	h.get("/votes/"+v.ID+"?reader=outside", &outside)
	if inside.Withheld || inside.Rows[1].Counts != [4]int{0, 5} {
		t.Errorf("inside: %+v", inside)
	}
	if !outside.Withheld || outside.Rows[0].Counts != inside.Rows[0].Counts || outside.Rows[1].Counts != [4]int{} || outside.Rows[1].Outcome.Level != 1 || outside.Rows[1].Outcome.Count != 0 {
		t.Errorf("outside, one of two unanimous: %+v", outside)
	}
	h.get("/votes/"+few.ID+"?reader=outside", &outside)
	if !outside.Withheld || outside.Rows[0].Counts != [4]int{} || outside.Rows[0].Outcome.Permille != 0 {
		t.Errorf("outside, four voters: %+v", outside)
	}
	for _, path := range []string{"/organisations/" + cell, "/members/" + people[0]} {
		var shown struct{ Votes []register.Vote }
		h.get(path+"?year=2026&reader=outside", &shown)
		for _, one := range shown.Votes {
			if one.ID == few.ID && one.Rows[0].Counts != [4]int{} {
				t.Errorf("%s shows outside %+v", path, one.Rows)
			}
		}
	}
	var trace struct{ Votes []register.Vote }
	h.get("/trace?year=2026&reader=outside&subject=m:"+people[1], &trace)
	if len(trace.Votes) != 1 || trace.Votes[0].Rows[0].Counts != [4]int{} {
		t.Errorf("the trace outside: %+v", trace.Votes)
	}
	paper := "/documents/count-minutes?year=2026&org=" + cell + "&vote=" + few.ID
	_, whole := h.ask("GET", paper, nil, nil)
	_, coarse := h.ask("GET", paper+"&reader=outside", nil, nil)
	if in, out := wordsOf(t, whole), wordsOf(t, coarse); in == out || !strings.Contains(out, "Nguyễn Văn A") {
		t.Error("the minutes for outside are those for the meeting")
	}
}

// TestOutsideNobodyIsToldOfUnanimity asks who always votes unanimously.
func TestOutsideNobodyIsToldOfUnanimity(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	for round := 1; round <= 2; round++ {
		ballot := h.plan(cell, "cell", round, "m:"+people[0])
		h.begin(ballot, 5).vote([]int{1}, []int{1}, []int{1}, []int{1}, []int{1})
		h.returned(ballot)
	}
	for query, want := range map[string]int{"": 1, "&reader=outside": 0} {
		var c register.Candour
		h.get("/candour?year=2026&org="+cell+query, &c)
		if len(c.Unanimous) != want || c.Found.Unanimous != want {
			t.Errorf("%q: %+v", query, c.Unanimous)
		}
	}
}

// TestASecondRoundPointsOutWhomItIsolates plans rounds with nearly the same voters.
func TestASecondRoundPointsOutWhomItIsolates(t *testing.T) {
	h := open(t)
	committee, cell, people := h.cell(8) // seven official
	ballot := h.plan(cell, "cell", 1, "m:"+people[0])
	h.begin(ballot, 7).vote([]int{0}, []int{0}, []int{0}, []int{1}, []int{1}, []int{1}, []int{2})
	h.returned(ballot)
	warned := func(org, body string, round int, subject string) []string {
		var planned struct{ Warnings []string }
		h.post("/ballots", object{"year": 2026, "org": org, "body": body, "subjects": []string{subject}, "round": round}, &planned)
		return planned.Warnings
	}
	if got := warned(cell, "cell", 2, "m:"+people[0]); slices.Contains(got, "isolates") {
		t.Errorf("the same voters: %v", got)
	}
	if got := warned(cell, "cell", 1, "m:"+people[0]); !slices.Contains(got, "held_before") {
		t.Errorf("the same round again: %v", got)
	}
	h.post("/statuses", object{"statuses": []register.StatusSpan{{Member: people[6], Status: "exempt", From: "2026-01-01"}}}, nil)
	if got := warned(cell, "cell", 2, "m:"+people[0]); !slices.Contains(got, "isolates") {
		t.Errorf("one voter fewer: %v", got)
	}
	if got := warned(cell, "cell", 2, "m:"+people[1]); slices.Contains(got, "isolates") {
		t.Errorf("another subject: %v", got)
	}
	if got := warned(cell, "cell", 1, "m:"+people[6]); !slices.Contains(got, "not_rated") {
		t.Errorf("an exempt member: %v", got)
	}
	if got := warned(committee, "committee", 1, "m:"+people[1]); !slices.Contains(got, "no_step") {
		t.Errorf("a committee's ballot on a member, which the procedure does not have: %v", got)
	}
	if got := warned(committee, "standing", 1, "o:"+cell); !slices.Contains(got, "no_voters") {
		t.Errorf("a body on which nobody sits: %v", got)
	}
	second := h.plan(cell, "cell", 2, "m:"+people[0])
	var s sheet
	h.get("/ballots/"+second, &s)
	if !slices.Equal(s.Earlier, []int{7}) || s.Round != 2 || s.Meeting != "" {
		t.Errorf("the second round's sheet: %+v", s)
	}
	r := h.begin(second, 6)
	h.get("/ballots/"+second, &s)
	if s.Meeting != r.uuid || s.Room == "" {
		t.Errorf("the meeting of the second round: %+v", s)
	}
	if code := h.refused("GET", "/ballots/nobodys", nil); code != "404 unknown_ballot id" {
		t.Errorf("a ballot that nobody planned: %s", code)
	}
}
