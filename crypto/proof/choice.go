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
