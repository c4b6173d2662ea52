// Package trustee is the secret half of counting: a teller's key, and its part of opening a total. Only clients link
// it; the server never holds what this package makes, beyond the proved parts that tellers publish.
package trustee

import (
	"errors"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/tally"
)

// Key is one indispensable trustee's secret. It must be kept secret and destroyed when the result is published.
type Key struct{ x *group.Scalar }

// NewKey draws a key.
func NewKey() *Key { return &Key{group.Random()} }

// ErrKey says that a text is not a trustee's key.
var ErrKey = errors.New("not a trustee's key")

// ParseKey reads the decimal of String.
func ParseKey(text string) (*Key, error) {
	x, err := group.ParseScalar(text)
	if err != nil || x.IsZero() {
		return nil, ErrKey
	}
	return &Key{x}, nil
}

// String returns the secret's decimal.
func (k *Key) String() string { return k.x.String() }

// Publish returns the trustee's published key with its proof: one entry's object in trustees.json.
func (k *Key) Publish() []byte {
	return strict.Encode(tally.Single{Proof: proof.Knowledge(k.x), PublicKey: group.GPow(k.x)})
}

// Return signs that this secret is on a new device: see tally.ReturnText.
func (k *Key) Return(uuid string, owner int, device string) proof.Proof {
	return proof.SignText(k.x, tally.ReturnText(uuid, owner, device))
}

// decrypt makes the part of trustee number owner for one total, which must have been computed from ballots verified
// here: only Opener calls it.
func (k *Key) decrypt(e *ballot.Election, owner int, total tally.Encrypted) *tally.Partial {
	public := group.GPow(k.x)
	prefix := tally.DecryptionPrefix(e.Fingerprint, public)
	hash := ballot.HexDigest(total.Encode())
	p := &tally.Partial{}
	for i, row := range total {
		var factors []*group.Point
		var plain, bound []proof.Proof
		for j, c := range row {
			factor := c.Alpha.Pow(k.x)
			factors = append(factors, factor)
			plain = append(plain, proof.Decryption(prefix, k.x, c.Alpha))
			bound = append(bound, proof.Decryption(
				tally.BoundPrefix(e.Fingerprint, hash, owner, public, i, j, c.Alpha, factor), k.x, c.Alpha))
		}
		p.Factors = append(p.Factors, factors)
		p.Proofs = append(p.Proofs, plain)
		p.BoundProofs = append(p.BoundProofs, bound)
	}
	return p
}
