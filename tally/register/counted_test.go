package register_test

import (
	"slices"
	"testing"

	"phieukin/tally/rating"
	"phieukin/tally/register"
	"phieukin/tally/register/registertest"
)

// Every figure of the matrices and of the counts is the length of its list, whatever the page size.
func TestCountedAreTheFigures(t *testing.T) {
	r, _ := open(t)
	must(t, registertest.Fill(t.Context(), r, registertest.Size{Committees: 2, Bases: 4, Cells: 10, Members: 300, Years: 2}, 7))
	year := registertest.LastYear
	count := func(q register.CountedQuery) int {
		t.Helper()
		n, names := 0, []string{}
		q.Year, q.Limit = year, 37
		for {
			rows, next, err := r.Counted(t.Context(), q)
			must(t, err)
			n += len(rows)
			for _, row := range rows {
				if slices.Contains(names, row.Standing.Subject) {
					t.Fatalf("%s twice", row.Standing.Subject)
				}
				names = append(names, row.Standing.Subject)
			}
			if q.After = next; next == "" {
				return n
			}
		}
	}
	level := func(i int) *int {
		if i == rating.Levels {
			i = rating.None
		}
		return &i
	}
	for _, org := range []string{"", registertest.Root, registertest.ACommittee, registertest.ACell} {
		c, err := r.Candour(t.Context(), year, org, 2)
		must(t, err)
		for _, organisations := range []bool{false, true} {
			matrices := c.Members
			if organisations {
				matrices = c.Organisations
			}
			for i := range rating.Levels + 1 {
				for j := range rating.Levels + 1 {
					q := register.CountedQuery{Org: org, Organisations: organisations}
					for _, one := range []struct {
						name string
						want int
						set  func(*register.CountedQuery)
					}{
						{"self and vote", matrices.SelfVote[i][j], func(q *register.CountedQuery) { q.Self, q.Vote = level(i), level(j) }},
						{"vote and decision", matrices.VoteDecision[i][j], func(q *register.CountedQuery) { q.Vote, q.Decided = level(i), level(j) }},
						{"self and decision", matrices.SelfDecision[i][j], func(q *register.CountedQuery) { q.Self, q.Decided = level(i), level(j) }},
					} {
						asked := q
						one.set(&asked)
						if got := count(asked); got != one.want {
							t.Errorf("%q, organisations %v, %s %d %d: %d, want %d", org, organisations, one.name, i, j, got, one.want)
						}
					}
				}
			}
			if len(c.Shares) > 0 && c.Shares[0].ID == org && !organisations {
				for i, want := range c.Shares[0].Members.Decided {
					if got := count(register.CountedQuery{Org: org, Own: true, Decided: level(i)}); got != want {
						t.Errorf("%q, own members decided %d: %d, want %d", org, i, got, want)
					}
				}
			}
			counts, err := r.MemberCounts(t.Context(), year, org)
			if organisations {
				counts, err = r.OrganisationCounts(t.Context(), year, org)
			}
			must(t, err)
			for _, group := range counts {
				for i := range rating.Levels {
					q := register.CountedQuery{Org: org, Organisations: organisations, Group: group.Group, Decided: level(i)}
					if got := count(q); got != group.Decided[i] {
						t.Errorf("%q, organisations %v, group %q, decided %d: %d, want %d", org, organisations, group.Group, i, got, group.Decided[i])
					}
					q.Decided, q.Level = nil, level(i)
					if got := count(q); got != group.Decided[i]+group.Expected[i] {
						t.Errorf("%q, organisations %v, group %q, level %d: %d, want %d", org, organisations, group.Group, i, got, group.Decided[i]+group.Expected[i])
					}
				}
			}
		}
	}
}

func TestCountedNames(t *testing.T) {
	r, _ := small(t)
	rows, next, err := r.Counted(t.Context(), register.CountedQuery{Year: 2026, Org: "A", Limit: 2})
	must(t, err)
	if len(rows) != 2 || rows[0].Standing.Name != "Đảng viên b1" || rows[0].OrgName != "Chi bộ B" || !rows[0].Standing.Rated || next != rows[1].Standing.Subject {
		t.Errorf("%+v, next %q", rows, next)
	}
	rows, _, err = r.Counted(t.Context(), register.CountedQuery{Year: 2026, Organisations: true})
	must(t, err)
	if len(rows) != 3 || rows[0].Standing.Name != "Đảng bộ xã Hòa Bình" || rows[0].OrgName != "" || rows[2].Standing.Name != "Chi bộ C" || rows[2].OrgName != "Đảng bộ xã Hòa Bình" {
		t.Errorf("%+v", rows)
	}
}
