package ballot_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/tally/record"
)

func TestCredentialsOfTheToolParse(t *testing.T) {
	data, err := os.ReadFile("../crypto/testdata/valid/mixed-weights.bel")
	if err != nil {
		t.Fatal(err)
	}
	r, err := record.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ballot.ParseCredentials(r.Credentials)
	if err != nil || len(c.Keys) != 5 || c.AllOne() {
		t.Fatalf("%+v, %v", c, err)
	}
	if _, known := c.Weight(group.Generator()); known {
		t.Error("the generator is listed")
	}
	for _, key := range c.Keys {
		if _, known := c.Weight(key); !known {
			t.Errorf("%s is not listed", key)
		}
	}
}

func TestCredentialRefusals(t *testing.T) {
	key, other := group.GPow(group.FromInt(5)).String(), group.GPow(group.FromInt(6)).String()
	neutral := group.Neutral().String()
	for list, ok := range map[string]bool{
		fmt.Sprintf(`["%s","%s,7"]`, key, other): true,
		fmt.Sprintf(`["%s,0"]`, key):             true,
		`[]`:                                     true,
		fmt.Sprintf(`["%s","%s"]`, key, key):     false,
		fmt.Sprintf(`["%s","%s,2"]`, key, key):   false,
		fmt.Sprintf(`["%s"]`, neutral):           false,
		`["8` + neutral[1:] + `"]`:               false,
		`["7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee"]`: false,
		`["` + strings.Repeat("0", 64) + `"]`:                                  false,
		fmt.Sprintf(`["%s"]`, strings.ToUpper(key)):                            false,
		fmt.Sprintf(`["%s,"]`, key):                                            false,
		fmt.Sprintf(`["%s,-1"]`, key):                                          false,
		fmt.Sprintf(`["%s,01"]`, key):                                          false,
		fmt.Sprintf(`["%s,+1"]`, key):                                          false,
		fmt.Sprintf(`["%s,1.0"]`, key):                                         false,
		fmt.Sprintf(`["%s,1,voter"]`, key):                                     false,
		fmt.Sprintf(`["%s,,voter"]`, key):                                      false,
		fmt.Sprintf(`["%s,9007199254740992","%s"]`, key, other):                false, // together above 2^53
		fmt.Sprintf(`["%s" ]`, key):                                            false,
		fmt.Sprintf(`["%s"]`+"\n", key):                                        false,
		`[""]`:                                                                 false, `null`: false, `[null]`: false, `{}`: false, ``: false, `[1]`: false,
	} {
		if _, err := ballot.ParseCredentials([]byte(list)); (err == nil) != ok || (err != nil && !errors.Is(err, ballot.ErrCredentials)) {
			t.Errorf("%s: %v", list, err)
		}
	}
}

func TestEncodedCredentialsParse(t *testing.T) {
	keys := []*group.Point{group.GPow(group.FromInt(5)), group.GPow(group.FromInt(6))}
	c, err := ballot.ParseCredentials(ballot.EncodeCredentials(keys))
	if err != nil || len(c.Keys) != 2 || !c.Keys[1].Equal(keys[1]) || !c.AllOne() {
		t.Errorf("%+v, %v", c, err)
	}
	if weight, known := c.Weight(keys[0]); !known || weight != 1 {
		t.Errorf("weight %d, %v", weight, known)
	}
	if got := string(ballot.EncodeCredentials(nil)); got != "[]" {
		t.Errorf("nobody: %s", got)
	}
}
