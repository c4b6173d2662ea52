package desk

import (
	"context"
	"slices"

	"phieukin/ballot"
	"phieukin/tally/procedure"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// rulesOf is the profile in force for an organisation in a year: the one that was fixed for it or above it, else the one of
// the year's own texts, else the default.
func (d *Desk) rulesOf(ctx context.Context, year int, org string) (rating.Profile, error) {
	cycle, fixed, err := d.Register.CycleOf(ctx, year, org)
	if err != nil {
		return rating.Profile{}, err
	}
	if !fixed {
		return ofYear(year), nil
	}
	if known, there := d.profiles.Load(cycle.ProfileHash); there {
		return known.(rating.Profile), nil
	}
	p, err := rating.Parse(cycle.ProfileFile)
	if err == nil {
		d.profiles.Store(cycle.ProfileHash, p)
	}
	return p, err
}

// ofYear is the newest shipped profile whose texts were in force all year.
func ofYear(year int) rating.Profile {
	for _, p := range slices.Backward(rating.Shipped()) {
		if !p.Default && p.Years.From <= year && (p.Years.To == 0 || year <= p.Years.To) {
			return p
		}
	}
	return rating.Default
}

// Profile gives a profile by name, shipped or one's own as it is now; for a planned ballot whose year has fixed the one of this
// name, as it was then. A meeting that is sealed keeps its bytes.
func (d *Desk) Profile(name, origin string) (rating.Profile, error) {
	ctx := context.Background()
	if b, err := d.Register.Ballot(ctx, origin); err == nil {
		if p, err := d.rulesOf(ctx, b.Year, b.Org); err == nil && p.Name == name {
			return p, nil
		}
	}
	p, _, err := d.named(ctx, name)
	return p, err
}

// named finds a profile and says whether it is one's own.
func (d *Desk) named(ctx context.Context, name string) (p rating.Profile, own bool, err error) {
	if p, shipped := rating.Named(name); shipped {
		return p, false, nil
	}
	data, _, err := d.Register.File(ctx, 0, everybody, fileProfile, name)
	if err != nil {
		return rating.Profile{}, false, err
	}
	p, err = rating.Parse(data)
	return p, true, err
}

// Files that the register keeps for the desk: for everybody, profiles by name and minutes by the meeting's uuid; for an
// organisation, templates by kind.
const (
	everybody    = ""
	fileProfile  = "profile"
	fileMinutes  = "minutes"
	fileTemplate = "template"
)

// memberType is the procedure by which a member of an organisation is rated.
func memberType(p rating.Profile, org register.Organisation) string {
	if own := "base_member"; org.Type == "base_cell" && p.Steps(own) != nil {
		return own
	}
	return "member"
}

// below is what members first waits for: how many at and below an organisation have neither vote nor decision, and no decision.
type below struct{ unvoted, undecided int }

func (b *below) count(s register.Standing) {
	if !s.Rated || s.Decided != rating.None {
		return
	}
	b.undecided++
	if s.Vote == rating.None && s.Chosen == rating.None {
		b.unvoted++
	}
}

// states says where a subject stands in its procedure.
func states(p rating.Profile, kind string, s register.Standing, done map[string]int64, cancelled int64, b below) []procedure.StepState {
	facts := procedure.Facts{
		Entries: done, Cancelled: cancelled, MembersFirst: p.MembersFirst.Value, Unvoted: b.unvoted, Undecided: b.undecided,
	}
	if s.Decided == rating.None && s.DecidedSeq > 0 {
		facts.Cancelled = max(cancelled, s.DecidedSeq)
	}
	if !s.Rated {
		facts.NotRated = s.Reason
		facts.Reviewed = slices.ContainsFunc(p.Eligibility, func(r rating.StatusRule) bool { return r.Status == ballot.Status(s.Status) && r.Reviewed })
	}
	return procedure.States(p.Steps(kind), facts)
}

// organisationStates says where an organisation stands, its members and children before it.
func organisationStates(p rating.Profile, view register.OrganisationView) []procedure.StepState {
	var waiting below
	for _, m := range view.Members {
		waiting.count(m.Standing)
	}
	for _, child := range view.Children {
		waiting.count(child.Standing)
	}
	entered, cancelled := history(view.Entries)
	return states(p, view.Organisation.Type, view.Standing, entered, cancelled, waiting)
}

// memberStates says where a member stands.
func memberStates(p rating.Profile, view register.MemberView) []procedure.StepState {
	var org register.Organisation
	if n := len(view.Path); n > 0 {
		org = view.Path[n-1]
	}
	entered, cancelled := history(view.Entries)
	return states(p, memberType(p, org), view.Standing, entered, cancelled, below{})
}

// next is the step that is due, or nil.
func next(all []procedure.StepState) *procedure.StepState {
	id := procedure.Next(all)
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// history reads from entries, oldest first, which steps are done and when the decision was last cancelled.
func history(entries []register.Entry) (done map[string]int64, cancelled int64) {
	done = map[string]int64{}
	for _, e := range entries {
		switch {
		case e.Kind == register.KindCancellation:
			cancelled = e.Seq
		case e.Step != "" && e.Kind != register.KindOpinion:
			done[e.Step] = e.Seq
		}
	}
	return done, cancelled
}

// shown names a profile on a page.
type shown struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Default bool   `json:"default"`
}

func show(p rating.Profile) shown { return shown{p.Name, p.Title, p.Default} }
