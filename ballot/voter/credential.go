// Package voter is the secret half of voting: it makes credentials, derives their keys and makes ballots. Only clients
// link it (the rehearsal and tests); in a meeting the same work is done by the pages.
package voter

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"math/big"
	"strings"

	"phieukin/ballot"
	"phieukin/crypto/group"
)

// Credential is a voter's secret text, "XXXXX-XXXXXX-XXXXX-XXXXXX": 22 random Base58 digits, 128.9 bits. Whoever holds
// it can vote once; it must be kept secret.
type Credential string

// ErrCredential says that a text is not a credential.
var ErrCredential = errors.New("not a credential")

// NewCredential draws a credential.
func NewCredential() Credential {
	digits := make([]byte, 22)
	for i := range digits {
		n, err := rand.Int(rand.Reader, big.NewInt(58))
		if err != nil {
			panic("voter: internal error: system randomness never fails")
		}
		digits[i] = ballot.Base58[n.Int64()]
	}
	return Credential(string(digits[:5]) + "-" + string(digits[5:11]) + "-" + string(digits[11:16]) + "-" + string(digits[16:]))
}

// ParseCredential checks the form.
func ParseCredential(text string) (Credential, error) {
	parts := strings.Split(text, "-")
	if len(parts) != 4 || len(parts[0]) != 5 || len(parts[1]) != 6 || len(parts[2]) != 5 || len(parts[3]) != 6 ||
		strings.Trim(strings.Join(parts, ""), ballot.Base58) != "" {
		return "", ErrCredential
	}
	return Credential(text), nil
}

// Key derives the secret scalar of the credential for one election (Belenios 2.4 and later): 64 bytes of SHA-256,
// big-endian, modulo q. Its public credential is group.GPow of it.
func (c Credential) Key(uuid string) *group.Scalar {
	first := sha256.Sum256([]byte("derive_credential|" + uuid + "|0|" + string(c)))
	second := sha256.Sum256([]byte("derive_credential|" + uuid + "|1|" + string(c)))
	return group.FromBig(new(big.Int).SetBytes(append(first[:], second[:]...)))
}
