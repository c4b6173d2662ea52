package group

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"filippo.io/edwards25519"
)

const (
	textG       = "6666666666666666666666666666666666666666666666666666666666666658"
	textNeutral = "0000000000000000000000000000000000000000000000000000000000000001"
	textOrder   = "7237005577332262213973186563042994240857116359379907606001950938285454250989"
)

func TestPointsAreRefusedInEverySpellingButOne(t *testing.T) {
	torsion, err := new(edwards25519.Point).SetBytes(reversed(t, "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"))
	if err != nil {
		t.Fatal(err)
	}
	mixed := new(edwards25519.Point).Add(torsion, edwards25519.NewGeneratorPoint())
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"empty":                       {"", ErrNotCanonical},
		"short":                       {textG[1:], ErrNotCanonical},
		"long":                        {textG + "0", ErrNotCanonical},
		"upper case":                  {"E666666666666666666666666666666666666666666666666666666666666658", ErrNotCanonical},
		"not hex":                     {strings.Replace(textG, "58", "5g", 1), ErrNotCanonical},
		"RFC 8032 order of bytes":     {"5866666666666666666666666666666666666666666666666666666666666666", ErrNotInGroup},
		"neutral with a sign":         {"8000000000000000000000000000000000000000000000000000000000000001", ErrNotCanonical},
		"neutral as p+1":              {"7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee", ErrNotCanonical},
		"neutral as p+1 with a sign":  {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee", ErrNotCanonical},
		"p for zero":                  {"7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed", ErrNotCanonical},
		"all ones":                    {strings.Repeat("f", 64), ErrNotCanonical},
		"not on the curve":            {strings.Repeat("0", 63) + "2", ErrNotCanonical},
		"order 2":                     {"7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec", ErrNotInGroup},
		"order 4":                     {strings.Repeat("0", 64), ErrNotInGroup},
		"generator plus order 2":      {text(mixed.Bytes()), ErrNotInGroup},
		"the neutral element":         {textNeutral, nil},
		"the generator":               {textG, nil},
		"the generator with its sign": {"e" + textG[1:], nil},
	} {
		p, err := ParsePoint(test.text)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		if err == nil && p.String() != test.text {
			t.Errorf("%s: reads as %s", name, p)
		}
		var q Point
		if (q.UnmarshalText([]byte(test.text)) == nil) != (test.want == nil) {
			t.Errorf("%s: unmarshalling differs from parsing", name)
		}
	}
	for _, b := range [][]byte{nil, make([]byte, 31), make([]byte, 33)} {
		if _, err := PointFromBytes(b); !errors.Is(err, ErrNotCanonical) {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
}

// reversed are the RFC 8032 bytes of a text form, unchecked.
func reversed(t *testing.T, text string) []byte {
	t.Helper()
	n, ok := new(big.Int).SetString(text, 16)
	if !ok {
		t.Fatal(text)
	}
	b := n.FillBytes(make([]byte, Size))
	for i := range Size / 2 {
		b[i], b[Size-1-i] = b[Size-1-i], b[i]
	}
	return b
}

func TestPointOfEightTorsionTimesMemberIsRefused(t *testing.T) {
	// A point of order 8 added to a member of the group: every equation of a verifier that clears cofactors holds for it.
	eight, err := new(edwards25519.Point).SetBytes(reversed(t, "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"))
	if err != nil {
		t.Fatal(err)
	}
	if new(edwards25519.Point).MultByCofactor(eight).Equal(edwards25519.NewIdentityPoint()) != 1 {
		t.Fatal("the vector is not of small order")
	}
	sum := new(edwards25519.Point).Add(eight, &GPow(Random()).p)
	for _, p := range []*edwards25519.Point{eight, sum} {
		if _, err := PointFromBytes(p.Bytes()); !errors.Is(err, ErrNotInGroup) {
			t.Errorf("%v", err)
		}
	}
}

func TestScalarsAreRefusedInEverySpellingButOne(t *testing.T) {
	q, _ := new(big.Int).SetString(textOrder, 10)
	last := new(big.Int).Sub(q, big.NewInt(1)).String()
	for text, ok := range map[string]bool{
		"0": true, "1": true, last: true,
		"": false, "00": false, "01": false, "-1": false, "+1": false, " 1": false, "1 ": false, "0x1": false, "1e3": false,
		"1_0": false, "١": false, textOrder: false, new(big.Int).Add(q, big.NewInt(5)).String(): false,
		strings.Repeat("1", 77): false,
	} {
		s, err := ParseScalar(text)
		if (err == nil) != ok || (err != nil && !errors.Is(err, ErrNotReduced)) {
			t.Errorf("%q: %v", text, err)
		}
		if err == nil && s.String() != text {
			t.Errorf("%q reads as %s", text, s)
		}
		var u Scalar
		if (u.UnmarshalText([]byte(text)) == nil) != ok {
			t.Errorf("%q: unmarshalling differs from parsing", text)
		}
	}
	little := q.FillBytes(make([]byte, Size))
	for i := range Size / 2 {
		little[i], little[Size-1-i] = little[Size-1-i], little[i]
	}
	for _, b := range [][]byte{nil, make([]byte, 31), make([]byte, 33), little} {
		if _, err := ScalarFromBytes(b); !errors.Is(err, ErrNotReduced) {
			t.Errorf("%x: %v", b, err)
		}
	}
}

func TestRoundTrips(t *testing.T) {
	for range 50 {
		s := Random()
		again, err := ParseScalar(s.String())
		if err != nil || !again.Equal(s) {
			t.Fatalf("scalar %s: %v", s, err)
		}
		if again, err = ScalarFromBytes(s.Bytes()); err != nil || !again.Equal(s) {
			t.Fatalf("scalar %s from bytes: %v", s, err)
		}
		if !FromBig(s.Big()).Equal(s) {
			t.Fatalf("scalar %s through an integer", s)
		}
		p := GPow(s)
		point, err := ParsePoint(p.String())
		if err != nil || !point.Equal(p) || point.String() != p.String() {
			t.Fatalf("point %s: %v", p, err)
		}
		if point, err = PointFromBytes(p.Bytes()); err != nil || !point.Equal(p) {
			t.Fatalf("point %s from bytes: %v", p, err)
		}
	}
}
