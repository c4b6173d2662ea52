package tally

import "phieukin/crypto/group"

// logarithm finds small discrete logarithms by baby steps and giant steps: g^0 .. g^(m-1) are tabled, and a point is
// divided by g^m until it is in the table. One table serves a whole result.
type logarithm struct {
	max   int64
	step  int64
	table map[string]int64
	giant *group.Point
}

func newLogarithm(max int64) *logarithm {
	l := &logarithm{max: max, step: 1, table: map[string]int64{}}
	for l.step*l.step < max+1 {
		l.step++
	}
	p := group.Neutral()
	for i := range l.step {
		l.table[p.String()] = i
		p = p.Mul(group.Generator())
	}
	l.giant = p
	return l
}

func (l *logarithm) find(p *group.Point) (int64, bool) {
	for base := int64(0); base <= l.max; base += l.step {
		if i, ok := l.table[p.String()]; ok {
			return base + i, base+i <= l.max
		}
		p = p.Div(l.giant)
	}
	return 0, false
}
