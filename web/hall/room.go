package hall

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/tally"
	"phieukin/tally/rating"
	"phieukin/tally/urn"
	"phieukin/web/wire"
)

// Room is one meeting in this process.
type Room struct {
	hall     *Hall
	uuid     string
	code     string // set once, before the room is shared
	identity *envelope.Identity
	wake     chan struct{} // the state or what is shown beside it has changed
	ctx      context.Context
	cancel   context.CancelFunc // when the meeting is destroyed
	sealed   atomic.Pointer[sealedBox]

	// mu orders commands: the state and its position move together under it.
	mu       sync.Mutex
	state    meeting.State
	position int64          // journal entries folded into state
	pending  sync.WaitGroup // ballots accepted and not yet answered; grows under mu alone

	// viewMu guards what is shown beside the state.
	viewMu   sync.Mutex
	clients  map[*client]bool
	progress map[int]progress // by teller
	// What devices have said about the closed box, and tellers' devices about anything. It is not journalled: after a
	// restart they say it again.
	found      int
	missing    []ballot.Receipt
	complaints map[int]string
	cast       int           // ballots in the box, as last seen
	wifi       *wire.Wifi    // while it is shown; never journalled
	returned   meeting.Phase // last brought back to the register

	finishing atomic.Bool
	bringing  atomic.Bool
	returning sync.Mutex // held while a result is brought back
	final     finalRecord
}

type progress struct{ checked, of int }

// sealedBox is what was fixed at sealing, parsed, with the box that takes its ballots.
type sealedBox struct {
	election      *ballot.Election
	credentials   *ballot.Credentials
	trustees      *tally.Trustees
	profile       rating.Profile
	signingKey    *group.Scalar
	signingPublic *group.Point
	head          ballot.Head
	box           *urn.Box
}

// maxControlEvent bounds one journal entry: the sealing, with all slips and lists.
const maxControlEvent = 16 << 20

func newRoom(h *Hall, uuid string, identity *envelope.Identity) *Room {
	r := &Room{
		hall: h, uuid: uuid, identity: identity, wake: make(chan struct{}, 1),
		clients: map[*client]bool{}, progress: map[int]progress{}, complaints: map[int]string{},
	}
	r.ctx, r.cancel = context.WithCancel(h.ctx)
	return r
}

// openRoom folds a meeting's journal. It returns nil for a meeting whose creation was interrupted before its first
// entry: nobody was told of it.
func openRoom(ctx context.Context, h *Hall, uuid string) (*Room, error) {
	sealed, err := h.Store.Identity(ctx, uuid)
	if err != nil {
		return nil, err
	}
	text, err := h.Deployment.Open(sealed, 1<<10)
	if err != nil {
		return nil, fmt.Errorf("its identity is not sealed to this deployment's key: %w", err)
	}
	identity, err := envelope.ParseIdentity(string(text))
	if err != nil {
		return nil, err
	}
	r := newRoom(h, uuid, identity)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.catchUp(ctx); err != nil || r.position == 0 {
		return nil, err
	}
	return r, nil
}

// catchUp folds journal entries that others have appended. The caller holds mu.
func (r *Room) catchUp(ctx context.Context) error {
	entries, err := r.hall.Store.Control(ctx, r.uuid, r.position)
	if err != nil {
		return err
	}
	for _, sealed := range entries {
		data, err := r.identity.Open(sealed, maxControlEvent)
		if err != nil {
			return fmt.Errorf("journal entry %d: %w", r.position, err)
		}
		event, err := meeting.Decode(data)
		if err != nil {
			return err
		}
		if err := r.apply(event); err != nil {
			return err
		}
	}
	return nil
}

// apply folds one event that is in the journal. The caller holds mu.
func (r *Room) apply(event meeting.Event) error {
	next := meeting.Apply(r.state, event)
	if created, ok := event.(meeting.Created); ok {
		r.code = created.Room
	}
	if _, ok := event.(meeting.SealedBox); ok {
		box, err := r.openBox(next)
		if err != nil {
			return fmt.Errorf("opening the box: %w", err)
		}
		r.sealed.Store(box)
	}
	r.state = next
	r.position++
	r.poke()
	return nil
}

