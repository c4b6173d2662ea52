package record_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
)

// attack is one teller who also casts the last ballot, and shapes its randomness so that its part of the opening may be
// shifted by any amounts and still carry proofs that Belenios accepts (section 18.1 of the protocol).
type attack struct {
	m       *tallytest.Meeting
	owner   int
	a, c    []*group.Scalar
	d       []int64 // how much each choice of the only question loses
	ballots []*ballot.Ballot
}

// play lets everybody but the last voter choose the lowest level, then the teller votes the same and prepares to
// announce all votes but one for the highest.
func play(t *testing.T, foreign bool) *attack {
	const voters = 7
	m := tallytest.New(t, tallytest.Options{Voters: voters, Tellers: 2, Quorum: 3, Foreign: foreign})
	at := &attack{m: m, owner: 2, d: []int64{-(voters - 1), 0, 0, voters - 1}}
	rest := tally.Zero(m.Election)
	for who := range voters - 1 {
		b := m.Ballot(t, who, 3)
		at.ballots = append(at.ballots, b)
		rest = rest.AddBallot(b, 1)
	}
	prefix := tally.DecryptionPrefix(m.Election.Fingerprint, group.GPow(m.Secret(at.owner)))
	var rs []*group.Scalar
	for j, c := range rest[0] {
		a, b := group.Random(), group.Random()
		challenge := group.Hash(prefix, group.GPow(a), c.Alpha.Pow(a).Mul(group.GPow(b)))
		at.a, at.c = append(at.a, a), append(at.c, challenge)
		rs = append(rs, b.Sub(group.FromInt(at.d[j]).Mul(challenge)).Mul(a.Inverse()))
	}
	last := shaped(m, voters-1, 3, rs)
	if err := last.Verify(m.Election, m.Credentials); err != nil {
		t.Fatalf("the shaped ballot is not valid: %v", err)
	}
	at.ballots = append(at.ballots, last)
	return at
}

// shaped makes a valid ballot with chosen randomness.
func shaped(m *tallytest.Meeting, who, choice int, rs []*group.Scalar) *ballot.Ballot {
	secret, y := m.Voters[who].Key(m.Election.UUID), m.Election.PublicKey
	b := &ballot.Ballot{ElectionUUID: m.Election.UUID, ElectionHash: m.Election.Fingerprint, Credential: group.GPow(secret)}
	context := m.Election.Fingerprint + "|" + b.Credential.String()
	var answer ballot.Answer
	sum := group.FromInt(0)
	for i, r := range rs {
		c, truth := elgamal.Ciphertext{Alpha: group.GPow(r), Beta: y.Pow(r)}, 0
		if i == choice {
			c.Beta, truth = c.Beta.Mul(group.Generator()), 1
		}
		prefix := "prove|" + context + "|" + c.Alpha.String() + "," + c.Beta.String() + "|"
		answer.Choices = append(answer.Choices, c)
		answer.IndividualProofs = append(answer.IndividualProofs, proof.NewPair(y).Finish(prefix, truth, r, r, truth == 1))
		sum = sum.Add(r)
	}
	total := elgamal.Sum(answer.Choices...)
	prefix := "prove|" + ballot.QuestionContext(context, answer.Choices) + "|" + total.Alpha.String() + "," + total.Beta.String() + "|"
	answer.OverallProof = proof.NewSole(y).Finish(prefix, sum)
	b.Answers = []ballot.Answer{answer}
	b.Signature = &ballot.Signature{Hash: b.Hash()}
	b.Signature.Proof = proof.SignBallot(secret, b.Signature.Hash)
	return b
}

// part is the shifted part: alpha^x g^d with the proof (c, a - xc).
func (at *attack) part(total tally.Encrypted) *tally.Partial {
	x := at.m.Secret(at.owner)
	p := &tally.Partial{Factors: make([][]*group.Point, 1), Proofs: make([][]proof.Proof, 1)}
	for j, c := range total[0] {
		p.Factors[0] = append(p.Factors[0], c.Alpha.Pow(x).Mul(group.GPow(group.FromInt(at.d[j]))))
		p.Proofs[0] = append(p.Proofs[0], proof.Proof{Challenge: at.c[j], Response: at.a[j].Sub(x.Mul(at.c[j]))})
	}
	return p
}

// publish writes the record with the other teller's honest part and the attacker's, and returns what it announces.
func (at *attack) publish(t *testing.T, box *tallytest.Box, part *tally.Partial) ([]byte, tally.Result) {
	t.Helper()
	parts := map[int]*tally.Partial{1: at.m.Part(1, box.Total), 2: part}
	result, err := tally.Combine(at.m.Trustees, parts, box.Total, 7)
	if err != nil {
		t.Fatal(err)
	}
	w := at.m.Close(at.ballots...).Writer
	w.Partial(1, encode(parts[1]))
	w.Partial(2, encode(part))
	w.Result(result)
	return w.Bytes(), result
}

