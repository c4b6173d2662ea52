package desk

import (
	"encoding/json"
	"net/http"
	"slices"

	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// capRow is one cap with its arithmetic: Percent of BaseCount, rounded, is Allowed.
type capRow struct {
	rating.CapResult
	Group      string          `json:"group"` // "" for all together
	Percent    int             `json:"percent"`
	Rounding   rating.Rounding `json:"rounding"`
	Grouping   rating.Grouping `json:"grouping"`
	ByDecision bool            `json:"by_decision"` // an exception, in force where one is recorded
	Compare    bool            `json:"compare"`     // for comparison only
	Unverified bool            `json:"unverified"`
	Recorded   *int64          `json:"recorded"` // the entry of the exception, or null
}

// capRows applies a profile's caps on one kind of subject to the numbers of ratings in a group.
func capRows(p rating.Profile, to rating.Applies, group string, counts [rating.Levels]int, exceptions []register.Entry) []capRow {
	rows := []capRow{}
	for i, result := range p.CheckCaps(counts) {
		c := p.Caps[i]
		if !slices.Contains(c.Applies, to) {
			continue
		}
		row := capRow{
			CapResult: result, Group: group, Percent: c.Percent.Value, Rounding: c.Rounding.Value, Grouping: c.Grouping.Value,
			ByDecision: c.ByDecision, Compare: c.Compare,
			Unverified: c.Percent.Unverified || c.Base.Unverified || c.Rounding.Unverified || c.Grouping.Unverified,
		}
		if c.ByDecision {
			row.Recorded = recorded(exceptions, c.Percent.Value)
		}
		rows = append(rows, row)
	}
	return rows
}

// recorded is the last exception for a percentage.
func recorded(exceptions []register.Entry, percent int) *int64 {
	for _, e := range slices.Backward(exceptions) {
		var body register.Exception
		if json.Unmarshal(e.Body, &body) == nil && body.Percent == percent {
			return &e.Seq
		}
	}
	return nil
}

func (d *desk) caps(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	ctx, org, to := r.Context(), r.URL.Query().Get("org"), rating.Applies(r.URL.Query().Get("of"))
	p, err := d.rulesOf(ctx, y, org)
	if err != nil {
		return err
	}
	var groups []register.Counts
	switch to {
	case rating.ToMembers:
		groups, err = d.Register.MemberCounts(ctx, y, org)
	case rating.ToOrganisations:
		groups, err = d.Register.OrganisationCounts(ctx, y, org)
	default:
		return malformed("of")
	}
	if err != nil {
		return err
	}
	exceptions, err := d.Register.Exceptions(ctx, y, org)
	if err != nil {
		return err
	}
	page := struct {
		Profile shown             `json:"profile"`
		Counts  register.Levels   `json:"counts"` // of all together: decided, or else expected
		Groups  []register.Counts `json:"groups"`
		Caps    []capRow          `json:"caps"`
	}{Profile: show(p), Groups: groups, Caps: []capRow{}}
	for _, g := range groups {
		var counts [rating.Levels]int
		for i := range counts {
			counts[i] = g.Decided[i] + g.Expected[i]
		}
		if g.Group == "" {
			page.Counts = counts
		}
		page.Caps = append(page.Caps, capRows(p, to, g.Group, counts, exceptions)...)
	}
	return ok(w, page)
}

// candourYears is how many years a level or a unanimity must last to be pointed out, where the address does not say.
const candourYears = 3

func (d *desk) candour(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	years, err := number(r, "years", candourYears)
	if err != nil {
		return err
	}
	c, err := d.Register.Candour(r.Context(), y, r.URL.Query().Get("org"), years)
	if err != nil {
		return err
	}
	if outside(r) { // whoever knows who was there would know every vote
		c.Unanimous, c.Found.Unanimous = []register.Unanimous{}, 0
	}
	return ok(w, c)
}

// plans lists the measures that are open at and below an organisation, or all of them with all=1.
func (d *desk) plans(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	plans, err := d.Register.Plans(r.Context(), register.PlanQuery{
		Year: y, Org: asked.Get("org"), On: d.today(), UpTo: asked.Get("due"), Open: asked.Get("all") != "1",
	})
	if err != nil {
		return err
	}
	return ok(w, plans)
}
