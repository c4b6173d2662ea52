package sqlite_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"phieukin/tally/urn"
	"phieukin/tally/urn/sqlite"
	"phieukin/tally/urn/urntest"
)

func TestStore(t *testing.T) { urntest.Run(t, urntest.SQLite) }

func BenchmarkStore(b *testing.B) { urntest.Benchmark(b, urntest.SQLite) }

// TestCreateCutShort starts with what a Create leaves that was killed before its
// transaction: an empty file.
func TestCreateCutShort(t *testing.T) {
	dir := t.TempDir()
	store := folder{dir: dir}.Open(t)
	file := filepath.Join(dir, "meetings", "meeting.db")
	for _, step := range []func() error{
		func() error { return store.Create(t.Context(), "meeting", []byte("identity")) },
		func() error { return store.Destroy(t.Context(), "meeting") },
	} {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if all, err := store.Meetings(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("meetings are %q (%v), want none", all, err)
		}
		if err := step(); err != nil {
			t.Error(err)
		}
		if err := store.Destroy(t.Context(), "meeting"); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 0 {
			t.Errorf("%v is left (%v)", left, err)
		}
	}
}

// folder is a place that another process casts into.
type folder struct {
	urntest.Place
	dir string
}

func (f folder) Open(t testing.TB) urn.Store {
	t.Helper()
	store, err := sqlite.New(f.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// The environment of the process that TestKilled kills.
const killDir, killRound = "PHIEUKIN_TEST_KILL_DIR", "PHIEUKIN_TEST_KILL_ROUND"

// TestKilled casts in another process, kills that with SIGKILL somewhere in the
// middle, and looks for every ballot that it said was in.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killDir); dir != "" {
		round, _ := strconv.Atoi(os.Getenv(killRound))
		urntest.Fill(t, folder{dir: dir}.Open(t), round, func(ballot int) { fmt.Printf("in %d\n", ballot) })
		return
	}
	place := folder{dir: t.TempDir()}
	if err := urntest.PrepareFill(t, place).Close(); err != nil {
		t.Fatal(err)
	}
	var acknowledged []int
	for round := range 3 {
		acknowledged = append(acknowledged, killedAfter(t, place.dir, round, 50+37*round)...)
		urntest.CheckFill(t, place.Open(t), acknowledged)
	}
}

// killedAfter returns the ballots that the process acknowledged in its life.
func killedAfter(t *testing.T, dir string, round, enough int) (acknowledged []int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	child.Env = append(os.Environ(), killDir+"="+dir, killRound+"="+strconv.Itoa(round))
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var ballot int
		if _, err := fmt.Sscanf(lines.Text(), "in %d", &ballot); err != nil {
			t.Errorf("the process says %q", lines.Text())
		}
		acknowledged = append(acknowledged, ballot)
		if len(acknowledged) == enough {
			if err := child.Process.Kill(); err != nil {
				t.Error(err)
			}
		}
	}
	if err := child.Wait(); err == nil || len(acknowledged) < enough {
		t.Fatalf("the process ended by itself after %d ballots", len(acknowledged))
	}
	return acknowledged
}
