package register

import (
	"strconv"
	"strings"

	"phieukin/ballot"
	"phieukin/tally/rating"
)

// The kinds of standings. A closed organisation keeps its history and is in no list.
const (
	kindOrganisation = "o"
	kindMember       = "m"
	kindClosed       = "x"
)

// facts are a row of the table standing.
type facts struct {
	Standing
	kind   string
	made   int64
	ord    int
	folded string
	steady int
}

// standing is where a subject stands in a year, and where it stood in the file.
type standing struct {
	facts
	was facts
}

// standingColumns are all columns of the table, in its order.
const standingColumns = `s.subject, s.year, s.kind, s.made, s.org, s.ord, s.folded, s.type, s.grp, s.status, s.reason, s.self, s.vote,
	s.vote_id, s.chosen, s.chosen_id, s.proposed, s.proposed_seq, s.expected, s.decided, s.decided_seq, s.steady`

// columns are where those columns are kept.
func (f *facts) columns() []any {
	return []any{&f.Subject, &f.Year, &f.kind, &f.made, &f.Org, &f.ord, &f.folded, &f.Type, &f.Group, &f.Status, &f.Reason, &f.Self,
		&f.Vote, &f.VoteID, &f.Chosen, &f.ChosenID, &f.Proposed, &f.ProposedSeq, &f.Expected, &f.Decided, &f.DecidedSeq, &f.steady}
}

func questionMarks(n int) string { return strings.Repeat("?, ", n-1) + "?" }

func newStanding(subject string, year int) *standing {
	none := rating.None
	return &standing{facts: facts{Standing: Standing{
		Subject: subject, Year: year, Rated: true,
		Self: none, Vote: none, Chosen: none, Proposed: none, Expected: none, Decided: none,
	}}}
}

// decidedBefore is the level in the file, none for a standing that is not in it.
func (s *standing) decidedBefore() int {
	if s.was.Subject == "" {
		return rating.None
	}
	return s.was.Decided
}

// steadyAfter counts the years on end with this level, where before is the year before.
func (s *standing) steadyAfter(before *standing) int {
	switch {
	case s.Decided == rating.None:
		return 0
	case before != nil && before.Decided == s.Decided:
		return before.steady + 1
	}
	return 1
}

// weigh sets a member's status at the end of the year, and whether the member is to be rated.
func (s *standing) weigh(m Member, spans []StatusSpan) {
	status := statusAtEnd(m, spans)
	s.Status, s.Rated, s.Reason = string(status), status.MayBeRated(), ""
	if !s.Rated {
		s.Reason = s.Status
	}
}

// statusAtEnd is a member's status on the last day of the year, the day by which ratings are to be finished: that of the
// span recorded last that holds then, else what follows from the day of becoming official. Six months after admission,
// which all profiles know, the dates are stronger than the words "recent" and "probationary".
func statusAtEnd(m Member, spans []StatusSpan) ballot.Status {
	year := strconv.Itoa(m.Year)
	end := year + "-12-31"
	status := ballot.Official
	if m.Official > end || m.Official == "" && m.Admitted >= year+"-01-01" {
		status = ballot.Probationary
	}
	for _, s := range spans {
		if s.From <= end && (s.To == "" || s.To >= end) {
			status = s.Status
		}
	}
	switch recent := m.Admitted > year+"-06-30"; {
	case status == ballot.Exempt || status == ballot.Suspended:
	case recent:
		status = ballot.Recent
	case status == ballot.Recent && m.Admitted != "":
		status = ballot.Probationary
	}
	return status
}

// outcome is what a vote found of a subject.
type outcome struct {
	vote    string
	level   int
	decides bool
}

// apply takes one entry into account. The outcome is that of an entry of KindVote.
func (s *standing) apply(kind Kind, seq int64, level int, o outcome) {
	switch kind {
	case KindSelf:
		s.Self = level
	case KindVote:
		if o.decides {
			s.Chosen, s.ChosenID = o.level, o.vote
		} else {
			s.Vote, s.VoteID = o.level, o.vote
		}
		if o.level != rating.None {
			s.Expected = o.level
		}
	case KindProposal:
		s.Proposed, s.ProposedSeq, s.Expected = level, seq, level
	case KindDecision, KindAdjustment:
		s.Decided, s.DecidedSeq = level, seq
	case KindCancellation:
		s.Decided, s.DecidedSeq = rating.None, seq
	}
}
