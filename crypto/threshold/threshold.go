// Package threshold checks the public side of Belenios' Pedersen key ceremony, in the form of versions 2.5.1 and later:
// certificates with their context, coefficients, each trustee's signature over all of it, and the verification keys
// that everybody can recompute. Anyone can hold t of n trustees' work to it without knowing a secret.
package threshold

import (
	"errors"
	"fmt"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
)

// Parameters is the published outcome of a ceremony, in index order: threshold.json of the specification's round 6.
type Parameters struct {
	Threshold        int               `json:"threshold"`
	Certs            []SignedMessage   `json:"certs"`
	Coefexps         []SignedMessage   `json:"coefexps"`
	Signatures       []proof.Proof     `json:"signatures"`
	VerificationKeys []VerificationKey `json:"verification_keys"`
}

// SignedMessage is a text and its signature by a trustee's signing key.
type SignedMessage struct {
	Message   string      `json:"message"`
	Signature proof.Proof `json:"signature"`
}

// VerificationKey is a trustee's public share VK_j = g^S_j with the proof that its share is known.
type VerificationKey struct {
	Proof     proof.Proof  `json:"pok"`
	PublicKey *group.Point `json:"public_key"`
	Signature *proof.Proof `json:"signature,omitempty"`
	Name      string       `json:"name,omitempty"`
}

type certificate struct {
	Context      context      `json:"context"`
	Verification *group.Point `json:"verification"`
	Encryption   *group.Point `json:"encryption"`
}

type context struct {
	Group     string `json:"group"`
	Size      int    `json:"size"`
	Threshold int    `json:"threshold"`
	Index     int    `json:"index"`
}

type coefficients struct {
	Coefexps []*group.Point `json:"coefexps"`
}

// signed is the text under a trustee's signature of round 3.
type signed struct {
	Certs    []SignedMessage `json:"certs"`
	Coefexps []*group.Point  `json:"coefexps"`
}

// What can be wrong with a ceremony.
var (
	ErrShape       = errors.New("threshold: wrong number of parts")
	ErrCertificate = errors.New("threshold: certificate")
	ErrCoefexps    = errors.New("threshold: coefficients")
	ErrKey         = errors.New("threshold: verification key")
)

// Verify checks everything and returns the key of the group of trustees: the product of their constant coefficients.
func (p *Parameters) Verify() (*group.Point, error) {
	n := len(p.Certs)
	if p.Threshold < 1 || p.Threshold > n || len(p.Coefexps) != n || len(p.Signatures) != n || len(p.VerificationKeys) != n {
		return nil, ErrShape
	}
	certs := make([]certificate, n)
	for i, c := range p.Certs {
		if err := strict.DecodeCanonical([]byte(c.Message), &certs[i]); err != nil {
			return nil, fmt.Errorf("%w %d: %w", ErrCertificate, i+1, err)
		}
		want := context{group.Name, n, p.Threshold, i + 1}
		if certs[i].Context != want || certs[i].Verification.IsNeutral() || certs[i].Encryption.IsNeutral() {
			return nil, fmt.Errorf("%w %d: wrong context or key", ErrCertificate, i+1)
		}
		if !proof.VerifyText(c.Signature, certs[i].Verification, c.Message) {
			return nil, fmt.Errorf("%w %d: wrong signature", ErrCertificate, i+1)
		}
	}
	polynomials := make([][]*group.Point, n)
	key := group.Neutral()
	for i, c := range p.Coefexps {
		var coefs coefficients
		if err := strict.DecodeCanonical([]byte(c.Message), &coefs); err != nil {
			return nil, fmt.Errorf("%w %d: %w", ErrCoefexps, i+1, err)
		}
		if len(coefs.Coefexps) != p.Threshold {
			return nil, fmt.Errorf("%w %d: degree is not the threshold's", ErrCoefexps, i+1)
		}
		all := "certs_sig|" + string(strict.Encode(signed{p.Certs, coefs.Coefexps}))
		if !proof.VerifyText(c.Signature, certs[i].Verification, c.Message) ||
			!proof.VerifyText(p.Signatures[i], certs[i].Verification, all) {
			return nil, fmt.Errorf("%w %d: wrong signature", ErrCoefexps, i+1)
		}
		polynomials[i] = coefs.Coefexps
		key = key.Mul(coefs.Coefexps[0])
	}
	for j, vk := range p.VerificationKeys {
		if vk.Signature == nil || !vk.PublicKey.Equal(publicShare(polynomials, j+1)) || vk.PublicKey.IsNeutral() {
			return nil, fmt.Errorf("%w %d: does not follow from the coefficients", ErrKey, j+1)
		}
		if !proof.VerifyKnowledge(vk.Proof, vk.PublicKey) ||
			!proof.VerifyText(*vk.Signature, certs[j].Verification, vk.PublicKey.String()) {
			return nil, fmt.Errorf("%w %d: wrong proof or signature", ErrKey, j+1)
		}
	}
	return key, nil
}

// publicShare is prod_i prod_k A_ik^(j^k), the public share of trustee j.
func publicShare(polynomials [][]*group.Point, j int) *group.Point {
	share := group.Neutral()
	index := group.FromInt(int64(j))
	for _, coefs := range polynomials {
		power := group.FromInt(1)
		for _, a := range coefs {
			share = share.Mul(a.Pow(power))
			power = power.Mul(index)
		}
	}
	return share
}

// Lagrange returns l_j = prod_{k != j} k/(k-j) for index j among the indices that answered.
func Lagrange(indices []int, j int) *group.Scalar {
	l := group.FromInt(1)
	for _, k := range indices {
		if k != j {
			l = l.Mul(group.FromInt(int64(k))).Mul(group.FromInt(int64(k - j)).Inverse())
		}
	}
	return l
}
