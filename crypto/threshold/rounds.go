package threshold

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/words"
)

// Terms are what is fixed before the first message of a ceremony: the meeting, how many tellers take part, and how many
// of them open the box.
type Terms struct {
	UUID      string `json:"uuid"`
	Size      int    `json:"size"`
	Threshold int    `json:"threshold"`
}

// MaxSize bounds a ceremony in a room: each teller deals to each.
const MaxSize = 20

// ErrTerms says that a ceremony cannot be held on such terms. All of n is among them: whoever deals last could then
// choose the key, and Belenios' tool refuses it too; n indispensable trustees need no ceremony.
var ErrTerms = errors.New("threshold: a ceremony needs 1 <= threshold < size <= 20 and an election's uuid")

// Check refuses impossible terms.
func (t Terms) Check() error {
	const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	if t.Threshold < 1 || t.Threshold >= t.Size || t.Size > MaxSize ||
		len(t.UUID) < 14 || len(t.UUID) > 64 || strings.Trim(t.UUID, base58) != "" {
		return ErrTerms
	}
	return nil
}

// Round is one of the four in which every teller publishes one message. A round begins when the one before is complete.
type Round string

// The rounds in their order.
const (
	RoundCommit Round = "commit"
	RoundReveal Round = "reveal"
	RoundDeal   Round = "deal"
	RoundKey    Round = "key"
)

// Rounds lists them in their order.
var Rounds = []Round{RoundCommit, RoundReveal, RoundDeal, RoundKey}

// Reveal is a teller's message of the second round, to which it has committed in the first.
type Reveal struct {
	Certificate        SignedMessage `json:"certificate"`
	Recipient          string        `json:"recipient"` // hybrid age recipient that its shares are sealed to
	RecipientSignature proof.Proof   `json:"recipient_signature"`
	Nonce              string        `json:"nonce"` // 16 bytes in hex
}

// Deal is a teller's message of the third round: the commitments to its polynomial, signed alone and together with all
// certificates, and one sealed share for each teller, itself included.
type Deal struct {
	Coefexps  SignedMessage `json:"coefexps"`
	Signature proof.Proof   `json:"signature"`
	Shares    [][]byte      `json:"shares"` // age files, in JSON as standard base64
}

// Share is the plaintext of one sealed share.
type Share struct {
	UUID  string        `json:"uuid"`
	From  int           `json:"from"`
	To    int           `json:"to"`
	Value *group.Scalar `json:"share"`
}

// ShareLimit bounds a share's plaintext.
const ShareLimit = 256

// Commitment is the message of the first round for a reveal's bytes.
func Commitment(uuid string, reveal []byte) string {
	sum := sha256.Sum256([]byte("phieukin-ceremony|" + uuid + "|" + string(reveal)))
	return hex.EncodeToString(sum[:])
}

// CommitmentCode is a label of a commitment, "5H2K 9QXM". Where a ceremony stops because a certificate was swapped on its way to
// some, no signature tells whose; the one whose label differs between two devices it is.
func CommitmentCode(commitment string) (string, error) {
	sum, err := hex.DecodeString(commitment)
	if err != nil || len(sum) != sha256.Size {
		return "", ErrForm
	}
	return words.Code(sum, 8), nil
}

// CertificateText is what trustee index signs as its certificate.
func CertificateText(t Terms, index int, verification, encryption *group.Point) string {
	return string(strict.Encode(certificate{context{group.Name, t.Size, t.Threshold, index}, verification, encryption}))
}

// RecipientText is what a teller signs so that nobody puts another recipient in the place of its own.
func RecipientText(uuid string, index int, recipient string) string {
	return fmt.Sprintf("phieukin-recipient|%s|%d|%s", uuid, index, recipient)
}

// CoefexpsText is what a trustee signs as its coefficients.
func CoefexpsText(coefexps []*group.Point) string {
	return string(strict.Encode(coefficients{coefexps}))
}

// CertsText is what a trustee signs beside them: the certificates that it saw, and its coefficients.
func CertsText(certs []SignedMessage, coefexps []*group.Point) string {
	return "certs_sig|" + string(strict.Encode(signed{certs, coefexps}))
}

// TellersCode is the code that the tellers read to each other once the meeting is sealed: 40 bits of the record's
// setup_data and of all nonces in index order. Nobody could know the nonces before every teller had committed to its
// certificate, so a relay cannot search for two ceremonies with one code.
func TellersCode(setup []byte, nonces []string) string {
	sum := sha256.Sum256([]byte("phieukin-tellers|" + string(setup) + "|" + strings.Join(nonces, ",")))
	return words.Code(sum[:], 8)
}

// Trustees writes trustees.json with these trustees and no others.
func (p *Parameters) Trustees() []byte { return strict.Encode([][2]any{{"Pedersen", p}}) }
