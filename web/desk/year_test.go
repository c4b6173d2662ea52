package desk_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"phieukin/tally/minutes"
	"phieukin/tally/register"
	"phieukin/web/desk"
)

type step struct {
	ID, State string
	Why       []string
	Entry     *int64
}

type page struct {
	Organisation register.Organisation
	Profile      struct{ Name string }
	Standing     register.Standing
	Steps        []step
	Children     []struct {
		Standing register.Standing
		Next     *step
	}
	Members []struct {
		Member   register.Member
		Standing register.Standing
		Next     *step
	}
	Entries []register.Entry
	Votes   []register.Vote
	Caps    []struct {
		ID                          string
		BaseCount, Allowed, Counted int
		Recorded                    *int64
	}
	Plans []register.Plan
}

func (h *house) page(org string) (p page) {
	h.t.Helper()
	h.get("/organisations/"+org+"?year=2026", &p)
	return p
}

func (p page) step(id string) step {
	i := slices.IndexFunc(p.Steps, func(s step) bool { return s.ID == id })
	if i < 0 {
		return step{}
	}
	return p.Steps[i]
}

func entry(subject, step, kind string, body object) object {
	return object{"by": "Chi ủy", "year": 2026, "subject": subject, "step": step, "kind": kind, "body": body, "despite": ""}
}

func selfAssessment(level int) object {
	return object{"level": level, "headings": []object{{"id": "h1", "text": "Tốt"}}, "note": ""}
}

