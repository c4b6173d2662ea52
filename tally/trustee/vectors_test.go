package trustee_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally/trustee"
)

// Vectors that Go and the pages share: each goes on from what the other has stored, and opens what the other has sealed.
// The pages write theirs with `npm run ceremony`.
var update = flag.Bool("update", false, "write Go's ceremony vectors")

const vectors = "../../crypto/testdata/ceremony"

// ceremonyVector is a whole ceremony of throw-away tellers.
type ceremonyVector struct {
	Terms    threshold.Terms `json:"terms"`
	Sent     [][]string      `json:"sent"`   // each teller's messages in the order of the rounds
	States   [][]string      `json:"states"` // what each had stored before it took a round
	Secrets  []string        `json:"secrets"`
	Trustees string          `json:"trustees"`
	Setup    string          `json:"setup"`
	Code     string          `json:"code"`
}

type backupVector struct {
	Words    string   `json:"words"`
	File     string   `json:"file"`
	UUID     string   `json:"uuid"`
	Index    int      `json:"index"`
	Secret   string   `json:"secret"`
	Trustees string   `json:"trustees"`
	Nonces   []string `json:"nonces"`
}

func readVectors[T any](t *testing.T, pattern string) map[string]T {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(vectors, pattern))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d files %s, one of Go and one of the pages are wanted (%v)", len(files), pattern, err)
	}
	all := map[string]T{}
	for _, file := range files {
		var v T
		data, err := os.ReadFile(file)
		if err == nil {
			err = strict.Decode(data, &v)
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[filepath.Base(file)] = v
	}
	return all
}

// round returns everybody's messages of a round.
func (v ceremonyVector) round(at int) (messages [][]byte) {
	for _, sent := range v.Sent {
		messages = append(messages, []byte(sent[at]))
	}
	return messages
}

func (v ceremonyVector) load(t *testing.T, teller, round int) *trustee.Ceremony {
	t.Helper()
	c, err := trustee.LoadCeremony([]byte(v.States[teller][round]))
	if err != nil {
		t.Fatalf("teller %d: %v", teller+1, err)
	}
	return c
}

func TestCeremoniesAreTheSameInBothLanguages(t *testing.T) {
	for name, v := range readVectors[ceremonyVector](t, "*-of-*.json") {
		t.Run(name, func(t *testing.T) {
			for i := range v.Terms.Size {
				for r, round := range threshold.Rounds {
					c := v.load(t, i, r)
					if string(c.State()) != v.States[i][r] {
						t.Errorf("teller %d before %s: the state has another form", i+1, round)
					}
					next, err := step(c, round, v.round(r))
					if err != nil {
						t.Fatalf("teller %d refuses %s: %v", i+1, round, err)
					}
					if round == threshold.RoundCommit && string(next) != v.Sent[i][r+1] {
						t.Errorf("teller %d reveals something else", i+1)
					}
				}
				c := v.load(t, i, 3)
				key, trustees, err := c.Finish(v.round(3))
				if err != nil || key.String() != v.Secrets[i] || string(trustees) != v.Trustees {
					t.Errorf("teller %d ends with something else (%v)", i+1, err)
				}
				if code := c.Code([]byte(v.Setup)); code != v.Code {
					t.Errorf("teller %d reads %s", i+1, code)
				}
			}
		})
	}
}

// TestAMixedCeremony lets this program deal for teller 1 where the vector's program has dealt for the others.
func TestAMixedCeremony(t *testing.T) {
	for name, v := range readVectors[ceremonyVector](t, "*-of-*.json") {
		t.Run(name, func(t *testing.T) {
			mixed := v.load(t, 0, 1)
			deal, err := mixed.Deal(v.round(1))
			if err != nil {
				t.Fatal(err)
			}
			deals := v.round(2)
			if bytes.Equal(deal, deals[0]) {
				t.Fatal("the deal is the vector's")
			}
			deals[0] = deal
			devices := []*trustee.Ceremony{mixed}
			for i := 1; i < v.Terms.Size; i++ {
				devices = append(devices, v.load(t, i, 2))
			}
			var keys [][]byte
			for i, c := range devices {
				key, err := c.Key(deals)
				if err != nil {
					t.Fatalf("teller %d: %v", i+1, err)
				}
				keys = append(keys, key)
			}
			for i, c := range devices {
				if _, _, err := c.Finish(keys); err != nil {
					t.Errorf("teller %d: %v", i+1, err)
				}
			}
		})
	}
}

func TestBackupsAreTheSameInBothLanguages(t *testing.T) {
	for name, v := range readVectors[backupVector](t, "backup-*.json") {
		b, err := trustee.OpenBackup([]byte(v.File), v.Words)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		key, err := b.Restore(v.UUID, []byte(v.Trustees))
		if err != nil || b.Index != v.Index || key.String() != v.Secret || !slices.Equal(b.Nonces, v.Nonces) {
			t.Errorf("%s: another share (%v)", name, err)
		}
	}
}

// TestWriteCeremonyVectors makes Go's vectors anew with -update; without it, it only asks that they are there.
func TestWriteCeremonyVectors(t *testing.T) {
	files := []string{"go-2-of-3.json", "backup-go.json"}
	if !*update {
		for _, name := range files {
			if _, err := os.Stat(filepath.Join(vectors, name)); err != nil {
				t.Error(err)
			}
		}
		return
	}
	p := play(t, terms(3, 2))
	v := ceremonyVector{
		Terms: p.terms, Sent: make([][]string, 3), States: make([][]string, 3), Trustees: string(p.trustees),
		Setup: "setup", Code: p.devices[0].Code([]byte("setup")),
	}
	for i := range 3 {
		for _, round := range threshold.Rounds {
			v.Sent[i] = append(v.Sent[i], string(p.messages[round][i]))
			v.States[i] = append(v.States[i], string(p.states[round][i]))
		}
		v.Secrets = append(v.Secrets, p.keys[i].String())
	}
	b, err := trustee.NewBackup(p.keys[2], uuid, 3, p.trustees)
	if err != nil {
		t.Fatal(err)
	}
	b.Nonces = p.devices[2].Nonces()
	file, err := b.Seal(phrase)
	if err != nil {
		t.Fatal(err)
	}
	backup := backupVector{phrase, string(file), uuid, 3, p.keys[2].String(), string(p.trustees), b.Nonces}
	for i, content := range []any{v, backup} {
		data, err := json.Marshal(content)
		if err == nil {
			err = os.WriteFile(filepath.Join(vectors, files[i]), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
