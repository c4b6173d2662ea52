package minutes_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"phieukin/tally/minutes"
)

// entry is a part of a .docx.
type entry struct{ name, data string }

const (
	namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	office    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mainType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	rels      = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// docx makes the smallest document of a main part; more parts replace those of their name or are added.
func docx(document string, more ...entry) []byte {
	parts := []entry{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + mainType + `"/></Types>`},
		{"_rels/.rels", rels + `<Relationship Id="rId1" Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", document},
	}
	for _, m := range more {
		if i := slices.IndexFunc(parts, func(e entry) bool { return e.name == m.name }); i >= 0 {
			parts[i] = m
		} else {
			parts = append(parts, m)
		}
	}
	return zipped(parts...)
}

func zipped(parts ...entry) []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := archive.Create(p.name)
		if err != nil {
			panic(err)
		}
		if _, err := io.WriteString(w, p.data); err != nil {
			panic(err)
		}
	}
	if err := archive.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// body is a main part of some content.
func body(content string) string {
	return `<w:document ` + namespace + `><w:body>` + content + `</w:body></w:document>`
}

func p(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func row(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(`<w:tc>` + p(c) + `</w:tc>`)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}

// part returns a part of a document, "" if it has none of the name.
func part(t *testing.T, document []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		if f.Name == name {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return string(data)
		}
	}
	return ""
}

// shown is what one reads in a part: a line for each paragraph, cells parted by |.
func shown(t *testing.T, data string) string {
	t.Helper()
	var b strings.Builder
	text := false
	for d := xml.NewDecoder(strings.NewReader(data)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch text = token.Name.Local == "t"; token.Name.Local {
			case "br":
				b.WriteByte('/')
			case "tab":
				b.WriteByte('\t')
			case "drawing":
				b.WriteString("[QR]")
			}
		case xml.CharData:
			if text {
				b.Write(token)
			}
		case xml.EndElement:
			text = false
			switch token.Name.Local {
			case "p":
				b.WriteByte('\n')
			case "tc":
				b.WriteByte('|')
			}
		}
	}
}

// list is a short paper with a list, conditions and text.
func list() minutes.NotRatedList {
	return minutes.NotRatedList{
		Letterhead: minutes.Letterhead{Issuer: "Chi bộ Đồng Ấp", Year: 2026, Levels: levels},
		Members:    true,
		Rows: []minutes.NotRatedMember{
			{Name: "Nguyễn Thị Ánh", Reason: "exempt"}, {Name: "Trần Bình & <Con>", Reason: "suspended", Note: "dòng 1\ndòng 2"}, {Name: "Lê Cường", Reason: "moved"},
		},
	}
}

func filled(t *testing.T, template []byte) string {
	t.Helper()
	if err := minutes.Check(minutes.KindNotRated, template); err != nil {
		t.Fatal(err)
	}
	out, err := minutes.Fill(list(), template)
	if err != nil {
		t.Fatal(err)
	}
	return part(t, out, "word/document.xml")
}

func TestPlaceholdersThatWordHasSplit(t *testing.T) {
	source, err := os.ReadFile("testdata/split.xml")
	if err != nil {
		t.Fatal(err)
	}
	got := filled(t, docx(string(source)))
	want := `Của Chi bộ Đồng Ấp năm 2026.
Có:	1. Nguyễn Thị Ánh, 2. Trần Bình & <Con>, 3. Lê Cường; hết
Họ và tên
|Lý do
|Nguyễn Thị Ánh
|miễn
|Trần Bình & <Con>
|dòng 1/dòng 2
|Lê Cường
|
|Đồng chí Nguyễn Thị Ánh
Đồng chí Trần Bình & <Con>
bị đình chỉ
Đồng chí Lê Cường
Hết.
`
	if shown(t, got) != want {
		t.Errorf("%s", shown(t, got))
	}
	for _, kept := range []string{
		`<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Chi bộ Đồng Ấp</w:t>`, // the format of the run that the placeholder starts in
		`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`, `<w:pPr><w:keepLines/></w:pPr>`,
	} {
		if !strings.Contains(got, kept) {
			t.Errorf("no %s in %s", kept, got)
		}
	}
	for _, once := range []string{`w14:paraId="22222222"`, `w:name="here"`} {
		if strings.Count(got, once) != 1 {
			t.Errorf("%d times %s", strings.Count(got, once), once)
		}
	}
	for _, gone := range []string{"{{", "}}", "<w:t/>"} {
		if strings.Contains(got, gone) {
			t.Errorf("%s is left in %s", gone, got)
		}
	}
}

func TestBlocks(t *testing.T) {
	const names = "Nguyễn Thị Ánh Trần Bình & <Con> Lê Cường"
	for _, c := range []struct{ name, content, want string }{
		{"several rows for each", "<w:tbl>" + row("đầu", "") + row("{{#hang}}", "") + row("{{stt}}", "a") + row("", "{{ten}}") + row("{{/hang}}", "") + "</w:tbl>",
			"đầu\n|\n|1\n|a\n|\n|Nguyễn Thị Ánh\n|2\n|a\n|\n|Trần Bình & <Con>\n|3\n|a\n|\n|Lê Cường\n|"},
		{"rows that the markers share", "<w:tbl>" + row("{{#hang}}{{stt}}") + row("{{ten}}{{/hang}}") + "</w:tbl>",
			"1\n|Nguyễn Thị Ánh\n|2\n|Trần Bình & <Con>\n|3\n|Lê Cường\n|"},
		{"a row kept or not", "<w:tbl>" + row("{{?mien_phi}}", "x") + "</w:tbl>", "unknown mien_phi"},
		{"an empty row for each", "<w:tbl>" + row("{{#hang}}", "{{/hang}}") + "</w:tbl>", "\n|\n|\n|\n|\n|\n|"},
		{"a table without rows goes", "<w:tbl>" + row("{{#hang}}{{?dinh_chi}}{{^dinh_chi}}", "{{/dinh_chi}}{{/dinh_chi}}{{/hang}}") + "</w:tbl>" + p("z"), "z\n"},
		{"nested around one row", "<w:tbl>" + row("{{?ca_nhan}}{{#hang}}{{ten}}", "{{/hang}}{{/ca_nhan}}") + "</w:tbl>",
			"Nguyễn Thị Ánh\n|\n|Trần Bình & <Con>\n|\n|Lê Cường\n|\n|"},
		{"within a cell", "<w:tbl><w:tr><w:tc>" + p("{{#hang}}") + p("{{ten}}") + p("{{/hang}}") + "</w:tc></w:tr></w:tbl>",
			"Nguyễn Thị Ánh\nTrần Bình & <Con>\nLê Cường\n|"},
		{"a cell that ends empty keeps a paragraph", "<w:tbl><w:tr><w:tc>" + p("{{^ca_nhan}}") + p("x") + p("{{/ca_nhan}}") + "</w:tc></w:tr></w:tbl>", "\n|"},
		{"a table for each", p("{{#hang}}") + "<w:tbl>" + row("{{ten}}") + "</w:tbl>" + p("{{/hang}}"), "Nguyễn Thị Ánh\n|Trần Bình & <Con>\n|Lê Cường\n|"},
		{"text beside the markers stays", p("a{{#hang}}b") + p("c{{/hang}}d"), "ab\ncd\nab\ncd\nab\ncd\n"},
		{"the first and the last", p("{{#hang}}{{?dau}}({{/dau}}{{stt}}{{?cuoi}}){{/cuoi}}{{/hang}}"), "(123)\n"},
		{"if and if not", p("{{?ca_nhan}}có{{/ca_nhan}}") + p("{{^ca_nhan}}không{{/ca_nhan}}") + p("{{^cap_tren}}{{don_vi}}{{/cap_tren}}"), "có\nChi bộ Đồng Ấp\n"},
		{"a list there is", p("{{?hang}}có{{/hang}}{{^hang}}không{{/hang}}"), "có\n"},
		{"names outside a list are known inside", p("{{#hang}}{{don_vi}} {{/hang}}"), "Chi bộ Đồng Ấp Chi bộ Đồng Ấp Chi bộ Đồng Ấp \n"},
		{"one after another", p("{{#hang}}{{ten}} {{/hang}}{{#hang}}{{ten}} {{/hang}}"), names + " " + names + " \n"},
		{"a text box", `<w:p><w:r><w:t>{{nam}}</w:t><w:pict><w:txbxContent>` + p("{{don_vi}}") + `</w:txbxContent></w:pict></w:r></w:p>`, "2026Chi bộ Đồng Ấp\n\n"},
		{"dots where nothing is known", p("{{dia_danh}}, ngày {{ngay}}"), "…………, ngày ……\n"},
		{"single braces are text", p("{x} {"), "{x} {\n"},

		{"unknown", p("{{đơn_vị}}"), "unknown đơn_vị"},
		{"unknown outside its list", p("{{ten}}"), "unknown ten"},
		{"unknown in a block of nothing", p("{{^hang}}{{ten}}{{/hang}}"), "unknown ten"},
		{"empty", p("{{ }}"), "unknown "},
		{"unclosed block", p("{{#hang}}{{ten}}"), "unclosed hang"},
		{"unclosed braces", p("{{don_vi"), "braces {{don_vi"},
		{"too many closed", p("don_vi}}"), "braces }}"},
		{"a break within", `<w:p><w:r><w:t>{{don</w:t><w:br/><w:t>_vi}}</w:t></w:r></w:p>`, "braces {{don _vi}}"},
		{"unopened", p("{{/hang}}"), "unopened hang"},
		{"crossed", p("{{#hang}}{{?ca_nhan}}{{/hang}}{{/ca_nhan}}"), "unopened hang"},
		{"from a paragraph into a table", p("{{#hang}}") + "<w:tbl>" + row("{{/hang}}") + "</w:tbl>", "misplaced hang"},
		{"from one table into another", "<w:tbl>" + row("{{#hang}}") + "</w:tbl>" + p("") + "<w:tbl>" + row("{{/hang}}") + "</w:tbl>", "misplaced hang"},
		{"a list as text", p("{{hang}}"), "not_text hang"},
		{"a condition as text", p("{{ca_nhan}}"), "not_text ca_nhan"},
		{"text as a list", p("{{#don_vi}}x{{/don_vi}}"), "not_a_list don_vi"},
		{"a list in itself", p("{{#hang}}{{#hang}}x{{/hang}}{{/hang}}"), "nested hang"},
	} {
		t.Run(c.name, func(t *testing.T) {
			template := docx(body(c.content))
			if err := minutes.Check(minutes.KindNotRated, template); err != nil {
				if got := refusal(t, err); got != c.want {
					t.Errorf("%q", got)
				}
				return
			}
			if got := shown(t, filled(t, template)); got != c.want {
				t.Errorf("%q", got)
			}
		})
	}
}

// refusal is what an error of the package says.
func refusal(t *testing.T, err error) string {
	t.Helper()
	var e *minutes.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	return string(e.Code) + " " + e.Name
}
