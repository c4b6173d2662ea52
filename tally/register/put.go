package register

import (
	"database/sql"
	"strconv"

	"phieukin/ballot/roster"
	"phieukin/crypto/strict"
)

// PutOrganisation records an organisation as it stands in its year, new or changed.
func (b *Batch) PutOrganisation(stamp Stamp, o Organisation) error {
	o.Name, o.Type, o.Group = roster.Tidy(o.Name), roster.Tidy(o.Type), roster.Tidy(o.Group)
	err := first(b.begin(), checkStamp(stamp), checkID(o.ID, "id"), checkYear(o.Year, "year"), checkName(o.Name, "name"),
		checkShort(o.Type, "type"), checkShort(o.Profile, "profile"), checkShort(o.Group, "group"))
	if err != nil {
		return err
	}
	check := b.checkPlace
	if o.Closed {
		check = b.checkEmpty
	}
	if err := check(o); err != nil {
		return err
	}
	return b.recordOrganisation(stamp, o)
}

// checkPlace walks up from the parent, which must be there and must not come back to the organisation.
func (b *Batch) checkPlace(o Organisation) error {
	for at := o.Parent; at != ""; {
		if at == o.ID {
			return &Error{InCircle, "parent"}
		}
		above, err := b.organisation(at, o.Year, "parent")
		if err != nil {
			return err
		}
		at = above.Org
	}
	return nil
}

// checkEmpty refuses to close what somebody still belongs to.
func (b *Batch) checkEmpty(o Organisation) error {
	if err := b.flush(); err != nil {
		return err
	}
	var n int
	found, err := b.one(`SELECT 1 FROM standing WHERE year = ? AND org = ? AND kind IN ('o', 'm') LIMIT 1`, []any{o.Year, o.ID}, []any{&n})
	return first(err, refuseIf(found, NotEmpty, "closed"))
}

func (b *Batch) recordOrganisation(stamp Stamp, o Organisation) error {
	seq, err := b.exec(`INSERT INTO organisation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		stamp.At, stamp.By, o.ID, o.Year, o.Name, o.Type, o.Parent, o.Profile, o.Group, o.Order, o.Closed)
	if err != nil {
		return err
	}
	return b.placeOrganisation(seq, o)
}

// placeOrganisation gives the standing what the organisation's last row says.
func (b *Batch) placeOrganisation(seq int64, o Organisation) error {
	s, err := b.standing("o:"+o.ID, o.Year)
	if err != nil {
		return err
	}
	if s == nil {
		s = b.create("o:"+o.ID, o.Year)
	}
	s.kind, s.made, s.Org, s.ord, s.folded, s.Type, s.Group = kindOrganisation, seq, o.Parent, o.Order, roster.Fold(o.Name), o.Type, o.Group
	if o.Closed {
		s.kind = kindClosed
	}
	return nil
}

// PutMember records a member as of its year, new or changed.
func (b *Batch) PutMember(stamp Stamp, m Member) error {
	m.Name, m.Position, m.Group = roster.Tidy(m.Name), roster.Tidy(m.Position), roster.Tidy(m.Group)
	err := first(b.begin(), checkStamp(stamp), checkID(m.ID, "id"), checkYear(m.Year, "year"), checkName(m.Name, "name"),
		checkShort(m.Position, "position"), checkShort(m.Group, "group"), checkDay(m.Admitted, "admitted"),
		checkDay(m.Official, "official"), checkDay(m.Born, "born"))
	if err == nil && m.Org != "" {
		_, err = b.organisation(m.Org, m.Year, "org")
	}
	if err != nil {
		return err
	}
	return b.recordMember(stamp, m)
}

func (b *Batch) recordMember(stamp Stamp, m Member) error {
	seq, err := b.exec(`INSERT INTO member VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		stamp.At, stamp.By, m.ID, m.Year, m.Name, m.Position, m.Org, m.Group, m.Admitted, m.Official, m.Born)
	if err != nil {
		return err
	}
	return b.placeMember(seq, m)
}

// placeMember gives the standing what the member's last row says.
func (b *Batch) placeMember(seq int64, m Member) error {
	s, err := b.standing("m:"+m.ID, m.Year)
	if err != nil {
		return err
	}
	spans, err := b.statuses(m.ID)
	if err != nil {
		return err
	}
	if s == nil {
		s = b.create("m:"+m.ID, m.Year)
	}
	s.kind, s.made, s.Org, s.folded, s.Group = kindMember, seq, m.Org, roster.Fold(m.Name), m.Group
	s.weigh(m, spans)
	return nil
}

// statuses are the spans of a member, the one recorded last at the end.
func (b *Batch) statuses(member string) ([]StatusSpan, error) {
	if spans, known := b.spans[member]; known {
		return spans, nil
	}
	statement, err := b.statement(statusesOf)
	if err != nil {
		return nil, err
	}
	rows, err := statement.QueryContext(b.ctx, member)
	if err != nil {
		return nil, err
	}
	spans, err := collect(rows, scanStatus)
	b.spans[member] = spans
	return spans, err
}

