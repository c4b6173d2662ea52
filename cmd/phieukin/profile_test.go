package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOneOwnProfile takes a shipped profile for a file of one's own, and a mistake in it by line and member.
func TestOneOwnProfile(t *testing.T) {
	shown := execute(t, "profile", "show", "mac-dinh").stdout
	file := filepath.Join(t.TempDir(), "ours.json")
	write := func(from, to string) {
		t.Helper()
		if strings.Count(shown, from) != 1 {
			t.Fatalf("%q stands %d times in the profile", from, strings.Count(shown, from))
		}
		if err := os.WriteFile(file, []byte(strings.Replace(shown, from, to, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`"name": "mac-dinh"`, `"name": "ours"`)
	got := execute(t, "profile", "check", file, "--counts", "1,5,0,0")
	if got.code != 0 || !strings.HasPrefix(got.stdout, `{"profile":"ours","caps":[{"id":"xs20-good","base":"good","base_count":5,"allowed":1,`) {
		t.Errorf("%+v", got)
	}
	write(`"name": "mac-dinh"`, `"nam": "ours"`)
	got = execute(t, "profile", "show", file)
	if want := "phieukin: " + file + ": line 3: nam: unknown member\n"; got.code != 2 || got.stderr != want {
		t.Errorf("exit %d, %q, want %q", got.code, got.stderr, want)
	}
}
