package desk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"phieukin/tally/minutes"
	"phieukin/tally/rating"
	"phieukin/tally/register"
	"phieukin/web/hall"
	"phieukin/web/qr"
)

// Types of files that are given.
const (
	typeDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// document makes a paper of what the register holds, from the template of the organisation.
func (d *desk) document(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	view, err := d.Register.Organisation(r.Context(), y, asked.Get("org"), d.today())
	if err != nil {
		return err
	}
	p, err := d.rulesOf(r.Context(), y, view.Organisation.ID)
	if err != nil {
		return err
	}
	maker := paperMaker{desk: d, ctx: r.Context(), year: y, view: view, rules: p, outside: outside(r), number: asked.Get("number"), place: asked.Get("place")}
	kind := minutes.Kind(r.PathValue("kind"))
	paper, err := maker.make(kind, asked.Get("vote"), asked.Get("ballot"))
	if err != nil {
		return err
	}
	name := string(kind) + "-" + asked.Get("year")
	if asked.Get("format") == "xlsx" {
		data, err := minutes.Table(paper)
		if errors.Is(err, minutes.ErrNoTable) {
			return refused("no_table", "kind")
		}
		if err != nil {
			return err
		}
		return file(w, data, typeXlsx, name+".xlsx")
	}
	template, _, err := d.Register.File(r.Context(), y, view.Organisation.ID, fileTemplate, string(kind))
	if err != nil && !is(err, register.UnknownFile) {
		return err
	}
	data, err := minutes.Fill(paper, template)
	if err != nil {
		return err
	}
	return file(w, data, typeDocx, name+".docx")
}

// file answers with a file to be saved.
func file(w http.ResponseWriter, data []byte, kind, name string) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.Header().Set("Cache-Control", "no-store")
	_, err := w.Write(data)
	return err
}

// paperMaker gathers the data of one paper.
type paperMaker struct {
	*desk
	ctx           context.Context
	year          int
	view          register.OrganisationView
	rules         rating.Profile
	outside       bool
	number, place string
}

func (m paperMaker) make(kind minutes.Kind, vote, ballot string) (minutes.Paper, error) {
	switch kind {
	case minutes.KindCount:
		return m.count(vote)
	case minutes.KindMeeting:
		return m.meeting(vote)
	case minutes.KindBallot:
		return m.ballotPaper(ballot)
	case minutes.KindSummary:
		return m.summary()
	case minutes.KindNotRated:
		return m.notRated()
	}
	return nil, notFound
}

// letterhead is what the register knows of it; the rest is filled in by hand.
func (m paperMaker) letterhead(body, day string, decides bool) minutes.Letterhead {
	head := minutes.Letterhead{
		Issuer: m.view.Organisation.Name, Body: body, Decides: decides, Number: m.number, Place: m.place, Day: day, Year: m.year,
	}
	if n := len(m.view.Path); n > 0 {
		head.Superior = m.view.Path[n-1].Name
	}
	for i, level := range m.rules.Levels {
		head.Levels[i] = minutes.Level{Code: level.Code, Name: level.Name}
	}
	return head
}

// facts are those of a meeting's minutes: as the meeting has them now, or as it brought them back last.
func (m paperMaker) facts(vote string) (facts hall.Minutes, err error) {
	var data []byte
	if live, err := m.hall.File(m.ctx, vote, "minutes.json"); err == nil {
		data = live.Data
	} else if data, _, err = m.Register.File(m.ctx, m.year, everybody, fileMinutes, vote); err != nil {
		return facts, err
	}
	return facts, json.Unmarshal(data, &facts)
}

// held is what a vote and its meeting say on paper.
func (m paperMaker) held(id string) (v register.Vote, facts hall.Minutes, meeting minutes.Meeting, vote minutes.Vote, err error) {
	if v, err = m.Register.Vote(m.ctx, id); err != nil {
		return
	}
	if v.Org != m.view.Organisation.ID || v.Year != m.year {
		err = refused(string(register.UnknownVote), "vote")
		return
	}
	if facts, err = m.facts(id); err != nil {
		return
	}
	meeting = minutes.Meeting{Title: facts.Title, Figures: v.Figures, Quorum: facts.Quorum}
	vote = minutes.Vote{Round: v.Round, Rule: m.rule(v.Profile), Shares: facts.Threshold}
	vote.Record = minutes.Record{Fingerprint: v.Fingerprint, HeadCode: facts.HeadCode, Link: m.hall.BaseURL() + "/verify#" + v.ID}
	if vote.Record.QR, err = qr.PNG(vote.Record.Link); err != nil {
		return
	}
	for _, t := range facts.Tellers {
		vote.Tellers = append(vote.Tellers, minutes.Teller{Name: t.Name, Opened: t.Opened, Approved: t.Approved, Destroyed: t.ShareDestroyed})
	}
	selves := m.selves()
	var group minutes.Group
	for _, row := range v.Rows {
		line := minutes.Row{Subject: row.Name, Position: row.Position, Counts: row.Counts, Blank: row.Blank, Outcome: row.Outcome, Self: rating.None}
		if self, known := selves[row.Subject]; known {
			line.Self = self
		}
		line.Withheld = m.outside && rating.Coarse(row.Counts, v.Figures.Valid, m.rules.Disclosure.MinGroup.Value)
		group.Rows = append(group.Rows, line)
	}
	vote.Groups = []minutes.Group{group}
	return
}

