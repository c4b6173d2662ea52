// Package wire is every message of the room's two sockets, parsed strictly: what clients send (this file), what the
// server answers (server.go), and the binary frame of the casting socket (cast.go). Clients, that is the pages and the
// rehearsal, and the server share it; it decides nothing.
//
// On the room socket a client's first message is Hello. A message with a sequence number is answered by Done or
// Refused with that number; the state of the meeting follows by itself, whole, whenever it changes.
package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"phieukin/ballot/meeting"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
)

// Limits of a message's bytes, by who sends it. The host's sealing carries every slip.
const (
	MaxMessage     = 24 << 10
	MaxHostMessage = 4 << 20
	// MaxSealed bounds one sealed message between a phone and the host's browser.
	MaxSealed = 12 << 10
)

// Roles on the room socket.
const (
	RoleHost      = "host"
	RoleProjector = "projector"
	RoleMember    = "member"
	RoleTeller    = "teller"
)

// ErrMessage is wrapped by every refusal of a message.
var ErrMessage = errors.New("malformed message")

// Message is what a client may send: one of the types below.
type Message interface{ client() }

type (
	// Hello says who is there. Key is the host's key or the tellers' invitation; Teller counts from 0 and comes with
	// the device's secret once it has joined.
	Hello struct {
		Role    string `json:"role"`
		Console string `json:"console,omitempty"` // host: which of several consoles this is
		Room    string `json:"room,omitempty"`
		Key     string `json:"key,omitempty"`
		Checkin string `json:"checkin,omitempty"`
		Teller  *int   `json:"teller,omitempty"`
		Secret  string `json:"secret,omitempty"`
	}
	// Mail goes from a phone to the host's browser, Reply the other way, sealed so that the server cannot read it.
	Mail struct {
		ID     string `json:"id"`
		Sealed []byte `json:"sealed"`
	}
	Reply struct {
		ID     string `json:"id"`
		Sealed []byte `json:"sealed"`
	}

	// TrialOf is the room for which the meeting is a trial, to be thrown away; a Rehearsal is one for simulated phones alone.
	Create struct {
		Plan      meeting.Plan `json:"meeting"`
		Registrar string       `json:"registrar"`
		TrialOf   string       `json:"trial_of,omitempty"`
		Rehearsal bool         `json:"rehearsal,omitempty"`
		// Origin is the planned ballot of the register that the meeting is, Earlier what was counted in its earlier rounds.
		Origin  string `json:"origin,omitempty"`
		Earlier []int  `json:"earlier,omitempty"`
	}
	Edit struct {
		Plan meeting.Plan `json:"meeting"`
	}
	Admit struct {
		ID     string `json:"id"`
		Note   []byte `json:"note"`
		Sealed []byte `json:"sealed"`
	}
	Dismiss struct {
		ID     string `json:"id"`
		Sealed []byte `json:"sealed"`
	}
	// Present lets somebody in who has no phone, under an id that the host's browser draws; Absent takes that back.
	Present struct {
		ID   string `json:"id"`
		Note []byte `json:"note"`
	}
	Absent struct {
		ID string `json:"id"`
	}
	// Left says that somebody has gone, or is back.
	Left struct {
		ID   string `json:"id"`
		Gone bool   `json:"gone"`
	}
	// HandCard says that somebody has drawn a printed card, TakeCard that this was a mistake.
	HandCard struct {
		ID string `json:"id"`
	}
	TakeCard struct {
		ID string `json:"id"`
	}
	// AskAgain wants a teller's consent to a second ballot for a name: with an answer for the phone that has asked, or
	// without one under a new id, for a card.
	AskAgain struct {
		ID     string `json:"id"`
		Note   []byte `json:"note"`
		Sealed []byte `json:"sealed,omitempty"`
		Lost   bool   `json:"lost"`
	}
	// AskMissing wants a teller's consent to go on without cards that cannot be found.
	AskMissing struct {
		Cards int `json:"cards"`
	}
	Withdraw struct{}
	Seal     struct {
		Credentials []string `json:"credentials"`
		Slips       [][]byte `json:"slips"`
	}
	// ResetTellers starts the key ceremony again.
	ResetTellers struct{}
	Slips        struct{}
	Issue        struct {
		ID     string `json:"id"`
		Slip   int    `json:"slip"`
		Sealed []byte `json:"sealed"`
	}
	Open     struct{}
	Pause    struct{}
	Resume   struct{}
	Close    struct{}
	KeepOpen struct{}
	Unissued struct {
		Credentials []string `json:"credentials"`
	}
	Reveal struct {
		Page int `json:"page"`
	}
	Void struct {
		Reason string `json:"reason"`
	}

	// Trustee brings a teller's device in, with the first message of the key ceremony: its key where all tellers are
	// needed to open, else its commitment. Secret lets the same device come back.
	Trustee struct {
		Teller int    `json:"teller"`
		Key    string `json:"key"`
		Secret string `json:"secret"`
	}
	// Round is a later message of the key ceremony; rounds count from 0.
	Round struct {
		Round   int    `json:"round"`
		Message string `json:"message"`
	}
	// Confirm is a teller's consent to the close.
	Confirm struct{}
	// Consent is a teller's consent to what the host has asked for under this number.
	Consent struct {
		Number int `json:"number"`
	}
	// Partial is a teller's part of the opening.
	Partial struct {
		Owner   int    `json:"owner"`
		Payload string `json:"payload"`
	}
	// Return brings a teller's new device in: Signature is by the restored share, on ReturnText.
	Return struct {
		Teller    int         `json:"teller"`
		Secret    string      `json:"secret"`
		Signature proof.Proof `json:"signature"`
	}
	// Destroyed says, after the publication, that a teller's share and its backup words are gone from its device.
	Destroyed struct{}
	// Approve is a teller confirming the published figures for the minutes.
	Approve struct{}
	// Remark is an opinion or a complaint of a teller or the host, for the minutes.
	Remark struct {
		Text string `json:"text"`
	}
	// Complain says on every screen why a teller's device refuses.
	Complain struct {
		Code string `json:"code"`
	}
	// WantBallots asks for ballots to verify while the vote runs, from number After on.
	WantBallots struct {
		After int `json:"after"`
	}
	// Progress says how many ballots a teller's device has verified.
	Progress struct {
		Checked int `json:"checked"`
		Of      int `json:"of"`
	}
)

