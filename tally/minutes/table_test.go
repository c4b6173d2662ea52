package minutes_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phieukin/tally/minutes"
)

func opened(t *testing.T, p minutes.Paper) *excelize.File {
	t.Helper()
	data, err := minutes.Table(p)
	if err != nil {
		t.Fatal(err)
	}
	again, err := minutes.Table(p)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same table has other bytes the second time, %v", err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func TestTheTableOfASummary(t *testing.T) {
	book := opened(t, summary(3))
	for _, c := range []struct {
		sheet string
		row   int // from 1
		want  string
	}{
		{"Tổ chức đảng", 1, "Đảng bộ xã Nham Biền"},
		{"Tổ chức đảng", 8, "|Cộng|36|34|1|1|0|1|7|20.6%|25|73.5%|2|5.9%|0|0.0%|28.0%"},
		{"Đảng viên", 6, "1|Chi bộ thôn Ánh 1|26|24|2|1|0|1|0|0|0|3|12.5%|18|75.0%|3|12.5%|0|0.0%|16.7%"},
		{"Đảng viên", 9, "|Cộng|82|73|6|3|0|3|0|0|3|9|12.3%|54|74.0%|9|12.3%|1|1.4%|16.7%"},
		{"Giới hạn (tổ chức)", 5, "20|xếp loại T|25|5|xuống|5|7|28.0%|vượt 2|mặc định, chưa phải quy định"},
		{"Giới hạn (tổ chức)", 6, "20|xếp loại T trở lên|32|6,4|xuống|6|7|21.9%|vượt 1|để so sánh"},
		{"Giới hạn (tổ chức)", 7, "25|xếp loại T|25|6,25|xuống|6|7|28.0%|vượt 1|khi cấp có thẩm quyền cho phép bằng văn bản: số 118-QĐ/ĐU, ngày 01/12/2026"},
		{"Giới hạn (đảng viên)", 5, "20|xếp loại T|54|10,8|xuống|10|9|16.7%|trong giới hạn"},
	} {
		rows, err := book.GetRows(c.sheet)
		if err != nil || len(rows) < c.row {
			t.Fatalf("%s: %d rows, %v", c.sheet, len(rows), err)
		}
		if got := strings.Join(rows[c.row-1], "|"); got != c.want {
			t.Errorf("%s, row %d: %s", c.sheet, c.row, got)
		}
	}
	kind, err := book.GetCellType("Đảng viên", "C6")
	if err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("a figure is of type %d, %v", kind, err)
	}
}

func TestTheTableOfACounting(t *testing.T) {
	m := countMinutes(2)
	m.Groups[1].Rows[0].Withheld = true
	rows, err := opened(t, m).GetRows("Kết quả kiểm phiếu")
	if err != nil || len(rows) != 7+4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range map[int]string{
		7: "1|Nguyễn Thị Ánh|Bí thư chi bộ|Ban Thường vụ Đảng ủy xã Nham Biền|0|14|3|0|4|T|14|24|58.3%",
		9: "1|Nguyễn Thị Ánh|Bí thư chi bộ|Đảng ủy xã Nham Biền|–|–|–|–|–|T|–|–|–",
	} {
		if got := strings.Join(rows[i], "|"); got != want {
			t.Errorf("row %d: %s", i+1, got)
		}
	}
}

func TestOnlySomePapersHaveATable(t *testing.T) {
	for _, p := range papers(2) {
		_, err := minutes.Table(p)
		want := p.Kind() == minutes.KindMeeting || p.Kind() == minutes.KindBallot
		if errors.Is(err, minutes.ErrNoTable) != want || !want && err != nil {
			t.Errorf("%s: %v", p.Kind(), err)
		}
	}
}

// Names come from lists that anybody may have written.
func TestNoCellIsAFormula(t *testing.T) {
	const bad = `=HYPERLINK("http://example.org","Nguyễn")`
	m := countMinutes(1)
	m.Issuer, m.Groups[0].Rows[0].Subject, m.Groups[0].Rows[0].Position = bad, bad, "+1+2"
	data, err := minutes.Table(m)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, f := range archive.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if sheets++; bytes.Contains(xml, []byte("<f>")) || bytes.Contains(xml, []byte("HYPERLINK")) {
			t.Errorf("%s has a formula", f.Name)
		}
	}
	if sheets != 1 {
		t.Fatalf("%d sheets", sheets)
	}
	if name, err := opened(t, m).GetCellValue("Kết quả kiểm phiếu", "B8"); err != nil || name != bad {
		t.Errorf("%q, %v", name, err)
	}
}
