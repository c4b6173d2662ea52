//go:build ignore

// Makes office.xlsx with LibreOffice, never with the library that reads it:
//
//	apt-get install libreoffice-calc && cd tally/register/sheets/testdata && go run make.go
//
// It is what an organisation board keeps: a cover, and sheets of organisations, members and past ratings with titles above
// their headings, dates as dates, names in the place of codes, and signatures below.
package main

import (
	"fmt"
	"html"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

type sheet struct {
	name string
	rows [][]string
}

var sheets = []sheet{
	{"Bìa", [][]string{{"ĐẢNG BỘ XÃ HÒA BÌNH"}, {"Hồ sơ đánh giá, xếp loại"}}},
	{"DS xếp loại 2025", [][]string{
		{"KẾT QUẢ XẾP LOẠI NĂM 2025"}, {},
		{"TT", "Năm", "Số thẻ Đảng", "Họ và tên", "Mức xếp loại", "Quyết định số", "Ngày quyết định"},
		{"1", "2025", "DV-001", "Nguyễn Thị Ánh", "Hoàn thành xuất sắc nhiệm vụ", "12-QĐ/ĐU", "=2025-12-20"},
		{"2", "2025", "DV-002", "Trần Văn Bình", "Hoàn thành tốt", "12-QĐ/ĐU", "=2025-12-20"},
		{"3", "2025", "DV-003", "Lê Thị Cúc", "", "", ""},
		{}, {"", "", "", "T/M ĐẢNG ỦY"},
	}},
	{"DS đảng viên", [][]string{
		{"DANH SÁCH ĐẢNG VIÊN"}, {"(Tính đến 01/12/2025)"}, {},
		{"STT", "Số thẻ Đảng", "Họ và tên", "Chức vụ (nếu có)", "Chi bộ", "Diện", "Ngày vào Đảng", "Ngày chính thức", "Ngày sinh"},
		{"1", "DV-001", "Nguyễn Thị  Ánh", "Bí thư", "Chi bộ thôn Đông", "Chính thức", "=1998-05-19", "=1999-05-19", "=1970-01-02"},
		{"2", "DV-002", "Trần Văn Bình", "", "Chi bộ thôn Đông", "Dự bị", "=2025-02-03", "", "02/09/1995"},
		{"3", "DV-003", "Lê Thị Cúc", "", "chi bộ  thôn Đoài", "Miễn sinh hoạt", "02/09/1972", "02/09/1973", "=1948-12-31"},
		{}, {"", "", "", "", "", "", "NGƯỜI LẬP"},
	}},
	{"DS tổ chức", [][]string{
		{"DANH SÁCH TỔ CHỨC ĐẢNG"}, {},
		{"STT", "Tên tổ chức đảng", "Loại hình", "Cấp trên trực tiếp"},
		{"1", "Đảng bộ xã Hòa Bình", "base_committee", ""},
		{"2", "Chi bộ thôn Đông", "cell", "Đảng bộ xã Hòa Bình"},
		{"3", "Chi bộ thôn Đoài", "cell", "ĐẢNG BỘ XÃ HÒA BÌNH"},
	}},
}

func main() {
	dir, err := os.MkdirTemp("", "sheets-")
	check(err)
	defer os.RemoveAll(dir)
	flat := filepath.Join(dir, "office.fods")
	check(os.WriteFile(flat, []byte(document()), 0o600))
	command := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to",
		"xlsx:Calc MS Excel 2007 XML", "--outdir", ".", flat)
	if report, err := command.CombinedOutput(); err != nil {
		log.Fatalf("%s", report)
	}
}

func document() string {
	var tables strings.Builder
	for _, s := range sheets {
		fmt.Fprintf(&tables, `<table:table table:name=%q>`, s.name)
		for _, row := range s.rows {
			tables.WriteString("<table:table-row>")
			for _, text := range append(row, "") {
				tables.WriteString(cell(text))
			}
			tables.WriteString("</table:table-row>")
		}
		tables.WriteString("</table:table>")
	}
	return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="d"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><style:style style:name="date" style:family="table-cell" style:data-style-name="d"/></office:automatic-styles>
<office:body><office:spreadsheet>` + tables.String() + `</office:spreadsheet></office:body></office:document>`
}

// cell is text, a number, or after "=" a date.
func cell(text string) string {
	if date, ok := strings.CutPrefix(text, "="); ok {
		return fmt.Sprintf(`<table:table-cell table:style-name="date" office:value-type="date" office:date-value=%q/>`, date)
	}
	if text != "" && strings.Trim(text, "0123456789") == "" {
		return fmt.Sprintf(`<table:table-cell office:value-type="float" office:value=%q/>`, text)
	}
	return fmt.Sprintf(`<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>`,
		strings.ReplaceAll(html.EscapeString(text), "  ", ` <text:s/>`))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
