package main

import (
	"encoding/json"
	"os"
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

// TestVerifyReadsWhatLiesBesideTheRecord holds that the manifest and the heads in the record's folder are checked too.
func TestVerifyReadsWhatLiesBesideTheRecord(t *testing.T) {
	broken := filepath.Join(vectors, "broken")
	index, err := os.ReadFile(filepath.Join(broken, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var sound struct {
		Bases []struct{ Heads json.RawMessage }
	}
	if err := json.Unmarshal(index, &sound); err != nil || len(sound.Bases) != 2 {
		t.Fatalf("%d sound records with heads (%v)", len(sound.Bases), err)
	}
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, "m"+name) }
	for _, suffix := range []string{".bel", ".manifest.json"} {
		data, err := os.ReadFile(filepath.Join(broken, "singles"+suffix))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file(suffix), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		heads string
		code  int
		says  string
	}{
		{string(sound.Bases[0].Heads), 0, "checked, 2 signed heads"},
		{string(sound.Bases[1].Heads), 1, "is not the head of this record"},
		{"{}", 2, ""},
	} {
		if err := os.WriteFile(file(".heads.json"), []byte(test.heads), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := execute(t, "verify", file(".bel")); got.code != test.code || !strings.Contains(got.stdout, test.says) {
			t.Errorf("exit %d, want %d: %s", got.code, test.code, got.stdout+got.stderr)
		}
	}
}
