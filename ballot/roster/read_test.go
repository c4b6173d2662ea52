package roster_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"phieukin/ballot"
	"phieukin/ballot/roster"
)

var on = roster.Date{Year: 2026, Month: 12, Day: 5}

func read(t *testing.T, data []byte) roster.List {
	t.Helper()
	list, err := roster.Read(data, on)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func workbook(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// brief is what most tests look at.
func brief(list roster.List) []string {
	var out []string
	for _, r := range list.Rows {
		out = append(out, fmt.Sprint(r.Name, "|", r.Position, "|", r.Status, "|", r.Votes, "|", r.Rated, "|", r.Reason))
	}
	return out
}

func want(t *testing.T, list roster.List, rows ...string) {
	t.Helper()
	if got := brief(list); !slices.Equal(got, rows) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(rows, "\n"))
	}
}

var short = []string{
	"Nguyễn Văn Hải|Bí thư|official|true|true|", "Trần Thị Hương|Phó bí thư|official|true|true|", "Đặng Quốc Khánh||probationary|false|true|",
	"Vũ Ngọc Ẩn||exempt|false|false|exempt", "Lý Thường Kiệt||suspended|false|false|suspended",
}

func TestTheSampleReadsBackCleanly(t *testing.T) {
	list := read(t, roster.Sample)
	want(t, list, "Nguyễn Thị Ánh|Bí thư|official|true|true|", "Trần Văn Bình||probationary|false|true|", "Lê Thị Cúc||exempt|false|false|exempt")
	for _, r := range list.Rows {
		if len(r.Warnings) > 0 || r.Group == "" {
			t.Errorf("%+v", r)
		}
	}
	if len(list.Left) > 0 {
		t.Errorf("left out: %v", list.Left)
	}
}

func TestAFormOfThirtyOneMembers(t *testing.T) {
	list := read(t, workbook(t, "cell31"))
	if len(list.Rows) != 31 {
		t.Fatalf("%d rows", len(list.Rows))
	}
	// All but these are official members who vote and are rated.
	special := map[int]string{
		25: "exempt", 26: "suspended", 27: "probationary", 28: "probationary", 30: "recent",
	}
	for i, r := range list.Rows {
		status := ballot.Official
		if s, ok := special[i]; ok {
			status = ballot.Status(s)
		}
		if r.Status != status || r.Votes != status.MayVote() && status != ballot.Exempt || r.Rated != status.MayBeRated() || r.Line != i+8 {
			t.Errorf("%+v, want %s", r, status)
		}
	}
	if w := list.Rows[30].Warnings; !slices.Equal(w, []roster.Warning{roster.StatusDated}) {
		t.Errorf("a status by dates alone: %v", w)
	}
	wantLeft := []roster.Left{{Line: 39, Code: roster.Blank}, {Line: 40, Text: "Tổng số: 31 đồng chí", Code: roster.NotAName}, {Line: 41, Text: "T/M CHI BỘ", Code: roster.NotAName}}
	if !reflect.DeepEqual(list.Left, wantLeft) {
		t.Errorf("left out %v", list.Left)
	}
}

func TestAWorkbookThatWasOnceXls(t *testing.T) { want(t, read(t, workbook(t, "old")), short...) }

func TestWorkbooksInOlderEncodings(t *testing.T) {
	for name, before := range map[string]string{"tcvn3": "NguyÔn V¨n H¶i", "vni": "Nguyeãn Vaên Haûi"} {
		list := read(t, workbook(t, name))
		want(t, list, short...)
		if first := list.Rows[0]; string(first.Encoding) != name || first.Before != before {
			t.Errorf("%s: %+v", name, first)
		}
	}
}

