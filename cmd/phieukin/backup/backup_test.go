package backup_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"phieukin/cmd/phieukin/backup"
	"phieukin/crypto/envelope"
)

const phrase = "cham doan giuong khuyen manh phanh thich xiec"

// sealed is a backup made of these headers, each with one byte.
func sealed(t *testing.T, headers ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := envelope.SealWriter(phrase, &out)
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewWriter(w)
	for _, h := range headers {
		if h.Typeflag == tar.TypeReg {
			h.Size = 1
		}
		err = errors.Join(err, archive.WriteHeader(&h))
		if h.Typeflag == tar.TypeReg {
			_, written := archive.Write([]byte("x"))
			err = errors.Join(err, written)
		}
	}
	if err := errors.Join(err, archive.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func file(name string) tar.Header { return tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o600} }

// TestRestoreIsWholeOrNothing tries files that are no backup of ours, or were damaged.
func TestRestoreIsWholeOrNothing(t *testing.T) {
	good := sealed(t, file("key"), file("register.db"), file("meetings/abc.db"))
	changed := bytes.Clone(good)
	changed[len(changed)-700] ^= 1
	var plain bytes.Buffer
	w, err := envelope.SealWriter(phrase, &plain)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(bytes.Repeat([]byte("not an archive"), 100)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"nothing":              nil,
		"cut":                  good[:len(good)-30],
		"changed":              changed,
		"not an archive":       plain.Bytes(),
		"no key":               sealed(t, file("register.db")),
		"above the folder":     sealed(t, file("key"), file("../key")),
		"a place of its own":   sealed(t, file("key"), file("/tmp/meetings/abc.db")),
		"below the folder":     sealed(t, file("key"), file("meetings/../../abc.db")),
		"a link":               sealed(t, file("key"), tar.Header{Typeflag: tar.TypeSymlink, Name: "meetings/abc.db", Linkname: "/etc/passwd"}),
		"a folder":             sealed(t, file("key"), tar.Header{Typeflag: tar.TypeDir, Name: "meetings/abc.db", Mode: 0o700}),
		"something else":       sealed(t, file("key"), file("run.sh")),
		"a name twice":         sealed(t, file("key"), file("meetings/abc.db"), file("meetings/abc.db")),
		"a meeting of no name": sealed(t, file("key"), file("meetings/.db")),
	} {
		folder := t.TempDir()
		if err := backup.Restore(bytes.NewReader(data), filepath.Join(folder, "data"), phrase); err == nil {
			t.Errorf("%s: restored", name)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
	folder := filepath.Join(t.TempDir(), "data")
	if err := backup.Restore(bytes.NewReader(good), folder, "other words"); !errors.Is(err, envelope.ErrPhrase) {
		t.Errorf("other words: %v", err)
	}
	if err := backup.Restore(bytes.NewReader(good), folder, phrase); err != nil {
		t.Fatal(err)
	}
	if err := backup.Restore(bytes.NewReader(good), folder, phrase); !errors.Is(err, backup.ErrInTheWay) {
		t.Errorf("twice into one folder: %v", err)
	}
	for _, name := range []string{"key", "register.db", "meetings/abc.db"} {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(data) != "x" {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
}
