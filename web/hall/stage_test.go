package hall

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/ballot/voter"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/tally/trustee"
	"phieukin/tally/urn"
	"phieukin/tally/urn/sqlite"
	"phieukin/web/live"
	"phieukin/web/wire"
)

const testHostKey = "the host's key"

// stage is a hall behind real websockets, and what the people in front of it hold.
type stage struct {
	t          *testing.T
	hall       *Hall
	server     *httptest.Server
	deployment *envelope.Identity
	registrar  *envelope.Identity

	origin  string // of the meeting that is drafted next
	earlier []int
	takes   func(context.Context, Return) error

	host        *peer
	tellers     []*peer
	keys        []*trustee.Key
	uuid, code  string
	invite      string             // the tellers' key
	credentials []voter.Credential // handed out, by voter
	spares      []voter.Credential // not handed out, by slip from len(credentials) on
	unissued    []string
	cards       []voter.Credential // printed
}

func newStage(t *testing.T, store urn.Store) *stage {
	t.Helper()
	s := &stage{t: t, deployment: newIdentity(t), registrar: newIdentity(t)}
	s.serve(store)
	return s
}

func newSQLite(t *testing.T) urn.Store {
	t.Helper()
	store, err := sqlite.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func newIdentity(t *testing.T) *envelope.Identity {
	t.Helper()
	id, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// serve starts a hall on the store, as a program start does.
func (s *stage) serve(store urn.Store) {
	s.t.Helper()
	h, err := Open(s.t.Context(), Config{
		Store: store, Deployment: s.deployment, HostKey: testHostKey, BaseURL: "http://192.168.8.2:8080", RoomDigits: 4,
		Profiles: profiles, Return: s.takes, Log: slog.New(slog.NewTextHandler(s.t.Output(), nil)), Now: time.Now,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	mux := http.NewServeMux()
	upgrade := func(limit int64, serve func(*live.Conn)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if conn, err := live.Upgrade(w, r, limit); err == nil {
				go serve(conn)
			}
		}
	}
	mux.HandleFunc("/ws", upgrade(wire.MaxMessage, h.Serve))
	mux.HandleFunc("/ws/cast", upgrade(wire.MaxCastFrame, h.Cast))
	s.hall, s.server = h, httptest.NewServer(mux)
	s.t.Cleanup(s.stop)
}

// stop ends the hall as a signal does; the store stays.
func (s *stage) stop() {
	if s.hall != nil {
		s.server.CloseClientConnections()
		s.server.Close()
		s.hall.Close()
		s.hall = nil
	}
}

// peer is one room socket.
type peer struct {
	t     *testing.T
	ws    *websocket.Conn
	seq   int
	state wire.State
	mail  []wire.Posted
	raw   []string // every frame received
}

func (s *stage) dial(hello wire.Hello) (*peer, string) {
	s.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.server.URL, "http")+"/ws", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { ws.Close() })
	p := &peer{t: s.t, ws: ws}
	return p, p.ask(hello)
}

func (s *stage) join(hello wire.Hello) *peer {
	s.t.Helper()
	p, reason := s.dial(hello)
	if reason != "" {
		s.t.Fatalf("%s refused: %s", hello.Role, reason)
	}
	return p
}

// read takes one frame and returns its type.
func (p *peer) read() (kind string, done wire.Done, refused wire.Refused) {
	p.t.Helper()
	p.ws.SetReadDeadline(time.Now().Add(30 * time.Second))
	_, data, err := p.ws.ReadMessage()
	if err != nil {
		p.t.Fatalf("reading: %v", err)
	}
	p.raw = append(p.raw, string(data))
	var head struct{ Type string }
	json.Unmarshal(data, &head)
	switch head.Type {
	case "state":
		p.state = wire.State{}
		err = json.Unmarshal(data, &p.state)
	case "mail":
		var m wire.Posted
		err = json.Unmarshal(data, &m)
		p.mail = append(p.mail, m)
	case "done":
		err = json.Unmarshal(data, &done)
	case "refused":
		err = json.Unmarshal(data, &refused)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return head.Type, done, refused
}

// ask sends a message and returns the reason it was refused for, or nothing.
func (p *peer) ask(m wire.Message) string {
	reason, _ := p.askRoom(m)
	return reason
}

func (p *peer) askRoom(m wire.Message) (reason, room string) {
	p.t.Helper()
	p.seq++
	if err := p.ws.WriteMessage(websocket.TextMessage, wire.Encode(m, p.seq)); err != nil {
		p.t.Fatal(err)
	}
	for {
		switch kind, done, refused := p.read(); {
		case kind == "done" && done.Seq == p.seq:
			return "", done.Room
		case kind == "refused" && refused.Seq == p.seq:
			return refused.Reason, ""
		}
	}
}

// must asks for something that is to be done.
func (p *peer) must(m wire.Message) {
	p.t.Helper()
	if reason := p.ask(m); reason != "" {
		p.t.Fatalf("%T refused: %s", m, reason)
	}
}

// until reads until a view fits.
func (p *peer) until(fits func(wire.State) bool) wire.State {
	p.t.Helper()
	for !fits(p.state) {
		p.read()
	}
	return p.state
}

func (p *peer) untilPhase(phase meeting.Phase) wire.State {
	p.t.Helper()
	return p.until(func(s wire.State) bool { return s.Phase == phase })
}

// untilRefused reads until the room refuses by itself, and returns the reason.
func (p *peer) untilRefused() string {
	p.t.Helper()
	for {
		if kind, _, refused := p.read(); kind == "refused" {
			return refused.Reason
		}
	}
}

// checks asks how the machine is.
func (p *peer) checks() (c wire.Checks) {
	p.t.Helper()
	p.must(wire.WantChecks{})
	for _, frame := range p.raw {
		if strings.Contains(frame, `"type":"checks"`) {
			if err := json.Unmarshal([]byte(frame), &c); err != nil {
				p.t.Fatal(err)
			}
		}
	}
	return c
}

// plan has the given number of official members, two subjects and two tellers.
func plan(voters int) meeting.Plan {
	p := meeting.Plan{
		Title: "Đánh giá năm 2026", Unit: "Chi bộ Thôn Đoài", Organisation: true, Blank: true, Spares: 2,
		AttendanceQuorum: (2*voters + 2) / 3, BallotQuorum: voters/2 + 1, Tellers: []string{"Phạm Thị Đào", "Hoàng Văn Én"}, Threshold: 2,
	}
	for i := range voters {
		p.Roster = append(p.Roster, meeting.Member{Name: names[i], Position: "Đảng viên", Status: ballot.Official, Official: true, Rated: i == 0})
	}
	return p
}

var names = []string{"Nguyễn Thị Ặng", "Trần Văn Bưởi", "Lê Quốc Cường", "Đỗ Thị Dịu", "Vũ Văn Gấm", "Bùi Thị Hằng"}

func phoneID(i int) string { return strings.Repeat("0", 31) + string("0123456789abcdef"[i]) }

// draft creates the meeting and brings the tellers in.
func (s *stage) draft(p meeting.Plan) {
	s.t.Helper()
	desk := s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey})
	reason, room := desk.askRoom(wire.Create{Plan: p, Registrar: s.registrar.Recipient(), Origin: s.origin, Earlier: s.earlier})
	if reason != "" {
		s.t.Fatalf("creating: %s", reason)
	}
	s.code = room
	s.host = s.join(wire.Hello{Role: wire.RoleHost, Key: testHostKey, Room: room})
	state := s.host.until(func(v wire.State) bool { return v.Invite != nil })
	s.uuid = state.UUID
	_, s.invite, _ = strings.Cut(state.Invite.URL, "/teller#"+room+"/")
	for i := range p.Tellers {
		teller, key := s.join(wire.Hello{Role: wire.RoleTeller, Room: room, Key: s.invite}), trustee.NewKey()
		teller.must(wire.Trustee{Teller: i, Key: string(key.Publish()), Secret: strings.Repeat("s", 32)})
		s.tellers, s.keys = append(s.tellers, teller), append(s.keys, key)
	}
}

