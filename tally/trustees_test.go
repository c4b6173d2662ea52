package tally_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/tallytest"
)

func single(x *group.Scalar) string {
	return string(strict.Encode(tally.Single{Proof: proof.Knowledge(x), PublicKey: group.GPow(x)}))
}

func TestTrusteesAreNumberedOverTheWholeList(t *testing.T) {
	v := load(t, "mixed-weights")
	if v.trustees.Size() != 4 || !v.trustees.Key.Equal(v.report.Election.PublicKey) {
		t.Errorf("%d trustees, key %s", v.trustees.Size(), v.trustees.Key)
	}
	seen := map[string]bool{}
	for owner := 1; owner <= 4; owner++ {
		key, err := v.trustees.PublicKey(owner)
		if err != nil || seen[key.String()] {
			t.Errorf("trustee %d: %v, %v", owner, key, err)
		}
		seen[key.String()] = true
	}
	for _, owner := range []int{-1, 0, 5} {
		if _, err := v.trustees.PublicKey(owner); !errors.Is(err, tally.ErrTrusteeUnknown) {
			t.Errorf("trustee %d: %v", owner, err)
		}
	}
}

func TestTrusteeRefusals(t *testing.T) {
	x := group.Random()
	good := single(x)
	list := func(kind, value string) string { return fmt.Sprintf(`[["%s",%s]]`, kind, value) }
	if _, err := tally.ParseTrustees([]byte(list("Single", good))); err != nil {
		t.Fatal(err)
	}
	if string(tally.EncodeSingles([][]byte{[]byte(good)})) != list("Single", good) {
		t.Error("singles are written in another form")
	}
	public, neutral := group.GPow(x).String(), group.Neutral().String()
	pair := func(a, b string) string { return fmt.Sprintf(`[["Single",%s],["Single",%s]]`, a, b) }
	for name, text := range map[string]string{
		"nobody":                   `[]`,
		"not a list":               good,
		"not pairs":                `[` + good + `]`,
		"three in a pair":          `[["Single",` + good + `,1]]`,
		"unknown kind":             list("Double", good),
		"no proof":                 list("Single", `{"public_key":"`+public+`"}`),
		"no key":                   list("Single", strings.Replace(good, `,"public_key":"`+public+`"`, ``, 1)),
		"another's proof":          list("Single", strings.Replace(good, public, group.GPow(group.Random()).String(), 1)),
		"neutral key":              list("Single", single(group.FromInt(0))),
		"neutral spelled 8000..01": list("Single", strings.Replace(good, public, "8"+neutral[1:], 1)),
		"key of small order":       list("Single", strings.Replace(good, public, strings.Repeat("0", 64), 1)),
		"spaces inside a key":      list("Single", strings.Replace(good, `,"public_key"`, `, "public_key"`, 1)),
		"extra member":             list("Single", good[:len(good)-1]+`,"extra":1}`),
		"keys that cancel out":     pair(good, single(group.FromInt(0).Sub(x))),
		"a ceremony without parts": list("Pedersen", `{"threshold":1,"certs":[],"coefexps":[],"signatures":[],"verification_keys":[]}`),
		"a Single as a ceremony":   list("Pedersen", good),
	} {
		if _, err := tally.ParseTrustees([]byte(text)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestTrusteesMatchTheManifestThatNamesThem(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 3, Tellers: 3})
	if !m.Trustees.Matches(m.Manifest) {
		t.Fatal("the meeting's own trustees do not match")
	}
	for name, change := range map[string]func(c *ballot.Manifest){
		"threshold":     func(c *ballot.Manifest) { c.Threshold = 2 },
		"one less":      func(c *ballot.Manifest) { c.Tellers = c.Tellers[:2] },
		"one more":      func(c *ballot.Manifest) { c.Tellers = append(c.Tellers, c.Tellers[0]) },
		"order":         func(c *ballot.Manifest) { c.Tellers[0], c.Tellers[1] = c.Tellers[1], c.Tellers[0] },
		"another's key": func(c *ballot.Manifest) { c.Tellers[2].Key = ballot.HexDigest(nil) },
	} {
		changed := *m.Manifest
		changed.Tellers = append([]ballot.TellerRef(nil), m.Manifest.Tellers...)
		change(&changed)
		if m.Trustees.Matches(&changed) {
			t.Errorf("%s: matches", name)
		}
	}
}
