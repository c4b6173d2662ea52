package sheets

import (
	"strconv"
	"strings"

	"phieukin/tally/register"
)

// The lines of each table, in the order of its columns.

func organisationCells(o register.Organisation) []string {
	return []string{strconv.Itoa(o.Year), o.ID, o.Name, o.Type, o.Parent, o.Profile, o.Group, strconv.Itoa(o.Order), flag(o.Closed)}
}

func memberCells(m register.Member) []string {
	return []string{strconv.Itoa(m.Year), m.ID, m.Name, m.Position, m.Org, m.Group, m.Admitted, m.Official, m.Born}
}

func statusCells(s register.StatusSpan) []string {
	return []string{s.Member, string(s.Status), s.From, s.To}
}

// seatsLines is a line for each seat.
func seatsLines(s register.Seats) [][]string {
	var lines [][]string
	for _, seat := range s.Seats {
		lines = append(lines, []string{strconv.Itoa(s.Year), s.Org, s.Body, seat.Member, seat.Name, seat.Role})
	}
	return lines
}

func cycleCells(c cycleThing) []string {
	return []string{strconv.Itoa(c.Year), c.Org, c.Profile, c.ProfileHash, c.ProfileFile}
}

func ballotCells(b register.Ballot) []string {
	return []string{b.ID, strconv.Itoa(b.Year), b.Org, b.Body, strconv.Itoa(b.Round), b.At, b.By, strings.Join(b.Subjects, " ")}
}

// voteLines is a line for each row of a vote, with the vote's own cells in each.
func voteLines(v register.Vote) [][]string {
	f := v.Figures
	whole := []string{v.ID, v.Ballot, strconv.Itoa(v.Year), v.Org, v.Body, strconv.Itoa(v.Round), v.Day, v.Fingerprint, v.RecordHash,
		flag(v.Verified), v.Profile, v.ProfileHash, strconv.Itoa(f.Convened), strconv.Itoa(f.Present), strconv.Itoa(f.Issued),
		strconv.Itoa(f.Returned), strconv.Itoa(f.Valid), strconv.Itoa(f.Invalid), v.At, v.By}
	var lines [][]string
	for _, w := range v.Rows {
		line := append(append([]string{}, whole...), w.Subject, w.Name, w.Position, w.Step)
		for _, n := range w.Counts {
			line = append(line, strconv.Itoa(n))
		}
		o := w.Outcome
		lines = append(lines, append(line, strconv.Itoa(w.Blank), levelCode(o.Level), o.Code, levelCode(o.Leading), strconv.Itoa(o.Count),
			strconv.Itoa(o.Base), strconv.Itoa(o.Permille), flag(o.Cumulative), flag(w.Decides)))
	}
	return lines
}

func entryCells(e register.Entry) []string {
	return []string{e.At, e.By, strconv.Itoa(e.Year), e.Subject, e.Step, string(e.Kind), e.Despite, string(e.Body)}
}

func ratingCells(r Rating) []string {
	return []string{strconv.Itoa(r.Year), r.Subject, r.Name, r.Self, r.Vote, r.Proposed, r.Level, r.Number, r.Day, r.Reason}
}

// The other way.

func (r *row) organisation(o register.Organisation) register.Organisation {
	r.set(&o.Name, "name")
	r.set(&o.Type, "type")
	r.set(&o.Parent, "parent")
	r.set(&o.Profile, "profile")
	r.set(&o.Group, "group")
	if r.has("order") {
		o.Order = r.number("order")
	}
	if r.has("closed") {
		o.Closed = r.flag("closed")
	}
	return o
}

func (r *row) member(m register.Member) register.Member {
	r.set(&m.Name, "name")
	r.set(&m.Position, "position")
	r.set(&m.Org, "org")
	r.set(&m.Group, "group")
	r.setDay(&m.Admitted, "admitted")
	r.setDay(&m.Official, "official")
	r.setDay(&m.Born, "born")
	return m
}

func (r *row) seats() register.Seats {
	return register.Seats{Org: r.text("org"), Year: r.number("year"), Body: r.text("body"),
		Seats: []register.Seat{{Member: r.text("member"), Name: r.text("name"), Role: r.text("role")}}}
}

func (r *row) cycle() register.Cycle {
	return register.Cycle{Org: r.text("org"), Year: r.number("year"), Profile: r.text("profile"), ProfileHash: r.text("profile_hash"),
		ProfileFile: r.json("profile_file")}
}

func (r *row) ballot() register.Ballot {
	return register.Ballot{ID: r.text("id"), Org: r.text("org"), Body: r.text("body"), Year: r.number("year"), Round: r.number("round"),
		Subjects: strings.Fields(r.text("subjects")), Stamp: r.stamp()}
}

func (r *row) stamp() register.Stamp { return register.Stamp{At: r.text("at"), By: r.text("by")} }

// vote is a vote with the one row that the line holds.
func (r *row) vote() register.Vote {
	v := register.Vote{ID: r.text("id"), Ballot: r.text("ballot"), Org: r.text("org"), Body: r.text("body"), Year: r.number("year"),
		Round: r.number("round"), Day: r.day("day"), Fingerprint: r.text("fingerprint"), RecordHash: r.text("record_hash"),
		Verified: r.flag("verified"), Profile: r.text("profile"), ProfileHash: r.text("profile_hash"), Stamp: r.stamp()}
	f := &v.Figures
	for column, to := range map[string]*int{"convened": &f.Convened, "present": &f.Present, "issued": &f.Issued,
		"returned": &f.Returned, "valid": &f.Valid, "invalid": &f.Invalid} {
		*to = r.number(column)
	}
	w := register.VoteRow{Subject: r.text("subject"), Name: r.text("name"), Position: r.text("position"), Step: r.text("step"),
		Blank: r.number("blank"), Decides: r.flag("decides")}
	for level, column := range []string{"xs", "t", "ht", "kht"} {
		w.Counts[level] = r.number(column)
	}
	o := &w.Outcome
	o.Level, o.Code, o.Leading, o.Count, o.Base = r.level("level"), r.text("code"), r.level("leading"), r.number("count"), r.number("base")
	o.Permille, o.Cumulative = r.number("permille"), r.flag("cumulative")
	v.Rows = []register.VoteRow{w}
	return v
}

func (r *row) entry() register.Entry {
	return register.Entry{At: r.text("at"), By: r.text("by"), Year: r.number("year"), Subject: r.text("subject"), Step: r.text("step"),
		Kind: register.Kind(r.text("kind")), Body: r.json("body"), Despite: r.text("despite")}
}

func (r *row) rating() Rating {
	one := Rating{Year: r.number("year"), Subject: r.text("subject"), Level: levelCode(r.level("level")), Number: r.text("number"),
		Day: r.day("day"), Reason: r.text("reason")}
	switch {
	case one.Subject != "":
	case r.text("member") != "":
		one.Subject = "m:" + r.text("member")
	case r.text("org") != "":
		one.Subject = "o:" + r.text("org")
	}
	return one
}
