package meeting_test

import (
	"reflect"
	"testing"

	"phieukin/ballot/meeting"
)

// events has every type of event once, with every member set.
var events = []meeting.Event{
	meeting.Created{UUID: "u", Room: "4827", Plan: plan(), Registrar: "r", Invite: "i", SigningKey: "k", Trial: "v", Rehearsal: true, Origin: "b", Earlier: []int{5}},
	meeting.Edited{Plan: plan()},
	meeting.Mail{ID: "a", To: meeting.ToHost, Sealed: []byte("<&>")},
	meeting.Admitted{ID: "a", Note: []byte{0, 255}},
	meeting.Dismissed{ID: "a"},
	meeting.MarkedPresent{ID: "h", Note: []byte("n"), Late: true}, meeting.MarkedAbsent{ID: "h"},
	meeting.MarkedLeft{ID: "h", Gone: true}, meeting.CardHanded{ID: "h"}, meeting.CardTaken{ID: "h"}, meeting.CardHanded{ID: "h"},
	meeting.ConsentAsked{Number: 1, ID: "x", Note: []byte("n"), Reply: []byte("r"), Lost: true, Cards: 2},
	meeting.ConsentWithdrawn{}, meeting.ConsentGiven{Teller: 1},
	meeting.TellerJoined{Teller: 1, Secret: "s", Message: `{"pok":1}`},
	meeting.TellerSaid{Teller: 1, Round: 1, Message: "m"},
	meeting.TellersReset{},
	meeting.TellerReturned{Teller: 1, Secret: "n"},
	meeting.SealedBox{
		Timestamp: 1, Election: []byte("e"), Trustees: []byte("t"), Credentials: []byte("c"), Manifest: []byte("m"),
		Head: []byte("h"), Profile: []byte("p"), Slips: [][]byte{{1}, {2}},
	},
	meeting.Issued{ID: "a", Slip: 1},
	meeting.Opened{}, meeting.PausedVote{}, meeting.CloseAsked{}, meeting.CloseWithdrawn{},
	meeting.CloseAgreed{Teller: 1},
	meeting.ClosedBox{Head: []byte("h"), Counted: 3, Differs: true},
	meeting.UnissuedPublished{Credentials: []string{"x"}},
	meeting.Part{Owner: 1, Payload: `{"decryption_factors":[]}`},
	meeting.ResultPublished{Result: []byte(`{"result":[]}`)},
	meeting.ResultApproved{Teller: 1}, meeting.Remarked{By: meeting.Host, Text: "về sớm"},
	meeting.ShareDestroyed{Teller: 1}, meeting.Revealed{Page: 2},
	meeting.Voided{Reason: "lửa"},
	meeting.ArchivedBox{KeepUntil: "2027-05-31"}, meeting.DestroyedBox{},
	meeting.StageSet{Stage: meeting.Stage{Scene: meeting.SceneWifi, Ends: 1, LastCall: true, UnitOnly: true, NoPhones: true}},
	meeting.ControlTaken{Console: "c"},
	meeting.PaperHanded{Count: 2}, meeting.PaperAsked{Device: "k", Collected: 2}, meeting.PaperAgreed{Teller: 1},
	meeting.PaperDeclined{Teller: 1}, meeting.PaperWanted{}, meeting.PaperIssued{Slip: 1}, meeting.PaperEntered{}, meeting.PaperInvalid{},
}

func TestEveryEventComesBackFromTheJournal(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range events {
		seen[reflect.TypeOf(e).Name()] = true
		if v := reflect.ValueOf(e); v.NumField() > 0 {
			for i := range v.NumField() {
				if v.Field(i).IsZero() {
					t.Errorf("%T: %s is not set, so its way is not tested", e, v.Type().Field(i).Name)
				}
			}
		}
		again, err := meeting.Decode(meeting.Encode(e))
		if err != nil || !reflect.DeepEqual(again, e) {
			t.Errorf("%T: %+v, %v", e, again, err)
		}
	}
	for _, name := range declared(t, "event") {
		if !seen[name] {
			t.Errorf("%s is not listed, so its way is not tested", name)
		}
	}
	for _, data := range []string{"", "{}", "null", `{"kind":"Unknown","data":{}}`, `{"kind":"Issued","data":{"slip":"x"}}`, `{"kind":"Issued"}`} {
		if e, err := meeting.Decode([]byte(data)); err == nil {
			t.Errorf("%q reads as %+v", data, e)
		}
	}
}

