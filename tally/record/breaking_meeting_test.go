package record_test

import (
	"slices"
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
	"phieukin/tally/tallytest"
	"phieukin/tally/trustee"
)

// stage is a published meeting with all its secrets, to be forged from: four members and a spare credential, three
// ballots.
type stage struct {
	*tallytest.Meeting
	openers []int
	ballots []cast
	sound   *archive
	parts   map[string]*tally.Partial
}

// Part makes an opener's honest part, the same one for the same total.
func (s *stage) Part(owner int, total tally.Encrypted) *tally.Partial {
	of := ballot.HexDigest(total.Encode()) + string(rune('0'+owner))
	if s.parts[of] == nil {
		s.parts[of] = s.Meeting.Part(owner, total)
	}
	p := *s.parts[of]
	return &p
}

// cast is a ballot as it stands in the record, and what it adds to the total.
type cast struct {
	raw string
	*ballot.Ballot
}

func sound(b *ballot.Ballot) cast { return cast{string(b.Encode()), b} }

var options = tallytest.Options{Questions: 2, Answers: 2, Blank: true, Voters: 4, Spares: 1, Tellers: 2, Quorum: 3}

// allNeeded is a meeting whose two tellers are both needed.
func allNeeded(t *testing.T) *stage { return publishStage(t, tallytest.New(t, options), 1, 2) }

// twoOfThree is the same with the tellers of a key ceremony, of whom the first and the third open.
func twoOfThree(t *testing.T) *stage {
	m := tallytest.New(t, options)
	trustees, keys, _ := ceremony(t, 3, 2)
	m.Keys = keys
	return publishStage(t, reseal(t, m, trustees, func(c *ballot.Manifest) { c.Threshold = 2 }), 1, 3)
}

func publishStage(t *testing.T, m *tallytest.Meeting, openers ...int) *stage {
	t.Helper()
	s := &stage{Meeting: m, openers: openers, parts: map[string]*tally.Partial{}}
	for who := range 3 {
		s.ballots = append(s.ballots, sound(m.Ballot(t, who, who-1, 1)))
	}
	s.sound = s.publish(t, made{})
	slices.SortFunc(s.ballots, byTracker)
	return s
}

func byTracker(a, b cast) int {
	return strings.Compare(ballot.Digest([]byte(a.raw)), ballot.Digest([]byte(b.raw)))
}

// ceremony makes trustees.json and the shares behind it, and returns the tellers' nonces too.
func ceremony(t *testing.T, n, needed int) (trustees []byte, keys []*trustee.Key, nonces []string) {
	t.Helper()
	devices, messages := make([]*trustee.Ceremony, n), make([][]byte, n)
	for i := range devices {
		c, err := trustee.NewCeremony(threshold.Terms{UUID: tallytest.UUID, Size: n, Threshold: needed}, i+1)
		if err != nil {
			t.Fatal(err)
		}
		devices[i], messages[i] = c, c.Commit()
	}
	for _, step := range []func(*trustee.Ceremony, [][]byte) ([]byte, error){
		(*trustee.Ceremony).Reveal, (*trustee.Ceremony).Deal, (*trustee.Ceremony).Key,
	} {
		next := make([][]byte, n)
		for i, c := range devices {
			var err error
			if next[i], err = step(c, messages); err != nil {
				t.Fatal(err)
			}
		}
		messages = next
		if len(nonces) == 0 {
			for _, m := range messages {
				var r threshold.Reveal
				if err := strict.Decode(m, &r); err != nil {
					t.Fatal(err)
				}
				nonces = append(nonces, r.Nonce)
			}
		}
	}
	keys = make([]*trustee.Key, n)
	for i, c := range devices {
		var err error
		if keys[i], trustees, err = c.Finish(messages); err != nil {
			t.Fatal(err)
		}
	}
	return trustees, keys, nonces
}

// reseal makes a meeting anew with other trustees and another manifest, all of it consistent.
func reseal(t *testing.T, m *tallytest.Meeting, trustees []byte, change func(*ballot.Manifest)) *tallytest.Meeting {
	t.Helper()
	again := *m
	var err error
	if again.Trustees, err = tally.ParseTrustees(trustees); err != nil {
		t.Fatal(err)
	}
	manifest := *m.Manifest
	manifest.Tellers = nil
	for i, hash := range again.Trustees.Hashes() {
		manifest.Tellers = append(manifest.Tellers, ballot.TellerRef{Name: "teller " + string(rune('1'+i)), Key: hash})
	}
	change(&manifest)
	again.Manifest = &manifest
	again.Setup.Trustees, again.Setup.Manifest = trustees, manifest.Encode()
	unit, _, _ := strings.Cut(m.Election.Description, "\n")
	again.Election, err = ballot.NewElection(m.Election.UUID, m.Election.Name, ballot.Description(unit, again.Setup.Manifest),
		again.Trustees.Key, m.Election.Questions)
	if err != nil {
		t.Fatal(err)
	}
	again.Setup.Election = again.Election.Raw
	return &again
}

