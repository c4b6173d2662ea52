package register

import (
	"strconv"

	"phieukin/crypto/strict"
	"phieukin/tally/rating"
)

// body is what an entry of one kind says.
type body interface{ check() error }

// newBody gives the kinds that callers may append their bodies.
func newBody(kind Kind) (body, error) {
	switch kind {
	case KindSelf:
		return &SelfAssessment{Level: rating.None}, nil
	case KindReview:
		return &Review{}, nil
	case KindReport:
		return &Report{}, nil
	case KindAppraisal:
		return &Appraisal{}, nil
	case KindOpinion:
		return &Opinion{}, nil
	case KindOpinionsClosed:
		return &OpinionsClosed{}, nil
	case KindProposal:
		return &Proposal{}, nil
	case KindDecision, KindAdjustment:
		return &Decision{}, nil
	case KindException:
		return &Exception{}, nil
	case KindCancellation:
		return &Cancellation{}, nil
	case KindPlan:
		return &NewPlan{}, nil
	case KindPlanCheck:
		return &PlanCheck{}, nil
	}
	return nil, &Error{BadKind, "kind"}
}

// readBody reads the JSON of a kind: every member there, none unknown.
func readBody(kind Kind, data []byte) (body, error) {
	b, err := newBody(kind)
	if err != nil {
		return nil, err
	}
	if len(data) > 4*maxLong || strict.DecodeWhole(data, b) != nil {
		return nil, &Error{BadShape, "body"}
	}
	return b, b.check()
}

func (b *SelfAssessment) check() error {
	err := first(checkLevel(b.Level, rating.None, "body.level"), checkLong(b.Note, "body.note"),
		refuseIf(len(b.Points) > maxList || len(b.Headings) > maxList, BadShape, "body"))
	if b.Total != nil {
		err = first(err, refuseIf(*b.Total < 0 || *b.Total > 1000, BadNumber, "body.total"))
	}
	for i, p := range b.Points {
		at := "body.points." + strconv.Itoa(i)
		err = first(err, checkID(p.ID, at+".id"), refuseIf(p.Points < -1000 || p.Points > 1000, BadNumber, at+".points"))
	}
	for i, h := range b.Headings {
		at := "body.headings." + strconv.Itoa(i)
		err = first(err, checkID(h.ID, at+".id"), checkLong(h.Text, at+".text"))
	}
	return err
}

func (b *Review) check() error { return checkLong(b.Text, "body.text") }

func (b *Report) check() error {
	return first(checkLong(b.Text, "body.text"), checkShort(b.Number, "body.number"), checkDay(b.Day, "body.day"))
}

func (b *Appraisal) check() error {
	return first(checkLevel(b.Level, rating.None, "body.level"), checkLong(b.Text, "body.text"))
}

func (b *Opinion) check() error {
	return first(checkName(b.Who, "body.who"), checkLevel(b.Level, rating.None, "body.level"), checkLong(b.Text, "body.text"))
}

func (*OpinionsClosed) check() error { return nil }

func (b *Proposal) check() error {
	return first(checkLevel(b.Level, 0, "body.level"), checkLong(b.Reason, "body.reason"))
}

func (b *Decision) check() error {
	return first(checkLevel(b.Level, 0, "body.level"), checkShort(b.Number, "body.number"), checkDay(b.Day, "body.day"),
		checkLong(b.Reason, "body.reason"))
}

func (b *Exception) check() error {
	return first(refuseIf(b.Percent < 1 || b.Percent > 100, BadNumber, "body.percent"), checkShort(b.Number, "body.number"),
		checkDay(b.Day, "body.day"), checkReason(b.Reason, "body.reason"))
}

func (b *Cancellation) check() error {
	return first(checkReason(b.Reason, "body.reason"), checkShort(b.Number, "body.number"), checkDay(b.Day, "body.day"))
}

func (b *NewPlan) check() error {
	return first(checkID(b.ID, "body.id"), checkSaid(b.Weakness, "body.weakness"), checkSaid(b.Measure, "body.measure"),
		checkShort(b.Who, "body.who"), refuseIf(b.Due == "", BadDay, "body.due"), checkDay(b.Due, "body.due"), checkID(b.Org, "body.org"))
}

func (b *PlanCheck) check() error {
	switch b.State {
	case "done", "doing", "late", "dropped":
	default:
		return &Error{BadShape, "body.state"}
	}
	return first(checkID(b.ID, "body.id"), checkShort(b.By, "body.by"), checkDay(b.Day, "body.day"), checkLong(b.Text, "body.text"))
}

// levelOf is the level that a body gives, none if it gives none.
func levelOf(b body) int {
	switch b := b.(type) {
	case *SelfAssessment:
		return b.Level
	case *Proposal:
		return b.Level
	case *Decision:
		return b.Level
	}
	return rating.None
}
