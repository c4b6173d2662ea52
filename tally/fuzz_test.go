package tally_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/record"
)

// fuzzed is a sound record's election, total, part and result, as seeds and to hold what is read against.
func fuzzed(f *testing.F) (*record.Record, *ballot.Election, *tally.Trustees) {
	f.Helper()
	data, err := os.ReadFile("../crypto/testdata/broken/ceremony.bel")
	if err != nil {
		f.Fatal(err)
	}
	r, err := record.Parse(data)
	if err != nil {
		f.Fatal(err)
	}
	e, err := ballot.ParseElection(r.Election)
	if err != nil {
		f.Fatal(err)
	}
	trustees, err := tally.ParseTrustees(r.Trustees)
	if err != nil {
		f.Fatal(err)
	}
	return r, e, trustees
}

// FuzzParseTrustees holds that trustees who pass are countable, have usable keys, and need as many as the list says.
func FuzzParseTrustees(f *testing.F) {
	r, _, _ := fuzzed(f)
	f.Add(r.Trustees)
	names, err := filepath.Glob("../crypto/testdata/elections/*/trustees.json")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		trustees, err := tally.ParseTrustees(data)
		if err != nil {
			return
		}
		if !bytes.Equal(trustees.Raw, data) || trustees.Key.IsNeutral() || len(trustees.Hashes()) != trustees.Size() {
			t.Fatalf("accepted: %q", data)
		}
		all := map[int]bool{}
		for owner := 1; owner <= trustees.Size(); owner++ {
			if key, err := trustees.PublicKey(owner); err != nil || key.IsNeutral() {
				t.Fatalf("trustee %d: %v", owner, err)
			}
			all[owner] = true
		}
		if trustees.Enough(nil) || !trustees.Enough(all) {
			t.Fatal("nobody opens, or not even all do")
		}
	})
}

// FuzzParsePartial holds that a part has one spelling, and that no other part passes for the one of the record.
func FuzzParsePartial(f *testing.F) {
	r, e, trustees := fuzzed(f)
	total, err := tally.ParseEncrypted(r.Encrypted, e)
	if err != nil {
		f.Fatal(err)
	}
	sound := map[string]bool{}
	for _, p := range r.Partials {
		sound[string(p.Payload)] = true
		for owner := range 4 {
			f.Add(p.Payload, owner)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, owner int) {
		p, err := tally.ParsePartial(data)
		if err != nil {
			return
		}
		if !bytes.Equal(strict.Encode(p), data) {
			t.Fatalf("accepted in another spelling: %q", data)
		}
		if p.Verify(e, trustees, owner, total, true) == nil && !sound[string(data)] {
			t.Fatalf("a forged part passes: %q", data)
		}
	})
}

// FuzzParseEncrypted and FuzzParseResult hold that totals have one spelling and their election's shape.
func FuzzParseEncrypted(f *testing.F) {
	r, e, _ := fuzzed(f)
	f.Add(r.Encrypted)
	f.Fuzz(func(t *testing.T, data []byte) {
		if total, err := tally.ParseEncrypted(data, e); err == nil && !bytes.Equal(total.Encode(), data) {
			t.Fatalf("accepted in another spelling: %q", data)
		}
	})
}

func FuzzParseResult(f *testing.F) {
	r, e, _ := fuzzed(f)
	f.Add(r.Result)
	f.Add([]byte(`{"result":[[0,-0,3],[0,0,3]]}`))
	f.Add([]byte(`{"result":[[0,0,"3"],["1073741824",1073741823,1]]}`))
	f.Add([]byte(`{"result":[[0,0,3],["1073741824",1073741823,1]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if result, err := tally.ParseResult(data, e); err == nil && !bytes.Equal(result.Encode(), data) {
			t.Fatalf("accepted in another spelling: %q", data)
		}
	})
}
