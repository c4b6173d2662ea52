// Package proof holds the zero-knowledge proofs of Belenios, crypto version 1: knowledge of a secret exponent, text
// signatures, membership of a small set ("the ciphertext holds one of these values") and correct decryption.
//
// Every proof has the sign convention response = w - secret*challenge, and a verifier recomputes the commitment as
// g^response X^challenge. The prefixes that are hashed bind a proof to what it speaks of; callers build them from the
// election's fingerprint and the credential as the specification says.
package proof

import "phieukin/crypto/group"

// Proof is one challenge and its response, in JSON an object of both decimals.
type Proof struct {
	Challenge *group.Scalar `json:"challenge"`
	Response  *group.Scalar `json:"response"`
}

// Knowledge proves knowledge of x for X = g^x (prefix "pok|").
func Knowledge(x *group.Scalar) Proof {
	return schnorr("pok|"+group.Name+"|"+group.GPow(x).String()+"|", x)
}

// VerifyKnowledge checks a proof made by Knowledge.
func VerifyKnowledge(p Proof, public *group.Point) bool {
	return verifySchnorr("pok|"+group.Name+"|"+public.String()+"|", p, public)
}

// SignText signs a text with key (prefix "sigmsg|").
func SignText(key *group.Scalar, message string) Proof { return schnorr("sigmsg|"+message+"|", key) }

// VerifyText checks a text's signature.
func VerifyText(p Proof, public *group.Point, message string) bool {
	return verifySchnorr("sigmsg|"+message+"|", p, public)
}

// SignBallot signs a ballot's hash with the credential (prefix "sig|").
func SignBallot(credential *group.Scalar, hash string) Proof {
	return schnorr("sig|"+hash+"|", credential)
}

// VerifyBallot checks a ballot's signature.
func VerifyBallot(p Proof, public *group.Point, hash string) bool {
	return verifySchnorr("sig|"+hash+"|", p, public)
}

func schnorr(prefix string, x *group.Scalar) Proof {
	w := group.Random()
	challenge := group.Hash(prefix, group.GPow(w))
	return Proof{challenge, w.Sub(x.Mul(challenge))}
}

func verifySchnorr(prefix string, p Proof, public *group.Point) bool {
	return group.Hash(prefix, group.CommitG(p.Response, public, p.Challenge)).Equal(p.Challenge)
}

// Decryption proves that factor = alpha^x for the x of public = g^x. The prefix says which decryption of what.
func Decryption(prefix string, x *group.Scalar, alpha *group.Point) Proof {
	w := group.Random()
	challenge := group.Hash(prefix, group.GPow(w), alpha.Pow(w))
	return Proof{challenge, w.Sub(x.Mul(challenge))}
}

// VerifyDecryption checks a proof made by Decryption.
func VerifyDecryption(prefix string, p Proof, public, alpha, factor *group.Point) bool {
	a := group.CommitG(p.Response, public, p.Challenge)
	b := group.Commit(alpha, p.Response, factor, p.Challenge)
	return group.Hash(prefix, a, b).Equal(p.Challenge)
}
