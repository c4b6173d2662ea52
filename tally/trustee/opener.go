package trustee

import (
	"errors"
	"fmt"
	"slices"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/record"
)

// Setup is what was fixed at sealing, as bytes: a teller's device keeps them, and opens nothing else.
type Setup struct {
	Election, Trustees, Credentials, Manifest []byte
}

// Answer is the one part that a teller's device has made: the digest of the total, and the part's bytes, which a retry
// sends again.
type Answer struct {
	Total   string // hex SHA-256 of the total's bytes
	Payload []byte
}

// Memory keeps a device's answer. It must be durable: a device that forgot would open a second total, and two totals
// that differ by one ballot open that ballot.
type Memory interface {
	Load() (*Answer, error) // nil before the first answer
	Store(Answer) error
}

// Opener is a teller's device between the sealing and its one answer. It opens the sum of the ballots that it has
// verified itself, never one that it received: otherwise it would be an oracle for single ballots.
type Opener struct {
	key      *Key
	owner    int
	setup    Setup
	election *ballot.Election
	manifest *ballot.Manifest
	sealed   ballot.Head
	memory   Memory
	total    tally.Encrypted // set by Check alone
}

// Why a teller's device refuses.
var (
	ErrSetup       = errors.New("the setup is not what it should be")
	ErrHead        = errors.New("the box's head is wrong")
	ErrBox         = errors.New("the box is wrong")
	ErrQuorum      = errors.New("too few ballots to open")
	ErrUnissued    = errors.New("a credential that was never handed out has voted, or the numbers do not add up")
	ErrSecondTotal = errors.New("this device has answered for another total")
	ErrNotChecked  = errors.New("the box has not been checked")
)

// NewOpener checks the setup: the manifest is the election's, the trustees are its tellers and make up the key, this
// device's key stands at its own number, and the head of the empty box is signed.
func NewOpener(key *Key, owner int, setup Setup, head ballot.Head, memory Memory) (*Opener, error) {
	e, err := ballot.ParseElection(setup.Election)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSetup, err)
	}
	m, err := e.ParseManifest(setup.Manifest)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSetup, err)
	}
	trustees, err := tally.ParseTrustees(setup.Trustees)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSetup, err)
	}
	own, err := trustees.PublicKey(owner)
	if err != nil || !own.Equal(group.GPow(key.x)) || !trustees.Matches(m) || !trustees.Key.Equal(e.PublicKey) {
		return nil, fmt.Errorf("%w: the tellers' keys", ErrSetup)
	}
	if head.Stage != ballot.StageSealed || head.Fingerprint != e.Fingerprint || head.Size != 0 || !head.Verify(m.SigningKey) {
		return nil, ErrHead
	}
	return &Opener{key: key, owner: owner, setup: setup, election: e, manifest: m, sealed: head, memory: memory}, nil
}

// Check verifies the whole closed box against what was sealed and keeps the sum that it computes. unissued are the
// credentials that the host says were never handed out, admitted how many members were let in. voted is this teller's
// own tracker, or empty if it did not vote.
func (o *Opener) Check(closed []byte, head ballot.Head, unissued []string, admitted int, voted string) error {
	o.total = nil
	r, err := record.Parse(closed)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBox, err)
	}
	if string(r.Election) != string(o.setup.Election) || string(r.Trustees) != string(o.setup.Trustees) ||
		string(r.Credentials) != string(o.setup.Credentials) || r.AtSealing != o.sealed.Record {
		return fmt.Errorf("%w: it changed since the sealing", ErrSetup)
	}
	report, err := record.Verify(closed, o.setup.Manifest)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBox, err)
	}
	if !report.Valid() {
		return fmt.Errorf("%w: %w", ErrBox, report.Failures[0])
	}
	if report.Stage != "closed" {
		return fmt.Errorf("%w: it is not at its close but %q", ErrBox, report.Stage)
	}
	trackers := r.Trackers()
	if head.Stage != ballot.StageClosed || head.Fingerprint != o.election.Fingerprint || head.Size != len(trackers) ||
		head.Record != r.AtClose || head.Trackers != ballot.HexDigest(ballot.EncodeTrackers(trackers)) ||
		!head.Verify(o.manifest.SigningKey) {
		return ErrHead
	}
	if report.Counted < max(record.MinimumBallots, o.manifest.BallotQuorum) {
		return ErrQuorum
	}
	if voted != "" && !slices.Contains(trackers, voted) {
		return fmt.Errorf("%w: this teller's own ballot is missing", ErrBox)
	}
	if err := o.reconcile(r, unissued, admitted); err != nil {
		return err
	}
	o.total = report.Total
	return nil
}

// reconcile checks that what was never handed out has not voted, and that no more was handed out than members were let in.
func (o *Opener) reconcile(r *record.Record, unissued []string, admitted int) error {
	credentials, err := ballot.ParseCredentials(r.Credentials)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBox, err)
	}
	held := map[string]bool{}
	for _, text := range unissued {
		key, err := group.ParsePoint(text)
		if err != nil {
			return ErrUnissued
		}
		if _, listed := credentials.Weight(key); !listed || held[text] {
			return ErrUnissued
		}
		held[text] = true
	}
	if len(credentials.Keys)-len(held) > admitted {
		return ErrUnissued
	}
	for i := range r.Size() {
		raw, err := r.Ballot(i)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBox, err)
		}
		b, err := ballot.Parse(raw)
		if err != nil || held[b.Credential.String()] {
			return ErrUnissued
		}
	}
	return nil
}

// Open makes this teller's part for the checked sum. It is stored before it is returned, so another sum is refused for
// ever on this device, and asking again for the same one gives the same bytes.
func (o *Opener) Open() ([]byte, error) {
	if o.total == nil {
		return nil, ErrNotChecked
	}
	digest := ballot.HexDigest(o.total.Encode())
	answer, err := o.memory.Load()
	if err != nil {
		return nil, err
	}
	if answer == nil {
		answer = &Answer{digest, strict.Encode(o.key.decrypt(o.election, o.owner, o.total))}
		if err := o.memory.Store(*answer); err != nil {
			return nil, err
		}
	}
	if answer.Total != digest {
		return nil, ErrSecondTotal
	}
	return answer.Payload, nil
}
