package desk

import (
	"encoding/json"

	"phieukin/tally/minutes"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// summary makes the report of an organisation and those below it: a row for each child, or for itself where it has none.
func (m paperMaker) summary() (minutes.Paper, error) {
	paper := minutes.Summary{Letterhead: m.letterhead(m.reporter(), m.today(), m.reporter() != string(rating.Cell))}
	exceptions, err := m.Register.Exceptions(m.ctx, m.year, m.view.Organisation.ID)
	if err != nil {
		return nil, err
	}
	groups, err := m.Register.OrganisationCounts(m.ctx, m.year, m.view.Organisation.ID)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		if g.Group == "" {
			paper.Organisations.Caps = caps(m.rules, rating.ToOrganisations, g.Decided, exceptions)
		}
		if g.All > 0 && (g.Group != "" || len(groups) == 1) {
			name := g.Group
			if name == "" {
				name = m.view.Organisation.Name
			}
			paper.Organisations.Rows = append(paper.Organisations.Rows, minutes.SummaryRow{Name: name, Total: g.All, Counts: g.Decided, NotRated: others(g, nil)})
		}
	}
	parts := []register.Organisation{m.view.Organisation}
	if len(m.view.Children) > 0 {
		parts = parts[:0]
		for _, child := range m.view.Children {
			parts = append(parts, child.Organisation)
		}
	}
	var all register.Levels
	for _, part := range parts {
		row, err := m.members(part)
		if err != nil {
			return nil, err
		}
		for i, n := range row.Counts {
			all[i] += n
		}
		paper.Members.Rows = append(paper.Members.Rows, row)
	}
	paper.Members.Caps = caps(m.rules, rating.ToMembers, all, exceptions)
	return paper, nil
}

// reporter is the body that an organisation of this type reports by.
func (m paperMaker) reporter() string {
	for _, s := range m.rules.Steps(m.view.Organisation.Type) {
		if s.Kind == rating.Ballot && s.At == rating.Own {
			return string(s.Body)
		}
	}
	return string(rating.Committee)
}

// members counts the members at and below an organisation.
func (m paperMaker) members(org register.Organisation) (minutes.SummaryRow, error) {
	row := minutes.SummaryRow{Name: org.Name}
	groups, err := m.Register.MemberCounts(m.ctx, m.year, org.ID)
	if err != nil {
		return row, err
	}
	reasons := map[string]int{}
	err = m.eachNotRated(org.ID, func(one register.NotRated) { reasons[one.Reason]++ })
	if err != nil {
		return row, err
	}
	for _, g := range groups {
		if g.Group == "" {
			row.Total, row.Counts, row.NotRated = g.All, g.Decided, others(g, reasons)
		}
	}
	return row, nil
}

// others are those of a group who are not to be rated, by reason where the reasons are known.
func others(g register.Counts, reasons map[string]int) []minutes.ReasonCount {
	var out []minutes.ReasonCount
	left := g.All - g.Rated
	for reason, n := range reasons {
		out = append(out, minutes.ReasonCount{Reason: reason, Count: n})
		left -= n
	}
	if left > 0 {
		out = append(out, minutes.ReasonCount{Count: left})
	}
	return out
}

// eachNotRated walks over the members at and below an organisation who are not to be rated.
func (m paperMaker) eachNotRated(org string, do func(register.NotRated)) error {
	for after := ""; ; {
		rows, next, err := m.Register.NotRated(m.ctx, m.year, org, after, 1000)
		if err != nil {
			return err
		}
		for _, one := range rows {
			do(one)
		}
		if next == "" {
			return nil
		}
		after = next
	}
}

// caps are a profile's caps as papers print them.
func caps(p rating.Profile, to rating.Applies, counts register.Levels, exceptions []register.Entry) []minutes.Cap {
	var out []minutes.Cap
	for _, row := range capRows(p, to, "", counts, exceptions) {
		c := minutes.Cap{
			Base: row.Base, BaseCount: row.BaseCount, Percent: row.Percent, Rounding: string(row.Rounding), Allowed: row.Allowed, Counted: row.Counted,
			Kept: row.Kept, Compare: row.Compare, ByDecision: row.ByDecision, Unverified: row.Unverified,
		}
		for _, e := range exceptions {
			var body register.Exception
			if row.Recorded != nil && e.Seq == *row.Recorded && json.Unmarshal(e.Body, &body) == nil {
				c.Number, c.Day = body.Number, body.Day
			}
		}
		out = append(out, c)
	}
	return out
}

func (m paperMaker) notRated() (minutes.Paper, error) {
	list := minutes.NotRatedList{Letterhead: m.letterhead(m.reporter(), m.today(), false), Members: true}
	err := m.eachNotRated(m.view.Organisation.ID, func(one register.NotRated) {
		org := one.OrgName
		if len(m.view.Children) == 0 {
			org = ""
		}
		list.Rows = append(list.Rows, notRatedMember(one.Member, org, one.Reason))
	})
	return list, err
}
