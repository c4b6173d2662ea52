package register

import (
	"encoding/json"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
)

// Stamp says when something was recorded, in RFC 3339, and by whom, as they typed it. The register has no clock.
type Stamp struct {
	At string `json:"at"`
	By string `json:"by"`
}

// Organisation is a Party organisation as it stands in one year: its place in the tree may differ from year to year.
type Organisation struct {
	ID      string `json:"id"`
	Year    int    `json:"year"`
	Name    string `json:"name"`
	Type    string `json:"type"`    // a key of the profile's procedures, such as base_committee; "" where none applies
	Parent  string `json:"parent"`  // "" for a root
	Profile string `json:"profile"` // by name; "" for that of the nearest organisation above
	Group   string `json:"group"`   // organisations of similar position share one; caps count within it
	Order   int    `json:"order"`   // among the children of its parent
	Closed  bool   `json:"closed"`  // no longer there this year: in no list and no sum
}

// Member is a member as recorded for one year. Days are YYYY-MM-DD, or "" where unknown.
type Member struct {
	ID       string `json:"id"`
	Year     int    `json:"year"`
	Name     string `json:"name"`
	Position string `json:"position"`
	Org      string `json:"org"`   // "" for someone who has left
	Group    string `json:"group"` // Party group (tổ đảng) within the organisation
	Admitted string `json:"admitted"`
	Official string `json:"official"`
	Born     string `json:"born"`
}

// StatusSpan is a member's status from a day to another, both included; To is "" for "until further notice". Where spans
// overlap, the one recorded last holds.
type StatusSpan struct {
	Member string        `json:"member"`
	Status ballot.Status `json:"status"`
	From   string        `json:"from"`
	To     string        `json:"to"`
}

// Seat is one person's place on a body of an organisation.
type Seat struct {
	Member string `json:"member"` // "" for someone outside the register, who has a name here
	Name   string `json:"name"`
	Role   string `json:"role"`
}

// Seats are the whole of one body in one year: board, committee, standing or office.
type Seats struct {
	Org   string `json:"org"`
	Year  int    `json:"year"`
	Body  string `json:"body"`
	Seats []Seat `json:"seats"`
}

// Cycle fixes the profile of an organisation, and of those below it that have none nearer, for one year.
type Cycle struct {
	Org         string          `json:"org"`
	Year        int             `json:"year"`
	Profile     string          `json:"profile"`
	ProfileHash string          `json:"profile_hash"`
	ProfileFile json.RawMessage `json:"profile_file"` // the profile's own bytes, which the hash is of
}

// Entry is one line in the history of a subject in a year. A subject is "o:" and an organisation's id, or "m:" and a
// member's. Step is the id of the step of the procedure that it belongs to, or "".
type Entry struct {
	Seq     int64           `json:"seq"`
	At      string          `json:"at"`
	By      string          `json:"by"`
	Year    int             `json:"year"`
	Subject string          `json:"subject"`
	Step    string          `json:"step"`
	Kind    Kind            `json:"kind"`
	Body    json.RawMessage `json:"body"`
	Despite string          `json:"despite"` // why it was made out of order, where it was
}

// Ballot is a vote that is planned: a body of an organisation votes on subjects.
type Ballot struct {
	ID       string   `json:"id"`
	Org      string   `json:"org"`
	Body     string   `json:"body"`
	Year     int      `json:"year"`
	Round    int      `json:"round"`
	Subjects []string `json:"subjects"`
	Stamp
	State State  `json:"state"` // of reading only
	Vote  string `json:"vote"`  // the meeting's uuid once it is held; of reading only
}

// State is what became of a planned ballot.
type State string

// The states.
const (
	Planned State = "planned"
	Held    State = "held"
	Void    State = "void"
)

// Vote is the result of a published meeting. Its id is the meeting's uuid, so it comes in once.
type Vote struct {
	ID          string          `json:"id"`
	Ballot      string          `json:"ballot"` // the planned ballot it was started from
	Org         string          `json:"org"`
	Body        string          `json:"body"`
	Year        int             `json:"year"`
	Round       int             `json:"round"`
	Day         string          `json:"day"`
	Fingerprint string          `json:"fingerprint"`
	RecordHash  string          `json:"record_hash"`
	Verified    bool            `json:"verified"`
	Profile     string          `json:"profile"`
	ProfileHash string          `json:"profile_hash"`
	Figures     meeting.Figures `json:"figures"`
	Rows        []VoteRow       `json:"rows"`
	Stamp
}

// VoteRow is one subject's line in a vote.
type VoteRow struct {
	Subject  string             `json:"subject"`
	Name     string             `json:"name"`
	Position string             `json:"position"`
	Step     string             `json:"step"` // of the subject's procedure
	Counts   [rating.Levels]int `json:"counts"`
	Blank    int                `json:"blank"`
	Outcome  rating.Outcome     `json:"outcome"`
	Decides  bool               `json:"decides"` // the body that votes is the one that decides; else it proposes
}

// Standing is where a subject stands in a year: what its history comes to. Levels are 0 to 3, or rating.None.
type Standing struct {
	Year     int    `json:"year"`
	Subject  string `json:"subject"`
	Name     string `json:"name"`
	Position string `json:"position"`
	Org      string `json:"org"`    // a member's organisation, an organisation's parent
	Type     string `json:"type"`   // of an organisation
	Group    string `json:"group"`  // an organisation's for caps, a member's Party group
	Status   string `json:"status"` // a member's at the end of the year
	Rated    bool   `json:"rated"`  // is to be rated
	Reason   string `json:"reason"` // why it is not: a code
	Self     int    `json:"self"`
	Vote     int    `json:"vote"` // of the last vote that proposes
	VoteID   string `json:"vote_id"`
	Chosen   int    `json:"chosen"` // of the last vote that decides
	ChosenID string `json:"chosen_id"`
	Proposed int    `json:"proposed"`
	// Expected is the last that was voted or proposed: what a decision that differs needs a reason for.
	Expected    int   `json:"expected"`
	Decided     int   `json:"decided"`
	DecidedSeq  int64 `json:"decided_seq"`  // the entry that decided, adjusted or cancelled last; 0 if none
	ProposedSeq int64 `json:"proposed_seq"` // 0 if none
}
