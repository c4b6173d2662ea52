package roster

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"unicode"
)

// pairs reads a table of the testdata: each letter with the Latin-1 characters of its bytes in an older encoding.
func pairs(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for _, l := range strings.Split(string(data), "\n") {
		if letter, code, ok := strings.Cut(l, " "); ok && !strings.HasSuffix(code, ")") && letter != "#" {
			raw, err := hex.DecodeString(code)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range raw {
				table[letter] += string(rune(b))
			}
		}
	}
	return table
}

// alphabet is every Vietnamese letter beyond ASCII in both cases.
func alphabet(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, letter := range strings.Split(letters, " ") {
		all = append(all, letter, strings.ToUpper(letter))
	}
	seen := map[string]bool{}
	for _, letter := range all {
		seen[letter] = true
	}
	if len(all) != 134 || len(seen) != 134 {
		t.Fatalf("%d letters, %d of them different", len(all), len(seen))
	}
	return all
}

func TestEveryLetterOfVNI(t *testing.T) {
	table := pairs(t, "vni.txt")
	for _, letter := range alphabet(t) {
		if got := VNI.Decode(table[letter]); table[letter] == "" || got != letter {
			t.Errorf("%s is written %q and read %s", letter, table[letter], got)
		}
	}
}

func TestEveryLetterOfTCVN3(t *testing.T) {
	table := pairs(t, "tcvn3.txt")
	for _, letter := range alphabet(t) {
		code, font := table[letter], ".VnTime"
		if code == "" { // a capital without a byte of its own is the small letter in the font of capitals
			code, font = table[strings.ToLower(letter)], ".VnTimeH"
		}
		c := cell{text: code, font: font}
		c.convert(unicodeText)
		if code == "" || c.text != letter || code != letter && c.encoding != TCVN3 {
			t.Errorf("%s is written %q and read %s", letter, code, c.text)
		}
	}
}

// names are real ones, of every letter of the alphabet between them that begins a word, and of several peoples.
const names = "Nguyễn Thị Ặng|Trần Văn Bưởi|Lê Quốc Cường|Phạm Thị Đào|Hoàng Văn Én|Vũ Ngọc Giàu|Đặng Thùy Trâm|Hồ Xuân Hương|" +
	"Lý Thường Kiệt|Võ Thị Sáu|Nguyễn Hữu Thọ|Bùi Kỷ|Đỗ Mười|Phùng Chí Kiên|Huỳnh Thúc Kháng|Ngô Gia Tự|Tạ Uyên|Trịnh Đình Cửu|" +
	"Nguyễn Phong Sắc|Châu Văn Liêm|Nông Văn Dền|Vừ A Dính|Lò Văn Giá|Cù Chính Lan|Quách Thị Trang|Hà Huy Tập|Tôn Đức Thắng|Âu Cơ"

func TestRealNamesThereAndBack(t *testing.T) {
	for _, c := range []struct {
		encoding Encoding
		file     string
	}{{TCVN3, "tcvn3.txt"}, {VNI, "vni.txt"}} {
		table := pairs(t, c.file)
		var written []string
		for _, name := range strings.Split(names, "|") {
			var out strings.Builder
			for _, r := range name {
				switch code := table[string(r)]; {
				case code != "":
					out.WriteString(code)
				case r <= unicode.MaxASCII:
					out.WriteRune(r)
				default:
					out.WriteString(table[string(unicode.ToLower(r))])
				}
			}
			written = append(written, out.String())
		}
		if got := Spelling(written...); got != c.encoding {
			t.Errorf("all names in %s are taken for %q", c.encoding, got)
		}
		list, err := Read([]byte(strings.Join(written, "\n")), Date{2026, 12, 5})
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range strings.Split(names, "|") {
			if list.Rows[i].Name != name {
				t.Errorf("%s: %q is read %q, want %q", c.encoding, written[i], list.Rows[i].Name, name)
			}
		}
	}
}

func TestKnownSentences(t *testing.T) {
	const plain = "Cộng hòa xã hội chủ nghĩa Việt Nam"
	for text, want := range map[string]Encoding{
		"Céng hßa x· héi chñ nghÜa ViÖt Nam": TCVN3, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": VNI, plain: unicodeText,
	} {
		if got := Spelling(text); got != want || got.Decode(text) != plain {
			t.Errorf("%s: %q, %s", text, got, got.Decode(text))
		}
	}
}

// TestUnicodeIsLeftAlone has names whose letters are all of Latin-1, as the older encodings' are.
func TestUnicodeIsLeftAlone(t *testing.T) {
	for _, name := range append(strings.Split(names, "|"), "Lê Hoài", "Hà Thanh Hòa", "Cù Huy Cán", "Lò Thành Có", "Tòng Phóng") {
		c := cell{text: name}
		c.convert(Spelling(name))
		if c.text != name || c.encoding != unicodeText {
			t.Errorf("%s became %s", name, c.text)
		}
		// In a table that is otherwise in TCVN3 too, where the name is plainly Unicode.
		mixed := cell{text: "Trần " + name, font: ".VnTime"}
		if mixed.convert(TCVN3); mixed.text != "Trần "+name {
			t.Errorf("%s became %s", name, mixed.text)
		}
	}
}

func TestCapitalsThatTCVN3HasNot(t *testing.T) {
	for text, want := range map[string]string{"NGUYÔN V¡N H¶I": "NGUYỄN VĂN HẢI", "NguyÔn": "Nguyễn", "§Æng": "Đặng"} {
		if got := TCVN3.Decode(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
