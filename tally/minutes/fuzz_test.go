package minutes_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"phieukin/tally/minutes"
)

// checkFilled holds what is made of a template to what a reader of the paper relies on.
func checkFilled(t *testing.T, kind minutes.Kind, paper minutes.Paper, template []byte) {
	t.Helper()
	refused := minutes.Check(kind, template)
	out, err := minutes.Fill(paper, template)
	var e *minutes.Error
	switch {
	case refused != nil && (err == nil || err.Error() != refused.Error()):
		t.Fatalf("checked as %v, filled as %v", refused, err)
	case refused != nil && !errors.As(refused, &e):
		t.Fatalf("an error without a code: %v", refused)
	case err != nil && !(errors.As(err, &e) && e.Code == minutes.TooLarge) && refused == nil:
		t.Fatalf("checked, and still %v", err)
	case err == nil:
		if err := minutes.Check(kind, out); err != nil {
			t.Fatalf("a paper that is no document: %v", err)
		}
	}
}

// FuzzTemplate takes whole files.
func FuzzTemplate(f *testing.F) {
	for _, kind := range minutes.Kinds() {
		f.Add(minutes.Template(kind))
	}
	libreOffice, err := os.ReadFile("testdata/edited.docx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(libreOffice)
	f.Add([]byte("PK\x05\x06"))
	paper := countMinutes(2)
	f.Fuzz(func(t *testing.T, template []byte) { checkFilled(t, minutes.KindCount, paper, template) })
}

// FuzzDocument takes what a document's main part says, which changes of a compressed file rarely reach.
func FuzzDocument(f *testing.F) {
	split, err := os.ReadFile("testdata/split.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(split))
	f.Add(body("<w:tbl>" + row("{{?ca_nhan}}{{#hang}}{{ten}}", "{{/hang}}{{/ca_nhan}}") + "</w:tbl>"))
	f.Add(body(`<w:p><w:hyperlink><w:r><w:t>{{#hang}}{{</w:t></w:r></w:hyperlink><w:r><w:t>ten}}{{/hang}}</w:t></w:r></w:p>`))
	f.Add(body(`<w:p><w:r><w:t>{{nam}}</w:t><w:pict><w:txbxContent>` + p("{{#hang}}") + p("{{/hang}}") + `</w:txbxContent></w:pict></w:r></w:p>`))
	f.Add(body(p("{{^hang}}{{don_vi}}{{/hang}}") + p("{{?don_vi}}") + p("{{/don_vi}}") + p("}}")))
	paper := list()
	f.Fuzz(func(t *testing.T, document string) {
		template := docx(document)
		// What the data says may look like a placeholder too, but here it does not, so none is left in what was filled.
		checkFilled(t, minutes.KindNotRated, paper, template)
		if out, err := minutes.Fill(paper, template); err == nil && strings.Contains(shown(t, part(t, out, "word/document.xml")), "{{") {
			t.Fatal("a placeholder is left")
		}
	})
}
