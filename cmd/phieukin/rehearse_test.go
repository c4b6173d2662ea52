//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"phieukin/ballot"
	"phieukin/cmd/phieukin/rehearse"
	"phieukin/crypto/envelope"
	"phieukin/tally/record"
	"phieukin/tally/urn/redis/redistest"
)

// rehearsal plays a small meeting and checks all it leaves behind.
func rehearsal(t *testing.T, args ...string) rehearse.Report {
	t.Helper()
	out := t.TempDir()
	got := execute(t, append([]string{"rehearse", "--voters", "5", "--subjects", "2", "--json", "--out", out}, args...)...)
	if got.code != 0 {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	var report rehearse.Report
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil {
		t.Fatalf("%v in %s", err, got.stdout)
	}
	if report.Voters != 5 || report.Counted != 5 || report.Subjects != 2 || report.PerSec <= 0 || report.P50 > report.P99 {
		t.Errorf("%+v", report)
	}
	verified := execute(t, "verify", "--json", report.Record)
	var checked record.Report
	if err := json.Unmarshal([]byte(verified.stdout), &checked); err != nil || verified.code != 0 {
		t.Fatalf("exit %d: %v %s", verified.code, err, verified.stderr)
	}
	if checked.Kind != record.KindOurs || !checked.Manifest || checked.Heads != 2 || len(checked.Warnings) != 0 || checked.UUID != report.UUID || checked.Counted != 5 {
		t.Errorf("%+v", checked)
	}
	checkResult(t, filepath.Join(out, "result.json"), checked)
	names, err := filepath.Glob(out + "/*")
	if err != nil || len(names) != 4 {
		t.Errorf("the rehearsal leaves %v", names)
	}
	return report
}

// checkResult holds result.json to its contract: these members and no others, and the counts that the record proves.
func checkResult(t *testing.T, file string, proved record.Report) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]json.RawMessage
	var questions []map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(members["questions"], &questions); err != nil {
		t.Fatal(err)
	}
	exactly := func(what string, got map[string]json.RawMessage, want ...string) {
		t.Helper()
		for _, name := range want {
			if _, there := got[name]; !there || len(got) != len(want) {
				t.Errorf("%s has other members than %v: %s", what, want, data)
			}
		}
	}
	exactly("result.json", members, "uuid", "fingerprint", "counted", "questions")
	if got := fmt.Sprintf("%s %s %s", members["uuid"], members["fingerprint"], members["counted"]); got != fmt.Sprintf("%q %q 5", proved.UUID, proved.Fingerprint) {
		t.Errorf("result.json is of %s", got)
	}
	for i, q := range questions {
		exactly("a question", q, "question", "answers", "counts", "blank")
		var counts []int64
		var blank int64
		var answers []string
		if json.Unmarshal(q["counts"], &counts) != nil || json.Unmarshal(q["blank"], &blank) != nil || json.Unmarshal(q["answers"], &answers) != nil {
			t.Fatalf("%s", data)
		}
		if got := fmt.Sprint(append([]int64{blank}, counts...)); got != fmt.Sprint(proved.Result[i]) || len(answers) != 4 {
			t.Errorf("question %d: %s with %d answers, the record proves %v", i+1, got, len(answers), proved.Result[i])
		}
	}
	if len(questions) != 2 {
		t.Errorf("%d questions", len(questions))
	}
}

func TestRehearsalWithItsOwnServer(t *testing.T) {
	rehearsal(t)
}

func TestRehearsalOfAThreshold(t *testing.T) {
	if report := rehearsal(t, "--tellers", "3", "--threshold", "2"); report.Tellers != 3 {
		t.Errorf("%+v", report)
	}
}

func TestRehearsalWithItsOwnServerOnRedis(t *testing.T) {
	rehearsal(t, "--redis", redistest.Start(t).URL())
}

// served is a running "phieukin serve".
type served struct {
	*exec.Cmd
	base, key string
}

