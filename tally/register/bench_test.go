package register_test

import (
	"path/filepath"
	"testing"

	"phieukin/tally/register"
	"phieukin/tally/register/registertest"
)

// BenchmarkFill makes the register that the reads are measured on.
func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		province(b)
	}
}

func province(b *testing.B) *register.Register {
	b.Helper()
	r, err := register.Open(filepath.Join(b.TempDir(), "register.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	if err := registertest.Fill(b.Context(), r, registertest.Province, 1); err != nil {
		b.Fatal(err)
	}
	return r
}

// BenchmarkRead measures each read behind a page on a register of 3,400 organisations and 100,000 members over five years, and
// one change.
func BenchmarkRead(b *testing.B) {
	r := province(b)
	ctx, year := b.Context(), registertest.LastYear
	for name, read := range map[string]func() error{
		"Years": func() error { _, err := r.Years(ctx); return err },
		"Roots": func() error {
			_, _, err := r.Organisations(ctx, register.PageQuery{Year: year})
			return err
		},
		"ChildrenOfRoot": func() error {
			_, _, err := r.Organisations(ctx, register.PageQuery{Year: year, Parent: registertest.Root})
			return err
		},
		"Search": func() error {
			_, _, err := r.Organisations(ctx, register.PageQuery{Year: year, Query: "Hòa Bình"})
			return err
		},
		"SearchNothing": func() error {
			_, _, err := r.Organisations(ctx, register.PageQuery{Year: year, Parent: registertest.Root, Query: "không có"})
			return err
		},
		"OrganisationRoot": func() error { _, err := r.Organisation(ctx, year, registertest.Root, "2026-12-20"); return err },
		"OrganisationCell": func() error { _, err := r.Organisation(ctx, year, registertest.ACell, "2026-12-20"); return err },
		"Member":           func() error { _, err := r.Member(ctx, year, registertest.AMember, "2026-12-20"); return err },
		"MemberCounts":     func() error { _, err := r.MemberCounts(ctx, year, registertest.Root); return err },
		"OrganisationCounts": func() error {
			_, err := r.OrganisationCounts(ctx, year, registertest.Root)
			return err
		},
		"Candour": func() error { _, err := r.Candour(ctx, year, registertest.Root, 3); return err },
		"CandourCommittee": func() error {
			_, err := r.Candour(ctx, year, registertest.ACommittee, 3)
			return err
		},
		"Plans": func() error {
			_, err := r.Plans(ctx, register.PlanQuery{Year: year, Org: registertest.Root, On: "2026-12-20", UpTo: "2026-12-31", Open: true})
			return err
		},
		"NotRated": func() error { _, _, err := r.NotRated(ctx, year, registertest.Root, "", 100); return err },
		"Counted": func() error {
			level := 1
			_, _, err := r.Counted(ctx, register.CountedQuery{Year: year, Org: registertest.Root, Level: &level})
			return err
		},
		"Trace": func() error { _, err := r.Trace(ctx, year, "m:"+registertest.AMember); return err },
		"Append": func() error {
			_, err := r.Append(ctx, entry(year, "m:"+registertest.AMember, register.KindReview, `{"text":"Đã kiểm điểm"}`))
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
