// Package urn is the ballot box of one meeting: what must be on disk before a
// phone is told "your ballot is in".
//
// It has two halves. Store keeps opaque bytes: an append-only control journal,
// an append-only box of sealed ballots, the credentials that may still cast,
// and one sealed sub-total for each writer. A Store cannot read anything it
// keeps: ballots and sub-totals are age files, and credentials and trackers
// reach it only as keyed ids. Box does the arithmetic over a Store: it adds
// ballots to this process's sub-total and commits many at a time.
//
// The stores are urn/sqlite (one file a meeting, on the laptop) and urn/redis
// (several nodes). Both pass the one suite in urn/urntest.
//
// Nothing here knows a name or the time. The box keeps no field beside the
// sealed ballot, so nothing in it can be joined with attendance.
package urn

import (
	"context"
)

// A Store keeps the journals and boxes of any number of meetings.
//
// Every method may be called from many goroutines, and several Stores (nodes)
// may be open on the same place at once.
//
// Atomic: Create, Append, Cast and Destroy happen wholly or not at all, also
// when the process or the machine dies in the middle, and other nodes never see
// half of one.
//
// Durable: when one of them returns nil, or an error of this package, what that
// answer rests on survives the loss of power; how far that is true of a place
// is what Durability says.
//
// Any other error (a lost connection, an ended context) means that the outcome
// is unknown: the step may have happened, or may happen yet. Repeating the same
// call is then always safe. Append answers ErrBehind if the first attempt was
// stored (the caller compares the journal with its own events); Cast answers
// ErrAlready for every entry.
//
// Every method but Create, Meetings, Destroy, Durability and Close returns
// ErrUnknownMeeting for a meeting that is not there.
type Store interface {
	// Create makes an empty meeting with its intake shut. identity is the
	// meeting's envelope identity, sealed to the deployment's key. It returns
	// ErrExists if the meeting is there, which is left as it is, and
	// ErrBadMeeting if the name cannot be one (see ValidMeeting).
	Create(ctx context.Context, meeting string, identity []byte) error

	// Meetings lists the meetings, in no particular order.
	Meetings(ctx context.Context) ([]string, error)

	// Identity returns what Create was given.
	Identity(ctx context.Context, meeting string) ([]byte, error)

	// Append adds events to the control journal and applies change, in one
	// step, if the journal holds exactly after events; otherwise it returns
	// ErrBehind and changes nothing. An Append of no events checks after and
	// applies change.
	//
	// Once an Append with Shut has returned, no Cast is acknowledged whose
	// ballots Box does not already show.
	Append(ctx context.Context, meeting string, after int64, events [][]byte, change Change) error

	// Control returns the events of the journal after the first after ones.
	Control(ctx context.Context, meeting string, after int64) ([][]byte, error)

	// Cast puts the entries into the box in their order, spends their
	// credentials, and replaces the writer's sub-total: all of it, or nothing.
	// A writer that has not cast yet has the sequence 0; Cast moves it from
	// prevSeq to prevSeq+len(entries). A writer belongs to one process.
	//
	// It refuses, in this order of precedence:
	//   - Refused, naming every entry that cannot go in, with
	//     ErrUnknownCredential, ErrAlready (this very ballot is in the box,
	//     durably) or ErrSpent (another ballot of the credential is, or comes
	//     before it in this batch);
	//   - ErrShut, when the intake is not open. A ballot that is already in
	//     is therefore said to be in, also after the close;
	//   - ErrBehind, when the writer's sequence is not prevSeq.
	Cast(ctx context.Context, meeting, writer string, prevSeq int64, entries []Entry, subtotal []byte) error

	// Subtotals returns the sub-total of every writer that ever cast, as of
	// one moment: their sequences add up to the Size of that moment.
	Subtotals(ctx context.Context, meeting string) ([]Subtotal, error)

	// Box returns the sealed ballots after the first after ones, in box order,
	// at most limit of them, or all if limit is 0.
	Box(ctx context.Context, meeting string, after int64, limit int) ([][]byte, error)

	// Size returns the number of ballots in the box.
	Size(ctx context.Context, meeting string) (int64, error)

	// Destroy removes the meeting and every byte that was kept for it, from
	// the files of the store too. Destroying what is not there succeeds, so
	// that an interrupted Destroy can be repeated.
	Destroy(ctx context.Context, meeting string) error

	// Watch returns a bell that rings after the control journal has grown,
	// whoever appended. It holds at most one ring, may ring for nothing, and
	// may miss appends of other nodes: readers also read the journal now and
	// then by themselves. The channel is closed when ctx ends or the Store is
	// closed.
	Watch(ctx context.Context, meeting string) (<-chan struct{}, error)

	// Durability says how safe an acknowledged ballot is here. An error means
	// that the store does not answer.
	Durability(ctx context.Context) (Durability, error)

	// Close releases what the Store holds; the meetings stay. Closing again does
	// nothing.
	Close() error
}

// A Change is what an Append does besides adding to the journal.
type Change struct {
	// Intake opens or shuts the box, or keeps it as it is.
	Intake Intake

	// Credentials are ids to be registered as allowed to cast. Their order is
	// forgotten: a store must not keep it, because the list behind it is
	// public and ordered. Registering one again changes nothing.
	Credentials [][]byte
}

// Intake says what an Append does to the box's slot. The zero value keeps it.
type Intake int

// The three things an Append may do to the intake.
const (
	Keep Intake = iota
	Open
	Shut
)

// An Entry is one ballot for the box.
type Entry struct {
	Credential []byte // keyed id of the credential that casts it, 16 bytes
	Tracker    []byte // keyed id of the ballot itself, 16 bytes
	Sealed     []byte // the ballot as it came, an age file
}

// A Subtotal is the sealed sum of all ballots that one writer has cast.
type Subtotal struct {
	Writer string
	Seq    int64 // how many ballots it sums
	Sealed []byte
}

// Durability is what a store can promise about acknowledged ballots.
type Durability struct {
	Kind    string // "sqlite" or "redis"
	Durable bool   // an acknowledged ballot survives a power failure
	Reason  string // code of the first thing that is weaker, "" when Durable
}

// ValidMeeting reports whether a name may name a meeting. Stores put names into
// file names and keys, so only ASCII letters, digits and inner hyphens pass.
func ValidMeeting(name string) bool {
	if name == "" || len(name) > 64 || name[0] == '-' {
		return false
	}
	for _, c := range []byte(name) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-':
		default:
			return false
		}
	}
	return true
}
