package register_test

import (
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/tally/register"
)

func path(t *testing.T, r *register.Register, year int, id string) []string {
	t.Helper()
	view, err := r.Organisation(t.Context(), year, id, "")
	must(t, err)
	var ids []string
	for _, o := range view.Path {
		ids = append(ids, o.ID)
	}
	return ids
}

func TestAMoveLeavesEarlierYears(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	moved := organisation(2026, "C", "B")
	moved.Name = "Chi bộ mới"
	must(t, r.PutOrganisation(ctx, stamp, moved))
	if got := path(t, r, 2026, "C"); !slices.Equal(got, []string{"A", "B"}) {
		t.Errorf("2026: %v", got)
	}
	if got := path(t, r, 2025, "C"); !slices.Equal(got, []string{"A"}) {
		t.Errorf("2025: %v", got)
	}
	for parent, want := range map[string]register.Code{"C": register.InCircle, "Z": register.UnknownOrganisation} {
		under := organisation(2026, "B", parent)
		if code, at := refused(t, r.PutOrganisation(ctx, stamp, under)); code != want || at != "parent" {
			t.Errorf("under %s: %s at %s", parent, code, at)
		}
	}
	closed := moved
	closed.Closed = true
	if code, _ := refused(t, r.PutOrganisation(ctx, stamp, closed)); code != register.NotEmpty {
		t.Error(code)
	}
	for _, id := range []string{"c1", "c2", "c3"} {
		must(t, r.PutMember(ctx, stamp, member(2026, id, "B")))
	}
	must(t, r.PutOrganisation(ctx, stamp, closed))
	view, err := r.Organisation(ctx, 2026, "B", "")
	must(t, err)
	if len(view.Children) != 0 || len(view.Members) != 6 {
		t.Errorf("%d children, %d members", len(view.Children), len(view.Members))
	}
	over, err := r.Member(ctx, 2026, "c1", "")
	must(t, err)
	if len(over.Years) != 2 || over.Years[0].Org != "C" || over.Years[1].Org != "B" || over.Path[1].ID != "B" {
		t.Errorf("%+v", over)
	}
	if code, _ := refused(t, r.PutMember(ctx, stamp, member(2026, "c1", "C"))); code != register.UnknownOrganisation {
		t.Error(code)
	}
}

// TestStatusesByDate records spans over each other; the last word of each day holds.
func TestStatusesByDate(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	is := func(year int, want ballot.Status) {
		t.Helper()
		view, err := r.Member(ctx, year, "b1", "")
		must(t, err)
		if s := view.Standing; s.Status != string(want) || s.Rated != want.MayBeRated() || (s.Reason == "") != s.Rated {
			t.Errorf("%d: %+v", year, s)
		}
	}
	is(2026, ballot.Official)
	for _, step := range []struct {
		span       register.StatusSpan
		last, this ballot.Status
	}{
		{register.StatusSpan{Status: ballot.Exempt, From: "2025-06-01"}, ballot.Exempt, ballot.Exempt},
		{register.StatusSpan{Status: ballot.Official, From: "2026-02-01"}, ballot.Exempt, ballot.Official},
		{register.StatusSpan{Status: ballot.Suspended, From: "2026-12-31", To: "2026-12-31"}, ballot.Exempt, ballot.Suspended},
		{register.StatusSpan{Status: ballot.Official, From: "2025-12-01", To: "2025-12-31"}, ballot.Official, ballot.Suspended},
	} {
		step.span.Member = "b1"
		must(t, r.PutStatus(ctx, stamp, step.span))
		is(2025, step.last)
		is(2026, step.this)
	}
	view, err := r.Member(ctx, 2026, "b1", "")
	must(t, err)
	if len(view.Statuses) != 4 {
		t.Errorf("%+v", view.Statuses)
	}
}

// TestStatusFromDates is the status on 31 December that follows where none is recorded.
func TestStatusFromDates(t *testing.T) {
	r, _ := small(t)
	for name, c := range map[string]struct {
		admitted, official, recorded string
		want                         ballot.Status
	}{
		"long official":           {"1990-01-01", "1991-01-01", "", ballot.Official},
		"nothing known":           {"", "", "", ballot.Official},
		"six months on 30 Dec":    {"2026-06-30", "", "", ballot.Probationary},
		"six months on 1 Jan":     {"2026-07-01", "", "", ballot.Recent},
		"official next year":      {"2025-03-01", "2027-03-01", "", ballot.Probationary},
		"called probationary":     {"2026-08-01", "", "probationary", ballot.Recent},
		"called recent too long":  {"2026-01-01", "", "recent", ballot.Probationary},
		"recent and suspended":    {"2026-08-01", "", "suspended", ballot.Suspended},
		"recent, day not known":   {"", "", "recent", ballot.Recent},
		"exempt for a long while": {"1950-01-01", "1951-01-01", "exempt", ballot.Exempt},
	} {
		m := member(2026, strings.NewReplacer(" ", "-", ",", "").Replace(name), "B")
		m.Admitted, m.Official = c.admitted, c.official
		must(t, r.PutMember(t.Context(), stamp, m))
		if c.recorded != "" {
			must(t, r.PutStatus(t.Context(), stamp, register.StatusSpan{Member: m.ID, Status: ballot.Status(c.recorded), From: "2026-01-01"}))
		}
		view, err := r.Member(t.Context(), 2026, m.ID, "")
		must(t, err)
		if view.Standing.Status != string(c.want) {
			t.Errorf("%s: %s, want %s", name, view.Standing.Status, c.want)
		}
		must(t, r.Rebuild(t.Context()))
	}
	rows, next, err := r.NotRated(t.Context(), 2026, "A", "", 2)
	must(t, err)
	if len(rows) != 2 || next == "" || rows[0].OrgName != "Chi bộ B" || rows[0].Reason == "" {
		t.Errorf("%+v %q", rows, next)
	}
}

