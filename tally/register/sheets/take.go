package sheets

import (
	"bytes"
	"slices"
	"strconv"

	"phieukin/ballot"
	"phieukin/ballot/roster"
	"phieukin/crypto/strict"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// takeRow takes a line of a sheet.
func (in *importer) takeRow(r *row) error {
	in.report.Rows++
	year := in.options.Year
	if r.has("year") && r.text("year") != "" {
		year = r.number("year")
	}
	if r.bad != nil {
		in.refuse(r.bad.Code, r.bad.Text)
		return nil
	}
	switch r.table.ID {
	case "organisations":
		return in.organisationRow(r, year)
	case "members":
		return in.memberRow(r, year)
	case "statuses":
		return read(in, r, r.status(), in.status)
	case "seats":
		return read(in, r, r.seats(), in.seatRow)
	case "cycles":
		return read(in, r, r.cycle(), in.cycle)
	case "ballots":
		return read(in, r, r.ballot(), in.ballot)
	case "votes":
		return read(in, r, r.vote(), in.voteRow)
	case "entries":
		return read(in, r, r.entry(), in.entry)
	}
	one := r.rating()
	one.Year = year
	return read(in, r, one, in.rating)
}

// read takes what a line said, unless a cell of it could not be read.
func read[T any](in *importer, r *row, thing T, take func(T) error) error {
	if r.bad != nil {
		in.refuse(r.bad.Code, r.bad.Text)
		return nil
	}
	return take(thing)
}

func (r *row) status() register.StatusSpan {
	status := register.StatusSpan{Member: r.text("member"), From: r.day("from"), To: r.day("to")}
	status.Status = statusIn(r.text("status"))
	return status
}

// statusIn reads a status by its code or in words, "" where it is neither.
func statusIn(text string) ballot.Status {
	if s := ballot.Status(text); s.Known() {
		return s
	}
	return roster.StatusIn(text)
}

// name remembers what an organisation is called.
func (in *importer) name(o register.Organisation) {
	byName := in.names[o.Year]
	if byName == nil {
		byName = map[string][]string{}
		in.names[o.Year] = byName
	}
	if folded := roster.Fold(o.Name); !slices.Contains(byName[folded], o.ID) {
		byName[folded] = append(byName[folded], o.ID)
	}
}

// resolve finds the organisation that a cell names by its code or its name; "" stays "". An empty code says that it was
// refused.
func (in *importer) resolve(year int, text string) (id string, ok bool, err error) {
	if text == "" {
		return "", true, nil
	}
	there, err := in.batch.Organisation(year, text)
	if err != nil || there != nil {
		return text, err == nil, err
	}
	switch ids := in.names[year][roster.Fold(text)]; len(ids) {
	case 0:
		in.refuse(string(register.UnknownOrganisation), text)
	case 1:
		return ids[0], true, nil
	default:
		in.refuse(CodeAmbiguous, text)
	}
	return "", false, nil
}

func (in *importer) organisationRow(r *row, year int) error {
	parent, ok, err := in.resolve(year, r.text("parent"))
	if err != nil || !ok {
		return err
	}
	id := r.text("id")
	if id == "" {
		switch ids := in.names[year][roster.Fold(r.text("name"))]; {
		case len(ids) == 1:
			id = ids[0]
		case len(ids) > 1:
			in.refuse(CodeAmbiguous, r.text("name"))
			return nil
		default:
			id = in.options.NewID()
		}
	}
	there, err := in.batch.Organisation(year, id)
	if err != nil {
		return err
	}
	o := register.Organisation{ID: id, Year: year}
	if there != nil {
		o = *there
	}
	o = r.organisation(o)
	if r.has("parent") {
		o.Parent = parent
	}
	return read(in, r, o, in.organisation)
}

func (in *importer) organisation(o register.Organisation) error {
	o.Name = roster.Tidy(o.Name)
	there, err := in.batch.Organisation(o.Year, o.ID)
	if err == nil && (there == nil || *there != o) {
		err = in.batch.PutOrganisation(in.options.Stamp, o)
	}
	if err == nil {
		in.name(o)
	}
	return in.took(err, there == nil, there != nil && *there != o)
}

func (in *importer) memberRow(r *row, year int) error {
	org, ok, err := in.resolve(year, r.text("org"))
	if err != nil || !ok {
		return err
	}
	id := r.text("id")
	if id == "" {
		if id, ok, err = in.find(person{unit{org, year}, roster.Fold(r.text("name"))}); err != nil || !ok {
			return err
		}
	}
	there, err := in.batch.Member(year, id)
	if err != nil {
		return err
	}
	m := register.Member{ID: id, Year: year}
	if there != nil {
		m = there.Member
	}
	m = r.member(m)
	m.Org = org
	status := r.text("status")
	if r.bad == nil && status != "" && statusIn(status) == "" {
		r.refuse(string(register.BadStatus), status)
	}
	return read(in, r, m, func(m register.Member) error {
		refused := in.report.RefusedRows
		if err := in.member(m); err != nil || status == "" || in.report.RefusedRows > refused {
			return err
		}
		return in.stands(m, status)
	})
}

// find gives the code of a member who comes without one: that of the one of this name who was in the organisation already,
// else a new one. Two who come with one name and no codes cannot be told apart.
func (in *importer) find(p person) (id string, ok bool, err error) {
	if !in.known[p.unit] {
		in.known[p.unit] = true
		members, err := in.register.Members(in.ctx, p.year, p.org)
		if err != nil {
			return "", false, err
		}
		for _, m := range members {
			at := person{p.unit, roster.Fold(m.Member.Name)}
			in.people[at] = append(in.people[at], m.Member.ID)
		}
	}
	ids := in.people[p]
	if len(ids) > 1 || in.fresh[p] {
		in.refuse(CodeAmbiguous, p.folded)
		return "", false, nil
	}
	in.fresh[p] = true
	if len(ids) == 1 {
		return ids[0], true, nil
	}
	return in.options.NewID(), true, nil
}

func (in *importer) member(m register.Member) error {
	m.Name, m.Position, m.Group = roster.Tidy(m.Name), roster.Tidy(m.Position), roster.Tidy(m.Group)
	there, err := in.batch.Member(m.Year, m.ID)
	if err == nil && (there == nil || there.Member != m) {
		err = in.batch.PutMember(in.options.Stamp, m)
	}
	return in.took(err, there == nil, there != nil && there.Member != m)
}

// stands gives a member the status that the line names, from the year's first day, where it is another.
func (in *importer) stands(m register.Member, status string) error {
	s, err := in.batch.Standing(m.Year, "m:"+m.ID)
	if err != nil || s == nil || s.Status == string(statusIn(status)) {
		return err
	}
	return in.status(register.StatusSpan{Member: m.ID, Status: statusIn(status), From: strconv.Itoa(m.Year) + "-01-01"})
}

func (in *importer) status(s register.StatusSpan) error {
	there, err := in.batch.Statuses(s.Member)
	known := slices.Contains(there, s)
	if err == nil && !known {
		err = in.batch.PutStatus(in.options.Stamp, s)
	}
	return in.took(err, !known, false)
}

func (in *importer) cycle(c register.Cycle) error {
	there, err := in.batch.Cycle(c.Year, c.Org)
	same := bytes.Equal(strict.Encode(there), strict.Encode(c))
	if err == nil && !same {
		err = in.batch.PutCycle(in.options.Stamp, c)
	}
	return in.took(err, there.Profile == "", !same)
}

func (in *importer) ballot(b register.Ballot) error {
	there, err := in.batch.Ballot(b.ID)
	if err == nil && there == nil {
		err = in.batch.PlanBallot(b)
	}
	return in.took(err, there == nil, false)
}

// seatRow gathers the lines of one body.
func (in *importer) seatRow(s register.Seats) error {
	if s.Org == in.seats.Org && s.Year == in.seats.Year && s.Body == in.seats.Body {
		in.seats.Seats = append(in.seats.Seats, s.Seats...)
		return nil
	}
	if err := in.close(); err != nil {
		return err
	}
	in.seats, in.begun = s, in.at
	return nil
}

// voteRow gathers the lines of one vote.
func (in *importer) voteRow(v register.Vote) error {
	if v.ID == in.vote.ID {
		in.vote.Rows = append(in.vote.Rows, v.Rows...)
		return nil
	}
	if err := in.close(); err != nil {
		return err
	}
	in.vote, in.begun = v, in.at
	return nil
}

// close takes the body or the vote that is under way.
func (in *importer) close() error {
	here := in.at
	defer func() { in.at = here }()
	in.at = in.begun
	if s := in.seats; s.Org != "" {
		in.seats = register.Seats{}
		if err := in.body(s); err != nil {
			return err
		}
	}
	if v := in.vote; v.ID != "" {
		in.vote = register.Vote{}
		return in.restore(v)
	}
	return nil
}

func (in *importer) body(s register.Seats) error {
	there, err := in.batch.Seats(s.Year, s.Org, s.Body)
	same := bytes.Equal(strict.Encode(there), strict.Encode(s))
	if err == nil && !same {
		err = in.batch.PutSeats(in.options.Stamp, s)
	}
	return in.took(err, there.Org == "", !same)
}

func (in *importer) restore(v register.Vote) error {
	fresh, err := in.batch.RestoreVote(v)
	if err == nil && fresh && v.Verified {
		in.waiting[v.ID] = len(v.Rows)
	}
	return in.took(err, fresh, false)
}

func (in *importer) entry(e register.Entry) error {
	there, err := in.batch.Has(e, in.last)
	if err == nil && !there {
		err = in.batch.RestoreEntry(e)
	}
	var ref register.VoteRef
	if e.Kind == register.KindVote && strict.Decode(e.Body, &ref) == nil {
		in.waiting[ref.Vote]--
	}
	return in.took(err, !there, false)
}

// rating takes a level that was decided elsewhere, as a decision, or as an adjustment where another is decided here.
func (in *importer) rating(one Rating) error {
	level, ok := levelIn(one.Level)
	if !ok {
		in.refuse(string(register.BadLevel), one.Level)
		return nil
	}
	s, err := in.batch.Standing(one.Year, one.Subject)
	switch {
	case err != nil:
		return err
	case s == nil:
		in.refuse(string(register.UnknownSubject), one.Subject)
		return nil
	case level == rating.None || level == s.Decided:
		return in.took(nil, false, false)
	}
	kind := register.KindDecision
	if s.Decided != rating.None {
		kind = register.KindAdjustment
	}
	_, err = in.batch.Append(register.Entry{At: in.options.Stamp.At, By: in.options.Stamp.By, Year: one.Year, Subject: one.Subject, Kind: kind,
		Body: strict.Encode(register.Decision{Level: level, Number: one.Number, Day: one.Day, Reason: one.Reason})})
	return in.took(err, kind == register.KindDecision, kind == register.KindAdjustment)
}

func (in *importer) place(sheet string, line int) { in.at = Refusal{Sheet: sheet, Line: line} }
