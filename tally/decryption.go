package tally

import (
	"errors"
	"fmt"
	"strconv"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
)

// Partial is one trustee's part of the opening: alpha^x for every ciphertext of the total, with proofs.
//
// Belenios' proof hashes neither alpha nor the factor, so a trustee who also casts the last ballot can choose both to
// fit and announce any total. BoundProofs closes that: it hashes what is opened, by whom, and the opening itself.
// Parts for records of our kind must have it; Belenios ignores the member.
type Partial struct {
	Factors     [][]*group.Point `json:"decryption_factors"`
	Proofs      [][]proof.Proof  `json:"decryption_proofs"`
	BoundProofs [][]proof.Proof  `json:"bound_proofs,omitempty"`
}

// Owned is a partial decryption's entry in the record.
type Owned struct {
	Owner   int    `json:"owner"`
	Payload string `json:"payload"` // hex SHA-256 of the partial decryption's bytes
}

// Why a partial decryption is refused.
var (
	ErrPartial      = errors.New("partial decryption")
	ErrPartialProof = errors.New("partial decryption: wrong proof")
	ErrUnbound      = errors.New("partial decryption: no bound proofs")
)

// DecryptionPrefix is what Belenios' decryption proof hashes before its commitments.
func DecryptionPrefix(fingerprint string, public *group.Point) string {
	return "decrypt|" + fingerprint + "|" + public.String() + "|"
}

// BoundPrefix is what the bound proof of one ciphertext hashes; question and choice count from 0.
func BoundPrefix(fingerprint, totalHash string, owner int, public *group.Point, question, choice int, alpha, factor *group.Point) string {
	return "phieukin-decrypt|" + fingerprint + "|" + totalHash + "|" + strconv.Itoa(owner) + "|" + public.String() + "|" +
		strconv.Itoa(question) + "," + strconv.Itoa(choice) + "|" + alpha.String() + "," + factor.String() + "|"
}

// ReturnText is what a teller's new device signs with the restored share to take the place of the old one; device is the
// new device's secret. The server learns from it that the share is there, and nothing of the share.
func ReturnText(uuid string, owner int, device string) string {
	return "phieukin-return|" + uuid + "|" + strconv.Itoa(owner) + "|" + ballot.HexDigest([]byte(device))
}

// ParsePartial reads a partial decryption.
func ParsePartial(raw []byte) (*Partial, error) {
	p := new(Partial)
	if err := strict.DecodeCanonical(raw, p); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPartial, err)
	}
	return p, nil
}

// Verify checks the part of trustee number owner against the total. With bound set, bound proofs are demanded; where
// they are present they are always checked.
func (p *Partial) Verify(e *ballot.Election, trustees *Trustees, owner int, total Encrypted, bound bool) error {
	public, err := trustees.PublicKey(owner)
	if err != nil {
		return err
	}
	if len(p.Factors) != len(total) || len(p.Proofs) != len(total) {
		return fmt.Errorf("%w: wrong shape", ErrPartial)
	}
	if bound && p.BoundProofs == nil {
		return ErrUnbound
	}
	checkBound := p.BoundProofs != nil
	if checkBound && len(p.BoundProofs) != len(total) {
		return fmt.Errorf("%w: wrong shape", ErrPartial)
	}
	prefix := DecryptionPrefix(e.Fingerprint, public)
	hash := ballot.HexDigest(total.Encode())
	for i, row := range total {
		if len(p.Factors[i]) != len(row) || len(p.Proofs[i]) != len(row) || checkBound && len(p.BoundProofs[i]) != len(row) {
			return fmt.Errorf("%w: wrong shape", ErrPartial)
		}
		for j, c := range row {
			factor := p.Factors[i][j]
			if !proof.VerifyDecryption(prefix, p.Proofs[i][j], public, c.Alpha, factor) {
				return fmt.Errorf("%w: question %d, choice %d", ErrPartialProof, i+1, j+1)
			}
			if checkBound && !proof.VerifyDecryption(BoundPrefix(e.Fingerprint, hash, owner, public, i, j, c.Alpha, factor),
				p.BoundProofs[i][j], public, c.Alpha, factor) {
				return fmt.Errorf("%w: bound, question %d, choice %d", ErrPartialProof, i+1, j+1)
			}
		}
	}
	return nil
}
