package live

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// serve starts a server whose every connection is given to handle, and returns a function that dials it.
func serve(t *testing.T, limit int64, handle func(*Conn)) func(http.Header) (*websocket.Conn, error) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, err := Upgrade(w, r, limit); err == nil {
			go handle(c)
		}
	}))
	t.Cleanup(server.Close)
	return func(h http.Header) (*websocket.Conn, error) {
		ws, _, err := websocket.DefaultDialer.Dial(strings.Replace(server.URL, "http", "ws", 1), h)
		if err == nil {
			t.Cleanup(func() { ws.Close() })
		}
		return ws, err
	}
}

func TestMessagesArriveInOrderAndCloseFlushes(t *testing.T) {
	dial := serve(t, 100, func(c *Conn) {
		c.Run(func(data []byte) {
			c.Send(append([]byte("1"), data...))
			c.Send(append([]byte("2"), data...))
			c.Close()
		})
	})
	ws, err := dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	ws.WriteMessage(websocket.TextMessage, []byte("x"))
	for _, want := range []string{"1x", "2x"} {
		if _, got, err := ws.ReadMessage(); err != nil || string(got) != want {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	}
	if _, _, err := ws.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
		t.Errorf("ended with %v", err)
	}
}

func TestTooLongMessageEndsTheConnection(t *testing.T) {
	ended := make(chan error, 1)
	dial := serve(t, 10, func(c *Conn) { ended <- c.Run(func([]byte) { t.Error("received what is too long") }) })
	ws, err := dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	ws.WriteMessage(websocket.TextMessage, make([]byte, 11))
	if err := <-ended; err == nil {
		t.Error("no error")
	}
}

func TestOtherOriginIsRefused(t *testing.T) {
	dial := serve(t, 10, func(c *Conn) { c.Run(func([]byte) {}) })
	if _, err := dial(http.Header{"Origin": {"http://elsewhere.example"}}); err == nil {
		t.Error("a page from another host was let in")
	}
}

func TestStalledPhoneIsDroppedWithoutBlocking(t *testing.T) {
	sent := make(chan struct{})
	ended := make(chan error, 1)
	dial := serve(t, 10, func(c *Conn) {
		go func() {
			// Far more than the queue and the kernel's buffers hold; Send must return at once each time.
			big := make([]byte, 1<<20)
			for range 4 * queueSize {
				c.Send(big)
			}
			close(sent)
		}()
		ended <- c.Run(func([]byte) {})
	})
	if _, err := dial(nil); err != nil {
		t.Fatal(err)
	}
	<-sent
	if err := <-ended; err == nil {
		t.Error("the stalled connection was kept")
	}
}
