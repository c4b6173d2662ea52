//go:build documents

package minutes_test

// These tests need LibreOffice Writer, poppler-utils and the Liberation fonts: bash .ci/test documents. To look at what
// they print: go test -tags documents -run OnPaper ./tally/minutes -keep FOLDER

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"phieukin/tally/minutes"
)

var keep = flag.String("keep", "", "folder to leave the papers in, to look at them")

// run starts a program and returns what it says.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// TestTemplatesAreWhatTheirSourcesMake holds the committed templates to templates/make.go.
func TestTemplatesAreWhatTheirSourcesMake(t *testing.T) {
	dir := t.TempDir()
	sources, err := filepath.Glob("templates/*.txt")
	if err != nil || len(sources) != len(minutes.Kinds()) {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	for _, source := range append(sources, "templates/make.go") {
		data, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(source)), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	maker := exec.CommandContext(t.Context(), "go", "run", "make.go")
	maker.Dir = dir
	if out, err := maker.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, kind := range minutes.Kinds() {
		made, err := os.ReadFile(filepath.Join(dir, string(kind)+".docx"))
		if err != nil || !bytes.Equal(made, minutes.Template(kind)) {
			t.Errorf("%s.docx is not what its source makes, %v", kind, err)
		}
	}
}

// TestPapersOnPaper prints every kind with 60 rows, one with no data at all and a unit's own template, and reads them.
func TestPapersOnPaper(t *testing.T) {
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	var files []string
	save := func(name string, paper minutes.Paper, template []byte) {
		data, err := minutes.Fill(paper, template)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, name+".docx"))
		if err := os.WriteFile(files[len(files)-1], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, paper := range papers(60) {
		save(string(paper.Kind()), paper, nil)
	}
	save("empty", minutes.CountMinutes{}, nil)
	own, err := os.ReadFile("testdata/edited.docx")
	if err != nil {
		t.Fatal(err)
	}
	save("own", countMinutes(60), own)
	run(t, "soffice", append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}, files...)...)

	for _, c := range []struct {
		name     string
		pages    int    // at most
		head     string // of a table that goes over several pages
		contains []string
	}{
		{"count-minutes", 6, "Chức vụ", []string{
			"ĐẢNG BỘ XÃ NHAM BIỀN", "CHI BỘ THÔN ĐÔNG THƯỢNG", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BB/CB", "Nham Biền, ngày 05 tháng 12 năm 2026", "BIÊN BẢN KIỂM PHIẾU",
			"triệu tập: 24; có mặt: 22; vắng mặt: 2", "phát ra: 22; thu về: 22; hợp lệ: 21; không hợp lệ: 1", "60 Phạm Đình Xuyến 17 2 1 0 1 17/24 (70,8%)",
			"Yv3mJqk7Zc5bqzD1XnQ2fG9hT6sWpR4uKeAoLjBiCdE", "7K2M-94QF-W3TD-5H2K", "TRƯỞNG BAN KIỂM PHIẾU", "CHỦ TRÌ HỘI NGHỊ",
		}},
		{"meeting-minutes", 4, "", []string{
			"BIÊN BẢN Hội nghị kiểm điểm, đánh giá, xếp loại chất lượng năm 2026 -----", "III. Diễn biến", "tự phê bình và phê bình", "NGƯỜI GHI BIÊN BẢN CHỦ TRÌ HỘI NGHỊ",
		}},
		{"ballot-paper", 3, "Tự xếp", []string{"PHIẾU BIỂU QUYẾT", "đánh giá, xếp loại chất lượng đảng viên năm 2026", "60 Phạm Đình Xuyến HT", "Ý kiến khác (nếu có):"}},
		{"summary", 4, "Tổ chức đảng", []string{
			"BÁO CÁO", "ĐẢNG BỘ TỈNH BẮC NINH", "1.650", "20% × 1.080 đảng viên xếp loại T = 216, làm tròn xuống 216; có 180 đảng viên", "T/M ĐẢNG ỦY", "BÍ THƯ", "Nơi nhận:",
		}},
		{"not-rated", 4, "Lý do", []string{"DANH SÁCH", "bị đình chỉ sinh hoạt", "19/08/2026", "Danh sách có 60 đảng viên.", "T/M CHI BỘ"}},
		{"empty", 2, "", []string{"ĐẢNG CỘNG SẢN VIỆT NAM", "BIÊN BẢN KIỂM PHIẾU", "Không có."}},
		{"own", 4, "", []string{"Biên bản của Chi bộ thôn Đông Thượng: phát ra 22 phiếu.", "Chi bộ thôn Đông Thượng, năm 2026", "60 Phạm Đình Xuyến XS"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pdf := filepath.Join(dir, c.name+".pdf")
			info := run(t, "pdfinfo", pdf)
			if !strings.Contains(info, "(A4)") {
				t.Errorf("not on A4:\n%s", info)
			}
			pages, err := strconv.Atoi(regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(info)[1])
			if err != nil || pages > c.pages {
				t.Errorf("%d pages, %v", pages, err)
			}
			text := strings.Join(strings.Fields(run(t, "pdftotext", "-layout", pdf, "-")), " ")
			contains(t, text, c.contains...)
			if strings.Contains(text, "{{") {
				t.Errorf("a placeholder is left in %s", text)
			}
			for page := 2; c.head != "" && page < pages; page++ {
				n := strconv.Itoa(page)
				if !strings.Contains(run(t, "pdftotext", "-f", n, "-l", n, "-layout", pdf, "-"), c.head) {
					t.Errorf("page %d has no head of its table", page)
				}
			}
			// The stand-in for Times New Roman has every letter, so each is drawn by it.
			for _, font := range strings.Split(strings.TrimSpace(run(t, "pdffonts", pdf)), "\n")[2:] {
				if !strings.Contains(font, "LiberationSerif") {
					t.Errorf("another font: %s", font)
				}
			}
		})
	}
}
