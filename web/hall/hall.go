// Package hall runs live meetings: messages of the wire come in, commands of the meeting's state machine and ballots for
// the box follow from them, and every role's view goes out. A Hall holds the rooms of one process; several processes
// may serve the same store, each folding the same control journals.
//
// What is secret here: a meeting's envelope identity, which opens ballots' envelopes but no ballot, and its signing key,
// for receipts and heads. The hall never holds a credential, a registrar key or a decryption share, and a total
// only after enough tellers have opened it.
package hall

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/netip"
	"sync"
	"time"

	"phieukin/ballot"
	"phieukin/crypto/envelope"
	"phieukin/tally/rating"
	"phieukin/tally/urn"
)

// Config is what a Hall needs from outside.
type Config struct {
	Store urn.Store
	// Deployment opens meetings' identities at rest; it is shared by all nodes and never in the store.
	Deployment *envelope.Identity
	// HostKey authorises host actions, and nothing else.
	HostKey string
	// BaseURL is the address that phones open, such as http://192.168.8.2:8080. The host may choose another of Addresses.
	BaseURL string
	// Addresses are this machine's base URLs of the moment; nil where BaseURL is fixed.
	Addresses func() []string
	// Disk gives the free bytes where ballots are kept, after a trial write; nil where that is another machine.
	Disk func() (free int64, err error)
	// RoomDigits is the length of room codes: 4 on one laptop, 6 behind a public address.
	RoomDigits int
	// Profiles gives the rating profile of a name that a plan has chosen, as it is or as the planned ballot's year fixed it.
	Profiles func(name, origin string) (rating.Profile, error)
	// Return takes what meetings bring back to the register; nil where there is none.
	Return func(context.Context, Return) error
	Log    *slog.Logger
	// Now is the clock, in one place.
	Now func() time.Time
}

// Hall is the set of rooms served by this process.
type Hall struct {
	Config
	intake *intake
	ctx    context.Context
	cancel context.CancelFunc
	wait   sync.WaitGroup

	mu     sync.Mutex
	rooms  map[string]*Room // by uuid
	base   string           // as chosen, at first BaseURL
	others map[netip.Addr]bool
}

// ErrNoRoom says that there is no such room or meeting.
var ErrNoRoom = errors.New("no such room")

// Open loads every meeting of the store and starts serving.
func Open(ctx context.Context, config Config) (*Hall, error) {
	h := &Hall{Config: config, rooms: map[string]*Room{}, base: config.BaseURL, others: map[netip.Addr]bool{}}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	h.intake = newIntake(h)
	if err := h.load(ctx); err != nil {
		h.Close()
		return nil, err
	}
	h.wait.Go(h.discover)
	return h, nil
}

// Close stops the rooms and waits for what is under way. The store stays open.
func (h *Hall) Close() {
	h.cancel()
	h.wait.Wait()
	h.intake.close()
	for _, r := range h.rooms {
		if s := r.sealed.Load(); s != nil {
			s.box.Close()
		}
	}
}

// load opens the rooms of meetings that are not known yet.
func (h *Hall) load(ctx context.Context) error {
	uuids, err := h.Store.Meetings(ctx)
	if err != nil {
		return fmt.Errorf("listing meetings: %w", err)
	}
	for _, uuid := range uuids {
		if h.byUUID(uuid) != nil {
			continue
		}
		room, err := openRoom(ctx, h, uuid)
		if err != nil {
			return fmt.Errorf("opening meeting %s: %w", uuid, err)
		}
		if room != nil {
			h.add(room)
		}
	}
	return h.sweep(ctx)
}

// discover finds meetings that other nodes have made.
func (h *Hall) discover() {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-h.ctx.Done():
			return
		case <-tick.C:
			if err := h.load(h.ctx); err != nil && h.ctx.Err() == nil {
				h.Log.Error("looking for meetings", "error", err)
			}
		}
	}
}

func (h *Hall) add(room *Room) {
	h.mu.Lock()
	_, known := h.rooms[room.uuid]
	if !known {
		h.rooms[room.uuid] = room
	}
	h.mu.Unlock()
	if !known {
		h.wait.Go(room.run)
	}
}

func (h *Hall) byUUID(uuid string) *Room {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.rooms[uuid]
}

// find returns the first room that fits.
func (h *Hall) find(fits func(*Room) bool) *Room {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.rooms {
		if fits(r) {
			return r
		}
	}
	return nil
}

func (h *Hall) byCode(code string) *Room {
	return h.find(func(r *Room) bool { return r.code == code })
}

// byFingerprint finds the room of a sealed election.
func (h *Hall) byFingerprint(fingerprint string) *Room {
	return h.find(func(r *Room) bool {
		sealed := r.sealed.Load()
		return sealed != nil && sealed.election.Fingerprint == fingerprint
	})
}

// IsHost reports whether a key is the host's.
func (h *Hall) IsHost(key string) bool {
	return subtle.ConstantTimeCompare([]byte(key), []byte(h.HostKey)) == 1
}

// freshCode draws a room code that no room has.
func (h *Hall) freshCode() string {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(h.RoomDigits)), nil)
	for {
		n, err := rand.Int(rand.Reader, limit)
		if err != nil {
			panic("hall: internal error: system randomness never fails")
		}
		code := fmt.Sprintf("%0*d", h.RoomDigits, n)
		if h.byCode(code) == nil {
			return code
		}
	}
}

// random draws n characters of Base58.
func random(n int) string {
	out := make([]byte, n)
	for i := range out {
		d, err := rand.Int(rand.Reader, big.NewInt(int64(len(ballot.Base58))))
		if err != nil {
			panic("hall: internal error: system randomness never fails")
		}
		out[i] = ballot.Base58[d.Int64()]
	}
	return string(out)
}
