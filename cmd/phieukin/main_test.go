package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// asProgram makes the test binary the program itself: tests run it as a user does, in a process of its own.
const asProgram = "PHIEUKIN_TEST_RUNS_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// command is the program with arguments, in a folder of its own.
func command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	c.Dir = t.TempDir()
	return c
}

// outcome is what a finished program left.
type outcome struct {
	code           int
	stdout, stderr string
}

func execute(t *testing.T, args ...string) outcome {
	t.Helper()
	c := command(t, args...)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{c.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

var vectors, _ = filepath.Abs("../../crypto/testdata")

// TestScripts runs testdata/*.txt. A line "phieukin ..." runs the program; the lines under it say what must be true of
// it: "exit N", "stdout PATTERN", "stderr PATTERN" and "no stderr". VECTORS stands for the folder of records. What fails
// must say why in one line, in lower case and without a full stop.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) { runScript(t, script) })
	}
}

func runScript(t *testing.T, script string) {
	f, err := os.Open(script)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var last outcome
	var ran string
	exits := true // each run must say how it exits
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		verb, rest, _ := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		matches := func(text string) bool { return regexp.MustCompile("(?m)" + rest).MatchString(text) }
		ok := true
		switch verb {
		case "", "#":
		case "phieukin":
			if !exits {
				t.Errorf("%s:%d: nothing is said of how %q exits", script, n, ran)
			}
			ran, exits = lines.Text(), false
			last = execute(t, strings.Fields(strings.ReplaceAll(rest, "VECTORS", vectors))...)
			if oneLine := regexp.MustCompile(`^phieukin: [^A-Z].*[^.]\n$`); last.code != 0 && !oneLine.MatchString(last.stderr) {
				t.Errorf("%s:%d: %s\nits error is not one line: %q", script, n, ran, last.stderr)
			}
		case "exit":
			exits, ok = true, strconv.Itoa(last.code) == rest
		case "stdout":
			ok = matches(last.stdout)
		case "stderr":
			ok = matches(last.stderr)
		case "no":
			ok = rest == "stderr" && last.stderr == ""
		default:
			t.Fatalf("%s:%d: unknown word %q", script, n, verb)
		}
		if !ok {
			t.Errorf("%s:%d: %s\nwant %s\nexit %d\n%s%s", script, n, ran, lines.Text(), last.code, last.stdout, last.stderr)
		}
	}
	if err := lines.Err(); err != nil || !exits {
		t.Errorf("%s: %v, the last run says how it exits: %v", script, err, exits)
	}
}
