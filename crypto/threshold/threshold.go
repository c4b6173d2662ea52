// Package threshold is the public side of Belenios' Pedersen key ceremony, in the form of versions 2.5.1 and later:
// n tellers make one election key of which any t can open a total and no t-1 can. Anyone can hold all of them to it
// without knowing a secret: Parameters.Verify checks the published outcome, and a Board checks each message on the way.
// The secret side, which makes the messages, is trustee.Ceremony.
//
// # The rounds
//
// They run over a relay that may lie. Every teller, numbered from 1, publishes one message a round, and the relay shows
// a round's messages only when all have come. JSON is compact, members in the order shown, all other spellings are
// refused. Points, scalars, proofs and SignedMessage are the record's.
//
//	commit  5c0f... (64 hex digits: SHA-256 of "phieukin-ceremony|" uuid "|" the bytes of the reveal to come)
//	reveal  {"certificate":{"message":"{\"context\":{\"group\":\"Ed25519\",\"size\":3,\"threshold\":2,\"index\":1},
//	        \"verification\":\"b030...\",\"encryption\":\"ac6f...\"}","signature":{"challenge":"10..","response":"94.."}},
//	        "recipient":"age1pq1...","recipient_signature":{"challenge":"..","response":".."},"nonce":"00112233445566778899aabbccddeeff"}
//	deal    {"coefexps":{"message":"{\"coefexps\":[\"fde5...\",\"81a2...\"]}","signature":{..}},"signature":{..},"shares":["YWdl..","YWdl..","YWdl.."]}
//	key     {"pok":{..},"public_key":"abdf...","signature":{..}}
//
// recipient_signature signs the text "phieukin-recipient|" uuid "|" index "|" recipient; the deal's signature signs
// CertsText. Share j (at j-1) is an age file to the recipient of teller j with the plaintext
//
//	{"uuid":"Q5V7oUSV4CdWW7","from":1,"to":3,"share":"5599..."}
//
// When all four rounds are complete, Board.Assemble gives the outcome and Parameters.Trustees the trustees.json.
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

// What can be wrong with a ceremony. Refusals of one trustee's part are wrapped in a Fault, which names it.
var (
	ErrShape       = errors.New("threshold: wrong number of parts")
	ErrCertificate = errors.New("threshold: certificate")
	ErrCoefexps    = errors.New("threshold: coefficients")
	ErrKey         = errors.New("threshold: verification key")
)

// Fault names the trustee, from 1, whose part is refused.
type Fault struct {
	Index int
	Err   error
}

func (f *Fault) Error() string { return fmt.Sprintf("teller %d: %v", f.Index, f.Err) }

func (f *Fault) Unwrap() error { return f.Err }

// fault refuses the part of trustee index for one of the sentinels, with the reason.
func fault(index int, sentinel error, reason string) error {
	return &Fault{index, fmt.Errorf("%w: %s", sentinel, reason)}
}

// Verify checks everything and returns the key of the group of trustees: the product of their constant coefficients.
func (p *Parameters) Verify() (*group.Point, error) {
	n := len(p.Certs)
	if p.Threshold < 1 || p.Threshold > n || len(p.Coefexps) != n || len(p.Signatures) != n || len(p.VerificationKeys) != n {
		return nil, ErrShape
	}
	signers := make([]*group.Point, n)
	for i, c := range p.Certs {
		parsed, err := checkCertificate(c, context{group.Name, n, p.Threshold, i + 1})
		if err != nil {
			return nil, err
		}
		signers[i] = parsed.Verification
	}
	polynomials := make([][]*group.Point, n)
	key := group.Neutral()
	for i, c := range p.Coefexps {
		coefs, err := checkCoefexps(i+1, p.Threshold, signers[i], p.Certs, c, p.Signatures[i])
		if err != nil {
			return nil, err
		}
		polynomials[i] = coefs
		key = key.Mul(coefs[0])
	}
	for j, vk := range p.VerificationKeys {
		if err := checkKey(j+1, signers[j], polynomials, vk); err != nil {
			return nil, err
		}
	}
	return key, nil
}

// checkCertificate checks that a certificate is of the context's trustee and signed by its own key.
func checkCertificate(c SignedMessage, want context) (*certificate, error) {
	parsed := new(certificate)
	if err := strict.DecodeCanonical([]byte(c.Message), parsed); err != nil {
		return nil, fault(want.Index, ErrCertificate, err.Error())
	}
	if parsed.Context != want || parsed.Verification.IsNeutral() || parsed.Encryption.IsNeutral() {
		return nil, fault(want.Index, ErrCertificate, "wrong context or key")
	}
	if !proof.VerifyText(c.Signature, parsed.Verification, c.Message) {
		return nil, fault(want.Index, ErrCertificate, "wrong signature")
	}
	return parsed, nil
}

// checkCoefexps checks the coefficients of trustee index, and that it signed them together with all certificates.
func checkCoefexps(index, threshold int, signer *group.Point, certs []SignedMessage, c SignedMessage, all proof.Proof) ([]*group.Point, error) {
	var coefs coefficients
	if err := strict.DecodeCanonical([]byte(c.Message), &coefs); err != nil {
		return nil, fault(index, ErrCoefexps, err.Error())
	}
	if len(coefs.Coefexps) != threshold {
		return nil, fault(index, ErrCoefexps, "degree is not the threshold's")
	}
	if !proof.VerifyText(c.Signature, signer, c.Message) || !proof.VerifyText(all, signer, CertsText(certs, coefs.Coefexps)) {
		return nil, fault(index, ErrCoefexps, "wrong signature")
	}
	return coefs.Coefexps, nil
}

// checkKey checks that a verification key follows from all coefficients and that its trustee knows the share.
func checkKey(index int, signer *group.Point, polynomials [][]*group.Point, vk VerificationKey) error {
	if vk.Signature == nil || !vk.PublicKey.Equal(publicShare(polynomials, index)) || vk.PublicKey.IsNeutral() {
		return fault(index, ErrKey, "does not follow from the coefficients")
	}
	if !proof.VerifyKnowledge(vk.Proof, vk.PublicKey) || !proof.VerifyText(*vk.Signature, signer, vk.PublicKey.String()) {
		return fault(index, ErrKey, "wrong proof or signature")
	}
	return nil
}

// publicShare is prod_i prod_k A_ik^(j^k), the public share of trustee j.
func publicShare(polynomials [][]*group.Point, j int) *group.Point {
	share := group.Neutral()
	for _, coefs := range polynomials {
		share = share.Mul(PublicValue(coefs, j))
	}
	return share
}

// PublicValue is prod_k A_k^(j^k): what g^s must be where s is the share that the coefficients' author gave to j.
func PublicValue(coefs []*group.Point, j int) *group.Point {
	value, power := group.Neutral(), group.FromInt(1)
	for _, a := range coefs {
		value = value.Mul(a.Pow(power))
		power = power.Mul(group.FromInt(int64(j)))
	}
	return value
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
