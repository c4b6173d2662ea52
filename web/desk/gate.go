package desk

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// gate lets in whoever has the host's key, and makes guessing slow.
type gate struct {
	isHost func(key string) bool // in constant time
	now    func() time.Time

	mu    sync.Mutex
	wrong map[string]tries // by address
}

type tries struct {
	n     int
	since time.Time
}

// An address may be wrong so often in that time; then even the right key waits. There are never more addresses than
// maxAddresses in memory.
const (
	wrongKeys    = 20
	wrongWithin  = time.Minute
	maxAddresses = 10000
)

func newGate(isHost func(string) bool, now func() time.Time) *gate {
	return &gate{isHost: isHost, now: now, wrong: map[string]tries{}}
}

func (g *gate) admit(r *http.Request) error {
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		from = r.RemoteAddr
	}
	key, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	known := g.wrong[from]
	if now.Sub(known.since) > wrongWithin {
		delete(g.wrong, from)
		known = tries{since: now}
	}
	if known.n >= wrongKeys {
		return tooFast
	}
	if bearer && g.isHost(key) {
		return nil
	}
	if bearer {
		g.note(from, known, now)
	}
	return unauthorized
}

// note counts one wrong key. The caller holds mu.
func (g *gate) note(from string, known tries, now time.Time) {
	if len(g.wrong) >= maxAddresses {
		for address, t := range g.wrong {
			if now.Sub(t.since) > wrongWithin {
				delete(g.wrong, address)
			}
		}
		if len(g.wrong) >= maxAddresses {
			clear(g.wrong)
		}
	}
	g.wrong[from] = tries{known.n + 1, known.since}
}
