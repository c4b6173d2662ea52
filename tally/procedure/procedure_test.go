package procedure

import (
	"maps"
	"slices"
	"testing"

	"phieukin/tally/rating"
)

func steps(t *testing.T, profile, subject string) []rating.Step {
	t.Helper()
	p, known := rating.Named(profile)
	steps := p.Steps(subject)
	if !known || len(steps) == 0 {
		t.Fatalf("%s has no procedure for %s", profile, subject)
	}
	return steps
}

// walk takes the needed steps one by one until none is left, and returns their ids.
func walk(t *testing.T, steps []rating.Step, facts *Facts) []string {
	t.Helper()
	var taken []string
	for {
		states := States(steps, *facts)
		next := Next(states)
		if next == "" {
			return taken
		}
		if Decided(states) {
			t.Fatalf("decided, and %s is needed after %v", next, taken)
		}
		for i, s := range states { // whatever stands before the next one is done or optional, whatever is behind it waits
			behind := i > slices.IndexFunc(states, func(s StepState) bool { return s.ID == next })
			if s.ID != next && behind && s.State != Waiting || !behind && s.State == Waiting {
				t.Fatalf("after %v %s is needed, and %s is %s", taken, next, s.ID, s.State)
			}
		}
		if facts.Entries == nil {
			facts.Entries = map[string]int64{}
		}
		facts.Entries[next] = int64(len(taken) + 1)
		taken = append(taken, next)
	}
}

// TestEveryShippedProcedure walks from nothing to the decision for whatever each profile rates.
func TestEveryShippedProcedure(t *testing.T) {
	types := []string{"member", "base_member", "cell", "base_cell", "section", "base_committee", "upper_committee"}
	for _, p := range rating.Shipped() {
		if len(p.Procedures) != len(types) {
			t.Errorf("%s has %d procedures", p.Name, len(p.Procedures))
		}
		for _, subject := range types {
			steps := steps(t, p.Name, subject)
			var needed []string
			for _, s := range steps {
				if !s.Optional {
					needed = append(needed, s.ID)
				}
			}
			facts := Facts{MembersFirst: p.MembersFirst.Value}
			if got := walk(t, steps, &facts); !slices.Equal(got, needed) {
				t.Errorf("%s, %s: %v, want %v", p.Name, subject, got, needed)
			}
			states := States(steps, facts)
			if !Decided(states) {
				t.Errorf("%s, %s: not decided at the end", p.Name, subject)
			}
			for _, s := range states {
				if s.Optional && (s.State != Skipped || !slices.Equal(s.Why, []string{WhyPassed})) {
					t.Errorf("%s, %s: %s was passed by and is %s %v", p.Name, subject, s.ID, s.State, s.Why)
				}
			}
		}
	}
}

// A cell only proposes what its members are rated with; of a base cell's members its board decides, of everything else the level above.
func TestWhoDecides(t *testing.T) {
	for _, p := range rating.Shipped() {
		for _, procedure := range p.Procedures {
			for _, s := range procedure.Steps {
				if s.Body == rating.Cell && s.Decides {
					t.Errorf("%s, %s: a cell decides in %s", p.Name, procedure.Type, s.ID)
				}
				if above := s.At == rating.Parent; s.Decides && !above && procedure.Type != "base_member" {
					t.Errorf("%s, %s: %s decides about itself", p.Name, procedure.Type, s.ID)
				}
			}
		}
	}
}

// state is a short form of a StepState.
type state struct {
	id    string
	state State
	why   string
}

func check(t *testing.T, steps []rating.Step, facts Facts, next string, want ...state) {
	t.Helper()
	states := States(steps, facts)
	for _, w := range want {
		i := slices.IndexFunc(states, func(s StepState) bool { return s.ID == w.id })
		if i < 0 {
			t.Fatalf("no step %s", w.id)
		}
		got := states[i]
		why := []string{}
		if w.why != "" {
			why = []string{w.why}
		}
		if got.State != w.state || !slices.Equal(got.Why, why) {
			t.Errorf("%s is %s %v, want %s %v", w.id, got.State, got.Why, w.state, why)
		}
		if got.State == Done && (got.Entry == nil || *got.Entry != facts.Entries[w.id]) {
			t.Errorf("%s does not name its entry", w.id)
		}
	}
	if got := Next(states); got != next {
		t.Errorf("%q is needed next, want %q", got, next)
	}
}

