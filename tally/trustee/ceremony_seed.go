package trustee

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
	"strings"

	"phieukin/ballot"
	"phieukin/crypto/group"
)

// seed is what a teller's two ceremony keys are derived from: 22 random Base58 digits, as in the key files of Belenios'
// tool. The signing key vouches for everything that the teller says in the ceremony; the decryption key opens what the
// tool's tellers send to each other and stands in our certificates only because the form has a place for it.
type seed string

var errSeed = errors.New("not 22 Base58 digits")

func newSeed() seed {
	digits := make([]byte, 22)
	for i := range digits {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(ballot.Base58))))
		if err != nil {
			panic("trustee: internal error: system randomness never fails")
		}
		digits[i] = ballot.Base58[n.Int64()]
	}
	return seed(digits)
}

func parseSeed(text string) (seed, error) {
	if len(text) != 22 || strings.Trim(text, ballot.Base58) != "" {
		return "", errSeed
	}
	return seed(text), nil
}

func (s seed) signing() *group.Scalar    { return hashScalar("sk|" + string(s)) }
func (s seed) decryption() *group.Scalar { return hashScalar("dk|" + string(s)) }

func hashScalar(text string) *group.Scalar {
	sum := sha256.Sum256([]byte(text))
	return group.FromBig(new(big.Int).SetBytes(sum[:]))
}
