package trustee_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
	"phieukin/tally/trustee"
)

const testdata = "../../crypto/testdata"

func file(t *testing.T, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{testdata}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// toolKeys reads the key files of the tool's tellers, in the order of their certificates: a file's name is the teller's
// verification key.
func toolKeys(t *testing.T) (key, dkey [][]byte) {
	t.Helper()
	var p threshold.Parameters
	if err := strict.Decode(bytes.TrimSpace(file(t, "elections/threshold/threshold.json")), &p); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(testdata, "elections/threshold/*.cert"))
	if err != nil {
		t.Fatal(err)
	}
	for _, cert := range p.Certs {
		for _, name := range names {
			if data, err := os.ReadFile(name); err == nil && bytes.Equal(bytes.TrimSpace(data), strict.Encode(cert)) {
				base := strings.TrimSuffix(filepath.Base(name), ".cert")
				key = append(key, file(t, "elections/threshold", base+".key"))
				dkey = append(dkey, file(t, "elections/threshold", base+".dkey"))
			}
		}
	}
	if len(key) != 3 {
		t.Fatalf("%d key files", len(key))
	}
	return key, dkey
}

// closed writes the tool's record anew, up to its close.
func closed(t *testing.T, r *record.Record, total tally.Encrypted) *record.Writer {
	t.Helper()
	w := record.NewWriter(1795344922, r.Election, r.Trustees, r.Credentials)
	for i := range r.Size() {
		b, err := r.Ballot(i)
		if err != nil {
			t.Fatal(err)
		}
		w.Ballot(b)
	}
	var sized tally.Sized
	if err := strict.DecodeCanonical(r.Sized, &sized); err != nil {
		t.Fatal(err)
	}
	w.End(sized.Counted, sized.TotalWeight, total)
	return w
}

