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
	"errors"
)

// Register is an open register. Its methods may be called at the same time.
type Register struct {
	db *sql.DB
}

var errSoon = errors.New("register: not written yet")

// Open opens the register in a file, which it makes if it is not there, readable by its owner only.
func Open(path string) (*Register, error) { return nil, errSoon }

// Close closes the file.
func (r *Register) Close() error { return r.db.Close() }

// Batch makes many changes in one transaction: all of them, or if do fails none.
func (r *Register) Batch(ctx context.Context, do func(*Batch) error) error { return errSoon }

// Batch is a transaction that is under way. Its methods are those of Register.
type Batch struct{}

// PutOrganisation records an organisation as it stands in its year, new or changed.
func (r *Register) PutOrganisation(ctx context.Context, s Stamp, o Organisation) error {
	return errSoon
}

// PutMember records a member as of its year, new or changed.
func (r *Register) PutMember(ctx context.Context, s Stamp, m Member) error { return errSoon }

// PutStatus records a span of a member's status.
func (r *Register) PutStatus(ctx context.Context, s Stamp, span StatusSpan) error { return errSoon }

// PutSeats records who sits on a body; the list replaces the one before it.
func (r *Register) PutSeats(ctx context.Context, s Stamp, seats Seats) error { return errSoon }

// PutCycle fixes a profile.
func (r *Register) PutCycle(ctx context.Context, s Stamp, c Cycle) error { return errSoon }

// OpenYear copies the organisations, members and bodies of one year into a year that has none.
func (r *Register) OpenYear(ctx context.Context, s Stamp, year, from int) error { return errSoon }

// Append records an entry and returns its number. The entry's own Seq is not read.
func (r *Register) Append(ctx context.Context, e Entry) (int64, error) { return 0, errSoon }

// PlanBallot records a planned ballot; its State and Vote are not read.
func (r *Register) PlanBallot(ctx context.Context, b Ballot) error { return errSoon }

// VoidBallot says that a planned ballot will not be held.
func (r *Register) VoidBallot(ctx context.Context, s Stamp, id, reason string) error { return errSoon }

// ReturnVote records a vote with an entry for each of its rows, once: fresh is false if it was there already.
func (r *Register) ReturnVote(ctx context.Context, v Vote) (fresh bool, err error) {
	return false, errSoon
}

// Rebuild makes all standings and plans again from the history.
func (r *Register) Rebuild(ctx context.Context) error { return errSoon }

// PutFile keeps a file of an organisation by kind and name, such as a template or a profile; no bytes take it away.
func (r *Register) PutFile(ctx context.Context, s Stamp, org, kind, name string, data []byte) error {
	return errSoon
}

// File returns the file of the nearest organisation at or above one in a year that has it, and whose it is. Those kept
// for organisation "" are everybody's.
func (r *Register) File(ctx context.Context, year int, org, kind, name string) (data []byte, of string, err error) {
	return nil, "", errSoon
}

// Files returns all names of a kind that an organisation itself has.
func (r *Register) Files(ctx context.Context, org, kind string) ([]string, error) {
	return nil, errSoon
}

// Years lists the years, the latest first.
func (r *Register) Years(ctx context.Context) ([]YearSums, error) { return nil, errSoon }

// Organisations returns a page of organisations, and the After of the next page, "" at the end.
func (r *Register) Organisations(ctx context.Context, q PageQuery) (rows []OrganisationRow, next string, err error) {
	return nil, "", errSoon
}

// Organisation returns one organisation whole. Plans are told late or soon by the day on.
func (r *Register) Organisation(ctx context.Context, year int, id, on string) (OrganisationView, error) {
	return OrganisationView{}, errSoon
}

// Member returns one member in a year, and the member's standing in all years.
func (r *Register) Member(ctx context.Context, year int, id, on string) (MemberView, error) {
	return MemberView{}, errSoon
}

// Entries returns the history of a subject in a year, oldest first.
func (r *Register) Entries(ctx context.Context, year int, subject string) ([]Entry, error) {
	return nil, errSoon
}

// Ballot returns a planned ballot.
func (r *Register) Ballot(ctx context.Context, id string) (Ballot, error) { return Ballot{}, errSoon }

// Ballots returns the ballots of a year that are in a state, for an organisation or, if org is "", for all.
func (r *Register) Ballots(ctx context.Context, year int, org string, state State) ([]Ballot, error) {
	return nil, errSoon
}

// Vote returns a vote whole.
func (r *Register) Vote(ctx context.Context, id string) (Vote, error) { return Vote{}, errSoon }

// Votes returns the votes that an organisation held in a year, oldest first.
func (r *Register) Votes(ctx context.Context, year int, org string) ([]Vote, error) {
	return nil, errSoon
}

// Trace returns what the level of a subject rests on.
func (r *Register) Trace(ctx context.Context, year int, subject string) (Trace, error) {
	return Trace{}, errSoon
}

// CycleOf returns the profile in force for an organisation: its own, else that of the nearest above; ok is false if
// there is none.
func (r *Register) CycleOf(ctx context.Context, year int, org string) (c Cycle, ok bool, err error) {
	return Cycle{}, false, errSoon
}

// MemberCounts counts the members at and below an organisation by level, together in a group "" and for each group of
// their organisations.
func (r *Register) MemberCounts(ctx context.Context, year int, org string) ([]Counts, error) {
	return nil, errSoon
}

// OrganisationCounts counts the organisations below one by level, together in a group "" and for each group.
func (r *Register) OrganisationCounts(ctx context.Context, year int, org string) ([]Counts, error) {
	return nil, errSoon
}

// Exceptions returns the recorded exceptions of an organisation in a year, oldest first.
func (r *Register) Exceptions(ctx context.Context, year int, org string) ([]Entry, error) {
	return nil, errSoon
}

// Candour compares levels at and below an organisation in a year, and over the years before it as many as years says.
func (r *Register) Candour(ctx context.Context, year int, org string, years int) (Candour, error) {
	return Candour{}, errSoon
}

// Plans returns plans, the first due first.
func (r *Register) Plans(ctx context.Context, q PlanQuery) ([]Plan, error) { return nil, errSoon }

// NotRated returns the members at and below an organisation who are not to be rated, a page of at most limit after the
// member named, and the After of the next page.
func (r *Register) NotRated(ctx context.Context, year int, org, after string, limit int) ([]NotRated, string, error) {
	return nil, "", errSoon
}