// TestAYear carries a cell of six and its committee through the year by the API alone, with a real meeting for each vote, and
// asks every path at least once.
func TestAYear(t *testing.T) {
	h := open(t)
	committee, cell, people := h.cell(6)

	h.get("/openapi.json", nil)
	var years []register.YearSums
	h.get("/years", &years)
	if len(years) != 1 || years[0].Members != 6 || years[0].Organisations != 2 {
		t.Errorf("years %+v", years)
	}
	var tree struct {
		Organisations []struct {
			Organisation register.Organisation
			Next         *step
		}
	}
	h.get("/organisations?year=2026", &tree)
	if len(tree.Organisations) != 1 || tree.Organisations[0].Organisation.ID != committee || tree.Organisations[0].Next.ID != "self" {
		t.Errorf("the tree's root %+v", tree)
	}

	// Members first: each rates itself, the cell votes and its board proposes.
	for i, id := range people {
		h.post("/entries", entry("m:"+id, "self", "self_assessment", selfAssessment(min(i, 1))), nil)
		h.post("/entries", entry("m:"+id, "review", "review", object{"text": "Gương mẫu."}), nil)
	}
	if p := h.page(cell); p.step("ballot").State != "waiting" || !slices.Contains(p.step("ballot").Why, "members_first") || p.Profile.Name != "qd366-2025" {
		t.Errorf("before the members' vote: %+v", p.Steps)
	}
	ballot := h.plan(cell, "cell", 1, "m:"+people[0], "m:"+people[1], "m:"+people[2], "m:"+people[3], "m:"+people[4], "m:"+people[5])
	h.begin(ballot, 5).vote([]int{0, 1, 1, 1, 1, 1}, []int{0, 1, 1, 1, 1, 2}, []int{0, 1, 1, 1, 1, 2}, []int{0, 1, 1, 1, 1, 2}, []int{1, 1, 1, 1, 2, 2})
	members := h.returned(ballot)
	var person struct {
		Steps    []step
		Votes    []register.Vote
		Standing register.Standing
	}
	h.get("/members/"+people[0]+"?year=2026", &person)
	if person.Standing.Vote != 0 || person.Standing.VoteID != members.ID || len(person.Votes) != 1 || len(person.Votes[0].Rows) != 1 {
		t.Errorf("the member after the vote: %+v", person)
	}
	if code := h.refused("POST", "/entries", entry("m:"+people[0], "parent_ballot", "decision", object{})); code != "422 unknown_step step" {
		t.Errorf("a step of another procedure: %s", code)
	}
	if code := h.refused("POST", "/entries", entry("m:"+people[0], "decision", "review", object{"text": "x"})); code != "422 kind kind" {
		t.Errorf("an entry of another kind: %s", code)
	}
	decision := object{"level": 1, "number": "12-QĐ/ĐU", "day": "2026-12-10", "reason": ""}
	early := entry("m:"+people[0], "decision", "decision", decision)
	if code := h.refused("POST", "/entries", early); code != "422 out_of_order step" {
		t.Errorf("a decision before the proposal: %s", code)
	}
	early["despite"] = "Chi ủy đã họp chung với Đảng ủy"
	if code := h.refused("POST", "/entries", early); code != "422 reason_needed body.reason" {
		t.Errorf("a decision that differs from the vote, without its reason: %s", code)
	}
	decision["reason"] = "Có khuyết điểm trong quý IV"
	h.post("/entries", early, nil)
	for i, id := range people[1:] {
		level := members.Rows[i+1].Outcome.Level
		h.post("/entries", entry("m:"+id, "proposal", "proposal", object{"level": level, "reason": ""}), nil)
		h.post("/entries", entry("m:"+id, "decision", "decision", object{"level": level, "number": "12-QĐ/ĐU", "day": "2026-12-10", "reason": ""}), nil)
	}

	// The cell: its own ballot is ready now, then the committee's on it.
	h.post("/entries", entry("o:"+cell, "self", "self_assessment", selfAssessment(0)), nil)
	if p := h.page(cell); p.step("ballot").State != "ready" {
		t.Errorf("after the members: %+v", p.Steps)
	}
	ballot = h.plan(cell, "cell", 1, "o:"+cell)
	h.begin(ballot, 5).vote([]int{0}, []int{0}, []int{0}, []int{0}, []int{1})
	if v := h.returned(ballot); v.Rows[0].Subject != "o:"+cell || v.Rows[0].Step != "ballot" || v.Rows[0].Decides {
		t.Errorf("the cell's vote on itself: %+v", v.Rows)
	}
	h.post("/entries", entry("o:"+cell, "report", "report", object{"text": "Báo cáo", "number": "03-BC/CB", "day": "2026-12-11"}), nil)
	h.post("/entries", entry("o:"+cell, "appraisal", "appraisal", object{"level": 1, "text": "Đúng quy trình"}), nil)
	h.post("/entries", entry("o:"+cell, "opinions", "opinion", object{"who": "Ủy ban nhân dân xã", "level": 1, "text": "Nhất trí"}), nil)
	if p := h.page(cell); p.step("opinions").State == "done" {
		t.Error("one opinion closes them all")
	}
	h.post("/entries", entry("o:"+cell, "opinions", "opinions_closed", object{}), nil)
	ballot = h.plan(committee, "committee", 1, "o:"+cell)
	var s sheet
	h.get("/ballots/"+ballot, &s)
	if len(s.Roster) != 4 || s.Roster[3].Name != "Lê Thị Ngoài" || s.Roster[0].Name != "Nguyễn Văn A" || s.Organisation ||
		len(s.Others) != 1 || !s.Others[0].Organisation || s.Others[0].Ref != "o:"+cell || !s.Subjects[0].Decides || !slices.Equal(s.Warnings, []string{"few_voters"}) {
		t.Errorf("the committee's ballot: %+v", s)
	}
	h.begin(ballot, 4).vote([]int{1}, []int{1}, []int{1}, []int{1})
	decided := h.returned(ballot)
	if row := decided.Rows[0]; row.Step != "parent_ballot" || !row.Decides || row.Outcome.Level != 1 {
		t.Errorf("the committee's vote: %+v", row)
	}
	h.post("/entries", entry("o:"+cell, "decision", "decision", object{"level": 1, "number": "15-QĐ/ĐU", "day": "2026-12-20", "reason": ""}), nil)
	p := h.page(cell)
	if p.Standing.Self != 0 || p.Standing.Vote != 0 || p.Standing.Chosen != 1 || p.Standing.Decided != 1 {
		t.Errorf("the cell's standing: %+v", p.Standing)
	}
	for _, one := range p.Steps {
		if one.State != "done" {
			t.Errorf("in the end, %s is %s", one.ID, one.State)
		}
	}

	h.proofs(committee, cell, people, members)
	h.plansAndCaps(committee, cell)
	h.papers(committee, cell, members)
	h.rules(cell)
	h.rest(cell)
	h.get("/export?year=2026&format=json", nil)
	h.ask("GET", "/import/sample.xlsx", nil, nil)
	h.imports("/import?year=2026&dry=1", []byte("x"))
	for _, one := range desk.Operations() {
		if !h.asked[one] {
			t.Errorf("%s was not asked", one)
		}
	}
}

