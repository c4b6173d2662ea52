//go:build unix

// Package redistest runs a real redis-server for a test: on a free port of this
// machine, in a folder that goes with the test, with the settings voting asks
// for (appendonly yes, appendfsync always, no snapshots).
package redistest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"
)

// patience bounds everything a server is waited for.
const patience = 20 * time.Second

// Server is one redis-server. It stops with its test.
type Server struct {
	Addr string // host:port
	Dir  string // where its append-only file is

	t       testing.TB
	options []string
	cmd     *exec.Cmd
	gone    chan struct{} // closed when cmd has ended
}

// Start starts a server; options are redis-server's own and come last, so
// they win: Start(t, "--appendfsync", "no"). It returns when it answers.
func Start(t testing.TB, options ...string) *Server {
	t.Helper()
	s := &Server{t: t, Dir: t.TempDir(), options: options}
	t.Cleanup(s.Kill)
	// A port is free only as of the moment it was asked for.
	var err error
	for range 5 {
		if s.Addr, err = freeAddr(); err != nil {
			continue
		}
		if err = s.start(); err == nil {
			return s
		}
	}
	t.Fatalf("redis-server: %v", err)
	return nil
}

// URL is what a Store is opened with.
func (s *Server) URL() string { return "redis://" + s.Addr }

// Restart starts a killed server again, on its port and with its files.
func (s *Server) Restart() {
	s.t.Helper()
	if err := s.start(); err != nil {
		s.t.Fatalf("redis-server: %v", err)
	}
}

// Kill ends the server as kill -9 does: at any instruction, and with no goodbye.
func (s *Server) Kill() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill() // fails only if it ended by itself
	<-s.gone
	s.cmd = nil
}

// Pause stops the server's process where it is; Resume lets it run on.
func (s *Server) Pause() { s.signal(syscall.SIGSTOP) }

// Resume ends a Pause.
func (s *Server) Resume() { s.signal(syscall.SIGCONT) }

func (s *Server) signal(sig os.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// Client returns a plain client, closed with the test.
func (s *Server) Client() *goredis.Client {
	client := goredis.NewClient(&goredis.Options{Addr: s.Addr})
	s.t.Cleanup(func() { _ = client.Close() })
	return client
}

// Own makes a server started with --cluster-enabled yes a whole Cluster.
func (s *Server) Own() {
	s.t.Helper()
	client := s.Client()
	if err := client.ClusterAddSlotsRange(s.t.Context(), 0, 16383).Err(); err != nil {
		s.t.Fatal(err)
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		info, err := client.ClusterInfo(s.t.Context()).Result()
		if err != nil {
			s.t.Fatal(err)
		}
		if strings.Contains(info, "cluster_state:ok") {
			return
		}
	}
}

// Files returns every byte the server keeps on disk.
func (s *Server) Files() []byte {
	s.t.Helper()
	var all []byte
	err := filepath.WalkDir(s.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all = append(append(all, path...), content...)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

func (s *Server) start() error {
	_, port, _ := net.SplitHostPort(s.Addr)
	args := []string{
		"--bind", "127.0.0.1", "--port", port, "--dir", s.Dir, "--save", "", "--rdbcompression", "no",
		"--appendonly", "yes", "--appendfsync", "always", "--logfile", "redis.log",
	}
	s.cmd = exec.Command("redis-server", append(args, s.options...)...)
	if err := s.cmd.Start(); err != nil {
		s.cmd = nil
		return err
	}
	s.gone = make(chan struct{})
	go func(cmd *exec.Cmd, gone chan<- struct{}) {
		_ = cmd.Wait() // its error is the signal
		close(gone)
	}(s.cmd, s.gone)
	if err := s.answers(); err != nil {
		s.Kill()
		log, _ := os.ReadFile(filepath.Join(s.Dir, "redis.log"))
		return fmt.Errorf("%w\n%s", err, log)
	}
	return nil
}

// answers waits until the server has loaded its files and answers.
func (s *Server) answers() error {
	client := goredis.NewClient(&goredis.Options{Addr: s.Addr, MaxRetries: -1})
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		// Another server may answer on the port; only this one has our folder.
		dir, err := client.ConfigGet(ctx, "dir").Result()
		if err == nil && dir["dir"] == s.Dir {
			return nil
		}
		select {
		case <-s.gone:
			return errors.New("ended while it started")
		case <-ctx.Done():
			return fmt.Errorf("does not answer: %w", err)
		case <-tick.C:
		}
	}
}

func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}
