package rehearse

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"phieukin/crypto/envelope"
	"phieukin/crypto/strict"
)

// letter is the plaintext of every sealed message between a phone and the host's browser; kind says which members it has.
type letter struct {
	Kind       string `json:"kind"`
	Name       int    `json:"name"`
	Recipient  string `json:"recipient,omitempty"`
	Commit     string `json:"commit,omitempty"`
	PIN        string `json:"pin"`
	Door       string `json:"door"`
	Nonce      string `json:"nonce,omitempty"`
	Credential string `json:"credential,omitempty"`
}

// The members of each kind, as pages write them: join has name, recipient, commit, and a PIN and a changing code, which may be empty; the others have no name.
type (
	nonceLetter struct {
		Kind  string `json:"kind"`
		Nonce string `json:"nonce"`
	}
	credentialLetter struct {
		Kind       string `json:"kind"`
		Credential string `json:"credential"`
		Nonce      string `json:"nonce"`
	}
	// note is what the host's browser keeps of an admission, sealed to itself.
	note struct {
		Name int `json:"name"`
	}
)

const maxLetter = 8 << 10

func sealLetter(recipient string, v any) ([]byte, error) {
	return envelope.Seal(recipient, strict.Encode(v))
}

func openLetter(identity *envelope.Identity, sealed []byte) (letter, error) {
	var l letter
	data, err := identity.Open(sealed, maxLetter)
	if err == nil {
		err = json.Unmarshal(data, &l)
	}
	return l, err
}

// newNonce returns 16 random bytes as hex.
func newNonce() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// commitment hides a phone's nonce until the host has sent its own, so that nobody between them can search for nonces
// that make two conversations show one code.
func commitment(nonce string) string {
	raw, err := hex.DecodeString(nonce)
	if err != nil {
		panic("rehearse: internal error: nonces are hex")
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// checkinCode is the 4 digits that stand on the phone's and on the host's screen.
func checkinCode(commit, hostNonce, phoneNonce, recipient string, name int) string {
	sum := sha256.Sum256([]byte("phieukin-checkin|" + commit + "|" + hostNonce + "|" + phoneNonce + "|" + recipient + "|" + strconv.Itoa(name)))
	return fmt.Sprintf("%04d", binary.BigEndian.Uint32(sum[:4])%10000)
}
