package threshold_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

const uuid = "Q5V7oUSV4CdWW7"

// rounds makes all messages of an honest 1-of-2 ceremony. The shares are empty age files: only their openers look inside.
func rounds(t *testing.T) map[threshold.Round][][]byte {
	t.Helper()
	terms := threshold.Terms{UUID: uuid, Size: 2, Threshold: 1}
	var keys, constants []*group.Scalar
	var certs []threshold.SignedMessage
	m := map[threshold.Round][][]byte{}
	sign := func(i int, text string) threshold.SignedMessage {
		return threshold.SignedMessage{Message: text, Signature: proof.SignText(keys[i], text)}
	}
	for i := range 2 {
		id, err := envelope.NewIdentity()
		if err != nil {
			t.Fatal(err)
		}
		keys, constants = append(keys, group.Random()), append(constants, group.Random())
		certs = append(certs, sign(i, threshold.CertificateText(terms, i+1, group.GPow(keys[i]), group.GPow(keys[i]))))
		reveal := strict.Encode(threshold.Reveal{
			Certificate: certs[i], Recipient: id.Recipient(), Nonce: fmt.Sprintf("%032d", i),
			RecipientSignature: proof.SignText(keys[i], threshold.RecipientText(uuid, i+1, id.Recipient())),
		})
		m[threshold.RoundReveal] = append(m[threshold.RoundReveal], reveal)
		m[threshold.RoundCommit] = append(m[threshold.RoundCommit], []byte(threshold.Commitment(uuid, reveal)))
	}
	share := constants[0].Add(constants[1])
	for i := range 2 {
		points := []*group.Point{group.GPow(constants[i])}
		m[threshold.RoundDeal] = append(m[threshold.RoundDeal], strict.Encode(threshold.Deal{
			Coefexps:  sign(i, threshold.CoefexpsText(points)),
			Signature: proof.SignText(keys[i], threshold.CertsText(certs, points)),
			Shares:    [][]byte{[]byte("age-encryption.org/v1\n"), []byte("age-encryption.org/v1\n")},
		}))
		signature := proof.SignText(keys[i], group.GPow(share).String())
		m[threshold.RoundKey] = append(m[threshold.RoundKey], strict.Encode(threshold.VerificationKey{
			Proof: proof.Knowledge(share), PublicKey: group.GPow(share), Signature: &signature,
		}))
	}
	return m
}

