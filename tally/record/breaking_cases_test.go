package record_test

import (
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/elgamal"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/tallytest"
)

// forgery is a record that is wrong in one thing and consistent in all others, and the code that it must be refused for.
type forgery struct {
	name string
	*archive
	code string
}

// forgedBallots are boxes with one unlawful ballot each, signed by its voter where the signature is not what is wrong,
// with total, opening and result to match.
func (s *stage) forgedBallots(t *testing.T) (all []forgery) {
	add := func(name string, m made, code string) {
		t.Helper()
		all = append(all, forgery{"a ballot " + name, s.publish(t, m), code})
	}
	g := group.Generator()
	for name, change := range map[string]func(b *ballot.Ballot){
		"that chooses twice": func(b *ballot.Ballot) {
			for i := range b.Answers[0].Choices[1:] {
				c := &b.Answers[0].Choices[i+1]
				c.Beta = c.Beta.Mul(g)
			}
		},
		"that chooses nothing":        func(b *ballot.Ballot) { unchoose(s, b) },
		"of a hundred votes":          func(b *ballot.Ballot) { addVotes(b, 100) },
		"that is blank and a choice":  func(b *ballot.Ballot) { c := &b.Answers[1].Choices[0]; c.Beta = c.Beta.Mul(g) },
		"with another's answers":      func(b *ballot.Ballot) { b.Answers = s.ballots[1].Answers },
		"with another's one answer":   func(b *ballot.Ballot) { b.Answers[1] = s.ballots[1].Answers[1] },
		"with two proofs swapped":     func(b *ballot.Ballot) { p := b.Answers[0].IndividualProofs; p[0], p[1] = p[1], p[0] },
		"without an individual proof": func(b *ballot.Ballot) { b.Answers[0].IndividualProofs = b.Answers[0].IndividualProofs[:2] },
		"without its blank proof":     func(b *ballot.Ballot) { b.Answers[0].BlankProof = nil },
		"with a short overall proof":  func(b *ballot.Ballot) { b.Answers[0].OverallProof = b.Answers[0].OverallProof[:1] },
		"with a long overall proof": func(b *ballot.Ballot) {
			b.Answers[0].OverallProof = append(b.Answers[0].OverallProof, proof.Proof{Challenge: group.FromInt(0), Response: group.Random()})
		},
	} {
		b := s.first(t)
		change(b)
		add(name, s.with(s.signed(b)), "ballot-proof")
	}
	for name, change := range map[string]func(b *ballot.Ballot){
		"signed by another credential": func(b *ballot.Ballot) {
			b.Signature.Proof = proof.SignBallot(s.secretOf(s.ballots[1].Credential), b.Signature.Hash)
		},
		"signed as another text":  func(b *ballot.Ballot) { b.Signature.Proof = proof.SignText(s.secretOf(b.Credential), b.Signature.Hash) },
		"with a signature's hash": func(b *ballot.Ballot) { *b.Signature = *s.ballots[1].Signature },
	} {
		b := s.first(t)
		change(b)
		add(name, s.with(sound(b)), "ballot-signature")
	}
	unsigned := s.first(t)
	unsigned.Signature = nil
	add("without a signature", s.with(sound(unsigned)), "ballot-signature")

	other := reseal(t, s.Meeting, s.Setup.Trustees, func(c *ballot.Manifest) { c.Convened = 5 })
	add("of another election", s.with(sound(other.Ballot(t, 0, 1))), "ballot-other-election")
	b := s.first(t)
	b.ElectionUUID = "Q5V7oUSV4CdWW8"
	add("of another uuid", s.with(s.signed(b)), "ballot-other-election")
	stranger := tallytest.New(t, options)
	stranger.Election = s.Election
	add("by an unknown credential", s.with(sound(stranger.Ballot(t, 0, 1))), "ballot-unknown-credential")
	again := made{ballots: append(s.ballots[1:2:2], s.ballots...)}
	again.ballots[0] = sound(s.Ballot(t, 0, 1))
	add("by a spent credential", again, "ballot-revote")

	beta := `,"beta":"`
	alpha := s.ballots[0].Answers[0].Choices[0].Alpha
	challenge := s.ballots[0].Answers[0].OverallProof[0].Challenge
	for name, respelling := range map[string]struct{ from, to, code string }{
		"with another member in an answer": {`,"individual_proofs"`, `,"comment":"x","individual_proofs"`, "ballot-not-canonical"},
		"with a space":                     {`,"answers"`, `, "answers"`, "ballot-not-canonical"},
		"with another spelling of a key":   {`"answers"`, `"\u0061nswers"`, "ballot-not-canonical"},
		"with a point in upper case":       {alpha.String(), strings.ToUpper(alpha.String()), "ballot-not-canonical"},
		"with a point beyond p":            {alpha.String(), "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee", "ballot-not-canonical"},
		"with a point off the curve":       {alpha.String(), strings.Repeat("0", 63) + "2", "ballot-not-canonical"},
		"with a point of order 2":          {alpha.String(), plusOrderTwo(alpha), "ballot-point"},
		"with a challenge plus q":          {challenge.String(), challenge.Big().Add(challenge.Big(), order).String(), "ballot-not-canonical"},
		"with a leading zero":              {`"` + challenge.String(), `"0` + challenge.String(), "ballot-not-canonical"},
		"with a scalar as a number":        {`"` + challenge.String() + `"`, challenge.String(), "ballot-not-canonical"},
	} {
		add(name, s.with(s.respelled(t, func(text string) string {
			return strings.Replace(text, respelling.from, respelling.to, 1)
		})), respelling.code)
	}
	add("with the members of a choice swapped", s.with(s.respelled(t, func(text string) string {
		from := `"alpha":"` + alpha.String() + `"` + beta + s.ballots[0].Answers[0].Choices[0].Beta.String() + `"`
		first, second, _ := strings.Cut(from, ",")
		return strings.Replace(text, from, second+","+first, 1)
	})), "ballot-not-canonical")
	return all
}

