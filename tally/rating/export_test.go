package rating

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

var (
	header = []string{"Họ và tên", "Chức vụ", "XS", "T", "HT", "KHT", "Trống", "Đề xuất", "Số phiếu", "Trên tổng", "Phần nghìn"}
	levels = [Levels]string{"Xuất sắc", "Tốt", "Hoàn thành", "Không hoàn thành"}
)

func results() Results {
	bases := Bases{Convened: 25}
	row := func(subject, position string, blank int, counts ...int) Row {
		c := [Levels]int(counts)
		return Row{Subject: subject, Position: position, Counts: c, Blank: blank, Outcome: Default.Rate(c, bases)}
	}
	return NewResults(Default, []Row{
		row("Nguyễn Văn A", "Bí thư", 1, 17, 5, 2, 0),
		row("Trần Thị B, \"chị Ba\"", "", 3, 6, 4, 1, 1),
		row("Lê Văn C", "Đảng viên", 20, 1, 2, 2, 0),
	})
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := results().WriteCSV(&b, header, levels); err != nil {
		t.Fatal(err)
	}
	want := "\ufeff" + strings.Join(header, ",") + "\r\n" +
		"Nguyễn Văn A,Bí thư,17,5,2,0,1,Xuất sắc,17,25,680\r\n" +
		"\"Trần Thị B, \"\"chị Ba\"\"\",,6,4,1,1,3,,6,25,240\r\n" +
		"Lê Văn C,Đảng viên,1,2,2,0,20,,2,25,80\r\n"
	if got := b.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if err := results().WriteCSV(&b, header[1:], levels); !errors.Is(err, ErrHeader) {
		t.Errorf("a short header: %v", err)
	}
}

func TestCSVCellsAreNoFormulas(t *testing.T) {
	dangerous := []string{
		"=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "|cmd", "%x",
		"＝1", "＋1", "－1", "＠x", "\x00=1", "\tA",
	}
	for _, cell := range dangerous {
		var b bytes.Buffer
		r := Results{Rows: []Row{{Subject: cell, Position: cell, Outcome: Outcome{Level: 2}}}}
		if err := r.WriteCSV(&b, header, [Levels]string{2: cell}); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range []int{0, 1, 7} {
			if got := records[1][column]; !strings.HasPrefix(got, "'") {
				t.Errorf("%q is written as %q in column %d", cell, got, column)
			}
		}
	}
	harmless := []string{"", "Nguyễn Văn A", "Đỗ Ánh", "A-B", "1=1", " có dấu cách", "'x"}
	for i, got := range inert(harmless) {
		if got != harmless[i] {
			t.Errorf("%q became %q", harmless[i], got)
		}
	}
}

func TestJSON(t *testing.T) {
	data, err := results().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got Results
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 3 || got.Rows[0] != results().Rows[0] || got.Rows[1] != results().Rows[1] {
		t.Errorf("rows changed on the way: %+v", got.Rows)
	}
	if got.Profile != Default.Name || got.ProfileHash != Default.Hash() || !got.Default {
		t.Errorf("profile is missing: %s", data)
	}
	for _, part := range []string{`"counts": [`, `"blank": 1`, `"permille": 680`, `"code": "over_half"`, `"level": -1`} {
		if !bytes.Contains(data, []byte(part)) {
			t.Errorf("no %s in %s", part, data)
		}
	}
}
