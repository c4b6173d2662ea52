// Package elgamal is exponential ElGamal: a small integer m under the election key y is (g^r, y^r g^m). Ciphertexts
// of the same key multiply into a ciphertext of the sum, which is how ballots are counted without being opened.
package elgamal

import "phieukin/crypto/group"

// Ciphertext is a pair (alpha, beta), in JSON an object of both.
type Ciphertext struct {
	Alpha *group.Point `json:"alpha"`
	Beta  *group.Point `json:"beta"`
}

// Neutral encrypts zero without randomness: the sum of no ballots.
func Neutral() Ciphertext { return Ciphertext{group.Neutral(), group.Neutral()} }

// Add returns a ciphertext of the sum of both plaintexts.
func (c Ciphertext) Add(o Ciphertext) Ciphertext {
	return Ciphertext{c.Alpha.Mul(o.Alpha), c.Beta.Mul(o.Beta)}
}

// Times returns a ciphertext of n times the plaintext, n >= 0.
func (c Ciphertext) Times(n int64) Ciphertext {
	s := group.FromInt(n)
	return Ciphertext{c.Alpha.Pow(s), c.Beta.Pow(s)}
}

// Sum adds ciphertexts.
func Sum(cs ...Ciphertext) Ciphertext {
	sum := Neutral()
	for _, c := range cs {
		sum = sum.Add(c)
	}
	return sum
}

// Equal reports whether both pairs are the same.
func (c Ciphertext) Equal(o Ciphertext) bool { return c.Alpha.Equal(o.Alpha) && c.Beta.Equal(o.Beta) }
