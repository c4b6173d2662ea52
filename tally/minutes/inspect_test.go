package minutes_test

import (
	"bytes"
	"strings"
	"testing"

	"phieukin/tally/minutes"
)

func relationship(kind, target, more string) string {
	return rels + `<Relationship Id="rId9" Type="` + office + kind + `" Target="` + target + `"` + more + `/></Relationships>`
}

func TestTemplatesThatAreRefused(t *testing.T) {
	plain := body(p("{{don_vi}}"))
	types := func(more string) entry {
		return entry{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="` + mainType + `"/>` + more + `</Types>`}
	}
	main := func(kind string) entry {
		return entry{"[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="` + kind + `"/></Types>`}
	}
	const documentRels = "word/_rels/document.xml.rels"
	for _, c := range []struct {
		name     string
		template []byte
		want     string
	}{
		{"nothing", []byte{}, "not_docx "},
		{"Word 97", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), "not_docx "},
		{"another archive", zipped(entry{"a.txt", "a"}), "not_docx [Content_Types].xml"},
		{"a spreadsheet", docx(plain, main("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")), "not_docx word/document.xml"},
		{"no main part", docx(plain, entry{"_rels/.rels", rels + `</Relationships>`}), "not_docx "},
		{"a main part that is not there", docx(plain, entry{"_rels/.rels", relationship("officeDocument", "word/other.xml", "")}), "not_docx word/other.xml"},
		{"broken XML", docx(plain + "<"), "not_docx word/document.xml"},
		{"two roots", docx(plain + plain), "not_docx word/document.xml"},
		{"crossed elements", docx(`<w:document ` + namespace + `><w:body></w:document></w:body>`), "not_docx word/document.xml"},
		{"another vocabulary", docx(strings.Replace(plain, "2006/main", "2026/main", 1)), "not_docx word/document.xml"},
		{"entities", docx(`<!DOCTYPE d [<!ENTITY a "aaaa">]>` + plain), "not_docx word/document.xml"},
		{"too deep", docx(body(strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300))), "not_docx word/document.xml"},
		{"a part twice", zipped(entry{"a", ""}, entry{"A", ""}), "not_docx A"},
		{"a part outside", zipped(entry{"../../a", ""}), "not_docx ../../a"},

		{"too large a file", make([]byte, minutes.MaxTemplate+1), "too_large "},
		{"too large a part", docx(body(strings.Repeat(p("Đảng viên"), 120_000))), "too_large word/document.xml"},
		{"a bomb", docx(plain, entry{"word/media/a.png", strings.Repeat("\x00", 30<<20)}), "too_large "},
		{"too many parts", docx(plain, many(500)...), "too_large "},
		{"too many placeholders", docx(body(p(strings.Repeat("{{nam}}", 3000)))), "too_large "},

		{"a .docm", docx(plain, main("application/vnd.ms-word.document.macroEnabled.main+xml")), "macros "},
		{"a program", docx(plain, entry{"word/vbaProject.bin", "x"}), "macros "},
		{"a declared program", docx(plain, types(`<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>`)), "macros "},
		{"a related program", docx(plain, entry{documentRels, strings.Replace(relationship("vbaProject", "p.bin", ""), office, "http://schemas.microsoft.com/office/2006/relationships/", 1)}), "macros "},
		{"a link", docx(plain, entry{documentRels, relationship("hyperlink", "https://example.org/a", ` TargetMode="External"`)}), "external https://example.org/a"},
		{"a template from elsewhere", docx(plain, entry{"word/_rels/settings.xml.rels", relationship("attachedTemplate", `file:///C:/a.dotm`, ` TargetMode="external"`)}), "external file:///C:/a.dotm"},
		{"a picture from elsewhere", docx(plain, entry{"word/_rels/header1.xml.rels", relationship("image", `\\host\a.png`, ` TargetMode="External"`)}), `external \\host\a.png`},
		{"an old picture from elsewhere", docx(body(`<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.org/a.png"/></w:pict></w:r></w:p>`)), "external http://example.org/a.png"},
		{"a field that fetches, in pieces", docx(body(`<w:p><w:r><w:instrText> D</w:instrText></w:r><w:r><w:instrText>deA</w:instrText></w:r><w:r><w:instrText>uto cmd</w:instrText></w:r></w:p>`)), "external DDE"},
		{"a simple field that fetches", docx(body(`<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://example.org&quot; "/></w:p>`)), "external INCLUDE"},
		{"letters to many", docx(plain, entry{"word/settings.xml", `<w:settings ` + namespace + `><w:mailMerge/></w:settings>`}), "external mailMerge"},
		{"another document inside", docx(plain, entry{documentRels, relationship("oleObject", "embeddings/a.bin", "")}), "embedded oleObject"},
		{"a chunk of another format", docx(body(`<w:altChunk/>`)), "embedded w:altChunk"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := minutes.Check(minutes.KindNotRated, c.template)
			if err == nil {
				t.Fatal("taken")
			}
			if got := refusal(t, err); got != c.want {
				t.Errorf("%q", got)
			}
			if out, err := minutes.Fill(list(), c.template); err == nil || out != nil {
				t.Error("filled")
			}
		})
	}
	if got := refusal(t, minutes.Check("letters", docx(plain))); got != "unknown letters" {
		t.Error(got)
	}
}

