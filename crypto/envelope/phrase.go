package envelope

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// ErrPhrase says that a phrase does not open a file that is sealed under another one.
var ErrPhrase = errors.New("the phrase does not open this file")

// Work factors of scrypt: what is written, and the most that is read. A file could otherwise hold a device for hours.
const (
	workFactor    = 15
	maxWorkFactor = 16
)

// SealUnder seals content under a phrase, in the one form that its callers give it: an armored age file (text, so that it
// can be pasted or printed) with one scrypt recipient, which "age -d" opens too.
func SealUnder(phrase string, content []byte) ([]byte, error) {
	var out bytes.Buffer
	text := armor.NewWriter(&out)
	w, err := SealWriter(phrase, text)
	if err != nil {
		return nil, err
	}
	if _, err = w.Write(content); err == nil {
		err = errors.Join(w.Close(), text.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("sealing under a phrase: %w", err)
	}
	return out.Bytes(), nil
}

// SealWriter seals what is written, of any length, as a binary age file under a phrase. It is whole once it is closed.
func SealWriter(phrase string, out io.Writer) (io.WriteCloser, error) {
	recipient, err := age.NewScryptRecipient(phrase)
	if err != nil {
		return nil, fmt.Errorf("sealing under a phrase: %w", err)
	}
	recipient.SetWorkFactor(workFactor)
	w, err := age.Encrypt(out, recipient)
	if err != nil {
		return nil, fmt.Errorf("sealing under a phrase: %w", err)
	}
	return w, nil
}

// OpenUnder opens a file that was sealed under a phrase, armored or binary, whose content is at most limit bytes. Its errors
// are ErrPhrase, ErrNotSealed and ErrTooLarge.
func OpenUnder(phrase string, file []byte, limit int) ([]byte, error) {
	if len(file) > 2*(limit+Overhead(limit)) {
		return nil, ErrTooLarge
	}
	var in io.Reader = bytes.NewReader(file)
	if strings.HasPrefix(strings.TrimSpace(string(file)), armor.Header) {
		in = armor.NewReader(in)
	}
	plain, err := OpenReader(phrase, in)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(plain, int64(limit)+1))
	if err != nil {
		return nil, ErrNotSealed
	}
	if len(content) > limit {
		return nil, ErrTooLarge
	}
	return content, nil
}

// OpenReader opens a binary file that was sealed under a phrase, of any length. Its errors are ErrPhrase and ErrNotSealed; what
// it returns fails where the file was changed or cut.
func OpenReader(phrase string, in io.Reader) (io.Reader, error) {
	identity, err := age.NewScryptIdentity(phrase)
	if err != nil {
		return nil, ErrPhrase
	}
	identity.SetMaxWorkFactor(maxWorkFactor)
	plain, err := age.Decrypt(in, identity)
	var unmatched *age.NoIdentityMatchError
	if errors.As(err, &unmatched) && slices.Equal(unmatched.StanzaTypes, []string{"scrypt"}) {
		return nil, ErrPhrase
	}
	if err != nil {
		return nil, ErrNotSealed
	}
	return plain, nil
}