// proofs follows figures to the votes and their records.
func (h *house) proofs(committee, cell string, people []string, v register.Vote) {
	h.t.Helper()
	var shown struct {
		register.Vote
		Record, Check, Minutes string
		Withheld               bool
	}
	h.get("/votes/"+v.ID, &shown)
	if shown.Record != "/r/"+v.ID+"/record.bel" || shown.Check != "/verify#"+v.ID || shown.Withheld || shown.Rows[0].Counts != [4]int{4, 1} {
		h.t.Errorf("the vote's page: %+v", shown)
	}
	var trace struct {
		Decision *register.Entry
		Votes    []register.Vote
	}
	h.get("/trace?year=2026&subject=m:"+people[0], &trace)
	if trace.Decision == nil || len(trace.Votes) != 1 || trace.Votes[0].ID != v.ID {
		h.t.Errorf("the trace: %+v", trace)
	}
	var counted struct {
		Rows []struct {
			Standing register.Standing
			OrgName  string `json:"org_name"`
		}
		Next string
	}
	h.get("/counted?year=2026&of=member&vote=0&decided=1&org="+committee, &counted)
	if len(counted.Rows) != 1 || counted.Rows[0].Standing.Subject != "m:"+people[0] || counted.Rows[0].Standing.VoteID != v.ID || counted.Rows[0].OrgName != "Chi bộ thôn Đoài" {
		h.t.Errorf("behind the figure: %+v", counted)
	}
	h.get("/counted?year=2026&of=organisation&level=1&org="+committee, &counted)
	if len(counted.Rows) != 1 || counted.Rows[0].Standing.Subject != "o:"+cell {
		h.t.Errorf("behind the organisations' figure: %+v", counted)
	}
	if code := h.refused("GET", "/counted?year=2026&of=member&self=4&org="+committee, nil); code != "400 bad_request self" {
		h.t.Errorf("a fifth level: %s", code)
	}
	var candour register.Candour
	h.get("/candour?year=2026&org="+committee, &candour)
	if candour.Members.VoteDecision[0][1] != 1 || candour.Members.VoteDecision[2][2] != 1 {
		h.t.Errorf("vote against decision: %+v", candour.Members.VoteDecision)
	}
	if code := h.refused("GET", "/votes/nobody", nil); code != "404 unknown_vote id" {
		h.t.Errorf("a vote that is not there: %s", code)
	}
}

