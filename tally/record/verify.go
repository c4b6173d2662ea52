package record

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/tally"
)

// Report says what was checked and what was found.
type Report struct {
	UUID        string           `json:"uuid"`
	Fingerprint string           `json:"fingerprint"`
	Kind        string           `json:"kind"`  // KindOurs or KindForeign
	Stage       string           `json:"stage"` // how far the election got: "voting", "closed", "opening", "published"
	Questions   int              `json:"questions"`
	Credentials int              `json:"credentials"`
	Trustees    int              `json:"trustees"`
	Ballots     int              `json:"ballots"`
	Counted     int              `json:"counted"`
	Partials    int              `json:"partials"`
	Manifest    bool             `json:"manifest"` // it was at hand and checked
	Heads       int              `json:"heads"`    // how many were at hand and checked
	Warnings    []string         `json:"warnings"`
	Failures    []*Failure       `json:"failures"`
	Result      tally.Result     `json:"result,omitempty"`
	Election    *ballot.Election `json:"-"`
	// Total is the sum of the ballots that count, computed here and not read from the record.
	Total tally.Encrypted `json:"-"`
}

// Kinds of records: ours carry the marker of a manifest, and more is demanded of them.
const (
	KindOurs    = "phieukin"
	KindForeign = "belenios"
)

// Warnings, by code.
const (
	WarnUnbound  = "unbound-decryption" // Belenios v1 proofs do not exclude a teller who shaped the last ballot
	WarnManifest = "manifest-absent"    // names and quorums were not checked
	WarnNoResult = "no-result"          // valid as far as it goes
)

// Valid reports whether nothing failed.
func (r *Report) Valid() bool { return len(r.Failures) == 0 }

// Verify is VerifyFile of a record in memory.
func Verify(data, manifest []byte, heads ...ballot.Head) (*Report, error) {
	return VerifyFile(bytes.NewReader(data), manifest, heads...)
}

// VerifyFile checks everything in a record: the archive and its chain, the order of events, trustees, credentials, every
// ballot, the total, every partial decryption, the result, and for records of our kind all that the manifest adds.
// manifest may be nil where it is not at hand. The error is ErrUnreadable; whatever is wrong inside is in the report.
//
// It works on all cores and holds one ballot for each of them, whatever the file's size: beside that it keeps some 200
// bytes a ballot.
//
// heads are what people kept of the meeting, in any number; each must be of this record. They alone pin what nothing in
// a record depends on: its time, and credentials that nobody used.
func VerifyFile(file File, manifest []byte, heads ...ballot.Head) (*Report, error) {
	report := &Report{Warnings: []string{}, Failures: []*Failure{}}
	parsed, err := ParseFile(file)
	if errors.Is(err, ErrUnreadable) {
		return nil, err
	}
	if err == nil {
		v := verifier{Report: report, record: parsed}
		err = v.run(manifest, heads)
	}
	if errors.Is(err, ErrUnreadable) {
		return nil, err
	}
	if err != nil {
		var f *Failure
		if !errors.As(err, &f) {
			f = fail("record", "", err.Error())
		}
		report.Failures = append(report.Failures, f)
	}
	return report, nil
}

// verifier carries what one step establishes to the next. A step that fails ends the run, except that every bad
// ballot is named.
type verifier struct {
	*Report
	record      *Record
	election    *ballot.Election
	trustees    *tally.Trustees
	credentials *ballot.Credentials
	manifest    *ballot.Manifest
	weight      int64
}

func (v *verifier) run(manifest []byte, heads []ballot.Head) error {
	for _, step := range []func() error{
		v.setup, func() error { return v.kind(manifest) }, v.ballots, v.tally, v.partials,
		func() error { return v.heads(heads) },
	} {
		if err := step(); err != nil || len(v.Failures) > 0 {
			return err
		}
	}
	return nil
}

func (v *verifier) setup() (err error) {
	if v.election, err = ballot.ParseElection(v.record.Election); err != nil {
		return fail("election", "", err.Error())
	}
	v.Election = v.election
	v.UUID, v.Fingerprint, v.Questions = v.election.UUID, v.election.Fingerprint, len(v.election.Questions)
	if v.trustees, err = tally.ParseTrustees(v.record.Trustees); err != nil {
		return fail("trustees", "", err.Error())
	}
	v.Trustees = v.trustees.Size()
	if !v.trustees.Key.Equal(v.election.PublicKey) {
		return fail("trustees", "", "the election's key is not the product of the trustees' keys")
	}
	if v.credentials, err = ballot.ParseCredentials(v.record.Credentials); err != nil {
		return fail("credentials", "", err.Error())
	}
	v.Credentials = len(v.credentials.Keys)
	return nil
}

