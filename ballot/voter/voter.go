package voter

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"strconv"

	"phieukin/ballot"
	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
)

// Blank is the choice of no answer, where the question allows it.
const Blank = -1

// ErrChoice says that the choices do not fit the election.
var ErrChoice = errors.New("choices do not fit the election")

// Prepared is a ballot's randomness and every point multiplication it needs, made before any choice is known. It makes
// one ballot and is then spent: used twice it would reveal the choices.
type Prepared struct {
	election  *ballot.Election
	questions []preparedQuestion
	spent     bool
}

type preparedQuestion struct {
	r          []*group.Scalar
	alpha, key []*group.Point // g^r, y^r
	individual []*proof.Pair
	overall    *proof.Pair // with blank
	blank      *proof.Pair // with blank
	sole       *proof.Sole // without
}

// Prepare does the work that does not depend on the choices. Only the ciphertexts' randomness comes from a seed, which is
// drawn here and forgotten; proofs' nonces come fresh from the system.
func Prepare(e *ballot.Election) (*Prepared, error) {
	var seed [32]byte
	rand.Read(seed[:])
	p := &Prepared{election: e}
	y := e.PublicKey
	for i, q := range e.Questions {
		if !q.ExactlyOne() {
			return nil, ErrChoice
		}
		var pq preparedQuestion
		for j := range q.Ciphertexts() {
			r := expand(seed, i, j)
			pq.r = append(pq.r, r)
			pq.alpha = append(pq.alpha, group.GPow(r))
			pq.key = append(pq.key, y.Pow(r))
			pq.individual = append(pq.individual, proof.NewPair(y))
		}
		if q.Blank {
			pq.overall, pq.blank = proof.NewPair(y), proof.NewPair(y)
		} else {
			pq.sole = proof.NewSole(y)
		}
		p.questions = append(p.questions, pq)
	}
	return p, nil
}

// expand is r_{q,i}: SHA-256 of the seed and "phieukin-r|" q "," i "|0", then the same with 1, together little-endian, modulo
// the order.
func expand(seed [32]byte, question, choice int) *group.Scalar {
	label := "phieukin-r|" + strconv.Itoa(question) + "," + strconv.Itoa(choice) + "|"
	first := sha256.Sum256(append(seed[:], label+"0"...))
	second := sha256.Sum256(append(seed[:], label+"1"...))
	return group.FromUniform(append(first[:], second[:]...))
}

// Finish makes the ballot for one choice a question: the index of an answer, or Blank. It costs hashes and scalar
// arithmetic only. A second call panics.
func (p *Prepared) Finish(credential Credential, choices []int) (*ballot.Ballot, error) {
	if p.spent {
		panic("voter: internal error: prepared ballot used twice")
	}
	if len(choices) != len(p.questions) {
		return nil, ErrChoice
	}
	for i, q := range p.election.Questions {
		if choices[i] >= len(q.Answers) || choices[i] < Blank || (choices[i] == Blank && !q.Blank) {
			return nil, ErrChoice
		}
	}
	p.spent = true
	secret := credential.Key(p.election.UUID)
	b := &ballot.Ballot{
		ElectionUUID: p.election.UUID, ElectionHash: p.election.Fingerprint, Credential: group.GPow(secret),
	}
	context := p.election.Fingerprint + "|" + b.Credential.String()
	for i, q := range p.election.Questions {
		b.Answers = append(b.Answers, p.questions[i].answer(q, context, choices[i]))
	}
	hash := b.Hash()
	b.Signature = &ballot.Signature{Hash: hash, Proof: proof.SignBallot(secret, hash)}
	p.questions = nil
	return b, nil
}

func (p *preparedQuestion) answer(q ballot.Question, context string, choice int) ballot.Answer {
	chosen := choice
	if q.Blank {
		chosen++
	}
	var a ballot.Answer
	sum := group.FromInt(0)
	for i, r := range p.r {
		c := elgamal.Ciphertext{Alpha: p.alpha[i], Beta: p.key[i]}
		truth := 0
		if i == chosen {
			c.Beta, truth = c.Beta.Mul(group.Generator()), 1
		}
		a.Choices = append(a.Choices, c)
		prefix := "prove|" + context + "|" + c.Alpha.String() + "," + c.Beta.String() + "|"
		a.IndividualProofs = append(a.IndividualProofs, p.individual[i].Finish(prefix, truth, r, r, truth == 1))
		if i > 0 || !q.Blank {
			sum = sum.Add(r)
		}
	}
	all := ballot.QuestionContext(context, a.Choices)
	if !q.Blank {
		total := elgamal.Sum(a.Choices...)
		a.OverallProof = p.sole.Finish("prove|"+all+"|"+total.Alpha.String()+","+total.Beta.String()+"|", sum)
		return a
	}
	// Branch 0 speaks of the blank ciphertext, branch 1 of the sum of the others.
	if choice == Blank {
		a.BlankProof = p.blank.Finish("bproof0|"+all+"|", 1, sum, p.r[0], true)
		a.OverallProof = p.overall.Finish("bproof1|"+all+"|", 0, p.r[0], sum, false)
	} else {
		a.BlankProof = p.blank.Finish("bproof0|"+all+"|", 0, p.r[0], sum, true)
		a.OverallProof = p.overall.Finish("bproof1|"+all+"|", 1, sum, p.r[0], false)
	}
	return a
}