const statusesOf = `SELECT member, status, since, until FROM status WHERE member = ? ORDER BY seq`

func scanStatus(rows *sql.Rows) (s StatusSpan, err error) {
	return s, rows.Scan(&s.Member, &s.Status, &s.From, &s.To)
}

// PutStatus records a span of a member's status.
func (b *Batch) PutStatus(stamp Stamp, span StatusSpan) error {
	err := first(b.begin(), checkStamp(stamp), refuseIf(!span.Status.Known(), BadStatus, "status"),
		refuseIf(span.From == "", BadDay, "from"), checkDay(span.From, "from"), checkDay(span.To, "to"),
		refuseIf(span.To != "" && span.To < span.From, BadDay, "to"))
	if err != nil {
		return err
	}
	members, err := b.membersOf(span)
	if err != nil {
		return err
	}
	spans, err := b.statuses(span.Member)
	if err != nil {
		return err
	}
	if _, err := b.exec(`INSERT INTO status VALUES (NULL, ?, ?, ?, ?, ?, ?)`,
		stamp.At, stamp.By, span.Member, string(span.Status), span.From, span.To); err != nil {
		return err
	}
	b.spans[span.Member] = append(spans, span)
	for _, m := range members {
		s, err := b.standing("m:"+m.ID, m.Year)
		if err != nil {
			return err
		}
		s.weigh(m, b.spans[span.Member])
	}
	return nil
}

// membersOf are the member's rows that hold, one a year. There must be one.
func (b *Batch) membersOf(span StatusSpan) ([]Member, error) {
	statement, err := b.statement(`SELECT ` + memberColumns + `, max(m.seq) FROM member m WHERE m.id = ? GROUP BY m.year`)
	if err != nil {
		return nil, err
	}
	rows, err := statement.QueryContext(b.ctx, span.Member)
	if err != nil {
		return nil, err
	}
	members, err := collect(rows, func(rows *sql.Rows) (m Member, err error) {
		var seq int64
		return m, rows.Scan(append(m.columns(), &seq)...)
	})
	if err != nil {
		return nil, err
	}
	return members, refuseIf(len(members) == 0, UnknownMember, "member")
}

// PutSeats records who sits on a body; the list replaces the one before it.
func (b *Batch) PutSeats(stamp Stamp, s Seats) error {
	s.Seats = append([]Seat{}, s.Seats...) // nobody is an empty list
	err := first(b.begin(), checkStamp(stamp), checkBody(s.Body, "body"), refuseIf(len(s.Seats) > maxList, BadShape, "seats"))
	if err == nil {
		_, err = b.organisation(s.Org, s.Year, "org")
	}
	for i, seat := range s.Seats {
		at := "seats." + strconv.Itoa(i)
		err = first(err, checkShort(seat.Name, at+".name"), checkShort(seat.Role, at+".role"))
		if err == nil && seat.Member == "" {
			err = checkName(seat.Name, at+".name")
		} else if err == nil {
			err = b.checkMember(seat.Member, s.Year, at+".member")
		}
	}
	if err != nil {
		return err
	}
	_, err = b.exec(`INSERT INTO seats VALUES (NULL, ?, ?, ?, ?, ?, ?)`,
		stamp.At, stamp.By, s.Org, s.Year, s.Body, string(strict.Encode(s.Seats)))
	return err
}

func (b *Batch) checkMember(id string, year int, path string) error {
	s, err := b.standing("m:"+id, year)
	return first(err, refuseIf(s == nil, UnknownMember, path))
}

// PutCycle fixes a profile.
func (b *Batch) PutCycle(stamp Stamp, c Cycle) error {
	err := first(b.begin(), checkStamp(stamp), checkID(c.Profile, "profile"), checkID(c.ProfileHash, "profile_hash"),
		refuseIf(len(c.ProfileFile) == 0 || len(c.ProfileFile) > maxFile, BadShape, "profile_file"))
	if err == nil {
		_, err = b.organisation(c.Org, c.Year, "org")
	}
	if err != nil {
		return err
	}
	_, err = b.exec(`INSERT INTO cycle VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)`,
		stamp.At, stamp.By, c.Org, c.Year, c.Profile, c.ProfileHash, string(c.ProfileFile))
	return err
}

// PutFile keeps a file of an organisation by kind and name, such as a template or a profile; no bytes take it away.
func (b *Batch) PutFile(stamp Stamp, org, kind, name string, data []byte) error {
	err := first(b.begin(), checkStamp(stamp), checkID(kind, "kind"), checkID(name, "name"), refuseIf(len(data) > maxFile, BadShape, ""))
	if err == nil && org != "" {
		err = checkID(org, "org")
	}
	if err != nil {
		return err
	}
	if data == nil {
		data = []byte{}
	}
	_, err = b.exec(`INSERT INTO file VALUES (NULL, ?, ?, ?, ?, ?, ?)`, stamp.At, stamp.By, org, kind, name, data)
	return err
}
