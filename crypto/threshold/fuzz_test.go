package threshold_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// committed is an honest ceremony of three tellers.
type committed struct {
	Terms  threshold.Terms `json:"terms"`
	Commit []string        `json:"commit"`
	Reveal []string        `json:"reveal"`
	Deal   []string        `json:"deal"`
	Key    []string        `json:"key"`
}

func (c committed) of(round threshold.Round) []string {
	return map[threshold.Round][]string{
		threshold.RoundCommit: c.Commit, threshold.RoundReveal: c.Reveal, threshold.RoundDeal: c.Deal, threshold.RoundKey: c.Key,
	}[round]
}

func ceremonySeed(f *testing.F) committed {
	f.Helper()
	data, err := os.ReadFile("../testdata/fuzz-seeds/ceremony.json")
	if err != nil {
		f.Fatal(err)
	}
	var c committed
	if err := json.Unmarshal(data, &c); err != nil || len(c.Key) != c.Terms.Size {
		f.Fatalf("no seeds (%v)", err)
	}
	return c
}

// FuzzBoard puts any message in any place of a ceremony that is honest up to its round. A commitment is made to fit what
// is revealed, so that the rest of a reveal is reached.
func FuzzBoard(f *testing.F) {
	seed := ceremonySeed(f)
	for r, round := range threshold.Rounds {
		for i, m := range seed.of(round) {
			f.Add(r, i+1, []byte(m))
		}
	}
	f.Add(9, -1, []byte(nil))
	f.Fuzz(func(t *testing.T, r, index int, message []byte) {
		round := threshold.Round("none")
		if r >= 0 && r < len(threshold.Rounds) {
			round = threshold.Rounds[r]
		}
		board, err := threshold.NewBoard(seed.Terms)
		if err != nil {
			t.Fatal(err)
		}
		for before := range max(0, min(r, len(threshold.Rounds))) {
			for i, m := range seed.of(threshold.Rounds[before]) {
				if before == 0 && r == 1 && i+1 == index {
					m = threshold.Commitment(seed.Terms.UUID, message)
				}
				if err := board.Put(threshold.Rounds[before], i+1, []byte(m)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := board.Put(round, index, message); err != nil {
			if index >= 1 && index <= seed.Terms.Size && r >= 0 && r < len(threshold.Rounds) && board.Messages(round)[index-1] != nil {
				t.Fatal("a refused message left a trace")
			}
			return
		}
		// What is accepted is canonical; beyond the first round it is also signed, so nobody but its teller made it.
		if !bytes.Equal(board.Messages(round)[index-1], message) {
			t.Fatal("another message is kept")
		}
		var again []byte
		switch round {
		case threshold.RoundReveal:
			again = decoded[threshold.Reveal](t, message)
		case threshold.RoundDeal:
			again = decoded[threshold.Deal](t, message)
		case threshold.RoundKey:
			again = decoded[threshold.VerificationKey](t, message)
		default:
			again = message
		}
		if !bytes.Equal(again, message) {
			t.Fatalf("accepted in another spelling: %q", message)
		}
	})
}

func decoded[T any](t *testing.T, message []byte) []byte {
	t.Helper()
	var v T
	if err := json.Unmarshal(message, &v); err != nil {
		t.Fatal(err)
	}
	return strict.Encode(v)
}

// FuzzParameters verifies what may stand in a record as the outcome of a ceremony.
func FuzzParameters(f *testing.F) {
	names, err := filepath.Glob("../testdata/elections/*/threshold.json")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		data = bytes.TrimSpace(data)
		var p threshold.Parameters
		if err := strict.DecodeCanonical(data, &p); err != nil {
			f.Fatal(err)
		}
		if _, err := p.Verify(); err != nil {
			f.Fatalf("%s: %v", name, err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var p threshold.Parameters
		if strict.DecodeCanonical(data, &p) != nil || len(p.Certs) > 8 {
			return
		}
		if key, err := p.Verify(); err == nil && key == nil {
			t.Fatal("verified without a key")
		}
	})
}
