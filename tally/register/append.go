package register

import (
	"phieukin/crypto/strict"
	"phieukin/tally/rating"
)

// Append records an entry and returns its number. The entry's own Seq is not read.
func (b *Batch) Append(e Entry) (int64, error) {
	if err := first(b.begin(), checkStamp(Stamp{e.At, e.By}), checkShort(e.Step, "step"), checkLong(e.Despite, "despite")); err != nil {
		return 0, err
	}
	said, err := readBody(e.Kind, e.Body)
	if err != nil {
		return 0, err
	}
	s, err := b.subject(e.Subject, e.Year, "subject")
	if err != nil {
		return 0, err
	}
	if err := first(refuseIf(levelOf(said) != rating.None && !s.Rated, NotToBeRated, "subject"), s.allows(e.Kind, said)); err != nil {
		return 0, err
	}
	return b.record(s, e, said)
}

// record writes an entry that is allowed, and takes it into account.
func (b *Batch) record(s *standing, e Entry, said body) (int64, error) {
	if err := b.allowsPlan(e, said); err != nil {
		return 0, err
	}
	var err error
	e.Body = strict.Encode(said)
	if e.Seq, err = b.insertEntry(e); err != nil {
		return 0, err
	}
	return e.Seq, b.apply(s, e, said)
}

// allows holds an entry to what came before it.
func (s *standing) allows(kind Kind, said body) error {
	level, decided := levelOf(said), s.Decided != rating.None
	switch kind {
	case KindDecision:
		reason := said.(*Decision).Reason
		if s.Expected != rating.None && s.Expected != level {
			return first(refuseIf(decided, AlreadyDecided, "kind"), checkReason(reason, "body.reason"))
		}
		return refuseIf(decided, AlreadyDecided, "kind")
	case KindAdjustment:
		return first(refuseIf(!decided, NotYetDecided, "kind"), checkReason(said.(*Decision).Reason, "body.reason"))
	case KindCancellation:
		return refuseIf(!decided, NotYetDecided, "kind")
	case KindException:
		return refuseIf(s.kind != kindOrganisation, BadKind, "subject")
	}
	return nil
}

// subject returns the standing of somebody or something that entries may be about.
func (b *Batch) subject(subject string, year int, path string) (*standing, error) {
	s, err := b.standing(subject, year)
	if err != nil {
		return nil, err
	}
	if s == nil || s.kind == kindClosed {
		return nil, &Error{UnknownSubject, path}
	}
	return s, nil
}

func (b *Batch) insertEntry(e Entry) (int64, error) {
	return b.exec(`INSERT INTO entry VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.At, e.By, e.Year, e.Subject, e.Step, string(e.Kind), string(e.Body), e.Despite)
}

// allowsPlan refuses a plan that is there already, and a check of one that is not: it is of the same subject, and of this
// year or one before.
func (b *Batch) allowsPlan(e Entry, said body) error {
	var there int
	switch p := said.(type) {
	case *NewPlan:
		if _, err := b.organisation(p.Org, e.Year, "body.org"); err != nil {
			return err
		}
		found, err := b.one(`SELECT 1 FROM plan WHERE id = ?`, []any{p.ID}, []any{&there})
		return first(err, refuseIf(found, Exists, "body.id"))
	case *PlanCheck:
		found, err := b.one(`SELECT 1 FROM plan WHERE id = ? AND subject = ? AND year <= ?`, []any{p.ID, e.Subject, e.Year}, []any{&there})
		return first(err, refuseIf(!found, UnknownPlan, "body.id"))
	}
	return nil
}

// apply takes a recorded entry, not of KindVote, into account.
func (b *Batch) apply(s *standing, e Entry, said body) error {
	switch p := said.(type) {
	case *NewPlan:
		_, err := b.exec(`INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, 0, '', '', '')`,
			p.ID, e.Year, e.Subject, p.Org, p.Weakness, p.Measure, p.Who, p.Due, e.Seq)
		return err
	case *PlanCheck:
		_, err := b.exec(`UPDATE plan SET state = ?, check_seq = ?, checked = ?, check_by = ?, text = ? WHERE id = ?`,
			p.State, e.Seq, p.Day, p.By, p.Text, p.ID)
		return err
	}
	s.apply(e.Kind, e.Seq, levelOf(said), outcome{})
	return nil
}
