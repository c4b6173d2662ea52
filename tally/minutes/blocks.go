package minutes

import "slices"

// maxMarks bounds the placeholders of a part, and maxNodes its elements and texts.
const (
	maxMarks = 2000
	maxNodes = 300_000
)

// compile makes a part ready to be filled: every placeholder in a run of its own, every block around what it repeats. Keys
// are all a paper of the kind has, with lists' items in their values.
func compile(root *node, keys scope) error {
	if err := splitMarks(root); err != nil {
		return err
	}
	var found []*node
	nodes := 0
	root.walk(func(n *node) bool {
		if n.mark != nil {
			found = append(found, n)
		}
		nodes++
		return true
	})
	if len(found) > maxMarks || nodes > maxNodes {
		return &Error{TooLarge, ""}
	}
	pairs, err := pair(found, keys)
	if err != nil {
		return err
	}
	for _, p := range pairs { // from the outside in, so that blocks around the same row nest as they were opened
		if err := p.wrap(); err != nil {
			return err
		}
	}
	return nil
}

// block is a pair of placeholders that open and close one.
type block struct{ open, end *node }

// pair finds the blocks, in the order they open, and checks every key where it stands.
func pair(found []*node, keys scope) ([]*block, error) {
	var blocks, open []*block
	scopes := []scope{keys}
	var within []int // the length of scopes outside each open block
	for _, n := range found {
		key := n.mark.key
		if n.mark.sign == '/' {
			if len(open) == 0 || open[len(open)-1].open.mark.key != key {
				return nil, &Error{Unopened, clip(key)}
			}
			last := len(open) - 1
			open[last].end = n
			open, scopes, within = open[:last], scopes[:within[last]], within[:last]
			continue
		}
		v, known := find(scopes, key)
		switch {
		case !known:
			return nil, &Error{Unknown, clip(key)}
		case n.mark.sign == 0 && (v.sort == sortList || v.sort == sortFlag):
			return nil, &Error{NotText, key}
		case n.mark.sign == 0:
			continue
		case n.mark.sign == '#' && v.sort != sortList:
			return nil, &Error{NotAList, key}
		case n.mark.sign == '#' && slices.ContainsFunc(open, func(b *block) bool { return *b.open.mark == *n.mark }):
			return nil, &Error{Nested, key}
		}
		b := &block{open: n}
		blocks, open, within = append(blocks, b), append(open, b), append(within, len(scopes))
		if n.mark.sign == '#' {
			scopes = append(scopes, v.keys)
		}
	}
	if len(open) > 0 {
		return nil, &Error{Unclosed, open[len(open)-1].open.mark.key}
	}
	return blocks, nil
}

// wrap puts what the block repeats under a node of its own, in place of it, and takes its two placeholders out. What that
// is depends on where they stand: runs of one paragraph, a row with both in its cells, rows of one table, or paragraphs
// and tables from one paragraph to another. A row or paragraph with nothing else in it goes away with its placeholder.
func (b *block) wrap() error {
	parent, first, last := meet(b.open, b.end)
	misplaced := &Error{Misplaced, b.open.mark.key}
	around := parent
	for around.mark != nil { // blocks found before, whose children stand where they stood
		around = around.parent
	}
	switch {
	case first.name == "w:r" && last.name == "w:r":
	case around.name == "w:tr":
		first, last = around, around
		parent = around.parent
	case first.name == "w:tr" && last.name == "w:tr":
	case first.name == "w:p" && last.name == "w:p":
	default:
		return misplaced
	}
	b.open.take(first)
	b.end.take(last)
	from, to := slices.Index(parent.kids, first), slices.Index(parent.kids, last)
	repeated := &node{mark: b.open.mark, parent: parent}
	for _, kid := range parent.kids[from : to+1] {
		if first != last && (kid == first || kid == last) && kid.bare() {
			continue
		}
		repeated.add(kid)
	}
	parent.kids = slices.Replace(parent.kids, from, to+1, repeated)
	return nil
}

// meet returns the innermost node that holds both, and its children that lead to them.
func meet(a, b *node) (parent, toA, toB *node) {
	above := map[*node]*node{}
	for n := a; n.parent != nil; n = n.parent {
		above[n.parent] = n
	}
	for n := b; n.parent != nil; n = n.parent {
		if to, both := above[n.parent]; both {
			return n.parent, to, n
		}
	}
	panic("internal error: two placeholders of one part do not meet")
}

// take removes a placeholder with its run, unless the run is what the block starts or ends with, which goes away itself.
func (n *node) take(edge *node) {
	run := n.parent
	run.kids = slices.DeleteFunc(run.kids, func(kid *node) bool { return kid == n })
	if run != edge {
		run.parent.kids = slices.DeleteFunc(run.parent.kids, func(kid *node) bool { return kid == run })
	}
}

// bare says that nothing is left to see in a run, paragraph or row: no text, no placeholder, no picture, no end of section.
func (n *node) bare() bool {
	seen := false
	n.walk(func(n *node) bool {
		switch n.name {
		case "":
			seen = seen || n.mark != nil || n.text != ""
		case "w:drawing", "w:pict", "w:object", "w:sectPr", "w:br", "w:sym", "w:fldChar", "w:fldSimple", "mc:AlternateContent":
			seen = true
		}
		return !seen
	})
	return !seen
}
