package register

import (
	"context"
	"database/sql"

	"phieukin/crypto/strict"
)

// Rebuild makes all standings and plans again from the history.
func (r *Register) Rebuild(ctx context.Context) error {
	return r.Batch(ctx, func(b *Batch) error {
		for _, table := range []string{"standing", "census", "plan"} {
			if _, err := b.exec(`DELETE FROM ` + table); err != nil {
				return err
			}
		}
		err := b.reader().each(func(rows *sql.Rows) error {
			var o Organisation
			var seq int64
			if err := rows.Scan(append(o.columns(), &seq)...); err != nil {
				return err
			}
			return first(b.begin(), b.placeOrganisation(seq, o))
		}, `SELECT `+organisationColumns+`, max(o.seq) FROM organisation o GROUP BY o.id, o.year`)
		if err != nil {
			return err
		}
		err = b.reader().each(func(rows *sql.Rows) error {
			var m Member
			var seq int64
			if err := rows.Scan(append(m.columns(), &seq)...); err != nil {
				return err
			}
			return first(b.begin(), b.placeMember(seq, m))
		}, `SELECT `+memberColumns+`, max(m.seq) FROM member m GROUP BY m.id, m.year`)
		if err != nil {
			return err
		}
		if err := b.flush(); err != nil {
			return err
		}
		return b.reader().each(b.replay, `SELECT `+entryColumns+` FROM entry e ORDER BY e.subject, e.year, e.seq`)
	})
}

// replay takes an entry of the history into account again.
func (b *Batch) replay(rows *sql.Rows) error {
	e, err := scanEntry(rows)
	if err != nil {
		return err
	}
	if err := b.begin(); err != nil {
		return err
	}
	s, err := b.standing(e.Subject, e.Year)
	if err != nil {
		return err
	}
	if e.Kind == KindVote {
		var ref VoteRef
		if err := strict.Decode(e.Body, &ref); err != nil {
			return err
		}
		o := outcome{vote: ref.Vote}
		_, err := b.one(`SELECT level, decides FROM vote_row WHERE vote = ? AND n = ?`, []any{ref.Vote, ref.Row}, []any{&o.level, &o.decides})
		s.apply(e.Kind, e.Seq, o.level, o)
		return err
	}
	said, err := readBody(e.Kind, e.Body)
	if err != nil {
		return err
	}
	return b.apply(s, e, said)
}