// made says how a forged record differs from the sound one. Everything that follows from a difference is made to fit.
type made struct {
	ballots         []cast // nil: the sound ones
	total           func(tally.Encrypted) tally.Encrypted
	counted, weight int // added to the truth
	parts           func(total tally.Encrypted) []opened
}

// opened is one teller's part.
type opened struct {
	owner int
	part  *tally.Partial
}

// publish writes a whole record.
func (s *stage) publish(t *testing.T, m made) *archive {
	t.Helper()
	if m.ballots == nil {
		m.ballots = s.ballots
	}
	ballots := slices.Clone(m.ballots)
	slices.SortFunc(ballots, byTracker)
	w, total := s.Writer(), tally.Zero(s.Election)
	sealed := ballot.SignHead(s.Signing, ballot.StageSealed, s.Election.Fingerprint, nil, w.Bytes())
	trackers := []string{}
	for _, b := range ballots {
		w.Ballot([]byte(b.raw))
		total = total.AddBallot(b.Ballot, 1)
		trackers = append(trackers, ballot.Digest([]byte(b.raw)))
	}
	if m.total != nil {
		total = m.total(total)
	}
	w.End(len(ballots)+m.counted, int64(len(ballots)+m.weight), total)
	closed := ballot.SignHead(s.Signing, ballot.StageClosed, s.Election.Fingerprint, trackers, w.Bytes())
	honest := map[int]*tally.Partial{}
	var parts []opened
	for _, owner := range s.openers {
		honest[owner] = s.Part(owner, total)
		parts = append(parts, opened{owner, honest[owner]})
	}
	if m.parts != nil {
		parts = m.parts(total)
	}
	for _, p := range parts {
		w.Partial(p.owner, strict.Encode(p.part))
	}
	result, err := tally.Combine(s.Trustees, honest, total, 1000)
	if err != nil {
		t.Fatal(err)
	}
	w.Result(result)
	return takeApart(t, w.Bytes(), s.Setup.Manifest, string(strict.Encode(sealed)), string(strict.Encode(closed)))
}

// setup is a record that ends with its setup.
func (s *stage) setup(election, trustees, credentials, manifest string) *archive {
	data := []string{election, trustees, credentials, string(record.Setup([]byte(election), []byte(trustees), []byte(credentials)))}
	return &archive{
		header: s.sound.header, events: []entry{{kind: "Setup", names: objectNames["Setup"], data: data}},
		manifest: manifest, heads: s.sound.heads,
	}
}

// with replaces the first ballot by another one.
func (s *stage) with(c cast) made { return made{ballots: append([]cast{c}, s.ballots[1:]...)} }

// first is a copy of the first ballot.
func (s *stage) first(t *testing.T) *ballot.Ballot {
	t.Helper()
	b, err := ballot.Parse([]byte(s.ballots[0].raw))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// secretOf is the secret key of a listed credential.
func (s *stage) secretOf(public *group.Point) *group.Scalar {
	for _, c := range s.Voters {
		if x := c.Key(s.Election.UUID); group.GPow(x).Equal(public) {
			return x
		}
	}
	panic("no voter's credential")
}

// signed signs a ballot anew by its own voter, so that only what it says can be wrong.
func (s *stage) signed(b *ballot.Ballot) cast {
	b.Signature = &ballot.Signature{Hash: b.Hash()}
	b.Signature.Proof = proof.SignBallot(s.secretOf(b.Credential), b.Signature.Hash)
	return sound(b)
}

// respelled signs another spelling of the first ballot.
func (s *stage) respelled(t *testing.T, change func(string) string) cast {
	t.Helper()
	b := s.first(t)
	b.Signature = nil
	text := change(string(b.Encode()))
	hash := ballot.Digest([]byte(text))
	signature := strict.Encode(ballot.Signature{Hash: hash, Proof: proof.SignBallot(s.secretOf(b.Credential), hash)})
	return cast{text[:len(text)-1] + `,"signature":` + string(signature) + "}", s.ballots[0].Ballot}
}

// part makes an opener's part with bound proofs for what bound says, and factors as factor says.
func (s *stage) part(owner int, total tally.Encrypted, factor func(*group.Point) *group.Point,
	bound func(i, j int, c elgamal.Ciphertext, factor *group.Point) string) *tally.Partial {
	x := s.Secret(owner)
	p := s.Meeting.Part(owner, total)
	p.BoundProofs = nil
	for i, row := range total {
		var proofs []proof.Proof
		for j, c := range row {
			p.Factors[i][j] = factor(p.Factors[i][j])
			proofs = append(proofs, proof.Decryption(bound(i, j, c, p.Factors[i][j]), x, c.Alpha))
		}
		p.BoundProofs = append(p.BoundProofs, proofs)
	}
	return p
}