func TestAMessyWorkbook(t *testing.T) {
	list := read(t, workbook(t, "messy"))
	want(t, list,
		"Nguyễn Văn An|Bí thư|official|true|true|", "Nguyễn Văn An||official|true|true|", "Phạm Thị Bé||official|true|false|listed",
		"Tô Đăng Khoa||exempt|false|false|exempt", "Đỗ Thị Chín||probationary|false|true|")
	if w := list.Rows[1].Warnings; !slices.Equal(w, []roster.Warning{roster.SameName}) {
		t.Errorf("the same name in another group: %v", w)
	}
	if w := list.Rows[4].Warnings; !slices.Equal(w, []roster.Warning{roster.VoteRefused}) {
		t.Errorf("a vote for a probationary member: %v", w)
	}
	type left struct {
		line, of int
		code     roster.Code
	}
	var got []left
	for _, l := range list.Left {
		got = append(got, left{l.Line, l.Of, l.Code})
	}
	if !slices.Equal(got, []left{
		{4, 0, roster.NotAName}, {7, 0, roster.Blank}, {10, 5, roster.Duplicate}, {11, 0, roster.NoName}, {12, 0, roster.NotAName},
		{14, 0, roster.NotAName}, {15, 0, roster.NotAName}, {16, 0, roster.NotAName},
	}) {
		t.Errorf("left out %v", got)
	}
}

func TestTextInEveryForm(t *testing.T) {
	text := "STT\tHọ và tên\tChức vụ\tDiện\r\n1\tNguyễn Văn Hải\tBí thư\tChính thức\r\n2\tTrần Thị Hương\tPhó bí thư\tĐVCT\r\n3\tĐặng Quốc Khánh\t\tDự bị\r\n" +
		"4\tVũ Ngọc Ẩn\t\tmiễn SH\r\n5\tLý Thường Kiệt\t\tĐình chỉ sinh hoạt\r\n"
	text = strings.Replace(text, "ĐVCT", "DVCT", 1)
	for _, separator := range []string{"\t", ";", ","} {
		body := strings.ReplaceAll(text, "\t", separator)
		utf16le, utf16be := []byte("\xff\xfe"), []byte("\xfe\xff")
		for _, unit := range utf16.Encode([]rune(body)) {
			utf16le, utf16be = binary.LittleEndian.AppendUint16(utf16le, unit), binary.BigEndian.AppendUint16(utf16be, unit)
		}
		for name, data := range map[string][]byte{
			"plain": []byte(body), "with a mark": []byte("\ufeff" + body), "Excel's hint": []byte("sep=" + separator + "\r\n" + body), "UTF-16 LE": utf16le, "UTF-16 BE": utf16be,
		} {
			t.Run(fmt.Sprintf("%q %s", separator, name), func(t *testing.T) { want(t, read(t, data), short...) })
		}
	}
}

func TestPastedLinesWithoutHeadings(t *testing.T) {
	list := read(t, []byte("Nguyễn Thị Ặng; Bí thư\n\n2. Vũ  Ngọc Giàu ; ; Dự bị\n3;Lê Quốc Cường\nVừ A Dính; Phó bí thư; 01/10/2026\n"))
	want(t, list, "Nguyễn Thị Ặng|Bí thư|official|true|true|", "Vũ Ngọc Giàu||probationary|false|true|", "Lê Quốc Cường||official|true|true|",
		"Vừ A Dính|Phó bí thư|recent|false|false|recent")
	want(t, read(t, []byte("1. Đ/c Nguyễn Thị Ặng\nđồng chí Lê Quốc Cường")), "Nguyễn Thị Ặng||official|true|true|", "Lê Quốc Cường||official|true|true|")
	want(t, read(t, []byte("Nguyễn Thị Ặng, Trưởng ban Miền núi")), "Nguyễn Thị Ặng|Trưởng ban Miền núi|official|true|true|")
	// Decomposed letters, as some systems write them, are the same letters; a space that does not break is a space.
	want(t, read(t, []byte("Nguye\u0302\u0303n\u00a0Thi\u0323 A\u0306\u0323ng\u200b")), "Nguyễn Thị Ặng||official|true|true|")
}

