package ballot

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/scrypt"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/words"
)

// Receipt is the box's signed promise that a ballot is in it: the meeting key's signature on fingerprint and tracker.
type Receipt struct {
	Fingerprint string      `json:"fingerprint"`
	Tracker     string      `json:"tracker"`
	Signature   proof.Proof `json:"signature"`
}

// SignReceipt makes a receipt.
func SignReceipt(key *group.Scalar, fingerprint, tracker string) Receipt {
	r := Receipt{Fingerprint: fingerprint, Tracker: tracker}
	r.Signature = proof.SignText(key, r.message())
	return r
}

// Verify checks the receipt against the manifest's signing key.
func (r Receipt) Verify(signingKey *group.Point) bool {
	return proof.VerifyText(r.Signature, signingKey, r.message())
}

func (r Receipt) message() string { return "phieukin-receipt|" + r.Fingerprint + "|" + r.Tracker }

// Stages at which a head is made: there are no others, or heads would show the order of casting.
const (
	StageSealed = "sealed"
	StageClosed = "closed"
)

// Head is the meeting key's signature on the whole record at one of two moments. Beyond the record it signs the list of
// trackers, so that a phone can look its own up without fetching megabytes, and tellers, who have the record,
// check that the list is the record's.
type Head struct {
	Stage       string      `json:"stage"`
	Fingerprint string      `json:"fingerprint"`
	Size        int         `json:"size"`     // ballots in the record
	Record      string      `json:"record"`   // hex SHA-256 of the record's bytes so far
	Trackers    string      `json:"trackers"` // hex SHA-256 of the trackers' JSON array
	Signature   proof.Proof `json:"signature"`
}

// SignHead makes a head.
func SignHead(key *group.Scalar, stage, fingerprint string, trackers []string, record []byte) Head {
	h := Head{
		Stage: stage, Fingerprint: fingerprint, Size: len(trackers),
		Record: HexDigest(record), Trackers: HexDigest(EncodeTrackers(trackers)),
	}
	h.Signature = proof.SignText(key, h.message())
	return h
}

// Verify checks the head against the manifest's signing key.
func (h Head) Verify(signingKey *group.Point) bool {
	return proof.VerifyText(h.Signature, signingKey, h.message())
}

// Code is the head's short form for comparing screens.
func (h Head) Code() string {
	sum := sha256.Sum256([]byte(h.message()))
	return words.Code(sum[:], 8)
}

func (h Head) message() string {
	return fmt.Sprintf("phieukin-head|%s|%s|%s|%s|%s", h.Stage, h.Fingerprint, strconv.Itoa(h.Size), h.Record, h.Trackers)
}

// EncodeTrackers writes the list of trackers as a compact JSON array.
func EncodeTrackers(trackers []string) []byte {
	if trackers == nil {
		trackers = []string{}
	}
	return strict.Encode(trackers)
}

// ReceiptCode is the label that a member sees for a tracker: its first 40 bits, "5H2K 9QXM".
func ReceiptCode(tracker string) string {
	raw, err := base64.RawStdEncoding.DecodeString(tracker)
	if err != nil || len(raw) != sha256.Size {
		return ""
	}
	return words.Code(raw, 8)
}

// SealCode is the 12 characters that the hall compares at sealing: scrypt over the setup makes it dear to search for
// another setup with the same code.
func SealCode(setup []byte) string {
	key, err := scrypt.Key(setup, []byte("phieukin-setup"), 1<<15, 8, 1, 8)
	if err != nil {
		panic("ballot: internal error: scrypt parameters are fixed")
	}
	return strings.ReplaceAll(words.Code(key, 12), " ", "-")
}

// RegistrarTag is the registrar's fingerprint in the room's QR: 80 bits, 16 characters.
func RegistrarTag(recipient string) string {
	sum := sha256.Sum256([]byte(recipient))
	return strings.ReplaceAll(words.Code(sum[:], 16), " ", "")
}
