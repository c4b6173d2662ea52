package register

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"phieukin/ballot/meeting"
	"phieukin/crypto/strict"
	"phieukin/tally/rating"
)

// PlanBallot records a planned ballot; its State and Vote are not read.
func (b *Batch) PlanBallot(p Ballot) error {
	err := first(b.begin(), checkStamp(p.Stamp), checkID(p.ID, "id"), checkBody(p.Body, "body"),
		refuseIf(p.Round < 1 || p.Round > 100, BadNumber, "round"), refuseIf(len(p.Subjects) == 0 || len(p.Subjects) > maxList, BadShape, "subjects"))
	if err == nil {
		_, err = b.organisation(p.Org, p.Year, "org")
	}
	seen := map[string]bool{}
	for i, subject := range p.Subjects {
		at := "subjects." + strconv.Itoa(i)
		if err = first(err, refuseIf(seen[subject], Exists, at)); err == nil {
			_, err = b.subject(subject, p.Year, at)
		}
		seen[subject] = true
	}
	if err != nil {
		return err
	}
	if there, err := b.ballot(p.ID); err != nil || there != nil {
		return first(err, &Error{Exists, "id"})
	}
	_, err = b.exec(`INSERT INTO ballot VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.At, p.By, p.ID, p.Org, p.Body, p.Year, p.Round, string(strict.Encode(p.Subjects)))
	return err
}

// VoidBallot says that a planned ballot will not be held.
func (b *Batch) VoidBallot(stamp Stamp, id, reason string) error {
	if err := first(b.begin(), checkStamp(stamp), checkReason(reason, "reason")); err != nil {
		return err
	}
	p, err := b.ballot(id)
	switch {
	case err != nil:
		return err
	case p == nil:
		return &Error{UnknownBallot, "id"}
	case p.State != Planned:
		return &Error{BallotOver, "id"}
	}
	_, err = b.exec(`INSERT INTO ballot_void VALUES (NULL, ?, ?, ?, ?)`, stamp.At, stamp.By, id, reason)
	return err
}

// ballot returns a planned ballot, nil if there is none.
func (b *Batch) ballot(id string) (*Ballot, error) { return ballotOf(b.reader(), id) }

func ballotOf(r reader, id string) (*Ballot, error) {
	found, err := list(r, scanBallot, `SELECT `+ballotColumns+` FROM ballot b WHERE b.id = ?`, id)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// ReturnVote records a vote, once: fresh is false if it was there already. Each row of one whose record was verified becomes an
// entry of its subject's history.
func (b *Batch) ReturnVote(v Vote) (fresh bool, err error) {
	if fresh, err = b.isFresh(v); err != nil || !fresh {
		return false, err
	}
	if err := b.recordVote(v); err != nil || !v.Verified {
		return err == nil, err // unverified it stays in sight, and is nobody's rating
	}
	for i, row := range v.Rows {
		e := Entry{At: v.At, By: v.By, Year: v.Year, Subject: row.Subject, Step: row.Step, Kind: KindVote, Body: strict.Encode(VoteRef{Vote: v.ID, Row: i})}
		if err := b.recordVoted(e, outcome{vote: v.ID, level: row.Outcome.Level, decides: row.Decides}); err != nil {
			return false, err
		}
	}
	return true, nil
}

// recordVoted writes the entry of a vote's row, and takes it into account.
func (b *Batch) recordVoted(e Entry, o outcome) error {
	s, err := b.standing(e.Subject, e.Year)
	if err != nil {
		return err
	}
	seq, err := b.insertEntry(e)
	if err != nil {
		return err
	}
	s.apply(KindVote, seq, rating.None, o)
	return nil
}

// isFresh checks a vote, and whether it is there already.
func (b *Batch) isFresh(v Vote) (fresh bool, err error) {
	if err := first(b.begin(), checkVote(v)); err != nil {
		return false, err
	}
	there, err := voteOf(b.reader(), v.ID)
	switch {
	case err != nil:
		return false, err
	case there != nil:
		there.Stamp = v.Stamp
		return false, refuseIf(!bytes.Equal(strict.Encode(there), strict.Encode(v)), VoteDiffers, "id")
	}
	if _, err := b.organisation(v.Org, v.Year, "org"); err != nil {
		return false, err
	}
	if v.Ballot != "" {
		planned, err := b.ballot(v.Ballot)
		if err != nil || planned == nil {
			return false, first(err, &Error{UnknownBallot, "ballot"})
		}
		if planned.State != Planned {
			return false, &Error{BallotOver, "ballot"}
		}
	}
	for i, row := range v.Rows {
		s, err := b.standing(row.Subject, v.Year)
		if err := first(err, refuseIf(s == nil, UnknownSubject, "rows."+strconv.Itoa(i)+".subject")); err != nil {
			return false, err
		}
	}
	return true, nil
}

func checkVote(v Vote) error {
	err := first(checkStamp(v.Stamp), checkID(v.ID, "id"), checkBody(v.Body, "body"), checkYear(v.Year, "year"), checkDay(v.Day, "day"),
		refuseIf(v.Round < 1 || v.Round > 100, BadNumber, "round"), checkName(v.Fingerprint, "fingerprint"),
		checkShort(v.RecordHash, "record_hash"), checkShort(v.Profile, "profile"), checkShort(v.ProfileHash, "profile_hash"),
		refuseIf(len(v.Rows) == 0 || len(v.Rows) > maxList, BadShape, "rows"))
	var sums []int
	seen := map[string]bool{}
	for i, row := range v.Rows {
		at := "rows." + strconv.Itoa(i)
		err = first(err, refuseIf(seen[row.Subject], Exists, at+".subject"), checkShort(row.Name, at+".name"),
			checkShort(row.Position, at+".position"), checkShort(row.Step, at+".step"),
			checkLevel(row.Outcome.Level, rating.None, at+".outcome.level"), refuseIf(row.Blank < 0, BadFigures, at+".blank"))
		seen[row.Subject] = true
		sum := row.Blank
		for _, count := range row.Counts {
			err = first(err, refuseIf(count < 0, BadFigures, at+".counts"))
			sum += count
		}
		sums = append(sums, sum)
	}
	// The other identities may fail with the tellers' knowledge, as where a second ballot was handed out for one name.
	return first(err, refuseIf(v.Verified && slices.Contains(v.Figures.Broken(sums), meeting.RowsAreValid), BadFigures, "figures"))
}

// recordVote writes a vote without its entries.
func (b *Batch) recordVote(v Vote) error {
	unanimous := 0
	for _, row := range v.Rows {
		if row.unanimous(v.Figures.Valid) {
			unanimous++
		}
	}
	if _, err := b.exec(`INSERT INTO vote VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, v.At, v.By, v.ID, v.Ballot, v.Org,
		v.Body, v.Year, v.Round, v.Day, v.Fingerprint, v.RecordHash, v.Verified, v.Profile, v.ProfileHash,
		string(strict.Encode(v.Figures)), len(v.Rows), unanimous); err != nil {
		return err
	}
	for i, row := range v.Rows {
		if _, err := b.exec(`INSERT INTO vote_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, v.ID, i, row.Subject, row.Name, row.Position,
			row.Step, string(strict.Encode(row.Counts)), row.Blank, row.Outcome.Level, string(strict.Encode(row.Outcome)), row.Decides); err != nil {
			return err
		}
	}
	return nil
}

// unanimous reports whether one level has every ballot.
func (w VoteRow) unanimous(ballots int) bool {
	for _, count := range w.Counts {
		if count == ballots && ballots > 0 {
			return true
		}
	}
	return false
}

// voteOf returns a vote with all its rows, nil if there is none.
func voteOf(r reader, id string) (*Vote, error) {
	found, err := list(r, scanVote, `SELECT `+voteColumns+` FROM vote v WHERE v.id = ?`, id)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	v := &found[0]
	v.Rows, err = rowsOf(r, id)
	return v, err
}

// Vote returns a vote whole.
func (r *Register) Vote(ctx context.Context, id string) (Vote, error) {
	var found Vote
	err := r.view(ctx, func(at reader) error {
		v, err := voteOf(at, id)
		if err != nil || v == nil {
			return first(err, &Error{UnknownVote, "id"})
		}
		found = *v
		return nil
	})
	return found, err
}

// Votes returns the votes that an organisation held in a year, oldest first, whole.
func (r *Register) Votes(ctx context.Context, year int, org string) (votes []Vote, err error) {
	err = r.view(ctx, func(at reader) error {
		votes, err = votesHeld(at, year, org)
		return err
	})
	return votes, err
}

func votesHeld(r reader, year int, org string) ([]Vote, error) {
	votes, err := list(r, scanVote, `SELECT `+voteColumns+` FROM vote v WHERE v.org = ? AND v.year = ? ORDER BY v.seq`, org, year)
	for i := range votes {
		if err == nil {
			votes[i].Rows, err = rowsOf(r, votes[i].ID)
		}
	}
	return votes, err
}

// votesOn are the votes on a subject in a year, oldest first, each with the subject's row alone.
func votesOn(r reader, year int, subject string) ([]Vote, error) {
	entries, err := list(r, scanEntry, `SELECT `+entryColumns+` FROM entry e WHERE e.subject = ? AND e.year = ? AND e.kind = 'vote' ORDER BY e.seq`,
		subject, year)
	if err != nil {
		return nil, err
	}
	votes := []Vote{}
	for _, e := range entries {
		var ref VoteRef
		if err := strict.Decode(e.Body, &ref); err != nil {
			return nil, err
		}
		found, err := list(r, scanVote, `SELECT `+voteColumns+` FROM vote v WHERE v.id = ?`, ref.Vote)
		if err != nil {
			return nil, err
		}
		for _, v := range found {
			if v.Rows, err = list(r, scanRow, `SELECT `+rowColumns+` FROM vote_row w WHERE w.vote = ? AND w.n = ?`, ref.Vote, ref.Row); err != nil {
				return nil, err
			}
			votes = append(votes, v)
		}
	}
	return votes, nil
}

// Ballot returns a planned ballot.
func (r *Register) Ballot(ctx context.Context, id string) (Ballot, error) {
	var found Ballot
	err := r.view(ctx, func(at reader) error {
		b, err := ballotOf(at, id)
		if err != nil || b == nil {
			return first(err, &Error{UnknownBallot, "id"})
		}
		found = *b
		return nil
	})
	return found, err
}

// Ballots returns the ballots of a year that are in a state, for an organisation or, if org is "", for all.
func (r *Register) Ballots(ctx context.Context, year int, org string, state State) (ballots []Ballot, err error) {
	ballots = []Ballot{}
	err = r.view(ctx, func(at reader) error {
		all, err := list(at, scanBallot, `SELECT `+ballotColumns+` FROM ballot b WHERE b.year = ?1 AND (?2 = '' OR b.org = ?2) ORDER BY b.seq`, year, org)
		for _, b := range all {
			if b.State == state {
				ballots = append(ballots, b)
			}
		}
		return err
	})
	return ballots, err
}
