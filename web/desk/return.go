package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"phieukin/ballot"
	"phieukin/crypto/strict"
	"phieukin/tally/rating"
	"phieukin/tally/record"
	"phieukin/tally/register"
	"phieukin/web/hall"
)

// Return takes what a meeting that was begun from the register brings back. It may come several times, and is recorded once; only
// the facts for the minutes are taken anew, since people still add to them after the publication. What the register refuses is
// logged and not tried again before the next start.
func (d *Desk) Return(ctx context.Context, back hall.Return) error {
	err := d.takeBack(ctx, back)
	var refused *register.Error
	if errors.As(err, &refused) {
		d.Log.Error("the register refuses what a meeting brought back", "meeting", back.UUID, "ballot", back.Origin, "error", err)
		return nil
	}
	return err
}

func (d *Desk) takeBack(ctx context.Context, back hall.Return) error {
	b, err := d.Register.Ballot(ctx, back.Origin)
	if err != nil {
		return err
	}
	if back.Void != "" {
		return d.voided(ctx, b, back)
	}
	if _, err := d.Register.Vote(ctx, back.UUID); is(err, register.UnknownVote) {
		v, err := d.voteOf(ctx, b, back)
		if err != nil {
			return err
		}
		if _, err := d.Register.ReturnVote(ctx, v); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	kept, _, err := d.Register.File(ctx, b.Year, everybody, fileMinutes, back.UUID)
	if err != nil && !is(err, register.UnknownFile) || bytes.Equal(kept, back.Minutes) {
		return err
	}
	return d.Register.PutFile(ctx, d.stamp(itself), everybody, fileMinutes, back.UUID, back.Minutes)
}

// voided notes that a meeting was ended without a result; the ballot may have been held in another one.
func (d *Desk) voided(ctx context.Context, b register.Ballot, back hall.Return) error {
	if b.State != register.Planned {
		return nil
	}
	return d.Register.VoidBallot(ctx, d.stamp(itself), b.ID, back.Void)
}

// voteOf makes the vote that a return is, with the record verified here. One that does not verify is no rating: its rows say
// nothing of a level.
func (d *Desk) voteOf(ctx context.Context, b register.Ballot, back hall.Return) (register.Vote, error) {
	verified := d.verified(back)
	sum := sha256.Sum256(back.Record)
	v := register.Vote{
		ID: back.UUID, Ballot: b.ID, Org: b.Org, Body: b.Body, Year: b.Year, Round: b.Round, Day: back.Day,
		Fingerprint: back.Fingerprint, RecordHash: hex.EncodeToString(sum[:]), Verified: verified,
		Profile: back.Profile.Name, ProfileHash: back.Profile.Hash(), Figures: back.Figures, Rows: []register.VoteRow{}, Stamp: d.stamp(itself),
	}
	if b.State != register.Planned {
		v.Ballot = "" // it was held before; this vote was too
	}
	for i, row := range back.Rows {
		subject := back.Subjects[i].Ref
		if back.Subjects[i].Organisation && subject == "" {
			subject = "o:" + b.Org // the unit itself
		}
		if subject == "" {
			continue // somebody added by hand, whom the register does not know
		}
		line := register.VoteRow{Subject: subject, Name: row.Subject, Position: row.Position, Counts: row.Counts, Blank: row.Blank, Outcome: row.Outcome}
		if !verified {
			line.Outcome = rating.Outcome{Level: rating.None, Leading: rating.None}
		}
		all, standing, err := d.statesOf(ctx, b.Year, subject)
		if is(err, register.UnknownMember) || is(err, register.UnknownOrganisation) {
			d.Log.Warn("a vote was about somebody who is no longer in the register", "meeting", back.UUID, "subject", subject)
			continue
		}
		if err != nil {
			return v, fmt.Errorf("subject %s: %w", subject, err)
		}
		step, _ := ballotStep(all, b, standing)
		line.Step, line.Decides = step.ID, step.Decides
		v.Rows = append(v.Rows, line)
	}
	return v, nil
}

// verified checks the record as any witness does, and that what the meeting told is what it holds.
func (d *Desk) verified(back hall.Return) bool {
	report, err := record.Verify(back.Record, back.Manifest, back.Heads...)
	var m ballot.Manifest
	if err == nil {
		err = strict.DecodeCanonical(back.Manifest, &m)
	}
	var failures []*record.Failure
	if report != nil {
		failures = report.Failures
	}
	agrees := err == nil && report.Valid() && report.Fingerprint == back.Fingerprint && report.Counted == back.Figures.Valid &&
		m.UUID == back.UUID && m.Profile.Hash == back.Profile.Hash() &&
		slices.EqualFunc(report.Result, back.Rows, func(counts []int64, row rating.Row) bool { return told(counts, row) })
	if !agrees {
		d.Log.Error("a record that came back does not verify", "meeting", back.UUID, "error", err, "failures", failures)
	}
	return agrees
}

// told reports whether a row is what the record counts for its question, the blank ones first where they were allowed.
func told(counts []int64, row rating.Row) bool {
	if len(counts) > rating.Levels {
		if int64(row.Blank) != counts[0] {
			return false
		}
		counts = counts[1:]
	}
	return slices.EqualFunc(counts, row.Counts[:], func(a int64, b int) bool { return a == int64(b) })
}

// is reports whether an error is the register's of that code.
func is(err error, code register.Code) bool {
	var kept *register.Error
	return errors.As(err, &kept) && kept.Code == code
}
