package proof

import (
	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
)

// Branch is one alternative of a disjunction: "this ciphertext holds this value under key Y".
type Branch struct {
	Ciphertext elgamal.Ciphertext
	Value      int64
}

// Verify checks a disjunction: the challenges of the branches add up to the hash of all recomputed commitments.
// There must be one proof a branch.
func Verify(prefix string, y *group.Point, branches []Branch, proofs []Proof) bool {
	if len(proofs) != len(branches) {
		return false
	}
	sum := group.FromInt(0)
	commitments := make([]*group.Point, 0, 2*len(branches))
	for i, b := range branches {
		p := proofs[i]
		shifted := b.Ciphertext.Beta
		if b.Value != 0 {
			shifted = shifted.Div(group.GPow(group.FromInt(b.Value)))
		}
		commitments = append(commitments,
			group.CommitG(p.Response, b.Ciphertext.Alpha, p.Challenge),
			group.Commit(y, p.Response, shifted, p.Challenge))
		sum = sum.Add(p.Challenge)
	}
	return group.Hash(prefix, commitments...).Equal(sum)
}

// Opened is a branch as the prover sees it: the ciphertext was made with randomness R and plaintext M, and the
// branch claims that the plaintext is Value.
type Opened struct {
	R     *group.Scalar
	M     int64
	Value int64
}

// Prove makes the disjunction's proofs; the branch at index truth must be true (M == Value). Only fixed bases are
// raised to powers, because the prover knows R and M: the commitments of a false branch with challenge c and
// response s are g^(s+Rc) and y^(s+Rc) g^((M-Value)c).
func Prove(prefix string, y *group.Point, branches []Opened, truth int) []Proof {
	proofs := make([]Proof, len(branches))
	commitments := make([]*group.Point, 0, 2*len(branches))
	w := group.Random()
	fake := group.FromInt(0)
	for i, b := range branches {
		if i == truth {
			commitments = append(commitments, group.GPow(w), y.Pow(w))
			continue
		}
		p := Proof{group.Random(), group.Random()}
		proofs[i] = p
		fake = fake.Add(p.Challenge)
		u := p.Response.Add(b.R.Mul(p.Challenge))
		second := y.Pow(u).Mul(group.GPow(group.FromInt(b.M - b.Value).Mul(p.Challenge)))
		commitments = append(commitments, group.GPow(u), second)
	}
	challenge := group.Hash(prefix, commitments...).Sub(fake)
	proofs[truth] = Proof{challenge, w.Sub(branches[truth].R.Mul(challenge))}
	return proofs
}
