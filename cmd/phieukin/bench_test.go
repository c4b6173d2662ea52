package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/cmd/phieukin/client"
	"phieukin/crypto/envelope"
	"phieukin/web/wire"
)

// room is a server in a process of its own with one meeting in it, for 300 phones.
type room struct {
	*served
	code string
}

func openRoom(b *testing.B, args ...string) *room {
	b.Helper()
	h := &room{served: serveProcess(b, args...)}
	identity, err := envelope.NewIdentity()
	if err != nil {
		b.Fatal(err)
	}
	host, err := client.Join(b.Context(), h.base, wire.Hello{Role: wire.RoleHost, Key: h.key}, nil, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer host.Close()
	plan := meeting.Plan{
		Title: "T", Unit: "U", Organisation: true, Blank: true, Tellers: []string{"A"}, Threshold: 1,
		AttendanceQuorum: 1, BallotQuorum: 3,
	}
	for i := range 300 {
		plan.Roster = append(plan.Roster, meeting.Member{
			Name: fmt.Sprintf("Đảng viên %d", i), Status: ballot.Official, Official: true, Rated: i < 30,
		})
	}
	if h.code, err = host.Ask(b.Context(), wire.Create{Plan: plan, Registrar: identity.Recipient()}); err != nil {
		b.Fatal(err)
	}
	return h
}

// phones joins n members' sockets at once, each of which tries until it sees the meeting's state, and waits for all.
func (h *room) phones(b *testing.B, n int) []*client.Room {
	b.Helper()
	rooms := make([]*client.Room, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			hello := wire.Hello{Role: wire.RoleMember, Room: h.code, Checkin: fmt.Sprintf("%032x", i)}
			for b.Context().Err() == nil {
				room, err := client.Join(b.Context(), h.base, hello, nil, nil)
				if err != nil {
					time.Sleep(50 * time.Millisecond) // less than a phone waits: it backs off, and spreads out
					continue
				}
				if _, err = room.Until(b.Context(), func(s wire.State) bool { return s.UUID != "" }); err == nil {
					rooms[i] = room
					return
				}
			}
		})
	}
	wg.Wait()
	return rooms
}

// resident is a process's memory in bytes.
func resident(b *testing.B, pid int) int64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err) // there is /proc on Linux alone
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes << 10
}

// BenchmarkIdlePhone says how much memory of the server's process a phone costs that has joined and waits.
func BenchmarkIdlePhone(b *testing.B) {
	const phones = 300
	for b.Loop() {
		h := openRoom(b, "--data", b.TempDir())
		before := resident(b, h.Process.Pid)
		for _, room := range h.phones(b, phones) {
			defer room.Close()
		}
		b.ReportMetric(float64(resident(b, h.Process.Pid)-before)/phones/1e3, "kB/phone")
	}
}

// BenchmarkRestart kills the server under 300 phones and starts it again on the same port and folder: until all phones
// have the meeting's state again.
func BenchmarkRestart(b *testing.B) {
	const phones = 300
	for b.Loop() {
		data := filepath.Join(b.TempDir(), "data")
		h := openRoom(b, "--data", data)
		first := h.phones(b, phones)
		if err := h.Process.Kill(); err != nil {
			b.Fatal(err)
		}
		for _, room := range first {
			_, _ = room.Until(context.Background(), func(wire.State) bool { return false }) // until it notices
		}
		_ = h.Wait() // it was killed
		start := time.Now()
		h.served = serveProcess(b, "--data", data, "--addr", strings.TrimPrefix(h.base, "http://"))
		for _, room := range h.phones(b, phones) {
			defer room.Close()
		}
		b.ReportMetric(time.Since(start).Seconds(), "s/restart")
	}
}