func TestStatuses(t *testing.T) {
	for _, c := range []struct {
		head, cells string
		status      ballot.Status
		warnings    []roster.Warning
	}{
		{"Diện", "chính thức", ballot.Official, nil},
		{"Diện", "ĐV dự bị", ballot.Probationary, nil},
		{"Loại", "DB", ballot.Probationary, nil},
		{"Diện", "Miễn", ballot.Exempt, nil},
		{"Diện", "Miễn công tác và sinh hoạt", ballot.Exempt, nil},
		{"Diện", "đình chỉ SH", ballot.Suspended, nil},
		{"Diện", "Mới kết nạp", ballot.Recent, nil},
		{"Diện", "cảm tình", ballot.Official, []roster.Warning{roster.StatusUnknown}},
		{"Dự bị", "x", ballot.Probationary, nil},
		{"Chính thức;Dự bị", "x;", ballot.Official, nil},
		{"Miễn sinh hoạt", "không", ballot.Official, nil},
		{"Đình chỉ", "✓", ballot.Suspended, nil},
		{"Ghi chú", "được miễn sinh hoạt từ 2020", ballot.Exempt, nil},
		{"Ghi chú", "miễn nhiệm chức vụ", ballot.Official, nil},
		{"Ghi chú", "đình chỉ công tác", ballot.Official, nil},
		{"Ghi chú", "Đình chỉ sinh hoạt Đảng", ballot.Suspended, nil},

		// Admitted on 5 June 2026, six months are full on 5 December, and not the day after that.
		{"Ngày kết nạp", "05/06/2026", ballot.Probationary, []roster.Warning{roster.StatusDated}},
		{"Ngày kết nạp", "06/06/2026", ballot.Recent, []roster.Warning{roster.StatusDated}},
		{"Ngày kết nạp;Diện", "6-6-2026;Dự bị", ballot.Recent, nil},
		{"Ngày kết nạp;Diện", "46179;Dự bị", ballot.Recent, nil}, // 6 June 2026 as a workbook counts
		{"Ngày kết nạp;Diện", "46178;Dự bị", ballot.Probationary, nil},
		{"Ngày kết nạp;Diện", "6.6.2026;Chính thức", ballot.Official, []roster.Warning{roster.StatusClash}},
		{"Ngày kết nạp;Diện", "1999;mới kết nạp", ballot.Recent, []roster.Warning{roster.StatusClash}},
		{"Ngày kết nạp;Diện", "06/2026;Dự bị", ballot.Probationary, []roster.Warning{roster.DateUnclear}},
		{"Ngày kết nạp", "31/02/2026", ballot.Official, []roster.Warning{roster.DateUnclear}},
		{"Ngày kết nạp", "năm 2020", ballot.Official, []roster.Warning{roster.DateUnclear}},
		{"Ngày vào Đảng;Ngày chính thức", "03/02/2025;03/02/2026", ballot.Official, nil},
		{"Ngày vào Đảng;Ngày chính thức", "03/02/2026;03/02/2027", ballot.Probationary, []roster.Warning{roster.StatusDated}},
		{"Ngày vào Đảng;Ngày chính thức", "03/02/1998;", ballot.Official, []roster.Warning{roster.DateUnclear}},
		{"Dự bị;Chính thức", "2020-02-03;2021-02-03", ballot.Official, nil},
	} {
		list := read(t, []byte("Họ và tên;"+c.head+"\nNguyễn Văn An;"+c.cells))
		if r := list.Rows[0]; r.Status != c.status || !slices.Equal(r.Warnings, c.warnings) {
			t.Errorf("%s: %s: %s %v, want %s %v", c.head, c.cells, r.Status, r.Warnings, c.status, c.warnings)
		}
	}
}

func TestVotesAndRatingsThatTheListDecides(t *testing.T) {
	for _, c := range []struct {
		head, cells string
		votes       bool
		rated       bool
		warnings    []roster.Warning
	}{
		{"Được bỏ phiếu", "Không", false, true, nil},
		{"Được bỏ phiếu", "x", true, true, nil},
		{"Được bỏ phiếu;Được đánh giá", "x;", true, true, nil},
		{"Được bỏ phiếu;Được đánh giá", "x;0", true, false, nil},
		{"Diện;Được bỏ phiếu", "Miễn sinh hoạt;x", true, false, nil}, // an exempt member who comes
		{"Diện;Được đánh giá", "Đình chỉ;x", false, false, []roster.Warning{roster.RatingRefused}},
		{"Diện;Được bỏ phiếu", "Dự bị;x", false, true, []roster.Warning{roster.VoteRefused}},
	} {
		list := read(t, []byte("Họ và tên;"+c.head+"\nNguyễn Văn An;"+c.cells))
		if r := list.Rows[0]; r.Votes != c.votes || r.Rated != c.rated || !slices.Equal(r.Warnings, c.warnings) {
			t.Errorf("%s: %s: %+v", c.head, c.cells, r)
		}
	}
	// Where some have a mark and nobody a word against, no mark says no.
	list := read(t, []byte("Họ và tên;Được bỏ phiếu;Được đánh giá\nNguyễn Văn An;x;x\nLê Thị Bé;;"))
	if r := list.Rows[1]; r.Votes || r.Rated || r.Reason != roster.Listed {
		t.Errorf("%+v", r)
	}
}