// admit lets voters in; what their mail says is not the server's business.
func (s *stage) admit(voters int) {
	s.t.Helper()
	for i := range voters {
		phone := s.join(wire.Hello{Role: wire.RoleMember, Room: s.code})
		phone.must(wire.Mail{ID: phoneID(i), Sealed: s.sealed("join")})
		s.host.must(wire.Admit{ID: phoneID(i), Note: s.sealed("note"), Sealed: s.sealed("admit")})
	}
}

func (s *stage) sealed(text string) []byte {
	s.t.Helper()
	data, err := envelope.Seal(s.registrar.Recipient(), []byte(text))
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

// seal makes the credentials and hands one to each admitted voter.
func (s *stage) seal(p meeting.Plan, voters int) {
	s.t.Helper()
	all := make([]voter.Credential, p.Credentials())
	var public []string
	var slips [][]byte
	for i := range all {
		all[i] = voter.NewCredential()
		public = append(public, s.public(all[i]))
		if i < p.Slips() {
			slips = append(slips, s.sealed(string(all[i])))
		}
	}
	slices.Sort(public)
	s.host.must(wire.Seal{Credentials: public, Slips: slips})
	for i := range voters {
		s.host.must(wire.Issue{ID: phoneID(i), Slip: i, Sealed: s.sealed("credential")})
	}
	s.credentials, s.spares, s.cards = all[:voters], all[voters:], all[p.Slips():]
	for _, c := range all[voters:] {
		s.unissued = append(s.unissued, s.public(c))
	}
	slices.Sort(s.unissued)
}

func (s *stage) public(c voter.Credential) string { return group.GPow(c.Key(s.uuid)).String() }

// open plays a meeting up to the open vote.
func (s *stage) open(voters int) {
	s.t.Helper()
	p := plan(voters)
	s.draft(p)
	s.admit(voters)
	s.seal(p, voters)
	s.host.must(wire.Open{})
}

func (s *stage) election() (*ballot.Election, *ballot.Manifest) {
	s.t.Helper()
	e, err := ballot.ParseElection(s.file("election.json"))
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := e.ParseManifest(s.file("manifest.json"))
	if err != nil {
		s.t.Fatal(err)
	}
	return e, m
}

func (s *stage) file(name string) []byte {
	s.t.Helper()
	f, err := s.hall.File(s.t.Context(), s.uuid, name)
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	return f.Data
}

// ballot makes a ballot of one voter.
func (s *stage) ballot(c voter.Credential, choices ...int) *ballot.Ballot {
	s.t.Helper()
	e, _ := s.election()
	prepared, err := voter.Prepare(e)
	if err != nil {
		s.t.Fatal(err)
	}
	b, err := prepared.Finish(c, choices)
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

// frame seals a compact ballot for the casting socket.
func (s *stage) frame(compact []byte) wire.CastFrame {
	s.t.Helper()
	e, m := s.election()
	sealed, err := envelope.Seal(m.Recipient, compact)
	if err != nil {
		s.t.Fatal(err)
	}
	return wire.CastFrame{Fingerprint: e.Fingerprint, Sealed: sealed}
}

// cast sends a frame on a socket of its own and returns the last answer.
func (s *stage) cast(f wire.CastFrame) wire.CastAnswer {
	s.t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.server.URL, "http")+"/ws/cast", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	defer ws.Close()
	if err := ws.WriteMessage(websocket.BinaryMessage, f.Encode()); err != nil {
		s.t.Fatal(err)
	}
	for {
		var a wire.CastAnswer
		if err := ws.ReadJSON(&a); err != nil {
			s.t.Fatalf("no answer to a ballot: %v", err)
		}
		if a.Type != wire.CastQueued {
			return a
		}
	}
}

// vote casts a ballot that must go in.
func (s *stage) vote(c voter.Credential, choices ...int) {
	s.t.Helper()
	if a := s.cast(s.frame(s.ballot(c, choices...).Compact())); a.Type != wire.CastIn {
		s.t.Fatalf("ballot refused: %s", a.Reason)
	}
}

// close brings the meeting from open to closed, with what was not handed out published.
func (s *stage) close() {
	s.t.Helper()
	s.host.must(wire.Close{})
	s.tellers[0].must(wire.Confirm{})
	s.host.untilPhase(meeting.Closed)
	s.host.must(wire.Unissued{Credentials: s.unissued})
}

// part makes a teller's part as its device does.
func (s *stage) part(number int) string {
	s.t.Helper()
	setup := trustee.Setup{
		Election: s.file("election.json"), Trustees: s.file("trustees.json"),
		Credentials: s.file("public_creds.json"), Manifest: s.file("manifest.json"),
	}
	state := s.tellers[number].until(func(v wire.State) bool { return v.Closed != nil && v.Closed.Unissued != nil })
	opener, err := trustee.NewOpener(s.keys[number], number+1, setup, state.Seal.Head, new(memory))
	if err == nil {
		err = opener.Check(s.file("closed.bel"), state.Closed.Head, *state.Closed.Unissued, state.Counts.Holders(), "")
	}
	if err != nil {
		s.t.Fatal(err)
	}
	payload, err := opener.Open()
	if err != nil {
		s.t.Fatal(err)
	}
	return string(payload)
}

type memory struct{ answer *trustee.Answer }

func (m *memory) Load() (*trustee.Answer, error) { return m.answer, nil }
func (m *memory) Store(a trustee.Answer) error   { m.answer = &a; return nil }

// unlawful makes a ballot whose signature holds and whose first proof does not.
func (s *stage) unlawful() []byte {
	s.t.Helper()
	c := s.credentials[0]
	b := s.ballot(c, 0, 1)
	b.Answers[0].IndividualProofs[0][0].Response = group.FromInt(1)
	hash := b.Hash()
	b.Signature = &ballot.Signature{Hash: hash, Proof: proof.SignBallot(c.Key(s.uuid), hash)}
	return b.Compact()
}
