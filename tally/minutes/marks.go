package minutes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// mark is a placeholder: {{key}} prints, {{#key}} repeats up to {{/key}} for each item of a list, {{?key}} keeps what is up
// to {{/key}} if there is such a thing, and {{^key}} if there is none. The mark of a block is the one that opened it.
type mark struct {
	sign byte // '#', '?', '^', '/', or 0
	key  string
}

var marks = regexp.MustCompile(`\{\{([^{}\n]*)\}\}`)

// parseMark reads what stands between the braces. Word makes the first letter of a cell or sentence a capital.
func parseMark(inner string) *mark {
	inner = strings.TrimSpace(inner)
	m := &mark{}
	if inner != "" && strings.IndexByte("#?^/", inner[0]) >= 0 {
		m.sign = inner[0]
		inner = strings.TrimSpace(inner[1:])
	}
	m.key = strings.ToLower(inner)
	return m
}

// piece is where a w:t stands in the text of its paragraph.
type piece struct {
	t        *node
	from, to int
}

// splitMarks puts every placeholder of a part into a run of its own.
//
// Word cuts a paragraph into runs wherever the spelling, the language or the hour of typing changes, within placeholders
// too, so they are looked for in the text of the whole paragraph. A placeholder gets the format of the run it starts in.
func splitMarks(root *node) error {
	var err error
	root.walk(func(n *node) bool {
		if n.name == "w:p" && err == nil {
			err = splitParagraph(n)
		}
		return err == nil
	})
	return err
}

func splitParagraph(p *node) error {
	text, pieces := paragraphText(p)
	found := marks.FindAllStringSubmatchIndex(text, -1)
	if err := strayBrace(marks.ReplaceAllString(text, "\n")); err != nil || len(found) == 0 {
		return err
	}
	cut := map[*node][]*node{} // the texts and placeholders that a w:t becomes
	for _, piece := range pieces {
		cut[piece.t] = piece.cut(text, found)
	}
	runs, parents := map[*node][]*node{}, map[*node]bool{}
	for _, piece := range pieces {
		if run := piece.t.parent; runs[run] == nil {
			runs[run] = splitRun(run, cut)
			parents[run.parent] = true
		}
	}
	for parent := range parents {
		kids := parent.kids
		parent.kids = nil
		for _, kid := range kids {
			if split, isRun := runs[kid]; isRun {
				for _, run := range split {
					parent.add(run)
				}
			} else {
				parent.add(kid)
			}
		}
	}
	return nil
}

// strayBrace finds double braces that make no placeholder.
func strayBrace(rest string) error {
	for _, braces := range []string{"{{", "}}"} {
		if i := strings.Index(rest, braces); i >= 0 {
			return &Error{Braces, clip(rest[i:])}
		}
	}
	return nil
}

// paragraphText is a paragraph's text with the places of its w:t. Breaks and tabs count as line ends, which no placeholder
// spans; paragraphs within, as those of text boxes, are not part of it.
func paragraphText(p *node) (string, []piece) {
	var b strings.Builder
	var pieces []piece
	p.walk(func(n *node) bool {
		switch n.name {
		case "w:p":
			return n == p
		case "w:pPr", "w:rPr":
			return false
		case "w:t":
			if n.parent.name == "w:r" {
				from := b.Len()
				b.WriteString(strings.ReplaceAll(n.content(), "\n", " "))
				pieces = append(pieces, piece{n, from, b.Len()})
			}
			return false
		case "w:tab", "w:br", "w:cr":
			b.WriteByte('\n')
		}
		return true
	})
	return b.String(), pieces
}

// cut returns what a piece becomes: its text without the placeholders, and each placeholder that starts in it.
func (c piece) cut(text string, found [][]int) []*node {
	var out []*node
	at := c.from
	keep := func(to int) {
		if to > at {
			out = append(out, textElement(text[at:to]))
		}
	}
	first, _ := slices.BinarySearchFunc(found, c.from, func(m []int, from int) int { return cmp.Compare(m[1], from+1) })
	for _, m := range found[first:] {
		start, end := m[0], m[1]
		if start >= c.to {
			break
		}
		if start >= c.from {
			keep(start)
			out = append(out, &node{mark: parseMark(text[m[2]:m[3]])})
		}
		at = min(end, c.to)
	}
	keep(c.to)
	return out
}

func textElement(text string) *node {
	return element("w:t", []string{"xml:space", "preserve"}, &node{text: text})
}

// splitRun returns the runs that a run becomes: each placeholder in its own, all with the run's format.
func splitRun(run *node, cut map[*node][]*node) []*node {
	var runs []*node
	var format *node
	open := false // the last run takes more
	put := func(n *node) {
		if n.mark != nil || !open {
			next := &node{name: run.name, attrs: run.attrs}
			if format != nil {
				next.kids = append(next.kids, format)
			}
			runs = append(runs, next)
		}
		runs[len(runs)-1].add(n)
		open = n.mark == nil
	}
	for _, kid := range run.kids {
		switch pieces, isText := cut[kid]; {
		case kid.name == "w:rPr":
			format = kid
		case isText:
			for _, n := range pieces {
				put(n)
			}
		default:
			put(kid)
		}
	}
	return runs
}

// clip shortens what a template says to what an error can name.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
