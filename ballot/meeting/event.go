package meeting

import (
	"encoding/json"
	"fmt"
	"reflect"

	"phieukin/crypto/strict"
)

// Event is one entry of the control journal: one of the types below.
type Event interface{ event() }

// The events. None carries a choice, a total before its publication, or a name beside a credential.
type (
	// Created starts a meeting. Invite lets tellers' devices in; SigningKey signs receipts and heads and is secret.
	Created struct {
		UUID       string `json:"uuid"`
		Room       string `json:"room"`
		Plan       Plan   `json:"plan"`
		Registrar  string `json:"registrar"`
		Invite     string `json:"invite"`
		SigningKey string `json:"signing_key"`
		// Trial is the uuid of the meeting for which this one is thrown away; Rehearsal says that only simulated phones take part.
		Trial     string `json:"trial,omitempty"`
		Rehearsal bool   `json:"rehearsal,omitempty"`
		// Origin is the planned ballot of the register to which the result returns. It is no part of the plan, so that no copy and
		// no trial ever returns a second one.
		Origin string `json:"origin,omitempty"`
		// Earlier are the ballots that were counted in earlier rounds on the same subjects.
		Earlier []int `json:"earlier,omitempty"`
	}
	Edited struct {
		Plan Plan `json:"plan"`
	}
	// Mail is one sealed message between a phone and the host's browser.
	Mail struct {
		ID     string `json:"id"`
		To     string `json:"to"` // ToHost or ToPhone
		Sealed []byte `json:"sealed"`
	}
	Admitted struct {
		ID   string `json:"id"`
		Note []byte `json:"note"`
	}
	Dismissed struct {
		ID string `json:"id"`
	}
	// MarkedPresent is somebody without a phone, let in by hand under an id that the host's browser draws; Late is set
	// after the close, where nothing is handed out any more. MarkedAbsent takes it back.
	MarkedPresent struct {
		ID   string `json:"id"`
		Note []byte `json:"note"`
		Late bool   `json:"late"`
	}
	MarkedAbsent struct {
		ID string `json:"id"`
	}
	// MarkedLeft is somebody who went early, or came back.
	MarkedLeft struct {
		ID   string `json:"id"`
		Gone bool   `json:"gone"`
	}
	// CardHanded says that somebody has drawn a card; which one nobody knows. CardTaken takes that back.
	CardHanded struct {
		ID string `json:"id"`
	}
	CardTaken struct {
		ID string `json:"id"`
	}
	// ConsentAsked is what the host wants a teller's consent for, by its number from 1: one more ballot for the name in
	// Note, which has had one (ID; Lost where a card was lost; Reply for a phone), or Cards that cannot be found.
	ConsentAsked struct {
		Number int    `json:"number"`
		ID     string `json:"id"`
		Note   []byte `json:"note"`
		Reply  []byte `json:"reply"`
		Lost   bool   `json:"lost"`
		Cards  int    `json:"cards"`
	}
	ConsentWithdrawn struct{}
	ConsentGiven     struct {
		Teller int `json:"teller"`
	}
	// TellerJoined carries the first message of the key ceremony, TellerSaid a later one; rounds count from 0.
	TellerJoined struct {
		Teller  int    `json:"teller"`
		Secret  string `json:"secret"`
		Message string `json:"message"`
	}
	TellerSaid struct {
		Teller  int    `json:"teller"`
		Round   int    `json:"round"`
		Message string `json:"message"`
	}
	// TellerReturned lets a teller's new device in, which has shown that it holds the restored share.
	TellerReturned struct {
		Teller int    `json:"teller"`
		Secret string `json:"secret"`
	}
	// TellersReset starts the key ceremony again, with every device joining anew.
	TellersReset struct{}
	// SealedBox fixes the election. Slips are the credentials, each sealed to the registrar, in random order.
	SealedBox struct {
		Timestamp   int64    `json:"timestamp"`
		Election    []byte   `json:"election"`
		Trustees    []byte   `json:"trustees"`
		Credentials []byte   `json:"credentials"`
		Manifest    []byte   `json:"manifest"`
		Profile     []byte   `json:"profile"` // the rating profile that the manifest names
		Head        []byte   `json:"head"`
		Slips       [][]byte `json:"slips"`
	}
	// Issued says that a slip was handed to a phone; which credential the slip holds only the registrar knows.
	Issued struct {
		ID   string `json:"id"`
		Slip int    `json:"slip"`
	}
	Opened         struct{}
	PausedVote     struct{}
	CloseAsked     struct{}
	CloseWithdrawn struct{}
	CloseAgreed    struct {
		Teller int `json:"teller"`
	}
	// ClosedBox fixes the record. Differs is set where the live sub-totals did not agree with the ballots, which won.
	ClosedBox struct {
		Head    []byte `json:"head"`
		Counted int    `json:"counted"`
		Differs bool   `json:"differs"`
	}
	UnissuedPublished struct {
		Credentials []string `json:"credentials"`
	}
	// Part is one teller's verified partial decryption.
	Part struct {
		Owner   int    `json:"owner"`
		Payload string `json:"payload"`
	}
	ResultPublished struct {
		Result []byte `json:"result"`
	}
	// ShareDestroyed is a teller's device saying, after the publication, that its share and backup words are gone.
	ShareDestroyed struct {
		Teller int `json:"teller"`
	}
	Revealed struct {
		Page int `json:"page"`
	}
	Voided struct {
		Reason string `json:"reason"`
	}
	StageSet struct {
		Stage Stage `json:"stage"`
	}
	ControlTaken struct {
		Console string `json:"console"`
	}
	// ArchivedBox ends the announcing. KeepUntil is the day before which the ballots should not be destroyed, as 2027-05-31.
	ArchivedBox struct {
		KeepUntil string `json:"keep_until"`
	}
	DestroyedBox struct{}
)

