package desk

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"phieukin/tally/procedure"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// kinds are the entries that a step takes. A ballot's entry is written when its vote returns.
var kinds = map[rating.StepKind][]register.Kind{
	rating.SelfAssessment: {register.KindSelf},
	rating.Review:         {register.KindReview},
	rating.Report:         {register.KindReport},
	rating.Appraisal:      {register.KindAppraisal},
	rating.Opinions:       {register.KindOpinion, register.KindOpinionsClosed},
	rating.Proposal:       {register.KindProposal},
	rating.Decision:       {register.KindDecision},
}

// stepless are the entries that belong to no step.
var stepless = []register.Kind{
	register.KindException, register.KindAdjustment, register.KindCancellation, register.KindPlan, register.KindPlanCheck,
}

// putEntry writes one line of history. Whatever is done out of order says why.
func (d *desk) putEntry(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		By      string          `json:"by"`
		Year    int             `json:"year"`
		Subject string          `json:"subject"`
		Step    string          `json:"step"`
		Kind    register.Kind   `json:"kind"`
		Body    json.RawMessage `json:"body"`
		Despite string          `json:"despite"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	e := register.Entry{
		At: d.Now().UTC().Format(time.RFC3339), By: asked.By, Year: asked.Year, Subject: asked.Subject, Step: asked.Step, Kind: asked.Kind,
		Body: asked.Body, Despite: asked.Despite,
	}
	if err := d.inOrder(r.Context(), e); err != nil {
		return err
	}
	seq, err := d.Register.Append(r.Context(), e)
	if err != nil {
		return err
	}
	return ok(w, struct {
		Seq int64 `json:"seq"`
	}{seq})
}

// inOrder holds an entry to the procedure of its subject.
func (d *desk) inOrder(ctx context.Context, e register.Entry) error {
	if e.Step == "" && slices.Contains(stepless, e.Kind) {
		return nil
	}
	all, _, err := d.statesOf(ctx, e.Year, e.Subject)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(s procedure.StepState) bool { return s.ID == e.Step })
	switch {
	case i < 0:
		return refused("unknown_step", "step")
	case !slices.Contains(kinds[all[i].Kind], e.Kind):
		return refused("kind", "kind")
	case slices.Contains(all[i].Why, procedure.WhyNotRated):
		return refused(string(register.NotToBeRated), "subject")
	case all[i].State == procedure.Waiting && strings.TrimSpace(e.Despite) == "":
		return refused("out_of_order", "step")
	}
	return nil
}

// statesOf says where any subject stands.
func (d *Desk) statesOf(ctx context.Context, year int, subject string) ([]procedure.StepState, register.Standing, error) {
	kind, id, _ := strings.Cut(subject, ":")
	switch kind {
	case "o":
		view, err := d.Register.Organisation(ctx, year, id, d.today())
		if err != nil {
			return nil, register.Standing{}, err
		}
		p, err := d.rulesOf(ctx, year, id)
		return organisationStates(p, view), view.Standing, err
	case "m":
		view, err := d.Register.Member(ctx, year, id, d.today())
		if err != nil {
			return nil, register.Standing{}, err
		}
		p, err := d.rulesOf(ctx, year, view.Member.Org)
		return memberStates(p, view), view.Standing, err
	}
	return nil, register.Standing{}, malformed("subject")
}