func TestSearchWithoutMarks(t *testing.T) {
	r, _ := small(t)
	ctx := t.Context()
	must(t, r.PutOrganisation(ctx, stamp, register.Organisation{ID: "D", Year: 2026, Name: "Đảng bộ xã Đồng Tâm", Parent: "A"}))
	for query, want := range map[string][]string{
		"dong tam": {"D"}, "ĐỒNG": {"D"}, "Tâm đảng": {"D"}, "chi bo": {"B", "C"}, "hoà bình": {"A"}, "100%": nil, "_": {"A"}, "không có": nil,
	} {
		rows, _, err := r.Organisations(ctx, register.PageQuery{Year: 2026, Query: query})
		must(t, err)
		var got []string
		for _, row := range rows {
			got = append(got, row.Organisation.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", query, got, want)
		}
	}
	rows, _, err := r.Organisations(ctx, register.PageQuery{Year: 2026, Parent: "A", Query: "hoa binh"})
	must(t, err)
	if len(rows) != 0 {
		t.Errorf("itself is not under it: %+v", rows)
	}
}

func TestPages(t *testing.T) {
	r, _ := open(t)
	ctx := t.Context()
	must(t, r.Batch(ctx, func(b *register.Batch) error {
		must(t, b.PutOrganisation(stamp, organisation(2026, "A", "")))
		for i := range 25 {
			o := organisation(2026, string(rune('b'+i)), "A")
			o.Order = i / 10
			must(t, b.PutOrganisation(stamp, o))
		}
		return nil
	}))
	var seen []string
	for after := ""; ; {
		rows, next, err := r.Organisations(ctx, register.PageQuery{Year: 2026, Parent: "A", After: after, Limit: 7})
		must(t, err)
		for _, row := range rows {
			seen = append(seen, row.Organisation.ID)
		}
		if after = next; after == "" {
			break
		}
	}
	if len(seen) != 25 || !slices.IsSorted(seen) {
		t.Errorf("%v", seen)
	}
}

func TestOpenYear(t *testing.T) {
	r, _ := everything(t)
	ctx := t.Context()
	must(t, r.PutMember(ctx, stamp, register.Member{ID: "b3", Year: 2026, Name: "Đã chuyển đi"}))
	must(t, r.OpenYear(ctx, stamp, 2027, 2026))
	years, err := r.Years(ctx)
	must(t, err)
	if len(years) != 3 || years[0] != (register.YearSums{Year: 2027, Organisations: 3, Members: 5}) {
		t.Errorf("%+v", years)
	}
	view, err := r.Organisation(ctx, 2027, "B", "")
	must(t, err)
	if len(view.Members) != 2 || len(view.Seats) != 1 || view.Seats[0].Seats[0].Member != "b1" || len(view.Entries) != 0 || view.Members[0].Standing.Vote != -1 {
		t.Errorf("%+v", view)
	}
	for want, years := range map[register.Code][2]int{register.Exists: {2027, 2026}, register.UnknownYear: {2030, 2029}} {
		if code, _ := refused(t, r.OpenYear(ctx, stamp, years[0], years[1])); code != want {
			t.Error(code, want)
		}
	}
}

func TestProfilesAndFilesOfTheNearestAbove(t *testing.T) {
	r, _ := everything(t)
	ctx := t.Context()
	c, ok, err := r.CycleOf(ctx, 2026, "B")
	must(t, err)
	if !ok || c.Org != "A" || c.Profile != "mac-dinh" || string(c.ProfileFile) != "{}" {
		t.Errorf("%+v %v", c, ok)
	}
	if _, ok, err := r.CycleOf(ctx, 2025, "B"); ok || err != nil {
		t.Error(ok, err)
	}
	must(t, r.PutFile(ctx, stamp, "", "template", "summary", []byte("everybody's")))
	must(t, r.PutFile(ctx, stamp, "B", "template", "summary", []byte("own")))
	for _, step := range []struct{ want, of string }{{"own", "B"}, {"docx", "A"}, {"everybody's", ""}} {
		data, of, err := r.File(ctx, 2026, "B", "template", "summary")
		must(t, err)
		if string(data) != step.want || of != step.of {
			t.Errorf("%s of %q, want %s of %q", data, of, step.want, step.of)
		}
		must(t, r.PutFile(ctx, stamp, of, "template", "summary", nil))
	}
	_, _, err = r.File(ctx, 2026, "B", "template", "summary")
	if code, _ := refused(t, err); code != register.UnknownFile {
		t.Error(code)
	}
	if names, err := r.Files(ctx, "B", "template"); err != nil || len(names) != 0 {
		t.Error(names, err)
	}
}
