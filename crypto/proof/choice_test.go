package proof_test

import (
	"testing"

	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
)

// encrypt returns (g^r, y^r g^m).
func encrypt(y *group.Point, r *group.Scalar, m int64) elgamal.Ciphertext {
	return elgamal.Ciphertext{Alpha: group.GPow(r), Beta: y.Pow(r).Mul(group.GPow(group.FromInt(m)))}
}

func TestPairProvesOneOfTwoValues(t *testing.T) {
	y := group.GPow(group.Random())
	for m := range 2 {
		r := group.Random()
		c := encrypt(y, r, int64(m))
		branches := []proof.Branch{{Ciphertext: c, Value: 0}, {Ciphertext: c, Value: 1}}
		proofs := proof.NewPair(y).Finish("prefix|", m, r, r, m == 1)
		if !proof.Verify("prefix|", y, branches, proofs) {
			t.Errorf("value %d: honest proof refused", m)
		}
		g := group.Generator()
		shifted := []proof.Branch{{Ciphertext: c, Value: 1}, {Ciphertext: c, Value: 2}}
		other := elgamal.Ciphertext{Alpha: c.Alpha, Beta: c.Beta.Mul(g)}
		swapped := []proof.Proof{proofs[1], proofs[0]}
		for fault, accepted := range map[string]bool{
			"prefix":       proof.Verify("prefiy|", y, branches, proofs),
			"key":          proof.Verify("prefix|", y.Mul(g), branches, proofs),
			"values":       proof.Verify("prefix|", y, shifted, proofs),
			"ciphertext":   proof.Verify("prefix|", y, []proof.Branch{{Ciphertext: other, Value: 0}, {Ciphertext: other, Value: 1}}, proofs),
			"order":        proof.Verify("prefix|", y, branches, swapped),
			"fewer proofs": proof.Verify("prefix|", y, branches, proofs[:1]),
			"no proofs":    proof.Verify("prefix|", y, branches, nil),
			"more proofs":  proof.Verify("prefix|", y, branches, append(proofs, proofs[0])),
		} {
			if accepted {
				t.Errorf("value %d: accepted with another %s", m, fault)
			}
		}
		for i := range 4 {
			forged := []proof.Proof{proofs[0], proofs[1]}
			p := &forged[i/2]
			if i%2 == 0 {
				p.Challenge = p.Challenge.Add(group.FromInt(1))
			} else {
				p.Response = p.Response.Add(group.FromInt(1))
			}
			if proof.Verify("prefix|", y, branches, forged) {
				t.Errorf("value %d: accepted with scalar %d changed", m, i)
			}
		}
	}
}

// A prover whose plaintext is neither value gets no proof, whichever branch it claims.
func TestPairProvesNoThirdValue(t *testing.T) {
	y := group.GPow(group.Random())
	for _, m := range []int64{-1, 2, 100} {
		r := group.Random()
		c := encrypt(y, r, m)
		branches := []proof.Branch{{Ciphertext: c, Value: 0}, {Ciphertext: c, Value: 1}}
		for truth := range 2 {
			for _, more := range []bool{false, true} {
				if proof.Verify("prefix|", y, branches, proof.NewPair(y).Finish("prefix|", truth, r, r, more)) {
					t.Errorf("value %d accepted", m)
				}
			}
		}
	}
}

func TestPairOverTwoCiphertexts(t *testing.T) {
	y := group.GPow(group.Random())
	r, s := group.Random(), group.Random()
	first, second := encrypt(y, r, 0), encrypt(y, s, 1)
	branches := []proof.Branch{{Ciphertext: first, Value: 0}, {Ciphertext: second, Value: 0}}
	if !proof.Verify("p|", y, branches, proof.NewPair(y).Finish("p|", 0, r, s, true)) {
		t.Error("true first branch refused")
	}
	branches = []proof.Branch{{Ciphertext: first, Value: 1}, {Ciphertext: second, Value: 1}}
	if !proof.Verify("p|", y, branches, proof.NewPair(y).Finish("p|", 1, s, r, false)) {
		t.Error("true second branch refused")
	}
	branches = []proof.Branch{{Ciphertext: first, Value: 1}, {Ciphertext: second, Value: 0}}
	for truth, rs := range [][2]*group.Scalar{{r, s}, {s, r}} {
		if proof.Verify("p|", y, branches, proof.NewPair(y).Finish("p|", truth, rs[0], rs[1], truth == 0)) {
			t.Error("both branches are false and one was proved")
		}
	}
}

func TestSoleProvesItsValueOnly(t *testing.T) {
	y, r := group.GPow(group.Random()), group.Random()
	for _, m := range []int64{0, 1, 2} {
		proofs := proof.NewSole(y).Finish("p|", r)
		ok := proof.Verify("p|", y, []proof.Branch{{Ciphertext: encrypt(y, r, m), Value: 1}}, proofs)
		if ok != (m == 1) {
			t.Errorf("value %d: %v", m, ok)
		}
	}
}

func TestOneTimeNoncesPanicOnTheirSecondUse(t *testing.T) {
	y, r := group.GPow(group.Random()), group.Random()
	pair, sole := proof.NewPair(y), proof.NewSole(y)
	for name, finish := range map[string]func(){
		"pair": func() { pair.Finish("p|", 0, r, r, false) },
		"sole": func() { sole.Finish("p|", r) },
	} {
		finish()
		if !panics(finish) {
			t.Errorf("%s: a second proof was made with the same nonces", name)
		}
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return false
}
