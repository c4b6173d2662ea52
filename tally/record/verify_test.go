package record_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phieukin/tally/record"
)

const testdata = "../../crypto/testdata/"

func files(t *testing.T, folder string) []string {
	t.Helper()
	names, err := filepath.Glob(testdata + folder + "/*.bel")
	if err != nil || len(names) == 0 {
		t.Fatalf("no records in %s: %v", folder, err)
	}
	return names
}

func verify(t *testing.T, name string) *record.Report {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	report, err := record.Verify(data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestValidRecordsVerify(t *testing.T) {
	for _, name := range files(t, "valid") {
		report := verify(t, name)
		if !report.Valid() {
			t.Errorf("%s: %v", filepath.Base(name), report.Failures[0])
		}
		open := strings.Contains(name, "still-open")
		if slices.Contains(report.Warnings, record.WarnNoResult) != open || (report.Result == nil) != open {
			t.Errorf("%s: warnings %v, result %v", filepath.Base(name), report.Warnings, report.Result)
		}
	}
}

// reasons maps what a vector's name says to the code that must be given for it.
var reasons = []struct{ name, code string }{
	{"forged-alpha-torsion", "ballot-point"},
	{"forged-answer-reordered", "ballot-not-canonical"},
	{"forged-drop-last-from-tally", "tally-"},
	{"forged-gap-hides-ballots", "events"},
	{"forged-stuffed-100", "ballot-proof"},
	{"forged-unsigned", "ballot-signature"},
	{"archive-header-mode", "archive"},
	{"archive-trailing-byte", "archive"},
	{"ballot-individual-proof", "ballot-proof"},
	{"ballot-not-canonical-space", "ballot-not-canonical"},
	{"ballot-other-election-hash", "ballot-other-election"},
	{"ballot-overall-proof", "ballot-proof"},
	{"ballot-signature-response", "ballot-signature"},
	{"ballot-twice", "ballot-twice"},
	{"ballot-unknown-credential", "ballot-unknown-credential"},
	{"ballots-hidden-by-an-event-between", "events"},
	{"chain-wrong-parent", "chain"},
	{"decryption-proof", "decryption"},
	{"decryption-too-few", "decryption-too-few"},
	{"election-question-changed", "ballot-other-election"},
	{"result-changed", "result"},
	{"setup-twice", "events"},
	{"tally-count-wrong", "tally-count"},
	{"tally-entry-swapped", "tally-differs"},
	{"trustees-proof-of-knowledge", "trustees"},
	{"trustees-certificate-signature", "trustees"},
}

func TestInvalidRecordsAreRefusedForTheirReason(t *testing.T) {
	for _, name := range files(t, "invalid") {
		report := verify(t, name)
		base := strings.TrimSuffix(filepath.Base(name), ".bel")
		if report.Valid() {
			t.Errorf("%s: accepted", base)
			continue
		}
		i := slices.IndexFunc(reasons, func(r struct{ name, code string }) bool { return strings.HasSuffix(base, r.name) })
		if i < 0 {
			t.Errorf("%s: no reason known for this vector, got %v", base, report.Failures[0])
		} else if !strings.HasPrefix(report.Failures[0].Code, reasons[i].code) {
			t.Errorf("%s: %v, want %s", base, report.Failures[0], reasons[i].code)
		}
	}
}

func TestWeakForeignRecordVerifiesWithItsWarning(t *testing.T) {
	for _, name := range files(t, "weak") {
		report := verify(t, name)
		if !report.Valid() || report.Kind != record.KindForeign || !slices.Contains(report.Warnings, record.WarnUnbound) {
			t.Errorf("%s: %+v", name, report)
		}
	}
}

func TestTextIsUnreadable(t *testing.T) {
	for _, data := range []string{"", "hello", strings.Repeat("BELENIOS", 200)} {
		if _, err := record.Verify([]byte(data), nil); !errors.Is(err, record.ErrUnreadable) {
			t.Errorf("%.10q: %v", data, err)
		}
	}
}
