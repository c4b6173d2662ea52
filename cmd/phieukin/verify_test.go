package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phieukin/tally/record"
)

// TestExitCodesOfVerify runs verify over every record there is: a script that trusts the exit code is never fooled.
func TestExitCodesOfVerify(t *testing.T) {
	for folder, test := range map[string]struct {
		code    int
		warning string
	}{
		"valid": {0, ""}, "weak": {0, record.WarnUnbound}, "invalid": {1, ""},
	} {
		files, err := filepath.Glob(filepath.Join(vectors, folder, "*.bel"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", folder, err)
		}
		for _, file := range files {
			name := folder + "/" + filepath.Base(file)
			got := execute(t, "verify", "--json", file)
			if got.code != test.code {
				t.Errorf("%s: exit %d: %s", name, got.code, got.stderr)
			}
			var report record.Report
			if err := json.Unmarshal([]byte(got.stdout), &report); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if report.Valid() != (test.code == 0) || test.warning != "" && !slices.Contains(report.Warnings, test.warning) {
				t.Errorf("%s: exit %d with failures %v, warnings %v", name, got.code, report.Failures, report.Warnings)
			}
			if (strings.Count(got.stderr, "\n") == 1) != (test.code != 0) {
				t.Errorf("%s: stderr %q", name, got.stderr)
			}
		}
	}
}
