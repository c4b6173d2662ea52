package ballot

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
)

// Manifest fixes what the election itself has no place for. Its hash stands in the last line of the election's
// description, so it is inside the fingerprint that every ballot and every decryption is bound to; that line also
// marks a record as one of our kind, for which more is demanded than Belenios does.
type Manifest struct {
	Version          string       `json:"version"`
	UUID             string       `json:"uuid"`
	Roster           string       `json:"roster"` // hex SHA-256 of the roster's JSON
	Convened         int          `json:"convened"`
	AttendanceQuorum int          `json:"attendance_quorum"`
	BallotQuorum     int          `json:"ballot_quorum"`
	Profile          ProfileRef   `json:"profile"`
	Blank            bool         `json:"blank"`
	Threshold        int          `json:"threshold"`
	Tellers          []TellerRef  `json:"tellers"`
	Registrar        string       `json:"registrar"` // age recipient of the host's browser
	Recipient        string       `json:"recipient"` // age recipient that ballots are sealed to
	SigningKey       *group.Point `json:"signing_key"`
}

// ProfileRef names a rating profile and pins its bytes.
type ProfileRef struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}

// TellerRef names a teller and pins the bytes of its key.
type TellerRef struct {
	Name string `json:"name"`
	Key  string `json:"key"` // hex SHA-256 of the trustee's JSON
}

// ManifestVersion is the only version there is.
const ManifestVersion = "phieukin 1"

const marker = "phieukin:1:"

// ErrManifest is wrapped by every refusal of a manifest.
var ErrManifest = errors.New("manifest")

// Encode writes the manifest's bytes.
func (m *Manifest) Encode() []byte { return strict.Encode(m) }

// Description is the election's description that pins a manifest: the unit's name and the marker line.
func Description(unit string, manifest []byte) string {
	return unit + "\n" + marker + HexDigest(manifest)
}

// Pinned returns the manifest hash in the description; ok says whether the election is of our kind.
func (e *Election) Pinned() (hash string, ok bool) {
	lines := strings.Split(e.Description, "\n")
	return strings.CutPrefix(lines[len(lines)-1], marker)
}

// ParseManifest reads the manifest that an election pins and checks it against the election: hash, uuid, question
// kinds, quorums, recipients, key.
func (e *Election) ParseManifest(raw []byte) (*Manifest, error) {
	pinned, ok := e.Pinned()
	if !ok || pinned != HexDigest(raw) {
		return nil, fmt.Errorf("%w: is not the one that the election names", ErrManifest)
	}
	m := new(Manifest)
	if err := strict.DecodeCanonical(raw, m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrManifest, err)
	}
	switch {
	case m.Version != ManifestVersion:
		return nil, fmt.Errorf("%w: unknown version", ErrManifest)
	case m.UUID != e.UUID:
		return nil, fmt.Errorf("%w: other meeting", ErrManifest)
	case !isHash(m.Roster) || !isHash(m.Profile.Hash):
		return nil, fmt.Errorf("%w: malformed hash", ErrManifest)
	case m.SigningKey.IsNeutral():
		return nil, fmt.Errorf("%w: neutral signing key", ErrManifest)
	case m.Threshold < 1 || m.Threshold > len(m.Tellers):
		return nil, fmt.Errorf("%w: threshold", ErrManifest)
	case m.Convened < 1 || m.AttendanceQuorum < 1 || m.AttendanceQuorum > m.Convened ||
		m.BallotQuorum < 1 || m.BallotQuorum > m.Convened:
		return nil, fmt.Errorf("%w: quorum", ErrManifest)
	case envelope.CheckRecipient(m.Registrar) != nil || envelope.CheckRecipient(m.Recipient) != nil:
		return nil, fmt.Errorf("%w: recipient", ErrManifest)
	}
	for i, q := range e.Questions {
		if !q.ExactlyOne() || q.Blank != m.Blank {
			return nil, fmt.Errorf("%w: question %d is not an exactly-one question", ErrManifest, i+1)
		}
	}
	return m, nil
}

func isHash(text string) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == sha256.Size && hex.EncodeToString(raw) == text
}

// HexDigest is hex(SHA-256(data)).
func HexDigest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