func TestKeyFilesOfTheToolOpenItsRecord(t *testing.T) {
	data := file(t, "valid/threshold.bel")
	r, err := record.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	published, err := record.Verify(data, nil)
	if err != nil || published.Result == nil {
		t.Fatalf("%+v (%v)", published, err)
	}
	trustees, err := tally.ParseTrustees(r.Trustees)
	if err != nil {
		t.Fatal(err)
	}
	box := closed(t, r, published.Total)
	keys, dkeys := toolKeys(t)
	payloads, parts := map[int][]byte{}, map[int]*tally.Partial{}
	for i := range keys {
		key, err := trustee.ReadToolKey(keys[i], dkeys[i])
		if err != nil {
			t.Fatal(err)
		}
		memory := &tallytest.Memory{}
		payloads[i+1], err = trustee.OpenForeign(key, i+1, box.Bytes(), memory)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := trustee.OpenForeign(key, i+1, box.Bytes(), memory); err != nil || !bytes.Equal(again, payloads[i+1]) {
			t.Errorf("teller %d answers otherwise the second time (%v)", i+1, err)
		}
		if parts[i+1], err = tally.ParsePartial(payloads[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	for _, owners := range subsets(3, 2) {
		w := closed(t, r, published.Total)
		some := map[int]*tally.Partial{}
		for _, o := range owners {
			some[o] = parts[o]
			w.Partial(o, payloads[o])
		}
		result, err := tally.Combine(trustees, some, published.Total, int64(published.Counted))
		if err != nil || !slices.EqualFunc(result, published.Result, slices.Equal) {
			t.Fatalf("tellers %v open %v, the tool opened %v (%v)", owners, result, published.Result, err)
		}
		w.Result(result)
		if report, err := record.Verify(w.Bytes(), nil); err != nil || !report.Valid() {
			t.Errorf("tellers %v: %+v (%v)", owners, report, err)
		}
	}
	if want := bytes.TrimSpace(file(t, "elections/threshold/result.json")); !bytes.Equal(published.Result.Encode(), want) {
		t.Errorf("the record's result is %s, the tool printed %s", published.Result.Encode(), want)
	}
}

func TestForeignRecordsThatMustNotBeOpened(t *testing.T) {
	keys, dkeys := toolKeys(t)
	key, err := trustee.ReadToolKey(keys[0], dkeys[0])
	if err != nil {
		t.Fatal(err)
	}
	ours := seal(t, play(t, terms(3, 2)), 1, 3, false)
	oursClosed := ours.Close(ours.Ballot(t, 0, 0), ours.Ballot(t, 1, 1), ours.Ballot(t, 2, 2)).Data
	for name, test := range map[string]struct {
		owner  int
		data   []byte
		memory *tallytest.Memory
		want   error
	}{
		"another's number": {2, file(t, "valid/threshold.bel"), &tallytest.Memory{}, trustee.ErrSetup},
		"no such number":   {4, file(t, "valid/threshold.bel"), &tallytest.Memory{}, trustee.ErrSetup},
		"another election": {1, file(t, "valid/basic-blank.bel"), &tallytest.Memory{}, trustee.ErrSetup},
		"still open":       {1, file(t, "valid/still-open.bel"), &tallytest.Memory{}, trustee.ErrBox},
		"wrong ballot":     {1, file(t, "invalid/threshold-ballot-overall-proof.bel"), &tallytest.Memory{}, trustee.ErrBox},
		"no record":        {1, []byte("record"), &tallytest.Memory{}, trustee.ErrBox},
		"record of ours":   {1, oursClosed, &tallytest.Memory{}, trustee.ErrOurs},
		"second total": {1, file(t, "valid/threshold.bel"),
			&tallytest.Memory{Answer: &trustee.Answer{Total: ballot.HexDigest(nil)}}, trustee.ErrSecondTotal},
	} {
		if _, err := trustee.OpenForeign(key, test.owner, test.data, test.memory); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

func TestDamagedKeyFilesAreRefused(t *testing.T) {
	keys, dkeys := toolKeys(t)
	for name, files := range map[string][2][]byte{
		"another's seed":  {keys[1], dkeys[0]},
		"another's share": {keys[0], dkeys[1]},
		"seed too short":  {keys[0][:21], dkeys[0]},
		"no base58":       {bytes.Replace(keys[0], keys[0][:1], []byte("0"), 1), dkeys[0]},
		"no JSON":         {keys[0], []byte("share")},
		"nothing":         {nil, nil},
		"algorithm":       {keys[0], bytes.Replace(dkeys[0], []byte(`{`), []byte(`{"algorithm":"AES-GCM",`), 1)},
		"other algorithm": {keys[0], bytes.Replace(dkeys[0], []byte(`{`), []byte(`{"algorithm":"AES-CCM",`), 1)},
		"no data":         {keys[0], append(bytes.Clone(dkeys[0][:bytes.Index(dkeys[0], []byte(`"data":"`))+8]), `"}`...)},
	} {
		if _, err := trustee.ReadToolKey(files[0], files[1]); !errors.Is(err, trustee.ErrToolKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Every digit of the sealed data counts, the tag's too.
	start, end := bytes.Index(dkeys[0], []byte(`"data":"`))+8, bytes.LastIndexByte(dkeys[0], '"')
	for _, at := range []int{start, start + 1, (start + end) / 2, end - 17, end - 16, end - 1} {
		changed := bytes.Clone(dkeys[0])
		changed[at] = map[bool]byte{true: '1', false: '0'}[changed[at] == '0']
		if _, err := trustee.ReadToolKey(keys[0], changed); !errors.Is(err, trustee.ErrToolKey) {
			t.Errorf("changed at %d: %v", at-start, err)
		}
	}
}

// TestKeyFilesOfNewerToolsAreRead seals a share as the specification says that versions since 3.1 do.
func TestKeyFilesOfNewerToolsAreRead(t *testing.T) {
	const seed = "gfvFjLVrRDavjGyUcxo5s8"
	scalar := func(prefix string) *group.Scalar {
		sum := sha256.Sum256([]byte(prefix + seed))
		return group.FromBig(new(big.Int).SetBytes(sum[:]))
	}
	sk, ek, share := scalar("sk|"), group.GPow(scalar("dk|")), group.Random()
	seal := func(signer *group.Scalar, recipient *group.Point, share string) []byte {
		letter := fmt.Sprintf(`{"recipient":"%s","message":"{\"decryption_key\":\"%s\"}"}`, recipient, share)
		plain := strict.Encode(threshold.SignedMessage{Message: letter, Signature: proof.SignText(signer, letter)})
		r, kem := group.Random(), group.GPow(group.Random())
		alpha, beta := group.GPow(r), ek.Pow(r).Mul(kem)
		key, iv := sha256.Sum256([]byte("key|"+kem.String())), sha256.Sum256([]byte("iv|"+alpha.String()))
		block, err := aes.NewCipher(key[:])
		if err != nil {
			t.Fatal(err)
		}
		gcm, err := cipher.NewGCMWithNonceSize(block, len(iv))
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Appendf(nil, `{"algorithm":"AES-GCM","alpha":"%s","beta":"%s","data":"%x"}`, alpha, beta, gcm.Seal(nil, iv[:], plain, nil))
	}
	key, err := trustee.ReadToolKey([]byte(seed+"\n"), seal(sk, ek, share.String()))
	if err != nil || key.String() != share.String() {
		t.Errorf("another share (%v)", err)
	}
	for name, dkey := range map[string][]byte{
		"signed by another":   seal(group.Random(), ek, share.String()),
		"meant for another":   seal(sk, group.GPow(group.Random()), share.String()),
		"the share zero":      seal(sk, ek, "0"),
		"a share not reduced": seal(sk, ek, strings.Repeat("9", 77)),
	} {
		if _, err := trustee.ReadToolKey([]byte(seed), dkey); !errors.Is(err, trustee.ErrToolKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