// Directions of mail.
const (
	ToHost  = "host"
	ToPhone = "phone"
)

func (Created) event()           {}
func (Edited) event()            {}
func (Mail) event()              {}
func (Admitted) event()          {}
func (Dismissed) event()         {}
func (MarkedPresent) event()     {}
func (MarkedAbsent) event()      {}
func (MarkedLeft) event()        {}
func (CardHanded) event()        {}
func (CardTaken) event()         {}
func (ConsentAsked) event()      {}
func (ConsentWithdrawn) event()  {}
func (ConsentGiven) event()      {}
func (TellerJoined) event()      {}
func (TellerSaid) event()        {}
func (TellersReset) event()      {}
func (TellerReturned) event()    {}
func (SealedBox) event()         {}
func (Issued) event()            {}
func (Opened) event()            {}
func (PausedVote) event()        {}
func (CloseAsked) event()        {}
func (CloseWithdrawn) event()    {}
func (CloseAgreed) event()       {}
func (ClosedBox) event()         {}
func (UnissuedPublished) event() {}
func (Part) event()              {}
func (ResultPublished) event()   {}
func (Revealed) event()          {}
func (ShareDestroyed) event()    {}
func (Voided) event()            {}
func (StageSet) event()          {}
func (ControlTaken) event()      {}
func (ArchivedBox) event()       {}
func (DestroyedBox) event()      {}

// kinds are the event types by the name that stands in the journal.
var kinds = map[string]reflect.Type{}

func init() {
	for _, e := range []Event{
		Created{}, Edited{}, Mail{}, Admitted{}, Dismissed{}, MarkedPresent{}, MarkedAbsent{}, MarkedLeft{}, CardHanded{}, CardTaken{},
		ConsentAsked{}, ConsentWithdrawn{}, ConsentGiven{}, TellerJoined{}, TellerSaid{}, TellersReset{}, TellerReturned{}, SealedBox{}, Issued{}, Opened{}, PausedVote{},
		CloseAsked{}, CloseWithdrawn{}, CloseAgreed{}, ClosedBox{}, UnissuedPublished{}, Part{}, ResultPublished{}, ShareDestroyed{}, Revealed{},
		Voided{}, ArchivedBox{}, DestroyedBox{}, StageSet{}, ControlTaken{},
		ResultApproved{}, Remarked{},
		PaperHanded{}, PaperAsked{}, PaperAgreed{}, PaperDeclined{}, PaperWanted{}, PaperIssued{}, PaperEntered{}, PaperInvalid{},
	} {
		kinds[reflect.TypeOf(e).Name()] = reflect.TypeOf(e)
	}
}

type entry struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// Encode writes an event for the journal.
func Encode(e Event) []byte {
	return strict.Encode(entry{reflect.TypeOf(e).Name(), strict.Encode(e)})
}

// Decode reads what Encode wrote.
func Decode(data []byte) (Event, error) {
	var in entry
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("meeting: journal entry: %w", err)
	}
	kind, known := kinds[in.Kind]
	if !known {
		return nil, fmt.Errorf("meeting: journal entry of unknown kind %q", in.Kind)
	}
	e := reflect.New(kind)
	if err := json.Unmarshal(in.Data, e.Interface()); err != nil {
		return nil, fmt.Errorf("meeting: journal entry %s: %w", in.Kind, err)
	}
	return e.Elem().Interface().(Event), nil
}