func TestNamesToLookAtAgain(t *testing.T) {
	list := read(t, []byte("Họ và tên;Chức vụ\nThắng;\nNguy?n Văn An;\nLê Văn Tám;"+strings.Repeat("rất ", 20)+"dài\n"))
	for i, w := range []roster.Warning{roster.OneWord, roster.Damaged, roster.PositionCut} {
		if got := list.Rows[i].Warnings; !slices.Equal(got, []roster.Warning{w}) {
			t.Errorf("%s: %v, want %s", list.Rows[i].Name, got, w)
		}
	}
	if n := len([]rune(list.Rows[2].Position)); n > 60 {
		t.Errorf("a position of %d letters", n)
	}
}

func TestListsThatAreRefused(t *testing.T) {
	many := "Họ và tên\n" + strings.Repeat("Nguyễn Văn An;\n", 2001)
	var members strings.Builder
	for i := range 501 {
		fmt.Fprintf(&members, "Nguyễn Văn An (%d)\n", i)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":               {nil, roster.ErrEmpty},
		"white space":           {[]byte(" \r\n"), roster.ErrEmpty},
		"too long":              {make([]byte, roster.MaxBytes+1), roster.ErrTooLarge},
		"an .xls":               {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), roster.ErrOldWorkbook},
		"a picture":             {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), roster.ErrEncoding},
		"another code page":     {[]byte("H\x80 v\x81 t\x82n\nNguy\x83n \x84nh Ho\xe0"), roster.ErrEncoding},
		"a torn workbook":       {roster.Sample[:len(roster.Sample)/2], roster.ErrWorkbook},
		"an archive of another": {archive(t, map[string]string{"word/document.xml": "<a/>"}), roster.ErrWorkbook},
		"no names":              {[]byte("1;2;3\n4;5;6\n"), roster.ErrNoNames},
		"headings alone":        {[]byte("STT;Họ và tên\n"), roster.ErrNoNames},
		"too many rows":         {[]byte(many), roster.ErrTooManyRows},
		"too many members":      {[]byte(members.String()), roster.ErrTooManyRows},
	} {
		if _, err := roster.Read(c.data, on); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := roster.Read(roster.Sample, roster.Date{Year: 2026, Month: 2, Day: 30}); err != roster.ErrDate {
		t.Errorf("a day that is none: %v", err)
	}
}

func archive(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestBombs gives workbooks that are small as files and would be huge as sheets.
func TestBombs(t *testing.T) {
	parts := func(sheet string) map[string]string {
		return map[string]string{
			"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
			"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet + `</sheetData></worksheet>`,
		}
	}
	name := `<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Lê Văn Tám</t></is></c><c r="XFD2" s="1"/></row>`
	want(t, read(t, archive(t, parts(name+`<row r="1048576"><c r="A1048576" s="1"/></row>`))), "Lê Văn Tám||official|true|true|")
	if _, err := roster.Read(archive(t, parts(name+`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`)), on); err != roster.ErrTooManyRows {
		t.Errorf("a cell in the last row: %v", err)
	}
	for bomb, sheet := range map[string]string{
		"spaces": strings.Repeat(" ", 10<<20),
		"rows":   strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 500_000),
	} {
		data := archive(t, parts(sheet))
		if len(data) > roster.MaxBytes {
			t.Fatalf("%s: %d bytes, so this shows nothing", bomb, len(data))
		}
		if _, err := roster.Read(data, on); err == nil {
			t.Errorf("%s: taken", bomb)
		}
	}
	// One long text that every cell of a row is, in runs that each cell would put together anew.
	shared := parts(`<row r="1">` + strings.Repeat(`<c t="s"><v>0</v></c>`, 16384) + `</row>`)
	for runs, want := range map[int]error{2000: roster.ErrWorkbook, 2: roster.ErrNoNames} {
		shared["xl/sharedStrings.xml"] = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>` +
			strings.Repeat(`<r><t>`+strings.Repeat("A", 500)+`</t></r>`, runs) + `</si></sst>`
		if _, err := roster.Read(archive(t, shared), on); err != want {
			t.Errorf("one text of %d runs everywhere: %v, want %v", runs, err, want)
		}
	}
}
