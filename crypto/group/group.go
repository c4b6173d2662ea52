// Package group is the group "Ed25519" of Belenios, crypto version 1: the prime-order subgroup of edwards25519,
// written multiplicatively, and the integers modulo its order q.
//
// A Point or a Scalar that came out of this package is always canonical and, for a Point, always in the subgroup of
// order q: the parsers refuse everything else, so no other package has to check again. Text forms are those of the
// record: a point is 64 lower-case hex digits of its RFC 8032 bytes in reverse order, a scalar is its shortest decimal.
package group

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"

	"filippo.io/edwards25519"
)

// Name is the group's name in an election.
const Name = "Ed25519"

// Size is the length in bytes of an encoded point and of an encoded scalar.
const Size = 32

// Why a point or a scalar is refused.
var (
	ErrNotCanonical = errors.New("point is not in canonical form")
	ErrNotInGroup   = errors.New("point is not in the group of prime order")
	ErrNotReduced   = errors.New("scalar is not a reduced decimal")
)

// Order is q = 2^252 + 27742317777372353535851937790883648493.
var order, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)

// Point is an element of the group. Points are values that nobody changes after they are made.
type Point struct {
	p edwards25519.Point
	// text is the text form where the point was read from outside: it is hashed several times for each proof.
	text string
}

// Generator returns g, the base point of RFC 8032.
func Generator() *Point { return &Point{p: *edwards25519.NewGeneratorPoint()} }

// Neutral returns the neutral element.
func Neutral() *Point { return &Point{p: *edwards25519.NewIdentityPoint()} }

// ParsePoint reads the record's text form: 64 lower-case hex digits.
func ParsePoint(text string) (*Point, error) {
	if len(text) != 2*Size {
		return nil, ErrNotCanonical
	}
	var b [Size]byte
	for i := range Size {
		high, low := nibble(text[2*i]), nibble(text[2*i+1])
		if high > 15 || low > 15 {
			return nil, ErrNotCanonical
		}
		b[Size-1-i] = high<<4 | low
	}
	return PointFromBytes(b[:])
}

func nibble(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	}
	return 255
}

// PointFromBytes reads the 32 bytes of RFC 8032. The library accepts non-canonical encodings and points of small
// order, so both are checked here: a verifier without the second check accepts ballots whose challenge was ground
// modulo the cofactor.
func PointFromBytes(b []byte) (*Point, error) {
	p, err := new(edwards25519.Point).SetBytes(b)
	if err != nil || string(p.Bytes()) != string(b) {
		return nil, ErrNotCanonical
	}
	// [q-1]P + P is neutral exactly when P is in the subgroup; the library multiplies by the integer q-1 itself.
	sum := new(edwards25519.Point).VarTimeDoubleScalarBaseMult(minusOne, p, zero)
	if sum.Add(sum, p).Equal(neutral) != 1 {
		return nil, ErrNotInGroup
	}
	return &Point{p: *p, text: text(b)}, nil
}

// text is the record's form: the bytes in reverse order as lower-case hex.
func text(b []byte) string {
	const digits = "0123456789abcdef"
	var out [2 * Size]byte
	for i, c := range b {
		at := 2 * (Size - 1 - i)
		out[at], out[at+1] = digits[c>>4], digits[c&15]
	}
	return string(out[:])
}

var (
	zero     = edwards25519.NewScalar()
	minusOne = edwards25519.NewScalar().Subtract(zero, one())
	neutral  = edwards25519.NewIdentityPoint()
)

func one() *edwards25519.Scalar {
	b := [Size]byte{1}
	s, err := edwards25519.NewScalar().SetCanonicalBytes(b[:])
	if err != nil {
		panic("group: internal error: one is canonical")
	}
	return s
}

// Bytes returns the 32 bytes of RFC 8032.
func (p *Point) Bytes() []byte { return p.p.Bytes() }

// String returns the record's text form.
func (p *Point) String() string {
	if p.text != "" {
		return p.text
	}
	return text(p.p.Bytes())
}

// MarshalText writes the record's text form.
func (p *Point) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the record's text form, strictly.
func (p *Point) UnmarshalText(text []byte) error {
	q, err := ParsePoint(string(text))
	if err == nil {
		*p = *q
	}
	return err
}

// Equal reports whether both are the same element.
func (p *Point) Equal(o *Point) bool { return p.p.Equal(&o.p) == 1 }

// IsNeutral reports whether p is the neutral element, which no key may be.
func (p *Point) IsNeutral() bool { return p.p.Equal(neutral) == 1 }

// Mul returns the group operation of p and o.
func (p *Point) Mul(o *Point) *Point {
	r := new(Point)
	r.p.Add(&p.p, &o.p)
	return r
}

// Div returns p times the inverse of o.
func (p *Point) Div(o *Point) *Point {
	r := new(Point)
	r.p.Subtract(&p.p, &o.p)
	return r
}

// Pow returns p^s in constant time: use it where s is secret.
func (p *Point) Pow(s *Scalar) *Point {
	r := new(Point)
	r.p.ScalarMult(&s.s, &p.p)
	return r
}

// GPow returns g^s in constant time.
func GPow(s *Scalar) *Point {
	r := new(Point)
	r.p.ScalarBaseMult(&s.s)
	return r
}

// CommitG returns g^response * p^challenge in variable time: for the verification of public values only.
func CommitG(response *Scalar, p *Point, challenge *Scalar) *Point {
	r := new(Point)
	r.p.VarTimeDoubleScalarBaseMult(&challenge.s, &p.p, &response.s)
	return r
}

// Commit returns base^response * p^challenge in variable time: for the verification of public values only.
func Commit(base *Point, response *Scalar, p *Point, challenge *Scalar) *Point {
	r := new(Point)
	r.p.VarTimeMultiScalarMult([]*edwards25519.Scalar{&response.s, &challenge.s}, []*edwards25519.Point{&base.p, &p.p})
	return r
}

// Product returns the product of the points, neutral for none.
func Product(points ...*Point) *Point {
	r := Neutral()
	for _, p := range points {
		r.p.Add(&r.p, &p.p)
	}
	return r
}

// Hash is H(prefix; points) of the specification: SHA-256 over the prefix and the points' texts joined by commas,
// read as a big-endian integer and reduced modulo q.
func Hash(prefix string, points ...*Point) *Scalar {
	preimage := make([]byte, 0, len(prefix)+len(points)*(2*Size+1))
	preimage = append(preimage, prefix...)
	for i, p := range points {
		if i > 0 {
			preimage = append(preimage, ',')
		}
		preimage = append(preimage, p.String()...)
	}
	sum := sha256.Sum256(preimage)
	return FromBig(new(big.Int).SetBytes(sum[:]))
}

// Random returns a scalar uniform in [0, q) from the system's randomness.
func Random() *Scalar {
	var b [64]byte
	rand.Read(b[:]) // never fails: the runtime aborts the program instead
	return FromUniform(b[:])
}

// FromUniform reads 64 uniform bytes, little-endian, modulo q.
func FromUniform(b []byte) *Scalar {
	r := new(Scalar)
	if _, err := r.s.SetUniformBytes(b); err != nil {
		panic(fmt.Sprintf("group: internal error: %v", err))
	}
	return r
}
