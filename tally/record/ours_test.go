package record_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/record"
	"phieukin/tally/tallytest"
)

func encode(p *tally.Partial) []byte { return strict.Encode(p) }

// publish opens a closed box honestly.
func publish(t *testing.T, m *tallytest.Meeting, box *tallytest.Box) []byte {
	t.Helper()
	w := box.Writer
	parts := map[int]*tally.Partial{}
	for owner := 1; owner <= len(m.Keys); owner++ {
		parts[owner] = m.Part(owner, box.Total)
		w.Partial(owner, encode(parts[owner]))
	}
	result, err := tally.Combine(m.Trustees, parts, box.Total, int64(len(box.Trackers)))
	if err != nil {
		t.Fatal(err)
	}
	w.Result(result)
	return w.Bytes()
}

func check(t *testing.T, data, manifest []byte) *record.Report {
	t.Helper()
	report, err := record.Verify(data, manifest)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// TestEveryStateOfAWrittenRecordVerifies writes a meeting step by step: each state is valid as far as it goes, and a
// prefix of the next.
func TestEveryStateOfAWrittenRecordVerifies(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Blank: true, Voters: 4, Tellers: 2, Quorum: 3})
	var ballots []*ballot.Ballot
	for who := range 4 {
		ballots = append(ballots, m.Ballot(t, who, who-1, 2))
	}
	box := m.Close(ballots...)
	sealed, voting, closed := m.Writer().Bytes(), m.Writer(), box.Data
	slices.SortFunc(ballots, func(a, b *ballot.Ballot) int { return strings.Compare(a.Tracker(), b.Tracker()) })
	for _, b := range ballots {
		voting.Ballot(b.Encode())
	}
	published := publish(t, m, box)
	states := []struct {
		data    []byte
		stage   string
		ballots int
		open    bool
	}{{sealed, "voting", 0, true}, {voting.Bytes(), "voting", 4, true}, {closed, "closed", 4, true}, {published, "published", 4, false}}
	for i, s := range states {
		report := check(t, s.data, m.Setup.Manifest)
		if !report.Valid() || report.Stage != s.stage || report.Ballots != s.ballots || report.Kind != record.KindOurs || !report.Manifest {
			t.Errorf("%s: %+v", s.stage, report)
		}
		if slices.Contains(report.Warnings, record.WarnNoResult) != s.open || len(report.Warnings) > 1 {
			t.Errorf("%s: warnings %v", s.stage, report.Warnings)
		}
		if i > 0 && !bytes.HasPrefix(s.data, states[i-1].data) {
			t.Errorf("%s is not a prefix of %s", states[i-1].stage, s.stage)
		}
	}
	report := check(t, published, m.Setup.Manifest)
	if got := fmt.Sprint(report.Result); got != "[[1 1 1 1 0] [0 0 0 4 0]]" || !report.Total.Equal(box.Total) {
		t.Errorf("result %s", got)
	}
	parsed, err := record.Parse(published)
	if err != nil {
		t.Fatal(err)
	}
	first, err := parsed.Ballot(0)
	if err != nil || len(parsed.Partials) != 2 || string(first) != string(ballots[0].Encode()) ||
		string(parsed.Setup) != string(record.Setup(m.Setup.Election, m.Setup.Trustees, m.Setup.Credentials)) {
		t.Errorf("%v", err)
	}
	if report := check(t, published, nil); !report.Valid() || !slices.Equal(report.Warnings, []string{record.WarnManifest}) || report.Manifest {
		t.Errorf("without its manifest: %+v", report)
	}
}

