//go:build ignore

// Makes the built-in templates, *.docx, from the *.txt beside it:
//
//	cd tally/minutes/templates && go run make.go
//
// A line of a source is a paragraph: justified, its first line indented. Within it *bold* and ~italic~. A line that starts
// with one of these is something else:
//
//	//            a remark, left out
//	!letterhead   the head of a Party paper: who issues it, the Party's name, place and day, and the number if "numbered"
//	!title        a title, !subtitle a line under it, !rule the dashes that close it
//	!head         a heading in the text, !last what must not part from the signatures, !note small italics
//	!dots         a line of dots to write on, after its text
//	!table        the widths of a table's columns in millimetres, or "tall" and the widths where people mark the cells by hand;
//	              its rows follow, with | before each cell, || for the row that is repeated at the top of every page, and
//	              |: for a row without lines around its cells. A cell is centred unless it starts with <, takes two columns
//	              if it starts with [2], and has a paragraph after each \
//	!sign         a column of signatures, its lines parted by |; several after one another stand side by side
//	!recipients   the same, on the left and in small type
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Sizes are in twentieths of a point, of type in halves of a point.
const (
	millimetre = 1440 / 25.4
	textWidth  = 165
	body       = 28
	small      = 24
)

func main() {
	sources, err := filepath.Glob("*.txt")
	check(err)
	if len(sources) == 0 {
		log.Fatal("no sources here")
	}
	for _, source := range sources {
		text, err := os.ReadFile(source)
		check(err)
		check(os.WriteFile(strings.TrimSuffix(source, ".txt")+".docx", document(string(text)), 0o644))
	}
}

func document(source string) []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelationships},
		{"word/document.xml", xmlHead + `<w:document ` + namespaces + `><w:body>` + content(source) + section + `</w:body></w:document>`},
		{"word/_rels/document.xml.rels", documentRelationships},
		{"word/styles.xml", styles},
		{"word/settings.xml", settings},
		{"word/header1.xml", header},
	} {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Deflate, ModifiedDate: 1<<5 | 1})
		check(err)
		_, err = w.Write([]byte(part[1]))
		check(err)
	}
	check(archive.Close())
	return b.Bytes()
}

func content(source string) string {
	var out strings.Builder
	var table *grid
	var signs []string
	flush := func() {
		if table != nil {
			out.WriteString(table.xml())
			table = nil
		}
		if len(signs) > 0 {
			out.WriteString(signatures(signs))
			signs = nil
		}
	}
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "//"):
			continue
		case table != nil && strings.HasPrefix(line, "|"):
			table.rows = append(table.rows, line)
			continue
		case word == "!sign" || word == "!recipients":
			signs = append(signs, line)
			continue
		}
		flush()
		switch word {
		case "!letterhead":
			out.WriteString(letterhead(rest == "numbered"))
		case "!title":
			out.WriteString(paragraph("Title", "", rest))
		case "!subtitle":
			out.WriteString(paragraph("Subtitle", "", rest))
		case "!rule":
			out.WriteString(paragraph("Subtitle", "", "-----"))
		case "!head":
			out.WriteString(paragraph("Head", "", rest))
		case "!last":
			out.WriteString(paragraph("", "<w:keepNext/>", rest))
		case "!note":
			out.WriteString(paragraph("Note", "", rest))
		case "!dots":
			out.WriteString(`<w:p><w:pPr><w:pStyle w:val="Dots"/></w:pPr>` + runs("", rest) + `<w:r><w:tab/></w:r></w:p>`)
		case "!table":
			rest, tall := strings.CutPrefix(rest, "tall ")
			table = &grid{widths: strings.Fields(rest), tall: tall}
		default:
			if strings.HasPrefix(line, "!") {
				log.Fatalf("what is %q?", line)
			}
			out.WriteString(paragraph("", "", line))
		}
	}
	flush()
	return out.String()
}

var formats = regexp.MustCompile(`\*[^*]+\*|~[^~]+~`)

// paragraph has a style and what else is said of it; runs inherit type from the style.
func paragraph(style, more, text string) string {
	if style != "" {
		style = `<w:pStyle w:val="` + style + `"/>`
	}
	return `<w:p><w:pPr>` + style + more + `</w:pPr>` + runs("", text) + `</w:p>`
}

