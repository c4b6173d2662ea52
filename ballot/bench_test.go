package ballot_test

import (
	"testing"
	"time"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/group"
	"phieukin/tally/tallytest"
)

// subjects is a large meeting: the unit and thirty members.
const subjects = 31

func large(b *testing.B) (*tallytest.Meeting, *ballot.Ballot) {
	b.Helper()
	m := tallytest.New(b, tallytest.Options{Questions: subjects, Blank: true, Voters: 1})
	return m, m.Ballot(b, 0, 2)
}

// BenchmarkVerify reads and verifies a ballot as the server does, and reports how much longer that takes than the bare
// group operations it cannot do without ("ratio"), which are measured between the ballots.
func BenchmarkVerify(b *testing.B) {
	m, made := large(b)
	compact := made.Compact()
	var bare, whole time.Duration
	for b.Loop() {
		start := time.Now()
		read, err := ballot.FromCompact(m.Election, compact)
		if err != nil {
			b.Fatal(err)
		}
		if err := read.Verify(m.Election, m.Credentials); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		start = time.Now()
		operations(m, made)
		bare += time.Since(start)
	}
	b.ReportMetric(float64(whole.Microseconds())/float64(b.N), "whole-µs")
	b.ReportMetric(float64(bare.Microseconds())/float64(b.N), "bare-µs")
	b.ReportMetric(float64(whole)/float64(bare), "ratio")
}

// operations are the group operations of one verification: each point of the ballot is read and found in the group, and
// each branch of each proof takes two commitments, over the base and over the key; the signature takes one.
func operations(m *tallytest.Meeting, made *ballot.Ballot) {
	read := func(p *group.Point) {
		if _, err := group.PointFromBytes(p.Bytes()); err != nil {
			panic(err)
		}
	}
	read(made.Credential)
	group.CommitG(made.Signature.Proof.Response, made.Credential, made.Signature.Proof.Challenge)
	for _, a := range made.Answers {
		proofs := append(append(a.IndividualProofs[:5:5], a.OverallProof), a.BlankProof)
		for i, ps := range proofs {
			c := a.Choices[i%5]
			if i < 5 {
				read(c.Alpha)
				read(c.Beta)
			}
			for _, p := range ps {
				group.CommitG(p.Response, c.Alpha, p.Challenge)
				group.Commit(m.Election.PublicKey, p.Response, c.Beta, p.Challenge)
			}
		}
	}
}

// BenchmarkVerifySignature is what a flood of ballots without a valid credential costs.
func BenchmarkVerifySignature(b *testing.B) {
	m, made := large(b)
	for b.Loop() {
		if err := made.VerifySignature(m.Election, m.Credentials); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPrepare is the part of making a ballot that is done before any choice is known.
func BenchmarkPrepare(b *testing.B) {
	m, _ := large(b)
	for b.Loop() {
		if _, err := voter.Prepare(m.Election); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFinish is what remains after the last choice.
func BenchmarkFinish(b *testing.B) {
	m, _ := large(b)
	choices := make([]int, subjects)
	for b.Loop() {
		b.StopTimer()
		prepared, err := voter.Prepare(m.Election)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := prepared.Finish(m.Voters[0], choices); err != nil {
			b.Fatal(err)
		}
	}
}
