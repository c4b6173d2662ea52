package threshold_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

func read(t *testing.T, kind string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../testdata/elections", kind, "threshold.json"))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.TrimSpace(string(data)))
}

// verify reads and verifies parameters.
func verify(data []byte) (*group.Point, error) {
	var p threshold.Parameters
	if err := strict.Decode(data, &p); err != nil {
		return nil, err
	}
	return p.Verify()
}

func TestCeremoniesOfTheToolVerify(t *testing.T) {
	key, err := verify(read(t, "threshold"))
	if err != nil {
		t.Fatal(err)
	}
	var election struct {
		Key string `json:"public_key"`
	}
	data, err := os.ReadFile("../testdata/elections/threshold/election.json")
	if err == nil {
		err = json.Unmarshal(data, &election)
	}
	if err != nil || key.String() != election.Key {
		t.Errorf("key %s, the election's is %s (%v)", key, election.Key, err)
	}
	if _, err := verify(read(t, "mixed-weights")); err != nil {
		t.Errorf("mixed-weights: %v", err)
	}
}

// TestEveryChangedValueIsRefused changes one value of a valid ceremony at a time, inside signed texts too.
func TestEveryChangedValueIsRefused(t *testing.T) {
	valid := string(read(t, "threshold"))
	other := group.GPow(group.Random()).String()
	values := regexp.MustCompile(`[0-9a-f]{64}|\\"(?:size|index|threshold)\\":\d|"threshold":\d|"\d{70,77}"|Ed25519`)
	found := values.FindAllStringIndex(valid, -1)
	// 3 certificates of 6 values and 2 scalars, 3 lists of 2 points and 2 scalars, 3 signatures of 2, 3 keys of 5, 1 threshold
	if len(found) != 3*8+3*4+3*2+3*5+1 {
		t.Fatalf("%d values in the ceremony", len(found))
	}
	for _, at := range found {
		value := valid[at[0]:at[1]]
		changed := other
		switch {
		case value == "Ed25519":
			changed = "Ed25518"
		case value[0] == '"' && value[1] != 't':
			changed = `"` + group.Random().String() + `"`
		case len(value) != 64:
			changed = value[:len(value)-1] + "1"
			if changed == value {
				changed = value[:len(value)-1] + "2"
			}
		}
		if _, err := verify([]byte(valid[:at[0]] + changed + valid[at[1]:])); err == nil {
			t.Errorf("accepted with %s for %s at %d", changed, value, at[0])
		}
	}
}

func TestMissingAndMovedPartsAreRefused(t *testing.T) {
	for name, change := range map[string]func(p *threshold.Parameters){
		"no certificate":       func(p *threshold.Parameters) { p.Certs = p.Certs[:2] },
		"no coefficients":      func(p *threshold.Parameters) { p.Coefexps = p.Coefexps[:2] },
		"no signature":         func(p *threshold.Parameters) { p.Signatures = p.Signatures[:2] },
		"no key":               func(p *threshold.Parameters) { p.VerificationKeys = p.VerificationKeys[:2] },
		"a trustee less":       lastTrusteeGone,
		"nobody":               func(p *threshold.Parameters) { *p = threshold.Parameters{} },
		"threshold 0":          func(p *threshold.Parameters) { p.Threshold = 0 },
		"threshold 4":          func(p *threshold.Parameters) { p.Threshold = 4 },
		"certificates swapped": func(p *threshold.Parameters) { p.Certs[0], p.Certs[1] = p.Certs[1], p.Certs[0] },
		"coefficients swapped": func(p *threshold.Parameters) { p.Coefexps[0], p.Coefexps[1] = p.Coefexps[1], p.Coefexps[0] },
		"signatures swapped":   func(p *threshold.Parameters) { p.Signatures[0], p.Signatures[1] = p.Signatures[1], p.Signatures[0] },
		"keys swapped": func(p *threshold.Parameters) {
			p.VerificationKeys[0], p.VerificationKeys[1] = p.VerificationKeys[1], p.VerificationKeys[0]
		},
		"unsigned key (the form of version 2.0)": func(p *threshold.Parameters) { p.VerificationKeys[1].Signature = nil },
		"certificate with spaces":                func(p *threshold.Parameters) { p.Certs[1].Message = " " + p.Certs[1].Message },
	} {
		var p threshold.Parameters
		if err := strict.Decode(read(t, "threshold"), &p); err != nil {
			t.Fatal(err)
		}
		change(&p)
		if _, err := p.Verify(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func lastTrusteeGone(p *threshold.Parameters) {
	p.Certs, p.Coefexps, p.Signatures, p.VerificationKeys = p.Certs[:2], p.Coefexps[:2], p.Signatures[:2], p.VerificationKeys[:2]
}

func TestLagrangeInterpolatesAtZero(t *testing.T) {
	// f(x) = c + 2x + 3x^2, recovered from any three of its values.
	f := func(x int64) *group.Scalar { return group.FromInt(41 + 2*x + 3*x*x) }
	for _, indices := range [][]int{{1, 2, 3}, {2, 4, 7}, {9, 1, 5}} {
		sum := group.FromInt(0)
		for _, j := range indices {
			sum = sum.Add(f(int64(j)).Mul(threshold.Lagrange(indices, j)))
		}
		if !sum.Equal(group.FromInt(41)) {
			t.Errorf("%v: %s", indices, sum)
		}
	}
	if !threshold.Lagrange([]int{3}, 3).Equal(group.FromInt(1)) {
		t.Error("a single index has no weight one")
	}
}
