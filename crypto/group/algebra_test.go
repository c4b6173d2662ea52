package group_test

import (
	"bytes"
	"math/big"
	"testing"

	"phieukin/crypto/group"
)

func TestPowersFollowTheirExponents(t *testing.T) {
	g := group.Generator()
	for range 20 {
		a, b := group.Random(), group.Random()
		p := group.GPow(a)
		for name, pair := range map[string][2]*group.Point{
			"g^a is the generator's power": {p, g.Pow(a)},
			"g^a g^b = g^(a+b)":            {p.Mul(group.GPow(b)), group.GPow(a.Add(b))},
			"g^a / g^b = g^(a-b)":          {p.Div(group.GPow(b)), group.GPow(a.Sub(b))},
			"(g^a)^b = g^(ab)":             {p.Pow(b), group.GPow(a.Mul(b))},
			"(g^(ab))^(1/b) = g^a":         {group.GPow(a.Mul(b)).Pow(b.Inverse()), p},
			"g^b p^a in variable time":     {group.CommitG(b, p, a), group.GPow(b).Mul(p.Pow(a))},
			"two bases in variable time":   {group.Commit(p, b, g, a), p.Pow(b).Mul(g.Pow(a))},
			"product":                      {group.Product(p, g, p), p.Mul(p).Mul(g)},
		} {
			if !pair[0].Equal(pair[1]) || pair[0].String() != pair[1].String() {
				t.Errorf("%s: %s, %s", name, pair[0], pair[1])
			}
		}
		if p.Equal(group.GPow(b)) || a.Equal(b) {
			t.Fatal("two random scalars are the same")
		}
	}
	if !group.Product().IsNeutral() || !g.Div(g).IsNeutral() || g.IsNeutral() || !g.Pow(group.FromInt(0)).IsNeutral() {
		t.Error("the neutral element is not neutral")
	}
}

func TestScalarsAreIntegersModuloTheOrder(t *testing.T) {
	minusOne := group.FromInt(-1)
	q := new(big.Int).Add(minusOne.Big(), big.NewInt(1))
	if !q.ProbablyPrime(20) || q.BitLen() != 253 {
		t.Fatalf("order %s", q)
	}
	if !group.FromBig(q).IsZero() || !minusOne.Add(group.FromInt(1)).IsZero() || minusOne.IsZero() {
		t.Error("q is not zero")
	}
	if !group.GPow(minusOne).Mul(group.Generator()).IsNeutral() {
		t.Error("the generator's order is not q")
	}
	a, b := group.Random(), group.Random()
	for name, pair := range map[string][2]*big.Int{
		"sum":        {a.Add(b).Big(), new(big.Int).Add(a.Big(), b.Big())},
		"difference": {a.Sub(b).Big(), new(big.Int).Sub(a.Big(), b.Big())},
		"product":    {a.Mul(b).Big(), new(big.Int).Mul(a.Big(), b.Big())},
		"inverse":    {a.Inverse().Big(), new(big.Int).ModInverse(a.Big(), q)},
	} {
		if pair[0].Cmp(new(big.Int).Mod(pair[1], q)) != 0 {
			t.Errorf("%s: %s", name, pair[0])
		}
	}
}

func TestUniformBytesAreLittleEndian(t *testing.T) {
	b := make([]byte, 64)
	b[0], b[63] = 7, 1
	n := new(big.Int).Lsh(big.NewInt(1), 504)
	if got := group.FromUniform(b); !got.Equal(group.FromBig(n.Add(n, big.NewInt(7)))) {
		t.Errorf("%s", got)
	}
	// 32 bytes of a small integer are its little-endian form, so both readings agree.
	if got := group.FromUniform(append([]byte{9}, make([]byte, 63)...)); !bytes.Equal(got.Bytes(), group.FromInt(9).Bytes()) {
		t.Errorf("%s", got)
	}
}