func TestWhatOurKindForbids(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Blank: true, Voters: 5, Tellers: 2, Quorum: 4})
	var ballots []*ballot.Ballot
	for who := range 4 {
		ballots = append(ballots, m.Ballot(t, who, 1))
	}
	other := tallytest.New(t, tallytest.Options{Blank: true, Voters: 5, Tellers: 2, Quorum: 4})
	again := m.Ballot(t, 0, 2)
	honest := publish(t, m, m.Close(ballots...))
	if report := check(t, honest, m.Setup.Manifest); !report.Valid() {
		t.Fatal(report.Failures[0])
	}
	for name, test := range map[string]struct {
		data     []byte
		manifest []byte
		code     string
	}{
		"not sorted by tracker":  {unsorted(m, ballots), m.Setup.Manifest, "ballot-order"},
		"a revote":               {m.Close(append(ballots, again)...).Data, m.Setup.Manifest, "ballot-revote"},
		"a weight":               {weighted(m), m.Setup.Manifest, "credentials"},
		"credentials unsorted":   {credentialsReversed(m), m.Setup.Manifest, "credentials"},
		"unbound part":           {unbound(m, ballots), m.Setup.Manifest, "decryption"},
		"another's manifest":     {honest, other.Setup.Manifest, "manifest"},
		"empty manifest":         {honest, []byte{}, "manifest"},
		"below the quorum":       {publish(t, m, m.Close(ballots[:3]...)), m.Setup.Manifest, "quorum"},
		"a part twice":           {twice(m, ballots), m.Setup.Manifest, "decryption-twice"},
		"a part by nobody":       {byNobody(m, ballots), m.Setup.Manifest, "decryption"},
		"too few credentials":    {fewCredentials(m), m.Setup.Manifest, "manifest"},
		"other tellers' setup":   {withTrustees(m, other), m.Setup.Manifest, "trustees"},
		"tellers in other order": {reordered(m), m.Setup.Manifest, "manifest"},
	} {
		report := check(t, test.data, test.manifest)
		if report.Valid() || report.Failures[0].Code != test.code {
			t.Errorf("%s: %v, want %s", name, report.Failures, test.code)
		}
	}
}

// TestMinimumOfBallots holds that nobody opens two ballots, whatever the meeting's own quorum says.
func TestMinimumOfBallots(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 3, Quorum: 1})
	ballots := []*ballot.Ballot{m.Ballot(t, 0, 0), m.Ballot(t, 1, 1), m.Ballot(t, 2, 2)}
	for n := range 4 {
		report := check(t, publish(t, m, m.Close(ballots[:n]...)), m.Setup.Manifest)
		if refused := !report.Valid() && report.Failures[0].Code == "quorum"; refused != (n < 3) || report.Valid() != (n == 3) {
			t.Errorf("%d ballots: %v", n, report.Failures)
		}
	}
}

func unsorted(m *tallytest.Meeting, ballots []*ballot.Ballot) []byte {
	ballots = slices.Clone(ballots)
	slices.SortFunc(ballots, func(a, b *ballot.Ballot) int { return strings.Compare(b.Tracker(), a.Tracker()) })
	w := m.Writer()
	for _, b := range ballots {
		w.Ballot(b.Encode())
	}
	return w.Bytes()
}

func weighted(m *tallytest.Meeting) []byte {
	list := strings.Replace(string(m.Setup.Credentials), `","`, `,2","`, 1)
	return record.NewWriter(1, m.Setup.Election, m.Setup.Trustees, []byte(list)).Bytes()
}

// credentialsReversed may tell who was which, by the order of a list.
func credentialsReversed(m *tallytest.Meeting) []byte {
	keys := slices.Clone(m.Credentials.Keys)
	slices.Reverse(keys)
	return record.NewWriter(1, m.Setup.Election, m.Setup.Trustees, ballot.EncodeCredentials(keys)).Bytes()
}

func unbound(m *tallytest.Meeting, ballots []*ballot.Ballot) []byte {
	box := m.Close(ballots...)
	p := m.Part(1, box.Total)
	p.BoundProofs = nil
	box.Writer.Partial(1, encode(p))
	return box.Writer.Bytes()
}

func twice(m *tallytest.Meeting, ballots []*ballot.Ballot) []byte {
	box := m.Close(ballots...)
	box.Writer.Partial(1, encode(m.Part(1, box.Total)))
	box.Writer.Partial(1, encode(m.Part(1, box.Total)))
	return box.Writer.Bytes()
}

func byNobody(m *tallytest.Meeting, ballots []*ballot.Ballot) []byte {
	box := m.Close(ballots...)
	box.Writer.Partial(3, encode(m.Part(1, box.Total)))
	return box.Writer.Bytes()
}

func fewCredentials(m *tallytest.Meeting) []byte {
	list := ballot.EncodeCredentials(m.Credentials.Keys[:4])
	return record.NewWriter(1, m.Setup.Election, m.Setup.Trustees, list).Bytes()
}

func withTrustees(m, other *tallytest.Meeting) []byte {
	return record.NewWriter(1, m.Setup.Election, other.Setup.Trustees, m.Setup.Credentials).Bytes()
}

// reordered has the same tellers and so the same key, but not in the order that the manifest names them in.
func reordered(m *tallytest.Meeting) []byte {
	first, second, _ := strings.Cut(strings.Trim(string(m.Setup.Trustees), "[]"), `],["Single"`)
	trustees := `[["Single"` + second + `],[` + first + `]]`
	return record.NewWriter(1, m.Setup.Election, []byte(trustees), m.Setup.Credentials).Bytes()
}
