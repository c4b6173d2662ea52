package urntest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"phieukin/tally/urn"
	"phieukin/tally/urn/sqlite"
)

// SQLite is a place in a folder of its own.
func SQLite(t testing.TB) Place { return folder(t.TempDir()) }

type folder string

func (dir folder) Open(t testing.TB) urn.Store {
	t.Helper()
	store, err := sqlite.New(string(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func (dir folder) Dump(t testing.TB) []byte {
	t.Helper()
	var all []byte
	err := filepath.WalkDir(string(dir), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all = append(append(all, path...), content...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
