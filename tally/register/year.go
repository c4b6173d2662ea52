package register

import (
	"context"
	"database/sql"
)

// OpenYear copies the organisations, members and bodies of one year into a year that has none. Profiles are not copied: a
// new year may have a new rule.
func (b *Batch) OpenYear(stamp Stamp, year, from int) error {
	if err := first(b.flush(), checkStamp(stamp), checkYear(year, "year")); err != nil {
		return err
	}
	for _, is := range []struct {
		year int
		want bool
		code Code
		path string
	}{{year, false, Exists, "year"}, {from, true, UnknownYear, "from"}} {
		var n int
		found, err := b.one(`SELECT 1 FROM organisation WHERE year = ? LIMIT 1`, []any{is.year}, []any{&n})
		if err := first(err, refuseIf(found != is.want, is.code, is.path)); err != nil {
			return err
		}
	}
	if err := b.reader().each(func(rows *sql.Rows) error {
		o, err := scanOrganisation(rows)
		if err != nil {
			return err
		}
		o.Year = year
		return first(b.begin(), b.recordOrganisation(stamp, o))
	}, `SELECT `+organisationColumns+` FROM standing s JOIN organisation o ON o.seq = s.made WHERE s.year = ? AND s.kind = 'o'`, from); err != nil {
		return err
	}
	if err := b.reader().each(func(rows *sql.Rows) error {
		var m Member
		if err := rows.Scan(m.columns()...); err != nil {
			return err
		}
		m.Year = year
		return first(b.begin(), b.recordMember(stamp, m))
	}, `SELECT `+memberColumns+` FROM standing s JOIN member m ON m.seq = s.made WHERE s.year = ? AND s.kind = 'm' AND s.org <> ''`, from); err != nil {
		return err
	}
	_, err := b.exec(`INSERT INTO seats SELECT NULL, ?, ?, org, ?, body, seats FROM seats
		WHERE seq IN (SELECT max(seq) FROM seats WHERE year = ? GROUP BY org, body)
		AND org IN (SELECT id FROM organisation WHERE year = ?)`, stamp.At, stamp.By, year, from, year)
	return err
}

// Years lists the years, the latest first.
func (r *Register) Years(ctx context.Context) (years []YearSums, err error) {
	err = r.view(ctx, func(at reader) error {
		byYear := map[int]*census{}
		err := at.each(func(rows *sql.Rows) error {
			var year int
			var data []byte
			if err := rows.Scan(&year, &data); err != nil {
				return err
			}
			if byYear[year] == nil {
				byYear[year] = &census{}
			}
			return byYear[year].read(data)
		}, `SELECT year, counts FROM census`)
		if err != nil {
			return err
		}
		years, err = list(at, func(rows *sql.Rows) (y YearSums, err error) {
			err = rows.Scan(&y.Year, &y.Organisations, &y.Decided)
			if c := byYear[y.Year]; c != nil {
				y.Members = c.all
				for _, n := range c.decided {
					y.Decided += n
				}
			}
			return y, err
		}, `SELECT y.year, count(*), sum(s.decided >= 0) FROM (SELECT DISTINCT year, id FROM organisation) y
			JOIN standing s ON s.subject = 'o:' || y.id AND s.year = y.year WHERE s.kind = 'o' GROUP BY y.year ORDER BY y.year DESC`)
		return err
	})
	return years, err
}
