package ballot

import (
	"encoding/base64"
	"errors"

	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
)

// The compact form is what travels and is stored, inside an envelope: the election hash, the credential, then every
// point and scalar as 32 bytes in the order of the ballot's JSON, the signature's hash included. Nothing in it is
// free, so its length follows from the election and the canonical JSON can be rebuilt from it. Scalars and points are
// little-endian, as RFC 8032 writes them.

// ErrLength says that a compact ballot does not have its election's length.
var ErrLength = errors.New("ballot does not have the election's length")

// CompactSize is the exact length of a compact ballot in bytes.
func (e *Election) CompactSize() int {
	words := 2 + 3
	for _, q := range e.Questions {
		n := q.Ciphertexts()
		words += 2*n + 4*n + 2*overallProofs(q)
		if q.Blank {
			words += 4
		}
	}
	return words * group.Size
}

func overallProofs(q Question) int {
	n := q.Max - q.Min + 1
	if q.Blank {
		n++
	}
	return n
}

// Compact writes the compact form. The ballot must be well-formed for its election.
func (b *Ballot) Compact() []byte {
	out := append(rawDigest(b.ElectionHash), b.Credential.Bytes()...)
	write := func(proofs []proof.Proof) {
		for _, p := range proofs {
			out = append(append(out, p.Challenge.Bytes()...), p.Response.Bytes()...)
		}
	}
	for _, a := range b.Answers {
		for _, c := range a.Choices {
			out = append(append(out, c.Alpha.Bytes()...), c.Beta.Bytes()...)
		}
		for _, pair := range a.IndividualProofs {
			write(pair)
		}
		write(a.OverallProof)
		write(a.BlankProof)
	}
	out = append(out, rawDigest(b.Signature.Hash)...)
	write([]proof.Proof{b.Signature.Proof})
	return out
}

// FromCompact rebuilds a ballot from its compact form. Its errors are ErrLength, ErrOtherElection and those of the
// group's parsers; whether the signature covers the rebuilt JSON is for VerifySignature to say.
func FromCompact(e *Election, data []byte) (*Ballot, error) {
	if len(data) != e.CompactSize() {
		return nil, ErrLength
	}
	r := reader{data: data}
	b := &Ballot{ElectionUUID: e.UUID, ElectionHash: r.digest()}
	if b.ElectionHash != e.Fingerprint {
		return nil, ErrOtherElection
	}
	b.Credential = r.point()
	for _, q := range e.Questions {
		n := q.Ciphertexts()
		a := Answer{}
		for range n {
			a.Choices = append(a.Choices, elgamal.Ciphertext{Alpha: r.point(), Beta: r.point()})
		}
		for range n {
			a.IndividualProofs = append(a.IndividualProofs, r.proofs(2))
		}
		a.OverallProof = r.proofs(overallProofs(q))
		if q.Blank {
			a.BlankProof = r.proofs(2)
		}
		if r.err != nil {
			return nil, r.err
		}
		b.Answers = append(b.Answers, a)
	}
	b.Signature = &Signature{Hash: r.digest(), Proof: r.proofs(1)[0]}
	if r.err != nil {
		return nil, r.err
	}
	return b, nil
}

// reader takes words of 32 bytes and keeps the first error. The length was checked before.
type reader struct {
	data []byte
	err  error
}

func (r *reader) word() []byte {
	w := r.data[:group.Size]
	r.data = r.data[group.Size:]
	return w
}

func (r *reader) digest() string { return base64.RawStdEncoding.EncodeToString(r.word()) }

func (r *reader) point() *group.Point {
	w := r.word()
	if r.err != nil {
		return nil
	}
	p, err := group.PointFromBytes(w)
	r.err = err
	return p
}

func (r *reader) scalar() *group.Scalar {
	s, err := group.ScalarFromBytes(r.word())
	if r.err == nil {
		r.err = err
	}
	return s
}

func (r *reader) proofs(n int) []proof.Proof {
	out := make([]proof.Proof, n)
	for i := range out {
		out[i] = proof.Proof{Challenge: r.scalar(), Response: r.scalar()}
	}
	return out
}

func rawDigest(text string) []byte {
	raw, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(raw) != group.Size {
		panic("ballot: internal error: digest of a well-formed ballot")
	}
	return raw
}