// unchoose takes a vote away that somebody else still gives, so that the total remains a count.
func unchoose(s *stage, b *ballot.Ballot) {
	c := &b.Answers[1].Choices[2] // everybody chose the last answer of the second question
	c.Beta = c.Beta.Div(group.Generator())
}

func addVotes(b *ballot.Ballot, n int64) {
	c := &b.Answers[0].Choices[1]
	c.Beta = c.Beta.Mul(group.GPow(group.FromInt(n)))
}

// forgedTotals are sound ballots with an unsound total, opening or result.
func (s *stage) forgedTotals(t *testing.T) (all []forgery) {
	add := func(name string, m made, code string) {
		t.Helper()
		all = append(all, forgery{name, s.publish(t, m), code})
	}
	leave := func(total tally.Encrypted) tally.Encrypted {
		for i, a := range s.ballots[0].Answers {
			for j, c := range a.Choices {
				total[i][j] = elgamal.Ciphertext{Alpha: total[i][j].Alpha.Div(c.Alpha), Beta: total[i][j].Beta.Div(c.Beta)}
			}
		}
		return total
	}
	add("a ballot left out of the total", made{total: leave}, "tally-differs")
	add("a ballot left out of the total and the count", made{total: leave, counted: -1, weight: -1}, "tally-count")
	add("a ballot counted with weight 2", made{total: func(e tally.Encrypted) tally.Encrypted { return e.AddBallot(s.ballots[0].Ballot, 1) }, weight: 1}, "tally-count")
	add("a vote moved to another answer", made{total: func(e tally.Encrypted) tally.Encrypted {
		e[1][1].Beta, e[1][2].Beta = e[1][1].Beta.Mul(group.Generator()), e[1][2].Beta.Div(group.Generator())
		return e
	}}, "tally-differs")
	add("two totals swapped", made{total: func(e tally.Encrypted) tally.Encrypted { e[0], e[1] = e[1], e[0]; return e }}, "tally-differs")

	same := func(p *group.Point) *group.Point { return p }
	first := s.openers[0]
	public := group.GPow(s.Secret(first))
	hash := func(e tally.Encrypted) string { return ballot.HexDigest(e.Encode()) }
	parts := func(make func(total tally.Encrypted) opened) func(tally.Encrypted) []opened {
		return func(total tally.Encrypted) []opened {
			out := []opened{make(total)}
			for _, owner := range s.openers[1:] {
				out = append(out, opened{owner, s.Part(owner, total)})
			}
			return out
		}
	}
	phi := s.Election.Fingerprint
	type prefix = func(total tally.Encrypted, i, j int, c elgamal.Ciphertext, factor *group.Point) string
	for name, bound := range map[string]prefix{
		"another election": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(ballot.Digest(nil), hash(e), first, public, i, j, c.Alpha, f)
		},
		"another total": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, ballot.HexDigest(nil), first, public, i, j, c.Alpha, f)
		},
		"another trustee": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, hash(e), first+1, public, i, j, c.Alpha, f)
		},
		"another key": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, hash(e), first, s.Trustees.Key, i, j, c.Alpha, f)
		},
		"another question": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, hash(e), first, public, 1-i, j, c.Alpha, f)
		},
		"another choice": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, hash(e), first, public, i, j+1, c.Alpha, f)
		},
		"another ciphertext": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, hash(e), first, public, i, j, c.Beta, f)
		},
		"another factor": func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
			return tally.BoundPrefix(phi, hash(e), first, public, i, j, c.Alpha, c.Beta)
		},
	} {
		add("a part with proofs bound to "+name, made{parts: parts(func(e tally.Encrypted) opened {
			return opened{first, s.part(first, e, same, func(i, j int, c elgamal.Ciphertext, f *group.Point) string { return bound(e, i, j, c, f) })}
		})}, "decryption")
	}
	honest := func(e tally.Encrypted, i, j int, c elgamal.Ciphertext, f *group.Point) string {
		return tally.BoundPrefix(phi, hash(e), first, public, i, j, c.Alpha, f)
	}
	for name, make := range map[string]func(e tally.Encrypted) opened{
		"without bound proofs": func(e tally.Encrypted) opened {
			p := s.Part(first, e)
			p.BoundProofs = nil
			return opened{first, p}
		},
		"with its plain proofs as bound ones": func(e tally.Encrypted) opened {
			p := s.Part(first, e)
			p.BoundProofs = p.Proofs
			return opened{first, p}
		},
		"with its bound proofs as plain ones": func(e tally.Encrypted) opened {
			p := s.Part(first, e)
			p.Proofs = p.BoundProofs
			return opened{first, p}
		},
		"whose factors are shifted": func(e tally.Encrypted) opened {
			return opened{first, s.part(first, e, func(p *group.Point) *group.Point { return p.Mul(group.Generator()) },
				func(i, j int, c elgamal.Ciphertext, f *group.Point) string { return honest(e, i, j, c, f) })}
		},
		"of a total without one ballot": func(e tally.Encrypted) opened { return opened{first, s.Part(first, leave(copied(e)))} },
		"by trustee 0":                  func(e tally.Encrypted) opened { return opened{0, s.Part(first, e)} },
		"by a trustee that is not":      func(e tally.Encrypted) opened { return opened{9, s.Part(first, e)} },
		"in another's name":             func(e tally.Encrypted) opened { return opened{first + 1, s.Part(first, e)} },
		"of one question":               func(e tally.Encrypted) opened { return opened{first, s.Part(first, e[:1])} },
	} {
		add("a part "+name, made{parts: parts(make)}, "decryption")
	}
	add("two parts by one trustee", made{parts: func(e tally.Encrypted) []opened {
		return []opened{{first, s.Part(first, e)}, {first, s.Part(first, e)}, {s.openers[1], s.Part(s.openers[1], e)}}
	}}, "decryption-twice")
	add("parts not in the order of the trustees", made{parts: func(e tally.Encrypted) []opened {
		return []opened{{s.openers[1], s.Part(s.openers[1], e)}, {first, s.Part(first, e)}}
	}}, "decryption-order")
	add("too few parts", made{parts: func(e tally.Encrypted) []opened { return []opened{{first, s.Part(first, e)}} }}, "decryption-too-few")
	add("opened with two ballots", made{ballots: s.ballots[:2]}, "quorum")
	return all
}

func copied(e tally.Encrypted) tally.Encrypted {
	var out tally.Encrypted
	if err := strict.Decode(e.Encode(), &out); err != nil {
		panic(err)
	}
	return out
}
