package wire

import (
	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/strict"
)

// State is a role's whole view of a meeting. Members that a role may not see are absent for it.
type State struct {
	Type     string            `json:"type"` // "state"
	Role     string            `json:"role"`
	UUID     string            `json:"uuid"`
	Room     string            `json:"room"`
	Title    string            `json:"title"`
	Unit     string            `json:"unit"`
	Phase    meeting.Phase     `json:"phase"`
	Reason   string            `json:"reason,omitempty"`
	Subjects []meeting.Subject `json:"subjects"`
	Levels   []string          `json:"levels"`
	Blank    bool              `json:"blank"`
	Counts   Counts            `json:"counts"`
	Quorum   Quorum            `json:"quorum"`
	// Threshold is how many tellers it takes to open.
	Threshold int `json:"threshold"`
	// Ceremony is how far the making of the key is: every teller has sent this many messages of Rounds.
	Ceremony       Ceremony      `json:"ceremony"`
	Tellers        []Teller      `json:"tellers"`
	Registrar      string        `json:"registrar"`
	CloseRequested bool          `json:"close_requested"`
	PINs           bool          `json:"pins"`
	Doors          bool          `json:"doors"`
	Wish           *Wish         `json:"wish,omitempty"` // host and tellers
	Seal           *Sealing      `json:"seal,omitempty"`
	Closed         *ClosedBox    `json:"closed,omitempty"`
	Result         *Result       `json:"result,omitempty"`
	Reveal         int           `json:"reveal"`
	Names          []Name        `json:"names,omitempty"`   // member: official members, to find oneself
	You            *You          `json:"you,omitempty"`     // member: how this phone stands
	Join           *Join         `json:"join,omitempty"`    // host and projector: the room's address
	Door           string        `json:"door,omitempty"`    // host and projector: the changing code, where one is asked for
	Taken          []string      `json:"taken,omitempty"`   // host: the changing codes that are still taken, Door among them
	Invite         *Join         `json:"invite,omitempty"`  // host: the tellers' address
	Draft          *meeting.Plan `json:"draft,omitempty"`   // host
	People         []Person      `json:"people,omitempty"`  // host
	Slips          int           `json:"slips,omitempty"`   // host
	Claimed        []int         `json:"claimed,omitempty"` // host
	Store          *Store        `json:"store,omitempty"`   // host
	Paper          *Paper        `json:"paper,omitempty"`   // host, tellers, and the kiosk that enters printed ballots
	Origin         string        `json:"origin,omitempty"`  // host: the planned ballot of the register that this is
	Earlier        []int         `json:"earlier,omitempty"` // tellers: ballots counted in earlier rounds on the same subjects

	Stage     *meeting.Stage `json:"stage,omitempty"`      // host and projector
	Wifi      *ShownWifi     `json:"wifi,omitempty"`       // host and projector, while it is shown
	Control   bool           `json:"control,omitempty"`    // host: this console's commands count
	Asked     int            `json:"asked,omitempty"`      // host: members who would like more time
	KeepUntil string         `json:"keep_until,omitempty"` // host: of an archived meeting
	// Trial is the room of the trial vote that belongs to this one, while there is one.
	Trial string `json:"trial,omitempty"`
}

