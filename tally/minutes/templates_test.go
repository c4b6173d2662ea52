package minutes_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot/meeting"
	"phieukin/tally/minutes"
)

var quoted = regexp.MustCompile("`([a-z_.-]+)`")

func names(line string) []string {
	var all []string
	for _, m := range quoted.FindAllStringSubmatch(line, -1) {
		all = append(all, m[1])
	}
	return all
}

// documented reads the names of TEMPLATES.md with their sorts, for each kind.
func documented(t *testing.T) map[minutes.Kind][]string {
	t.Helper()
	data, err := os.ReadFile("TEMPLATES.md")
	if err != nil {
		t.Fatal(err)
	}
	all := map[minutes.Kind][]string{}
	var kinds, of []string
	for line := range strings.Lines(string(data)) {
		switch {
		case strings.HasPrefix(line, "### In "):
			kinds, of = names(line), []string{""}
		case strings.HasPrefix(line, "#### Each of "):
			of = names(line)
		case strings.HasPrefix(line, "| `") && kinds != nil:
			cells := strings.Split(line, "|")
			if len(cells) != 6 || strings.TrimSpace(cells[3]) == "" || strings.TrimSpace(cells[4]) == "" {
				t.Errorf("not a name, sort and two meanings: %s", line)
				continue
			}
			for _, kind := range kinds {
				for _, list := range of {
					for _, name := range names(cells[1]) {
						all[minutes.Kind(kind)] = append(all[minutes.Kind(kind)], strings.TrimPrefix(list+"."+name, ".")+" "+strings.TrimSpace(cells[2]))
					}
				}
			}
		}
	}
	return all
}

func listed(within string, placeholders []minutes.Placeholder) []string {
	var all []string
	for _, p := range placeholders {
		all = append(all, within+p.Name+" "+p.Sort)
		all = append(all, listed(within+p.Name+".", p.Of)...)
	}
	return all
}

func TestEveryPlaceholderIsDocumented(t *testing.T) {
	inDocument := documented(t)
	for _, kind := range minutes.Kinds() {
		there, known := inDocument[kind], listed("", minutes.Placeholders(kind))
		if len(known) < 25 {
			t.Errorf("%s has %d placeholders", kind, len(known))
		}
		for _, p := range known {
			if !slices.Contains(there, p) {
				t.Errorf("%s: %q is not in TEMPLATES.md", kind, p)
			}
		}
		for i, p := range there {
			if !slices.Contains(known, p) {
				t.Errorf("%s: TEMPLATES.md has %q", kind, p)
			}
			if slices.Contains(there[:i], p) {
				t.Errorf("%s: TEMPLATES.md has %q twice", kind, p)
			}
		}
	}
	if minutes.Placeholders("letters") != nil {
		t.Error("placeholders of an unknown kind")
	}
}

