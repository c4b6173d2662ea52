package sheets_test

import (
	"bytes"
	"errors"
	"testing"

	"phieukin/tally/register/registertest"
	"phieukin/tally/register/sheets"
)

// FuzzImport holds whatever is read to a report that adds up, and to leaving the register alone in a dry run.
func FuzzImport(f *testing.F) {
	r := open(f)
	must(f, registertest.Fill(f.Context(), r, registertest.Size{Committees: 1, Bases: 1, Cells: 1, Members: 4, Years: 1}, 1))
	for _, format := range []sheets.Format{sheets.JSON, sheets.CSV, sheets.XLSX} {
		f.Add(give(f, r, format))
	}
	f.Add(office(f))
	f.Add([]byte(small))
	f.Add([]byte("Họ và tên;Chi bộ;Diện;Ngày vào Đảng\nNguyễn Văn An;cb0001;Dự bị;02/2020\n;;;\n"))
	f.Add([]byte("\xff\xfeA\x00;\x00B\x00"))
	f.Add([]byte("Mã đảng viên,Xếp loại\ndv000001,'Tốt\ndv000001,XS\n"))
	f.Add([]byte(`{"format":"phieukin-register/1","statuses":[{"member":"dv000001","status":"exempt","from":"2020-01-01","to":""}]}`))
	before, err := r.Years(f.Context())
	must(f, err)
	f.Fuzz(func(t *testing.T, data []byte) {
		o := options()
		o.Dry, o.TmpDir = true, t.TempDir()
		report, err := sheets.Import(t.Context(), r, bytes.NewReader(data), o)
		var known sheets.Error
		switch {
		case errors.As(err, &known):
		case err != nil:
			t.Fatal(err)
		case report.Written || report.Added < 0 || len(report.Refused) > report.RefusedRows || report.Refused == nil || report.Skipped == nil:
			t.Fatalf("%+v", report)
		}
		for _, refusal := range report.Refused {
			if refusal.Code == "" {
				t.Fatalf("%+v", refusal)
			}
		}
		after, err := r.Years(t.Context())
		if err != nil || len(after) != len(before) || after[0] != before[0] {
			t.Fatalf("%+v %v", after, err)
		}
	})
}
