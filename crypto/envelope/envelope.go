// Package envelope is the outer lock: age files to a hybrid post-quantum recipient (ML-KEM-768 and X25519), the only
// recipient type used here, because it also works in pages without WebCrypto. A ballot leaves the phone as such a
// file and is stored as that file; sub-totals, attendance, slips and control events at rest are such files too.
//
// An envelope hides and protects its content; it does not say what the content is for. Callers put that into the
// plaintext and check it after opening.
package envelope

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// Why an envelope does not open.
var (
	ErrNotSealed = errors.New("not an age file for this recipient")
	ErrTooLarge  = errors.New("sealed content is too large")
)

// Overhead bounds how much longer an envelope is than its content, for size limits before opening:
// the header with one hybrid stanza, the nonce, and 16 bytes for each 64 KiB chunk.
func Overhead(content int) int { return 2048 + 16*(content/65536+1) }

// Identity opens what is sealed to its recipient. It must be kept secret.
type Identity struct{ id *age.HybridIdentity }

// NewIdentity makes an identity from the system's randomness.
func NewIdentity() (*Identity, error) {
	id, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("making an identity: %w", err)
	}
	return &Identity{id}, nil
}

// ParseIdentity reads the text form of String.
func ParseIdentity(text string) (*Identity, error) {
	id, err := age.ParseHybridIdentity(text)
	if err != nil {
		return nil, errors.New("not a hybrid age identity")
	}
	return &Identity{id}, nil
}

// String returns the secret text form, AGE-SECRET-KEY-PQ-1....
func (i *Identity) String() string { return i.id.String() }

// Recipient returns the public text form, age1pq1....
func (i *Identity) Recipient() string { return i.id.Recipient().String() }

// CheckRecipient reports whether text is a hybrid recipient.
func CheckRecipient(text string) error {
	if _, err := age.ParseHybridRecipient(text); err != nil {
		return errors.New("not a hybrid age recipient")
	}
	return nil
}

// Seal encrypts content to a hybrid recipient's text form.
func Seal(recipient string, content []byte) ([]byte, error) {
	r, err := age.ParseHybridRecipient(recipient)
	if err != nil {
		return nil, errors.New("not a hybrid age recipient")
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	if _, err := w.Write(content); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return out.Bytes(), nil
}

// Open decrypts an envelope whose content is at most limit bytes. Its errors are ErrNotSealed and ErrTooLarge.
func (i *Identity) Open(sealed []byte, limit int) ([]byte, error) {
	if len(sealed) > limit+Overhead(limit) {
		return nil, ErrTooLarge
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), i.id)
	if err != nil {
		return nil, ErrNotSealed
	}
	content, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, ErrNotSealed
	}
	if len(content) > limit {
		return nil, ErrTooLarge
	}
	return content, nil
}
