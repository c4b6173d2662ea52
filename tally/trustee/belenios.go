package trustee

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// ErrToolKey is wrapped by every refusal of a key file of Belenios' tool.
var ErrToolKey = errors.New("key file of Belenios' tool")

// toolMessage is a message of the tool's private channel: ElGamal as a KEM, then AES.
type toolMessage struct {
	Algorithm string       `json:"algorithm,omitempty"`
	Alpha     *group.Point `json:"alpha"`
	Beta      *group.Point `json:"beta"`
	Data      string       `json:"data"` // hex of ciphertext and tag
}

// toolLetter is what the sender has signed inside: the text names whom it is for.
type toolLetter struct {
	Recipient *group.Point `json:"recipient"`
	Message   string       `json:"message"`
}

type toolShare struct {
	Key *group.Scalar `json:"decryption_key"`
}

// ReadToolKey reads the secret of one of t-of-n trustees from the two files that Belenios' tool leaves with it: ID.key,
// which holds the seed, and ID.dkey, in which the trustee has sealed its share to itself.
func ReadToolKey(key, dkey []byte) (*Key, error) {
	s, err := parseSeed(strings.TrimSpace(string(key)))
	if err != nil {
		return nil, fmt.Errorf("%w: .key: %w", ErrToolKey, err)
	}
	message, err := s.openTool([]byte(strings.TrimSpace(string(dkey))), group.GPow(s.signing()))
	if err != nil {
		return nil, fmt.Errorf("%w: .dkey: %w", ErrToolKey, err)
	}
	var share toolShare
	if err := strict.DecodeCanonical(message, &share); err != nil || share.Key.IsZero() {
		return nil, fmt.Errorf("%w: .dkey: holds no share", ErrToolKey)
	}
	return &Key{share.Key}, nil
}

// openTool opens a message of the tool's private channel and checks that sender signed it for this seed.
func (s seed) openTool(sealed []byte, sender *group.Point) ([]byte, error) {
	var m toolMessage
	if err := strict.DecodeCanonical(sealed, &m); err != nil {
		return nil, err
	}
	data, err := hex.DecodeString(m.Data)
	if err != nil {
		return nil, err
	}
	dk := s.decryption()
	key := sha256.Sum256([]byte("key|" + m.Beta.Div(m.Alpha.Pow(dk)).String()))
	iv := sha256.Sum256([]byte("iv|" + m.Alpha.String()))
	var plain []byte
	switch m.Algorithm {
	case "": // up to version 3.0
		plain, err = openCCM(key[:], iv[:ccmNonce], data)
	case "AES-GCM": // since 3.1
		plain, err = openGCM(key[:], iv[:], data)
	default:
		err = errors.New("unknown algorithm")
	}
	if err != nil {
		return nil, err
	}
	var signed threshold.SignedMessage
	if err := strict.DecodeCanonical(plain, &signed); err != nil {
		return nil, err
	}
	var letter toolLetter
	if err := strict.DecodeCanonical([]byte(signed.Message), &letter); err != nil {
		return nil, err
	}
	if !proof.VerifyText(signed.Signature, sender, signed.Message) || !letter.Recipient.Equal(group.GPow(dk)) {
		return nil, errors.New("not signed by its sender for this trustee")
	}
	return []byte(letter.Message), nil
}

func openGCM(key, nonce, sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCMWithNonceSize(block, len(nonce))
	if err != nil {
		return nil, err
	}
	plain, err := gcm.Open(nil, nonce, sealed, nil)
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}
