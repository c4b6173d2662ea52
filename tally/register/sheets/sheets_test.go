package sheets_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/tally/register"
	"phieukin/tally/register/registertest"
	"phieukin/tally/register/sheets"
)

var stamp = register.Stamp{At: "2026-12-21T08:00:00+07:00", By: "Ban Tổ chức"}

func open(t testing.TB) *register.Register {
	t.Helper()
	r, err := register.Open(filepath.Join(t.TempDir(), "register.db"))
	must(t, err)
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func options() sheets.ImportOptions {
	drawn := 0
	return sheets.ImportOptions{Year: 2026, Stamp: stamp, NewID: func() string {
		drawn++
		return fmt.Sprintf("new%d", drawn)
	}}
}

func take(t testing.TB, r *register.Register, data []byte, o sheets.ImportOptions) sheets.Report {
	t.Helper()
	o.TmpDir = t.TempDir()
	report, err := sheets.Import(t.Context(), r, bytes.NewReader(data), o)
	must(t, err)
	return report
}

func give(t testing.TB, r *register.Register, f sheets.Format) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, sheets.Export(t.Context(), r, &out, f, sheets.ExportOptions{TmpDir: t.TempDir()}))
	return out.Bytes()
}

// full is a register with everything that a register can hold, and with texts that tables may spoil.
func full(t testing.TB) *register.Register {
	t.Helper()
	r := open(t)
	ctx, year := t.Context(), registertest.LastYear
	must(t, registertest.Fill(ctx, r, registertest.Size{Committees: 2, Bases: 3, Cells: 5, Members: 60, Years: 2}, 3))
	cell := registertest.ACell
	must(t, r.PutOrganisation(ctx, stamp, register.Organisation{ID: "dong", Year: year, Name: "=1+1", Parent: registertest.Root, Closed: true}))
	must(t, r.PutMember(ctx, stamp, register.Member{ID: "spoil", Year: year, Name: `'=HYPERLINK("x")`, Position: "-1, \"Bí thư\"; @phó", Org: cell, Group: "＋tổ"}))
	must(t, r.PutMember(ctx, stamp, register.Member{ID: "left", Year: year, Name: "Đã chuyển đi"}))
	must(t, r.PutStatus(ctx, stamp, register.StatusSpan{Member: "spoil", Status: ballot.Suspended, From: "2026-02-03", To: "2026-03-04"}))
	must(t, r.PutSeats(ctx, stamp, register.Seats{Org: cell, Year: year, Body: "board",
		Seats: []register.Seat{{Member: "spoil", Role: "Bí thư"}, {Name: "Người ngoài", Role: "Ủy viên"}}}))
	must(t, r.PutSeats(ctx, stamp, register.Seats{Org: cell, Year: year, Body: "committee", Seats: []register.Seat{{Member: "spoil", Role: "Ủy viên"}}}))
	must(t, r.PutCycle(ctx, stamp, register.Cycle{Org: registertest.Root, Year: year, Profile: "qd366-2025", ProfileHash: "00ff",
		ProfileFile: []byte("{\n  \"format\": \"" + strings.Repeat("Tốt ", 20_000) + "\"\n}")}))
	must(t, r.PlanBallot(ctx, register.Ballot{ID: "planned", Org: cell, Body: "cell", Year: year, Round: 2, Subjects: []string{"o:" + cell, "m:spoil"}, Stamp: stamp}))
	_, err := r.Append(ctx, register.Entry{At: stamp.At, By: stamp.By, Year: year, Subject: "m:spoil", Kind: register.KindReview, Despite: "=vội\nlắm",
		Body: []byte(`{"text":"Dòng một\nDòng hai, \"ngoặc\" ` + strings.Repeat("chữ ", 3000) + `"}`)})
	must(t, err)
	return r
}

// TestRoundTrip exports, imports into an empty register and exports again.
func TestRoundTrip(t *testing.T) {
	r := full(t)
	want := give(t, r, sheets.JSON)
	for _, f := range []sheets.Format{sheets.JSON, sheets.CSV, sheets.XLSX} {
		t.Run(string(f), func(t *testing.T) {
			other := open(t)
			file := give(t, r, f)
			report := take(t, other, file, options())
			if !report.Written || report.RefusedRows > 0 || len(report.Skipped) > 0 || report.Added == 0 || report.Changed > 0 {
				t.Fatalf("%+v", report)
			}
			same(t, give(t, other, sheets.JSON), want)
			must(t, other.Rebuild(t.Context()))
			same(t, give(t, other, sheets.JSON), want)

			again := take(t, other, file, options())
			if !again.Written || again.Added+again.Changed > 0 || again.Unchanged == 0 {
				t.Errorf("a second time: %+v", again)
			}
			same(t, give(t, other, sheets.JSON), want)
		})
	}
}

// same compares documents but for the numbers of entries.
func same(t *testing.T, got, want []byte) {
	t.Helper()
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	if len(a) != len(b) {
		t.Fatalf("%d lines, want %d", len(a), len(b))
	}
	for i := range a {
		if strip(a[i]) != strip(b[i]) {
			t.Fatalf("line %d:\n%.400s\nwant\n%.400s", i, a[i], b[i])
		}
	}
}

func strip(line string) string {
	if rest, ok := strings.CutPrefix(line, `{"seq":`); ok {
		_, rest, _ = strings.Cut(rest, ",")
		return rest
	}
	return line
}

// TestNothingIsAFormula looks at every cell of both kinds of tables.
func TestNothingIsAFormula(t *testing.T) {
	r := full(t)
	for _, f := range []sheets.Format{sheets.CSV, sheets.XLSX} {
		z, err := zip.NewReader(bytes.NewReader(give(t, r, f)), int64(len(give(t, r, f))))
		must(t, err)
		for _, file := range z.File {
			in, err := file.Open()
			must(t, err)
			data, err := io.ReadAll(in)
			must(t, err)
			if f == sheets.XLSX && (bytes.Contains(data, []byte("<f>")) || bytes.Contains(data, []byte("<f "))) {
				t.Errorf("%s has a formula", file.Name)
			}
			if f == sheets.CSV {
				for _, start := range []string{",=", ",-", ",@", ",+", ",＋", ",\"=", "\n="} {
					if bytes.Contains(data, []byte(start)) && file.Name != "nhat-ky.csv" {
						t.Errorf("%s has a cell after %q", file.Name, start)
					}
				}
			}
		}
	}
}

func TestExportOfOneYear(t *testing.T) {
	r := full(t)
	var out bytes.Buffer
	done, of := int64(0), int64(0)
	must(t, sheets.Export(t.Context(), r, &out, sheets.JSON, sheets.ExportOptions{Year: 2025,
		Progress: func(d, o int64) { done, of = d, o },
		Coarse:   func(register.Vote) bool { return true }}))
	if bytes.Contains(out.Bytes(), []byte(`"year":2026`)) || !bytes.Contains(out.Bytes(), []byte(`"year":2025`)) {
		t.Error("of another year")
	}
	if bytes.Contains(out.Bytes(), []byte(`"count":1`)) {
		t.Error("counts of a vote that is shown coarsely")
	}
	if done > of {
		t.Error(done, of)
	}
}
