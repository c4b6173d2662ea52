package wire

import "phieukin/ballot/meeting"

// Messages about the screens, the console and the machine, beside those of the vote itself.
type (
	// SetStage decides what the screens show. Wifi comes with the scene that shows it, and is not kept when that ends.
	SetStage struct {
		Stage meeting.Stage `json:"stage"`
		Wifi  *Wifi         `json:"wifi,omitempty"`
	}
	// Wifi is a network as people type it; without a password it is an open one.
	Wifi struct {
		Name     string `json:"name"`
		Password string `json:"password,omitempty"`
	}
	// TakeControl makes the console that says it the one whose commands count.
	TakeControl struct{}
	// MoreTime is a member's wish, of which the host learns the number alone.
	MoreTime struct{}
	// WantChecks asks for Checks; a host may without a room too.
	WantChecks struct{}
	// WantPlan asks for the Plan of a meeting, to draft another from; a host may without a room too.
	WantPlan struct {
		UUID string `json:"uuid"`
	}
	// UseAddress chooses which of this machine's addresses the codes carry.
	UseAddress struct {
		Address string `json:"address"`
	}
	// Archive names the day before which the ballots should not be destroyed, as 2027-05-31.
	Archive struct {
		KeepUntil string `json:"keep_until"`
	}
	// Destroy removes a meeting and every byte kept for it: an archived or voided one, or a trial at any moment.
	Destroy struct{}
)

func (SetStage) client()    {}
func (TakeControl) client() {}
func (MoreTime) client()    {}
func (WantChecks) client()  {}
func (WantPlan) client()    {}
func (UseAddress) client()  {}
func (Archive) client()     {}
func (Destroy) client()     {}

type (
	// ShownWifi is a network on the projector, with the code that phones scan.
	ShownWifi struct {
		Wifi
		QR QR `json:"qr"`
	}
	// Plan is what was drafted for a meeting.
	Plan struct {
		Type string       `json:"type"` // "plan"
		Plan meeting.Plan `json:"plan"`
	}
	// Checks are what the host looks over before a meeting: figures and codes alone.
	Checks struct {
		Type string `json:"type"` // "checks"
		// Addresses are those that the codes may carry, as host and port; none where the operator has fixed one.
		Addresses []string `json:"addresses"`
		Shown     string   `json:"shown"`
		// Others is how many other devices have loaded a page since the start.
		Others     int  `json:"others"`
		Projectors int  `json:"projectors"` // of this room
		Disk       Disk `json:"disk"`
		// Time is the server's clock, in Unix milliseconds.
		Time int64 `json:"time"`
	}
	// Disk is where ballots are kept. Code is "" or one of the codes below.
	Disk struct {
		Free int64  `json:"free"` // bytes
		Code string `json:"code,omitempty"`
	}
)

// Codes of Disk.
const (
	DiskElsewhere = "elsewhere" // ballots are kept by another machine
	DiskReadOnly  = "read_only"
)