func runs(format, text string) string {
	var out strings.Builder
	put := func(format, text string) {
		if text == "" {
			return
		}
		if format != "" {
			format = `<w:rPr>` + format + `</w:rPr>`
		}
		out.WriteString(`<w:r>` + format + `<w:t xml:space="preserve">` + html.EscapeString(text) + `</w:t></w:r>`)
	}
	at := 0
	for _, m := range formats.FindAllStringIndex(text, -1) {
		put(format, text[at:m[0]])
		inner := text[m[0]+1 : m[1]-1]
		if text[m[0]] == '*' {
			put(`<w:b/>`+format, inner)
		} else {
			put(`<w:i/>`+format, inner)
		}
		at = m[1]
	}
	put(format, text[at:])
	return out.String()
}

// grid is a table whose rows are yet to be written.
type grid struct {
	widths, rows []string
	tall         bool
}

func (g *grid) xml() string {
	var out strings.Builder
	borders := `<w:tblStyle w:val="Lines"/>`
	if strings.HasPrefix(g.rows[0], "|:") {
		borders = ""
	}
	out.WriteString(tableHead(borders, g.widths))
	for _, row := range g.rows {
		mark, style := `<w:cantSplit/>`, "Cell"
		if g.tall {
			mark += `<w:trHeight w:val="` + twips(7.5) + `" w:hRule="atLeast"/>`
		}
		switch {
		case strings.HasPrefix(row, "||"):
			mark, style, row = mark+`<w:tblHeader/>`, "CellHead", row[1:]
		case strings.HasPrefix(row, "|:"):
			row = "|" + row[2:]
		}
		out.WriteString(`<w:tr><w:trPr>` + mark + `</w:trPr>`)
		column := 0
		for _, cell := range strings.Split(row[1:], "|") {
			cell, double := strings.CutPrefix(strings.TrimSpace(cell), "[2]")
			span := 1
			if double {
				span = 2
			}
			out.WriteString(cellHead("center", g.widths[column:column+span]...))
			column += span
			for line := range strings.SplitSeq(cell, `\`) { // a paragraph each
				line = strings.TrimSpace(line)
				align := ""
				if strings.HasPrefix(line, "<") {
					line, align = line[1:], `<w:jc w:val="left"/>`
				}
				out.WriteString(paragraph(style, align, line))
			}
			out.WriteString(`</w:tc>`)
		}
		if column != len(g.widths) {
			log.Fatalf("%d cells for %d columns: %s", column, len(g.widths), row)
		}
		out.WriteString(`</w:tr>`)
	}
	out.WriteString(`</w:tbl>`)
	return out.String() + gap
}

const gap = `<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>`

func tableHead(borders string, widths []string) string {
	out := `<w:tbl><w:tblPr>` + borders + `<w:tblW w:w="` + twips(textWidth) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
		`<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`
	sum := 0.0
	for _, width := range widths {
		mm, err := strconv.ParseFloat(width, 64)
		check(err)
		sum += mm
		out += `<w:gridCol w:w="` + twips(mm) + `"/>`
	}
	if sum != textWidth {
		log.Fatalf("columns of %v mm for a text of %d: %v", sum, textWidth, widths)
	}
	return out + `</w:tblGrid>`
}

func cellHead(align string, widths ...string) string {
	sum := 0.0
	for _, width := range widths {
		mm, err := strconv.ParseFloat(width, 64)
		check(err)
		sum += mm
	}
	span := ""
	if len(widths) > 1 {
		span = `<w:gridSpan w:val="` + strconv.Itoa(len(widths)) + `"/>`
	}
	return `<w:tc><w:tcPr><w:tcW w:w="` + twips(sum) + `" w:type="dxa"/>` + span + `<w:vAlign w:val="` + align + `"/></w:tcPr>`
}

func twips(mm float64) string { return strconv.Itoa(int(mm*millimetre + 0.5)) }

// letterhead is laid out as rules.md 2.5 says: left the organisation above in plain capitals, the issuing one in bold ones
// over an asterisk, and the number; right the Party's name, 15 points bold and underlined, and in italics place and day.
func letterhead(number bool) string {
	const caps, bold = `<w:caps/>`, `<w:b/><w:caps/>`
	line := func(format, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="Letterhead"/></w:pPr>` + runs(format, text) + `</w:p>`
	}
	left := line(caps, "{{?cap_tren}}{{cap_tren}}{{/cap_tren}}") + line(bold, "{{don_vi}}") + line("", "*")
	if number {
		left += line("", "Số {{so}}")
	}
	right := line(`<w:b/><w:sz w:val="30"/><w:szCs w:val="30"/><w:u w:val="single"/>`, "ĐẢNG CỘNG SẢN VIỆT NAM") + line("", "") +
		line(`<w:i/>`, "{{dia_danh}}, ngày {{ngay}} tháng {{thang}} năm {{nam_van_ban}}")
	return tableHead("", []string{"77", "88"}) + `<w:tr><w:trPr><w:cantSplit/></w:trPr>` +
		cellHead("top", "77") + left + `</w:tc>` + cellHead("top", "88") + right + `</w:tc></w:tr></w:tbl>`
}

// signatures stand side by side and on one page. An empty line leaves room to sign.
func signatures(columns []string) string {
	widths := []string{"82.5", "82.5"}
	if len(columns) == 3 {
		widths = []string{"48", "45", "72"}
	}
	out := gap + tableHead("", widths) + `<w:tr><w:trPr><w:cantSplit/></w:trPr>`
	for i, column := range columns {
		kind, rest, _ := strings.Cut(column, " ")
		style := map[string]string{"!sign": "Sign", "!recipients": "Recipients"}[kind]
		out += cellHead("top", widths[i])
		for j, line := range strings.Split(rest, "|") {
			line = strings.TrimSpace(line)
			switch {
			case line == "":
				out += paragraph("Room", "", "")
			case kind == "!recipients" && j == 0:
				out += `<w:p><w:pPr><w:pStyle w:val="Recipients"/></w:pPr>` + runs(`<w:u w:val="single"/>`, line) + `</w:p>`
			default:
				out += paragraph(style, "", line)
			}
		}
		out += `</w:tc>`
	}
	return out + `</w:tr></w:tbl>` + gap
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`

	relationshipsHead = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	officeType        = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

	packageRelationships = relationshipsHead + `<Relationship Id="rId1" Type="` + officeType + `officeDocument" Target="word/document.xml"/></Relationships>`

	documentRelationships = relationshipsHead + `<Relationship Id="rId1" Type="` + officeType + `styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeType + `settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="` + officeType + `header" Target="header1.xml"/></Relationships>`

	// A4 with margins of 20, 20, 30 and 15 mm; pages are numbered from the second.
	section = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>`

	header = xmlHead + `<w:hdr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Letterhead"/></w:pPr>` +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`

	settings = xmlHead + `<w:settings ` + namespaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:compat>` +
		`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="vi-VN"/></w:settings>`
)

// styles have everything that a unit would want to change at once: Normal for the text, and one a purpose.
var styles = xmlHead + `<w:styles ` + namespaces + `><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>` +
	size(body) + `<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
	style("Normal", `w:default="1"`, `<w:spacing w:before="60" w:after="60" w:line="380" w:lineRule="exact"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>`, "") +
	style("Note", "", `<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>`, `<w:i/>`+size(small)) +
	style("Dots", "", `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="`+twips(textWidth)+`"/></w:tabs><w:ind w:firstLine="0"/><w:jc w:val="left"/>`, "") +
	style("Head", "", `<w:keepNext/><w:spacing w:before="120" w:after="60"/>`, `<w:b/>`) +
	style("Letterhead", "", `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>`, "") +
	style("Title", "", `<w:keepNext/><w:spacing w:before="360" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>`, `<w:b/>`+size(32)) +
	style("Subtitle", "", `<w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>`, `<w:b/>`) +
	style("Cell", "", `<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>`, size(small)) +
	style("CellHead", "", `<w:keepNext/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>`, `<w:b/>`+size(small)) +
	style("Sign", "", `<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>`, `<w:b/>`) +
	style("Room", "", `<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="1200" w:lineRule="exact"/><w:ind w:firstLine="0"/>`, "") +
	style("Recipients", "", `<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>`, size(small)) +
	style("Gap", "", `<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/><w:ind w:firstLine="0"/>`, "") +
	`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>` +
	`<w:style w:type="table" w:customStyle="1" w:styleId="Lines"><w:name w:val="Lines"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` +
	border("top") + border("left") + border("bottom") + border("right") + border("insideH") + border("insideV") +
	`</w:tblBorders></w:tblPr></w:style></w:styles>`

func style(name, attribute, paragraph, run string) string {
	based, custom := `<w:basedOn w:val="Normal"/>`, `w:customStyle="1"`
	if name == "Normal" {
		based, custom = "", ""
	}
	if name == "Title" || name == "Subtitle" {
		custom = ""
	}
	return fmt.Sprintf(`<w:style w:type="paragraph" %s %s w:styleId="%s"><w:name w:val="%s"/>%s<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`,
		attribute, custom, name, name, based, paragraph, run)
}

func size(halves int) string {
	return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, halves, halves)
}

func border(side string) string {
	return `<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
}
