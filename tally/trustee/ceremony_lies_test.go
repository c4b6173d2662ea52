package trustee_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"testing"

	"filippo.io/age"

	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
	"phieukin/tally/trustee"
)

// signingKey derives the ceremony's signing key of a device from its stored seed, as the specification says.
func signingKey(t *testing.T, state []byte) *group.Scalar {
	t.Helper()
	var s struct {
		Seed string `json:"seed"`
	}
	if err := json.Unmarshal(state, &s); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("sk|" + s.Seed))
	return group.FromBig(new(big.Int).SetBytes(sum[:]))
}

// liar is teller 2 of the honest ceremony, with its signing key, and a relay that shows teller 1 whatever it likes.
type liar struct {
	t        *testing.T
	honest   *played
	other    *played // the same tellers' numbers in a ceremony of another meeting
	messages map[threshold.Round][][]byte
	key      *group.Scalar
}

func decode[T any](t *testing.T, message []byte) T {
	t.Helper()
	var v T
	if err := strict.DecodeCanonical(message, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// reveal changes what teller 2 reveals, with a commitment that fits.
func (l *liar) reveal(change func(r *threshold.Reveal)) {
	r := decode[threshold.Reveal](l.t, l.messages[threshold.RoundReveal][1])
	change(&r)
	l.revealBytes(strict.Encode(r))
}

func (l *liar) revealBytes(message []byte) {
	l.messages[threshold.RoundReveal][1] = message
	l.messages[threshold.RoundCommit][1] = []byte(threshold.Commitment(uuid, message))
}

func (l *liar) deal(change func(d *threshold.Deal)) {
	d := decode[threshold.Deal](l.t, l.messages[threshold.RoundDeal][1])
	change(&d)
	l.messages[threshold.RoundDeal][1] = strict.Encode(d)
}

// share puts another share for teller 1 into teller 2's deal; an empty recipient means teller 1's.
func (l *liar) share(recipient string, content []byte) {
	if recipient == "" {
		recipient = decode[threshold.Reveal](l.t, l.messages[threshold.RoundReveal][0]).Recipient
	}
	sealed, err := envelope.Seal(recipient, content)
	if err != nil {
		l.t.Fatal(err)
	}
	l.deal(func(d *threshold.Deal) { d.Shares[0] = sealed })
}

func (l *liar) verificationKey(change func(k *threshold.VerificationKey)) {
	k := decode[threshold.VerificationKey](l.t, l.messages[threshold.RoundKey][1])
	change(&k)
	l.messages[threshold.RoundKey][1] = strict.Encode(k)
}

func (l *liar) sign(text string) threshold.SignedMessage {
	return threshold.SignedMessage{Message: text, Signature: proof.SignText(l.key, text)}
}

func (l *liar) certs() (certs []threshold.SignedMessage) {
	for _, m := range l.messages[threshold.RoundReveal] {
		certs = append(certs, decode[threshold.Reveal](l.t, m).Certificate)
	}
	return certs
}

func randomPoints(n int) (points []*group.Point) {
	for range n {
		points = append(points, group.GPow(group.Random()))
	}
	return points
}

// lies are what teller 1 must refuse: in which round, for what, and as whose fault. What only teller 1 can see is
// private; all else a board refuses too.
var lies = map[string]struct {
	round   threshold.Round
	want    error
	index   int
	private bool
	lie     func(l *liar)
}{
	"commitment missing":  {"commit", threshold.ErrMissing, 2, true, func(l *liar) { l.messages["commit"][1] = nil }},
	"commitment too long": {"commit", threshold.ErrForm, 2, false, func(l *liar) { l.messages["commit"][1] = append(l.messages["commit"][1], '0') }},
	"commitment in capitals": {"commit", threshold.ErrForm, 2, false, func(l *liar) {
		l.messages["commit"][1] = bytes.ToUpper([]byte(threshold.Commitment(uuid, []byte("another reveal"))))
	}},
	"commitment of nobody": {"commit", threshold.ErrIndex, 4, false, func(l *liar) {
		l.messages["commit"] = append(l.messages["commit"], l.messages["commit"][0])
	}},
	"a message less": {"commit", threshold.ErrMissing, 3, true, func(l *liar) { l.messages["commit"] = l.messages["commit"][:2] }},
	"own commitment replaced": {"commit", trustee.ErrNotOwn, 1, true, func(l *liar) {
		l.messages["commit"][0] = l.messages["commit"][2]
	}},
	"commitments swapped": {"commit", trustee.ErrNotOwn, 1, true, func(l *liar) {
		l.messages["commit"][0], l.messages["commit"][1] = l.messages["commit"][1], l.messages["commit"][0]
	}},

	"reveal missing":      {"reveal", threshold.ErrMissing, 3, true, func(l *liar) { l.messages["reveal"][2] = nil }},
	"own reveal replaced": {"reveal", trustee.ErrNotOwn, 1, true, func(l *liar) { l.messages["reveal"][0] = l.messages["reveal"][2] }},
	"reveal without its commitment": {"reveal", threshold.ErrCommitment, 2, false, func(l *liar) {
		commit := l.messages["commit"][1]
		l.reveal(func(r *threshold.Reveal) { r.Nonce = "00112233445566778899aabbccddeeff" })
		l.messages["commit"][1] = commit
	}},
	"commitment of another meeting": {"reveal", threshold.ErrCommitment, 2, false, func(l *liar) {
		l.messages["commit"][1], l.messages["reveal"][1] = l.other.messages["commit"][1], l.other.messages["reveal"][1]
	}},
	"reveals swapped": {"reveal", threshold.ErrCommitment, 2, false, func(l *liar) {
		l.messages["reveal"][1], l.messages["reveal"][2] = l.messages["reveal"][2], l.messages["reveal"][1]
	}},
	"another's reveal copied": {"reveal", threshold.ErrCertificate, 2, false, func(l *liar) { l.revealBytes(l.messages["reveal"][2]) }},
	"reveal with spaces": {"reveal", threshold.ErrForm, 2, false, func(l *liar) {
		l.revealBytes(append([]byte(" "), l.messages["reveal"][1]...))
	}},
	"reveal with an unknown member": {"reveal", threshold.ErrForm, 2, false, func(l *liar) {
		l.revealBytes(bytes.Replace(l.messages["reveal"][1], []byte(`{`), []byte(`{"more":1,`), 1))
	}},
	"certificate of another teller": {"reveal", threshold.ErrCertificate, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) { r.Certificate = l.certs()[2] })
	}},
	"certificate for another number": {"reveal", threshold.ErrCertificate, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) {
			r.Certificate = l.sign(threshold.CertificateText(l.honest.terms, 3, group.GPow(l.key), group.GPow(l.key)))
		})
	}},
	"certificate for another threshold": {"reveal", threshold.ErrCertificate, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) {
			r.Certificate = l.sign(threshold.CertificateText(terms(3, 1), 2, group.GPow(l.key), group.GPow(l.key)))
		})
	}},
	"certificate with another key": {"reveal", threshold.ErrCertificate, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) {
			r.Certificate = l.sign(threshold.CertificateText(l.honest.terms, 2, randomPoints(1)[0], group.GPow(l.key)))
		})
	}},
	"certificate swapped for one of the relay's": {"reveal", threshold.ErrRecipient, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) {
			l.key = group.Random()
			r.Certificate = l.sign(threshold.CertificateText(l.honest.terms, 2, group.GPow(l.key), group.GPow(l.key)))
		})
	}},
	"recipient swapped": {"reveal", threshold.ErrRecipient, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) {
			r.Recipient = decode[threshold.Reveal](l.t, l.messages["reveal"][2]).Recipient
		})
	}},
	"recipient signed for another number": {"reveal", threshold.ErrRecipient, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) {
			r.RecipientSignature = proof.SignText(l.key, threshold.RecipientText(uuid, 3, r.Recipient))
		})
	}},
	"recipient that is not hybrid": {"reveal", threshold.ErrRecipient, 2, false, func(l *liar) {
		id, err := age.GenerateX25519Identity()
		if err != nil {
			l.t.Fatal(err)
		}
		l.reveal(func(r *threshold.Reveal) {
			r.Recipient = id.Recipient().String()
			r.RecipientSignature = proof.SignText(l.key, threshold.RecipientText(uuid, 2, r.Recipient))
		})
	}},
	"reveal of another meeting": {"reveal", threshold.ErrRecipient, 2, false, func(l *liar) {
		l.revealBytes(l.other.messages["reveal"][1])
	}},
	"nonce too short": {"reveal", threshold.ErrForm, 2, false, func(l *liar) {
		l.reveal(func(r *threshold.Reveal) { r.Nonce = r.Nonce[:30] })
	}},

	"deal missing":          {"deal", threshold.ErrMissing, 2, true, func(l *liar) { l.messages["deal"][1] = nil }},
	"own deal replaced":     {"deal", trustee.ErrNotOwn, 1, true, func(l *liar) { l.messages["deal"][0] = l.messages["deal"][1] }},
	"another's deal copied": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) { l.messages["deal"][1] = l.messages["deal"][2] }},
	"deal of another meeting": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) {
		l.messages["deal"][1] = l.other.messages["deal"][1]
	}},
	"deal that is not JSON": {"deal", threshold.ErrForm, 2, false, func(l *liar) { l.messages["deal"][1] = []byte("deal") }},
	"coefficients changed": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Coefexps.Message = threshold.CoefexpsText(randomPoints(2)) })
	}},
	"coefficients changed and signed, but not with the certificates": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Coefexps = l.sign(threshold.CoefexpsText(randomPoints(2))) })
	}},
	"coefficients changed and signed, but for other certificates": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) {
		points := randomPoints(2)
		certs := l.certs()
		certs[2] = l.sign(threshold.CertificateText(l.honest.terms, 3, group.GPow(l.key), group.GPow(l.key)))
		l.deal(func(d *threshold.Deal) {
			d.Coefexps, d.Signature = l.sign(threshold.CoefexpsText(points)), proof.SignText(l.key, threshold.CertsText(certs, points))
		})
	}},
	"coefficients signed with the certificates only": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Coefexps.Signature = d.Signature })
	}},
	"coefficients changed and all signed": {"deal", trustee.ErrShare, 2, true, func(l *liar) {
		points := randomPoints(2)
		l.deal(func(d *threshold.Deal) {
			d.Coefexps, d.Signature = l.sign(threshold.CoefexpsText(points)), proof.SignText(l.key, threshold.CertsText(l.certs(), points))
		})
	}},
	"one coefficient too many": {"deal", threshold.ErrCoefexps, 2, false, func(l *liar) {
		points := randomPoints(3)
		l.deal(func(d *threshold.Deal) {
			d.Coefexps, d.Signature = l.sign(threshold.CoefexpsText(points)), proof.SignText(l.key, threshold.CertsText(l.certs(), points))
		})
	}},
	"share of nobody": {"deal", threshold.ErrForm, 2, false, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Shares = append(d.Shares, d.Shares[0]) })
	}},
	"share that is not an age file": {"deal", threshold.ErrForm, 2, false, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Shares[0] = []byte("share") })
	}},
	"share too large": {"deal", threshold.ErrForm, 2, false, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Shares[0] = append(d.Shares[0], make([]byte, 4096)...) })
	}},
	"share cut off": {"deal", trustee.ErrShare, 2, true, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Shares[0] = d.Shares[0][:len(d.Shares[0])-1] })
	}},
	"share forged": {"deal", trustee.ErrShare, 2, true, func(l *liar) {
		l.share("", strict.Encode(threshold.Share{UUID: uuid, From: 2, To: 1, Value: group.Random()}))
	}},
	"share that is no JSON": {"deal", trustee.ErrShare, 2, true, func(l *liar) { l.share("", []byte("41")) }},
	"share sealed to another": {"deal", trustee.ErrShare, 2, true, func(l *liar) {
		l.share(decode[threshold.Reveal](l.t, l.messages["reveal"][2]).Recipient, l.plain())
	}},
	"right share from another meeting": {"deal", trustee.ErrShare, 2, true, func(l *liar) { l.readdressed("Q5V7oUSV4CdWW8", 2, 1) }},
	"right share from another":         {"deal", trustee.ErrShare, 2, true, func(l *liar) { l.readdressed(uuid, 3, 1) }},
	"right share for another":          {"deal", trustee.ErrShare, 2, true, func(l *liar) { l.readdressed(uuid, 2, 3) }},
	"shares swapped": {"deal", trustee.ErrShare, 2, true, func(l *liar) {
		l.deal(func(d *threshold.Deal) { d.Shares[0], d.Shares[2] = d.Shares[2], d.Shares[0] })
	}},

	"key missing":          {"key", threshold.ErrMissing, 2, true, func(l *liar) { l.messages["key"][1] = nil }},
	"own key replaced":     {"key", trustee.ErrNotOwn, 1, true, func(l *liar) { l.messages["key"][0] = l.messages["key"][1] }},
	"another's key copied": {"key", threshold.ErrKey, 2, false, func(l *liar) { l.messages["key"][1] = l.messages["key"][2] }},
	"key of another meeting": {"key", threshold.ErrKey, 2, false, func(l *liar) {
		l.messages["key"][1] = l.other.messages["key"][1]
	}},
	"key not of the shares": {"key", threshold.ErrKey, 2, false, func(l *liar) {
		l.verificationKey(func(k *threshold.VerificationKey) {
			x := group.Random()
			signature := proof.SignText(l.key, group.GPow(x).String())
			*k = threshold.VerificationKey{Proof: proof.Knowledge(x), PublicKey: group.GPow(x), Signature: &signature}
		})
	}},
	"key without knowledge of its share": {"key", threshold.ErrKey, 2, false, func(l *liar) {
		l.verificationKey(func(k *threshold.VerificationKey) { k.Proof = proof.Knowledge(l.key) })
	}},
	"key signed by another": {"key", threshold.ErrKey, 2, false, func(l *liar) {
		l.verificationKey(func(k *threshold.VerificationKey) {
			signature := proof.SignText(group.Random(), k.PublicKey.String())
			k.Signature = &signature
		})
	}},
	"key without signature": {"key", threshold.ErrKey, 2, false, func(l *liar) {
		l.verificationKey(func(k *threshold.VerificationKey) { k.Signature = nil })
	}},
	"key with a name": {"key", threshold.ErrForm, 2, false, func(l *liar) {
		l.verificationKey(func(k *threshold.VerificationKey) { k.Name = "somebody" })
	}},
}

