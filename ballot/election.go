// Package ballot is the public half of voting: the election, its credentials and its manifest, and ballots, which it
// parses strictly and verifies. It makes no ballot and derives no credential; that is package ballot/voter, which the
// server does not link.
//
// Start with ParseElection, then Parse or FromCompact for a ballot, then Ballot.VerifySignature and
// Ballot.VerifyProofs. All of it is Belenios, crypto version 1, group Ed25519, homomorphic questions.
package ballot

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"phieukin/crypto/group"
	"phieukin/crypto/strict"
)

// Election is a parsed election.json. Its fingerprint is taken over the stored bytes, which are kept.
type Election struct {
	Raw         []byte
	Fingerprint string // b64(SHA-256(Raw)), 43 characters
	Name        string
	Description string
	UUID        string
	PublicKey   *group.Point
	Questions   []Question
}

// Question asks for a choice of min to max among the answers; with blank, an additional first choice "none of them".
type Question struct {
	Answers []string `json:"answers"`
	Blank   bool     `json:"blank,omitempty"`
	Min     int      `json:"min"`
	Max     int      `json:"max"`
	Text    string   `json:"question"`
}

// Ciphertexts is how many ciphertexts a ballot holds for the question.
func (q Question) Ciphertexts() int {
	if q.Blank {
		return len(q.Answers) + 1
	}
	return len(q.Answers)
}

// ExactlyOne reports whether the question is of the only kind that this service makes.
func (q Question) ExactlyOne() bool { return q.Min == 1 && q.Max == 1 && len(q.Answers) >= 2 }

// ErrElection is wrapped by every refusal of an election.
var ErrElection = errors.New("election")

// limits on what is read: far above any meeting, low enough to bound memory.
const (
	maxQuestions = 2000
	maxAnswers   = 100
)

type electionJSON struct {
	Version             int          `json:"version"`
	Description         string       `json:"description"`
	Name                string       `json:"name"`
	Group               string       `json:"group"`
	PublicKey           *group.Point `json:"public_key"`
	Questions           []Question   `json:"questions"`
	UUID                string       `json:"uuid"`
	Administrator       string       `json:"administrator,omitempty"`
	CredentialAuthority string       `json:"credential_authority,omitempty"`
}

// ParseElection reads election.json. Any JSON spelling is accepted, since the bytes themselves are what is hashed.
func ParseElection(raw []byte) (*Election, error) {
	var e electionJSON
	if err := strict.Decode(raw, &e); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrElection, err)
	}
	switch {
	case e.Version != 1:
		return nil, fmt.Errorf("%w: version %d is not 1", ErrElection, e.Version)
	case e.Group != group.Name:
		return nil, fmt.Errorf("%w: group %q is not %s", ErrElection, e.Group, group.Name)
	case e.PublicKey == nil || e.PublicKey.IsNeutral():
		return nil, fmt.Errorf("%w: no usable public key", ErrElection)
	case !validUUID(e.UUID):
		return nil, fmt.Errorf("%w: malformed uuid", ErrElection)
	case len(e.Questions) == 0 || len(e.Questions) > maxQuestions:
		return nil, fmt.Errorf("%w: %d questions", ErrElection, len(e.Questions))
	}
	for i, q := range e.Questions {
		if len(q.Answers) == 0 || len(q.Answers) > maxAnswers || q.Min < 0 || q.Max < q.Min || q.Max > len(q.Answers) {
			return nil, fmt.Errorf("%w: question %d has an impossible choice", ErrElection, i+1)
		}
	}
	return &Election{
		Raw: raw, Fingerprint: Digest(raw), Name: e.Name, Description: e.Description, UUID: e.UUID,
		PublicKey: e.PublicKey, Questions: e.Questions,
	}, nil
}

// NewElection makes an election.json of this service and parses it.
func NewElection(uuid, name, description string, key *group.Point, questions []Question) (*Election, error) {
	return ParseElection(strict.Encode(electionJSON{
		Version: 1, Description: description, Name: name, Group: group.Name, PublicKey: key,
		Questions: questions, UUID: uuid,
	}))
}

// Digest is b64(SHA-256(data)) without padding, the form of fingerprints, ballot hashes and trackers.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return base64.RawStdEncoding.EncodeToString(sum[:])
}

// Base58 is the alphabet of identifiers and credentials.
const Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

func validUUID(uuid string) bool {
	return len(uuid) >= 14 && len(uuid) <= 64 && strings.Trim(uuid, Base58) == ""
}
