package trustee_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/elgamal"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
	"phieukin/tally/trustee"
)

// seal makes a meeting whose tellers are those of a ceremony.
func seal(t *testing.T, p *played, questions, voters int, blank bool) *tallytest.Meeting {
	t.Helper()
	id, err := envelope.NewIdentity()
	check := func() {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check()
	m := &tallytest.Meeting{Signing: group.Random(), Keys: p.keys}
	manifest := ballot.Manifest{
		Version: ballot.ManifestVersion, UUID: uuid, Roster: ballot.HexDigest(nil), Convened: max(voters, 1), AttendanceQuorum: 1,
		BallotQuorum: 1, Profile: ballot.ProfileRef{Name: "test", Hash: ballot.HexDigest(nil)}, Blank: blank,
		Threshold: p.terms.Threshold, Registrar: id.Recipient(), Recipient: id.Recipient(), SigningKey: group.GPow(m.Signing),
	}
	for i, message := range p.messages[threshold.RoundReveal] {
		certificate := strict.Encode(decode[threshold.Reveal](t, message).Certificate)
		manifest.Tellers = append(manifest.Tellers, ballot.TellerRef{Name: fmt.Sprint("teller ", i+1), Key: ballot.HexDigest(certificate)})
	}
	var public []*group.Point
	for range max(voters, 1) {
		c := voter.NewCredential()
		m.Voters = append(m.Voters, c)
		public = append(public, group.GPow(c.Key(uuid)))
	}
	slices.SortFunc(public, func(a, b *group.Point) int { return strings.Compare(a.String(), b.String()) })
	m.Setup = trustee.Setup{Trustees: p.trustees, Manifest: manifest.Encode(), Credentials: ballot.EncodeCredentials(public)}
	m.Trustees, err = tally.ParseTrustees(p.trustees)
	check()
	var asked []ballot.Question
	for i := range questions {
		asked = append(asked, ballot.Question{
			Answers: []string{"XS", "T", "HT", "KHT"}, Blank: blank, Min: 1, Max: 1, Text: fmt.Sprint("question ", i+1),
		})
	}
	m.Election, err = ballot.NewElection(uuid, "test", ballot.Description("unit", m.Setup.Manifest), m.Trustees.Key, asked)
	check()
	m.Setup.Election = m.Election.Raw
	m.Credentials, err = ballot.ParseCredentials(m.Setup.Credentials)
	check()
	m.Manifest, err = m.Election.ParseManifest(m.Setup.Manifest)
	check()
	return m
}

// subsets returns every choice of t among 1..n.
func subsets(n, t int) (all [][]int) {
	for mask := range 1 << n {
		var chosen []int
		for i := range n {
			if mask>>i&1 == 1 {
				chosen = append(chosen, i+1)
			}
		}
		if len(chosen) == t {
			all = append(all, chosen)
		}
	}
	return all
}

// open lets a teller's device check the box and answer.
func open(t *testing.T, m *tallytest.Meeting, box *tallytest.Box, key *trustee.Key, owner int) []byte {
	t.Helper()
	opener, err := trustee.NewOpener(key, owner, m.Setup, m.SealedHead(), &tallytest.Memory{})
	if err != nil {
		t.Fatal(err)
	}
	if err := opener.Check(box.Data, box.Head, nil, len(m.Voters), ""); err != nil {
		t.Fatal(err)
	}
	payload, err := opener.Open()
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

// TestAnyThresholdOfTellersOpensThePlainSum holds random meetings: whichever t tellers open, the totals are the plain
// sums of the choices made, and the record verifies; t-1 open nothing.
func TestAnyThresholdOfTellersOpensThePlainSum(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 3))
	for _, terms := range []threshold.Terms{terms(2, 1), terms(3, 2), terms(5, 3)} {
		t.Run(fmt.Sprintf("%d of %d", terms.Threshold, terms.Size), func(t *testing.T) {
			p := play(t, terms)
			questions, voters, blank := 1+random.IntN(3), 3+random.IntN(4), random.IntN(2) == 1
			m := seal(t, p, questions, voters, blank)
			offset := 0 // a blank vote is choice -1 and the first count
			if blank {
				offset = 1
			}
			plain := make(tally.Result, questions)
			for q := range plain {
				plain[q] = make([]int64, 4+offset)
			}
			var ballots []*ballot.Ballot
			for v := range voters - random.IntN(voters-2) {
				var choices []int
				for q := range questions {
					choice := random.IntN(4+offset) - offset
					choices = append(choices, choice)
					plain[q][choice+offset]++
				}
				ballots = append(ballots, m.Ballot(t, v, choices...))
			}
			box := m.Close(ballots...)
			payloads, parts := map[int][]byte{}, map[int]*tally.Partial{}
			for owner := 1; owner <= terms.Size; owner++ {
				payloads[owner] = open(t, m, box, p.keys[owner-1], owner)
				part, err := tally.ParsePartial(payloads[owner])
				if err != nil {
					t.Fatal(err)
				}
				parts[owner] = part
			}
			pick := func(owners []int) map[int]*tally.Partial {
				picked := map[int]*tally.Partial{}
				for _, o := range owners {
					picked[o] = parts[o]
				}
				return picked
			}
			for _, owners := range subsets(terms.Size, terms.Threshold) {
				result, err := tally.Combine(m.Trustees, pick(owners), box.Total, int64(len(ballots)))
				if err != nil || !slices.EqualFunc(result, plain, slices.Equal) {
					t.Fatalf("tellers %v open %v, the choices were %v (%v)", owners, result, plain, err)
				}
				data := finish(m, ballots, owners, payloads, result)
				report, err := record.Verify(data, m.Setup.Manifest)
				if err != nil || !report.Valid() || report.Stage != "published" {
					t.Fatalf("tellers %v: the record is %+v (%v)", owners, report, err)
				}
			}
			for _, owners := range subsets(terms.Size, terms.Threshold-1) {
				if _, err := tally.Combine(m.Trustees, pick(owners), box.Total, int64(len(ballots))); err == nil {
					t.Errorf("tellers %v alone open the box", owners)
				}
			}
		})
	}
}

