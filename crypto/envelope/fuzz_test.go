package envelope_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phieukin/crypto/envelope"
)

const seeds = "../testdata/fuzz-seeds/"

// FuzzOpen holds that opening anything ends with content within the limit or with one of the two errors.
func FuzzOpen(f *testing.F) {
	text, err := os.ReadFile(seeds + "envelope-identity.txt")
	if err != nil {
		f.Fatal(err)
	}
	id, err := envelope.ParseIdentity(strings.TrimSpace(string(text)))
	if err != nil {
		f.Fatal(err)
	}
	names, err := filepath.Glob(seeds + "envelope-*.age")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, name := range names {
		sealed, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if _, err := id.Open(sealed, 1<<20); err != nil {
			f.Fatalf("%s: %v", name, err)
		}
		f.Add(sealed, 1<<17)
		f.Add(sealed, 8)
	}
	f.Fuzz(func(t *testing.T, sealed []byte, limit int) {
		if limit < 0 || limit > 1<<20 {
			return
		}
		content, err := id.Open(sealed, limit)
		switch {
		case err == nil && len(content) > limit:
			t.Fatalf("%d bytes, the limit is %d", len(content), limit)
		case err != nil && err != envelope.ErrNotSealed && err != envelope.ErrTooLarge:
			t.Fatalf("another error: %v", err)
		case err != nil && content != nil:
			t.Fatal("content with an error")
		}
	})
}

// FuzzCheckRecipient holds that whatever passes as a recipient can be sealed to.
func FuzzCheckRecipient(f *testing.F) {
	text, err := os.ReadFile(seeds + "envelope-identity.txt")
	if err != nil {
		f.Fatal(err)
	}
	id, err := envelope.ParseIdentity(strings.TrimSpace(string(text)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(id.Recipient())
	f.Add("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj")
	f.Fuzz(func(t *testing.T, text string) {
		if envelope.CheckRecipient(text) != nil {
			return
		}
		sealed, err := envelope.Seal(text, []byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		if content, err := id.Open(sealed, 8); err == nil && !bytes.Equal(content, []byte("x")) {
			t.Fatal("another content")
		}
	})
}
