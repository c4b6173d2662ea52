package trustee

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
	"errors"
)

// errSealed says that a sealed message was changed or is for another key.
var errSealed = errors.New("not sealed to this key")

// The parameters of AES-CCM (RFC 3610) that Belenios' tool uses up to version 3.0: a tag of 8 bytes, and 2 bytes for the
// length, which leaves 13 for the nonce.
const (
	ccmTag    = 8
	ccmLength = 2
	ccmNonce  = 15 - ccmLength
)

// openCCM decrypts ciphertext||tag without associated data. The standard library has no CCM.
func openCCM(key, nonce, sealed []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil || len(nonce) != ccmNonce || len(sealed) < ccmTag || len(sealed)-ccmTag > 1<<(8*ccmLength)-1 {
		return nil, errSealed
	}
	// Counter blocks A_i: the size of the length field less one, the nonce, i. A_0 covers the tag, A_1... the text.
	counter := make([]byte, aes.BlockSize)
	counter[0] = ccmLength - 1
	copy(counter[1:], nonce)
	stream := cipher.NewCTR(block, counter)
	mask := make([]byte, aes.BlockSize)
	stream.XORKeyStream(mask, mask)
	text := make([]byte, len(sealed)-ccmTag)
	stream.XORKeyStream(text, sealed[:len(text)])

	// The tag is the CBC-MAC of B_0 (flags, nonce, length) and the text, padded with zeros.
	mac := make([]byte, aes.BlockSize)
	mac[0] = (ccmTag-2)/2<<3 | (ccmLength - 1)
	copy(mac[1:], nonce)
	binary.BigEndian.PutUint16(mac[1+ccmNonce:], uint16(len(text)))
	block.Encrypt(mac, mac)
	for at := 0; at < len(text); at += aes.BlockSize {
		subtle.XORBytes(mac, mac, text[at:min(at+aes.BlockSize, len(text))])
		block.Encrypt(mac, mac)
	}
	subtle.XORBytes(mac, mac, mask)
	if subtle.ConstantTimeCompare(mac[:ccmTag], sealed[len(text):]) != 1 {
		return nil, errSealed
	}
	return text, nil
}
