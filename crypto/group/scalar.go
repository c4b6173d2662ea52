package group

import (
	"math/big"

	"filippo.io/edwards25519"
)

// Scalar is an integer modulo q. Scalars are values that nobody changes after they are made.
type Scalar struct{ s edwards25519.Scalar }

// ParseScalar reads the record's text form: the shortest decimal of an integer in [0, q).
func ParseScalar(text string) (*Scalar, error) {
	if len(text) == 0 || len(text) > 76 || (text[0] == '0' && len(text) > 1) {
		return nil, ErrNotReduced
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return nil, ErrNotReduced
		}
	}
	n, ok := new(big.Int).SetString(text, 10)
	if !ok || n.Cmp(order) >= 0 {
		return nil, ErrNotReduced
	}
	return FromBig(n), nil
}

// ScalarFromBytes reads 32 little-endian bytes of an integer in [0, q).
func ScalarFromBytes(b []byte) (*Scalar, error) {
	r := new(Scalar)
	if _, err := r.s.SetCanonicalBytes(b); err != nil {
		return nil, ErrNotReduced
	}
	return r, nil
}

// FromBig returns n modulo q.
func FromBig(n *big.Int) *Scalar {
	reduced := new(big.Int).Mod(n, order)
	var b [Size]byte
	reduced.FillBytes(b[:])
	for i := range Size / 2 {
		b[i], b[Size-1-i] = b[Size-1-i], b[i]
	}
	r := new(Scalar)
	if _, err := r.s.SetCanonicalBytes(b[:]); err != nil {
		panic("group: internal error: reduced scalar is canonical")
	}
	return r
}

// FromInt returns n modulo q.
func FromInt(n int64) *Scalar { return FromBig(big.NewInt(n)) }

// Bytes returns 32 little-endian bytes.
func (s *Scalar) Bytes() []byte { return s.s.Bytes() }

// Big returns the integer in [0, q).
func (s *Scalar) Big() *big.Int {
	b := s.s.Bytes()
	for i := range Size / 2 {
		b[i], b[Size-1-i] = b[Size-1-i], b[i]
	}
	return new(big.Int).SetBytes(b)
}

// String returns the record's text form.
func (s *Scalar) String() string { return s.Big().String() }

// MarshalText writes the record's text form.
func (s *Scalar) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the record's text form, strictly.
func (s *Scalar) UnmarshalText(text []byte) error {
	o, err := ParseScalar(string(text))
	if err == nil {
		*s = *o
	}
	return err
}

// Add returns s + o.
func (s *Scalar) Add(o *Scalar) *Scalar {
	r := new(Scalar)
	r.s.Add(&s.s, &o.s)
	return r
}

// Sub returns s - o.
func (s *Scalar) Sub(o *Scalar) *Scalar {
	r := new(Scalar)
	r.s.Subtract(&s.s, &o.s)
	return r
}

// Mul returns s * o.
func (s *Scalar) Mul(o *Scalar) *Scalar {
	r := new(Scalar)
	r.s.Multiply(&s.s, &o.s)
	return r
}

// Inverse returns 1/s; s must not be zero.
func (s *Scalar) Inverse() *Scalar {
	r := new(Scalar)
	r.s.Invert(&s.s)
	return r
}

// Equal reports whether both are the same.
func (s *Scalar) Equal(o *Scalar) bool { return s.s.Equal(&o.s) == 1 }

// IsZero reports whether s is zero, which no secret key may be.
func (s *Scalar) IsZero() bool { return s.s.Equal(edwards25519.NewScalar()) == 1 }