func (Hello) client()        {}
func (Mail) client()         {}
func (Reply) client()        {}
func (Create) client()       {}
func (Edit) client()         {}
func (Admit) client()        {}
func (Dismiss) client()      {}
func (Present) client()      {}
func (Absent) client()       {}
func (Left) client()         {}
func (HandCard) client()     {}
func (TakeCard) client()     {}
func (AskAgain) client()     {}
func (AskMissing) client()   {}
func (Withdraw) client()     {}
func (Consent) client()      {}
func (Seal) client()         {}
func (Slips) client()        {}
func (Issue) client()        {}
func (Open) client()         {}
func (Pause) client()        {}
func (Resume) client()       {}
func (Close) client()        {}
func (KeepOpen) client()     {}
func (Unissued) client()     {}
func (Reveal) client()       {}
func (Void) client()         {}
func (Trustee) client()      {}
func (Round) client()        {}
func (ResetTellers) client() {}
func (Destroyed) client()    {}
func (Approve) client()      {}
func (Remark) client()       {}
func (Return) client()       {}
func (Complain) client()     {}
func (WantBallots) client()  {}
func (Confirm) client()      {}
func (Partial) client()      {}
func (Progress) client()     {}

// messages are the client's messages by their "type".
var messages = map[string]reflect.Type{
	"hello": reflect.TypeFor[Hello](), "mail": reflect.TypeFor[Mail](), "reply": reflect.TypeFor[Reply](),
	"create": reflect.TypeFor[Create](), "edit": reflect.TypeFor[Edit](), "admit": reflect.TypeFor[Admit](),
	"present": reflect.TypeFor[Present](), "absent": reflect.TypeFor[Absent](), "left": reflect.TypeFor[Left](),
	"hand_card": reflect.TypeFor[HandCard](), "take_card": reflect.TypeFor[TakeCard](), "ask_again": reflect.TypeFor[AskAgain](),
	"ask_missing": reflect.TypeFor[AskMissing](), "withdraw": reflect.TypeFor[Withdraw](), "consent": reflect.TypeFor[Consent](),
	"dismiss": reflect.TypeFor[Dismiss](), "seal": reflect.TypeFor[Seal](), "slips": reflect.TypeFor[Slips](),
	"issue": reflect.TypeFor[Issue](), "open": reflect.TypeFor[Open](), "pause": reflect.TypeFor[Pause](),
	"resume": reflect.TypeFor[Resume](), "close": reflect.TypeFor[Close](), "keep_open": reflect.TypeFor[KeepOpen](),
	"unissued": reflect.TypeFor[Unissued](), "reveal": reflect.TypeFor[Reveal](), "void": reflect.TypeFor[Void](),
	"trustee": reflect.TypeFor[Trustee](), "confirm": reflect.TypeFor[Confirm](), "partial": reflect.TypeFor[Partial](),
	"progress": reflect.TypeFor[Progress](), "round": reflect.TypeFor[Round](), "return": reflect.TypeFor[Return](), "destroyed": reflect.TypeFor[Destroyed](), "complain": reflect.TypeFor[Complain](),
	"stage": reflect.TypeFor[SetStage](), "take_control": reflect.TypeFor[TakeControl](), "more_time": reflect.TypeFor[MoreTime](),
	"checks": reflect.TypeFor[WantChecks](), "plan": reflect.TypeFor[WantPlan](), "use_address": reflect.TypeFor[UseAddress](), "archive": reflect.TypeFor[Archive](),
	"destroy":    reflect.TypeFor[Destroy](),
	"paper_hand": reflect.TypeFor[PaperHand](), "paper_ask": reflect.TypeFor[PaperAsk](), "paper_agree": reflect.TypeFor[PaperAgree](),
	"paper_decline": reflect.TypeFor[PaperDecline](), "paper_want": reflect.TypeFor[PaperWant](), "paper_issue": reflect.TypeFor[PaperIssue](),
	"paper_enter": reflect.TypeFor[PaperEnter](),
	"ballots":     reflect.TypeFor[WantBallots](), "approve": reflect.TypeFor[Approve](), "remark": reflect.TypeFor[Remark](), "reset_tellers": reflect.TypeFor[ResetTellers](),
}

