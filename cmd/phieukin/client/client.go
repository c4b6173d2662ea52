// Package client is a client of the room's sockets in Go, with which the rehearsal and the tellers' commands take part in
// a meeting as the pages do. It knows messages and files, and nothing of what a role does with them.
package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/gorilla/websocket"

	"phieukin/web/wire"
)

// Room is one client's room socket: it sends messages, waits for their answers, and keeps the last view.
type Room struct {
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

// Refused is the server's word against a message, one of the wire's reasons.
type Refused string

func (e Refused) Error() string { return "refused: " + string(e) }

// SocketURL is the address of a socket of the server at base, such as http://127.0.0.1:8080.
func SocketURL(base, path string) string { return "ws" + strings.TrimPrefix(base, "http") + path }

// Dial opens a websocket.
func Dial(ctx context.Context, url string) (*websocket.Conn, error) {
	ws, _, err := websocket.DefaultDialer.DialContext(ctx, url, nil)
	if err != nil {
		return nil, fmt.Errorf("connecting to %s: %w", url, err)
	}
	return ws, nil
}

// Join opens a room socket on the server at base and says hello. onMail and onSlip may be nil for who gets none.
func Join(ctx context.Context, base string, hello wire.Hello, onMail func(wire.Posted), onSlip func(wire.Slip)) (*Room, error) {
	ws, err := Dial(ctx, SocketURL(base, "/ws"))
	if err != nil {
		return nil, err
	}
	r := &Room{
		ws: ws, answers: map[int]chan answer{}, changed: make(chan struct{}), onMail: onMail, onSlip: onSlip,
	}
	go r.read()
	if _, err := r.Ask(ctx, hello); err != nil {
		ws.Close()
		return nil, fmt.Errorf("joining as %s: %w", hello.Role, err)
	}
	return r, nil
}

// Close ends the connection.
func (r *Room) Close() { r.ws.Close() }

func (r *Room) read() {
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

func (r *Room) take(data []byte) error {
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
		if r.onMail == nil {
			return nil
		}
		var mail wire.Posted
		if err := json.Unmarshal(data, &mail); err != nil {
			return err
		}
		r.onMail(mail)
	case "slip":
		if r.onSlip == nil {
			return nil
		}
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

func (r *Room) give(seq int, a answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if waiting := r.answers[seq]; waiting != nil {
		waiting <- a
		delete(r.answers, seq)
	}
}

// Ask sends a message and waits until it is done. It returns the code of the room that a creation made, else nothing.
// The error may be Refused.
func (r *Room) Ask(ctx context.Context, message wire.Message) (room string, err error) {
	waiting := make(chan answer, 1)
	r.mu.Lock()
	if r.answers == nil {
		defer r.mu.Unlock()
		return "", fmt.Errorf("connection lost: %w", r.ended)
	}
	r.seq++
	seq := r.seq
	r.answers[seq] = waiting
	r.mu.Unlock()

	r.writeMu.Lock()
	err = r.ws.WriteMessage(websocket.TextMessage, wire.Encode(message, seq))
	r.writeMu.Unlock()
	if err != nil {
		return "", err
	}
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case a, open := <-waiting:
		if !open {
			return "", errors.New("connection lost")
		}
		if a.reason != "" {
			return "", Refused(a.reason)
		}
		return a.room, nil
	}
}

// Until waits for a view that fits.
func (r *Room) Until(ctx context.Context, fits func(wire.State) bool) (wire.State, error) {
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

// Fetch gets one of a meeting's files.
func Fetch(ctx context.Context, base, uuid, name string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/r/"+uuid+"/"+name, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", name, response.Status)
	}
	return io.ReadAll(response.Body)
}
