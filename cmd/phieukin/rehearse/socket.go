package rehearse

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/gorilla/websocket"

	"phieukin/web/wire"
)

// room is one client's room socket: it sends messages, waits for their answers, and keeps the last view.
type room struct {
	ws *websocket.Conn

	writeMu sync.Mutex
	mu      sync.Mutex
	seq     int
	answers map[int]chan answer
	state   wire.State
	known   bool
	changed chan struct{} // closed and replaced at every view
	ended   error

	// Both are called by the one reading goroutine.
	onMail func(wire.Posted)
	onSlip func(wire.Slip)
}

type answer struct {
	room   string
	reason string
}

// refusedError is the server's word against a message.
type refusedError struct{ reason string }

func (e refusedError) Error() string { return "refused: " + e.reason }

func dial(ctx context.Context, url string) (*websocket.Conn, error) {
	ws, _, err := websocket.DefaultDialer.DialContext(ctx, url, nil)
	if err != nil {
		return nil, fmt.Errorf("connecting to %s: %w", url, err)
	}
	return ws, nil
}

// join opens a room socket and says hello.
func (m *meeting) join(hello wire.Hello, onMail func(wire.Posted), onSlip func(wire.Slip)) (*room, error) {
	ws, err := dial(m.ctx, m.socketURL("/ws"))
	if err != nil {
		return nil, err
	}
	r := &room{
		ws: ws, answers: map[int]chan answer{}, changed: make(chan struct{}), onMail: onMail, onSlip: onSlip,
	}
	go r.read()
	if _, err := r.ask(m.ctx, hello); err != nil {
		ws.Close()
		return nil, fmt.Errorf("joining as %s: %w", hello.Role, err)
	}
	return r, nil
}

func (r *room) read() {
	var err error
	for {
		var data []byte
		if _, data, err = r.ws.ReadMessage(); err != nil {
			break
		}
		if err = r.take(data); err != nil {
			break
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = err
	for _, waiting := range r.answers {
		close(waiting)
	}
	r.answers = nil
	close(r.changed)
}

func (r *room) take(data []byte) error {
	var head struct{ Type string }
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	switch head.Type {
	case "state":
		var state wire.State
		if err := json.Unmarshal(data, &state); err != nil {
			return err
		}
		r.mu.Lock()
		r.state, r.known = state, true
		close(r.changed)
		r.changed = make(chan struct{})
		r.mu.Unlock()
	case "mail":
		var mail wire.Posted
		if err := json.Unmarshal(data, &mail); err != nil {
			return err
		}
		r.onMail(mail)
	case "slip":
		var slip wire.Slip
		if err := json.Unmarshal(data, &slip); err != nil {
			return err
		}
		r.onSlip(slip)
	case "done":
		var done wire.Done
		if err := json.Unmarshal(data, &done); err != nil {
			return err
		}
		r.give(done.Seq, answer{room: done.Room})
	case "refused":
		var refused wire.Refused
		if err := json.Unmarshal(data, &refused); err != nil {
			return err
		}
		r.give(refused.Seq, answer{reason: refused.Reason})
	}
	return nil
}

func (r *room) give(seq int, a answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if waiting := r.answers[seq]; waiting != nil {
		waiting <- a
		delete(r.answers, seq)
	}
}

// ask sends a message and waits until it is done.
func (r *room) ask(ctx context.Context, message wire.Message) (answer, error) {
	waiting := make(chan answer, 1)
	r.mu.Lock()
	if r.answers == nil {
		defer r.mu.Unlock()
		return answer{}, fmt.Errorf("connection lost: %w", r.ended)
	}
	r.seq++
	seq := r.seq
	r.answers[seq] = waiting
	r.mu.Unlock()

	r.writeMu.Lock()
	err := r.ws.WriteMessage(websocket.TextMessage, wire.Encode(message, seq))
	r.writeMu.Unlock()
	if err != nil {
		return answer{}, err
	}
	select {
	case <-ctx.Done():
		return answer{}, ctx.Err()
	case a, open := <-waiting:
		if !open {
			return answer{}, fmt.Errorf("connection lost")
		}
		if a.reason != "" {
			return a, refusedError{a.reason}
		}
		return a, nil
	}
}

// until waits for a view that fits.
func (r *room) until(ctx context.Context, fits func(wire.State) bool) (wire.State, error) {
	for {
		r.mu.Lock()
		state, known, changed, ended := r.state, r.known, r.changed, r.ended
		r.mu.Unlock()
		if known && fits(state) {
			return state, nil
		}
		if ended != nil {
			return state, fmt.Errorf("connection lost: %w", ended)
		}
		select {
		case <-ctx.Done():
			return state, ctx.Err()
		case <-changed:
		}
	}
}
