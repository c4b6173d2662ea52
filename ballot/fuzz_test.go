package ballot_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/tally/record"
)

const vectors = "../crypto/testdata/"

// seed gives the contents of files, at least one.
func seed(f *testing.F, pattern string) [][]byte {
	f.Helper()
	names, err := filepath.Glob(vectors + pattern)
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds in %s (%v)", pattern, err)
	}
	var all [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, bytes.TrimRight(data, "\n"))
	}
	return all
}

// FuzzParse holds that a ballot has one spelling.
func FuzzParse(f *testing.F) {
	for _, data := range seed(f, "ballots/*.json") {
		if _, err := ballot.Parse(data); err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	r, err := record.Parse(seed(f, "valid/threshold.bel")[0])
	if err != nil {
		f.Fatal(err)
	}
	election, err := ballot.ParseElection(r.Election)
	if err != nil {
		f.Fatal(err)
	}
	credentials, err := ballot.ParseCredentials(r.Credentials)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ballot.Parse(data)
		if err != nil {
			return
		}
		if !bytes.Equal(b.Encode(), data) || b.Tracker() != ballot.Digest(data) {
			t.Fatalf("accepted in another spelling: %q", data)
		}
		// Whatever its shape, it is refused or lawful, and does not crash the verifier.
		if b.Verify(election, credentials) == nil {
			if again, err := ballot.FromCompact(election, b.Compact()); err != nil || !bytes.Equal(again.Encode(), data) {
				t.Fatalf("a valid ballot does not come back from its compact form (%v)", err)
			}
		}
		if b.VerifyProofs(election) == nil && len(b.Compact()) != election.CompactSize() {
			t.Fatal("lawful, but not of the election's length")
		}
	})
}

// FuzzFromCompact holds that a compact ballot is its ballot's only one.
func FuzzFromCompact(f *testing.F) {
	var elections []*ballot.Election
	for i, name := range []string{"threshold", "basic-blank"} {
		e, err := ballot.ParseElection(seed(f, "elections/"+name+"/election.json")[0])
		if err != nil {
			f.Fatal(err)
		}
		elections = append(elections, e)
		for _, data := range seed(f, "ballots/*-"+name+"-*.json") {
			b, err := ballot.Parse(data)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(i, b.Compact())
		}
	}
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		e := elections[which&1]
		b, err := ballot.FromCompact(e, data)
		if err != nil {
			return
		}
		if !bytes.Equal(b.Compact(), data) {
			t.Fatal("another compact form")
		}
		again, err := ballot.Parse(b.Encode())
		if err != nil || !bytes.Equal(again.Compact(), data) {
			t.Fatalf("its JSON is not that of a ballot (%v)", err)
		}
	})
}

// FuzzParseElection holds that an election's fingerprint is that of its bytes, and that what is read is within bounds.
func FuzzParseElection(f *testing.F) {
	for _, data := range seed(f, "elections/*/election.json") {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := ballot.ParseElection(data)
		if err != nil {
			return
		}
		if e.Fingerprint != ballot.Digest(data) || !bytes.Equal(e.Raw, data) || e.PublicKey.IsNeutral() {
			t.Fatalf("%q", data)
		}
		for _, q := range e.Questions {
			if q.Min < 0 || q.Min > q.Max || q.Max > len(q.Answers) {
				t.Fatalf("%+v", q)
			}
		}
		again, err := ballot.NewElection(e.UUID, e.Name, e.Description, e.PublicKey, e.Questions)
		if err != nil || again.CompactSize() != e.CompactSize() {
			t.Fatalf("written again it is refused: %v", err)
		}
	})
}

// FuzzParseCredentials holds that a list's weights are bounded and that a list without weights has one spelling.
func FuzzParseCredentials(f *testing.F) {
	for _, data := range seed(f, "valid/*.bel") {
		r, err := record.Parse(data)
		if err != nil {
			f.Fatal(err)
		}
		if _, err := ballot.ParseCredentials(r.Credentials); err != nil {
			f.Fatal(err)
		}
		f.Add(r.Credentials)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ballot.ParseCredentials(data)
		if err != nil {
			return
		}
		var sum int64
		for _, key := range c.Keys {
			w, listed := c.Weight(key)
			if sum += w; !listed || w < 0 || sum > ballot.MaxWeight || key.IsNeutral() {
				t.Fatalf("%q", data)
			}
		}
		if !strings.Contains(string(data), ",") && !bytes.Equal(ballot.EncodeCredentials(c.Keys), data) {
			t.Fatalf("accepted in another spelling: %q", data)
		}
	})
}

// FuzzParseManifest reads any bytes as the manifest of an election that names them.
func FuzzParseManifest(f *testing.F) {
	for _, data := range seed(f, "broken/*.manifest.json") {
		f.Add(data, true)
	}
	blank, err := ballot.ParseElection(seed(f, "elections/basic-blank/election.json")[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte, withBlank bool) {
		questions := []ballot.Question{{Answers: []string{"a", "b"}, Blank: withBlank, Min: 1, Max: 1, Text: "?"}}
		e, err := ballot.NewElection("Q5V7oUSV4CdWW7", "n", ballot.Description("unit", data), blank.PublicKey, questions)
		if err != nil {
			t.Fatal(err)
		}
		m, err := e.ParseManifest(data)
		if err != nil {
			return
		}
		if !bytes.Equal(m.Encode(), data) || m.Blank != withBlank || m.Threshold > len(m.Tellers) || m.SigningKey.IsNeutral() {
			t.Fatalf("accepted: %q", data)
		}
	})
}
