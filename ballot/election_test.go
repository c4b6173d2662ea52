package ballot_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
)

const plain = `{"version":1,"description":"d","name":"n","group":"Ed25519","public_key":"6666666666666666666666666666666666666666666666666666666666666658",` +
	`"questions":[{"answers":["a","b"],"blank":true,"min":1,"max":1,"question":"q"}],"uuid":"Q5V7oUSV4CdWW7"}`

func TestElectionsOfTheToolParse(t *testing.T) {
	for name, blanks := range map[string][]bool{
		"threshold": {false, false, false}, "basic-blank": {true, true, false}, "mixed-weights": {false, false, false},
	} {
		raw, err := os.ReadFile("../crypto/testdata/elections/" + name + "/election.json")
		if err != nil {
			t.Fatal(err)
		}
		e, err := ballot.ParseElection(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if string(e.Raw) != string(raw) || e.Fingerprint != ballot.Digest(raw) || len(e.Questions) != len(blanks) {
			t.Errorf("%s: %+v", name, e)
		}
		for i, q := range e.Questions {
			want := len(q.Answers)
			if blanks[i] {
				want++
			}
			if q.Blank != blanks[i] || q.Ciphertexts() != want || !q.ExactlyOne() {
				t.Errorf("%s, question %d: %+v", name, i+1, q)
			}
		}
		if _, ours := e.Pinned(); ours {
			t.Errorf("%s is taken for one of our kind", name)
		}
	}
}

func TestElectionRefusals(t *testing.T) {
	if _, err := ballot.ParseElection([]byte(plain)); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"version 2":          {`"version":1`, `"version":2`},
		"no version":         {`"version":1,`, ``},
		"version as text":    {`"version":1`, `"version":"1"`},
		"other group":        {`Ed25519`, `BELENIOS-2048`},
		"other spelling":     {`Ed25519`, `ed25519`},
		"no key":             {`"public_key":"6666666666666666666666666666666666666666666666666666666666666658",`, ``},
		"neutral key":        {`6666666666666666666666666666666666666666666666666666666666666658`, strings.Repeat("0", 63) + "1"},
		"key not in group":   {`6666666666666666666666666666666666666666666666666666666666666658`, strings.Repeat("0", 64)},
		"upper case key":     {`6666666666666666666666666666666666666666666666666666666666666658`, `E666666666666666666666666666666666666666666666666666666666666658`},
		"short uuid":         {`Q5V7oUSV4CdWW7`, `Q5V7oUSV4CdWW`},
		"uuid with an l":     {`Q5V7oUSV4CdWW7`, `Q5V7oUSV4CdWWl`},
		"uuid with a dash":   {`Q5V7oUSV4CdWW7`, `Q5V7oUSV4C-WW7`},
		"uuid with a path":   {`Q5V7oUSV4CdWW7`, `../../../../etc/passwd`},
		"long uuid":          {`Q5V7oUSV4CdWW7`, strings.Repeat("Q", 65)},
		"no uuid":            {`,"uuid":"Q5V7oUSV4CdWW7"`, ``},
		"no questions":       {`{"answers":["a","b"],"blank":true,"min":1,"max":1,"question":"q"}`, ``},
		"no answers":         {`["a","b"]`, `[]`},
		"min above max":      {`"min":1`, `"min":2`},
		"negative min":       {`"min":1`, `"min":-1`},
		"max above answers":  {`"max":1`, `"max":3`},
		"fraction":           {`"max":1`, `"max":1.5`},
		"unknown member":     {`"name":"n"`, `"name":"n","language":["en","ltr"]`},
		"unknown question":   {`"min":1`, `"type":"Lists","min":1`},
		"member twice":       {`"name":"n"`, `"name":"n","name":"m"`},
		"member in capitals": {`"name":"n"`, `"Name":"n"`},
		"null":               {`"name":"n"`, `"name":null`},
		"more after it":      {`"uuid":"Q5V7oUSV4CdWW7"}`, `"uuid":"Q5V7oUSV4CdWW7"}{}`},
		"cut":                {`"uuid":"Q5V7oUSV4CdWW7"}`, `"uuid":"Q5V7oUSV4CdWW7"`},
		"too many answers":   {`["a","b"]`, `["a"` + strings.Repeat(`,"b"`, 100) + `]`},
		"too many questions": {`{"answers":["a","b"],"blank":true,"min":1,"max":1,"question":"q"}`,
			strings.Repeat(`{"answers":["a"],"min":1,"max":1,"question":"q"},`, 2000) + `{"answers":["a"],"min":1,"max":1,"question":"q"}`},
	} {
		if strings.Count(plain, change[0]) != 1 {
			t.Fatalf("%s does not change one place", name)
		}
		if _, err := ballot.ParseElection([]byte(strings.Replace(plain, change[0], change[1], 1))); !errors.Is(err, ballot.ErrElection) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Any spelling is read, since the stored bytes are what is hashed: two spellings are two elections.
func TestSpellingIsPartOfTheFingerprint(t *testing.T) {
	e, err := ballot.ParseElection([]byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	spaced, err := ballot.ParseElection([]byte(strings.Replace(plain, `,"name"`, ` , "name"`, 1)))
	if err != nil || spaced.Fingerprint == e.Fingerprint || len(e.Fingerprint) != 43 {
		t.Errorf("%v, %v", spaced, err)
	}
}

func TestNewElectionWritesTheFormOfTheTool(t *testing.T) {
	e, err := ballot.NewElection("Q5V7oUSV4CdWW7", "<n> & \"n\"", "d", group.Generator(),
		[]ballot.Question{{Answers: []string{"a", "b"}, Blank: true, Min: 1, Max: 1, Text: "q"}})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(plain, `"name":"n"`, `"name":"<n> & \"n\""`, 1)
	if string(e.Raw) != want || e.Name != "<n> & \"n\"" {
		t.Errorf("%s\nwant %s", e.Raw, want)
	}
	if _, err := ballot.NewElection("short", "n", "d", group.Generator(), e.Questions); !errors.Is(err, ballot.ErrElection) {
		t.Errorf("malformed uuid: %v", err)
	}
}

func TestPinnedIsTheLastLineOnly(t *testing.T) {
	for description, want := range map[string]string{
		"unit\nphieukin:1:abc": "abc", "phieukin:1:abc": "abc", "a\nb\nphieukin:1:": "",
	} {
		e := ballot.Election{Description: description}
		if hash, ok := e.Pinned(); !ok || hash != want {
			t.Errorf("%q: %q, %v", description, hash, ok)
		}
	}
	for _, description := range []string{"", "unit", "phieukin:1:abc\nunit", "unit phieukin:1:abc", "unit\nphieukin:2:abc"} {
		e := ballot.Election{Description: description}
		if hash, ok := e.Pinned(); ok {
			t.Errorf("%q pins %q", description, hash)
		}
	}
}