func newBoard(t *testing.T) *threshold.Board {
	t.Helper()
	b, err := threshold.NewBoard(threshold.Terms{UUID: uuid, Size: 2, Threshold: 1})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// refused checks an error and whom it names.
func refused(t *testing.T, what string, err, want error, index int) {
	t.Helper()
	var f *threshold.Fault
	if !errors.Is(err, want) || !errors.As(err, &f) || f.Index != index {
		t.Errorf("%s: %v, want %v by teller %d", what, err, want, index)
	}
}

func TestABoardNamesWhomItWaitsFor(t *testing.T) {
	b, messages := newBoard(t), rounds(t)
	for r, round := range threshold.Rounds {
		for _, index := range []int{2, 1} {
			if under, missing := b.Waiting(); under != round || !slices.Contains(missing, index) {
				t.Errorf("waits for %v in %s", missing, under)
			}
			_, err := b.Assemble()
			refused(t, "assembled too early", err, threshold.ErrMissing, 1)
			for _, later := range threshold.Rounds[r+1:] {
				if err := b.Put(later, index, messages[later][index-1]); !errors.Is(err, threshold.ErrEarly) {
					t.Errorf("%s in %s: %v", later, round, err)
				}
			}
			if err := b.Put(round, index, messages[round][index-1]); err != nil {
				t.Fatal(err)
			}
			refused(t, "another in its place", b.Put(round, index, []byte("another")), threshold.ErrChanged, index)
			if err := b.Put(round, index, messages[round][index-1]); err != nil {
				t.Errorf("the same again: %v", err)
			}
		}
		if !slices.EqualFunc(b.Messages(round), messages[round], bytes.Equal) {
			t.Errorf("%s: other messages", round)
		}
	}
	if under, missing := b.Waiting(); under != "" || missing != nil {
		t.Errorf("waits for %v in %s", missing, under)
	}
	p, err := b.Assemble()
	if err != nil {
		t.Fatal(err)
	}
	var trustees [][]any
	if err := strict.Decode(p.Trustees(), &trustees); err != nil || len(trustees) != 1 || trustees[0][0] != "Pedersen" {
		t.Errorf("trustees.json is %s (%v)", p.Trustees(), err)
	}
	if !slices.Equal(b.Nonces(), []string{fmt.Sprintf("%032d", 0), fmt.Sprintf("%032d", 1)}) {
		t.Errorf("nonces %v", b.Nonces())
	}
}

func TestABoardHasPlacesForItsTellersOnly(t *testing.T) {
	b, messages := newBoard(t), rounds(t)
	for _, index := range []int{-1, 0, 3} {
		refused(t, "no such place", b.Put(threshold.RoundCommit, index, messages[threshold.RoundCommit][0]), threshold.ErrIndex, index)
	}
	refused(t, "no such round", b.Put("vote", 1, nil), threshold.ErrIndex, 1)
	if _, missing := b.Waiting(); len(missing) != 2 {
		t.Errorf("waits for %v", missing)
	}
}

func TestARefusalLeavesNoTrace(t *testing.T) {
	b, messages := newBoard(t), rounds(t)
	for _, round := range threshold.Rounds {
		for i, m := range messages[round] {
			if err := b.Put(round, i+1, append([]byte(" "), m...)); err == nil {
				t.Errorf("%s with a space is accepted", round)
			}
			if err := b.Put(round, i+1, nil); err == nil {
				t.Errorf("an empty %s is accepted", round)
			}
			if b.Messages(round)[i] != nil {
				t.Errorf("%s: a refused message stays", round)
			}
			if err := b.Put(round, i+1, m); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestAClonedBoardChangesByItself(t *testing.T) {
	b, messages := newBoard(t), rounds(t)
	c := b.Clone()
	for _, round := range threshold.Rounds {
		for i, m := range messages[round] {
			if err := c.Put(round, i+1, m); err != nil {
				t.Fatal(err)
			}
		}
	}
	if round, missing := b.Waiting(); round != threshold.RoundCommit || len(missing) != 2 {
		t.Errorf("the first board waits for %v in %s", missing, round)
	}
	if b.Certificates()[0].Message != "" {
		t.Error("the first board has certificates")
	}
}

func TestTextsThatAreHashedAndSigned(t *testing.T) {
	one := group.Generator()
	const g = "6666666666666666666666666666666666666666666666666666666666666658"
	for got, want := range map[string]string{
		threshold.RecipientText(uuid, 2, "age1pq1x"): "phieukin-recipient|Q5V7oUSV4CdWW7|2|age1pq1x",
		threshold.CoefexpsText([]*group.Point{one}):  `{"coefexps":["` + g + `"]}`,
		threshold.CertificateText(threshold.Terms{UUID: uuid, Size: 3, Threshold: 2}, 1, one, one): `{"context":{"group":"Ed25519","size":3,"threshold":2,"index":1},` +
			`"verification":"` + g + `","encryption":"` + g + `"}`,
		// printf %s 'phieukin-ceremony|Q5V7oUSV4CdWW7|{"certificate":1}' | sha256sum
		threshold.Commitment(uuid, []byte(`{"certificate":1}`)): "b9adf93e433cdae0a8f50b29203da56ef33ca4cea926de1b014b1d2db9ac52a4",
		// printf %s 'phieukin-tellers|{"election":"00"}|aa,bb,cc' | sha256sum, its first 40 bits
		threshold.TellersCode([]byte(`{"election":"00"}`), []string{"aa", "bb", "cc"}): "HDT8 GW3R",
	} {
		if got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	certs := threshold.CertsText([]threshold.SignedMessage{{
		Message:   `{"a":1}`,
		Signature: proof.Proof{Challenge: group.FromInt(1), Response: group.FromInt(2)},
	}}, []*group.Point{one})
	want := `certs_sig|{"certs":[{"message":"{\"a\":1}","signature":{"challenge":"1","response":"2"}}],"coefexps":["` + g + `"]}`
	if certs != want {
		t.Errorf("%s\nwant %s", certs, want)
	}
}
