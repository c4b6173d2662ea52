package sheets_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"phieukin/tally/register"
	"phieukin/tally/register/sheets"
)

func office(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/office.xlsx")
	must(t, err)
	return data
}

// TestAWorkbookAsOfficesKeepIt imports sheets that LibreOffice wrote, which stand in another order than they are needed in.
func TestAWorkbookAsOfficesKeepIt(t *testing.T) {
	r := open(t)
	o := options()
	o.Year = 2025
	dry := o
	dry.Dry = true
	report := take(t, r, office(t), dry)
	if report.Written || report.Rows != 9 || report.RefusedRows != 0 {
		t.Fatalf("dry run: %+v", report)
	}
	if years, err := r.Years(t.Context()); err != nil || len(years) != 0 {
		t.Fatalf("a dry run wrote: %+v %v", years, err)
	}
	report = take(t, r, office(t), o)
	// Three organisations, three members, two statuses that the dates do not give by themselves or that agree with them, two ratings.
	if !report.Written || report.RefusedRows != 0 || !slices.Equal(report.Skipped, []string{"Bìa"}) {
		t.Fatalf("%+v", report)
	}
	rows, _, err := r.Organisations(t.Context(), register.PageQuery{Year: 2025, Query: "thon"})
	must(t, err)
	if len(rows) != 2 || rows[0].Organisation.Name != "Chi bộ thôn Đoài" || rows[1].Members != 2 || rows[1].Decided != 2 {
		t.Fatalf("%+v", rows)
	}
	view, err := r.Organisation(t.Context(), 2025, rows[1].Organisation.ID, "")
	must(t, err)
	if len(view.Path) != 1 || view.Path[0].Name != "Đảng bộ xã Hòa Bình" {
		t.Errorf("%+v", view.Path)
	}
	first := view.Members[0]
	want := register.Member{ID: "DV-001", Year: 2025, Name: "Nguyễn Thị Ánh", Position: "Bí thư", Org: rows[1].Organisation.ID,
		Admitted: "1998-05-19", Official: "1999-05-19", Born: "1970-01-02"}
	if first.Member != want || first.Standing.Decided != 0 || first.Standing.Status != "official" {
		t.Errorf("%+v", first)
	}
	if second := view.Members[1]; second.Standing.Status != "probationary" || !second.Standing.Rated || second.Standing.Decided != 1 || second.Member.Born != "1995-09-02" {
		t.Errorf("%+v", second)
	}
	exempt, err := r.Member(t.Context(), 2025, "DV-003", "")
	must(t, err)
	if exempt.Standing.Reason != "exempt" || exempt.Standing.Decided != -1 {
		t.Errorf("%+v", exempt.Standing)
	}
	trace, err := r.Trace(t.Context(), 2025, "m:DV-001")
	must(t, err)
	if trace.Decision == nil || !strings.Contains(string(trace.Decision.Body), `"number":"12-QĐ/ĐU","day":"2025-12-20"`) {
		t.Errorf("%+v", trace.Decision)
	}
	again := take(t, r, office(t), o)
	if again.Added+again.Changed != 0 || again.Unchanged != 9 {
		t.Errorf("a second time: %+v", again)
	}
}

// small has one committee with two cells.
const small = "Mã tổ chức,Tên tổ chức,Trực thuộc\nA,Đảng bộ xã,\nB,Chi bộ 1,A\nC,Chi bộ 2,A\n"

func TestWhatIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text, code, about string
		line              int
	}{
		"unknown parent":       {"Tên tổ chức,Trực thuộc\nChi bộ 9,Đảng bộ tỉnh", "unknown_organisation", "Đảng bộ tỉnh", 2},
		"a circle":             {"Mã tổ chức,Tên tổ chức,Trực thuộc\nA,Đảng bộ xã,B", "circle", "parent", 2},
		"unknown cell":         {"Họ và tên,Chi bộ\nNguyễn Văn An,Chi bộ 3", "unknown_organisation", "Chi bộ 3", 2},
		"two of one name":      {"Họ và tên,Chi bộ\nNguyễn Văn An,B\n\nNguyễn văn An,Chi bộ 1", "ambiguous", "nguyen van an", 4},
		"a year is not a day":  {"Họ và tên,Chi bộ,Ngày sinh\nNguyễn Văn An,B,1970", "day", "1970", 2},
		"an unknown status":    {"Họ và tên,Chi bộ,Diện\nNguyễn Văn An,B,Khách", "status", "Khách", 2},
		"a rating of nobody":   {"Mã đảng viên,Xếp loại\nX1,Tốt", "unknown_subject", "m:X1", 2},
		"an unknown level":     {"Mã tổ chức,Xếp loại\nB,Khá", "level", "Khá", 2},
		"a number that is not": {"Mã tổ chức,Tên tổ chức,Năm\nB,Chi bộ 1,hai", "cell", "hai", 2},
		"an entry's body":      {"Ghi lúc,Người ghi,Năm,Đối tượng,Bước,Loại ghi chép,Lý do làm trước bước,Nội dung\n2026-01-01T00:00:00Z,A,2026,o:B,,decision,,{}", "shape", "body", 2},
		"a vote without a row": {"Ghi lúc,Người ghi,Năm,Đối tượng,Bước,Loại ghi chép,Lý do làm trước bước,Nội dung\n2026-01-01T00:00:00Z,A,2026,o:B,,vote,,\"{\"\"vote\"\":\"\"v\"\",\"\"row\"\":0}\"", "unknown_vote", "body.vote", 2},
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t)
			take(t, r, []byte(small), options())
			before := give(t, r, sheets.JSON)
			report := take(t, r, []byte(c.text), options())
			if report.RefusedRows != 1 || report.Written {
				t.Fatalf("%+v", report)
			}
			if got := report.Refused[0]; got.Code != c.code || got.Line != c.line || got.Text != c.about {
				t.Errorf("%+v", got)
			}
			same(t, give(t, r, sheets.JSON), before)
		})
	}
}

