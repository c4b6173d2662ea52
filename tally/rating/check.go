package rating

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"phieukin/ballot"
)

// Bounds that keep arithmetic from overflowing and pages readable.
const (
	maxTerm   = 1000
	maxText   = 500
	maxWord   = 64
	maxMonths = 120
	maxPoints = 10000
	maxVoters = 1000
	maxYear   = 9999
)

// Check reports whether the profile can be applied; its error is an *[Error] without a line.
func (p Profile) Check() error {
	if err := p.check(); err != nil {
		return err
	}
	return nil
}

// checker collects the first thing that is wrong.
type checker struct {
	sources map[string]Kind
	err     *Error
}

func (c *checker) demand(ok bool, code, path, format string, args ...any) {
	if !ok && c.err == nil {
		c.err = &Error{Code: code, Path: path, Detail: fmt.Sprintf(format, args...)}
	}
}

func (p Profile) check() *Error {
	c := &checker{sources: map[string]Kind{}}
	c.demand(p.Format == Format, CodeUnknown, "format", "not "+Format)
	c.word(p.Name, "-", "name")
	c.text(p.Title, "title")
	c.number(p.Years.From, 0, maxYear, "years.from")
	c.number(p.Years.To, 0, maxYear, "years.to")
	c.demand(p.Years.To == 0 || p.Years.From <= p.Years.To, CodeConflict, "years.to", "before years.from")
	for i, s := range p.Sources {
		path := at("sources", i)
		c.word(s.ID, "-", path+".id")
		c.demand(c.sources[s.ID] == "", CodeTwice, path+".id", "%q is there already", s.ID)
		c.text(s.Text, path+".text")
		oneOf(c, s.Kind, path+".kind", Text, Quoted, Press, Practice, Inference)
		c.sources[s.ID] = s.Kind
	}
	codes, names := map[string]bool{}, map[string]bool{}
	for i, level := range p.Levels {
		path := at("levels", i)
		c.text(level.Code, path+".code")
		c.once(codes, level.Code, path+".code")
		c.text(level.Name, path+".name")
		c.once(names, level.Name, path+".name")
	}
	c.vote(p.Vote)
	c.eligibility(p.Eligibility)
	c.caps(p.Caps)
	if p.Points != nil {
		c.points(*p.Points)
	}
	headings := map[string]bool{}
	for i, h := range p.Headings {
		path := at("headings", i)
		c.word(h.ID, "-", path+".id")
		c.once(headings, h.ID, path+".id")
		c.text(h.Name, path+".name")
		c.mark(h.Mark, path)
	}
	c.mark(p.MembersFirst.Mark, "members_first")
	c.number(p.Disclosure.MinGroup.Value, 1, maxVoters, "disclosure.min_group.value")
	c.mark(p.Disclosure.MinGroup.Mark, "disclosure.min_group")
	c.number(p.Disclosure.Isolate.Value, 1, maxVoters, "disclosure.isolate.value")
	c.mark(p.Disclosure.Isolate.Mark, "disclosure.isolate")
	c.procedures(p.Procedures)
	return c.err
}

func (c *checker) vote(v Vote) {
	oneOf(c, v.Base.Value, "vote.base.value", Convened, Present, Issued, Valid)
	c.mark(v.Base.Mark, "vote.base")
	for level, t := range v.Thresholds {
		c.threshold(t, at("vote.thresholds", level))
	}
	c.mark(v.Cumulative.Mark, "vote.cumulative")
	c.mark(v.SelfVote.Mark, "vote.self_vote")
	c.mark(v.Blank.Mark, "vote.blank")
	c.threshold(v.Attendance, "vote.attendance")
	c.threshold(v.Ballots, "vote.ballots")
}

func (c *checker) threshold(t Rule[Threshold], path string) {
	v, inside := t.Value, path+".value"
	c.number(v.Den, 1, maxTerm, inside+".den")
	c.number(v.Num, 1, maxTerm, inside+".num")
	c.demand(v.Num <= v.Den, CodeRange, inside+".num", "more than everybody")
	c.demand(!v.Strict || v.Num < v.Den, CodeConflict, inside+".strict", "more than everybody")
	c.mark(t.Mark, path)
}

func (c *checker) eligibility(rules []StatusRule) {
	all := []ballot.Status{ballot.Official, ballot.Probationary, ballot.Exempt, ballot.Suspended, ballot.Recent}
	seen := map[string]bool{}
	for i, r := range rules {
		path := at("eligibility", i)
		oneOf(c, r.Status, path+".status", all...)
		c.once(seen, string(r.Status), path+".status")
		c.number(r.Months, 0, maxMonths, path+".months")
		c.demand(r.Status == ballot.Recent || r.Months == 0, CodeConflict, path+".months", "months are for the status recent")
		c.demand(r.Reviewed || !r.Rated, CodeConflict, path+".rated", "rated without a review")
		c.mark(r.Mark, path)
		c.mark(r.Votes.Mark, path+".votes")
	}
	c.demand(len(seen) == len(all), CodeMissing, "eligibility", "a status is missing")
}

