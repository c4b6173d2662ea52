// Package tally is the public half of counting: sums of ballots, trustees' keys, checking and combining partial
// decryptions, and the result. It opens nothing: partial decryptions are made in tally/trustee, which the server does
// not link.
package tally

import (
	"errors"
	"fmt"

	"phieukin/ballot"
	"phieukin/crypto/elgamal"
	"phieukin/crypto/strict"
)

// Encrypted is the encrypted total: for each question, for each of its choices, one ciphertext.
type Encrypted [][]elgamal.Ciphertext

// ErrShape says that a total does not have its election's shape.
var ErrShape = errors.New("tally does not have the election's shape")

// Zero is the total of no ballots.
func Zero(e *ballot.Election) Encrypted {
	t := make(Encrypted, len(e.Questions))
	for i, q := range e.Questions {
		for range q.Ciphertexts() {
			t[i] = append(t[i], elgamal.Neutral())
		}
	}
	return t
}

// ParseEncrypted reads a total and checks its shape.
func ParseEncrypted(raw []byte, e *ballot.Election) (Encrypted, error) {
	var t Encrypted
	if err := strict.DecodeCanonical(raw, &t); err != nil {
		return nil, fmt.Errorf("tally: %w", err)
	}
	if len(t) != len(e.Questions) {
		return nil, ErrShape
	}
	for i, q := range e.Questions {
		if len(t[i]) != q.Ciphertexts() {
			return nil, ErrShape
		}
	}
	return t, nil
}

// Encode writes the total's bytes, over which decryptions are bound.
func (t Encrypted) Encode() []byte { return strict.Encode(t) }

// Add returns the total of both, which must have one shape.
func (t Encrypted) Add(o Encrypted) Encrypted {
	sum := make(Encrypted, len(t))
	for i := range t {
		for j := range t[i] {
			sum[i] = append(sum[i], t[i][j].Add(o[i][j]))
		}
	}
	return sum
}

// AddBallot adds one verified ballot with its weight.
func (t Encrypted) AddBallot(b *ballot.Ballot, weight int64) Encrypted {
	part := make(Encrypted, len(b.Answers))
	for i, a := range b.Answers {
		for _, c := range a.Choices {
			if weight != 1 {
				c = c.Times(weight)
			}
			part[i] = append(part[i], c)
		}
	}
	return t.Add(part)
}

// Equal reports whether both totals are the same.
func (t Encrypted) Equal(o Encrypted) bool { return string(t.Encode()) == string(o.Encode()) }

// Sized is an encrypted total's entry in the record.
type Sized struct {
	Counted     int    `json:"num_tallied"`
	TotalWeight int64  `json:"total_weight"`
	Encrypted   string `json:"encrypted_tally"` // hex SHA-256 of the total's bytes
}