func (m paperMaker) rule(profile string) minutes.Rule {
	p, _, err := m.named(m.ctx, profile)
	if err != nil {
		p = m.rules
	}
	return minutes.Rule{Title: p.Title, Base: p.Vote.Base.Value, Default: p.Default}
}

// selves are the levels that the organisation, its members and its children gave themselves.
func (m paperMaker) selves() map[string]int {
	selves := map[string]int{"o:" + m.view.Organisation.ID: m.view.Standing.Self}
	for _, member := range m.view.Members {
		selves["m:"+member.Member.ID] = member.Standing.Self
	}
	for _, child := range m.view.Children {
		selves["o:"+child.Organisation.ID] = child.Standing.Self
	}
	return selves
}

// passedOver are the organisation's own members who are not rated.
func (m paperMaker) passedOver() []minutes.NotRatedMember {
	var out []minutes.NotRatedMember
	for _, member := range m.view.Members {
		if !member.Standing.Rated {
			out = append(out, notRatedMember(member.Member, "", member.Standing.Reason))
		}
	}
	return out
}

func notRatedMember(m register.Member, org, reason string) minutes.NotRatedMember {
	out := minutes.NotRatedMember{Name: m.Name, Position: m.Position, Organisation: org, Reason: reason}
	if reason == "recent" {
		out.Since = m.Admitted
	}
	return out
}

func (m paperMaker) count(vote string) (minutes.Paper, error) {
	v, facts, held, result, err := m.held(vote)
	if err != nil {
		return nil, err
	}
	paper := minutes.CountMinutes{
		Letterhead: m.letterhead(v.Body, v.Day, decides(v)), Meeting: held, Vote: result,
		Paper: minutes.PaperBallots(facts.Paper), Left: facts.Left, Late: facts.Late,
		Cards: minutes.Cards{Printed: facts.Cards.Printed, Handed: facts.Cards.Handed, Again: facts.Cards.Again, Lost: facts.Cards.Lost, Missing: facts.Cards.Missing},
	}
	for _, one := range facts.NotRated {
		paper.NotRated = append(paper.NotRated, minutes.NotRatedMember{Name: one.Name, Position: one.Position, Reason: string(one.Status)})
	}
	for _, remark := range facts.Remarks {
		by := ""
		if remark.By >= 0 && remark.By < len(facts.Tellers) {
			by = facts.Tellers[remark.By].Name
		}
		paper.Remarks = append(paper.Remarks, minutes.Remark{By: by, Text: remark.Text})
	}
	return paper, nil
}

// decides reports whether the body that voted is the one that decides.
func decides(v register.Vote) bool {
	for _, row := range v.Rows {
		if row.Decides {
			return true
		}
	}
	return false
}

// meeting makes the minutes of the review meeting, with the vote that it held if one is named.
func (m paperMaker) meeting(vote string) (minutes.Paper, error) {
	paper := minutes.MeetingMinutes{Letterhead: m.letterhead("cell", m.today(), false), NotRated: m.passedOver()}
	if vote != "" {
		v, _, held, result, err := m.held(vote)
		if err != nil {
			return nil, err
		}
		paper.Letterhead, paper.Meeting, paper.Vote = m.letterhead(v.Body, v.Day, decides(v)), held, result
	}
	for _, row := range m.view.Members {
		entries, err := m.Register.Entries(m.ctx, m.year, "m:"+row.Member.ID)
		if err != nil {
			return nil, err
		}
		if text := reviewed(entries); text != "" {
			paper.Reviews = append(paper.Reviews, minutes.Review{Subject: row.Member.Name, Position: row.Member.Position, Self: row.Standing.Self, Text: text})
		}
	}
	return paper, nil
}

// reviewed is what meetings said of a member.
func reviewed(entries []register.Entry) string {
	var said []string
	for _, e := range entries {
		var body register.Review
		if e.Kind == register.KindReview && json.Unmarshal(e.Body, &body) == nil {
			said = append(said, body.Text)
		}
	}
	return strings.Join(said, "\n")
}

func (m paperMaker) ballotPaper(id string) (minutes.Paper, error) {
	b, err := m.Register.Ballot(m.ctx, id)
	if err != nil {
		return nil, err
	}
	s, err := m.sheet(m.ctx, b)
	if err != nil {
		return nil, err
	}
	paper := minutes.BallotPaper{Letterhead: m.letterhead(b.Body, m.today(), false), Round: b.Round, Members: true}
	selves := m.selves()
	for _, one := range s.Subjects {
		self, known := selves[one.Subject]
		if !known {
			self = rating.None
		}
		paper.Decides = paper.Decides || one.Decides
		paper.Members = paper.Members && strings.HasPrefix(one.Subject, "m:")
		paper.Subjects = append(paper.Subjects, minutes.BallotSubject{Subject: one.Name, Position: one.Position, Self: self})
	}
	return paper, nil
}