// Parse reads a client's message and its sequence number (0: no answer wanted). The number is returned with an error
// too where it could be read.
func Parse(data []byte) (m Message, seq int, err error) {
	var members map[string]json.RawMessage
	if err := strict.Decode(data, &members); err != nil {
		return nil, 0, fmt.Errorf("%w: %w", ErrMessage, err)
	}
	var name string
	if err := json.Unmarshal(members["type"], &name); err != nil {
		return nil, 0, fmt.Errorf("%w: no type", ErrMessage)
	}
	if raw, numbered := members["seq"]; numbered {
		if err := json.Unmarshal(raw, &seq); err != nil || seq <= 0 {
			return nil, 0, fmt.Errorf("%w: sequence number", ErrMessage)
		}
	}
	kind, known := messages[name]
	if !known {
		return nil, seq, fmt.Errorf("%w: unknown type", ErrMessage)
	}
	// Without the two members of every message, those that are left must be the type's own, all of them.
	delete(members, "type")
	delete(members, "seq")
	value := reflect.New(kind)
	if err := strict.DecodeWhole(strict.Encode(members), value.Interface()); err != nil {
		return nil, seq, fmt.Errorf("%w: %w", ErrMessage, err)
	}
	return value.Elem().Interface().(Message), seq, nil
}

// Encode writes a client's message.
func Encode(m Message, seq int) []byte {
	kind := reflect.TypeOf(m)
	for name, t := range messages {
		if t != kind {
			continue
		}
		body := strict.Encode(m)
		out := fmt.Appendf(nil, `{"type":%q`, name)
		if seq > 0 {
			out = fmt.Appendf(out, `,"seq":%d`, seq)
		}
		if len(body) > 2 {
			out = append(out, ',')
		}
		return append(out, body[1:]...)
	}
	panic("wire: internal error: message without a type")
}