func TestOneRefusedRowKeepsAllOut(t *testing.T) {
	r := open(t)
	report := take(t, r, []byte(small+"D,Chi bộ 4,Z\n"), options())
	if report.Written || report.Added != 3 || report.RefusedRows != 1 {
		t.Fatalf("%+v", report)
	}
	if years, err := r.Years(t.Context()); err != nil || len(years) != 0 {
		t.Errorf("%+v %v", years, err)
	}
}

// TestOlderEncodingsAndSeparators takes text of TCVN3 with semicolons, and UTF-16 with tabs.
func TestOlderEncodingsAndSeparators(t *testing.T) {
	letters := map[rune]byte{'ọ': 0xe4, 'à': 0xb5, 'ê': 0xaa, 'ộ': 0xe9, 'ễ': 0xd4, 'ă': 0xa8, 'ả': 0xb6, 'ị': 0xde, 'ư': 0xad, 'ơ': 0xac, 'ế': 0xd5, 'Đ': 0xa7}
	text := "Họ và tên;Chi bộ\nNguyễn Văn Hải;B\nTrần Thị Hương;B\n"
	letters['ầ'] = 0xc7
	var tcvn3, wide []byte
	wide = append(wide, 0xff, 0xfe)
	for _, r := range text {
		if b, ok := letters[r]; ok {
			tcvn3 = append(tcvn3, b)
		} else {
			tcvn3 = append(tcvn3, byte(r))
		}
		if r == ';' {
			r = '\t'
		}
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, data := range map[string][]byte{"tcvn3": tcvn3, "utf16": wide, "utf8": []byte("\ufeff" + text)} {
		t.Run(name, func(t *testing.T) {
			r := open(t)
			take(t, r, []byte(small), options())
			report := take(t, r, data, options())
			if report.Added != 2 || !report.Written {
				t.Fatalf("%+v", report)
			}
			members, err := r.Members(t.Context(), 2026, "B")
			must(t, err)
			if len(members) != 2 || members[0].Member.Name != "Nguyễn Văn Hải" || members[1].Member.Name != "Trần Thị Hương" {
				t.Errorf("%+v", members)
			}
		})
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want sheets.Error
	}{
		"nothing":            {" \n", sheets.ErrEmpty},
		"an old workbook":    {"\xd0\xcf\x11\xe0 old", sheets.ErrOldWorkbook},
		"a broken zip":       {"PK\x03\x04 broken", sheets.ErrWorkbook},
		"no headings":        {"a,b\n1,2\n", sheets.ErrNoTables},
		"bytes":              {"a\x00b", sheets.ErrEncoding},
		"another format":     {`{"format":"other"}`, sheets.ErrJSON},
		"lists out of order": {`{"format":"phieukin-register/1","members":[],"organisations":[]}`, sheets.ErrJSON},
		"an unknown list":    {`{"format":"phieukin-register/1","people":[]}`, sheets.ErrJSON},
		"text after the end": {`{"format":"phieukin-register/1","members":[]} x`, sheets.ErrJSON},
		"half a document":    {`{"format":"phieukin-register/1","members":[`, sheets.ErrJSON},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheets.Import(t.Context(), open(t), bytes.NewReader([]byte(c.data)), options())
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func TestVotesComeWithTheirEntries(t *testing.T) {
	r := full(t)
	document := string(give(t, r, sheets.JSON))
	before, rest, _ := strings.Cut(document, "\n\"entries\":[")
	_, after, _ := strings.Cut(rest, "\n],\n\"ratings\"")
	report := take(t, open(t), []byte(before+"\n\"entries\":[\n],\n\"ratings\""+after), options())
	if report.Written || !slices.ContainsFunc(report.Refused, func(f sheets.Refusal) bool { return f.Code == sheets.CodeVote }) {
		t.Errorf("%+v", report)
	}
}
