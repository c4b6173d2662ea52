//go:build unix

package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestABackupBringsTheMeetingsBack copies the folder of a running server and serves the copy.
func TestABackupBringsTheMeetingsBack(t *testing.T) {
	folder := t.TempDir()
	data, file, other := filepath.Join(folder, "data"), filepath.Join(folder, "backup"), filepath.Join(folder, "spare", "data")
	s := serveProcess(t, "--data", data)
	meeting := rehearsal(t, "--server", s.base, "--host-key", s.key)
	published := fetch(t, s.base+"/r/"+meeting.UUID+"/record.bel")

	made := execute(t, "backup", "--data", data, "--out", file)
	if made.code != 0 || !strings.Contains(made.stdout, "1 meetings") {
		t.Fatalf("exit %d: %s%s", made.code, made.stdout, made.stderr)
	}
	lines := strings.Split(strings.TrimSpace(made.stdout), "\n")
	phrase := strings.TrimSpace(lines[len(lines)-1])
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if again := execute(t, "backup", "--data", data, "--out", file); again.code != 2 {
		t.Errorf("over a file that is there: exit %d: %s", again.code, again.stderr)
	}
	if left, err := filepath.Glob(filepath.Join(data, "backup-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	s.stop(t)

	restore := func(words, into string) outcome {
		c := command(t, "restore", file, "--data", into)
		var stderr bytes.Buffer
		c.Stdin, c.Stderr = strings.NewReader(words+"\n"), &stderr
		_ = c.Run() // how it ended is in its state
		return outcome{code: c.ProcessState.ExitCode(), stderr: stderr.String()}
	}
	if got := restore(phrase, data); got.code != 1 || !strings.Contains(got.stderr, "not empty") {
		t.Errorf("over a folder in use: exit %d: %s", got.code, got.stderr)
	}
	words := strings.Fields(phrase)
	words[0], words[1] = words[1], words[0]
	if got := restore(strings.Join(words, " "), other); got.code != 1 || !strings.Contains(got.stderr, "does not open") {
		t.Errorf("with other words: exit %d: %s", got.code, got.stderr)
	}
	if got := restore(phrase, other); got.code != 0 {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	spare := serveProcess(t, "--data", other)
	if spare.key != s.key {
		t.Error("the host's address has another key")
	}
	if !bytes.Equal(fetch(t, spare.base+"/r/"+meeting.UUID+"/record.bel"), published) {
		t.Error("the restored record is another")
	}
	spare.stop(t)
}

func fetch(t *testing.T, address string) []byte {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return data
}
