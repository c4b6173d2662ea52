package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
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
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/tally/register"
	"phieukin/tally/trustee"
	"phieukin/tally/urn/sqlite"
	"phieukin/web"
	"phieukin/web/desk"
	"phieukin/web/hall"
	"phieukin/web/wire"
)

const hostKey = "the host's key"

// house is a whole server on a folder, as cmd wires it: store, register, hall and pages.
type house struct {
	t        testing.TB
	dir      string
	identity *envelope.Identity
	now      time.Time
	deaf     bool               // nothing returns to the register
	alters   func(*hall.Return) // on the way to the register

	asked map[string]bool // operations that were answered

	base     string
	register *register.Register
	office   *desk.Desk
	stop     func()
}

func open(t testing.TB) *house {
	t.Helper()
	identity, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, alters: func(*hall.Return) {}, asked: map[string]bool{}, dir: t.TempDir(), identity: identity, now: time.Date(2026, 12, 5, 8, 0, 0, 0, time.Local)}
	h.start()
	t.Cleanup(func() { h.stop() })
	return h
}

func (h *house) start() {
	h.t.Helper()
	store, err := sqlite.New(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	if h.register, err = register.Open(filepath.Join(h.dir, "register.db")); err != nil {
		h.t.Fatal(err)
	}
	clock := func() time.Time { return h.now }
	log := slog.New(slog.NewTextHandler(h.t.Output(), nil))
	h.office = desk.New(desk.Config{Register: h.register, Log: log, Now: clock})
	config := hall.Config{
		Store: store, Deployment: h.identity, HostKey: hostKey, BaseURL: "http://192.168.8.2:8080", RoomDigits: 4,
		Profiles: h.office.Profile, Log: log, Now: time.Now,
		Return: func(ctx context.Context, back hall.Return) error {
			h.alters(&back)
			return h.office.Return(ctx, back)
		},
	}
	if h.deaf {
		config.Return = nil
	}
	halls, err := hall.Open(h.t.Context(), config)
	if err != nil {
		h.t.Fatal(err)
	}
	handler, err := web.New(halls, h.office, func() error { return nil })
	if err != nil {
		h.t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	h.base = server.URL
	h.stop = func() {
		server.CloseClientConnections()
		server.Close()
		halls.Close()
		h.register.Close()
		store.Close()
		h.stop = func() {}
	}
}

// brings hands over what a meeting brings back.
func (h *house) brings(back hall.Return) {
	h.t.Helper()
	if err := h.office.Return(h.t.Context(), back); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) restart() {
	h.t.Helper()
	h.stop()
	h.start()
}

// ask sends a request with the host's key, and reads the answer into out unless that is nil. It returns the status and the bytes.
func (h *house) ask(method, path string, body, out any) (int, []byte) {
	h.t.Helper()
	sent, raw := body.([]byte)
	if body != nil && !raw {
		var err error
		if sent, err = json.Marshal(body); err != nil {
			h.t.Fatal(err)
		}
	}
	request, err := http.NewRequestWithContext(h.t.Context(), method, h.base+"/desk/v1"+path, bytes.NewReader(sent))
	if err != nil {
		h.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+hostKey)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		h.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	h.described(method, path, sent, data, answer)
	if err == nil && out != nil && answer.StatusCode == http.StatusOK {
		err = json.Unmarshal(data, out)
	}
	if err != nil {
		h.t.Fatalf("%s %s: %v: %.300s", method, path, err, data)
	}
	return answer.StatusCode, data
}

func (h *house) get(path string, out any) {
	h.t.Helper()
	if status, data := h.ask("GET", path, nil, out); status != http.StatusOK {
		h.t.Fatalf("GET %s: %d %s", path, status, data)
	}
}

func (h *house) post(path string, body, out any) {
	h.t.Helper()
	if status, data := h.ask("POST", path, body, out); status != http.StatusOK {
		h.t.Fatalf("POST %s: %d %s", path, status, data)
	}
}

// refused returns the code that a request is refused with.
func (h *house) refused(method, path string, body any) string {
	h.t.Helper()
	status, data := h.ask(method, path, body, nil)
	var told struct {
		Error, Path string
		Line        int
	}
	if err := json.Unmarshal(data, &told); err != nil || status < 400 {
		h.t.Fatalf("%s %s: %d %.200s", method, path, status, data)
	}
	return fmt.Sprintf("%d %s %s", status, told.Error, told.Path)
}

type object = map[string]any

// sheet is what a meeting is drafted from.
type sheet struct {
	ID, Unit, Profile, State, Meeting, Room string
	Year, Round                             int
	Organisation                            bool
	Roster                                  []meeting.Member
	Others                                  []meeting.Subject
	Subjects                                []struct {
		Subject, Name, Position, Step string
		Decides                       bool
	}
	Earlier  []int
	Warnings []string
}

// room is a meeting that was begun from a planned ballot, with everybody in it.
type room struct {
	*house
	ctx         context.Context
	uuid        string
	host        *client.Room
	teller      *client.Room
	key         *trustee.Key
	credentials []voter.Credential
}

// begin drafts the meeting as the host's page does, with one teller, and opens the vote with voters members admitted.
func (h *house) begin(id string, voters int) *room {
	h.t.Helper()
	var s sheet
	h.get("/ballots/"+id, &s)
	plan := meeting.Plan{
		Title: "Đánh giá", Unit: s.Unit, Roster: s.Roster, Organisation: s.Organisation, Others: s.Others, Blank: true, Profile: s.Profile,
		AttendanceQuorum: 3, BallotQuorum: 3, Tellers: []string{"Đào"}, Threshold: 1,
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	h.t.Cleanup(cancel)
	r := &room{house: h, ctx: ctx, key: trustee.NewKey()}
	front := r.join(wire.Hello{Role: wire.RoleHost, Key: hostKey})
	code := r.must(front, wire.Create{Plan: plan, Registrar: h.identity.Recipient(), Origin: id, Earlier: s.Earlier})
	r.host = r.join(wire.Hello{Role: wire.RoleHost, Key: hostKey, Room: code})
	state := r.until(func(s wire.State) bool { return s.Invite != nil })
	r.uuid = state.UUID
	_, invite, _ := strings.Cut(state.Invite.URL, "#"+code+"/")
	r.teller = r.join(wire.Hello{Role: wire.RoleTeller, Room: code, Key: invite})
	r.must(r.teller, wire.Trustee{Teller: 0, Key: string(r.key.Publish()), Secret: strings.Repeat("s", 32)})
	var public []string
	var slips [][]byte
	for i := range plan.Slips() {
		c := voter.NewCredential()
		r.credentials = append(r.credentials, c)
		public, slips = append(public, r.public(c)), append(slips, []byte{byte(i + 1)})
	}
	slices.Sort(public)
	r.until(func(s wire.State) bool { return s.Ceremony.Round == s.Ceremony.Rounds })
	for i := range voters {
		phone := r.join(wire.Hello{Role: wire.RoleMember, Room: code})
		r.must(phone, wire.Mail{ID: phoneID(i), Sealed: []byte("m")})
		phone.Close()
		r.must(r.host, wire.Admit{ID: phoneID(i), Note: []byte("n"), Sealed: []byte("s")})
	}
	r.must(r.host, wire.Seal{Credentials: public, Slips: slips})
	for i := range voters {
		r.must(r.host, wire.Issue{ID: phoneID(i), Slip: i, Sealed: []byte("c")})
	}
	r.must(r.host, wire.Open{})
	return r
}

func phoneID(i int) string { return fmt.Sprintf("%032x", i) }

func (r *room) public(c voter.Credential) string { return group.GPow(c.Key(r.uuid)).String() }

func (r *room) join(hello wire.Hello) *client.Room {
	r.t.Helper()
	room, err := client.Join(r.ctx, r.base, hello, nil, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(room.Close)
	return room
}

func (r *room) must(who *client.Room, m wire.Message) string {
	r.t.Helper()
	code, err := who.Ask(r.ctx, m)
	if err != nil {
		r.t.Fatalf("%T: %v", m, err)
	}
	return code
}

func (r *room) until(fits func(wire.State) bool) wire.State {
	r.t.Helper()
	state, err := r.host.Until(r.ctx, fits)
	if err != nil {
		r.t.Fatal(err)
	}
	return state
}

func (r *room) file(name string) []byte {
	r.t.Helper()
	data, err := client.Fetch(r.ctx, r.base, r.uuid, name)
	if err != nil {
		r.t.Fatalf("%s: %v", name, err)
	}
	return data
}

// vote casts a ballot of one voter after another, then closes and opens the box.
func (r *room) vote(choices ...[]int) {
	r.t.Helper()
	e, err := ballot.ParseElection(r.file("election.json"))
	if err != nil {
		r.t.Fatal(err)
	}
	m, err := e.ParseManifest(r.file("manifest.json"))
	if err != nil {
		r.t.Fatal(err)
	}
	for i, choice := range choices {
		prepared, err := voter.Prepare(e)
		if err != nil {
			r.t.Fatal(err)
		}
		b, err := prepared.Finish(r.credentials[i], choice)
		if err != nil {
			r.t.Fatal(err)
		}
		sealed, err := envelope.Seal(m.Recipient, b.Compact())
		if err != nil {
			r.t.Fatal(err)
		}
		r.cast(wire.CastFrame{Fingerprint: e.Fingerprint, Sealed: sealed})
	}
	r.must(r.host, wire.Close{})
	r.must(r.teller, wire.Confirm{})
	state := r.until(func(s wire.State) bool { return s.Closed != nil })
	unissued := []string{}
	for _, c := range r.credentials[state.Counts.Issued:] {
		unissued = append(unissued, r.public(c))
	}
	slices.Sort(unissued)
	r.must(r.host, wire.Unissued{Credentials: unissued})
	state = r.until(func(s wire.State) bool { return s.Closed.Unissued != nil })
	setup := trustee.Setup{
		Election: r.file("election.json"), Trustees: r.file("trustees.json"), Credentials: r.file("public_creds.json"), Manifest: r.file("manifest.json"),
	}
	opener, err := trustee.NewOpener(r.key, 1, setup, state.Seal.Head, new(memory))
	if err == nil {
		err = opener.Check(r.file("closed.bel"), state.Closed.Head, *state.Closed.Unissued, state.Counts.Holders(), "")
	}
	if err != nil {
		r.t.Fatal(err)
	}
	payload, err := opener.Open()
	if err != nil {
		r.t.Fatal(err)
	}
	r.must(r.teller, wire.Partial{Owner: 1, Payload: string(payload)})
	r.until(func(s wire.State) bool { return s.Result != nil })
}

func (r *room) cast(frame wire.CastFrame) {
	r.t.Helper()
	ws, err := client.Dial(r.ctx, client.SocketURL(r.base, "/ws/cast"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer ws.Close()
	if err := ws.WriteMessage(websocket.BinaryMessage, frame.Encode()); err != nil {
		r.t.Fatal(err)
	}
	for a := (wire.CastAnswer{}); a.Type != wire.CastIn; {
		if err := ws.ReadJSON(&a); err != nil || a.Type == wire.CastRefused {
			r.t.Fatalf("%+v, %v", a, err)
		}
	}
}

type memory struct{ answer *trustee.Answer }

func (m *memory) Load() (*trustee.Answer, error) { return m.answer, nil }
func (m *memory) Store(a trustee.Answer) error   { m.answer = &a; return nil }
