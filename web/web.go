// Package web is the server's outside: routes, headers, the embedded pages and the two websockets, wired to the hall.
//
// The server links no secret half: neither ballot/voter nor tally/trustee is among its dependencies, and a test holds
// it to that.
package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"phieukin/ballot/roster"
	"phieukin/web/app"
	"phieukin/web/desk"
	"phieukin/web/hall"
	"phieukin/web/live"
	"phieukin/web/wire"
)

// maxSockets bounds open websockets, so that sockets alone cannot exhaust memory.
const maxSockets = 20000

// Server answers the routes of one hall.
type Server struct {
	hall    *hall.Hall
	pages   *pages
	sockets chan struct{}
	reading sync.Mutex // held while a list is read
	ready   func() error
}

// New makes the server's handler; without a register (nil) nothing is served under /desk/. ready reports whether the store answers.
func New(h *hall.Hall, register *desk.Desk, ready func() error) (http.Handler, error) {
	pages, err := loadPages(app.Files())
	if err != nil {
		return nil, err
	}
	s := &Server{hall: h, pages: pages, sockets: make(chan struct{}, maxSockets), ready: ready}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page("member.html"))
	mux.HandleFunc("GET /{room}", s.room)
	for _, name := range []string{"host", "projector", "teller", "kiosk", "verify", "minutes", "help", "register", "committee"} {
		mux.HandleFunc("GET /"+name, s.page(name+".html"))
	}
	mux.HandleFunc("GET /app/{file}", func(w http.ResponseWriter, r *http.Request) { s.pages.serve(w, r, r.PathValue("file")) })
	mux.HandleFunc("GET /r/{uuid}/{file}", s.file)
	mux.HandleFunc("POST /roster", s.readRoster)
	mux.HandleFunc("GET /roster/sample.xlsx", s.sampleRoster)
	mux.HandleFunc("GET /ws", s.socket(wire.MaxMessage, h.Serve))
	mux.HandleFunc("GET /ws/cast", s.socket(wire.MaxCastFrame, h.Cast))
	if register != nil {
		mux.Handle("/desk/", register.Handler(h))
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", s.readyz)
	return guard(mux), nil
}

// guard sets what holds for every answer. Pages load nothing from elsewhere, are never framed, and tell nobody where a
// visitor came from; the addresses' secrets are in fragments, which browsers do not send at all.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "+
			"img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		if !strings.HasPrefix(r.URL.Path, "/desk/") { // whose paths have limits of their own
			limit := int64(0)
			if r.Method == http.MethodPost {
				limit = roster.MaxBytes // nothing else is posted
			}
			r.Body = http.MaxBytesReader(w, r.Body, limit)
		}
		next.ServeHTTP(w, r)
	})
}

// room serves the member's page for an address like /4827; whether there is such a room the page finds out.
func (s *Server) room(w http.ResponseWriter, r *http.Request) {
	code := r.PathValue("room")
	if len(code) > 6 || strings.Trim(code, "0123456789") != "" {
		http.NotFound(w, r)
		return
	}
	s.hall.Visit(r.RemoteAddr)
	s.pages.serve(w, r, "member.html")
}

func (s *Server) page(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.hall.Visit(r.RemoteAddr)
		s.pages.serve(w, r, name)
	}
}

// file serves what a meeting has published, as exact bytes.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	f, err := s.hall.File(r.Context(), r.PathValue("uuid"), r.PathValue("file"))
	switch {
	case errors.Is(err, hall.ErrNoRoom):
		http.NotFound(w, r)
	case err != nil:
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
	default:
		w.Header().Set("Content-Type", f.Type)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Length", strconv.Itoa(len(f.Data))) // a page that brings a record says how far it is
		w.Write(f.Data)
	}
}

// socket upgrades a request and hands the connection on, returning at once so that the server's buffers are freed.
func (s *Server) socket(limit int64, serve func(*live.Conn)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case s.sockets <- struct{}{}:
		default:
			http.Error(w, "too many connections", http.StatusServiceUnavailable)
			return
		}
		conn, err := live.Upgrade(w, r, limit)
		if err != nil {
			<-s.sockets
			return
		}
		go func() {
			defer func() { <-s.sockets }()
			serve(conn)
		}()
	}
}

func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	if err := s.ready(); err != nil {
		http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ok\n"))
}
