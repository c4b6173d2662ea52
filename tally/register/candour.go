package register

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"phieukin/tally/rating"
)

// Matrix counts subjects by two levels, the first of which is the row. The last row and the last column are of no level.
type Matrix [rating.Levels + 1][rating.Levels + 1]int

// Share is the distribution at and below one child of an organisation, or of the organisation's own members.
type Share struct {
	ID            string `json:"id"`
	Name          string `json:"name"`
	Members       Counts `json:"members"`
	Organisations Counts `json:"organisations"`
}

// Matrices compare three levels of the same subjects: the self-assessment, the last vote that proposes, the decision.
type Matrices struct {
	SelfVote     Matrix `json:"self_vote"`
	VoteDecision Matrix `json:"vote_decision"`
	SelfDecision Matrix `json:"self_decision"`
}

// Borne is an organisation decided best (level 0) that its members' ratings do not bear: a member at or below it was
// decided worst (NotCompleted), or the share of its members decided at the two best levels is below that of all members of its
// siblings together (BelowSiblings). Siblings have the same parent and the same type; where no sibling has a member decided,
// there is nothing to be below of.
type Borne struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Level    int    `json:"level"`
	Members  Levels `json:"members"`  // decided, at and below it
	Siblings Levels `json:"siblings"` // decided, at and below its siblings
	Why      string `json:"why"`
}

// The reasons of Borne.
const (
	NotCompleted  = "not_completed"
	BelowSiblings = "below_siblings"
)

// Unchanged is an organisation where ratings stood still for as many years as were asked for: its own level, or the level
// of more than half of its own members who are decided.
type Unchanged struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Level   int    `json:"level"`   // its own where that stood still, else rating.None
	Years   int    `json:"years"`   // for which its own level has been the same
	Members int    `json:"members"` // whose level stood still
	Of      int    `json:"of"`      // members decided this year
}

// Unanimous is an organisation that held at least two votes in the years asked for, in all of which every subject had all
// ballots on one level.
type Unanimous struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Votes    int    `json:"votes"`
	Subjects int    `json:"subjects"`
}

// Candour shows where ratings at and below an organisation may follow something other than achievement. The lists are cut
// at MostListed, the most striking first; Found are their lengths before.
type Candour struct {
	Shares        []Share     `json:"shares"`
	Members       Matrices    `json:"members"`
	Organisations Matrices    `json:"organisations"` // of those below it
	NotBorne      []Borne     `json:"not_borne"`
	Unchanged     []Unchanged `json:"unchanged"`
	Unanimous     []Unanimous `json:"unanimous"`
	Found         Found       `json:"found"`
}

// Found are lengths of lists.
type Found struct {
	NotBorne  int `json:"not_borne"`
	Unchanged int `json:"unchanged"`
	Unanimous int `json:"unanimous"`
}

// MostListed is how many organisations a list of Candour names.
const MostListed = 200

// Candour compares levels at and below an organisation in a year, and over as many years up to it as years says.
func (r *Register) Candour(ctx context.Context, year int, org string, years int) (c Candour, err error) {
	if years < 2 || years > longestStill {
		return c, &Error{BadNumber, "years"}
	}
	err = r.view(ctx, func(at reader) error {
		nodes, err := tree(at, year, org)
		if err != nil {
			return err
		}
		c.distribute(nodes)
		c.NotBorne = notBorne(nodes)
		c.Unchanged = unchanged(years, nodes)
		c.Unanimous, err = unanimous(at, year, years, nodes)
		return err
	})
	c.Found = Found{len(c.NotBorne), len(c.Unchanged), len(c.Unanimous)}
	c.NotBorne = c.NotBorne[:min(len(c.NotBorne), MostListed)]
	c.Unchanged = c.Unchanged[:min(len(c.Unchanged), MostListed)]
	c.Unanimous = c.Unanimous[:min(len(c.Unanimous), MostListed)]
	return c, err
}

func (c *Candour) distribute(nodes []*node) {
	root := nodes[0]
	c.Shares = []Share{}
	if root.own.all > 0 {
		c.Shares = append(c.Shares, Share{ID: root.id, Name: root.name, Members: root.own.counts("")})
	}
	var organisations census
	var children []*node
	for _, n := range nodes[1:] {
		organisations.add(n.standing, n.steady, 1)
		if n.parent == root.id {
			children = append(children, n)
		}
	}
	slices.SortFunc(children, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.folded, b.folded), cmp.Compare(a.id, b.id))
	})
	for _, n := range children {
		c.Shares = append(c.Shares, Share{ID: n.id, Name: n.name, Members: n.members.counts(""), Organisations: n.organisations.counts("")})
	}
	c.Members, c.Organisations = root.members.Matrices, organisations.Matrices
}

// family are organisations of one parent and type.
type family struct{ parent, kind string }

func notBorne(nodes []*node) []Borne {
	together := map[family]Levels{}
	for _, n := range nodes[1:] {
		f := family{n.parent, n.kind}
		together[f] = plus(together[f], n.members.decided, 1)
	}
	found := []Borne{}
	for _, n := range nodes[1:] {
		if n.standing.Decided != 0 {
			continue
		}
		own := n.members.decided
		b := Borne{ID: n.id, Name: n.name, Members: own, Siblings: plus(together[family{n.parent, n.kind}], own, -1)}
		switch {
		case own[3] > 0:
			b.Why = NotCompleted
		case (own[0]+own[1])*b.Siblings.sum() < (b.Siblings[0]+b.Siblings[1])*own.sum():
			b.Why = BelowSiblings
		default:
			continue
		}
		found = append(found, b)
	}
	slices.SortStableFunc(found, func(a, b Borne) int {
		// The smaller share of good ratings first.
		return cmp.Compare((a.Members[0]+a.Members[1])*b.Members.sum(), (b.Members[0]+b.Members[1])*a.Members.sum())
	})
	return found
}

func plus(a, b Levels, times int) Levels {
	for i := range a {
		a[i] += times * b[i]
	}
	return a
}

func (l Levels) sum() int { return l[0] + l[1] + l[2] + l[3] }

func unchanged(years int, nodes []*node) []Unchanged {
	found := []Unchanged{}
	for _, n := range nodes {
		u := Unchanged{ID: n.id, Name: n.name, Level: rating.None, Years: n.steady, Members: n.own.stood(years), Of: n.own.decided.sum()}
		if n.steady >= years {
			u.Level = n.standing.Decided
		}
		if u.Level != rating.None || 2*u.Members > u.Of {
			found = append(found, u)
		}
	}
	slices.SortStableFunc(found, func(a, b Unchanged) int {
		return cmp.Or(cmp.Compare(b.Years, a.Years), cmp.Compare(b.Members, a.Members))
	})
	return found
}

func unanimous(r reader, year, years int, nodes []*node) ([]Unanimous, error) {
	byID := map[string]*node{}
	for _, n := range nodes {
		byID[n.id] = n
	}
	found := []Unanimous{}
	err := r.each(func(rows *sql.Rows) error {
		var u Unanimous
		if err := rows.Scan(&u.ID, &u.Votes, &u.Subjects); err != nil {
			return err
		}
		if n := byID[u.ID]; n != nil {
			u.Name = n.name
			found = append(found, u)
		}
		return nil
	}, `SELECT org, count(*), sum(subjects) FROM vote INDEXED BY vote_key WHERE year BETWEEN ? AND ? GROUP BY org
		HAVING count(*) > 1 AND sum(subjects) = sum(unanimous) ORDER BY sum(subjects) DESC, org`, year-years+1, year)
	return found, err
}
