package register_test

import (
	"fmt"
	"testing"

	"phieukin/tally/register"
)

// decide records the level of a subject.
func decide(t *testing.T, r *register.Register, year int, subject string, level int) {
	t.Helper()
	_, err := r.Append(t.Context(), entry(year, subject, register.KindDecision, fmt.Sprintf(`{"level":%d,"number":"","day":"","reason":"vì"}`, level)))
	must(t, err)
}

func TestCandour(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	must(t, r.PutOrganisation(ctx, stamp, organisation(2026, "D", "A")))
	must(t, r.PutMember(ctx, stamp, member(2026, "d1", "D")))
	// B: 1 of 3 good or better, C: 3 of 3, D: one not completed. All three are excellent.
	for subject, level := range map[string]int{"m:b1": 1, "m:b2": 2, "m:b3": 2, "m:c1": 0, "m:c2": 1, "m:c3": 1, "m:d1": 3, "o:B": 0, "o:C": 0, "o:D": 0} {
		decide(t, r, 2026, subject, level)
	}
	for subject, level := range map[string]int{"o:B": 0, "o:C": 1, "m:b1": 1, "m:b2": 2, "m:b3": 1} {
		decide(t, r, 2025, subject, level)
	}
	c, err := r.Candour(ctx, 2026, "A", 2)
	must(t, err)
	if len(c.NotBorne) != 2 || c.NotBorne[0].ID != "D" || c.NotBorne[0].Why != register.NotCompleted ||
		c.NotBorne[1].ID != "B" || c.NotBorne[1].Why != register.BelowSiblings ||
		c.NotBorne[1].Members != (register.Levels{0, 1, 2, 0}) || c.NotBorne[1].Siblings != (register.Levels{1, 2, 0, 1}) {
		t.Errorf("not borne: %+v", c.NotBorne)
	}
	// B itself stood still, and two of its three members.
	if len(c.Unchanged) != 1 || c.Unchanged[0] != (register.Unchanged{ID: "B", Name: "Chi bộ B", Level: 0, Years: 2, Members: 2, Of: 3}) {
		t.Errorf("unchanged: %+v", c.Unchanged)
	}
	if len(c.Shares) != 3 || c.Shares[1].Members.Decided != (register.Levels{1, 2, 0, 0}) || c.Shares[1].Organisations.Decided != (register.Levels{1, 0, 0, 0}) {
		t.Errorf("shares: %+v", c.Shares)
	}
	if c.Members.SelfDecision[4] != [5]int{1, 3, 2, 1, 0} || c.Organisations.SelfDecision[4] != [5]int{3, 0, 0, 0, 0} {
		t.Errorf("matrices: %+v", c.Members.SelfDecision)
	}
	if len(c.Unanimous) != 0 || c.Found != (register.Found{NotBorne: 2, Unchanged: 1}) {
		t.Errorf("%+v", c)
	}
	for i, level := range []int{1, 2} {
		fresh, err := r.ReturnVote(ctx, cellVote(fmt.Sprintf("u%d", i), level, false, "m:b1", "m:b2"))
		must(t, err)
		if !fresh {
			t.Fatal("not fresh")
		}
	}
	c, err = r.Candour(ctx, 2026, "A", 3)
	must(t, err)
	if len(c.Unanimous) != 1 || c.Unanimous[0] != (register.Unanimous{ID: "B", Name: "Chi bộ B", Votes: 2, Subjects: 4}) {
		t.Errorf("unanimous: %+v", c.Unanimous)
	}
	if len(c.Unchanged) != 0 {
		t.Errorf("for three years: %+v", c.Unchanged)
	}
	split := cellVote("u9", 1, false, "m:b3")
	split.Rows[0].Counts = [4]int{0, 2, 1, 0}
	_, err = r.ReturnVote(ctx, split)
	must(t, err)
	if c, err = r.Candour(ctx, 2026, "A", 3); err != nil || len(c.Unanimous) != 0 {
		t.Errorf("unanimous: %+v %v", c.Unanimous, err)
	}
}

