package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/procedure"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// Warnings about a planned ballot; none of them stops anybody.
const (
	warnOutOfOrder = "out_of_order" // for a subject, an earlier step is open
	warnNotRated   = "not_rated"    // a subject that the profile leaves out
	warnNoStep     = "no_step"      // a subject whose procedure has no ballot of this body
	warnFew        = "few_voters"   // so few voters that results show single votes
	warnIsolates   = "isolates"     // with an earlier round's result, single voters stand apart
	warnHeld       = "held_before"  // a vote of the same round on these subjects is there
	warnNoVoters   = "no_voters"    // nobody sits on the body
)

// fewVoters is the number below which a result may show single votes.
const fewVoters = 5

// planBallot plans a vote of a body on subjects.
func (d *desk) planBallot(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		Year     int      `json:"year"`
		Org      string   `json:"org"`
		Body     string   `json:"body"`
		Subjects []string `json:"subjects"`
		Round    int      `json:"round"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	b := register.Ballot{
		ID: newID(), Org: asked.Org, Body: asked.Body, Year: asked.Year, Round: asked.Round, Subjects: asked.Subjects, Stamp: d.stamp(by(r)),
	}
	if len(b.Subjects) == 0 {
		return malformed("subjects")
	}
	sheet, err := d.sheet(r.Context(), b)
	if err != nil {
		return err
	}
	if err := d.Register.PlanBallot(r.Context(), b); err != nil {
		return err
	}
	return ok(w, struct {
		ID       string   `json:"id"`
		Warnings []string `json:"warnings"`
	}{b.ID, sheet.Warnings})
}

// voidBallot says that a planned ballot will not be held.
func (d *desk) voidBallot(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		Reason string `json:"reason"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	if err := d.Register.VoidBallot(r.Context(), d.stamp(by(r)), r.PathValue("id"), asked.Reason); err != nil {
		return err
	}
	return done(w)
}

// sheet is a planned ballot as a meeting is drafted from it.
type sheet struct {
	ID       string           `json:"id"`
	Org      string           `json:"org"`
	Body     string           `json:"body"`
	Year     int              `json:"year"`
	Round    int              `json:"round"`
	Unit     string           `json:"unit"`
	State    register.State   `json:"state"`
	Profile  string           `json:"profile"`
	Roster   []meeting.Member `json:"roster"`
	Subjects []sheetSubject   `json:"subjects"`
	// Organisation says that the unit itself is among the subjects, Others are those that are not in the roster.
	Organisation bool              `json:"organisation"`
	Others       []meeting.Subject `json:"others"`
	// Earlier is how many ballots earlier rounds on the same subjects counted.
	Earlier  []int    `json:"earlier"`
	Warnings []string `json:"warnings"`
	// Meeting is the uuid of the meeting that was begun from it, Room its code while it runs.
	Meeting string `json:"meeting"`
	Room    string `json:"room"`
}

type sheetSubject struct {
	Subject  string `json:"subject"`
	Name     string `json:"name"`
	Position string `json:"position"`
	Step     string `json:"step"`
	Decides  bool   `json:"decides"`
}

