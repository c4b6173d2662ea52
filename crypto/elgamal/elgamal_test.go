package elgamal_test

import (
	"testing"

	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
)

func TestSumsDecryptToSumsOfPlaintexts(t *testing.T) {
	x := group.Random()
	y := group.GPow(x)
	encrypt := func(m int64) elgamal.Ciphertext {
		r := group.Random()
		return elgamal.Ciphertext{Alpha: group.GPow(r), Beta: y.Pow(r).Mul(group.GPow(group.FromInt(m)))}
	}
	holds := func(c elgamal.Ciphertext, m int64) bool {
		return c.Beta.Div(c.Alpha.Pow(x)).Equal(group.GPow(group.FromInt(m)))
	}
	one, five := encrypt(1), encrypt(5)
	for name, test := range map[string]struct {
		c elgamal.Ciphertext
		m int64
	}{
		"one":         {one, 1},
		"one + five":  {one.Add(five), 6},
		"five thrice": {five.Times(3), 15},
		"five never":  {five.Times(0), 0},
		"sum":         {elgamal.Sum(one, five, one), 7},
		"of nothing":  {elgamal.Sum(), 0},
		"neutral":     {elgamal.Neutral().Add(five), 5},
	} {
		if !holds(test.c, test.m) || holds(test.c, test.m+1) {
			t.Errorf("%s does not hold %d", name, test.m)
		}
	}
	if !elgamal.Sum(one, five).Equal(five.Add(one)) || one.Equal(five) || one.Equal(encrypt(1)) {
		t.Error("equality is not that of both halves")
	}
	half := elgamal.Ciphertext{Alpha: one.Alpha, Beta: five.Beta}
	if half.Equal(one) || half.Equal(five) {
		t.Error("equal by one half only")
	}
}
