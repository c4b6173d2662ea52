package register

import (
	"phieukin/crypto/strict"
)

// What an import needs: to see what is there, and to put a history back as it was.

// Organisation returns an organisation as it stands in a year, nil if it is not there.
func (b *Batch) Organisation(year int, id string) (*Organisation, error) {
	s, err := b.look("o:"+id, year)
	if err != nil || s == nil {
		return nil, err
	}
	var o Organisation
	_, err = b.one(`SELECT `+organisationColumns+` FROM organisation o WHERE o.seq = ?`, []any{s.made}, o.columns())
	return &o, err
}

// Member returns a member as of a year with where the member stands, nil if there is none.
func (b *Batch) Member(year int, id string) (*MemberRow, error) {
	s, err := b.look("m:"+id, year)
	if err != nil || s == nil {
		return nil, err
	}
	row := MemberRow{Standing: s.Standing}
	_, err = b.one(`SELECT `+memberColumns+` FROM member m WHERE m.seq = ?`, []any{s.made}, row.Member.columns())
	return &row, err
}

// Standing returns where a subject stands, nil if it is not there.
func (b *Batch) Standing(year int, subject string) (*Standing, error) {
	s, err := b.look(subject, year)
	if err != nil || s == nil {
		return nil, err
	}
	return &s.Standing, nil
}

// look is standing for whoever only reads: what has been looked at must not fill the memory either.
func (b *Batch) look(subject string, year int) (*standing, error) {
	if err := b.begin(); err != nil {
		return nil, err
	}
	return b.standing(subject, year)
}

// Statuses returns the spans of a member's status, the one recorded last at the end.
func (b *Batch) Statuses(member string) ([]StatusSpan, error) { return b.statuses(member) }

// Seats returns who sits on a body; nobody, if it was never recorded.
func (b *Batch) Seats(year int, org, body string) (Seats, error) {
	all, err := list(b.reader(), scanSeats, `SELECT org, year, body, seats FROM seats WHERE org = ? AND year = ? AND body = ? ORDER BY seq DESC LIMIT 1`,
		org, year, body)
	if err != nil || len(all) == 0 {
		return Seats{}, err
	}
	return all[0], nil
}

// Cycle returns the profile fixed for an organisation itself, with no name if none is.
func (b *Batch) Cycle(year int, org string) (Cycle, error) {
	all, err := list(b.reader(), scanCycle, cycleRows+`WHERE c.org = ? AND c.year = ? ORDER BY c.seq DESC LIMIT 1`, org, year)
	if err != nil || len(all) == 0 {
		return Cycle{}, err
	}
	return all[0], nil
}

// Ballot returns a planned ballot, nil if there is none.
func (b *Batch) Ballot(id string) (*Ballot, error) { return b.ballot(id) }

// Last is the number of the last entry.
func (b *Batch) Last() (last int64, err error) {
	_, err = b.one(`SELECT coalesce(max(seq), 0) FROM entry`, nil, []any{&last})
	return last, err
}

// Has reports whether an entry like this one is among those up to a number.
func (b *Batch) Has(e Entry, upTo int64) (found bool, err error) {
	if upTo == 0 {
		return false, nil
	}
	var one int
	return b.one(`SELECT 1 FROM entry WHERE subject = ? AND year = ? AND at = ? AND by = ? AND step = ? AND kind = ? AND body = ? AND despite = ? AND seq <= ?`,
		[]any{e.Subject, e.Year, e.At, e.By, e.Step, string(e.Kind), string(e.Body), e.Despite, upTo}, []any{&one})
}

// RestoreVote records a vote that was exported, without its entries: they are in the history and come by RestoreEntry. It
// is not fresh if it was there already.
func (b *Batch) RestoreVote(v Vote) (fresh bool, err error) {
	if fresh, err = b.isFresh(v); err != nil || !fresh {
		return false, err
	}
	return true, b.recordVote(v)
}

// RestoreEntry records an entry that was exported, votes too. It is held to the entries before it as any other, but not to
// what changes with time: whether the subject is still rated, or the organisation still open.
func (b *Batch) RestoreEntry(e Entry) error {
	if err := first(b.begin(), checkStamp(Stamp{e.At, e.By}), checkShort(e.Step, "step"), checkLong(e.Despite, "despite")); err != nil {
		return err
	}
	s, err := b.standing(e.Subject, e.Year)
	if err := first(err, refuseIf(s == nil, UnknownSubject, "subject")); err != nil {
		return err
	}
	if e.Kind == KindVote {
		return b.restoreVoted(e)
	}
	said, err := readBody(e.Kind, e.Body)
	if err != nil {
		return err
	}
	if err := s.allows(e.Kind, said); err != nil {
		return err
	}
	_, err = b.record(s, e, said)
	return err
}

func (b *Batch) restoreVoted(e Entry) error {
	var ref VoteRef
	if strict.DecodeWhole(e.Body, &ref) != nil {
		return &Error{BadShape, "body"}
	}
	o := outcome{vote: ref.Vote}
	found, err := b.one(`SELECT w.level, w.decides FROM vote_row w JOIN vote v ON v.id = w.vote WHERE w.vote = ? AND w.n = ? AND w.subject = ? AND v.year = ?`,
		[]any{ref.Vote, ref.Row, e.Subject, e.Year}, []any{&o.level, &o.decides})
	if err := first(err, refuseIf(!found, UnknownVote, "body.vote")); err != nil {
		return err
	}
	e.Body = strict.Encode(ref)
	return b.recordVoted(e, o)
}
