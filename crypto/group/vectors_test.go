package group_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"os"
	"regexp"
	"strings"
	"testing"

	"phieukin/crypto/group"
)

// primitives returns the lines of the Ed25519 section of primitives.txt.
func primitives(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../testdata/primitives.txt")
	if err != nil {
		t.Fatal(err)
	}
	section, _, cut := strings.Cut(string(data), "group BELENIOS-2048")
	if !cut || !strings.HasPrefix(section, "group Ed25519") {
		t.Fatal("no section for Ed25519")
	}
	return section
}

// listed finds the value of a line.
func listed(t *testing.T, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(primitives(t))
	if m == nil {
		t.Fatalf("primitives.txt has no %s", pattern)
	}
	return m[1]
}

func TestListedEncodings(t *testing.T) {
	g := group.Generator()
	for pattern, got := range map[string]string{
		` q = (\d+)`:                group.FromInt(-1).Big().Add(group.FromInt(-1).Big(), big.NewInt(1)).String(),
		`str\(g\) = (\w+)`:          g.String(),
		`str\(g\^2\) = (\w+)`:       g.Mul(g).String(),
		`str\(g\^\(q-1\)\) = (\w+)`: group.GPow(group.FromInt(-1)).String(),
		`str\(neutral\) = (\w+)`:    group.Neutral().String(),
		`g, g\^2\) = (\d+)`:         group.Hash("prove|x|", g, g.Mul(g)).String(),
		`hr, .* C = (\w+)`:          group.GPow(derived(t, "Q5V7oUSV4CdWW7", "JuGbL-H5gEsD-cbdVc-5gT9hr")).String(),
		`hr, .* s = (\d+)`:          derived(t, "Q5V7oUSV4CdWW7", "JuGbL-H5gEsD-cbdVc-5gT9hr").String(),
		`jU: vk = (\w+)`:            group.GPow(digest("sk|vAtsLmCLpptjRfvQtbg1jU")).String(),
		`ek = (\w+)`:                group.GPow(digest("dk|vAtsLmCLpptjRfvQtbg1jU")).String(),
	} {
		if want := listed(t, pattern); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

// digest is SHA-256 as a big-endian integer modulo q.
func digest(text string) *group.Scalar {
	sum := sha256.Sum256([]byte(text))
	return group.FromBig(new(big.Int).SetBytes(sum[:]))
}

func derived(t *testing.T, uuid, credential string) *group.Scalar {
	t.Helper()
	first := sha256.Sum256([]byte("derive_credential|" + uuid + "|0|" + credential))
	second := sha256.Sum256([]byte("derive_credential|" + uuid + "|1|" + credential))
	return group.FromBig(new(big.Int).SetBytes(append(first[:], second[:]...)))
}

// TestListedPreimages feeds Hash with the parts of every listed preimage: it must build the same bytes.
func TestListedPreimages(t *testing.T) {
	for _, name := range []string{"preimages-threshold.txt", "preimages-threshold-blank.txt"} {
		f, err := os.Open("../testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines, n, preimage := bufio.NewScanner(f), 0, ""
		for lines.Scan() {
			line := lines.Text()
			if _, after, ok := strings.Cut(line, " preimage: "); ok {
				preimage = after
			}
			sum, ok := strings.CutPrefix(strings.TrimSpace(line), "sha256: ")
			if !ok {
				continue
			}
			n++
			at := strings.LastIndex(preimage, "|") + 1
			var points []*group.Point
			for _, text := range strings.Split(preimage[at:], ",") {
				p, err := group.ParsePoint(text)
				if err != nil {
					t.Fatalf("%s, preimage %d: %v", name, n, err)
				}
				points = append(points, p)
			}
			raw, err := hex.DecodeString(sum)
			if err != nil {
				t.Fatal(err)
			}
			if got := group.Hash(preimage[:at], points...); !got.Equal(group.FromBig(new(big.Int).SetBytes(raw))) {
				t.Errorf("%s, preimage %d: %s", name, n, got)
			}
		}
		if err := lines.Err(); err != nil || n < 33 {
			t.Errorf("%s: %d preimages, %v", name, n, err)
		}
	}
}
