package hall

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/web/wire"
)

// FuzzParseWitness holds that whatever passes as a witness's message can be written and checked.
func FuzzParseWitness(f *testing.F) {
	data, err := os.ReadFile("../../crypto/testdata/broken/index.json")
	if err != nil {
		f.Fatal(err)
	}
	fingerprint := regexp.MustCompile(`"fingerprint":"([^"]+)"`).FindSubmatch(data)
	if fingerprint == nil {
		f.Fatal("no seeds")
	}
	phi := string(fingerprint[1])
	receipt := ballot.SignReceipt(group.FromInt(7), phi, phi)
	f.Add(wire.Marshal(wire.Witness{Type: "witness", Fingerprint: phi}))
	f.Add(wire.Marshal(wire.Witness{Type: "witness", Fingerprint: phi, Missing: &receipt}))
	f.Add([]byte(`{"type":"witness","fingerprint":"","missing":{"fingerprint":"","tracker":"","signature":{}}}`))
	key := group.GPow(group.FromInt(7))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, ok := parseWitness(data)
		if !ok {
			return
		}
		if m.Missing != nil {
			m.Missing.Verify(key)
		}
		again, ok := parseWitness(strict.Encode(m))
		if !ok || !bytes.Equal(strict.Encode(again), strict.Encode(m)) {
			t.Fatalf("%q does not come back", data)
		}
	})
}
