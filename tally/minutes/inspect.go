package minutes

import (
	"path"
	"slices"
	"strings"
)

const (
	wordNamespace    = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	mainType         = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	relationships    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relationshipPart = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// programs and guests are relationships to what a template may not carry, by the last word of their type.
var (
	programs = []string{"vbaProject", "wordVbaData", "attachedToolbars", "keyMapCustomizations"}
	guests   = []string{"oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument", "frame", "mailMergeSource", "attachedTemplate"}
)

// inspect refuses what would run, fetch or hide something on the machine that opens a paper.
func (f *file) inspect() error {
	types, err := f.xml("[Content_Types].xml")
	if err != nil {
		return err
	}
	for _, t := range types.kids {
		kind := strings.ToLower(t.attr("ContentType"))
		if strings.Contains(kind, "macroenabled") || strings.Contains(kind, "vbaproject") {
			return &Error{Macros, ""}
		}
	}
	for _, p := range f.parts {
		lower := strings.ToLower(p.name)
		if strings.Contains(lower, "vbaproject") || strings.Contains(lower, "vbadata") {
			return &Error{Macros, ""}
		}
		if strings.HasSuffix(lower, ".rels") {
			if err := f.inspectRelationships(p.name); err != nil {
				return err
			}
		}
	}
	if f.find("word/settings.xml") != nil {
		settings, err := f.xml("word/settings.xml")
		if err != nil {
			return err
		}
		if settings.child("w:mailMerge") != nil {
			return &Error{External, "mailMerge"}
		}
	}
	return nil
}

func (f *file) inspectRelationships(name string) error {
	root, err := f.xml(name)
	if err != nil {
		return err
	}
	for _, r := range root.kids {
		kind := path.Base(r.attr("Type"))
		switch {
		case slices.Contains(programs, kind):
			return &Error{Macros, ""}
		case strings.EqualFold(r.attr("TargetMode"), "External"):
			return &Error{External, clip(r.attr("Target"))}
		case slices.Contains(guests, kind):
			return &Error{Embedded, kind}
		}
	}
	return nil
}

// pages returns the names of the parts that people see: the document, and its headers, footers and notes.
func (f *file) pages() ([]string, error) {
	root, err := f.xml("_rels/.rels")
	if err != nil {
		return nil, err
	}
	main := ""
	for _, r := range root.kids {
		if r.attr("Type") == relationships+"/officeDocument" {
			main = target("", r)
		}
	}
	if main == "" || !f.isDocument(main) {
		return nil, &Error{NotDocx, clip(main)}
	}
	names := []string{main}
	if f.find(relationshipsOf(main)) == nil {
		return names, nil
	}
	if root, err = f.xml(relationshipsOf(main)); err != nil {
		return nil, err
	}
	for _, r := range root.kids {
		switch r.attr("Type") {
		case relationships + "/header", relationships + "/footer", relationships + "/footnotes", relationships + "/endnotes":
			if name := target(main, r); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

// isDocument says that a part is declared to be a document's main one.
func (f *file) isDocument(name string) bool {
	types, err := f.xml("[Content_Types].xml")
	return err == nil && slices.ContainsFunc(types.kids, func(t *node) bool {
		return strings.EqualFold(strings.TrimPrefix(t.attr("PartName"), "/"), name) && t.attr("ContentType") == mainType
	})
}

// target is the part that a relationship of another one leads to.
func target(from string, relationship *node) string {
	to := relationship.attr("Target")
	if strings.HasPrefix(to, "/") {
		return strings.TrimPrefix(path.Clean(to), "/")
	}
	return path.Join(path.Dir(from), to)
}

// relationshipsOf names the part that holds a part's relationships.
func relationshipsOf(name string) string {
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// page parses a part that people see, and refuses in it what fetches something, which has no relationship to tell of it.
func (f *file) page(name string) (*node, error) {
	root, err := f.xml(name)
	if err != nil {
		return nil, err
	}
	if root.attr("xmlns:w") != wordNamespace {
		return nil, &Error{NotDocx, clip(name)}
	}
	var fields strings.Builder
	root.walk(func(n *node) bool {
		switch n.name {
		case "w:instrText":
			fields.WriteString(n.content())
		case "w:fldSimple":
			fields.WriteString(n.attr("w:instr"))
		case "w:altChunk", "w:subDoc", "w:object", "w:control":
			err = &Error{Embedded, n.name}
		}
		for _, a := range n.attrs {
			if (a.Name.Local == "src" || a.Name.Local == "href") && (strings.Contains(a.Value, ":") || strings.HasPrefix(a.Value, `\\`)) {
				err = &Error{External, clip(a.Value)}
			}
		}
		return err == nil
	})
	if err != nil {
		return nil, err
	}
	return root, inspectFields(fields.String())
}

// fetching are the fields that bring something in from elsewhere or run something. Word may cut their names into pieces,
// and capitals and spaces mean nothing to it.
var fetching = []string{"DDE", "INCLUDE", "IMPORT", "LINK", "EMBED", "DATABASE", "MACRO"}

func inspectFields(instructions string) error {
	joined := strings.ToUpper(strings.Join(strings.Fields(instructions), ""))
	for _, word := range fetching {
		if strings.Contains(joined, word) {
			return &Error{External, word}
		}
	}
	return nil
}
