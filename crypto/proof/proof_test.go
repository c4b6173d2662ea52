package proof_test

import (
	"os"
	"regexp"
	"testing"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
)

func TestListedProofOfKnowledge(t *testing.T) {
	data, err := os.ReadFile("../testdata/primitives.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`pok of x=5 with w=7: challenge (\d+) response (\d+)`).FindSubmatch(data)
	if m == nil {
		t.Fatal("primitives.txt lists no proof")
	}
	var p proof.Proof
	if p.Challenge, err = group.ParseScalar(string(m[1])); err != nil {
		t.Fatal(err)
	}
	if p.Response, err = group.ParseScalar(string(m[2])); err != nil {
		t.Fatal(err)
	}
	x := group.GPow(group.FromInt(5))
	if !group.CommitG(p.Response, x, p.Challenge).Equal(group.GPow(group.FromInt(7))) {
		t.Error("the commitment is not g^w: the sign convention differs")
	}
	if !proof.VerifyKnowledge(p, x) {
		t.Error("the listed proof is refused")
	}
}

// each is a kind of proof of one secret: how it is made, and how it is checked against a public value and a text.
var each = map[string]struct {
	make   func(x *group.Scalar, text string) proof.Proof
	verify func(p proof.Proof, public *group.Point, text string) bool
	bound  bool // the text is hashed
}{
	"knowledge": {
		func(x *group.Scalar, _ string) proof.Proof { return proof.Knowledge(x) },
		func(p proof.Proof, public *group.Point, _ string) bool { return proof.VerifyKnowledge(p, public) }, false,
	},
	"text":   {proof.SignText, proof.VerifyText, true},
	"ballot": {proof.SignBallot, proof.VerifyBallot, true},
}

func TestSignaturesHoldForTheirKeyAndTextOnly(t *testing.T) {
	x, one := group.Random(), group.FromInt(1)
	public := group.GPow(x)
	for name, kind := range each {
		p := kind.make(x, "text")
		if !kind.verify(p, public, "text") {
			t.Errorf("%s: honest proof refused", name)
		}
		for fault, forged := range map[string]proof.Proof{
			"challenge":    {Challenge: p.Challenge.Add(one), Response: p.Response},
			"response":     {Challenge: p.Challenge, Response: p.Response.Add(one)},
			"swapped":      {Challenge: p.Response, Response: p.Challenge},
			"plus for -":   {Challenge: p.Challenge, Response: p.Response.Add(x.Mul(p.Challenge)).Add(x.Mul(p.Challenge))},
			"other secret": kind.make(x.Add(one), "text"),
		} {
			if kind.verify(forged, public, "text") {
				t.Errorf("%s: accepted with %s", name, fault)
			}
		}
		if kind.verify(p, public.Mul(group.Generator()), "text") {
			t.Errorf("%s: accepted for another key", name)
		}
		if kind.bound && kind.verify(p, public, "texu") {
			t.Errorf("%s: accepted for another text", name)
		}
		if again := kind.make(x, "text"); again.Response.Equal(p.Response) || again.Challenge.Equal(p.Challenge) {
			t.Errorf("%s: a nonce was used twice", name)
		}
	}
	if proof.VerifyText(proof.SignBallot(x, "text"), public, "text") || proof.VerifyBallot(proof.SignText(x, "text"), public, "text") {
		t.Error("a signature of one purpose is accepted for another")
	}
}

func TestDecryptionProofHoldsForItsFactorOnly(t *testing.T) {
	x, one := group.Random(), group.FromInt(1)
	public, alpha := group.GPow(x), group.GPow(group.Random())
	factor := alpha.Pow(x)
	p := proof.Decryption("prefix|", x, alpha)
	if !proof.VerifyDecryption("prefix|", p, public, alpha, factor) {
		t.Fatal("honest proof refused")
	}
	g := group.Generator()
	for fault, accepted := range map[string]bool{
		"prefix":       proof.VerifyDecryption("prefiy|", p, public, alpha, factor),
		"public":       proof.VerifyDecryption("prefix|", p, public.Mul(g), alpha, factor),
		"alpha":        proof.VerifyDecryption("prefix|", p, public, alpha.Mul(g), factor),
		"factor":       proof.VerifyDecryption("prefix|", p, public, alpha, factor.Mul(g)),
		"challenge":    proof.VerifyDecryption("prefix|", proof.Proof{Challenge: p.Challenge.Add(one), Response: p.Response}, public, alpha, factor),
		"response":     proof.VerifyDecryption("prefix|", proof.Proof{Challenge: p.Challenge, Response: p.Response.Add(one)}, public, alpha, factor),
		"other secret": proof.VerifyDecryption("prefix|", proof.Decryption("prefix|", x.Add(one), alpha), public, alpha, factor),
	} {
		if accepted {
			t.Errorf("accepted with another %s", fault)
		}
	}
}
