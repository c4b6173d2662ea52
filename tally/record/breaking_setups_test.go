package record_test

import (
	"strings"
	"testing"

	"filippo.io/age"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/tally/trustee"
)

// forgedSetups are elections that should not have been sealed. Most end with their setup, since nobody would vote in them.
func (s *stage) forgedSetups(t *testing.T) (all []forgery) {
	election, trustees, credentials, manifest := string(s.Setup.Election), string(s.Setup.Trustees), string(s.Setup.Credentials), string(s.Setup.Manifest)
	replaced := func(text, from, to string) string {
		t.Helper()
		if !strings.Contains(text, from) {
			t.Fatalf("%s is not there to be replaced", from)
		}
		return strings.Replace(text, from, to, 1)
	}
	key := s.Election.PublicKey.String()
	neutral := group.Neutral().String()
	for name, change := range map[string]struct{ from, to, code string }{
		"of version 2":                        {`"version":1`, `"version":2`, "election"},
		"in another group":                    {`"Ed25519"`, `"BELENIOS-2048"`, "election"},
		"without questions":                   {election[strings.Index(election, `"questions":`):strings.Index(election, `,"uuid"`)], `"questions":[]`, "election"},
		"with a minimum of 0":                 {`"min":1`, `"min":0`, "election"},
		"with a maximum of 2":                 {`"max":1`, `"max":2`, "election"},
		"with a negative minimum":             {`"min":1`, `"min":-1`, "election"},
		"with a minimum above the maximum":    {`"min":1`, `"min":2`, "election"},
		"with a maximum above the answers":    {`"max":1`, `"max":3`, "election"},
		"with one answer only":                {`"answer 1",`, ``, "election"},
		"with another kind of question":       {`{"answers"`, `{"type":"Lists","answers"`, "election"},
		"with a neutral key":                  {key, neutral, "election"},
		"with a key that is not the trustees": {key, s.Election.PublicKey.Mul(group.Generator()).String(), "trustees"},
		"with a short uuid":                   {`"uuid":"Q5V7oUSV4CdWW7"`, `"uuid":"Q5V7oUSV4CdWW"`, "election"},
		"with a uuid outside Base58":          {`"uuid":"Q5V7oUSV4CdWW7"`, `"uuid":"Q5V7oUSV4CdWW0"`, "election"},
		"with a member in upper case":         {`"name"`, `"Name"`, "election"},
		"with a member twice":                 {`"uuid"`, `"name":"x","uuid"`, "election"},
		"that names another manifest":         {ballot.HexDigest(s.Setup.Manifest), ballot.HexDigest(nil), "manifest"},
		"whose blank is not the manifest's":   {`,"blank":true`, ``, "manifest"},
	} {
		all = append(all, forgery{"an election " + name, s.setup(replaced(election, change.from, change.to), trustees, credentials, manifest), change.code})
	}
	all = append(all, s.forgedCredentials(t)...)
	all = append(all, s.forgedManifests(t)...)
	return append(all, s.forgedHeads()...)
}

func (s *stage) forgedCredentials(t *testing.T) (all []forgery) {
	keys := s.Credentials.Keys
	text := func(points ...string) string { return string(strict.Encode(points)) }
	var points []string
	for _, k := range keys {
		points = append(points, k.String())
	}
	for name, test := range map[string]struct{ list, code string }{
		"with the neutral element": {text(append([]string{group.Neutral().String()}, points...)...), "credentials"},
		"with one twice":           {text(append([]string{points[0]}, points...)...), "credentials"},
		"with a point of order 2":  {text(append([]string{plusOrderTwo(keys[0])}, points[1:]...)...), "credentials"},
		"with a weight":            {text(append([]string{points[0] + ",2"}, points[1:]...)...), "credentials"},
		"with the weight 1":        {text(append([]string{points[0] + ",1"}, points[1:]...)...), "credentials"},
		"with a name":              {text(append([]string{points[0] + ",,an"}, points[1:]...)...), "credentials"},
		"in another order":         {text(append([]string{points[1], points[0]}, points[2:]...)...), "credentials"},
		"fewer than convened":      {text(points[:3]...), "manifest"},
		"with a space":             {strings.Replace(text(points...), ",", ", ", 1), "credentials"},
	} {
		all = append(all, forgery{"credentials " + name, s.setup(string(s.Setup.Election), string(s.Setup.Trustees), test.list, string(s.Setup.Manifest)), test.code})
	}
	return all
}

