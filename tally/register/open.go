package register

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

//go:embed schema.sql
var schema string

// version is the schema's, kept in the file; a file of another version is not opened.
const version = 1

// history are the tables whose rows are never changed.
var history = []string{
	"organisation", "member", "status", "seats", "cycle", "file", "entry", "ballot", "ballot_void", "vote", "vote_row",
}

// connections are one that writes and some that read beside it.
const connections = 4

// ErrVersion is returned for a file that another version of the program made.
var ErrVersion = errors.New("register: the file is of another version")

// Open opens the register in a file, which it makes if it is not there, readable by its owner only.
func Open(path string) (*Register, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, wrap(err)
	}
	// SQLite makes its log beside the file with the file's own mode.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, wrap(err)
	}
	if err := file.Close(); err != nil {
		return nil, wrap(err)
	}
	db, err := sql.Open("sqlite", dataSource(path))
	if err != nil {
		return nil, wrap(err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	r := &Register{db: db}
	if err := r.transaction(context.Background(), prepare); err != nil {
		return nil, errors.Join(wrap(err), db.Close())
	}
	return r, nil
}

// dataSource names the file with what each connection is to be. A transaction that writes takes the lock when it begins, so that
// it never has to give up half-way; replacing a row of history counts as deleting it.
func dataSource(path string) string {
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
			"recursive_triggers(ON)",
			"temp_store(MEMORY)",
			"cache_size(-32768)",
		},
	}
	name := url.URL{Scheme: "file", Path: slashed, RawQuery: options.Encode()}
	return name.String()
}

// prepare makes the tables of a new file and knows those of an old one.
func prepare(tx *sql.Tx) error {
	var found int
	if err := tx.QueryRow(`PRAGMA user_version`).Scan(&found); err != nil {
		return err
	}
	switch found {
	case version:
		return nil
	case 0:
	default:
		return ErrVersion
	}
	statements := []string{schema, fmt.Sprintf(`PRAGMA user_version = %d`, version)}
	for _, table := range history {
		for _, change := range []string{"UPDATE", "DELETE"} {
			statements = append(statements, fmt.Sprintf(
				`CREATE TRIGGER %[1]s_no_%[2]s BEFORE %[2]s ON %[1]s BEGIN SELECT RAISE(ABORT, 'history is kept'); END`, table, change))
		}
	}
	for _, statement := range statements {
		if _, err := tx.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// transaction runs do in one atomic, durable step.
func (r *Register) transaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		// Nothing to add: a transaction that is not committed is undone.
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// view runs do on one moment of the register, which writers do not wait for.
func (r *Register) view(ctx context.Context, do func(reader) error) error {
	tx, err := r.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return wrap(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return wrap(do(reader{ctx, tx}))
}

// wrap names this package in failures, and leaves nil and refusals alone.
func wrap(err error) error {
	var refusal *Error
	if err == nil || errors.As(err, &refusal) || errors.Is(err, ErrVersion) {
		return err
	}
	return fmt.Errorf("register: %w", err)
}
