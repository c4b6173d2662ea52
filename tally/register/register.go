// Package register keeps the organisations, their members and the history of their ratings, in one SQLite file.
//
// Nothing recorded is ever overwritten: each change is a new row beside the old ones, and the tables of history refuse
// UPDATE and DELETE. What a subject's history comes to is its [Standing], kept beside the history in the same transaction,
// which [Register.Rebuild] can make again from nothing.
//
// Organisations form a tree that may differ from year to year; no level of it has a name here. Members belong to one
// organisation a year and have statuses by date.
//
// The register reads no clock and draws no randomness: ids, days and times come from the caller. Refusals are an
// [*Error] with a code; everything else is a failure of the file.
package register

import (
	"context"
	"database/sql"
)

// Register is an open register. Its methods may be called at the same time.
type Register struct {
	db *sql.DB
}

// Close closes the file.
func (r *Register) Close() error { return wrap(r.db.Close()) }

// The changes, each in a transaction of its own. What they do is written at the methods of Batch.

// PutOrganisation records an organisation as it stands in its year, new or changed.
func (r *Register) PutOrganisation(ctx context.Context, s Stamp, o Organisation) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PutOrganisation(s, o) })
}

// PutMember records a member as of its year, new or changed.
func (r *Register) PutMember(ctx context.Context, s Stamp, m Member) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PutMember(s, m) })
}

// PutStatus records a span of a member's status.
func (r *Register) PutStatus(ctx context.Context, s Stamp, span StatusSpan) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PutStatus(s, span) })
}

// PutSeats records who sits on a body; the list replaces the one before it.
func (r *Register) PutSeats(ctx context.Context, s Stamp, seats Seats) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PutSeats(s, seats) })
}

// PutCycle fixes a profile.
func (r *Register) PutCycle(ctx context.Context, s Stamp, c Cycle) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PutCycle(s, c) })
}

// PutFile keeps a file of an organisation by kind and name, such as a template or a profile; no bytes take it away.
func (r *Register) PutFile(ctx context.Context, s Stamp, org, kind, name string, data []byte) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PutFile(s, org, kind, name, data) })
}

// OpenYear copies the organisations, members and bodies of one year into a year that has none.
func (r *Register) OpenYear(ctx context.Context, s Stamp, year, from int) error {
	return r.Batch(ctx, func(b *Batch) error { return b.OpenYear(s, year, from) })
}

// Append records an entry and returns its number. The entry's own Seq is not read.
func (r *Register) Append(ctx context.Context, e Entry) (seq int64, err error) {
	err = r.Batch(ctx, func(b *Batch) error {
		seq, err = b.Append(e)
		return err
	})
	return seq, err
}

// PlanBallot records a planned ballot; its State and Vote are not read.
func (r *Register) PlanBallot(ctx context.Context, p Ballot) error {
	return r.Batch(ctx, func(b *Batch) error { return b.PlanBallot(p) })
}

// VoidBallot says that a planned ballot will not be held.
func (r *Register) VoidBallot(ctx context.Context, s Stamp, id, reason string) error {
	return r.Batch(ctx, func(b *Batch) error { return b.VoidBallot(s, id, reason) })
}

// ReturnVote records a vote with an entry for each of its rows, once: fresh is false if it was there already.
func (r *Register) ReturnVote(ctx context.Context, v Vote) (fresh bool, err error) {
	err = r.Batch(ctx, func(b *Batch) error {
		fresh, err = b.ReturnVote(v)
		return err
	})
	return fresh && err == nil, err
}
