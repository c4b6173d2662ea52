package voter_test

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
)

// TestCardsFollowFromTheRegistrarAsSpecified recomputes what the host's browser derives, from crypto/SPEC.md alone.
func TestCardsFollowFromTheRegistrarAsSpecified(t *testing.T) {
	var v struct {
		Identity, UUID string
		Cards          []struct {
			Credential voter.Credential
			Code       string
		}
		Names, PINs []string
	}
	data, err := os.ReadFile(testdata + "cards.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &v); err != nil || len(v.Cards) == 0 || len(v.PINs) != len(v.Names) {
		t.Fatalf("no vectors (%v)", err)
	}
	derive := func(purpose string, bound *big.Int) *big.Int {
		out, err := hkdf.Key(sha256.New, []byte(v.Identity), []byte("phieukin-registrar"), purpose, (bound.BitLen()+7)/8+16)
		if err != nil {
			t.Fatal(err)
		}
		return new(big.Int).Mod(new(big.Int).SetBytes(out), bound)
	}
	power := func(base, exponent int64) *big.Int {
		return new(big.Int).Exp(big.NewInt(base), big.NewInt(exponent), nil)
	}
	for i, card := range v.Cards {
		if _, err := voter.ParseCredential(string(card.Credential)); err != nil || base58(derive(fmt.Sprintf("phieukin-card|%s|%d", v.UUID, i), power(58, 22))) != card.Credential {
			t.Errorf("card %d has another credential (%v)", i, err)
		}
		digits := fmt.Sprintf("%07d", derive(fmt.Sprintf("phieukin-ticket|%s|%d|0", v.UUID, i), power(10, 7)))
		if card.Code[:7] != digits || !ballot.IsCardCode(card.Code) {
			t.Errorf("card %d has another code than %s", i, digits)
		}
	}
	before := map[string]int{}
	for i, name := range v.Names {
		if pin := fmt.Sprintf("%06d", derive(fmt.Sprintf("phieukin-pin|%s|%d|%s", v.UUID, before[name], name), power(10, 6))); pin != v.PINs[i] {
			t.Errorf("name %d has the PIN %s", i, pin)
		}
		before[name]++
	}
}

// base58 writes 22 digits in the groups of a credential.
func base58(n *big.Int) voter.Credential {
	digits := make([]byte, 22)
	for i := range digits {
		digit := new(big.Int)
		n, digit = new(big.Int).DivMod(n, big.NewInt(58), digit)
		digits[len(digits)-1-i] = ballot.Base58[digit.Int64()]
	}
	text := string(digits)
	return voter.Credential(text[:5] + "-" + text[5:11] + "-" + text[11:16] + "-" + text[16:])
}