// plain is the right plaintext of teller 2's share for teller 1.
func (l *liar) plain() []byte {
	var s struct {
		Identity string `json:"identity"`
	}
	if err := json.Unmarshal(l.honest.devices[0].State(), &s); err != nil {
		l.t.Fatal(err)
	}
	identity, err := envelope.ParseIdentity(s.Identity)
	if err != nil {
		l.t.Fatal(err)
	}
	plain, err := identity.Open(decode[threshold.Deal](l.t, l.messages["deal"][1]).Shares[0], threshold.ShareLimit)
	if err != nil {
		l.t.Fatal(err)
	}
	return plain
}

func (l *liar) readdressed(uuid string, from, to int) {
	s := decode[threshold.Share](l.t, l.plain())
	s.UUID, s.From, s.To = uuid, from, to
	l.share("", strict.Encode(s))
}

func TestEveryLieIsRefusedAndItsAuthorNamed(t *testing.T) {
	honest := play(t, terms(3, 2))
	other := play(t, threshold.Terms{UUID: "Q5V7oUSV4CdWW8", Size: 3, Threshold: 2})
	for name, test := range lies {
		t.Run(name, func(t *testing.T) {
			l := &liar{t: t, honest: honest, other: other, messages: map[threshold.Round][][]byte{}}
			l.key = signingKey(t, honest.states[threshold.RoundCommit][1])
			for _, round := range threshold.Rounds {
				for _, m := range honest.messages[round] {
					l.messages[round] = append(l.messages[round], bytes.Clone(m))
				}
			}
			test.lie(l)
			check := func(who string, err error) {
				t.Helper()
				var f *threshold.Fault
				if !errors.Is(err, test.want) || !errors.As(err, &f) || f.Index != test.index {
					t.Errorf("%s: %v, want %v by teller %d", who, err, test.want, test.index)
				}
			}
			if !test.private {
				_, err := publish(t, honest.terms, l.messages)
				check("the board", err)
			}
			// The rounds before the lie are as they were; from the first changed one on the device sees what the relay shows.
			first := slices.IndexFunc(threshold.Rounds, func(r threshold.Round) bool {
				return !slices.EqualFunc(l.messages[r], honest.messages[r], bytes.Equal)
			})
			device, err := trustee.LoadCeremony(honest.states[threshold.Rounds[first]][0])
			if err != nil {
				t.Fatal(err)
			}
			for _, round := range threshold.Rounds[first:] {
				before := device.State()
				_, err := step(device, round, l.messages[round])
				if round != test.round {
					if err != nil {
						t.Fatalf("refused in %s: %v", round, err)
					}
					continue
				}
				check("the device", err)
				if !bytes.Equal(device.State(), before) {
					t.Error("the refusal left a trace")
				}
				break
			}
			if threshold.Rounds[first] == test.round {
				if _, err := step(device, test.round, honest.messages[test.round]); err != nil {
					t.Errorf("the truth is refused after the lie: %v", err)
				}
			}
		})
	}
}

