package wire

import (
	"encoding/base64"
	"errors"

	"phieukin/ballot"
)

// CastFrame is the one binary message of a casting socket: the election's fingerprint as 32 raw bytes, then the sealed
// compact ballot.
type CastFrame struct {
	Fingerprint string
	Sealed      []byte
}

// MaxCastFrame bounds a casting message before its election is known.
const MaxCastFrame = 1 << 20

const rawFingerprint = 32

// ErrCastFrame says that a casting message is too short.
var ErrCastFrame = errors.New("malformed casting message")

// ParseCast reads a casting message.
func ParseCast(data []byte) (CastFrame, error) {
	if len(data) <= rawFingerprint {
		return CastFrame{}, ErrCastFrame
	}
	return CastFrame{base64.RawStdEncoding.EncodeToString(data[:rawFingerprint]), data[rawFingerprint:]}, nil
}

// Encode writes the casting message. The fingerprint must be well-formed.
func (f CastFrame) Encode() []byte {
	raw, err := base64.RawStdEncoding.DecodeString(f.Fingerprint)
	if err != nil || len(raw) != rawFingerprint {
		panic("wire: internal error: malformed fingerprint")
	}
	return append(raw, f.Sealed...)
}

// Witness is the other message of an anonymous socket, as text: a phone found its ballot in the closed box, or holds a
// promise for one that is missing.
type Witness struct {
	Type        string          `json:"type"` // "witness"
	Fingerprint string          `json:"fingerprint"`
	Missing     *ballot.Receipt `json:"missing,omitempty"`
}

// CastAnswer is what the casting socket answers: queued, then in with the receipt, or refused with a reason.
type CastAnswer struct {
	Type    string          `json:"type"`
	Receipt *ballot.Receipt `json:"receipt,omitempty"`
	Reason  string          `json:"reason,omitempty"`
}

// Types of a casting answer.
const (
	CastQueued  = "queued"
	CastIn      = "in"
	CastRefused = "refused"
)

// Reasons for which a ballot is refused. Only CastBusy is worth trying again with the same bytes.
const (
	CastNotSealed         = "not_sealed"
	CastTooLarge          = "too_large"
	CastOtherElection     = "other_election"
	CastBadLength         = "bad_length"
	CastBadPoint          = "bad_point"
	CastBadScalar         = "bad_scalar"
	CastUnknownCredential = "unknown_credential"
	CastBadSignature      = "bad_signature"
	CastBadProof          = "bad_proof"
	CastSpent             = "spent"
	CastNotOpen           = "not_open"
	CastClosed            = "closed"
	CastBusy              = "busy"
)
