package ballot_test

import (
	"errors"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/tally/tallytest"
)

// resign makes the signature fit what was changed, as a malicious voter would.
func resign(m *tallytest.Meeting, b *ballot.Ballot) {
	b.Signature = &ballot.Signature{Hash: b.Hash()}
	b.Signature.Proof = proof.SignBallot(m.Voters[0].Key(m.Election.UUID), b.Signature.Hash)
}

func TestEachFaultHasItsOwnError(t *testing.T) {
	one := group.FromInt(1)
	for name, test := range map[string]struct {
		change func(m *tallytest.Meeting, b *ballot.Ballot)
		signed bool // the change is signed again, so that only its own check can find it
		want   error
	}{
		"nothing":            {func(*tallytest.Meeting, *ballot.Ballot) {}, false, nil},
		"other election":     {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.ElectionHash = ballot.Digest(nil) }, true, ballot.ErrOtherElection},
		"other uuid":         {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.ElectionUUID = "wNpwoo6CbwAadT" }, true, ballot.ErrOtherElection},
		"unknown credential": {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Credential = group.Generator() }, true, ballot.ErrUnknownCredential},
		"neutral credential": {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Credential = group.Neutral() }, true, ballot.ErrUnknownCredential},
		"another's credential": {func(m *tallytest.Meeting, b *ballot.Ballot) {
			b.Credential = group.GPow(m.Voters[1].Key(m.Election.UUID))
		}, true, ballot.ErrSignature},
		"no signature":   {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Signature = nil }, false, ballot.ErrSignature},
		"signature hash": {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Signature.Hash = ballot.Digest(nil) }, false, ballot.ErrSignature},
		"signature response": {func(_ *tallytest.Meeting, b *ballot.Ballot) {
			b.Signature.Proof.Response = b.Signature.Proof.Response.Add(one)
		}, false, ballot.ErrSignature},
		"unsigned change": {func(_ *tallytest.Meeting, b *ballot.Ballot) {
			b.Answers[0].Choices[0].Beta = b.Answers[0].Choices[0].Beta.Mul(group.Generator())
		}, false, ballot.ErrSignature},
		"a hundred votes": {func(_ *tallytest.Meeting, b *ballot.Ballot) {
			b.Answers[0].Choices[1].Beta = b.Answers[0].Choices[1].Beta.Mul(group.GPow(group.FromInt(99)))
		}, true, ballot.ErrProof},
		"individual proof": {func(_ *tallytest.Meeting, b *ballot.Ballot) {
			b.Answers[1].IndividualProofs[2][0].Challenge = b.Answers[1].IndividualProofs[2][0].Challenge.Add(one)
		}, true, ballot.ErrProof},
		"overall proof": {func(_ *tallytest.Meeting, b *ballot.Ballot) {
			b.Answers[1].OverallProof[1].Response = b.Answers[1].OverallProof[1].Response.Add(one)
		}, true, ballot.ErrProof},
		"blank proof": {func(_ *tallytest.Meeting, b *ballot.Ballot) {
			b.Answers[0].BlankProof[0].Response = b.Answers[0].BlankProof[0].Response.Add(one)
		}, true, ballot.ErrProof},
		"answers swapped":     {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers[0], b.Answers[1] = b.Answers[1], b.Answers[0] }, true, nil},
		"choices swapped":     {swapChoices, true, ballot.ErrProof},
		"an answer too few":   {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers = b.Answers[:1] }, true, ballot.ErrShape},
		"an answer too many":  {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers = append(b.Answers, b.Answers[0]) }, true, ballot.ErrShape},
		"no answers":          {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers = nil }, true, ballot.ErrShape},
		"no blank proof":      {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers[0].BlankProof = nil }, true, ballot.ErrShape},
		"a choice too few":    {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers[0].Choices = b.Answers[0].Choices[:4] }, true, ballot.ErrShape},
		"no individual proof": {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers[0].IndividualProofs = nil }, true, ballot.ErrShape},
		"no overall proof":    {func(_ *tallytest.Meeting, b *ballot.Ballot) { b.Answers[0].OverallProof = nil }, true, ballot.ErrProof},
	} {
		m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 2})
		b := m.Ballot(t, 0, 1, voter.Blank)
		test.change(m, b)
		if test.signed {
			resign(m, b)
		}
		err := b.Verify(m.Election, m.Credentials)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

func swapChoices(_ *tallytest.Meeting, b *ballot.Ballot) {
	a := &b.Answers[0]
	a.Choices[1], a.Choices[2] = a.Choices[2], a.Choices[1]
	a.IndividualProofs[1], a.IndividualProofs[2] = a.IndividualProofs[2], a.IndividualProofs[1]
}

// TestNobodyCopiesAnAnswer signs another's answers with one's own credential: the proofs are bound to the other's.
func TestNobodyCopiesAnAnswer(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Blank: true, Voters: 2})
	b := m.Ballot(t, 0, 1)
	b.Answers = m.Ballot(t, 1, 2).Answers
	resign(m, b)
	if err := b.Verify(m.Election, m.Credentials); !errors.Is(err, ballot.ErrProof) {
		t.Errorf("%v", err)
	}
}

func TestOneSpellingOnly(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Blank: true, Voters: 1})
	b := m.Ballot(t, 0, 1)
	raw := string(b.Encode())
	again, err := ballot.Parse([]byte(raw))
	if err != nil || again.Tracker() != b.Tracker() || b.Tracker() != ballot.Digest([]byte(raw)) {
		t.Fatalf("%v", err)
	}
	if err := again.Verify(m.Election, m.Credentials); err != nil {
		t.Errorf("parsed ballot: %v", err)
	}
	alpha := `"alpha":"` + b.Answers[0].Choices[0].Alpha.String() + `"`
	beta := `"beta":"` + b.Answers[0].Choices[0].Beta.String() + `"`
	challenge := b.Answers[0].BlankProof[0].Challenge
	for name, change := range map[string][2]string{
		"a newline at the end": {raw, raw + "\n"},
		"spaces":               {`,"answers"`, `, "answers"`},
		"members in order":     {alpha + "," + beta, beta + "," + alpha},
		"an extra member":      {alpha, alpha + `,"gamma":"1"`},
		"a member twice":       {alpha, alpha + "," + alpha},
		"upper case":           {alpha, strings.ToUpper(alpha[9:]) + alpha},
		"zeros before":         {`"` + challenge.String() + `"`, `"0` + challenge.String() + `"`},
		"plus q": {`"` + challenge.String() + `"`,
			`"` + challenge.Big().Add(challenge.Big(), group.FromInt(-1).Big().Add(group.FromInt(-1).Big(), group.FromInt(1).Big())).String() + `"`},
		"a number for text":   {`"` + challenge.String() + `"`, challenge.String()},
		"empty blank proof":   {raw, strings.Replace(raw, `]}],"signature"`, `],"blank_proof":[]}],"signature"`, 1)},
		"escaped characters":  {`"alpha"`, `"\u0061lpha"`},
		"no credential":       {`"credential":"` + b.Credential.String() + `",`, ``},
		"another word before": {raw, `"x"` + raw},
	} {
		if !strings.Contains(raw, change[0]) {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := ballot.Parse([]byte(strings.Replace(raw, change[0], change[1], 1))); !errors.Is(err, ballot.ErrNotCanonical) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b.Signature = nil
	if _, err := ballot.Parse(b.Encode()); !errors.Is(err, ballot.ErrSignature) {
		t.Errorf("unsigned: %v", err)
	}
}