// kind checks the manifest of our own records.
func (v *verifier) kind(manifest []byte) (err error) {
	v.Kind = KindForeign
	if _, ours := v.election.Pinned(); !ours {
		return nil
	}
	v.Kind = KindOurs
	if !v.credentials.AllOne() {
		return fail("credentials", "", "a weight is not one")
	}
	keys := slices.SortedFunc(slices.Values(v.credentials.Keys), compareKeys)
	if string(ballot.EncodeCredentials(keys)) != string(v.record.Credentials) {
		return fail("credentials", "", "not a sorted list without weights")
	}
	for i, q := range v.election.Questions {
		if !q.ExactlyOne() {
			return fail("election", fmt.Sprintf("question %d", i+1), "is not an exactly-one question")
		}
	}
	if manifest == nil {
		v.Warnings = append(v.Warnings, WarnManifest)
		return nil
	}
	if v.manifest, err = v.election.ParseManifest(manifest); err != nil {
		return fail("manifest", "", err.Error())
	}
	if !v.trustees.Matches(v.manifest) {
		return fail("manifest", "", "the trustees are not the tellers that it names")
	}
	if v.manifest.Convened > v.Credentials {
		return fail("manifest", "", "more members are convened than there are credentials")
	}
	v.Manifest = true
	return nil
}

func compareKeys(a, b *group.Point) int { return strings.Compare(a.String(), b.String()) }

// tally compares the published encrypted total with the sum of the ballots.
func (v *verifier) tally() error {
	if !v.record.Ended {
		v.Warnings = append(v.Warnings, WarnNoResult)
		return nil
	}
	v.Stage = "closed"
	if v.record.Encrypted == nil {
		v.Warnings = append(v.Warnings, WarnNoResult)
		return nil
	}
	var sized tally.Sized
	if err := strict.DecodeCanonical(v.record.Sized, &sized); err != nil || sized.Encrypted != ballot.HexDigest(v.record.Encrypted) {
		return fail("tally", "", "its entry does not name the encrypted total")
	}
	if sized.Counted != v.Counted || sized.TotalWeight != v.weight {
		return fail("tally-count", "", fmt.Sprintf("says %d ballots of weight %d, there are %d of %d",
			sized.Counted, sized.TotalWeight, v.Counted, v.weight))
	}
	if string(v.Total.Encode()) != string(v.record.Encrypted) {
		return fail("tally-differs", "", "the encrypted total is not the sum of the ballots")
	}
	return nil
}

// partials verifies the opening and the result.
func (v *verifier) partials() error {
	if v.record.Encrypted == nil {
		return nil
	}
	parts, last := map[int]*tally.Partial{}, 0
	for _, part := range v.record.Partials {
		var owned tally.Owned
		if err := strict.DecodeCanonical(part.Owned, &owned); err != nil {
			return fail("decryption", "", err.Error())
		}
		place := fmt.Sprintf("trustee %d", owned.Owner)
		p, err := tally.ParsePartial(part.Payload)
		if err == nil {
			err = p.Verify(v.election, v.trustees, owned.Owner, v.Total, v.Kind == KindOurs)
		}
		if err != nil {
			return fail("decryption", place, err.Error())
		}
		if parts[owned.Owner] != nil {
			return fail("decryption-twice", place, "has answered twice")
		}
		if v.Kind == KindOurs && owned.Owner < last {
			return fail("decryption-order", place, "parts are not in the order of their trustees")
		}
		parts[owned.Owner], last = p, owned.Owner
		v.Stage = "opening"
	}
	v.Partials = len(parts)
	if v.record.Result == nil {
		v.Warnings = append(v.Warnings, WarnNoResult)
		return nil
	}
	v.Stage = "published"
	result, err := tally.ParseResult(v.record.Result, v.election)
	if err == nil {
		err = result.Check(v.trustees, parts, v.Total)
	}
	if errors.Is(err, tally.ErrTooFew) {
		return fail("decryption-too-few", "", err.Error())
	}
	if err != nil {
		return fail("result", "", err.Error())
	}
	if v.manifest != nil && v.Counted < max(MinimumBallots, v.manifest.BallotQuorum) {
		return fail("quorum", "", fmt.Sprintf("opened with %d ballots", v.Counted))
	}
	v.Result = result
	if v.Kind == KindForeign {
		v.Warnings = append(v.Warnings, WarnUnbound)
	}
	return nil
}

// heads compares what people kept of the meeting with the record.
func (v *verifier) heads(heads []ballot.Head) error {
	for _, h := range heads {
		if v.manifest == nil {
			return fail("head", h.Stage, "there is no manifest to check its signature with")
		}
		sum, trackers := v.record.AtSealing, []string{}
		if h.Stage == ballot.StageClosed {
			sum, trackers = v.record.AtClose, v.record.Trackers()
		} else if h.Stage != ballot.StageSealed {
			return fail("head", h.Stage, "is of an unknown stage")
		}
		if sum == "" || !h.Verify(v.manifest.SigningKey) || h.Fingerprint != v.Fingerprint || h.Size != len(trackers) ||
			h.Record != sum || h.Trackers != ballot.HexDigest(ballot.EncodeTrackers(trackers)) {
			return fail("head", h.Stage, "is not the head of this record")
		}
		v.Heads++
	}
	return nil
}

// MinimumBallots is the least number of ballots that may be opened in a meeting: fewer would show single votes.
const MinimumBallots = 3
