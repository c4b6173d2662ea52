package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"phieukin/tally/urn"
)

// transaction runs do in one atomic, durable step.
func transaction(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
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

// step is transaction for a meeting that exists; do learns whether it is open.
func (s *Store) step(ctx context.Context, meeting string, do func(tx *sql.Tx, open bool) error) error {
	db, err := s.meeting(ctx, meeting)
	if err != nil {
		return err
	}
	return transaction(ctx, db, func(tx *sql.Tx) error {
		var open bool
		if err := tx.QueryRow(`SELECT open FROM meeting`).Scan(&open); err != nil {
			return unknown(err)
		}
		return do(tx, open)
	})
}

// unknown gives the absence of the meeting's row its name.
func unknown(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return urn.ErrUnknownMeeting
	}
	return err
}

// bytes keeps an empty value from becoming NULL.
func bytes(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// Append implements urn.Store.
func (s *Store) Append(ctx context.Context, meeting string, after int64, events [][]byte, change urn.Change) error {
	err := s.step(ctx, meeting, func(tx *sql.Tx, _ bool) error {
		var n int64
		if err := tx.QueryRow(`SELECT coalesce(max(n), 0) FROM control`).Scan(&n); err != nil {
			return err
		}
		if n != after {
			return urn.ErrBehind
		}
		for _, event := range events {
			n++
			if _, err := tx.Exec(`INSERT INTO control VALUES (?, ?)`, n, bytes(event)); err != nil {
				return err
			}
		}
		// Sorted, so that no page of the file keeps the order of the list.
		for _, id := range slices.SortedFunc(slices.Values(change.Credentials), slices.Compare) {
			if _, err := tx.Exec(`INSERT OR IGNORE INTO credential VALUES (?, NULL)`, bytes(id)); err != nil {
				return err
			}
		}
		if change.Intake == urn.Keep {
			return nil
		}
		_, err := tx.Exec(`UPDATE meeting SET open = ?`, change.Intake == urn.Open)
		return err
	})
	if err != nil {
		return wrap(err)
	}
	s.ring(meeting)
	return nil
}

// Cast implements urn.Store.
func (s *Store) Cast(ctx context.Context, meeting, writer string, prevSeq int64, entries []urn.Entry, subtotal []byte) error {
	return wrap(s.step(ctx, meeting, func(tx *sql.Tx, open bool) error {
		if err := check(tx, entries); err != nil {
			return err
		}
		if !open {
			return urn.ErrShut
		}
		var seq int64
		err := tx.QueryRow(`SELECT seq FROM subtotal WHERE writer = ?`, writer).Scan(&seq)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if seq != prevSeq {
			return urn.ErrBehind
		}
		for _, e := range entries {
			if _, err := tx.Exec(`UPDATE credential SET tracker = ? WHERE id = ?`, bytes(e.Tracker), e.Credential); err != nil {
				return err
			}
			// A new row of an INTEGER PRIMARY KEY is one above the highest.
			if _, err := tx.Exec(`INSERT INTO box (ballot) VALUES (?)`, bytes(e.Sealed)); err != nil {
				return err
			}
		}
		_, err = tx.Exec(`INSERT OR REPLACE INTO subtotal VALUES (?, ?, ?)`, writer, prevSeq+int64(len(entries)), bytes(subtotal))
		return err
	}))
}

// check finds every entry that cannot go in.
func check(tx *sql.Tx, entries []urn.Entry) error {
	var refused urn.Refused
	seen := make(map[string]bool, len(entries))
	for i, e := range entries {
		var tracker []byte
		err := tx.QueryRow(`SELECT tracker FROM credential WHERE id = ?`, e.Credential).Scan(&tracker)
		var why error
		switch {
		case errors.Is(err, sql.ErrNoRows):
			why = urn.ErrUnknownCredential
		case err != nil:
			return err
		case tracker != nil && slices.Equal(tracker, e.Tracker):
			why = urn.ErrAlready
		case tracker != nil || seen[string(e.Credential)]:
			why = urn.ErrSpent
		}
		seen[string(e.Credential)] = true
		if why != nil {
			refused = append(refused, &urn.EntryError{Index: i, Err: why})
		}
	}
	if refused != nil {
		return refused
	}
	return nil
}

// Identity implements urn.Store.
func (s *Store) Identity(ctx context.Context, meeting string) ([]byte, error) {
	db, err := s.meeting(ctx, meeting)
	if err != nil {
		return nil, wrap(err)
	}
	var identity []byte
	err = db.QueryRowContext(ctx, `SELECT identity FROM meeting`).Scan(&identity)
	return identity, wrap(unknown(err))
}

// Control implements urn.Store.
func (s *Store) Control(ctx context.Context, meeting string, after int64) ([][]byte, error) {
	return s.blobs(ctx, meeting, `SELECT event FROM control WHERE n > ? ORDER BY n`, after)
}

// Box implements urn.Store.
func (s *Store) Box(ctx context.Context, meeting string, after int64, limit int) ([][]byte, error) {
	if limit == 0 {
		limit = -1 // SQLite's word for all
	}
	return s.blobs(ctx, meeting, `SELECT ballot FROM box WHERE n > ? ORDER BY n LIMIT ?`, after, limit)
}

func (s *Store) blobs(ctx context.Context, meeting, query string, args ...any) ([][]byte, error) {
	var blobs [][]byte
	err := s.rows(ctx, meeting, query, args, func(rows *sql.Rows) error {
		var b []byte
		err := rows.Scan(&b)
		blobs = append(blobs, b)
		return err
	})
	return blobs, err
}

// Subtotals implements urn.Store.
func (s *Store) Subtotals(ctx context.Context, meeting string) ([]urn.Subtotal, error) {
	var subtotals []urn.Subtotal
	err := s.rows(ctx, meeting, `SELECT writer, seq, sealed FROM subtotal`, nil, func(rows *sql.Rows) error {
		var sub urn.Subtotal
		err := rows.Scan(&sub.Writer, &sub.Seq, &sub.Sealed)
		subtotals = append(subtotals, sub)
		return err
	})
	return subtotals, err
}

// Size implements urn.Store.
func (s *Store) Size(ctx context.Context, meeting string) (int64, error) {
	var size int64
	err := s.rows(ctx, meeting, `SELECT coalesce(max(n), 0) FROM box`, nil, func(rows *sql.Rows) error {
		return rows.Scan(&size)
	})
	return size, err
}

// rows reads one statement, which sees one moment of the meeting.
func (s *Store) rows(ctx context.Context, meeting, query string, args []any, scan func(*sql.Rows) error) error {
	if _, err := s.Identity(ctx, meeting); err != nil { // destroyed, perhaps by another process
		return err
	}
	db, err := s.meeting(ctx, meeting)
	if err != nil {
		return wrap(err)
	}
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return wrap(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return wrap(err)
		}
	}
	return wrap(rows.Err())
}

// wrap names this package in failures, and leaves nil and the decisions alone.
func wrap(err error) error {
	if err == nil || urn.Decided(err) {
		return err
	}
	return fmt.Errorf("sqlite: %w", err)
}
