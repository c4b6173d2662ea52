// Package tallytest makes whole small meetings for tests: keys, election, credentials, ballots, and the closed box as a
// record of our kind. It holds every secret of the meeting, so only tests import it.
package tallytest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/trustee"
)

// Options say what a meeting is like. Their zero values mean one question, no blank, nobody, one teller, quorum 1.
type Options struct {
	Questions int
	Answers   int // 4
	Blank     bool
	Voters    int
	Spares    int // credentials that are never handed out, the last ones in Voters
	Tellers   int
	Quorum    int
	Foreign   bool // the election names no manifest, so its record is plain Belenios
}

// Meeting is a sealed meeting with all its secrets.
type Meeting struct {
	Setup       trustee.Setup
	Election    *ballot.Election
	Trustees    *tally.Trustees
	Credentials *ballot.Credentials
	Manifest    *ballot.Manifest
	Signing     *group.Scalar
	Keys        []*trustee.Key
	Voters      []voter.Credential // in no order, spares last
	Options     Options
}

// UUID is every meeting's: ballots still differ in their fingerprint.
const UUID = "Q5V7oUSV4CdWW7"

// recipient is made once: the age keys play no part here.
var recipient = func() string {
	id, err := envelope.NewIdentity()
	if err != nil {
		panic(err)
	}
	return id.Recipient()
}()

// New seals a meeting.
func New(t testing.TB, o Options) *Meeting {
	t.Helper()
	o.Questions, o.Tellers, o.Quorum = max(o.Questions, 1), max(o.Tellers, 1), max(o.Quorum, 1)
	if o.Answers == 0 {
		o.Answers = 4
	}
	m := &Meeting{Options: o, Signing: group.Random()}
	var keys [][]byte
	manifest := ballot.Manifest{
		Version: ballot.ManifestVersion, UUID: UUID, Roster: ballot.HexDigest(nil), Convened: max(o.Voters, 1),
		AttendanceQuorum: 1, BallotQuorum: o.Quorum, Profile: ballot.ProfileRef{Name: "test", Hash: ballot.HexDigest(nil)},
		Blank: o.Blank, Threshold: o.Tellers, Registrar: recipient, Recipient: recipient, SigningKey: group.GPow(m.Signing),
	}
	for i := range o.Tellers {
		key := trustee.NewKey()
		m.Keys = append(m.Keys, key)
		keys = append(keys, key.Publish())
		manifest.Tellers = append(manifest.Tellers, ballot.TellerRef{Name: fmt.Sprint("teller ", i+1), Key: ballot.HexDigest(keys[i])})
	}
	var public []*group.Point
	for range max(o.Voters, 1) + o.Spares {
		c := voter.NewCredential()
		m.Voters = append(m.Voters, c)
		public = append(public, group.GPow(c.Key(UUID)))
	}
	slices.SortFunc(public, func(a, b *group.Point) int { return strings.Compare(a.String(), b.String()) })
	m.Setup.Trustees, m.Setup.Manifest = tally.EncodeSingles(keys), manifest.Encode()
	m.Setup.Credentials = ballot.EncodeCredentials(public)
	m.parse(t)
	return m
}

