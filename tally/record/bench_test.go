package record_test

import (
	"testing"

	"phieukin/ballot"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
)

// BenchmarkVerify verifies a whole record: thirty ballots over ten subjects, two tellers, closed.
func BenchmarkVerify(b *testing.B) {
	const voters = 30
	m := tallytest.New(b, tallytest.Options{Questions: 10, Blank: true, Voters: voters, Tellers: 2})
	var ballots []*ballot.Ballot
	for who := range voters {
		ballots = append(ballots, m.Ballot(b, who, who%4))
	}
	box := m.Close(ballots...)
	for b.Loop() {
		report, err := record.Verify(box.Data, m.Setup.Manifest)
		if err != nil || !report.Valid() {
			b.Fatal(report, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*voters), "ms/ballot")
}
