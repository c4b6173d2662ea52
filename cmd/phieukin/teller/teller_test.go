package teller_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/ballot/voter"
	"phieukin/cmd/phieukin/client"
	"phieukin/cmd/phieukin/teller"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/words"
	"phieukin/tally/urn/sqlite"
	"phieukin/web"
	"phieukin/web/hall"
	"phieukin/web/wire"
)

// desk is a real server with a host, whose registrar's mail is opaque here.
type desk struct {
	t    *testing.T
	ctx  context.Context
	base string
	room *client.Room
	plan meeting.Plan
	uuid string
	// address is the tellers'.
	address     string
	credentials []voter.Credential
}

func open(t *testing.T) *desk {
	t.Helper()
	store, err := sqlite.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	base := "http://" + server.Listener.Addr().String()
	h, err := hall.Open(t.Context(), hall.Config{
		Store: store, Deployment: deployment, HostKey: "host", BaseURL: base, RoomDigits: 4,
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	if server.Config.Handler, err = web.New(h, nil, func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	server.Start()
	t.Cleanup(func() { server.CloseClientConnections(); server.Close(); h.Close(); store.Close() })

	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	d := &desk{t: t, ctx: ctx, base: base, plan: meeting.Plan{
		Title: "Đánh giá", Unit: "Chi bộ 3", Organisation: true, Blank: true, AttendanceQuorum: 3, BallotQuorum: 3,
		Roster: []meeting.Member{
			{Name: "A", Status: ballot.Official, Official: true}, {Name: "B", Status: ballot.Official, Official: true},
			{Name: "C", Status: ballot.Official, Official: true},
		},
		Tellers: []string{"Đào", "Én", "Bưởi"}, Threshold: 2,
	}}
	front, err := client.Join(ctx, base, wire.Hello{Role: wire.RoleHost, Key: "host"}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	code, err := front.Ask(ctx, wire.Create{Plan: d.plan, Registrar: deployment.Recipient(), Earlier: []int{4}})
	if err != nil {
		t.Fatal(err)
	}
	d.room, err = client.Join(ctx, base, wire.Hello{Role: wire.RoleHost, Key: "host", Room: code}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	state := d.until(func(s wire.State) bool { return s.Invite != nil })
	d.uuid, d.address = state.UUID, state.Invite.URL
	return d
}

func (d *desk) until(fits func(wire.State) bool) wire.State {
	d.t.Helper()
	state, err := d.room.Until(d.ctx, fits)
	if err != nil {
		d.t.Fatal(err)
	}
	return state
}

func (d *desk) must(m wire.Message) {
	d.t.Helper()
	if _, err := d.room.Ask(d.ctx, m); err != nil {
		d.t.Fatalf("%T: %v", m, err)
	}
}

// vote seals the box with everybody in it and casts all ballots for the first level.
func (d *desk) vote() {
	d.t.Helper()
	d.seal()
	d.must(wire.Open{})
	e, err := ballot.ParseElection(d.fetch("election.json"))
	if err != nil {
		d.t.Fatal(err)
	}
	m, err := e.ParseManifest(d.fetch("manifest.json"))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range d.credentials {
		prepared, err := voter.Prepare(e)
		if err != nil {
			d.t.Fatal(err)
		}
		b, err := prepared.Finish(c, []int{0})
		if err != nil {
			d.t.Fatal(err)
		}
		sealed, err := envelope.Seal(m.Recipient, b.Compact())
		if err != nil {
			d.t.Fatal(err)
		}
		ws, err := client.Dial(d.ctx, client.SocketURL(d.base, "/ws/cast"))
		if err != nil {
			d.t.Fatal(err)
		}
		ws.WriteMessage(websocket.BinaryMessage, wire.CastFrame{Fingerprint: e.Fingerprint, Sealed: sealed}.Encode())
		for a := (wire.CastAnswer{}); a.Type != wire.CastIn; {
			if err := ws.ReadJSON(&a); err != nil || a.Type == wire.CastRefused {
				d.t.Fatalf("%+v, %v", a, err)
			}
		}
		ws.Close()
	}
}

func (d *desk) fetch(name string) []byte {
	d.t.Helper()
	data, err := client.Fetch(d.ctx, d.base, d.uuid, name)
	if err != nil {
		d.t.Fatal(err)
	}
	return data
}

func (d *desk) seal() {
	d.t.Helper()
	var public []string
	for range 3 {
		c := voter.NewCredential()
		d.credentials = append(d.credentials, c)
		public = append(public, group.GPow(c.Key(d.uuid)).String())
	}
	slices.Sort(public)
	for i := range 3 {
		id := strings.Repeat("0", 31) + string("012"[i])
		phone, err := client.Join(d.ctx, d.base, wire.Hello{Role: wire.RoleMember, Room: d.until(func(wire.State) bool { return true }).Room}, nil, nil)
		if err != nil {
			d.t.Fatal(err)
		}
		if _, err := phone.Ask(d.ctx, wire.Mail{ID: id, Sealed: []byte("m")}); err != nil {
			d.t.Fatal(err)
		}
		phone.Close()
		d.must(wire.Admit{ID: id, Note: []byte("n"), Sealed: []byte("s")})
	}
	d.must(wire.Seal{Credentials: public, Slips: [][]byte{{1}, {2}, {3}}})
	for i := range 3 {
		d.must(wire.Issue{ID: strings.Repeat("0", 31) + string("012"[i]), Slip: i, Sealed: []byte("c")})
	}
}

func TestTwoOfThreeTellersOpenFromTheCommandLine(t *testing.T) {
	d := open(t)
	folder := t.TempDir()
	phrase := words.NewPhrase()
	joined := make(chan error, 3)
	var outs [3]strings.Builder
	for i, name := range d.plan.Tellers {
		path := filepath.Join(folder, name)
		if err := teller.New(path, phrase); err != nil {
			t.Fatal(err)
		}
		go func() { joined <- teller.Join(d.ctx, path, d.address, name, phrase, &outs[i]) }()
	}
	d.until(func(s wire.State) bool { return s.Ceremony.Round == s.Ceremony.Rounds })
	d.vote()
	for range 3 {
		if err := <-joined; err != nil {
			t.Fatal(err)
		}
	}
	var codes []string
	for i := range outs {
		_, code, _ := strings.Cut(outs[i].String(), "read aloud:")
		codes = append(codes, strings.TrimSpace(code))
	}
	if codes[0] == "" || codes[0] != codes[1] || codes[1] != codes[2] {
		t.Errorf("the tellers read different codes: %q", codes)
	}
	opened := make(chan error, 2)
	for i := range 2 {
		path := filepath.Join(folder, d.plan.Tellers[i+1])
		go func() {
			opened <- teller.Open(d.ctx, path, d.address, phrase, teller.Consent{Close: i == 0, Few: true, Near: true}, &outs[i])
		}()
	}
	d.must(wire.Close{})
	d.until(func(s wire.State) bool { return s.Closed != nil })
	d.must(wire.Unissued{Credentials: []string{}})
	var knowingly strings.Builder
	err := teller.Open(d.ctx, filepath.Join(folder, d.plan.Tellers[0]), d.address, phrase, teller.Consent{}, &knowingly)
	if err == nil || !strings.Contains(err.Error(), "--few") || !strings.Contains(knowingly.String(), "3 ballots") {
		t.Errorf("a box of three ballots without the teller's knowing: %v, %q", err, knowingly.String())
	}
	err = teller.Open(d.ctx, filepath.Join(folder, d.plan.Tellers[0]), d.address, phrase, teller.Consent{Few: true}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "--near") {
		t.Errorf("a box of three after a round of four without the teller's knowing: %v", err)
	}
	for range 2 {
		if err := <-opened; err != nil {
			t.Fatalf("%v, after %q", err, []string{outs[0].String(), outs[1].String()})
		}
	}
	if r := d.until(func(s wire.State) bool { return s.Result != nil }).Result; r.Questions[0].Counts[0] != 3 {
		t.Errorf("result %+v", r)
	}
	if _, err := os.Stat(filepath.Join(folder, d.plan.Tellers[1])); !errors.Is(err, os.ErrNotExist) {
		t.Error("the share was not destroyed after the publication")
	}
}
