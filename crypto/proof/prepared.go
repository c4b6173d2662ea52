package proof

import "phieukin/crypto/group"

// Pair is everything of a proof with one true and one false branch that can be made before it is known which is
// which: all group operations, with fixed bases only. Finishing it costs one hash and a few scalar operations, so the
// last tap on an old phone is quick and its timing says nothing of the choice.
//
// A Pair may be finished once: the same nonces under a second challenge would reveal the choice. A second use panics.
type Pair struct {
	w, u, c     *group.Scalar
	a, b        *group.Point // g^w, y^w: the true branch
	fakeA       *group.Point // g^u: the false branch
	plus, minus *group.Point // y^u g^c and y^u g^-c: for a false branch whose plaintext is one more or one less than claimed
	used        bool
}

// NewPair draws the nonces and does the multiplications for a proof under key y.
func NewPair(y *group.Point) *Pair {
	p := &Pair{w: group.Random(), u: group.Random(), c: group.Random()}
	p.a, p.b = group.GPow(p.w), y.Pow(p.w)
	p.fakeA = group.GPow(p.u)
	yu, gc := y.Pow(p.u), group.GPow(p.c)
	p.plus, p.minus = yu.Mul(gc), yu.Div(gc)
	return p
}

// Finish makes the two proofs in the order of their branches. truth is the index of the true branch, rTrue and rFalse
// the randomness of the two branches' ciphertexts, and more says whether the false branch's plaintext is one more
// (else one less) than the branch claims. The commitments of the false branch are g^u and y^u g^(+-c), so its
// response is u - rFalse*c.
func (p *Pair) Finish(prefix string, truth int, rTrue, rFalse *group.Scalar, more bool) []Proof {
	if p.used {
		panic("proof: internal error: one-time nonces used twice")
	}
	p.used = true
	fakeB := p.minus
	if more {
		fakeB = p.plus
	}
	commitments := []*group.Point{p.a, p.b, p.fakeA, fakeB}
	if truth == 1 {
		commitments = []*group.Point{p.fakeA, fakeB, p.a, p.b}
	}
	challenge := group.Hash(prefix, commitments...).Sub(p.c)
	proofs := make([]Proof, 2)
	proofs[truth] = Proof{challenge, p.w.Sub(rTrue.Mul(challenge))}
	proofs[1-truth] = Proof{p.c, p.u.Sub(rFalse.Mul(p.c))}
	return proofs
}

// Sole is the same for a proof with its true branch alone.
type Sole struct {
	w    *group.Scalar
	a, b *group.Point
	used bool
}

// NewSole draws the nonce and does the multiplications for a proof under key y.
func NewSole(y *group.Point) *Sole {
	w := group.Random()
	return &Sole{w: w, a: group.GPow(w), b: y.Pow(w)}
}

// Finish makes the proof; r is the randomness of the ciphertext. A second use panics.
func (s *Sole) Finish(prefix string, r *group.Scalar) []Proof {
	if s.used {
		panic("proof: internal error: one-time nonce used twice")
	}
	s.used = true
	challenge := group.Hash(prefix, s.a, s.b)
	return []Proof{{challenge, s.w.Sub(r.Mul(challenge))}}
}
