package minutes

import (
	"maps"
	"strings"
)

// maxPaper bounds what is made from a template, in bytes before compression: lists within lists can multiply.
const maxPaper = 48 << 20

// renderer fills one part.
type renderer struct {
	scopes   []scope
	left     int  // bytes that may still be made
	again    bool // within an item after the first, where what must be unique is left out
	pictures *pictures
}

// part fills a compiled part.
func (r *renderer) part(root *node) (*node, error) {
	out := &node{}
	r.node(root, out)
	if r.left < 0 {
		return nil, &Error{TooLarge, ""}
	}
	return out.kids[0], nil
}

// node adds what a node of the template becomes.
func (r *renderer) node(n, to *node) {
	if r.left < 0 {
		return
	}
	switch {
	case n.mark != nil && n.mark.sign == 0:
		v, _ := find(r.scopes, n.mark.key)
		r.value(v, to)
	case n.mark != nil:
		r.block(n, to)
	case n.name == "":
		r.left -= len(n.text)
		to.add(&node{text: n.text})
	case r.again && (n.name == "w:bookmarkStart" || n.name == "w:bookmarkEnd"):
	default:
		r.element(n, to)
	}
}

func (r *renderer) element(n, to *node) {
	made := &node{name: n.name}
	r.left -= 2*len(n.name) + 5
	for _, a := range n.attrs {
		if r.again && a.Name.Space == "w14" && (a.Name.Local == "paraId" || a.Name.Local == "textId") {
			continue
		}
		made.attrs = append(made.attrs, a)
		r.left -= len(a.Name.Space) + len(a.Name.Local) + len(a.Value) + 5
	}
	conditional := false
	for _, kid := range n.kids {
		conditional = conditional || kid.mark != nil
		r.node(kid, made)
	}
	switch n.name {
	case "w:p": // only a block that left nothing stood in it
		if conditional && made.bare() {
			return
		}
	case "w:tbl":
		if conditional && made.child("w:tr") == nil {
			return
		}
	case "w:tc", "w:hdr", "w:ftr", "w:txbxContent": // Word repairs, with a warning, those that do not end with a paragraph
		if len(made.kids) == 0 || made.kids[len(made.kids)-1].name != "w:p" {
			made.add(n.lastParagraph())
		}
	}
	to.add(made)
}

// lastParagraph is an empty one in the style of the last below n.
func (n *node) lastParagraph() *node {
	empty := &node{name: "w:p"}
	n.walk(func(n *node) bool {
		if style := n.child("w:pPr"); n.name == "w:p" && style != nil {
			empty.kids = []*node{style}
		}
		return true
	})
	return empty
}

// block repeats its children for each item of a list, or keeps or leaves them out.
func (r *renderer) block(n, to *node) {
	v, _ := find(r.scopes, n.mark.key)
	switch {
	case n.mark.sign != '#':
		if v.flag == (n.mark.sign == '?') {
			r.all(n.kids, to)
		}
	default:
		again := r.again
		for i, item := range v.items {
			if r.left--; r.left < 0 { // lists within lists take time even where they make nothing
				return
			}
			r.again = again || i > 0
			r.scopes = append(r.scopes, item)
			r.all(n.kids, to)
			r.scopes = r.scopes[:len(r.scopes)-1]
		}
		r.again = again
	}
}

func (r *renderer) all(kids []*node, to *node) {
	for _, kid := range kids {
		r.node(kid, to)
	}
}

// value prints: line ends and tabs as Word's own, a picture as a drawing.
func (r *renderer) value(v value, to *node) {
	if v.sort == sortPicture {
		if v.flag {
			r.left -= drawingSize
			to.add(r.pictures.drawing(v.png))
		}
		return
	}
	for i, line := range strings.Split(v.text, "\n") {
		if i > 0 {
			to.add(&node{name: "w:br"})
		}
		for j, stretch := range strings.Split(line, "\t") {
			if j > 0 {
				to.add(&node{name: "w:tab"})
			}
			r.left -= len(stretch) + 40
			to.add(textElement(stretch))
		}
	}
}

// say fills a text that is no document's: a heading or a cell of a table. What is one placeholder keeps its kind of value.
func say(s string, scopes ...scope) value {
	if m := marks.FindStringSubmatch(s); m != nil && m[0] == s {
		if v, found := find(scopes, parseMark(m[1]).key); found {
			return v
		}
	}
	keys := scope{}
	for _, s := range scopes {
		maps.Copy(keys, s)
	}
	words := element("w:p", nil, element("w:r", nil, textElement(s)))
	if err := compile(words, keys); err != nil {
		panic("internal error: " + s + ": " + err.Error())
	}
	out := &node{}
	r := renderer{scopes: scopes, left: maxPaper}
	r.node(words, out)
	return text(out.content())
}
