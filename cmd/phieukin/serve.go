package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"phieukin/tally/register"
	"phieukin/tally/urn"
	"phieukin/tally/urn/redis"
	"phieukin/tally/urn/sqlite"
	"phieukin/web"
	"phieukin/web/desk"
	"phieukin/web/hall"
	"phieukin/web/qr"
)

// options are the flags of serve.
type options struct {
	addr, data, redis, key, publicURL, tlsCert, tlsKey, metricsAddr string
}

func serveCommand() *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve meetings (the default)",
		Args:  noArguments,
		RunE:  func(c *cobra.Command, _ []string) error { return serve(c.Context(), c.OutOrStdout(), o) },
	}
	f := c.Flags()
	f.StringVar(&o.addr, "addr", ":8080", "address to listen on")
	f.StringVar(&o.data, "data", "phieukin-data", "folder of the embedded store and of the key")
	f.StringVar(&o.redis, "redis", "", "keep meetings in this Redis (redis://host:port/db) instead of the embedded store")
	f.StringVar(&o.key, "key", "", "file of the deployment's key, shared by all nodes (default DATA/key)")
	f.StringVar(&o.publicURL, "public-url", "", "address that phones open, if not this machine's own")
	f.StringVar(&o.tlsCert, "tls-cert", "", "certificate file, to serve https")
	f.StringVar(&o.tlsKey, "tls-key", "", "key file of the certificate")
	f.StringVar(&o.metricsAddr, "metrics-addr", "", "address for metrics, served nowhere else")
	return c
}

func (o options) check() error {
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return errors.New("--tls-cert and --tls-key belong together")
	}
	if o.publicURL != "" {
		u, err := url.Parse(o.publicURL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
			return fmt.Errorf("--public-url %q is not an address like https://phieu.example", o.publicURL)
		}
	}
	if _, _, err := net.SplitHostPort(o.addr); err != nil {
		return fmt.Errorf("--addr %q is not an address like :8080", o.addr)
	}
	return nil
}

// serve runs until the context ends. It listens before it says so.
func serve(ctx context.Context, out io.Writer, o options) error {
	if err := o.check(); err != nil {
		return usageError{err}
	}
	s, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	fmt.Fprintf(out, "Phiếu Kín: %s\n\nĐịa chỉ của người điều hành (giữ kín) / host's address (keep it secret):\n  %s\n\n", s.base, s.hostURL())
	if code, err := qr.Terminal(s.hostURL()); err == nil {
		fmt.Fprintln(out, code)
	}
	select {
	case err := <-s.failed:
		return err
	case <-ctx.Done():
		return nil
	}
}

// server is a running program: what serve prints about, and what a rehearsal starts for itself.
type server struct {
	base    string
	hostKey string
	failed  chan error
	closers []func()
}

func (s *server) hostURL() string { return s.base + "/host#" + s.hostKey }

// close ends what was started, the last first.
func (s *server) close() {
	for _, end := range slices.Backward(s.closers) {
		end()
	}
	s.closers = nil
}

func (s *server) onClose(end func()) { s.closers = append(s.closers, end) }

func start(ctx context.Context, o options) (*server, error) {
	s := &server{failed: make(chan error, 1)}
	if err := s.start(ctx, o); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *server) start(ctx context.Context, o options) error {
	identity, err := deploymentKey(o)
	if err != nil {
		return err
	}
	store, err := openStore(ctx, o)
	if err != nil {
		return err
	}
	s.onClose(func() { store.Close() })
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return err
	}
	s.onClose(func() { listener.Close() })
	base, digits := strings.TrimSuffix(o.publicURL, "/"), 6
	if base == "" {
		base, digits = localURL(listener.Addr().(*net.TCPAddr), o.tlsCert != ""), 4
	}
	s.base, s.hostKey = base, hostKey(identity)
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	book, err := openRegister(o.data)
	if err != nil {
		return err
	}
	s.onClose(func() { book.Close() })
	office := desk.New(desk.Config{Register: book, Log: log, Now: time.Now})
	config := hall.Config{
		Store: store, Deployment: identity, HostKey: s.hostKey, BaseURL: base, RoomDigits: digits,
		Profiles: office.Profile, Return: office.Return, Log: log, Now: time.Now,
	}
	if o.publicURL == "" {
		config.Addresses = func() []string { return localURLs(listener.Addr().(*net.TCPAddr), o.tlsCert != "") }
	}
	if o.redis == "" {
		config.Disk = func() (int64, error) { return diskFree(o.data) }
	}
	h, err := hall.Open(ctx, config)
	if err != nil {
		return err
	}
	s.onClose(h.Close)
	handler, err := web.New(h, office, func() error { return storeAnswers(store) })
	if err != nil {
		return err
	}
	// The server's own log would print the addresses of those who hang up; what matters is logged by the hall.
	quiet := slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	httpServer := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute, ErrorLog: quiet}
	go func() {
		var err error
		if o.tlsCert != "" {
			err = httpServer.ServeTLS(listener, o.tlsCert, o.tlsKey)
		} else {
			err = httpServer.Serve(listener)
		}
		if !errors.Is(err, http.ErrServerClosed) {
			s.failed <- err
		}
	}()
	s.onClose(func() { httpServer.Close() })
	if o.metricsAddr == "" {
		return nil
	}
	return s.serveMetrics(o.metricsAddr, web.Metrics(h))
}

// openRegister opens the register, which lies in the data folder wherever meetings are kept.
func openRegister(data string) (*register.Register, error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, err
	}
	return register.Open(filepath.Join(data, "register.db"))
}

// serveMetrics listens for an operator, on an address of its own.
func (s *server) serveMetrics(addr string, handler http.Handler) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	metrics := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go metrics.Serve(listener)
	s.onClose(func() { metrics.Close() })
	return nil
}

func openStore(ctx context.Context, o options) (urn.Store, error) {
	if o.redis != "" {
		return redis.New(ctx, o.redis)
	}
	return sqlite.New(o.data)
}

func storeAnswers(store urn.Store) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, err := store.Durability(ctx)
	return err
}