func many(n int) []entry {
	var parts []entry
	for i := range n {
		parts = append(parts, entry{"word/media/" + strings.Repeat("a", i+1), ""})
	}
	return parts
}

// A template passes that makes too much of the data: the limit is on what is made.
func TestAPaperThatGrowsTooLarge(t *testing.T) {
	m := countMinutes(200)
	template := docx(body(p("{{#nhom}}{{#hang}}{{#y_kien}}" + strings.Repeat("Đảng viên ", 30_000) + "{{/y_kien}}{{/hang}}{{/nhom}}")))
	if err := minutes.Check(minutes.KindCount, template); err != nil {
		t.Fatal(err)
	}
	_, err := minutes.Fill(m, template)
	if got := refusal(t, err); got != "too_large " {
		t.Error(got)
	}

	m.Guests, m.Absent = make([]minutes.Person, 300), make([]minutes.Absent, 300)
	m.NotRated, m.Remarks = make([]minutes.NotRatedMember, 300), make([]minutes.Remark, 300)
	_, err = minutes.Fill(m, docx(body(p("{{#khach}}{{#vang_mat}}{{#chua_xep_loai}}{{#y_kien}}{{/y_kien}}{{/chua_xep_loai}}{{/vang_mat}}{{/khach}}"))))
	if got := refusal(t, err); got != "too_large " {
		t.Error(got)
	}
}

func TestHeadersFootersAndNotes(t *testing.T) {
	header := func(element string) string {
		return `<w:` + element + ` ` + namespace + `>` + p("{{don_vi}}") + `</w:` + element + `>`
	}
	template := docx(body(p("x")), entry{"word/_rels/document.xml.rels", rels +
		`<Relationship Id="a" Type="` + office + `header" Target="header1.xml"/>` +
		`<Relationship Id="b" Type="` + office + `footer" Target="/word/more/footer.xml"/>` +
		`<Relationship Id="c" Type="` + office + `footnotes" Target="../notes.xml"/></Relationships>`},
		entry{"word/header1.xml", header("hdr")}, entry{"word/more/footer.xml", header("ftr")}, entry{"notes.xml", header("footnotes")})
	out, err := minutes.Fill(list(), template)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"word/header1.xml", "word/more/footer.xml", "notes.xml"} {
		if got := shown(t, part(t, out, name)); got != "Chi bộ Đồng Ấp\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
	broken := docx(body(p("x")), entry{"word/_rels/document.xml.rels", relationship("header", "header1.xml", "")}, entry{"word/header1.xml", strings.Replace(header("hdr"), "don_vi", "don", 1)})
	if got := refusal(t, minutes.Check(minutes.KindNotRated, broken)); got != "unknown don" {
		t.Error(got)
	}
}

func TestThePicture(t *testing.T) {
	const name = "word/media/phieukin1.png"
	m := countMinutes(1)
	template := docx(body(p("{{ma_qr}}")+p("{{?ma_qr}}{{ma_qr}}{{/ma_qr}}")), entry{"word/_rels/document.xml.rels", rels +
		`<Relationship Id="PhieuKin1" Type="` + office + `header" Target="header1.xml"/></Relationships>`},
		entry{"word/header1.xml", `<w:hdr ` + namespace + `>` + p("{{ma_qr}}") + `</w:hdr>`}, entry{"word/media/phieukin1.PNG", "another"})
	out, err := minutes.Fill(m, template)
	if err != nil {
		t.Fatal(err)
	}
	if got := part(t, out, "word/media/phieukin2.png"); got != string(m.Record.QR) || part(t, out, name) != "" {
		t.Error("the picture is not there, or in the place of another")
	}
	document := part(t, out, "word/document.xml")
	if got := shown(t, document); got != "[QR]\n[QR]\n" {
		t.Errorf("%q", got)
	}
	if strings.Count(document, `r:embed="phieukin2"`) != 2 || strings.Count(document, ` id="70001"`) != 2 || strings.Count(document, ` id="70002"`) != 2 {
		t.Error(document)
	}
	for part1, want := range map[string]string{
		"word/_rels/document.xml.rels": `Id="phieukin2" Type="` + office + `image" Target="/word/media/phieukin2.png"`,
		"word/_rels/header1.xml.rels":  `Id="phieukin1" Type="` + office + `image" Target="/word/media/phieukin2.png"`,
		"[Content_Types].xml":          `<Default Extension="png" ContentType="image/png"/>`,
	} {
		if got := part(t, out, part1); strings.Count(got, want) != 1 {
			t.Errorf("%s: %s", part1, got)
		}
	}
	m.Record.QR = nil
	if out, err = minutes.Fill(m, template); err != nil || shown(t, part(t, out, "word/document.xml")) != "\n" {
		t.Errorf("without a picture: %q, %v", shown(t, part(t, out, "word/document.xml")), err)
	}
}

func TestTheSamePaperHasTheSameBytes(t *testing.T) {
	for _, paper := range papers(3) {
		one, err := minutes.Fill(paper, nil)
		if err != nil {
			t.Fatal(err)
		}
		other, err := minutes.Fill(paper, minutes.Template(paper.Kind()))
		if err != nil || !bytes.Equal(one, other) {
			t.Errorf("%s differs, %v", paper.Kind(), err)
		}
	}
}