// TestALevelThatStandsStill changes the middle of three years, which reaches the last.
func TestALevelThatStandsStill(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	must(t, r.OpenYear(ctx, stamp, 2027, 2026))
	for _, year := range []int{2027, 2025, 2026} { // in any order
		decide(t, r, year, "o:B", 1)
	}
	years := func() int {
		c, err := r.Candour(ctx, 2027, "A", 2)
		must(t, err)
		if len(c.Unchanged) == 0 {
			return 1
		}
		return c.Unchanged[0].Years
	}
	if got := years(); got != 3 {
		t.Error(got)
	}
	_, err := r.Append(ctx, entry(2026, "o:B", register.KindAdjustment, `{"level":2,"number":"","day":"","reason":"vì"}`))
	must(t, err)
	if got := years(); got != 1 {
		t.Error(got)
	}
	_, err = r.Append(ctx, entry(2026, "o:B", register.KindAdjustment, `{"level":1,"number":"","day":"","reason":"vì"}`))
	must(t, err)
	if got := years(); got != 3 {
		t.Error(got)
	}
}

func TestCountsByGroup(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	school := organisation(2026, "C", "A")
	school.Group = "truong-hoc"
	must(t, r.PutOrganisation(ctx, stamp, school))
	decide(t, r, 2026, "m:c1", 0)
	decide(t, r, 2026, "m:b1", 1)
	decide(t, r, 2026, "o:C", 2)
	fresh, err := r.ReturnVote(ctx, cellVote("v", 1, false, "m:b2", "o:B"))
	must(t, err)
	if !fresh {
		t.Fatal("not fresh")
	}
	members, err := r.MemberCounts(ctx, 2026, "A")
	must(t, err)
	if len(members) != 2 || members[0] != (register.Counts{All: 6, Rated: 6, Decided: register.Levels{1, 1}, Expected: register.Levels{0, 1}}) ||
		members[1] != (register.Counts{Group: "truong-hoc", All: 3, Rated: 3, Decided: register.Levels{1}}) {
		t.Errorf("%+v", members)
	}
	organisations, err := r.OrganisationCounts(ctx, 2026, "A")
	must(t, err)
	if len(organisations) != 2 || organisations[0] != (register.Counts{All: 2, Rated: 2, Decided: register.Levels{0, 0, 1}, Expected: register.Levels{0, 1}}) {
		t.Errorf("%+v", organisations)
	}
	all, err := r.MemberCounts(ctx, 2026, "")
	must(t, err)
	if all[0] != members[0] {
		t.Errorf("%+v", all)
	}
	if _, err := r.MemberCounts(ctx, 2026, "Z"); err == nil {
		t.Error("of an organisation that is not there")
	}
}

func TestPlansAreCarriedOn(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	plan := func(year int, id, org, due string) {
		t.Helper()
		_, err := r.Append(ctx, entry(year, "o:A", register.KindPlan, fmt.Sprintf(`{"id":%q,"weakness":"w","measure":"m","who":"x","due":%q,"org":%q}`, id, due, org)))
		must(t, err)
	}
	check := func(year int, id, state string) {
		t.Helper()
		_, err := r.Append(ctx, entry(year, "o:A", register.KindPlanCheck, fmt.Sprintf(`{"id":%q,"state":%q,"by":"y","day":"2026-05-01","text":"đã xem"}`, id, state)))
		must(t, err)
	}
	plan(2025, "old", "B", "2026-03-31")
	plan(2025, "kept", "B", "2025-12-31")
	plan(2026, "soon", "C", "2026-12-31")
	plan(2026, "later", "A", "2027-02-01")
	check(2026, "kept", "done")
	check(2026, "old", "doing")
	got := func(q register.PlanQuery) string {
		t.Helper()
		q.Year, q.On = 2026, "2026-12-15"
		plans, err := r.Plans(ctx, q)
		must(t, err)
		out := ""
		for _, p := range plans {
			out += fmt.Sprintf("%s %s %v %v;", p.ID, p.State, p.Late, p.Soon)
		}
		return out
	}
	for q, want := range map[register.PlanQuery]string{
		{Org: "A"}:                     "old doing true false;soon open false true;later open false false;",
		{Org: "B"}:                     "old doing true false;",
		{Org: "A", UpTo: "2026-12-31"}: "old doing true false;soon open false true;",
		{Org: "", Open: true}:          "old doing true false;soon open false true;later open false false;",
	} {
		if got := got(q); got != want {
			t.Errorf("%+v: %s", q, got)
		}
	}
	view, err := r.Organisation(ctx, 2026, "B", "2026-12-15")
	must(t, err)
	if len(view.Plans) != 1 || view.Plans[0].Text != "đã xem" || view.Plans[0].OrgName != "Chi bộ B" {
		t.Errorf("%+v", view.Plans)
	}
}
