package desk

import (
	"context"
	"net/http"

	"phieukin/tally/procedure"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

func (d *desk) years(w http.ResponseWriter, r *http.Request) error {
	years, err := d.Register.Years(r.Context())
	if err != nil {
		return err
	}
	return ok(w, years)
}

// openYear copies a year's tree, members and bodies into a new year.
func (d *desk) openYear(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		Year int `json:"year"`
		From int `json:"from"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	if err := d.Register.OpenYear(r.Context(), d.stamp(by(r)), asked.Year, asked.From); err != nil {
		return err
	}
	return done(w)
}

// organisationRow is a line of the tree with the step that is due.
type organisationRow struct {
	register.OrganisationRow
	Next *procedure.StepState `json:"next"`
}

func (d *desk) organisations(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	rows, after, err := d.Register.Organisations(r.Context(), register.PageQuery{
		Year: y, Parent: asked.Get("parent"), Query: asked.Get("q"), After: asked.Get("after"),
	})
	if err != nil {
		return err
	}
	page := struct {
		Organisations []organisationRow `json:"organisations"`
		Next          string            `json:"next"`
	}{Next: after}
	if page.Organisations, err = d.rows(r.Context(), y, rows); err != nil {
		return err
	}
	return ok(w, page)
}

// rows adds to each organisation the step that is due there.
func (d *desk) rows(ctx context.Context, year int, rows []register.OrganisationRow) ([]organisationRow, error) {
	out := []organisationRow{}
	known := map[string]rating.Profile{} // by the organisation that they are looked for from
	for _, row := range rows {
		from := row.Organisation.ID
		if row.Organisation.Profile == "" {
			from = row.Organisation.Parent // it has none of its own
		}
		p, there := known[from]
		if !there {
			var err error
			if p, err = d.rulesOf(ctx, year, from); err != nil {
				return nil, err
			}
			known[from] = p
		}
		all := states(p, row.Organisation.Type, row.Standing, row.Done, 0, below{undecided: row.Rated - row.Decided})
		out = append(out, organisationRow{row, next(all)})
	}
	return out, nil
}

// memberRow is a line of a list of members with the step that is due.
type memberRow struct {
	register.MemberRow
	Next *procedure.StepState `json:"next"`
}

// organisationPage is one organisation whole.
type organisationPage struct {
	register.OrganisationView
	Children []organisationRow     `json:"children"`
	Members  []memberRow           `json:"members"`
	Profile  shown                 `json:"profile"`
	Steps    []procedure.StepState `json:"steps"`
	Caps     []capRow              `json:"caps"` // on its own members
}

func (d *desk) organisation(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	view, err := d.Register.Organisation(ctx, y, r.PathValue("id"), d.today())
	if err != nil {
		return err
	}
	p, err := d.rulesOf(ctx, y, view.Organisation.ID)
	if err != nil {
		return err
	}
	page := organisationPage{OrganisationView: view, Profile: show(p), Members: []memberRow{}}
	if page.Children, err = d.rows(ctx, y, view.Children); err != nil {
		return err
	}
	var counts [rating.Levels]int
	for _, m := range view.Members {
		if level := levelOf(m.Standing); level != rating.None {
			counts[level]++
		}
		page.Members = append(page.Members, memberRow{m, next(states(p, memberType(p, view.Organisation), m.Standing, m.Done, 0, below{}))})
	}
	page.Steps = organisationStates(p, view)
	exceptions, err := d.Register.Exceptions(ctx, y, view.Organisation.ID)
	if err != nil {
		return err
	}
	page.Caps = capRows(p, rating.ToMembers, "", counts, exceptions)
	if outside(r) {
		coarsen(page.Votes, p)
	}
	return ok(w, page)
}

// levelOf is the level that is decided, or else the last that was voted or proposed.
func levelOf(s register.Standing) int {
	if s.Decided != rating.None {
		return s.Decided
	}
	return s.Expected
}

// putOrganisation records an organisation, new where it has no id; a profile that it names is fixed for it as it is now.
func (d *desk) putOrganisation(w http.ResponseWriter, r *http.Request) error {
	var o register.Organisation
	if err := take(r, &o); err != nil {
		return err
	}
	if o.ID == "" {
		o.ID = newID()
	}
	err := d.Register.Batch(r.Context(), func(b *register.Batch) error {
		if err := b.PutOrganisation(d.stamp(by(r)), o); err != nil {
			return err
		}
		return d.fix(r, b, o)
	})
	if err != nil {
		return err
	}
	return ok(w, o)
}

// putCycle fixes a profile for an organisation and a year.
func (d *desk) putCycle(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		Org     string `json:"org"`
		Year    int    `json:"year"`
		Profile string `json:"profile"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	view, err := d.Register.Organisation(r.Context(), asked.Year, asked.Org, d.today())
	if err != nil {
		return err
	}
	o := view.Organisation
	o.Profile = asked.Profile
	err = d.Register.Batch(r.Context(), func(b *register.Batch) error {
		if err := b.PutOrganisation(d.stamp(by(r)), o); err != nil {
			return err
		}
		return d.fix(r, b, o)
	})
	if err != nil {
		return err
	}
	return done(w)
}

// fix records the bytes of the profile that an organisation names, so that a later version does not change its year.
func (d *desk) fix(r *http.Request, b *register.Batch, o register.Organisation) error {
	if o.Profile == "" {
		return nil
	}
	p, _, err := d.named(r.Context(), o.Profile)
	if err != nil {
		return refused("unknown_profile", "profile")
	}
	return b.PutCycle(d.stamp(by(r)), register.Cycle{Org: o.ID, Year: o.Year, Profile: p.Name, ProfileHash: p.Hash(), ProfileFile: p.Bytes()})
}
