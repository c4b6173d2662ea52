//go:build ignore

// Makes the workbooks of this folder, and the sample beside it, with LibreOffice, never with the library that reads them:
//
//	apt-get install libreoffice-calc && cd ballot/roster/testdata && go run make.go
//
// Each is written as a flat OpenDocument spreadsheet, which LibreOffice converts; old.xlsx goes through Excel 97's format.
package main

import (
	"encoding/hex"
	"fmt"
	"html"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

type sheet struct {
	name, font string // font is the cells' own, unless a cell names another as "font|text"
	hidden     bool
	rows       [][]string
}

func main() {
	dir, err := os.MkdirTemp("", "roster-")
	check(err)
	defer os.RemoveAll(dir)
	for name, sheets := range map[string][]sheet{
		"sample": {{name: "Danh sách", font: "Times New Roman", rows: sample}},
		"cell31": {{name: "Chi bộ 3", font: "Times New Roman", rows: cell31()}},
		"old":    {{name: "Sheet1", font: "Arial", rows: short}},
		"messy":  {{name: "Bìa", font: "Arial", rows: short[:2]}, {name: "Nháp", font: "Arial", hidden: true, rows: short}, {name: "Danh sách", font: "Arial", rows: messy}},
		"tcvn3":  {{name: "Sheet1", font: ".VnTime", rows: encoded("tcvn3.txt", short)}},
		"vni":    {{name: "Sheet1", font: "VNI-Times", rows: encoded("vni.txt", short)}},
	} {
		flat := filepath.Join(dir, name+".fods")
		check(os.WriteFile(flat, []byte(document(sheets)), 0o600))
		if name == "old" {
			office(dir, "xls:MS Excel 97", flat, dir)
			flat = filepath.Join(dir, name+".xls")
		}
		out := "."
		if name == "sample" { // part of the program, not only of its tests
			out = ".."
		}
		office(dir, "xlsx:Calc MS Excel 2007 XML", flat, out)
	}
}

var sample = [][]string{
	{"STT", "Họ và tên", "Chức vụ", "Diện", "Ngày kết nạp", "Được đánh giá", "Tổ", "Ghi chú"},
	{"1", "Nguyễn Thị Ánh", "Bí thư", "Chính thức", "=1998-05-19", "Có", "1", ""},
	{"2", "Trần Văn Bình", "", "Dự bị", "=2025-02-03", "Có", "1", ""},
	{"3", "Lê Thị Cúc", "", "Miễn sinh hoạt", "=1972-09-02", "Không", "2", "Sức khỏe yếu"},
}

var short = [][]string{
	{"ĐẢNG BỘ XÃ HOÀ BÌNH"}, {"DANH SÁCH ĐẢNG VIÊN"},
	{"STT", "Họ và tên", "Chức vụ", "Diện"},
	{"1", "Nguyễn Văn Hải", "Bí thư", "Chính thức"}, {"2", "Trần Thị Hương", "Phó bí thư", "Chính thức"},
	{"3", "Đặng Quốc Khánh", "", "Dự bị"}, {"4", "Vũ Ngọc Ẩn", "", "Miễn sinh hoạt"}, {"5", "Lý Thường Kiệt", "", "Đình chỉ"},
}

var messy = [][]string{
	{"CHI BỘ 5"}, {},
	{"TT", "Họ đệm", "Tên", "Chức vụ Đảng, chính quyền (nếu có)", "Tổ Đảng", "Được bỏ phiếu", "Được đánh giá", "Miễn sinh hoạt"},
	{"I", "Đảng viên chính thức"},
	{"1", "Nguyễn  Văn", " An", "Bí thư", "1", "x", "x", ""},
	{"2", "Nguyễn Văn", "An", "", "2", "x", "x", ""},
	{},
	{"3", "Phạm Thị", "Bé", "", "1", "x", "", ""},
	{"4", "Tô Đăng", "Khoa", "", "1", "", "", "x"},
	{"5", "Nguyễn Văn", "An", "Bí thư", "1", "x", "x", ""},
	{"6", "", "", "", "2", "", "", ""},
	{"II", "Đảng viên dự bị"},
	{"7", "Đỗ Thị", "Chín", "", "2", "x", "x", ""},
	{"", "Tổng số: 6 đồng chí"}, {"", "", "Ngày 05/12/2026"}, {"", "", "T/M CHI BỘ"},
}

// cell31 is a form of 31 members with a heading of two rows.
func cell31() [][]string {
	rows := [][]string{
		{"ĐẢNG BỘ PHƯỜNG ĐOÀI"}, {"CHI BỘ 3"}, {"DANH SÁCH ĐẢNG VIÊN"}, {"Tính đến ngày 05 tháng 12 năm 2026"}, {},
		{"STT", "Họ và tên", "Năm sinh", "Chức vụ", "Ngày vào Đảng", "", "Ghi chú"},
		{"", "", "", "", "Dự bị", "Chính thức", ""},
	}
	families := strings.Split("Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô", " ")
	middles := strings.Split("Văn Thị Ngọc Quốc Đức Thị Minh", " ")
	givens := strings.Split("Ặng Bưởi Cường Đào Én Giàu Hạnh Ích Khuyên Lượng Mừng Nghĩa Oanh Phước Quyền Rạng Sửu Thuở Uyên Vững Xuyến Yến "+
		"Ân Bằng Chỉnh Diễm Đường Giếng Huệ Kỹ Liễu", " ")
	positions := map[int]string{0: "Bí thư", 1: "Phó bí thư", 2: "Chi ủy viên"}
	dates := map[int][2]string{27: {"=2026-01-10", ""}, 28: {"=2026-02-03", ""}, 30: {"=2026-09-02", ""}}
	notes := map[int]string{25: "Miễn công tác và sinh hoạt Đảng", 26: "Đình chỉ sinh hoạt Đảng", 3: "Miễn nhiệm Chi ủy viên"}
	for i, given := range givens {
		day, ok := dates[i]
		if !ok {
			day = [2]string{fmt.Sprintf("=%d-03-%02d", 1975+i, i+1), fmt.Sprintf("=%d-03-%02d", 1976+i, i+1)}
			if i == 29 {
				day = [2]string{"19/05/2010", "19/05/2011"}
			}
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), families[i%len(families)] + " " + middles[i%len(middles)] + " " + given,
			fmt.Sprint(1950 + i), positions[i], day[0], day[1], notes[i]})
	}
	return append(rows, []string{}, []string{"", "Tổng số: 31 đồng chí"}, []string{"", "", "", "", "T/M CHI BỘ"})
}