func TestStates(t *testing.T) {
	base := steps(t, "hd21-2019", "base_committee")
	now := steps(t, "qd366-2025", "cell")
	member := steps(t, "qd366-2025", "member")
	upTo := func(n int64, ids ...string) map[string]int64 {
		entries := map[string]int64{}
		for i, id := range ids {
			entries[id] = n + int64(i)
		}
		return entries
	}
	own := upTo(1, "self", "ballot", "report")
	all := upTo(1, "self", "ballot", "report", "appraisal", "opinions", "parent_ballot", "decision")
	tests := []struct {
		name  string
		steps []rating.Step
		facts Facts
		next  string
		want  []state
	}{
		{"nothing yet", base, Facts{}, "self", []state{{"self", Ready, ""}, {"ballot", Waiting, WhyPrevious}, {"decision", Waiting, WhyPrevious}}},
		{"reported upward", base, Facts{Entries: own}, "appraisal",
			[]state{{"report", Done, ""}, {"appraisal", Ready, ""}, {"opinions", Waiting, WhyPrevious}, {"parent_ballot", Waiting, WhyPrevious}}},
		{"all done", base, Facts{Entries: all}, "", []state{{"self", Done, ""}, {"parent_ballot", Done, ""}, {"decision", Done, ""}}},

		{"a ballot before the self-assessment", base, Facts{Entries: upTo(1, "ballot")}, "self",
			[]state{{"self", Ready, ""}, {"ballot", Done, ""}, {"report", Waiting, WhyPrevious}}},
		{"decided out of turn", base, Facts{Entries: upTo(1, "self", "decision")}, "ballot",
			[]state{{"ballot", Ready, ""}, {"report", Waiting, WhyPrevious}, {"decision", Done, ""}}},

		{"an optional step holds nobody up", now, Facts{Entries: upTo(1, "self", "ballot", "report", "appraisal")}, "decision",
			[]state{{"opinions", Ready, ""}, {"parent_ballot", Ready, ""}, {"decision", Ready, ""}}},
		{"an optional step is taken", now, Facts{Entries: upTo(1, "self", "ballot", "report", "appraisal", "parent_ballot")}, "decision",
			[]state{{"opinions", Skipped, WhyPassed}, {"parent_ballot", Done, ""}, {"decision", Ready, ""}}},
		{"an optional step waits its turn", now, Facts{Entries: own}, "appraisal",
			[]state{{"opinions", Waiting, WhyPrevious}, {"parent_ballot", Waiting, WhyPrevious}}},
		{"a Party group is passed by", member, Facts{Entries: upTo(1, "self", "review")}, "ballot", []state{{"group_review", Skipped, WhyPassed}, {"ballot", Ready, ""}}},

		{"own ballot before those on the members", now, Facts{Entries: upTo(1, "self"), MembersFirst: true, Unvoted: 1, Undecided: 3}, "",
			[]state{{"ballot", Waiting, WhyMembersFirst}, {"report", Waiting, WhyPrevious}}},
		{"members have their votes", now, Facts{Entries: upTo(1, "self"), MembersFirst: true, Undecided: 3}, "ballot", []state{{"ballot", Ready, ""}}},
		{"decision before those on the members", now,
			Facts{Entries: upTo(1, "self", "ballot", "report", "appraisal"), MembersFirst: true, Undecided: 1}, "",
			[]state{{"parent_ballot", Waiting, WhyMembersFirst}, {"decision", Waiting, WhyMembersFirst}}},
		{"members are decided", now, Facts{Entries: upTo(1, "self", "ballot", "report", "appraisal"), MembersFirst: true}, "decision",
			[]state{{"parent_ballot", Ready, ""}, {"decision", Ready, ""}}},
		{"no rule of members first", now, Facts{Entries: upTo(1, "self"), Unvoted: 5, Undecided: 5}, "ballot", []state{{"ballot", Ready, ""}}},
		{"what is done stays done", now, Facts{Entries: upTo(1, "self", "ballot"), MembersFirst: true, Unvoted: 1, Undecided: 1}, "report",
			[]state{{"ballot", Done, ""}, {"report", Ready, ""}}},

		{"cancelled", base, Facts{Entries: all, Cancelled: 8}, "parent_ballot",
			[]state{{"self", Done, ""}, {"opinions", Done, ""}, {"parent_ballot", Ready, WhyCancelled}}},
		{"rated again by ballot", base, Facts{Entries: merge(all, upTo(9, "parent_ballot")), Cancelled: 8}, "decision",
			[]state{{"parent_ballot", Done, ""}, {"decision", Ready, WhyCancelled}}},
		{"decided again", base, Facts{Entries: merge(all, upTo(9, "parent_ballot", "decision")), Cancelled: 8}, "",
			[]state{{"parent_ballot", Done, ""}, {"decision", Done, ""}}},
		{"cancelled again", base, Facts{Entries: merge(all, upTo(9, "parent_ballot", "decision")), Cancelled: 11}, "parent_ballot",
			[]state{{"parent_ballot", Ready, WhyCancelled}}},
		{"decided again without the optional ballot", now, Facts{Entries: merge(all, upTo(9, "decision")), Cancelled: 8}, "",
			[]state{{"parent_ballot", Skipped, WhyPassed}, {"decision", Done, ""}}},

		{"not rated", member, Facts{NotRated: "exempt"}, "",
			[]state{{"self", Skipped, WhyNotRated}, {"group_review", Skipped, WhyNotRated}, {"review", Skipped, WhyNotRated}, {"ballot", Skipped, WhyNotRated}, {"decision", Skipped, WhyNotRated}}},
		{"reviewed, not rated", member, Facts{NotRated: "recent", Reviewed: true, Entries: upTo(1, "self")}, "review",
			[]state{{"self", Done, ""}, {"group_review", Ready, ""}, {"review", Ready, ""}, {"ballot", Skipped, WhyNotRated}, {"decision", Skipped, WhyNotRated}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { check(t, test.steps, test.facts, test.next, test.want...) })
	}
	// Both reasons are given where there are two.
	states := States(base, Facts{Entries: all, Cancelled: 8, MembersFirst: true, Undecided: 1})
	if got := states[len(states)-1].Why; !slices.Equal(got, []string{WhyCancelled, WhyPrevious, WhyMembersFirst}) {
		t.Errorf("a cancelled decision waits for %v", got)
	}
}

func merge(entries ...map[string]int64) map[string]int64 {
	all := map[string]int64{}
	for _, m := range entries {
		maps.Copy(all, m)
	}
	return all
}

// No steps, no decision: a type that a profile does not rate.
func TestNoProcedure(t *testing.T) {
	states := States(rating.Default.Steps("province"), Facts{})
	if len(states) != 0 || Decided(states) || Next(states) != "" {
		t.Errorf("%v", states)
	}
}
