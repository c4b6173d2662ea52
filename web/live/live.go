// Package live carries bytes over websockets and knows nothing of what they mean. A Conn has one reader and one writer
// goroutine, a bounded queue, deadlines and pings: a phone that stalls is dropped and comes back, so it can never hold
// up a broadcast or another phone.
package live

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeWait  = 10 * time.Second
	pongWait   = 60 * time.Second
	pingPeriod = 25 * time.Second
	queueSize  = 64
)

// upgrader has small buffers and no compression: thousands of idle phones must stay cheap, and sealed ballots do not
// compress. The origin must be the page's own host.
var upgrader = websocket.Upgrader{
	ReadBufferSize:  1024,
	WriteBufferSize: 1024,
	WriteBufferPool: &sync.Pool{},
}

// Conn is one websocket.
type Conn struct {
	ws    *websocket.Conn
	queue chan *websocket.PreparedMessage
	done  chan struct{}
	once  sync.Once
}

// Upgrade turns a request into a Conn. It answers the request itself where that fails. The caller starts Run in a
// goroutine of its own and returns from the handler, which frees the server's buffers.
func Upgrade(w http.ResponseWriter, r *http.Request, readLimit int64) (*Conn, error) {
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(readLimit)
	return &Conn{ws: ws, queue: make(chan *websocket.PreparedMessage, queueSize), done: make(chan struct{})}, nil
}

// SetReadLimit changes how long a message may be, once it is known who sends it.
func (c *Conn) SetReadLimit(limit int64) { c.ws.SetReadLimit(limit) }

// Prepare makes a text message that can be sent to many.
func Prepare(data []byte) *websocket.PreparedMessage {
	m, err := websocket.NewPreparedMessage(websocket.TextMessage, data)
	if err != nil {
		panic("live: internal error: text messages can be prepared")
	}
	return m
}

// Send queues a text message. A full queue drops the connection.
func (c *Conn) Send(data []byte) { c.SendPrepared(Prepare(data)) }

// SendPrepared queues a prepared message.
func (c *Conn) SendPrepared(m *websocket.PreparedMessage) {
	select {
	case c.queue <- m:
	case <-c.done:
	default:
		c.ws.Close()
		c.Close()
	}
}

// Free is how many messages the queue still takes. Who sends a series looks here and sends the rest later.
func (c *Conn) Free() int { return cap(c.queue) - len(c.queue) }

// Deliver queues a text message and waits for room in the queue. It is for answering a client's own request, from the
// function that receives it: only that client waits.
func (c *Conn) Deliver(data []byte) {
	select {
	case c.queue <- Prepare(data):
	case <-c.done:
	}
}

// Close ends the connection after what is queued has been written, or at the latest after the write deadline.
func (c *Conn) Close() { c.once.Do(func() { close(c.done) }) }

// Run reads messages until the connection ends, and calls receive for each in order. It returns the reason.
func (c *Conn) Run(receive func(data []byte)) error {
	go c.write()
	defer c.Close()
	c.ws.SetReadDeadline(time.Now().Add(pongWait))
	c.ws.SetPongHandler(func(string) error { return c.ws.SetReadDeadline(time.Now().Add(pongWait)) })
	for {
		kind, data, err := c.ws.ReadMessage()
		if err != nil {
			return err
		}
		if kind != websocket.TextMessage && kind != websocket.BinaryMessage {
			return errors.New("live: unexpected kind of message")
		}
		c.ws.SetReadDeadline(time.Now().Add(pongWait))
		receive(data)
	}
}

// write is the only goroutine that writes.
func (c *Conn) write() {
	ping := time.NewTicker(pingPeriod)
	defer ping.Stop()
	defer c.ws.Close()
	for {
		select {
		case m := <-c.queue:
			if !c.put(m) {
				return
			}
		case <-ping.C:
			if c.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWait)) != nil {
				return
			}
		case <-c.done:
			for {
				select {
				case m := <-c.queue:
					if !c.put(m) {
						return
					}
				default:
					message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
					c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(writeWait))
					return
				}
			}
		}
	}
}

func (c *Conn) put(m *websocket.PreparedMessage) bool {
	c.ws.SetWriteDeadline(time.Now().Add(writeWait))
	return c.ws.WritePreparedMessage(m) == nil
}