func (s *stage) forgedManifests(t *testing.T) (all []forgery) {
	classic, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	add := func(name string, trustees []byte, change func(*ballot.Manifest)) {
		m := reseal(t, s.Meeting, trustees, change)
		all = append(all, forgery{name, s.setup(string(m.Setup.Election), string(trustees), string(s.Setup.Credentials), string(m.Setup.Manifest)), "manifest"})
	}
	for name, change := range map[string]func(m *ballot.Manifest){
		"of another version":                  func(m *ballot.Manifest) { m.Version = "phieukin 2" },
		"of another meeting":                  func(m *ballot.Manifest) { m.UUID = "Q5V7oUSV4CdWW8" },
		"with another threshold":              func(m *ballot.Manifest) { m.Threshold = 1 },
		"with the threshold 0":                func(m *ballot.Manifest) { m.Threshold = 0 },
		"with a threshold above the tellers":  func(m *ballot.Manifest) { m.Threshold = 9 },
		"with a teller less":                  func(m *ballot.Manifest) { m.Tellers = m.Tellers[1:] },
		"with a teller more":                  func(m *ballot.Manifest) { m.Tellers = append(m.Tellers, m.Tellers[0]) },
		"with its tellers in another order":   func(m *ballot.Manifest) { m.Tellers[0], m.Tellers[1] = m.Tellers[1], m.Tellers[0] },
		"with another teller's key":           func(m *ballot.Manifest) { m.Tellers[0].Key = ballot.HexDigest(nil) },
		"with nobody convened":                func(m *ballot.Manifest) { m.Convened = 0 },
		"with more convened than credentials": func(m *ballot.Manifest) { m.Convened = 6 },
		"without an attendance quorum":        func(m *ballot.Manifest) { m.AttendanceQuorum = 0 },
		"with an attendance quorum above all": func(m *ballot.Manifest) { m.AttendanceQuorum = 5 },
		"without a ballot quorum":             func(m *ballot.Manifest) { m.BallotQuorum = 0 },
		"with a ballot quorum above all":      func(m *ballot.Manifest) { m.BallotQuorum = 5 },
		"with a recipient that is not hybrid": func(m *ballot.Manifest) { m.Recipient = classic.Recipient().String() },
		"with a registrar that is not hybrid": func(m *ballot.Manifest) { m.Registrar = classic.Recipient().String() },
		"with a neutral signing key":          func(m *ballot.Manifest) { m.SigningKey = group.Neutral() },
		"whose blank is not the election's":   func(m *ballot.Manifest) { m.Blank = false },
	} {
		add("a manifest "+name, s.Setup.Trustees, change)
	}
	spaced := strings.Replace(string(s.Setup.Manifest), ",", ", ", 1)
	election := strings.Replace(string(s.Setup.Election), ballot.HexDigest(s.Setup.Manifest), ballot.HexDigest([]byte(spaced)), 1)
	all = append(all, forgery{"a manifest with a space", s.setup(election, string(s.Setup.Trustees), string(s.Setup.Credentials), spaced), "manifest"})

	// More ballots are needed than were counted.
	strictly := publishStage(t, reseal(t, s.Meeting, s.Setup.Trustees, func(m *ballot.Manifest) { m.BallotQuorum = 4 }), s.openers...)
	all = append(all, forgery{"opened below its ballot quorum", strictly.sound, "quorum"})

	// What Belenios allows and this service never writes.
	single := trustee.NewKey().Publish()
	held, _, _ := ceremony(t, 3, 2)
	unneeded := strings.Replace(string(held), `[["Pedersen"`, `[["Single",`+string(single)+`],["Pedersen"`, 1)
	add("a ceremony and a trustee beside it", []byte(unneeded), func(m *ballot.Manifest) { m.Threshold = 3 })
	everybody := withoutCeremony(t, 3)
	add("a ceremony of three of whom all are needed", everybody, func(m *ballot.Manifest) { m.Threshold = 3 })
	last := strings.LastIndex(string(held), `"}}]}]]`) + 2 // inside the last verification key
	named := string(held[:last]) + `,"name":"x"` + string(held[last:])
	add("a ceremony with a name that nobody signed", []byte(named), func(m *ballot.Manifest) { m.Threshold = 2 })
	add("trustees with a space", []byte(strings.Replace(string(s.Setup.Trustees), "[[", "[ [", 1)), func(m *ballot.Manifest) {})
	return all
}

