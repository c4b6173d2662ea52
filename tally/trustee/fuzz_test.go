package trustee_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phieukin/tally/trustee"
)

// FuzzLoadCeremony holds that a stored state has one spelling.
func FuzzLoadCeremony(f *testing.F) {
	data, err := os.ReadFile("../../crypto/testdata/fuzz-seeds/ceremony.json")
	if err != nil {
		f.Fatal(err)
	}
	var seed struct {
		State string `json:"state"`
	}
	if err := json.Unmarshal(data, &seed); err != nil || seed.State == "" {
		f.Fatalf("no seeds (%v)", err)
	}
	f.Add([]byte(seed.State))
	start, _, _ := strings.Cut(seed.State, `,"seen"`)
	f.Add([]byte(start + `,"seen":{}}`))
	f.Fuzz(func(t *testing.T, stored []byte) {
		c, err := trustee.LoadCeremony(stored)
		if err == nil && !bytes.Equal(c.State(), stored) {
			t.Fatalf("accepted in another spelling: %q", stored)
		}
	})
}

// FuzzReadToolKey opens any key files of Belenios' tool.
func FuzzReadToolKey(f *testing.F) {
	names, err := filepath.Glob("../../crypto/testdata/elections/threshold/*.dkey")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, name := range names {
		dkey, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		key, err := os.ReadFile(strings.TrimSuffix(name, ".dkey") + ".key")
		if err != nil {
			f.Fatal(err)
		}
		if _, err := trustee.ReadToolKey(key, dkey); err != nil {
			f.Fatal(err)
		}
		f.Add(key, dkey)
	}
	f.Fuzz(func(t *testing.T, key, dkey []byte) {
		k, err := trustee.ReadToolKey(key, dkey)
		if err != nil {
			return
		}
		if again, err := trustee.ParseKey(k.String()); err != nil || again.String() != k.String() {
			t.Fatalf("not a usable key: %v", err)
		}
	})
}