func (d *desk) ballot(w http.ResponseWriter, r *http.Request) error {
	b, err := d.Register.Ballot(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	s, err := d.sheet(r.Context(), b)
	if err != nil {
		return err
	}
	if begun, there := d.hall.Begun(b.ID); there {
		s.Meeting, s.Room = begun.UUID, begun.Room
	} else {
		s.Meeting = b.Vote
	}
	return ok(w, s)
}

// sheet draws a ballot up from the register as it is now.
func (d *desk) sheet(ctx context.Context, b register.Ballot) (sheet, error) {
	s := sheet{
		ID: b.ID, Org: b.Org, Body: b.Body, Year: b.Year, Round: b.Round, State: b.State,
		Subjects: []sheetSubject{}, Others: []meeting.Subject{}, Earlier: []int{}, Warnings: []string{},
	}
	view, err := d.Register.Organisation(ctx, b.Year, b.Org, d.today())
	if err != nil {
		return s, err
	}
	p, err := d.rulesOf(ctx, b.Year, b.Org)
	if err != nil {
		return s, err
	}
	s.Unit, s.Profile = view.Organisation.Name, p.Name
	if s.Roster, err = d.voters(ctx, p, view, b.Body); err != nil {
		return s, err
	}
	for _, subject := range b.Subjects {
		all, standing, err := d.statesOf(ctx, b.Year, subject)
		if err != nil {
			return s, err
		}
		step, there := ballotStep(all, b, standing)
		one := sheetSubject{Subject: subject, Name: standing.Name, Position: standing.Position, Step: step.ID, Decides: step.Decides}
		s.put(b, one)
		s.Subjects = append(s.Subjects, one)
		switch {
		case !there:
			s.warn(warnNoStep)
		case slices.Contains(step.Why, procedure.WhyNotRated):
			s.warn(warnNotRated)
		case step.State == procedure.Waiting:
			s.warn(warnOutOfOrder)
		}
	}
	s.compare(p, view.Votes, b)
	return s, nil
}

// compare looks for what with this ballot's result would show single votes.
func (s *sheet) compare(p rating.Profile, held []register.Vote, b register.Ballot) {
	convened := meeting.Plan{Roster: s.Roster}.Convened()
	if convened == 0 {
		s.warn(warnNoVoters)
	} else if convened < fewVoters {
		s.warn(warnFew)
	}
	for _, v := range held {
		about := func(row register.VoteRow) bool { return slices.Contains(b.Subjects, row.Subject) }
		if v.Org != b.Org || v.Body != b.Body || v.Ballot == b.ID || !slices.ContainsFunc(v.Rows, about) {
			continue
		}
		s.Earlier = append(s.Earlier, v.Figures.Valid)
		if p.Disclosure.TooFew(rating.IsolatedBallots(convened, v.Figures.Convened)) {
			s.warn(warnIsolates)
		}
		if v.Round >= b.Round {
			s.warn(warnHeld)
		}
	}
}

// put gives a subject its place on the ballot: the unit, a row of the roster, or beside both.
func (s *sheet) put(b register.Ballot, one sheetSubject) {
	i := slices.IndexFunc(s.Roster, func(m meeting.Member) bool { return m.Ref == one.Subject })
	switch {
	case one.Subject == "o:"+b.Org:
		s.Organisation = true
	case i >= 0:
		s.Roster[i].Rated = s.Roster[i].Status.MayBeRated()
	default:
		organisation := strings.HasPrefix(one.Subject, "o:")
		s.Others = append(s.Others, meeting.Subject{Name: one.Name, Position: one.Position, Organisation: organisation, Ref: one.Subject})
	}
}

func (s *sheet) warn(code string) {
	if !slices.Contains(s.Warnings, code) {
		s.Warnings = append(s.Warnings, code)
	}
}

// ballotStep is the step of a subject that a body's ballot is: its own organisation's, or that of the one above it.
func ballotStep(all []procedure.StepState, b register.Ballot, standing register.Standing) (procedure.StepState, bool) {
	own := standing.Subject == "o:"+b.Org || strings.HasPrefix(standing.Subject, "m:") && standing.Org == b.Org
	for _, s := range all {
		if s.Kind == rating.Ballot && string(s.Body) == b.Body && (s.At == rating.Own) == own {
			return s, true
		}
	}
	return procedure.StepState{}, false
}

// voters are those who vote in a body: all members of a cell, with what the profile lets each do, else who sits on the body.
func (d *desk) voters(ctx context.Context, p rating.Profile, view register.OrganisationView, body string) ([]meeting.Member, error) {
	out := []meeting.Member{}
	if body == string(rating.Cell) {
		for _, m := range view.Members {
			status := ballot.Status(m.Standing.Status)
			out = append(out, meeting.Member{
				Name: m.Member.Name, Position: m.Member.Position, Status: status, Official: votes(p, status) && status.MayVote() && status != ballot.Exempt, Ref: "m:" + m.Member.ID,
			})
		}
		return out, nil
	}
	for _, seats := range view.Seats {
		if seats.Body != body {
			continue
		}
		for _, seat := range seats.Seats {
			row := meeting.Member{Name: seat.Name, Position: seat.Role, Status: ballot.Official, Official: true}
			if seat.Member != "" {
				member, err := d.Register.Member(ctx, view.Organisation.Year, seat.Member, d.today())
				if err != nil {
					return nil, err
				}
				row.Name, row.Ref = member.Member.Name, "m:"+seat.Member
			}
			out = append(out, row)
		}
	}
	return out, nil
}

func votes(p rating.Profile, status ballot.Status) bool {
	i := slices.IndexFunc(p.Eligibility, func(r rating.StatusRule) bool { return r.Status == status })
	return i >= 0 && p.Eligibility[i].Votes.Value
}