var hostAddress = regexp.MustCompile(`(http://127\.0\.0\.1:\d+)/host#([1-9A-HJ-NP-Za-km-z]{22})`)

// serveProcess starts a server in a process of its own and reads the host's address from what it prints.
func serveProcess(t testing.TB, args ...string) *served {
	t.Helper()
	s := &served{Cmd: command(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)}
	s.Stderr = os.Stderr
	stdout, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s.ProcessState == nil {
			_ = s.Process.Kill() // it may have ended by itself
			_ = s.Wait()
		}
	})
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		if m := hostAddress.FindStringSubmatch(lines.Text()); m != nil {
			s.base, s.key = m[1], m[2]
			return s
		}
	}
	t.Fatal("the server ended without saying its host's address")
	return nil
}

// stop ends the server as a service manager does.
func (s *served) stop(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Errorf("stopped: %v", err)
	}
}

func TestRehearsalAgainstServersInOtherProcesses(t *testing.T) {
	store := redistest.Start(t)
	data := t.TempDir()
	for name, args := range map[string][]string{
		"embedded": {"--data", filepath.Join(data, "embedded")},
		"redis":    {"--data", filepath.Join(data, "redis"), "--redis", store.URL()},
	} {
		t.Run(name, func(t *testing.T) {
			s := serveProcess(t, args...)
			first := rehearsal(t, "--server", s.base, "--host-key", s.key)
			second := rehearsal(t, "--server", s.base+"/", "--host-key", s.key)
			if first.UUID == second.UUID {
				t.Error("two rehearsals were one meeting")
			}
			wrong := execute(t, "rehearse", "--server", s.base, "--host-key", strings.Repeat("1", 22), "--voters", "3", "--subjects", "1")
			if wrong.code != 1 {
				t.Errorf("with another host's key: exit %d: %s", wrong.code, wrong.stderr)
			}
			s.stop(t)
		})
	}
}

// TestTheKeyStaysAndIsItsOwnersOnly starts a server twice on one folder.
func TestTheKeyStaysAndIsItsOwnersOnly(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	first := serveProcess(t, "--data", data)
	first.stop(t)
	info, err := os.Stat(filepath.Join(data, "key"))
	if err != nil || info.Mode().Perm() != 0o400 {
		t.Errorf("%v, %v", info, err)
	}
	again := serveProcess(t, "--data", data)
	if again.key != first.key {
		t.Error("after a restart the host's address has another key")
	}
	busy := execute(t, "serve", "--addr", strings.TrimPrefix(again.base, "http://"), "--data", t.TempDir())
	if busy.code != 1 || !strings.Contains(busy.stderr, "address already in use") {
		t.Errorf("on a busy port: exit %d: %s", busy.code, busy.stderr)
	}
	again.stop(t)
	if other := serveProcess(t, "--data", t.TempDir()); other.key == first.key {
		t.Error("two folders have one key")
	} else {
		other.stop(t)
	}
	shared := filepath.Join(t.TempDir(), "shared")
	if err := os.WriteFile(shared, []byte("not a key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := execute(t, "serve", "--addr", "127.0.0.1:0", "--key", shared); got.code != 1 || !strings.Contains(got.stderr, "not a hybrid age identity") {
		t.Errorf("with a broken key: exit %d: %s", got.code, got.stderr)
	}
}

// TestHostKeysAreText holds that the key of the host's address can be typed, and is no part of the identity.
func TestHostKeysAreText(t *testing.T) {
	one, other := hostKeyOf(t), hostKeyOf(t)
	if strings.Trim(one, ballot.Base58) != "" || len(one) != 22 || one == other {
		t.Error("host keys are not 22 digits that differ between deployments")
	}
}

func hostKeyOf(t *testing.T) string {
	t.Helper()
	identity, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	key := hostKey(identity)
	if key != hostKey(identity) || strings.Contains(identity.String(), key) {
		t.Errorf("%s", key)
	}
	return key
}