// encoded writes rows as they stand in an older encoding. Capitals that TCVN3 has not are set in .VnTimeH.
func encoded(tableFile string, rows [][]string) [][]string {
	data, err := os.ReadFile(tableFile)
	check(err)
	table := map[string]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if letter, code, ok := strings.Cut(line, " "); ok && letter != "#" {
			bytes, err := hex.DecodeString(code)
			check(err)
			for _, b := range bytes {
				table[letter] += string(rune(b))
			}
		}
	}
	out := make([][]string, len(rows))
	for i, row := range rows {
		for _, text := range row {
			font := ""
			var cell strings.Builder
			if tableFile == "tcvn3.txt" && text == strings.ToUpper(text) && strings.ContainsAny(text, "ẢỘÁ") {
				font, text = ".VnTimeH|", strings.ToLower(text)
			}
			for _, r := range text {
				code, known := table[string(r)]
				switch {
				case known:
					cell.WriteString(code)
				case r < 128:
					cell.WriteRune(r)
				default: // a capital in a word of small letters: people wrote the small one
					cell.WriteString(table[strings.ToLower(string(r))])
				}
			}
			out[i] = append(out[i], font+cell.String())
		}
	}
	return out
}

func document(sheets []sheet) string {
	var styles, tables strings.Builder
	fonts := map[string]string{}
	style := func(font string) string {
		if fonts[font] == "" {
			fonts[font] = fmt.Sprintf("f%d", len(fonts))
			fmt.Fprintf(&styles, `<style:style style:name=%q style:family="table-cell" style:data-style-name="d"><style:text-properties fo:font-family=%q style:font-name=%q/></style:style>`, fonts[font], font, font)
		}
		return fonts[font]
	}
	for i, s := range sheets {
		fmt.Fprintf(&styles, `<style:style style:name="t%d" style:family="table"><style:table-properties table:display="%t"/></style:style>`, i, !s.hidden)
		fmt.Fprintf(&tables, `<table:table table:name=%q table:style-name="t%d">`, s.name, i)
		for _, row := range s.rows {
			tables.WriteString("<table:table-row>")
			for _, text := range row {
				font := s.font
				if own, rest, ok := strings.Cut(text, "|"); ok {
					font, text = own, rest
				}
				tables.WriteString(cell(style(font), text))
			}
			if len(row) == 0 {
				tables.WriteString("<table:table-cell/>")
			}
			tables.WriteString("</table:table-row>")
		}
		tables.WriteString("</table:table>")
	}
	return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="d"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>` +
		styles.String() + `</office:automatic-styles><office:body><office:spreadsheet>` + tables.String() + `</office:spreadsheet></office:body></office:document>`
}

// cell is text, a number, or after "=" a date.
func cell(style, text string) string {
	if date, ok := strings.CutPrefix(text, "="); ok {
		return fmt.Sprintf(`<table:table-cell table:style-name=%q office:value-type="date" office:date-value=%q/>`, style, date)
	}
	if text != "" && strings.Trim(text, "0123456789") == "" {
		return fmt.Sprintf(`<table:table-cell table:style-name=%q office:value-type="float" office:value=%q/>`, style, text)
	}
	return fmt.Sprintf(`<table:table-cell table:style-name=%q office:value-type="string"><text:p>%s</text:p></table:table-cell>`, style,
		strings.ReplaceAll(html.EscapeString(text), "  ", ` <text:s/>`))
}

func office(dir, format, file, out string) {
	command := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", format, "--outdir", out, file)
	if report, err := command.CombinedOutput(); err != nil {
		log.Fatalf("%s: %s", file, report)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
