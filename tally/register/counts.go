package register

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"phieukin/tally/rating"
)

// node is an organisation in the tree below another, with what is at and below it.
type node struct {
	id, parent, name, kind, group string
	order                         int // among the children of its parent, then by folded name
	folded                        string
	standing                      Standing
	steady                        int
	own                           census // its own members
	members                       census // those at and below it
	organisations                 census // itself and those below it
}

// tree reads the organisations at and below one, parents first; the root of the whole register has id "". The sums
// are made here, since adding a row in SQL costs more than in Go.
func tree(r reader, year int, org string) ([]*node, error) {
	nodes, err := list(r, func(rows *sql.Rows) (*node, error) {
		n := &node{}
		var data []byte
		s := &n.standing
		err := rows.Scan(&n.id, &n.parent, &n.name, &n.kind, &n.group, &n.order, &n.folded, &s.Reason, &s.Self, &s.Vote, &s.Expected, &s.Decided, &n.steady, &data)
		if err != nil {
			return nil, err
		}
		s.Rated = s.Reason == ""
		return n, n.own.read(data)
	}, below+`SELECT b.id, s.org, o.name, s.type, s.grp, s.ord, s.folded, s.reason, s.self, s.vote, s.expected, s.decided, s.steady, c.counts
		FROM below b CROSS JOIN standing s ON s.subject = 'o:' || b.id AND s.year = ?1 CROSS JOIN organisation o ON o.seq = s.made
		LEFT JOIN census c ON c.year = ?1 AND c.org = b.id`, year, org)
	if err != nil {
		return nil, err
	}
	if org == "" {
		none := Standing{Self: rating.None, Vote: rating.None, Expected: rating.None, Decided: rating.None}
		nodes = slices.Insert(nodes, 0, &node{standing: none})
	} else if len(nodes) == 0 {
		return nil, &Error{UnknownOrganisation, "org"}
	}
	at := map[string]*node{}
	for _, n := range nodes {
		n.members.merge(&n.own)
		n.organisations.add(n.standing, n.steady, 1)
		at[n.id] = n
	}
	for i := len(nodes) - 1; i > 0; i-- {
		n := nodes[i]
		above := at[n.parent]
		above.members.merge(&n.members)
		above.organisations.merge(&n.organisations)
	}
	return nodes, nil
}

// MemberCounts counts the members at and below an organisation by level, together in a group "" and for each group of
// their organisations: members have no group of similar position of their own.
func (r *Register) MemberCounts(ctx context.Context, year int, org string) ([]Counts, error) {
	return r.counts(ctx, year, org, func(groups map[string]*census, n *node, _ bool) {
		count(groups, n.group).merge(&n.own)
	})
}

// OrganisationCounts counts the organisations below one by level, together in a group "" and for each group.
func (r *Register) OrganisationCounts(ctx context.Context, year int, org string) ([]Counts, error) {
	return r.counts(ctx, year, org, func(groups map[string]*census, n *node, root bool) {
		if !root {
			count(groups, n.group).add(n.standing, n.steady, 1)
		}
	})
}

func count(groups map[string]*census, group string) *census {
	if groups[group] == nil {
		groups[group] = &census{}
	}
	return groups[group]
}

// counts lets take count each organisation in its group; all of them together are the first group.
func (r *Register) counts(ctx context.Context, year int, org string, take func(groups map[string]*census, n *node, root bool)) (all []Counts, err error) {
	err = r.view(ctx, func(at reader) error {
		nodes, err := tree(at, year, org)
		if err != nil {
			return err
		}
		groups := map[string]*census{}
		for i, n := range nodes {
			take(groups, n, i == 0)
		}
		var total census
		for _, c := range groups {
			total.merge(c)
		}
		all = []Counts{total.counts("")}
		for _, group := range slices.Sorted(maps.Keys(groups)) {
			if group != "" {
				all = append(all, groups[group].counts(group))
			}
		}
		return nil
	})
	return all, err
}
