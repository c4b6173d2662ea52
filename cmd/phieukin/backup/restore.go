package backup

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"phieukin/crypto/envelope"
)

// Restore makes the data folder again from a sealed file: whole, or not at all. Its errors are ErrInTheWay, ErrNotBackup,
// envelope.ErrPhrase and those of the disk.
func Restore(in io.Reader, dir, phrase string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return ErrInTheWay
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	plain, err := envelope.OpenReader(phrase, in)
	if err != nil {
		return err
	}
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	coming, err := os.MkdirTemp(filepath.Dir(dir), filepath.Base(dir)+"-")
	if err != nil {
		return err
	}
	if err := extract(plain, coming); err != nil {
		return errors.Join(err, os.RemoveAll(coming))
	}
	// An empty folder may be in the way; one that has been filled meanwhile is not removed.
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, os.RemoveAll(coming))
	}
	return os.Rename(coming, dir)
}

func extract(plain io.Reader, dir string) error {
	archive := tar.NewReader(plain)
	if err := os.Mkdir(filepath.Join(dir, "meetings"), 0o700); err != nil {
		return err
	}
	key := false
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || header.Typeflag != tar.TypeReg || !kept.MatchString(header.Name) {
			return ErrNotBackup
		}
		mode := fs.FileMode(0o600)
		if header.Name == "key" {
			key, mode = true, 0o400
		}
		if err := write(filepath.Join(dir, filepath.FromSlash(header.Name)), archive, mode); err != nil {
			return fmt.Errorf("%s: %w", header.Name, err)
		}
	}
	if !key {
		return ErrNotBackup
	}
	_, err := io.Copy(io.Discard, plain) // to the seal's end: a file that was cut behind the archive is refused too
	return err
}

// write puts a file on the disk that is not there yet: a second one of a name is an error.
func write(path string, from io.Reader, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if _, err = io.Copy(f, from); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