// plansAndCaps mends weaknesses and records the exception.
func (h *house) plansAndCaps(committee, cell string) {
	h.t.Helper()
	h.post("/entries", entry("o:"+cell, "", "plan", object{
		"id": "ke-hoach-1", "weakness": "Sinh hoạt chưa đều", "measure": "Họp ngày 3 hằng tháng", "who": "Bí thư", "due": "2026-12-01", "org": cell,
	}), nil)
	var plans []register.Plan
	h.get("/plans?year=2026&org="+committee, &plans)
	if len(plans) != 1 || !plans[0].Late || plans[0].Soon {
		h.t.Errorf("plans: %+v", plans)
	}
	h.post("/entries", entry("o:"+cell, "", "plan_check", object{"id": "ke-hoach-1", "state": "done", "by": "Đảng ủy", "day": "2026-12-05", "text": ""}), nil)
	h.get("/plans?year=2026&org="+committee, &plans)
	if len(plans) != 0 {
		h.t.Errorf("open plans: %+v", plans)
	}
	h.post("/entries", entry("o:"+committee, "", "exception", object{"percent": 25, "number": "9-QĐ/TU", "day": "2026-12-01", "reason": "Đột phá"}), nil)
	var caps struct {
		Counts [4]int
		Caps   []struct {
			ID         string
			BaseCount  int `json:"base_count"`
			Allowed    int
			Counted    int
			ByDecision bool `json:"by_decision"`
			Recorded   *int64
		}
	}
	h.get("/caps?year=2026&of=member&org="+committee, &caps)
	if caps.Counts != [4]int{0, 5, 1, 0} {
		h.t.Errorf("the members' levels: %v", caps.Counts)
	}
	exceptions := 0
	for _, c := range caps.Caps {
		if c.Counted != 0 || c.ByDecision != (c.Recorded != nil) {
			h.t.Errorf("cap %+v", c)
		}
		if c.ByDecision {
			exceptions++
		}
	}
	if exceptions == 0 {
		h.t.Error("no exception is shown")
	}
	h.get("/caps?year=2026&of=organisation&org="+committee, &caps)
	if caps.Counts != [4]int{0, 1, 0, 0} {
		h.t.Errorf("the organisations' levels: %v", caps.Counts)
	}
	if code := h.refused("GET", "/caps?year=2026&of=everything&org="+committee, nil); code != "400 bad_request of" {
		h.t.Errorf("caps of everything: %s", code)
	}
}

// papers makes one paper of each kind, and a template of one's own.
func (h *house) papers(committee, cell string, v register.Vote) {
	h.t.Helper()
	again := h.plan(cell, "cell", 2, "o:"+cell)
	paper := func(path string, words ...string) {
		h.t.Helper()
		status, data := h.ask("GET", "/documents/"+path+"&year=2026", nil, nil)
		if status != 200 {
			h.t.Fatalf("%s: %d %s", path, status, data)
		}
		text := wordsOf(h.t, data)
		for _, word := range words {
			if !strings.Contains(text, word) {
				h.t.Errorf("%s does not say %q", path, word)
			}
		}
	}
	paper("count-minutes?org="+cell+"&vote="+v.ID, "Chi bộ thôn Đoài", "Nguyễn Văn A", v.Fingerprint[:20], "192.168.8.2:8080/verify#"+v.ID)
	paper("meeting-minutes?org="+cell+"&vote="+v.ID, "Gương mẫu.")
	paper("meeting-minutes?org="+cell, "Gương mẫu.")
	paper("ballot-paper?org="+cell+"&ballot="+again, "Chi bộ thôn Đoài")
	paper("summary?org="+committee, "Chi bộ thôn Đoài", "9-QĐ/TU")
	paper("not-rated?org="+committee, "Đảng bộ xã Nham Biền")
	if status, data := h.ask("GET", "/documents/summary?year=2026&format=xlsx&org="+committee, nil, nil); status != 200 || !bytes.HasPrefix(data, []byte("PK")) {
		h.t.Errorf("the summary's table: %d %.100s", status, data)
	}
	if code := h.refused("GET", "/documents/count-minutes?year=2026&vote="+v.ID+"&org="+committee, nil); code != "422 unknown_vote vote" {
		h.t.Errorf("another organisation's vote: %s", code)
	}
	if code := h.refused("DELETE", "/ballots/"+again, object{"reason": ""}); code != "422 reason_needed reason" {
		h.t.Errorf("given up without a reason: %s", code)
	}
	if status, data := h.ask("DELETE", "/ballots/"+again, object{"reason": "Không cần nữa"}, nil); status != 200 {
		h.t.Errorf("giving a ballot up: %d %s", status, data)
	}

	if code := h.refused("PUT", "/templates/summary?org="+committee, []byte("no Word file")); code != "422 not_docx " {
		h.t.Errorf("a template that is none: %s", code)
	}
	own := minutes.Template(minutes.KindBallot)
	if status, data := h.ask("PUT", "/templates/ballot-paper?org="+committee, own, nil); status != 200 {
		h.t.Errorf("keeping a template: %d %s", status, data)
	}
	if status, data := h.ask("GET", "/templates/ballot-paper?year=2026&org="+cell, nil, nil); status != 200 || !bytes.Equal(data, own) {
		h.t.Errorf("the template from above: %d", status)
	}
	if status, data := h.ask("DELETE", "/templates/ballot-paper?org="+committee, nil, nil); status != 200 {
		h.t.Errorf("dropping a template: %d %s", status, data)
	}
	if code := h.refused("GET", "/templates/poem?year=2026", nil); code != "404 not_found " {
		h.t.Errorf("an unknown paper: %s", code)
	}
}