// withoutCeremony makes Pedersen trustees who are all needed, by one hand: our ceremony refuses such terms.
func withoutCeremony(t *testing.T, n int) []byte {
	t.Helper()
	p := &threshold.Parameters{Threshold: n}
	signing := make([]*group.Scalar, n)
	shares := make([]*group.Scalar, n)
	for i := range n {
		signing[i], shares[i] = group.Random(), group.FromInt(0)
		text := threshold.CertificateText(threshold.Terms{Size: n, Threshold: n}, i+1, group.GPow(signing[i]), group.GPow(group.Random()))
		p.Certs = append(p.Certs, threshold.SignedMessage{Message: text, Signature: proof.SignText(signing[i], text)})
	}
	for i := range n {
		var points []*group.Point
		power := make([]*group.Scalar, n)
		for j := range power {
			power[j] = group.FromInt(1)
		}
		for range n {
			a := group.Random()
			points = append(points, group.GPow(a))
			for j := range n {
				shares[j] = shares[j].Add(a.Mul(power[j]))
				power[j] = power[j].Mul(group.FromInt(int64(j + 1)))
			}
		}
		text := threshold.CoefexpsText(points)
		p.Coefexps = append(p.Coefexps, threshold.SignedMessage{Message: text, Signature: proof.SignText(signing[i], text)})
		p.Signatures = append(p.Signatures, proof.SignText(signing[i], threshold.CertsText(p.Certs, points)))
	}
	for j := range n {
		public := group.GPow(shares[j])
		signature := proof.SignText(signing[j], public.String())
		p.VerificationKeys = append(p.VerificationKeys, threshold.VerificationKey{Proof: proof.Knowledge(shares[j]), PublicKey: public, Signature: &signature})
	}
	if _, err := tally.ParseTrustees(p.Trustees()); err != nil {
		t.Fatal(err)
	}
	return p.Trustees()
}

// forgedHeads stand beside a record that is itself sound.
func (s *stage) forgedHeads() (all []forgery) {
	add := func(name string, i int, h ballot.Head) {
		a := *s.sound
		a.heads = append([]string(nil), a.heads...)
		a.heads[i] = string(strict.Encode(h))
		all = append(all, forgery{"a head " + name, &a, "head"})
	}
	phi, other := s.Election.Fingerprint, group.Random()
	add("of the sealed box by another key", 0, ballot.SignHead(other, ballot.StageSealed, phi, nil, s.Writer().Bytes()))
	add("of another sealed box", 0, ballot.SignHead(s.Signing, ballot.StageSealed, phi, nil, nil))
	add("of another election", 0, ballot.SignHead(s.Signing, ballot.StageSealed, ballot.Digest(nil), nil, s.Writer().Bytes()))
	add("of a sealed box with a ballot", 0, ballot.SignHead(s.Signing, ballot.StageSealed, phi, []string{"x"}, s.Writer().Bytes()))
	add("of an unknown stage", 0, ballot.SignHead(s.Signing, "opened", phi, nil, s.Writer().Bytes()))
	add("of the sealed box as of the closed one", 1, ballot.SignHead(s.Signing, ballot.StageClosed, phi, nil, s.Writer().Bytes()))
	var closed ballot.Head
	if err := strict.Decode([]byte(s.sound.heads[1]), &closed); err != nil {
		panic(err)
	}
	closed.Signature = s.SealedHead().Signature
	add("with another head's signature", 1, closed)
	return all
}