type (
	// Counts are of people, ballots and printed cards; Cast moves in steps until the box is closed. Issued are people who
	// were given a ballot, on a phone, as a card or on paper; Again are second ballots beyond those. Invalid, the printed
	// ballots that were collected and not cast, is there once the box is closed. Of the Printed cards, Handed were drawn, of
	// which Lost were lost and replaced, and Missing were neither drawn nor found.
	Counts struct {
		Convened int `json:"convened"`
		Joined   int `json:"joined"`
		Admitted int `json:"admitted"`
		Left     int `json:"left"`
		Late     int `json:"late"`
		Issued   int `json:"issued"`
		Cast     int `json:"cast"`
		Invalid  int `json:"invalid"`
		Again    int `json:"again"`
		Printed  int `json:"printed"`
		Handed   int `json:"handed"`
		Lost     int `json:"lost"`
		Missing  int `json:"missing"`
	}
	// Wish is what waits for a teller's consent: a second ballot for some name (Again; Lost where a card was lost), or
	// Cards that cannot be found.
	Wish struct {
		Number int  `json:"number"`
		Again  bool `json:"again"`
		Lost   bool `json:"lost"`
		Cards  int  `json:"cards"`
	}
	Quorum struct {
		Attendance int `json:"attendance"`
		Ballots    int `json:"ballots"`
	}
	Ceremony struct {
		Round  int `json:"round"`
		Rounds int `json:"rounds"`
		// Sent are each teller's messages, for tellers' devices alone.
		Sent [][]string `json:"sent,omitempty"`
	}
	Teller struct {
		Name    string `json:"name"`
		Joined  bool   `json:"joined"`
		Online  bool   `json:"online"`
		Checked int    `json:"checked"`
		Of      int    `json:"of"`
		Opened  bool   `json:"opened"`
		// Complaint is why the device refuses, if it does.
		Complaint string `json:"complaint,omitempty"`
		// Destroyed is set when the device has said that its share is gone.
		Destroyed bool `json:"destroyed"`
		Approved  bool `json:"approved"` // the published figures, for the minutes
	}
	// Sealing is what was fixed when the box was sealed.
	Sealing struct {
		Fingerprint string      `json:"fingerprint"`
		Head        ballot.Head `json:"head"`
	}
	ClosedBox struct {
		Head    ballot.Head `json:"head"`
		Differs bool        `json:"differs"`
		// Unissued is absent until the host's browser has published it.
		Unissued *[]string `json:"unissued,omitempty"`
		// Found is how many phones found their ballot; Missing are promises that the box does not keep.
		Found   int              `json:"found"`
		Missing []ballot.Receipt `json:"missing,omitempty"`
	}
	Name struct {
		Index    int    `json:"index"`
		Name     string `json:"name"`
		Position string `json:"position"`
	}
	You struct {
		Admitted bool `json:"admitted"`
		Issued   bool `json:"issued"`
	}
	Join struct {
		URL     string `json:"url"`
		Address string `json:"address"` // host and port as people type them
		QR      QR     `json:"qr"`
	}
	// QR is a code's modules without the quiet zone, a row a string of 0 and 1.
	QR struct {
		Size int      `json:"size"`
		Rows []string `json:"rows"`
	}
	Person struct {
		ID        string `json:"id"`
		Admitted  bool   `json:"admitted"`
		Issued    bool   `json:"issued"`
		Dismissed bool   `json:"dismissed"`
		Online    bool   `json:"online"`
		ByHand    bool   `json:"by_hand"`
		Card      bool   `json:"card"`
		Left      bool   `json:"left"`
		Late      bool   `json:"late"`
		Again     bool   `json:"again"`
		Letters   int    `json:"letters"` // sent to the phone so far
		Note      []byte `json:"note,omitempty"`
	}
	Store struct {
		Kind    string `json:"kind"`
		Durable bool   `json:"durable"`
		Code    string `json:"code,omitempty"` // why it is not durable
	}
	Result struct {
		Counted   int        `json:"counted"`
		Questions []Question `json:"questions"`
	}
	Question struct {
		Question string   `json:"question"`
		Answers  []string `json:"answers"`
		Counts   []int64  `json:"counts"`
		Blank    int64    `json:"blank"`
		Rating   *Rating  `json:"rating,omitempty"`
	}
	// Rating is the proposed level (index of an answer, -1 for none) with the figures of its reason.
	Rating struct {
		Level      int    `json:"level"`
		Code       string `json:"code"`
		Leading    int    `json:"leading"`
		Count      int    `json:"count"`
		Base       int    `json:"base"`
		Permille   int    `json:"permille"`
		Cumulative bool   `json:"cumulative"`
	}

	// Meetings answers a host's hello without a room.
	Meetings struct {
		Type string         `json:"type"` // "meetings"
		List []MeetingEntry `json:"list"`
	}
	MeetingEntry struct {
		UUID  string        `json:"uuid"`
		Room  string        `json:"room"`
		Title string        `json:"title"`
		Unit  string        `json:"unit"`
		Phase meeting.Phase `json:"phase"`
	}
	// Posted is one sealed message delivered; N counts a meeting's messages from 0.
	Posted struct {
		Type   string `json:"type"` // "mail"
		ID     string `json:"id"`
		N      int    `json:"n"`
		To     string `json:"to"`
		Sealed []byte `json:"sealed"`
	}
	// Slip is one credential, sealed to the registrar.
	Slip struct {
		Type   string `json:"type"` // "slip"
		Slip   int    `json:"slip"`
		Sealed []byte `json:"sealed"`
	}
	// Ballots are ballots in canonical JSON, for a teller's device to verify.
	Ballots struct {
		Type  string   `json:"type"` // "ballots"
		After int      `json:"after"`
		List  []string `json:"list"`
	}
	Done struct {
		Type string `json:"type"` // "done"
		Seq  int    `json:"seq"`
		Room string `json:"room,omitempty"` // of a created meeting
	}
	Refused struct {
		Type   string `json:"type"` // "refused"
		Seq    int    `json:"seq"`
		Reason string `json:"reason"`
	}
)

// Holders is the most credentials that may be in somebody's hands: one a person who was let in, and those beyond that a
// teller consented to. Tellers' devices hold what was not published as unissued against it.
func (c Counts) Holders() int { return c.Admitted + c.Again + c.Missing }

// Reasons beyond those of package meeting.
const (
	ReasonMalformed   = "malformed"
	ReasonForbidden   = "forbidden"
	ReasonUnknownRoom = "unknown_room"
	ReasonUnavailable = "unavailable"
	ReasonCredentials = "credentials"
	ReasonKey         = "teller_key"
	ReasonPartial     = "partial"
	ReasonRecipient   = "recipient"
	ReasonWifi        = "wifi"
	ReasonAddress     = "address"
	ReasonBegun       = "begun"   // a meeting was begun from this planned ballot
	ReasonProfile     = "profile" // there is none of the name that the plan has chosen
	ReasonTrial       = "trial"   // there is one already, or the vote has begun
)

// Marshal writes a server's message.
func Marshal(m any) []byte { return strict.Encode(m) }