// wordsOf is the text of a Word file.
func wordsOf(t testing.TB, data []byte) string {
	t.Helper()
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := files.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, piece := range strings.Split(string(text), "<")[1:] {
		_, words, _ := strings.Cut(piece, ">")
		out.WriteString(words)
	}
	return out.String()
}

// rules reads, adds and fixes profiles.
func (h *house) rules(cell string) {
	h.t.Helper()
	status, file := h.ask("GET", "/profiles/qd366-2025", nil, nil)
	if status != 200 {
		h.t.Fatalf("the profile's file: %d", status)
	}
	if code := h.refused("POST", "/profiles", file); code != "422 exists name" {
		h.t.Errorf("a profile in the place of a shipped one: %s", code)
	}
	own := bytes.Replace(file, []byte(`"qd366-2025"`), []byte(`"rieng"`), 1)
	if code := h.refused("POST", "/profiles", bytes.Replace(own, []byte(`"format"`), []byte(`"farmat"`), 1)); code != "422 unknown farmat" {
		h.t.Errorf("a profile with an unknown member: %s", code)
	}
	if code := h.refused("POST", "/cycles", object{"org": cell, "year": 2026, "profile": "rieng"}); code != "422 unknown_profile profile" {
		h.t.Errorf("a profile that is not there: %s", code)
	}
	h.post("/profiles", own, nil)
	h.post("/cycles", object{"org": cell, "year": 2026, "profile": "rieng"}, nil)
	if p := h.page(cell); p.Profile.Name != "rieng" || p.Organisation.Profile != "rieng" {
		h.t.Errorf("the cell's rules: %+v", p.Profile)
	}
	var list []struct {
		Name       string
		Own        bool
		Attendance struct{ Num, Den int }
	}
	h.get("/profiles", &list)
	if last := list[len(list)-1]; len(list) != 6 || last.Name != "rieng" || !last.Own || last.Attendance.Den == 0 {
		h.t.Errorf("profiles: %+v", list)
	}
	var check struct {
		Caps []struct {
			ID      string
			Allowed int
			Kept    bool
		}
	}
	h.post("/profiles/qd366-2025/check", object{"counts": []int{2, 9, 1, 0}}, &check)
	if len(check.Caps) == 0 || check.Caps[0].Allowed != 1 || check.Caps[0].Kept {
		h.t.Errorf("caps: %+v", check.Caps)
	}
	if code := h.refused("POST", "/profiles/qd366-2025/check", object{"counts": []int{-1, 9, 1, 0}}); code != "400 bad_request counts" {
		h.t.Errorf("a negative count: %s", code)
	}
}

// rest begins the next year.
func (h *house) rest(cell string) {
	h.t.Helper()
	h.post("/years?by=Tr%E1%BA%A7n%20V%C4%83n%20B", object{"year": 2027, "from": 2026}, nil)
	var p page
	h.get("/organisations/"+cell+"?year=2027", &p)
	if len(p.Members) != 6 || p.Standing.Decided != -1 {
		h.t.Errorf("the cell in the next year: %+v", p)
	}
	if code := h.refused("GET", "/organisations/"+cell, nil); code != "400 bad_request year" {
		h.t.Errorf("without a year: %s", code)
	}
	if code := h.refused("POST", "/years", object{"year": 2028}); code != "400 bad_request " {
		h.t.Errorf("a member that is missing: %s", code)
	}
	if code := h.refused("POST", "/years", []byte(`{"year":2028,"from":2027,"from":2026}`)); code != "400 bad_request " {
		h.t.Errorf("a member twice: %s", code)
	}
	if code := h.refused("GET", "/nothing", nil); code != "404 not_found " {
		h.t.Errorf("a path that is not there: %s", code)
	}
}