func (c *checker) caps(caps []Cap) {
	ids := map[string]bool{}
	for i, cap := range caps {
		path := at("caps", i)
		c.word(cap.ID, "-", path+".id")
		c.once(ids, cap.ID, path+".id")
		c.number(cap.Percent.Value, 1, 100, path+".percent.value")
		c.mark(cap.Percent.Mark, path+".percent")
		oneOf(c, cap.Base.Value, path+".base.value", Good, GoodOrBetter, Rated)
		c.mark(cap.Base.Mark, path+".base")
		oneOf(c, cap.Rounding.Value, path+".rounding.value", Floor, Nearest, Ceil)
		c.mark(cap.Rounding.Mark, path+".rounding")
		oneOf(c, cap.Grouping.Value, path+".grouping.value", WithinOrganisation, SimilarPositions)
		c.mark(cap.Grouping.Mark, path+".grouping")
		c.demand(len(cap.Applies) > 0, CodeMissing, path+".applies", "applies to nothing")
		to := map[string]bool{}
		for j, a := range cap.Applies {
			oneOf(c, a, at(path+".applies", j), ToMembers, ToOrganisations)
			c.once(to, string(a), at(path+".applies", j))
		}
		c.demand(!cap.ByDecision || !cap.Compare, CodeConflict, path+".compare", "an exception that is for comparison only")
	}
}

func (c *checker) points(p Points) {
	c.number(p.Total, 1, maxPoints, "points.total")
	sum, ids := 0, map[string]bool{}
	for i, part := range p.Parts {
		path := at("points.parts", i)
		c.word(part.ID, "-", path+".id")
		c.once(ids, part.ID, path+".id")
		c.text(part.Name, path+".name")
		c.number(part.Points, 1, maxPoints, path+".points")
		sum += part.Points
	}
	c.demand(sum == p.Total, CodeConflict, "points.total", "the parts add up to %d", sum)
	above := p.Total + 1
	for level, from := range p.Bands {
		c.number(from, 0, p.Total, at("points.bands", level))
		c.demand(from < above, CodeConflict, at("points.bands", level), "bands do not descend")
		above = from
	}
	c.demand(above == 0, CodeConflict, at("points.bands", Levels-1), "the worst level does not begin at 0")
	c.mark(p.Mark, "points")
}

func (c *checker) procedures(procedures []Procedure) {
	types := map[string]bool{}
	for i, procedure := range procedures {
		path := at("procedures", i)
		c.word(procedure.Type, "_", path+".type")
		c.once(types, procedure.Type, path+".type")
		c.text(procedure.Name, path+".name")
		c.steps(procedure.Steps, path+".steps")
	}
}

func (c *checker) steps(steps []Step, path string) {
	ids := map[string]bool{}
	for i, s := range steps {
		path := at(path, i)
		c.word(s.ID, "_", path+".id")
		c.once(ids, s.ID, path+".id")
		oneOf(c, s.Kind, path+".kind", SelfAssessment, Review, Ballot, Report, Appraisal, Opinions, Proposal, Decision)
		oneOf(c, s.Body, path+".body", Member, Group, Board, Cell, Committee, StandingCommittee, Office)
		oneOf(c, s.At, path+".at", Own, Parent)
		last := i == len(steps)-1
		c.demand(last == (s.Kind == Decision), CodeConflict, path+".kind", "a procedure ends with its one decision")
		c.demand(s.Decides == (s.Kind == Decision) || s.Kind == Ballot, CodeConflict, path+".decides", "a decision decides; besides it, only a ballot can")
		c.demand(!s.Optional || s.Kind != Decision, CodeConflict, path+".optional", "a decision is not optional")
		c.mark(s.Mark, path)
	}
	c.demand(len(steps) > 0, CodeMissing, path, "no steps")
}

// at is the path of a list's element.
func at(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

func (c *checker) mark(m Mark, path string) {
	kind, listed := c.sources[m.Source]
	c.demand(listed, CodeNoSource, path+".source", "source %q is not listed", m.Source)
	c.demand(kind != Inference || m.Unverified, CodeConflict, path+".unverified", "what is deduced is not verified")
}

func (c *checker) once(seen map[string]bool, id, path string) {
	c.demand(!seen[id], CodeTwice, path, "%q is there already", id)
	seen[id] = true
}

func (c *checker) number(n, least, most int, path string) {
	c.demand(least <= n && n <= most, CodeRange, path, "%d is not within %d and %d", n, least, most)
}

// text demands something that can be shown on a line.
func (c *checker) text(s, path string) {
	ok := s != "" && len(s) <= maxText && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
	c.demand(ok, CodeRange, path, "a text of 1 to %d bytes on one line is needed", maxText)
}

// word demands an identifier of a-z, 0-9 and one more sign.
func (c *checker) word(s, sign, path string) {
	ok := s != "" && len(s) <= maxWord && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789"+sign) == ""
	c.demand(ok, CodeRange, path, "%q is not made of a-z, 0-9 and %s", s, sign)
}

func oneOf[T ~string](c *checker, v T, path string, known ...T) {
	c.demand(slices.Contains(known, v), CodeUnknown, path, "%q is none of %v", v, known)
}
