// Package sqlite keeps the meetings of one laptop: each in a file of its own,
// DIR/meetings/<meeting>.db, so that destroying a meeting is deleting its file.
//
// Commits are durable: write-ahead log with synchronous=FULL, so the log is
// flushed to the disk before a commit returns and before any other connection
// sees it. What is deleted is overwritten (secure_delete). Several processes may
// use one folder; SQLite's own locks keep their steps apart.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"phieukin/tally/urn"
)

//go:embed schema.sql
var schema string

// connections to one meeting: a writer at a time is all SQLite has, the others
// read beside it.
const connections = 4

// Store is an urn.Store over a folder.
type Store struct {
	dir string // DIR/meetings

	mu     sync.Mutex         // guards the rest
	open   map[string]*sql.DB // the meetings used so far
	bells  map[string]map[*bell]struct{}
	closed bool
}

var _ urn.Store = (*Store)(nil)

// New opens the folder dir, and makes it if it is not there, readable by its
// owner only.
func New(dir string) (*Store, error) {
	dir, err := filepath.Abs(filepath.Join(dir, "meetings"))
	if err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	return &Store{
		dir:   dir,
		open:  map[string]*sql.DB{},
		bells: map[string]map[*bell]struct{}{},
	}, nil
}

func (s *Store) path(meeting string) string { return filepath.Join(s.dir, meeting+".db") }

// connect opens a database file that exists. Each connection of the pool gets
// the pragmas, and each transaction takes the write lock when it begins, so
// that it never has to give up half-way.
func connect(path string) (*sql.DB, error) {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // file:///C:/...
	}
	options := url.Values{
		"mode":    {"rw"},
		"_txlock": {"immediate"},
		"_pragma": {
			"busy_timeout(10000)",
			"journal_mode(WAL)",
			"synchronous(FULL)",
			"fullfsync(ON)", // what a flush is called on macOS
			"secure_delete(ON)",
			"temp_store(MEMORY)",
		},
	}
	name := url.URL{Scheme: "file", Path: slashed, RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// meeting returns the open database of a meeting.
func (s *Store) meeting(ctx context.Context, meeting string) (*sql.DB, error) {
	if !urn.ValidMeeting(meeting) {
		return nil, urn.ErrUnknownMeeting
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, fs.ErrClosed
	}
	if db := s.open[meeting]; db != nil {
		return db, nil
	}
	if _, err := os.Stat(s.path(meeting)); errors.Is(err, fs.ErrNotExist) {
		return nil, urn.ErrUnknownMeeting
	} else if err != nil {
		return nil, err
	}
	db, err := connect(s.path(meeting))
	if err != nil {
		return nil, err
	}
	// A file without tables is what a Create that was killed left behind.
	var tables int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'meeting'`).Scan(&tables); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if tables == 0 {
		return nil, errors.Join(urn.ErrUnknownMeeting, db.Close())
	}
	s.open[meeting] = db
	return db, nil
}

// Create implements urn.Store. The file appears first and is empty; the
// transaction that fills it decides.
func (s *Store) Create(ctx context.Context, meeting string, identity []byte) error {
	if !urn.ValidMeeting(meeting) {
		return urn.ErrBadMeeting
	}
	file, err := os.OpenFile(s.path(meeting), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := syncDir(s.dir); err != nil {
		return err
	}
	db, err := connect(s.path(meeting))
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	return errors.Join(create(ctx, db, identity), db.Close())
}

func create(ctx context.Context, db *sql.DB, identity []byte) error {
	return transaction(ctx, db, func(tx *sql.Tx) error {
		var tables int
		if err := tx.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name = 'meeting'`).Scan(&tables); err != nil {
			return err
		}
		if tables != 0 {
			return urn.ErrExists
		}
		if _, err := tx.Exec(schema); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO meeting VALUES (1, ?, 0)`, bytes(identity))
		return err
	})
}

// Meetings implements urn.Store.
func (s *Store) Meetings(ctx context.Context) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(s.dir, "*.db"))
	if err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	var meetings []string
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".db")
		switch _, err := s.Identity(ctx, name); {
		case err == nil:
			meetings = append(meetings, name)
		case !errors.Is(err, urn.ErrUnknownMeeting):
			return nil, err
		}
	}
	return meetings, nil
}

// Destroy implements urn.Store. The rows go first, in one step that other
// processes see, then the file with all that was ever in it.
func (s *Store) Destroy(ctx context.Context, meeting string) error {
	if !urn.ValidMeeting(meeting) {
		return nil
	}
	switch db, err := s.meeting(ctx, meeting); {
	case err == nil:
		if err := empty(ctx, db); err != nil {
			return fmt.Errorf("sqlite: %w", err)
		}
	case !errors.Is(err, urn.ErrUnknownMeeting):
		return fmt.Errorf("sqlite: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if db := s.open[meeting]; db != nil {
		delete(s.open, meeting)
		if err := db.Close(); err != nil {
			return fmt.Errorf("sqlite: %w", err)
		}
	}
	for _, suffix := range []string{"-wal", "-shm", ""} { // the file that names the meeting goes last
		if err := os.Remove(s.path(meeting) + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("sqlite: %w", err)
		}
	}
	return syncDir(s.dir)
}

func empty(ctx context.Context, db *sql.DB) error {
	err := transaction(ctx, db, func(tx *sql.Tx) error {
		_, err := tx.Exec(`DELETE FROM meeting; DELETE FROM control; DELETE FROM box; DELETE FROM credential; DELETE FROM subtotal`)
		return err
	})
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// Durability implements urn.Store. The folder's disk is trusted to flush when
// it is told to.
func (s *Store) Durability(context.Context) (urn.Durability, error) {
	if _, err := os.Stat(s.dir); err != nil {
		return urn.Durability{}, fmt.Errorf("sqlite: %w", err)
	}
	return urn.Durability{Kind: "sqlite", Durable: true}, nil
}

// Close implements urn.Store.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for _, db := range s.open {
		errs = append(errs, db.Close())
	}
	clear(s.open)
	for meeting := range s.bells {
		for b := range s.bells[meeting] {
			b.close()
		}
	}
	clear(s.bells)
	return errors.Join(errs...)
}

// syncDir makes the names in a folder durable. Windows has no such call, and
// does not need one.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}
