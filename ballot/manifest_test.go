package ballot_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/tally/tallytest"
)

// pinning makes an election that names these bytes as its manifest.
func pinning(t *testing.T, m *tallytest.Meeting, manifest []byte) *ballot.Election {
	t.Helper()
	e, err := ballot.NewElection(m.Election.UUID, "n", ballot.Description("unit", manifest), m.Election.PublicKey, m.Election.Questions)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestManifestOfAnotherElectionIsRefused(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 5, Tellers: 2, Quorum: 3})
	if _, err := m.Election.ParseManifest(m.Setup.Manifest); err != nil {
		t.Fatal(err)
	}
	// Every member, changed to something as good, is no longer what the election names.
	var members map[string]json.RawMessage
	if err := json.Unmarshal(m.Setup.Manifest, &members); err != nil {
		t.Fatal(err)
	}
	if len(members) != 13 {
		t.Errorf("the manifest has %d members", len(members))
	}
	for name, value := range members {
		changed := strings.Replace(string(m.Setup.Manifest), `"`+name+`":`+string(value), `"`+name+`":`+other(t, name), 1)
		if changed == string(m.Setup.Manifest) {
			t.Fatalf("%s was not changed", name)
		}
		if _, err := m.Election.ParseManifest([]byte(changed)); !errors.Is(err, ballot.ErrManifest) {
			t.Errorf("%s changed: %v", name, err)
		}
	}
	plain, err := ballot.NewElection(m.Election.UUID, "n", "unit", m.Election.PublicKey, m.Election.Questions)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plain.ParseManifest(m.Setup.Manifest); !errors.Is(err, ballot.ErrManifest) {
		t.Errorf("an election without the mark: %v", err)
	}
}

func other(t *testing.T, member string) string {
	t.Helper()
	fresh := tallytest.New(t, tallytest.Options{Voters: 4, Tellers: 1, Quorum: 2}).Manifest
	fresh.Roster, fresh.Profile.Name, fresh.AttendanceQuorum = ballot.HexDigest([]byte("x")), "other", 2
	fresh.UUID, fresh.Version = "ikGF3sGNrXzAiG", "phieukin 2"
	fresh.Registrar, fresh.Recipient = fresh.Registrar+"x", fresh.Recipient+"x"
	var members map[string]json.RawMessage
	if err := json.Unmarshal(fresh.Encode(), &members); err != nil {
		t.Fatal(err)
	}
	return string(members[member])
}

func TestManifestsThatAnElectionMayNotName(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 5, Tellers: 2, Quorum: 3})
	for name, change := range map[string]func(c *ballot.Manifest){
		"version":              func(c *ballot.Manifest) { c.Version = "phieukin 2" },
		"uuid":                 func(c *ballot.Manifest) { c.UUID = "ikGF3sGNrXzAiG" },
		"neutral signing key":  func(c *ballot.Manifest) { c.SigningKey = group.Neutral() },
		"threshold 0":          func(c *ballot.Manifest) { c.Threshold = 0 },
		"threshold above":      func(c *ballot.Manifest) { c.Threshold = 3 },
		"no tellers":           func(c *ballot.Manifest) { c.Tellers = nil },
		"nobody convened":      func(c *ballot.Manifest) { c.Convened = 0 },
		"no attendance quorum": func(c *ballot.Manifest) { c.AttendanceQuorum = 0 },
		"attendance above":     func(c *ballot.Manifest) { c.AttendanceQuorum = 6 },
		"no ballot quorum":     func(c *ballot.Manifest) { c.BallotQuorum = 0 },
		"ballots above":        func(c *ballot.Manifest) { c.BallotQuorum = 6 },
		"registrar":            func(c *ballot.Manifest) { c.Registrar = "" },
		"classic recipient": func(c *ballot.Manifest) {
			c.Recipient = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"
		},
		"other blank rule": func(c *ballot.Manifest) { c.Blank = false },
	} {
		changed := *m.Manifest
		change(&changed)
		raw := changed.Encode()
		if _, err := pinning(t, m, raw).ParseManifest(raw); !errors.Is(err, ballot.ErrManifest) {
			t.Errorf("%s: %v", name, err)
		}
	}
	valid := string(m.Setup.Manifest)
	for name, raw := range map[string]string{
		"spaces":         strings.Replace(valid, `,"uuid"`, `, "uuid"`, 1),
		"extra member":   strings.Replace(valid, `,"uuid"`, `,"extra":1,"uuid"`, 1),
		"missing member": strings.Replace(valid, `,"roster":"`+m.Manifest.Roster+`"`, ``, 1),
		"no signing key": strings.Replace(valid, `,"signing_key":"`+m.Manifest.SigningKey.String()+`"`, ``, 1),
		"not JSON":       "manifest",
	} {
		if _, err := pinning(t, m, []byte(raw)).ParseManifest([]byte(raw)); !errors.Is(err, ballot.ErrManifest) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := pinning(t, m, m.Setup.Manifest).ParseManifest(m.Setup.Manifest); err != nil {
		t.Errorf("unchanged: %v", err)
	}
}

func TestOnlyExactlyOneQuestionsAreOfOurKind(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Blank: true, Voters: 3})
	for name, q := range map[string]ballot.Question{
		"up to two":  {Answers: []string{"a", "b"}, Blank: true, Min: 1, Max: 2, Text: "q"},
		"none or 1":  {Answers: []string{"a", "b"}, Blank: true, Min: 0, Max: 1, Text: "q"},
		"one answer": {Answers: []string{"a"}, Blank: true, Min: 1, Max: 1, Text: "q"},
		"no blank":   {Answers: []string{"a", "b"}, Min: 1, Max: 1, Text: "q"},
	} {
		e, err := ballot.NewElection(m.Election.UUID, "n", m.Election.Description, m.Election.PublicKey, []ballot.Question{m.Election.Questions[0], q})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.ParseManifest(m.Setup.Manifest); !errors.Is(err, ballot.ErrManifest) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
