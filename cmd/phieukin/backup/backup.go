// Package backup writes a data folder as one sealed file and makes a folder of such a file again, for the day on which the
// laptop does not come back: the deployment's key, the register, and every meeting's file.
//
// A server may run meanwhile. Each database is copied as it stands at one instant, so that a copy taken in mid-vote
// holds every ballot that had been acknowledged by then, and phones send again what it lacks.
//
// The file is an age file under eight words, over a tar archive. Whoever has both has everything that the server has: no
// ballot can be read with it, but meetings that were destroyed since are in it still.
package backup

import (
	"archive/tar"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"phieukin/crypto/envelope"
)

// The errors of a restore that are about the file or the folder, not about the disk.
var (
	ErrNotBackup = errors.New("not a backup of a data folder")
	ErrInTheWay  = errors.New("the data folder is there already and not empty")
)

// kept are the files of a data folder, with slashes. Whatever else lies there is none of ours.
var kept = regexp.MustCompile(`^(key|register\.db|meetings/[1-9A-HJ-NP-Za-km-z]{1,64}\.db)$`)

// Write seals the data folder into out under the phrase and returns how many meetings are in it.
func Write(ctx context.Context, dir string, out io.Writer, phrase string) (meetings int, err error) {
	names, err := list(dir)
	if err != nil {
		return 0, err
	}
	// Beside the folder's files, and so on a disk that may hold them.
	snapshots, err := os.MkdirTemp(dir, "backup-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(snapshots)) }()

	sealed, err := envelope.SealWriter(phrase, out)
	if err != nil {
		return 0, err
	}
	archive := tar.NewWriter(sealed)
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, ".db") {
			err = addSnapshot(ctx, archive, name, path, filepath.Join(snapshots, "copy.db"))
		} else {
			err = add(archive, name, path)
		}
		if err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		if strings.HasPrefix(name, "meetings/") {
			meetings++
		}
	}
	return meetings, errors.Join(archive.Close(), sealed.Close())
}

// list names what a data folder holds. Without a key there is nothing to bring back.
func list(dir string) ([]string, error) {
	names := []string{"key"}
	if _, err := os.Stat(filepath.Join(dir, "key")); err != nil {
		return nil, err
	}
	found, err := filepath.Glob(filepath.Join(dir, "meetings", "*.db"))
	if err != nil {
		return nil, err
	}
	for _, path := range append([]string{filepath.Join(dir, "register.db")}, found...) {
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(path)
		switch name = filepath.ToSlash(name); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case info.Size() > 0 && kept.MatchString(name): // an empty file is what a creation that was killed left behind
			names = append(names, name)
		}
	}
	return names, nil
}

// addSnapshot adds a database as it stands now, by way of a copy.
func addSnapshot(ctx context.Context, archive *tar.Writer, name, path, copied string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", copied)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return errors.Join(add(archive, name, copied), os.Remove(copied))
}

func add(archive *tar.Writer, name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: info.Size(), Mode: 0o600, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err = io.Copy(archive, f)
	return err
}
