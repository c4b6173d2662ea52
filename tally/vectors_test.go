package tally_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/tally/record"
)

const testdata = "../crypto/testdata/"

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(testdata + name)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.TrimSpace(string(data)))
}

// vector is an election of the tool with its trustees' secrets, by owner.
type vector struct {
	report   *record.Report
	trustees *tally.Trustees
	secrets  map[int]*group.Scalar
}

func load(t *testing.T, name string) vector {
	t.Helper()
	data, err := os.ReadFile(testdata + "valid/" + name + ".bel")
	if err != nil {
		t.Fatal(err)
	}
	v := vector{secrets: map[int]*group.Scalar{}}
	if v.report, err = record.Verify(data, nil); err != nil || !v.report.Valid() {
		t.Fatalf("%v, %v", v.report, err)
	}
	if v.trustees, err = tally.ParseTrustees(recordOf(t, name).Trustees); err != nil {
		t.Fatal(err)
	}
	for owner := 1; owner <= v.trustees.Size(); owner++ {
		public, err := v.trustees.PublicKey(owner)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range secrets(t, name) {
			if group.GPow(x).Equal(public) {
				v.secrets[owner] = x
			}
		}
	}
	if len(v.secrets) != v.trustees.Size() {
		t.Fatalf("%d secrets for %d trustees", len(v.secrets), v.trustees.Size())
	}
	return v
}

func recordOf(t *testing.T, name string) *record.Record {
	t.Helper()
	data, err := os.ReadFile(testdata + "valid/" + name + ".bel")
	if err != nil {
		t.Fatal(err)
	}
	r, err := record.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// secrets reads the tool's files of Single and of threshold trustees.
func secrets(t *testing.T, name string) []*group.Scalar {
	t.Helper()
	folder := testdata + "elections/" + name + "/"
	var out []*group.Scalar
	files, err := filepath.Glob(folder + "*.privkey")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		var x group.Scalar
		if err := json.Unmarshal(readFile(t, strings.TrimPrefix(file, testdata)), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, &x)
	}
	if files, err = filepath.Glob(folder + "*.dkey"); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		seed := string(readFile(t, strings.TrimPrefix(strings.TrimSuffix(file, ".dkey")+".key", testdata)))
		out = append(out, openShare(t, seed, readFile(t, strings.TrimPrefix(file, testdata))))
	}
	return out
}

// openShare opens a .dkey: ElGamal to the trustee's own key, AES-CCM (whose tag is left aside, since the content is
// signed), and inside it the decryption key, signed.
func openShare(t *testing.T, seed string, data []byte) *group.Scalar {
	t.Helper()
	var sealed struct {
		Alpha *group.Point `json:"alpha"`
		Beta  *group.Point `json:"beta"`
		Data  string       `json:"data"`
	}
	unmarshal(t, data, &sealed)
	ciphertext, err := hex.DecodeString(sealed.Data)
	if err != nil {
		t.Fatal(err)
	}
	key := sha256.Sum256([]byte("key|" + sealed.Beta.Div(sealed.Alpha.Pow(digest("dk|"+seed))).String()))
	nonce := sha256.Sum256([]byte("iv|" + sealed.Alpha.String()))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		t.Fatal(err)
	}
	counter := append(append([]byte{1}, nonce[:13]...), 0, 1)
	plain := make([]byte, len(ciphertext)-8)
	cipher.NewCTR(block, counter).XORKeyStream(plain, ciphertext[:len(plain)])
	var signed threshold.SignedMessage
	unmarshal(t, plain, &signed)
	if !proof.VerifyText(signed.Signature, group.GPow(digest("sk|"+seed)), signed.Message) {
		t.Fatal("the share is not signed by its trustee")
	}
	var envelope struct {
		Message string `json:"message"`
	}
	unmarshal(t, []byte(signed.Message), &envelope)
	var share struct {
		Key *group.Scalar `json:"decryption_key"`
	}
	unmarshal(t, []byte(envelope.Message), &share)
	return share.Key
}

func unmarshal(t *testing.T, data []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

func digest(text string) *group.Scalar {
	sum := sha256.Sum256([]byte(text))
	return group.FromBig(new(big.Int).SetBytes(sum[:]))
}

// part makes one owner's part in Belenios' own form.
func (v vector) part(owner int) *tally.Partial {
	x := v.secrets[owner]
	p := &tally.Partial{}
	for _, row := range v.report.Total {
		var factors []*group.Point
		var proofs []proof.Proof
		for _, c := range row {
			factors = append(factors, c.Alpha.Pow(x))
			proofs = append(proofs, proof.Decryption(tally.DecryptionPrefix(v.report.Fingerprint, group.GPow(x)), x, c.Alpha))
		}
		p.Factors, p.Proofs = append(p.Factors, factors), append(p.Proofs, proofs)
	}
	return p
}

// TestEverySetOfTrusteesOpensTheSameResult opens the tool's elections with the tool's keys, by every set of trustees.
func TestEverySetOfTrusteesOpensTheSameResult(t *testing.T) {
	for name, enough := range map[string][][]int{
		"basic-blank":   {{1, 2, 3}},                                     // three Singles
		"threshold":     {{1, 2}, {1, 3}, {2, 3}, {1, 2, 3}},             // two of three
		"mixed-weights": {{1, 2, 3}, {1, 2, 4}, {1, 3, 4}, {1, 2, 3, 4}}, // a Single, and two of three
	} {
		v := load(t, name)
		want := string(readFile(t, "elections/"+name+"/result.json"))
		for set := range 1 << v.trustees.Size() {
			var owners []int
			parts := map[int]*tally.Partial{}
			for owner := 1; owner <= v.trustees.Size(); owner++ {
				if set>>(owner-1)&1 == 1 {
					owners = append(owners, owner)
					parts[owner] = v.part(owner)
					if err := parts[owner].Verify(v.report.Election, v.trustees, owner, v.report.Total, false); err != nil {
						t.Errorf("%s, trustee %d: %v", name, owner, err)
					}
				}
			}
			suffices := slices.ContainsFunc(enough, func(e []int) bool { return slices.Equal(e, owners) })
			result, err := tally.Combine(v.trustees, parts, v.report.Total, 20)
			switch {
			case suffices && (err != nil || string(result.Encode()) != want):
				t.Errorf("%s, trustees %v: %v (%v), want %s", name, owners, result, err, want)
			case suffices && result.Check(v.trustees, parts, v.report.Total) != nil:
				t.Errorf("%s, trustees %v: the result does not check", name, owners)
			case !suffices && (err == nil || fmt.Sprint(err) != fmt.Sprint(tally.ErrTooFew)):
				t.Errorf("%s, trustees %v: %v, %v", name, owners, result, err)
			}
		}
	}
}
