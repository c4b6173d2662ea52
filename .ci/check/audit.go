package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// workers is how many ballots are checked at once; the tool uses one core each.
const workers = 2

func audit(tool string, data []byte) error {
	r, err := parse(data)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "check-record-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	// The tool wants a folder that holds exactly one archive.
	whole, err := place(filepath.Join(dir, "whole"), r.uuid, data)
	if err != nil {
		return err
	}
	setup, err := place(filepath.Join(dir, "setup"), r.uuid, r.setup)
	if err != nil {
		return err
	}

	if err := checkBallots(tool, setup, dir, r.ballots); err != nil {
		return err
	}
	fmt.Printf("  ballots accepted: %d\n", len(r.ballots))

	if r.tally != nil {
		out, err := run(tool, "election", "compute-encrypted-tally", "--dir", whole)
		if err != nil {
			return fmt.Errorf("encrypted total: %w", err)
		}
		// The first line is the total, the second the sized total that the event points to.
		lines := bytes.Split(out, []byte("\n"))
		if len(lines) < 2 || !bytes.Equal(lines[1], r.tally) {
			return errors.New("encrypted total is not the sum of the ballots")
		}
		fmt.Println("  encrypted total is the sum of the ballots")
	}

	if _, err := run(tool, "election", "verify", "--dir", whole); err != nil {
		return fmt.Errorf("election verify: %w", err)
	}
	if r.result {
		fmt.Println("  election verify passed, result included")
	} else {
		fmt.Println("  election verify passed; the record has no result yet")
	}
	return nil
}

func place(dir, uuid string, archive []byte) (string, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	return dir, os.WriteFile(filepath.Join(dir, uuid+".bel"), archive, 0o600)
}

// checkBallots asks the tool about each ballot and returns every refusal.
func checkBallots(tool, setup, dir string, ballots [][]byte) error {
	errs := make([]error, len(ballots))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range todo {
				file := filepath.Join(dir, fmt.Sprintf("ballot-%d.json", i))
				if errs[i] = os.WriteFile(file, ballots[i], 0o600); errs[i] != nil {
					continue
				}
				if _, err := run(tool, "election", "verify-ballot", "--dir", setup, "--ballot", file); err != nil {
					errs[i] = fmt.Errorf("ballot %d of %d: %w", i+1, len(ballots), err)
				}
			}
		})
	}
	for i := range ballots {
		todo <- i
	}
	close(todo)
	wg.Wait()
	return errors.Join(errs...)
}

// run starts the tool and returns what it printed. A failure carries the tool's complaint.
func run(tool string, args ...string) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(tool, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, complaint(stderr.String()))
	}
	return stdout.Bytes(), nil
}

// complaint picks the error among what the tool said, without the whole ballot that it quotes.
func complaint(said string) string {
	const longest = 160
	for line := range strings.Lines(said) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "belenios-tool: "); ok {
			return text[:min(len(text), longest)]
		}
	}
	return "no reason given"
}