// parse makes the election and reads everything back as a device would.
func (m *Meeting) parse(t testing.TB) {
	t.Helper()
	var err error
	check := func() {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	m.Trustees, err = tally.ParseTrustees(m.Setup.Trustees)
	check()
	var questions []ballot.Question
	for i := range m.Options.Questions {
		q := ballot.Question{Blank: m.Options.Blank, Min: 1, Max: 1, Text: fmt.Sprint("question ", i+1)}
		for j := range m.Options.Answers {
			q.Answers = append(q.Answers, fmt.Sprint("answer ", j+1))
		}
		questions = append(questions, q)
	}
	description := ballot.Description("unit", m.Setup.Manifest)
	if m.Options.Foreign {
		description = "unit"
	}
	m.Election, err = ballot.NewElection(UUID, "test", description, m.Trustees.Key, questions)
	check()
	m.Setup.Election = m.Election.Raw
	m.Credentials, err = ballot.ParseCredentials(m.Setup.Credentials)
	check()
	if !m.Options.Foreign {
		m.Manifest, err = m.Election.ParseManifest(m.Setup.Manifest)
		check()
	}
}

// Unissued are the public credentials of the spares.
func (m *Meeting) Unissued() []string {
	out := []string{}
	for _, c := range m.Voters[len(m.Voters)-m.Options.Spares:] {
		out = append(out, group.GPow(c.Key(UUID)).String())
	}
	return out
}

// SealedHead is the head of the empty box.
func (m *Meeting) SealedHead() ballot.Head {
	return ballot.SignHead(m.Signing, ballot.StageSealed, m.Election.Fingerprint, nil, m.Writer().Bytes())
}

// Writer starts the meeting's record.
func (m *Meeting) Writer() *record.Writer {
	return record.NewWriter(1795344922, m.Setup.Election, m.Setup.Trustees, m.Setup.Credentials)
}

// Ballot makes the ballot of a voter: one choice for all questions, or one for each.
func (m *Meeting) Ballot(t testing.TB, who int, choices ...int) *ballot.Ballot {
	t.Helper()
	if len(choices) == 1 {
		choices = slices.Repeat(choices, len(m.Election.Questions))
	}
	prepared, err := voter.Prepare(m.Election)
	if err != nil {
		t.Fatal(err)
	}
	b, err := prepared.Finish(m.Voters[who], choices)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Box is a closed box.
type Box struct {
	Writer   *record.Writer
	Data     []byte
	Head     ballot.Head
	Trackers []string
	Total    tally.Encrypted
}

// Close writes the closed record of the ballots, sorted as a meeting's must be. It does not verify them.
func (m *Meeting) Close(ballots ...*ballot.Ballot) *Box {
	ballots = slices.Clone(ballots)
	slices.SortFunc(ballots, func(a, b *ballot.Ballot) int { return strings.Compare(a.Tracker(), b.Tracker()) })
	box := &Box{Writer: m.Writer(), Total: tally.Zero(m.Election)}
	for _, b := range ballots {
		box.Writer.Ballot(b.Encode())
		box.Trackers = append(box.Trackers, b.Tracker())
		box.Total = box.Total.AddBallot(b, 1)
	}
	box.Writer.End(len(ballots), int64(len(ballots)), box.Total)
	box.Data = box.Writer.Bytes()
	box.Head = ballot.SignHead(m.Signing, ballot.StageClosed, m.Election.Fingerprint, box.Trackers, box.Data)
	return box
}

// Secret is the secret of teller number owner, from 1.
func (m *Meeting) Secret(owner int) *group.Scalar {
	x, err := group.ParseScalar(m.Keys[owner-1].String())
	if err != nil {
		panic(err)
	}
	return x
}

// Part makes the part of teller number owner for a total, without any check: product code makes parts through
// trustee.Opener alone.
func (m *Meeting) Part(owner int, total tally.Encrypted) *tally.Partial {
	x := m.Secret(owner)
	public, hash := group.GPow(x), ballot.HexDigest(total.Encode())
	p := &tally.Partial{Factors: make([][]*group.Point, len(total)), Proofs: make([][]proof.Proof, len(total)), BoundProofs: make([][]proof.Proof, len(total))}
	for i, row := range total {
		for j, c := range row {
			factor := c.Alpha.Pow(x)
			prefix := tally.BoundPrefix(m.Election.Fingerprint, hash, owner, public, i, j, c.Alpha, factor)
			p.Factors[i] = append(p.Factors[i], factor)
			p.Proofs[i] = append(p.Proofs[i], proof.Decryption(tally.DecryptionPrefix(m.Election.Fingerprint, public), x, c.Alpha))
			p.BoundProofs[i] = append(p.BoundProofs[i], proof.Decryption(prefix, x, c.Alpha))
		}
	}
	return p
}

// Memory is a device's memory for a test.
type Memory struct{ Answer *trustee.Answer }

// Load returns the answer, if there is one.
func (m *Memory) Load() (*trustee.Answer, error) { return m.Answer, nil }

// Store keeps the answer.
func (m *Memory) Store(a trustee.Answer) error {
	m.Answer = &a
	return nil
}
