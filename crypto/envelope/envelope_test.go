package envelope_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"filippo.io/age"

	"phieukin/crypto/envelope"
)

func identity(t testing.TB) *envelope.Identity {
	t.Helper()
	id, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestRoundTrip(t *testing.T) {
	id := identity(t)
	for _, n := range []int{0, 1, 1000, 65536, 200000} {
		content := bytes.Repeat([]byte{7}, n)
		sealed, err := envelope.Seal(id.Recipient(), content)
		if err != nil {
			t.Fatal(err)
		}
		if len(sealed) > n+envelope.Overhead(n) {
			t.Errorf("%d bytes: the envelope is longer than promised: %d", n, len(sealed))
		}
		if n > 0 && bytes.Contains(sealed, content[:min(n, 16)]) && n >= 16 {
			t.Errorf("%d bytes: the content shows", n)
		}
		opened, err := id.Open(sealed, n)
		if err != nil || !bytes.Equal(opened, content) {
			t.Errorf("%d bytes: %v", n, err)
		}
		again, err := envelope.Seal(id.Recipient(), content)
		if err != nil || bytes.Equal(again, sealed) {
			t.Errorf("%d bytes: sealed twice alike (%v)", n, err)
		}
		if n == 0 {
			continue
		}
		if _, err := id.Open(sealed, n-1); !errors.Is(err, envelope.ErrTooLarge) {
			t.Errorf("%d bytes within %d: %v", n, n-1, err)
		}
	}
}

func TestWhatDoesNotOpen(t *testing.T) {
	id := identity(t)
	sealed, err := envelope.Seal(id.Recipient(), []byte("ballot"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := envelope.Seal(identity(t).Recipient(), []byte("ballot"))
	if err != nil {
		t.Fatal(err)
	}
	x25519, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	classic := ageFile(t, x25519.Recipient())
	password, err := age.NewScryptRecipient("password")
	if err != nil {
		t.Fatal(err)
	}
	password.SetWorkFactor(1)
	for name, data := range map[string][]byte{
		"nothing":         nil,
		"text":            []byte("hello"),
		"another's":       other,
		"X25519":          classic,
		"a password":      ageFile(t, password),
		"without its end": sealed[:len(sealed)-1],
		"header only":     sealed[:bytes.Index(sealed, []byte("\n--- "))],
		"with more":       append(bytes.Clone(sealed), 0),
		"changed":         changed(sealed, len(sealed)-1),
		"changed header":  changed(sealed, bytes.Index(sealed, []byte("\n--- "))-1),
	} {
		if content, err := id.Open(data, 1000); !errors.Is(err, envelope.ErrNotSealed) {
			t.Errorf("%s: %q, %v", name, content, err)
		}
	}
	if _, err := id.Open(make([]byte, 100+envelope.Overhead(100)+1), 100); !errors.Is(err, envelope.ErrTooLarge) {
		t.Errorf("too large for its content: %v", err)
	}
}

// TestEnvelopeCutAtAChunk holds that content which fills its chunk is not taken for whole when later chunks are gone.
func TestEnvelopeCutAtAChunk(t *testing.T) {
	id := identity(t)
	sealed, err := envelope.Seal(id.Recipient(), make([]byte, 2*65536))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := id.Open(sealed[:len(sealed)-65536-16], 65536); !errors.Is(err, envelope.ErrNotSealed) {
		t.Errorf("%v", err)
	}
}

func ageFile(t *testing.T, r age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err == nil {
		_, err = w.Write([]byte("ballot"))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func changed(data []byte, at int) []byte {
	out := bytes.Clone(data)
	out[at] ^= 1
	return out
}

func TestOnlyHybridKeysAreRead(t *testing.T) {
	id := identity(t)
	x25519, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if err := envelope.CheckRecipient(id.Recipient()); err != nil || !strings.HasPrefix(id.Recipient(), "age1pq1") {
		t.Errorf("own recipient: %v", err)
	}
	for _, text := range []string{"", "age1pq1", x25519.Recipient().String(), id.String(), id.Recipient() + "x", strings.ToUpper(id.Recipient()[:20]) + id.Recipient()[20:]} {
		if envelope.CheckRecipient(text) == nil {
			t.Errorf("recipient %.20q accepted", text)
		}
		if _, err := envelope.Seal(text, []byte("x")); err == nil {
			t.Errorf("sealed to %.20q", text)
		}
	}
	for _, text := range []string{"", x25519.String(), id.Recipient()} {
		if _, err := envelope.ParseIdentity(text); err == nil {
			t.Errorf("identity %.20q accepted", text)
		}
	}
	again, err := envelope.ParseIdentity(id.String())
	if err != nil || again.Recipient() != id.Recipient() {
		t.Errorf("%v", err)
	}
}

func BenchmarkOpen(b *testing.B) {
	id := identity(b)
	sealed, err := envelope.Seal(id.Recipient(), make([]byte, 31*4*10*32))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := id.Open(sealed, 1<<20); err != nil {
			b.Fatal(err)
		}
	}
}