func TestBuiltInTemplates(t *testing.T) {
	for _, kind := range minutes.Kinds() {
		if err := minutes.Check(kind, minutes.Template(kind)); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if minutes.Template("letters") != nil {
		t.Error("a template of an unknown kind")
	}
}

// text is what one reads in a paper made from the built-in template.
func text(t *testing.T, paper minutes.Paper) string {
	t.Helper()
	out, err := minutes.Fill(paper, nil)
	if err != nil {
		t.Fatal(err)
	}
	return shown(t, part(t, out, "word/document.xml"))
}

func contains(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestOnlyTheLevelThatDecidesSaysSo(t *testing.T) {
	const decides = "quyết định"
	m, r := countMinutes(2), meetingMinutes()
	for _, paper := range append(papers(2), m, r) {
		if strings.Contains(strings.ToLower(text(t, paper)), decides) {
			t.Errorf("%s of a cell decides", paper.Kind())
		}
	}
	contains(t, text(t, m), "Kết quả bỏ phiếu là đề xuất", "|Đề xuất\n|")
	m.Decides, r.Decides = true, true
	contains(t, text(t, m), "Kết quả bỏ phiếu là căn cứ để Chi bộ thôn Đông Thượng quyết định xếp loại.", "|Kết quả\n|")
	contains(t, text(t, r), decides)
}

func TestCountMinutesSayWhatWasCounted(t *testing.T) {
	m := countMinutes(3)
	all := text(t, m)
	contains(t, all, "ĐẢNG CỘNG SẢN VIỆT NAM", "Nham Biền, ngày 05 tháng 12 năm 2026", "BIÊN BẢN KIỂM PHIẾU", "Hồi 08 giờ 05 phút",
		"được triệu tập: 24; có mặt: 22; vắng mặt: 2. Số có mặt tối thiểu để bỏ phiếu: 16.", "Lý do vắng: Lê Hữu Cường (đi công tác); Vũ Thị Hồng Hằng (ốm).",
		"Số phiếu phát ra: 22; thu về: 22; hợp lệ: 21; không hợp lệ: 1.", "các số liệu khớp nhau: có mặt 22 + vắng mặt 2 = triệu tập 24;",
		"Trưởng ban: Hoàng Ngọc Đức. Thành viên: Phạm Đình Dũng; Đặng Quốc Giang.", "có ít nhất 2 trong 3 người", "Người mở hòm phiếu: Hoàng Ngọc Đức; Phạm Đình Dũng.",
		"Thuộc thẩm quyền xếp loại của Ban Thường vụ Đảng ủy xã Nham Biền:", "1\n|Nguyễn Thị Ánh\n|Bí thư chi bộ\n|0\n|14\n|3\n|0\n|4\n|T\n14/24 (58,3%)\n|",
		"1. Tô Đăng Khoa: miễn công tác và sinh hoạt đảng.", "2. Lưu Thị Bưởi: bị đình chỉ sinh hoạt đảng; theo văn bản của Đảng ủy.",
		"3. Ngô Quyền Anh, Phó trưởng thôn: mới kết nạp chưa đủ 6 tháng.", "4. Đinh Tiên Phong: chuyển sinh hoạt đảng chính thức.",
		"Phạm Đình Dũng: Một phiếu giấy", "Chủ trì: Không có khiếu nại", "[QR]", m.Record.Fingerprint, m.Record.HeadCode, m.Record.Link, "lập thành 03 bản")
	if strings.Contains(all, "KHÔNG KHỚP") || strings.Contains(all, "không kín") {
		t.Error(all)
	}

	m.Figures.Returned, m.Figures.Issued = 23, 21
	m.Groups[0].Rows[0].Outcome.Level, m.Groups[0].Rows[0].Outcome.Leading = -1, -1
	m.Groups[0].Rows[1].Outcome.Level, m.Groups[0].Rows[1].Outcome.Leading = -1, 1
	m.Groups[1].Rows[0].Withheld = true
	m.Tellers, m.Absent, m.NotRated, m.Remarks = m.Tellers[:1], nil, nil, nil
	m.Begun, m.Day = "", ""
	all = text(t, m)
	contains(t, all, "CÁC SỐ LIỆU KHÔNG KHỚP: thu về 23 nhiều hơn phát ra 21; hợp lệ 21 + không hợp lệ 1 khác thu về 23; sự việc ghi ở mục 6.",
		"|bằng phiếu\n|", "|không mức nào đủ phiếu\n16/24 (66,7%)\n|", "1\n|Nguyễn Thị Ánh\n|Bí thư chi bộ\n|–\n|–\n|–\n|–\n|–\n|T\n|",
		"Một người giữ khóa niêm phong: phiếu không kín với người đó.", "Lý do vắng: ……", "Hồi …… giờ …… phút, ngày …… tháng …… năm ……", "5. Chưa đánh giá, xếp loại\nKhông có.\n6. Ý kiến, khiếu nại\nKhông có.\n")
}

func TestMinutesToFillInByHand(t *testing.T) {
	m := meetingMinutes()
	m.Figures, m.Groups, m.Reviews, m.Chair = meeting.Figures{}, nil, nil, minutes.Person{}
	all := text(t, m)
	contains(t, all, "được triệu tập: ……; có mặt: ……; vắng mặt: …….", "Chủ trì: …………", "|CHỦ TRÌ HỘI NGHỊ\n\n|")
	if strings.Contains(all, "IV.") {
		t.Error("results of no vote")
	}
}

func TestTheSummaryShowsItsArithmetic(t *testing.T) {
	s := summary(3)
	contains(t, text(t, s), "T/M ĐẢNG ỦY\nBÍ THƯ\n", "Tổng số 36 tổ chức; đã xếp loại 34; chưa đánh giá, xếp loại 1 (mới thành lập chưa đủ 6 tháng: 1); chưa có kết quả 1.",
		"Giới hạn XS: 20% × 25 tổ chức xếp loại T = 5, làm tròn xuống 5; có 7 tổ chức, bằng 28,0%: vượt 2. (Mặc định, chưa phải quy định.)",
		"Giới hạn XS (để so sánh): 20% × 32 tổ chức xếp loại T trở lên = 6,4, làm tròn xuống 6; có 7 tổ chức, bằng 21,9%: vượt 1.",
		"25% × 25 tổ chức xếp loại T = 6,25, làm tròn xuống 6; có 7 tổ chức, bằng 28,0%: vượt 1. Chỉ áp dụng khi cấp có thẩm quyền cho phép bằng văn bản: số 118-QĐ/ĐU, ngày 01/12/2026.",
		"|Cộng\n|82\n|6\n|9\n|12,3\n|54\n|74,0\n|9\n|12,3\n|1\n|1,4\n|", "20% × 54 đảng viên xếp loại T = 10,8, làm tròn xuống 10; có 9 đảng viên, bằng 16,7%: trong giới hạn.")
	s.Members.Rows = nil
	if all := text(t, s); strings.Contains(all, "đảng viên") {
		t.Error(all)
	}
}

// A template that a unit made in LibreOffice Writer, with placeholders in several formats.
func TestATemplateOfOnesOwn(t *testing.T) {
	template, err := os.ReadFile("testdata/edited.docx")
	if err != nil {
		t.Fatal(err)
	}
	out, err := minutes.Fill(countMinutes(2), template)
	if err != nil {
		t.Fatal(err)
	}
	want := `Biên bản của Chi bộ thôn Đông Thượng: phát ra 22 phiếu.
Ban Thường vụ Đảng ủy xã Nham Biền
TT
|Họ và tên
|Mức
|1
|Nguyễn Thị Ánh
|T
|2
|Trần Văn Bình
|T
|Đảng ủy xã Nham Biền
TT
|Họ và tên
|Mức
|1
|Nguyễn Thị Ánh
|T
|2
|Trần Văn Bình
|T
|[QR]
`
	if got := shown(t, part(t, out, "word/document.xml")); got != want {
		t.Errorf("%s", got)
	}
	if got := shown(t, part(t, out, "word/header1.xml")); got != "Chi bộ thôn Đông Thượng, năm 2026\n" {
		t.Errorf("header %q", got)
	}
}
