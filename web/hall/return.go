package hall

import (
	"context"
	"fmt"
	"time"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
)

// Return is what a meeting that was begun from the register brings back to it. It says all that the register needs for good,
// since the meeting may be destroyed.
type Return struct {
	UUID   string
	Origin string // the planned ballot
	// Void is why the meeting was ended without a result, and then nothing below is set.
	Void string
	// Day is when the box was sealed, as 2026-12-31 where this machine is.
	Day         string
	Fingerprint string
	Record      []byte // record.bel
	Manifest    []byte
	Heads       []ballot.Head
	Figures     meeting.Figures
	Profile     rating.Profile
	// Subjects and Rows are in the order of the record's questions.
	Subjects []meeting.Subject
	Rows     []rating.Row
	Minutes  []byte // minutes.json
}

// retryReturn is how long a return waits that was not taken.
const retryReturn = 10 * time.Second

// owesReturn reports whether something is to be brought back that has not been since this process began: at the publication or
// the end without a result, and once more when the minutes are complete.
func (r *Room) owesReturn(state meeting.State) bool {
	ended := state.Phase == meeting.Published || state.Phase == meeting.Archived || state.Phase == meeting.Void
	r.viewMu.Lock()
	defer r.viewMu.Unlock()
	return ended && r.hall.Return != nil && state.Created.Origin != "" && r.returned != state.Phase
}

// bringBack hands over what belongs to the register, if it is owed. Nothing in the journal says that it was taken: after each
// start it is brought again, and whoever takes it counts it once.
func (r *Room) bringBack(ctx context.Context) error {
	r.returning.Lock()
	defer r.returning.Unlock()
	state := r.snapshot()
	if !r.owesReturn(state) {
		return nil
	}
	back, err := r.makeReturn(ctx, state)
	if err == nil {
		err = r.hall.Return(ctx, back)
	}
	if err != nil {
		return fmt.Errorf("bringing a result back to the register: %w", err)
	}
	r.viewMu.Lock()
	r.returned = state.Phase
	r.viewMu.Unlock()
	return nil
}

// keepBringing tries again until it is taken.
func (r *Room) keepBringing(ctx context.Context) {
	for {
		err := r.bringBack(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		r.hall.Log.Error("a meeting's end", "meeting", r.uuid, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(retryReturn):
		}
	}
}

func (r *Room) makeReturn(ctx context.Context, state meeting.State) (Return, error) {
	back := Return{UUID: r.uuid, Origin: state.Created.Origin, Void: state.VoidCause}
	if state.Phase == meeting.Void {
		return back, nil
	}
	s := r.sealed.Load()
	head, err := parseHead(state.Closing.Head)
	if err != nil {
		return back, err
	}
	if back.Record, err = r.record(ctx, state); err != nil {
		return back, err
	}
	if back.Minutes, err = r.minutes(state); err != nil {
		return back, err
	}
	back.Day = time.Unix(state.Sealing.Timestamp, 0).Format(time.DateOnly)
	back.Fingerprint, back.Manifest, back.Heads = s.election.Fingerprint, state.Sealing.Manifest, []ballot.Head{s.head, head}
	back.Figures, back.Profile, back.Subjects, back.Rows = state.Figures(), s.profile, state.Plan.Subjects(), r.ratings(state).Rows
	return back, nil
}

// Begun is a meeting that was begun from a planned ballot.
type Begun struct {
	UUID, Room string
	Phase      meeting.Phase
}

// Begun finds the meeting that was begun from a planned ballot and not ended without a result.
func (h *Hall) Begun(origin string) (Begun, bool) {
	r := h.find(func(r *Room) bool {
		state := r.snapshot()
		return origin != "" && state.Created.Origin == origin && state.Phase != meeting.Void
	})
	if r == nil {
		return Begun{}, false
	}
	return Begun{r.uuid, r.code, r.snapshot().Phase}, true
}
