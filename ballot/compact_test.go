package ballot_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/group"
	"phieukin/tally/tallytest"
)

func TestCompactRoundTrip(t *testing.T) {
	for _, blank := range []bool{false, true} {
		for _, answers := range []int{2, 4, 7} {
			m := tallytest.New(t, tallytest.Options{Questions: 3, Answers: answers, Blank: blank, Voters: 1})
			choices := []int{0, answers - 1, 1}
			if blank {
				choices[1] = voter.Blank
			}
			b := m.Ballot(t, 0, choices...)
			compact := b.Compact()
			// 32 bytes for each of: election, credential, two a ciphertext, four an individual proof, the overall proof
			// of one or two branches, the blank proof of two, the signature's three.
			n, words := answers, 2
			if blank {
				n, words = answers+1, 4+4
			}
			if want := 32 * (2 + 3*(6*n+words) + 3); len(compact) != want || m.Election.CompactSize() != want {
				t.Errorf("blank %v, %d answers: %d bytes, CompactSize %d, want %d", blank, answers, len(compact), m.Election.CompactSize(), want)
			}
			again, err := ballot.FromCompact(m.Election, compact)
			if err != nil {
				t.Errorf("blank %v, %d answers: %v", blank, answers, err)
				continue
			}
			if !bytes.Equal(again.Encode(), b.Encode()) || !bytes.Equal(again.Compact(), compact) {
				t.Errorf("blank %v, %d answers: another ballot came back", blank, answers)
			}
			if err := again.Verify(m.Election, m.Credentials); err != nil {
				t.Errorf("blank %v, %d answers: %v", blank, answers, err)
			}
		}
	}
}

func TestCompactIsInTheOrderOfTheJSON(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Blank: true, Voters: 1})
	b := m.Ballot(t, 0, 2)
	compact := b.Compact()
	word := func(i int) []byte { return compact[32*i : 32*i+32] }
	a := b.Answers[0]
	for i, want := range map[int][]byte{
		1:  b.Credential.Bytes(),
		2:  a.Choices[0].Alpha.Bytes(),
		3:  a.Choices[0].Beta.Bytes(),
		11: a.Choices[4].Beta.Bytes(),
		12: a.IndividualProofs[0][0].Challenge.Bytes(),
		13: a.IndividualProofs[0][0].Response.Bytes(),
		14: a.IndividualProofs[0][1].Challenge.Bytes(),
		31: a.IndividualProofs[4][1].Response.Bytes(),
		32: a.OverallProof[0].Challenge.Bytes(),
		35: a.OverallProof[1].Response.Bytes(),
		36: a.BlankProof[0].Challenge.Bytes(),
		39: a.BlankProof[1].Response.Bytes(),
		41: b.Signature.Proof.Challenge.Bytes(),
		42: b.Signature.Proof.Response.Bytes(),
	} {
		if !bytes.Equal(word(i), want) {
			t.Errorf("word %d is %x, want %x", i, word(i), want)
		}
	}
}

func TestCompactRefusals(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 1})
	other := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 1})
	compact := m.Ballot(t, 0, 2).Compact()
	set := func(word int, with []byte) []byte {
		return slices.Replace(bytes.Clone(compact), 32*word, 32*word+32, with...)
	}
	order, neutralSigned, smallOrder := make([]byte, 32), make([]byte, 32), make([]byte, 32)
	copy(order, group.FromInt(-1).Bytes())
	order[0]++ // q-1 ends in a byte below 255
	neutralSigned[0], neutralSigned[31] = 1, 0x80
	last := len(compact)/32 - 1
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"empty":                           {nil, ballot.ErrLength},
		"a byte short":                    {compact[1:], ballot.ErrLength},
		"a byte long":                     {append(bytes.Clone(compact), 0), ballot.ErrLength},
		"twice":                           {append(bytes.Clone(compact), compact...), ballot.ErrLength},
		"of another election":             {other.Ballot(t, 0, 2).Compact(), ballot.ErrOtherElection},
		"credential of small order":       {set(1, smallOrder), group.ErrNotInGroup},
		"alpha of small order":            {set(2, smallOrder), group.ErrNotInGroup},
		"beta not canonical":              {set(3, neutralSigned), group.ErrNotCanonical},
		"point off the curve":             {set(3, append([]byte{2}, make([]byte, 31)...)), group.ErrNotCanonical},
		"last question's point":           {set(2+38+1, smallOrder), group.ErrNotInGroup},
		"challenge q":                     {set(12, order), group.ErrNotReduced},
		"response above q":                {set(13, bytes.Repeat([]byte{255}, 32)), group.ErrNotReduced},
		"signature's challenge above q":   {set(last-1, order), group.ErrNotReduced},
		"signature's response above q":    {set(last, bytes.Repeat([]byte{255}, 32)), group.ErrNotReduced},
		"everything zero after the hash":  {append(compact[:32:32], make([]byte, len(compact)-32)...), group.ErrNotInGroup},
		"point and scalar: the first one": {slices.Concat(compact[:64], smallOrder, compact[96:384], order, compact[416:]), group.ErrNotInGroup},
	} {
		b, err := ballot.FromCompact(m.Election, test.data)
		if !errors.Is(err, test.want) || b != nil {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	// What parses but was changed on the way is caught by the signature, whose hash is part of the bytes.
	for _, word := range []int{12, 39, last - 2, last} {
		b, err := ballot.FromCompact(m.Election, set(word, group.Random().Bytes()))
		if err != nil {
			t.Errorf("word %d: %v", word, err)
		} else if err := b.VerifySignature(m.Election, m.Credentials); !errors.Is(err, ballot.ErrSignature) {
			t.Errorf("word %d: %v", word, err)
		}
	}
}