// snapshot returns the state as it is now.
func (r *Room) snapshot() meeting.State {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state
}

// do carries out a command. Where another node was first, it folds that node's events and decides anew; a refusal
// stands only when it was decided on the newest state. The error is a meeting.Refusal, or one of the store, after which
// the outcome is unknown and the journal tells.
func (r *Room) do(ctx context.Context, command meeting.Command) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		decidedAt := r.position
		events, refused := meeting.Decide(r.state, command)
		if refused == nil {
			if err := r.append(ctx, events); !errors.Is(err, urn.ErrBehind) {
				return err
			}
		}
		if err := r.catchUp(ctx); err != nil {
			return err
		}
		if refused != nil && r.position == decidedAt {
			return refused
		}
	}
}

// append journals events, sealed, with the change to the box that belongs to them in the same durable step. The caller
// holds mu.
func (r *Room) append(ctx context.Context, events []meeting.Event) error {
	var change urn.Change
	sealed := make([][]byte, len(events))
	for i, event := range events {
		var err error
		if sealed[i], err = envelope.Seal(r.identity.Recipient(), meeting.Encode(event)); err != nil {
			return err
		}
		switch e := event.(type) {
		case meeting.SealedBox:
			box, err := r.openBox(meeting.Apply(r.state, e))
			if err != nil {
				return err
			}
			change.Credentials = box.box.Credentials(box.credentials)
		case meeting.Opened:
			change.Intake = urn.Open
		case meeting.PausedVote, meeting.Voided:
			change.Intake = urn.Shut
		}
	}
	if err := r.hall.Store.Append(ctx, r.uuid, r.position, sealed, change); err != nil {
		return err
	}
	for _, event := range events {
		if err := r.apply(event); err != nil {
			return err
		}
	}
	return nil
}

// poke asks run to look again.
func (r *Room) poke() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// The room looks at the store by itself this often, in case a bell was missed, and sends views at most this often, so
// that a burst of changes costs one broadcast.
const (
	lookInterval = 2 * time.Second
	viewInterval = 40 * time.Millisecond
)

// run sends views when something has changed, folds what other nodes append, and finishes a close that is under way,
// also one that a crash interrupted.
func (r *Room) run() {
	ctx := r.ctx
	bell, err := r.hall.Store.Watch(ctx, r.uuid)
	if err != nil {
		r.hall.Log.Error("watching a meeting", "meeting", r.uuid, "error", err)
	}
	look := time.NewTicker(lookInterval)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		case _, open := <-bell:
			if !open {
				bell = nil // the periodic look goes on
			}
			r.look(ctx)
		case <-look.C:
			r.look(ctx)
		}
		state := r.snapshot()
		if state.Phase == meeting.Closing && r.finishing.CompareAndSwap(false, true) {
			r.hall.wait.Go(func() {
				defer r.finishing.Store(false)
				r.finishClose(ctx)
			})
		}
		if r.owesReturn(state) && r.bringing.CompareAndSwap(false, true) {
			r.hall.wait.Go(func() {
				defer r.bringing.Store(false)
				r.keepBringing(ctx)
			})
		}
		r.sendViews()
		select {
		case <-ctx.Done():
			return
		case <-time.After(viewInterval):
		}
	}
}

// look folds what others have appended and counts the box.
func (r *Room) look(ctx context.Context) {
	r.mu.Lock()
	err := r.catchUp(ctx)
	state := r.state
	r.mu.Unlock()
	if errors.Is(err, urn.ErrUnknownMeeting) && ctx.Err() == nil {
		r.hall.drop(r) // another node has destroyed it
		return
	}
	if err == nil && state.Sealing != nil {
		err = r.countBallots(ctx)
	}
	if err != nil && ctx.Err() == nil {
		r.hall.Log.Error("reading a meeting", "meeting", r.uuid, "error", err)
	}
}

func (r *Room) countBallots(ctx context.Context) error {
	n, err := r.hall.Store.Size(ctx, r.uuid)
	if err != nil {
		return err
	}
	r.viewMu.Lock()
	changed := r.cast != int(n)
	r.cast = int(n)
	r.viewMu.Unlock()
	if changed {
		r.poke()
	}
	return nil
}
