package voter_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/tally/record"
)

var update = flag.Bool("update", false, "write the ballots for the other language's tests anew")

const testdata = "../../crypto/testdata/"

// vector is an election of the tool with its voters' credentials.
type vector struct {
	election    *ballot.Election
	credentials *ballot.Credentials
	voters      []voter.Credential
}

func load(t *testing.T, name string) vector {
	t.Helper()
	data, err := os.ReadFile(testdata + "valid/" + name + ".bel")
	if err != nil {
		t.Fatal(err)
	}
	r, err := record.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	var v vector
	if v.election, err = ballot.ParseElection(r.Election); err != nil {
		t.Fatal(err)
	}
	if v.credentials, err = ballot.ParseCredentials(r.Credentials); err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile(testdata + "elections/" + name + "/private_creds.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(lines)) {
		c, err := voter.ParseCredential(strings.Fields(line)[1])
		if err != nil {
			t.Fatal(err)
		}
		v.voters = append(v.voters, c)
	}
	return v
}

// choices are what the ballots for the other language hold.
var choices = map[string][][]int{
	"basic-blank": {{1, voter.Blank, 0}, {voter.Blank, voter.Blank, 3}, {2, 0, 2}},
	"threshold":   {{0, 1, 2}, {3, 3, 3}, {1, 0, 0}},
}

func TestBallotsOfBothLanguages(t *testing.T) {
	for name, chosen := range choices {
		v := load(t, name)
		if *update {
			for i, c := range chosen {
				prepared, err := voter.Prepare(v.election)
				if err != nil {
					t.Fatal(err)
				}
				b, err := prepared.Finish(v.voters[i], c)
				if err != nil {
					t.Fatal(err)
				}
				file := fmt.Sprintf("%sballots/go-%s-%d.json", testdata, name, i+1)
				if err := os.WriteFile(file, b.Encode(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, language := range []string{"go", "ts"} {
			files, err := filepath.Glob(testdata + "ballots/" + language + "-" + name + "-*.json")
			if err != nil || len(files) < 3 {
				t.Errorf("%d ballots of %s for %s", len(files), language, name)
			}
			for _, file := range files {
				raw, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				v.verify(t, filepath.Base(file), raw)
			}
		}
	}
}

func (v vector) verify(t *testing.T, name string, raw []byte) {
	t.Helper()
	b, err := ballot.Parse(raw)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if err := b.Verify(v.election, v.credentials); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	again, err := ballot.FromCompact(v.election, b.Compact())
	if err != nil || !bytes.Equal(again.Encode(), raw) {
		t.Errorf("%s: the compact form does not bring it back: %v", name, err)
	}
}

// TestCredentialsOfTheTool holds that every credential which the tool handed out derives a listed public one, and votes.
func TestCredentialsOfTheTool(t *testing.T) {
	for name := range choices {
		v := load(t, name)
		if len(v.voters) != 5 {
			t.Errorf("%s: %d voters", name, len(v.voters))
		}
		for i, c := range v.voters {
			prepared, err := voter.Prepare(v.election)
			if err != nil {
				t.Fatal(err)
			}
			b, err := prepared.Finish(c, []int{i % 4, 3, 0})
			if err != nil {
				t.Fatal(err)
			}
			if err := b.Verify(v.election, v.credentials); err != nil {
				t.Errorf("%s, voter %d: %v", name, i+1, err)
			}
		}
	}
}
