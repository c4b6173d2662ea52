package ballot

import (
	"errors"
	"fmt"

	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
)

// Ballot is one voter's encrypted choices with the proofs that they are lawful, signed by a credential.
type Ballot struct {
	ElectionUUID string       `json:"election_uuid"`
	ElectionHash string       `json:"election_hash"`
	Credential   *group.Point `json:"credential"`
	Answers      []Answer     `json:"answers"`
	Signature    *Signature   `json:"signature,omitempty"`
}

// Answer is one question's ciphertexts and proofs. With blank, ciphertext 0 is the blank choice.
type Answer struct {
	Choices          []elgamal.Ciphertext `json:"choices"`
	IndividualProofs [][]proof.Proof      `json:"individual_proofs"`
	OverallProof     []proof.Proof        `json:"overall_proof"`
	BlankProof       []proof.Proof        `json:"blank_proof,omitempty"`
}

// Signature binds the rest of the ballot to its credential.
type Signature struct {
	Hash  string      `json:"hash"`
	Proof proof.Proof `json:"proof"`
}

// Why a ballot is refused.
var (
	ErrNotCanonical      = errors.New("ballot is not in canonical form")
	ErrOtherElection     = errors.New("ballot is for another election")
	ErrUnknownCredential = errors.New("ballot is by an unknown credential")
	ErrSignature         = errors.New("ballot signature is wrong")
	ErrProof             = errors.New("ballot proof is wrong")
	ErrShape             = errors.New("ballot does not have the election's shape")
)

// Parse reads a ballot in its one canonical spelling: Belenios' own check leaves the inside of answers free, so one
// ballot would have many spellings and trackers.
func Parse(raw []byte) (*Ballot, error) {
	b := new(Ballot)
	if err := strict.DecodeCanonical(raw, b); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotCanonical, err)
	}
	if b.Signature == nil {
		return nil, fmt.Errorf("%w: no signature", ErrSignature)
	}
	return b, nil
}

// Encode writes the canonical JSON, whose hash is the voter's tracker.
func (b *Ballot) Encode() []byte { return strict.Encode(b) }

// Tracker is b64(SHA-256(canonical JSON)).
func (b *Ballot) Tracker() string { return Digest(b.Encode()) }

// Hash is what the signature signs: the digest of the canonical JSON without the signature member.
func (b *Ballot) Hash() string {
	unsigned := *b
	unsigned.Signature = nil
	return Digest(strict.Encode(unsigned))
}

// VerifySignature checks that the ballot is for this election, by a listed credential, and signed. It costs little,
// so it comes before VerifyProofs.
func (b *Ballot) VerifySignature(e *Election, credentials *Credentials) error {
	if b.ElectionUUID != e.UUID || b.ElectionHash != e.Fingerprint {
		return ErrOtherElection
	}
	if _, known := credentials.Weight(b.Credential); !known {
		return ErrUnknownCredential
	}
	if b.Signature == nil || b.Signature.Hash != b.Hash() ||
		!proof.VerifyBallot(b.Signature.Proof, b.Credential, b.Signature.Hash) {
		return ErrSignature
	}
	return nil
}

// VerifyProofs checks that every answer encrypts a lawful choice.
func (b *Ballot) VerifyProofs(e *Election) error {
	if len(b.Answers) != len(e.Questions) {
		return fmt.Errorf("%w: %d answers to %d questions", ErrShape, len(b.Answers), len(e.Questions))
	}
	context := e.Fingerprint + "|" + b.Credential.String()
	for i, q := range e.Questions {
		if err := b.Answers[i].verify(q, e.PublicKey, context); err != nil {
			return fmt.Errorf("question %d: %w", i+1, err)
		}
	}
	return nil
}

// Verify checks everything.
func (b *Ballot) Verify(e *Election, credentials *Credentials) error {
	if err := b.VerifySignature(e, credentials); err != nil {
		return err
	}
	return b.VerifyProofs(e)
}

func (a *Answer) verify(q Question, y *group.Point, context string) error {
	n := q.Ciphertexts()
	if len(a.Choices) != n || len(a.IndividualProofs) != n || (a.BlankProof != nil) != q.Blank {
		return ErrShape
	}
	for i, c := range a.Choices {
		prefix := "prove|" + context + "|" + c.Alpha.String() + "," + c.Beta.String() + "|"
		branches := []proof.Branch{{Ciphertext: c, Value: 0}, {Ciphertext: c, Value: 1}}
		if !proof.Verify(prefix, y, branches, a.IndividualProofs[i]) {
			return fmt.Errorf("%w: choice %d", ErrProof, i+1)
		}
	}
	all := QuestionContext(context, a.Choices)
	if !q.Blank {
		sum := elgamal.Sum(a.Choices...)
		prefix := "prove|" + all + "|" + sum.Alpha.String() + "," + sum.Beta.String() + "|"
		if !proof.Verify(prefix, y, rangeOf(nil, sum, q), a.OverallProof) {
			return fmt.Errorf("%w: overall", ErrProof)
		}
		return nil
	}
	blank, sum := a.Choices[0], elgamal.Sum(a.Choices[1:]...)
	exclusive := []proof.Branch{{Ciphertext: blank, Value: 0}, {Ciphertext: sum, Value: 0}}
	if !proof.Verify("bproof0|"+all+"|", y, exclusive, a.BlankProof) {
		return fmt.Errorf("%w: blank", ErrProof)
	}
	lawful := rangeOf([]proof.Branch{{Ciphertext: blank, Value: 1}}, sum, q)
	if !proof.Verify("bproof1|"+all+"|", y, lawful, a.OverallProof) {
		return fmt.Errorf("%w: overall", ErrProof)
	}
	return nil
}

// rangeOf appends a branch for each lawful number of choices.
func rangeOf(branches []proof.Branch, sum elgamal.Ciphertext, q Question) []proof.Branch {
	for m := q.Min; m <= q.Max; m++ {
		branches = append(branches, proof.Branch{Ciphertext: sum, Value: int64(m)})
	}
	return branches
}

// QuestionContext is the string S of the specification: the context with every ciphertext of one question.
func QuestionContext(context string, choices []elgamal.Ciphertext) string {
	s := make([]byte, 0, len(context)+len(choices)*4*group.Size+8)
	s = append(s, context...)
	for i, c := range choices {
		sep := byte(',')
		if i == 0 {
			sep = '|'
		}
		s = append(s, sep)
		s = append(s, c.Alpha.String()...)
		s = append(s, ',')
		s = append(s, c.Beta.String()...)
	}
	return string(s)
}