// journal plays a meeting and returns its events, with the state that Decide saw growing.
func journal(t *testing.T) ([]meeting.Event, meeting.State) {
	t.Helper()
	var s meeting.State
	var all []meeting.Event
	for _, step := range path {
		for _, c := range step.commands {
			es, err := meeting.Decide(s, c)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range es {
				all = append(all, e)
				s = meeting.Apply(s, e)
			}
		}
	}
	return all, s
}

// TestFoldIsTheSameEverywhere reads the journal as another node would, from its bytes.
func TestFoldIsTheSameEverywhere(t *testing.T) {
	all, end := journal(t)
	types := map[reflect.Type]bool{}
	for range 2 {
		var s meeting.State
		for _, e := range all {
			types[reflect.TypeOf(e)] = true
			decoded, err := meeting.Decode(meeting.Encode(e))
			if err != nil {
				t.Fatal(err)
			}
			s = meeting.Apply(s, decoded)
		}
		if !reflect.DeepEqual(s, end) {
			t.Errorf("another state:\n%+v\n%+v", s, end)
		}
	}
	if len(types) < 15 {
		t.Errorf("the journal has %d kinds of events only", len(types))
	}
}

// TestOldStatesDoNotChange holds that Apply leaves the state it was given alone: readers keep snapshots.
func TestOldStatesDoNotChange(t *testing.T) {
	all, _ := journal(t)
	var states, copies []meeting.State
	var s meeting.State
	for i, e := range all {
		s = meeting.Apply(s, e)
		states = append(states, s)
		var again meeting.State
		for _, e := range all[:i+1] {
			again = meeting.Apply(again, e)
		}
		copies = append(copies, again)
	}
	// Two futures of every state must not disturb each other either.
	for _, s := range states {
		if s.Phase == meeting.Draft || s.Phase == meeting.Sealed {
			meeting.Apply(s, meeting.Mail{ID: "z", To: meeting.ToHost})
			meeting.Apply(s, meeting.Mail{ID: "y", To: meeting.ToHost})
			meeting.Apply(s, meeting.TellerJoined{Teller: 0, Message: "other"})
			meeting.Apply(s, meeting.TellerSaid{Teller: 1, Round: 1, Message: "other"})
			meeting.Apply(s, meeting.Issued{ID: "a", Slip: 3})
			meeting.Apply(s, meeting.Part{Owner: 9, Payload: "other"})
			meeting.Apply(s, meeting.MarkedPresent{ID: "z"})
			meeting.Apply(s, meeting.MarkedPresent{ID: "y"})
			meeting.Apply(s, meeting.CardHanded{ID: "a"})
			meeting.Apply(s, meeting.MarkedAbsent{ID: "a"})
			meeting.Apply(s, meeting.Admitted{ID: "a", Note: []byte("other")})
		}
	}
	for i := range states {
		if !reflect.DeepEqual(states[i], copies[i]) {
			t.Errorf("the state after %d events changed later", i+1)
		}
	}
}

// TestTwoFuturesOfACeremony holds that a message which another node's event replaced does not show up in its place.
func TestTwoFuturesOfACeremony(t *testing.T) {
	threshold := plan()
	threshold.Threshold = 1
	s := run(t, meeting.State{}, meeting.Create{Created: meeting.Created{Plan: threshold}}, meeting.JoinTeller{Teller: 0, Message: "m"})
	for round := 1; round < 4; round++ {
		one := meeting.Apply(s, meeting.TellerSaid{Teller: 0, Round: round, Message: "one"})
		other := meeting.Apply(s, meeting.TellerSaid{Teller: 0, Round: round, Message: "other"})
		if one.Tellers[0].Sent[round] != "one" || other.Tellers[0].Sent[round] != "other" || len(s.Tellers[0].Sent) != round {
			t.Errorf("round %d: %v, %v of %v", round, one.Tellers[0].Sent, other.Tellers[0].Sent, s.Tellers[0].Sent)
		}
		s = one
	}
}