// finish writes the whole record, opened by some tellers.
func finish(m *tallytest.Meeting, ballots []*ballot.Ballot, owners []int, payloads map[int][]byte, result tally.Result) []byte {
	box := m.Close(ballots...)
	for _, o := range owners {
		box.Writer.Partial(o, payloads[o])
	}
	box.Writer.Result(result)
	return box.Writer.Bytes()
}

// TestTotalsOfManySizesOpenToThePlainSum goes over sizes for which proved ballots would take too long: the ciphertexts
// are summed without proofs, and random tellers open the sum.
func TestTotalsOfManySizesOpenToThePlainSum(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 4))
	for _, test := range []struct {
		terms             threshold.Terms
		questions, voters int
	}{
		{terms(2, 1), 1, 0}, {terms(3, 2), 40, 1}, {terms(5, 3), 2, 60},
		{terms(3, 2), 1 + random.IntN(40), random.IntN(61)},
	} {
		p := play(t, test.terms)
		blank := random.IntN(2) == 1
		m := seal(t, p, test.questions, test.voters, blank)
		total, plain := tally.Zero(m.Election), make(tally.Result, test.questions)
		for q := range total {
			plain[q] = make([]int64, len(total[q]))
			for range test.voters {
				chosen := random.IntN(len(total[q]))
				plain[q][chosen]++
				for i := range total[q] {
					r, one := group.Random(), group.Neutral()
					if i == chosen {
						one = group.Generator()
					}
					total[q][i] = total[q][i].Add(elgamal.Ciphertext{
						Alpha: group.GPow(r), Beta: m.Election.PublicKey.Pow(r).Mul(one),
					})
				}
			}
		}
		parts := map[int]*tally.Partial{}
		for _, at := range random.Perm(test.terms.Size)[:test.terms.Threshold] {
			parts[at+1] = m.Part(at+1, total)
			if err := parts[at+1].Verify(m.Election, m.Trustees, at+1, total, true); err != nil {
				t.Fatal(err)
			}
		}
		result, err := tally.Combine(m.Trustees, parts, total, int64(test.voters))
		if err != nil || !slices.EqualFunc(result, plain, slices.Equal) {
			t.Errorf("%+v, %d questions, %d voters: %v, want %v (%v)", test.terms, test.questions, test.voters, result, plain, err)
		}
	}
}