// TestARelayBetweenTwoCeremoniesIsFound plays the relay that shows teller 1 tellers of its own making.
func TestARelayBetweenTwoCeremoniesIsFound(t *testing.T) {
	device := func(index int) *trustee.Ceremony {
		c, err := trustee.NewCeremony(terms(3, 2), index)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	// All others are the relay's: teller 1 cannot see it, but the code that it reads aloud is not that of the others.
	victim, two, three := device(1), device(2), device(3)
	outside := []*trustee.Ceremony{device(1), two, three}
	inside := []*trustee.Ceremony{victim, device(2), device(3)}
	for _, tellers := range [][]*trustee.Ceremony{outside, inside} {
		messages := [][]byte{tellers[0].Commit(), tellers[1].Commit(), tellers[2].Commit()}
		for _, round := range threshold.Rounds {
			var next [][]byte
			for _, c := range tellers {
				m, err := step(c, round, messages)
				if err != nil {
					t.Fatal(err)
				}
				next = append(next, m)
			}
			messages = next
		}
	}
	if two.Code(nil) != three.Code(nil) || victim.Code(nil) == two.Code(nil) {
		t.Errorf("codes %s, %s, %s", victim.Code(nil), two.Code(nil), three.Code(nil))
	}

	// Only teller 2 is replaced before teller 1: what teller 3 signed for everybody does not fit what teller 1 sees.
	victim, two, three = device(1), device(2), device(3)
	fake := device(2)
	truth := [][]byte{victim.Commit(), two.Commit(), three.Commit()}
	shown := [][]byte{victim.Commit(), fake.Commit(), three.Commit()}
	for _, round := range threshold.Rounds[:2] {
		var nextTruth, nextShown [][]byte
		for i, c := range []*trustee.Ceremony{victim, two, three, fake} {
			see := truth
			if i == 0 || i == 3 {
				see = shown
			}
			m, err := step(c, round, see)
			if err != nil {
				t.Fatal(err)
			}
			nextTruth = append(nextTruth, m)
		}
		nextShown = [][]byte{nextTruth[0], nextTruth[3], nextTruth[2]}
		truth, shown = nextTruth[:3], nextShown
	}
	var f *threshold.Fault
	if _, err := victim.Key(shown); !errors.Is(err, threshold.ErrCoefexps) || !errors.As(err, &f) || f.Index != 3 {
		t.Errorf("teller 3's signature over other certificates: %v", err)
	}
	// The honest ones refuse the victim's deal, which fits what it was shown; and the labels tell whose key was swapped.
	if _, err := three.Key(truth); !errors.Is(err, threshold.ErrCoefexps) || !errors.As(err, &f) || f.Index != 1 {
		t.Errorf("teller 1's signature over other certificates: %v", err)
	}
	for i, code := range victim.Seen() {
		if differs := code != three.Seen()[i]; differs != (i == 1) {
			t.Errorf("the labels of teller %d differ: %v", i+1, differs)
		}
	}
}

func TestARoundCannotChangeOnceItIsAccepted(t *testing.T) {
	p, again := play(t, terms(3, 2)), play(t, terms(3, 2))
	for _, round := range threshold.Rounds {
		changed := slices.Clone(p.messages[round])
		changed[1] = again.messages[round][1]
		var f *threshold.Fault
		if _, err := step(p.devices[0], round, changed); !errors.Is(err, threshold.ErrChanged) || !errors.As(err, &f) || f.Index != 2 {
			t.Errorf("%s: %v", round, err)
		}
	}
}

func TestStepsHaveOneOrder(t *testing.T) {
	p := play(t, terms(3, 2))
	first := func() *trustee.Ceremony {
		c, err := trustee.LoadCeremony(p.states[threshold.RoundCommit][0])
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if _, err := step(first(), threshold.RoundReveal, p.messages[threshold.RoundReveal]); !errors.Is(err, threshold.ErrEarly) {
		t.Errorf("reveals before commitments: %v", err)
	}
	for _, round := range threshold.Rounds[2:] {
		if _, err := step(first(), round, p.messages[round]); !errors.Is(err, trustee.ErrOrder) {
			t.Errorf("%s first: %v", round, err)
		}
	}
	if first().Seen() != nil {
		t.Error("labels before anything was committed")
	}
	if first().Code([]byte("setup")) != "" {
		t.Error("a code before anything was revealed")
	}
}
