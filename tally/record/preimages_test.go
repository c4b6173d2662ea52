package record_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"regexp"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/tally/record"
)

// listing is a file of preimages: each with its SHA-256, under the heading of what was hashed.
type listing struct {
	preimages map[string][]string // by heading
	sums      map[string][]string
}

var listed = regexp.MustCompile(`(?m)^== (trustees|first ballot|partial decryption)|^#\d+ preimage: (.*)\n +sha256: (\w+)$`)

func readListing(t *testing.T, name string) listing {
	t.Helper()
	data, err := os.ReadFile(testdata + name)
	if err != nil {
		t.Fatal(err)
	}
	l := listing{map[string][]string{}, map[string][]string{}}
	heading := ""
	for _, m := range listed.FindAllStringSubmatch(string(data), -1) {
		if m[1] != "" {
			heading = m[1]
			continue
		}
		l.preimages[heading] = append(l.preimages[heading], m[2])
		l.sums[heading] = append(l.sums[heading], m[3])
		if sum := sha256.Sum256([]byte(m[2])); hex.EncodeToString(sum[:]) != m[3] {
			t.Errorf("%s: the SHA-256 of a preimage is not the one listed", heading)
		}
	}
	return l
}

// holds compares what the record's proofs say was hashed with the list. A proof's challenges add up to the hash of its
// preimage; so where a verifier accepts a proof whose challenges add up to a listed hash, it hashed that very preimage.
func (l listing) holds(t *testing.T, heading string, proofs [][]proof.Proof) {
	t.Helper()
	if len(proofs) != len(l.sums[heading]) || len(proofs) == 0 {
		t.Fatalf("%s: %d proofs, %d preimages", heading, len(proofs), len(l.sums[heading]))
	}
	for i, ps := range proofs {
		sum := group.FromInt(0)
		for _, p := range ps {
			sum = sum.Add(p.Challenge)
		}
		n, ok := new(big.Int).SetString(l.sums[heading][i], 16)
		if !ok || !group.FromBig(n).Equal(sum) {
			t.Errorf("%s: preimage %d is not that of its proof: %.120s", heading, i+1, l.preimages[heading][i])
		}
	}
}

// TestEveryPreimageOfARecord walks a record's trustees and its first ballot in the order of the list.
func TestEveryPreimageOfARecord(t *testing.T) {
	l := readListing(t, "preimages-threshold.txt")
	data, err := os.ReadFile(testdata + "valid/threshold-all-three-opened.bel")
	if err != nil {
		t.Fatal(err)
	}
	if report, err := record.Verify(data, nil); err != nil || !report.Valid() {
		t.Fatal("the verifier refuses the record, so its proofs show nothing")
	}
	r, err := record.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	l.holds(t, "trustees", trusteeProofs(t, r))
	raw, err := r.Ballot(0)
	if err != nil {
		t.Fatal(err)
	}
	b, err := ballot.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	l.holds(t, "first ballot", ballotProofs(b))
	// The vectors list an opening of this election that is not the one in the record: only its prefix can be held to ours.
	trustees, err := tally.ParseTrustees(r.Trustees)
	if err != nil {
		t.Fatal(err)
	}
	public, err := trustees.PublicKey(1)
	if err != nil || len(l.preimages["partial decryption"]) != 2 {
		t.Fatalf("%d preimages, %v", len(l.preimages["partial decryption"]), err)
	}
	for _, preimage := range l.preimages["partial decryption"] {
		if commitments, ok := strings.CutPrefix(preimage, tally.DecryptionPrefix(ballot.Digest(r.Election), public)); !ok || len(commitments) != 129 {
			t.Errorf("%.150s", preimage)
		}
	}
}

func trusteeProofs(t *testing.T, r *record.Record) (proofs [][]proof.Proof) {
	t.Helper()
	var entries [][2]json.RawMessage
	var p threshold.Parameters
	if err := strict.Decode(r.Trustees, &entries); err != nil {
		t.Fatal(err)
	}
	if err := strict.Decode(entries[0][1], &p); err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Certs {
		proofs = append(proofs, []proof.Proof{c.Signature})
	}
	for i, c := range p.Coefexps {
		proofs = append(proofs, []proof.Proof{c.Signature}, []proof.Proof{p.Signatures[i]})
	}
	for _, k := range p.VerificationKeys {
		proofs = append(proofs, []proof.Proof{k.Proof}, []proof.Proof{*k.Signature})
	}
	return proofs
}

func ballotProofs(b *ballot.Ballot) [][]proof.Proof {
	proofs := [][]proof.Proof{{b.Signature.Proof}}
	for _, a := range b.Answers {
		proofs = append(proofs, a.IndividualProofs...)
		if a.BlankProof != nil {
			proofs = append(proofs, a.BlankProof)
		}
		proofs = append(proofs, a.OverallProof)
	}
	return proofs
}

// TestPreimagesOfBlankBallots builds the strings that blank proofs hash from the ciphertexts in the individual proofs'
// preimages: the vectors hold no record of that election.
func TestPreimagesOfBlankBallots(t *testing.T) {
	l := readListing(t, "preimages-threshold-blank.txt")
	individual := regexp.MustCompile(`^prove\|([^|]+\|[^|]+)\|(\w+),(\w+)\|[^|]+$`)
	var choices []elgamal.Ciphertext
	context, whole := "", map[string]int{}
	for _, preimage := range l.preimages["first ballot"][1:] { // after the signature's
		if m := individual.FindStringSubmatch(preimage); m != nil {
			alpha, errAlpha := group.ParsePoint(m[2])
			beta, errBeta := group.ParsePoint(m[3])
			if errAlpha != nil || errBeta != nil {
				t.Fatalf("%.80s", preimage)
			}
			context, choices = m[1], append(choices, elgamal.Ciphertext{Alpha: alpha, Beta: beta})
			continue
		}
		kind, _, _ := strings.Cut(preimage, "|")
		want := kind + "|" + ballot.QuestionContext(context, choices) + "|"
		if sum := elgamal.Sum(choices...); kind == "prove" {
			want += sum.Alpha.String() + "," + sum.Beta.String() + "|"
		}
		if !strings.HasPrefix(preimage, want) || strings.Contains(preimage[len(want):], "|") {
			t.Errorf("%.100s...\nwant %.100s...", preimage, want)
		}
		whole[kind]++
		if kind != "bproof0" {
			choices = nil // the question's last proof
		}
	}
	if fmt.Sprint(whole) != "map[bproof0:2 bproof1:2 prove:1]" {
		t.Errorf("proofs over whole questions: %v", whole)
	}
}
