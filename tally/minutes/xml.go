package minutes

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// node is an element of a part; or a piece of text, where it has no name; or, in a compiled template, a placeholder, and a
// block that repeats its children or leaves them out.
type node struct {
	name   string // with its prefix, which Word and its imitators always choose alike
	attrs  []xml.Attr
	text   string
	kids   []*node
	parent *node
	mark   *mark // of a placeholder or block
}

// maxDepth is deeper than any document nests its elements.
const maxDepth = 200

// parseXML reads a part. Namespaces are left as written, since they go out again as they came. A document type is refused:
// no part of a document has one, and it is where entities would be defined.
func parseXML(data []byte) (*node, bool) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	at, depth := top, 0
	for {
		token, err := decoder.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, false
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, false
			}
			element := &node{name: qualified(token.Name), attrs: token.Copy().Attr}
			at.add(element)
			at = element
		case xml.EndElement:
			if depth--; depth < 0 || at.name != qualified(token.Name) {
				return nil, false
			}
			at = at.parent
		case xml.CharData:
			if at != top {
				at.add(&node{text: string(token)})
			}
		case xml.Directive:
			return nil, false
		}
	}
	if depth != 0 || len(top.kids) != 1 {
		return nil, false
	}
	root := top.kids[0]
	root.parent = nil
	return root, true
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// encode writes a part with the declaration that Word writes.
func (n *node) encode() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	n.write(&b)
	return b.Bytes()
}

// write never fails: a buffer does not, and characters that XML cannot hold become U+FFFD.
func (n *node) write(b *bytes.Buffer) {
	if n.name == "" {
		_ = xml.EscapeText(b, []byte(n.text))
		return
	}
	b.WriteString("<" + n.name)
	for _, a := range n.attrs {
		b.WriteString(" " + qualified(a.Name) + `="`)
		_ = xml.EscapeText(b, []byte(a.Value))
		b.WriteByte('"')
	}
	if len(n.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for _, kid := range n.kids {
		kid.write(b)
	}
	b.WriteString("</" + n.name + ">")
}

// element makes one with attributes given as pairs of name and value.
func element(name string, attrs []string, kids ...*node) *node {
	n := &node{name: name}
	for i := 0; i < len(attrs); i += 2 {
		prefix, local, found := strings.Cut(attrs[i], ":")
		if !found {
			prefix, local = "", prefix
		}
		n.attrs = append(n.attrs, xml.Attr{Name: xml.Name{Space: prefix, Local: local}, Value: attrs[i+1]})
	}
	for _, kid := range kids {
		n.add(kid)
	}
	return n
}

func (n *node) add(kid *node) {
	kid.parent = n
	n.kids = append(n.kids, kid)
}

// child returns the first child of that name, or nil.
func (n *node) child(name string) *node {
	for _, kid := range n.kids {
		if kid.name == name {
			return kid
		}
	}
	return nil
}

// attr returns an attribute's value, "" where there is none.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if qualified(a.Name) == name {
			return a.Value
		}
	}
	return ""
}

// walk visits a node and all below it, in the order of the document, leaving out what is below where visit says no.
func (n *node) walk(visit func(*node) bool) {
	if !visit(n) {
		return
	}
	for _, kid := range n.kids {
		kid.walk(visit)
	}
}

// content is the text below a node.
func (n *node) content() string {
	var b strings.Builder
	n.walk(func(n *node) bool {
		b.WriteString(n.text)
		return true
	})
	return b.String()
}