const truth, lie = `{"result":[[0,0,0,7]]}`, `{"result":[[6,0,0,1]]}`

// TestAttackPassesPlainProofs shows that the attack is real: as a foreign record, all of Belenios' checks hold and the
// announced result is false.
func TestAttackPassesPlainProofs(t *testing.T) {
	at := play(t, true)
	box := at.m.Close(at.ballots...)
	part := at.part(box.Total)
	if err := part.Verify(at.m.Election, at.m.Trustees, at.owner, box.Total, false); err != nil {
		t.Fatalf("the plain proofs do not hold: %v", err)
	}
	data, result := at.publish(t, box, part)
	if string(result.Encode()) != lie {
		t.Fatalf("announced %v", result)
	}
	report, err := record.Verify(data, nil)
	if err != nil || !report.Valid() || report.Kind != record.KindForeign || !slices.Contains(report.Warnings, record.WarnUnbound) {
		t.Errorf("%+v, %v", report, err)
	}
	if _, honest := at.publish(t, box, at.m.Part(2, box.Total)); string(honest.Encode()) != truth {
		t.Errorf("the honest part opens %v", honest)
	}
}

// TestAttackOnOurKindIsRefused plays the same against a record of our kind, with every bound proof that the attacker
// could think of.
func TestAttackOnOurKindIsRefused(t *testing.T) {
	at := play(t, false)
	box := at.m.Close(at.ballots...)
	x := at.m.Secret(at.owner)
	public, hash := group.GPow(x), ballot.HexDigest(box.Total.Encode())
	honest := at.m.Part(at.owner, box.Total)
	plain := at.part(box.Total)
	if err := plain.Verify(at.m.Election, at.m.Trustees, at.owner, box.Total, false); err != nil {
		t.Fatalf("the plain proofs do not hold, so this shows nothing of the bound ones: %v", err)
	}
	for name, test := range map[string]struct {
		bound func(j int, c elgamal.Ciphertext) proof.Proof
		want  error
	}{
		"none":              {nil, tally.ErrUnbound},
		"the plain proofs":  {func(j int, _ elgamal.Ciphertext) proof.Proof { return plain.Proofs[0][j] }, tally.ErrPartialProof},
		"an honest opening": {func(j int, _ elgamal.Ciphertext) proof.Proof { return honest.BoundProofs[0][j] }, tally.ErrPartialProof},
		"made for the shifted factor": {func(j int, c elgamal.Ciphertext) proof.Proof {
			return proof.Decryption(tally.BoundPrefix(at.m.Election.Fingerprint, hash, at.owner, public, 0, j, c.Alpha, plain.Factors[0][j]), x, c.Alpha)
		}, tally.ErrPartialProof},
		"the prepared commitments": {func(j int, c elgamal.Ciphertext) proof.Proof {
			prefix := tally.BoundPrefix(at.m.Election.Fingerprint, hash, at.owner, public, 0, j, c.Alpha, plain.Factors[0][j])
			response := at.a[j].Sub(x.Mul(at.c[j]))
			challenge := group.Hash(prefix, group.GPow(at.a[j]), group.Commit(c.Alpha, response, plain.Factors[0][j], at.c[j]))
			return proof.Proof{Challenge: challenge, Response: at.a[j].Sub(x.Mul(challenge))}
		}, tally.ErrPartialProof},
	} {
		part := *plain
		if test.bound != nil {
			part.BoundProofs = make([][]proof.Proof, 1)
			for j, c := range box.Total[0] {
				part.BoundProofs[0] = append(part.BoundProofs[0], test.bound(j, c))
			}
		}
		if err := part.Verify(at.m.Election, at.m.Trustees, at.owner, box.Total, true); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		data, result := at.publish(t, box, &part)
		if string(result.Encode()) != lie {
			t.Fatalf("%s: announced %v", name, result)
		}
		report, err := record.Verify(data, at.m.Setup.Manifest)
		if err != nil || report.Valid() || report.Failures[0].Code != "decryption" || report.Failures[0].Place != "trustee 2" {
			t.Errorf("%s: %+v, %v", name, report, err)
		}
	}
	data, result := at.publish(t, box, honest)
	report, err := record.Verify(data, at.m.Setup.Manifest)
	if err != nil || !report.Valid() || string(result.Encode()) != truth || strings.Join(report.Warnings, "") != "" {
		t.Errorf("opened honestly: %+v, %v", report, err)
	}
}
