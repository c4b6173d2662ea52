// Package teller is a teller without a browser: it makes the key with the other tellers, keeps the share in one file
// sealed under eight words, checks the closed box, and opens the sum that it computed itself, once. It makes the checks of
// tally/trustee, and of the server it believes only what it can check.
package teller

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"phieukin/crypto/envelope"
	"phieukin/crypto/strict"
	"phieukin/crypto/words"
	"phieukin/tally/trustee"
)

// file is a teller's file: an age file under the words' scrypt recipient. Every change is on disk before anything that
// depends on it is sent, so whatever is interrupted can be called again.
type file struct {
	path   string
	phrase string
	memory
}

// memory is the content of a teller's file. It is secret.
type memory struct {
	UUID     string   `json:"uuid,omitempty"`
	Teller   int      `json:"teller"`             // from 0
	Device   string   `json:"device,omitempty"`   // by which the server knows this device again
	Ceremony string   `json:"ceremony,omitempty"` // state of trustee.Ceremony
	Share    string   `json:"share,omitempty"`
	Nonces   []string `json:"nonces,omitempty"` // of the ceremony: the tellers' code is made of them
	Setup    *setup   `json:"setup,omitempty"`
	Head     string   `json:"head,omitempty"`  // of the empty box
	Total    string   `json:"total,omitempty"` // digest of the one total that was answered
	Payload  string   `json:"payload,omitempty"`
}

// setup is what was sealed, as the bytes of its files.
type setup struct {
	Election    string `json:"election"`
	Trustees    string `json:"trustees"`
	Credentials string `json:"credentials"`
	Manifest    string `json:"manifest"`
}

const maxFile = 8 << 20

// ErrFile says that a teller's file does not open.
var ErrFile = errors.New("not a teller's file, or not its eight words")

// New makes an empty teller's file; it never replaces one.
func New(path, phrase string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already", path)
	}
	phrase, err := words.Normalise(phrase)
	if err != nil {
		return err
	}
	return (&file{path: path, phrase: phrase}).save()
}

func load(path, phrase string) (*file, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	content, err := envelope.OpenUnder(phrase, data, maxFile)
	if err != nil {
		return nil, ErrFile
	}
	f := &file{path: path, phrase: phrase}
	if err := strict.DecodeCanonical(content, &f.memory); err != nil {
		return nil, ErrFile
	}
	return f, nil
}

// save replaces the file as a whole: a crash leaves the old one or the new one.
func (f *file) save() error {
	sealed, err := envelope.SealUnder(f.phrase, strict.Encode(f.memory))
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(f.path), ".teller-")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(sealed)
	if err == nil {
		err = temporary.Sync()
	}
	if err = errors.Join(err, temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), f.path)
}

// Load and Store make the file the durable memory of a teller's one answer.
func (f *file) Load() (*trustee.Answer, error) {
	if f.Total == "" {
		return nil, nil
	}
	return &trustee.Answer{Total: f.Total, Payload: []byte(f.Payload)}, nil
}

// Store is called before the answer is sent.
func (f *file) Store(a trustee.Answer) error {
	f.Total, f.Payload = a.Total, string(a.Payload)
	return f.save()
}
