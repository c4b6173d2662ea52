package wire

import (
	"reflect"
	"testing"

	"phieukin/ballot/meeting"
)

func TestEveryMessageComesBackAsItWasSent(t *testing.T) {
	two := 2
	for _, m := range []Message{
		Hello{Role: RoleTeller, Room: "4827", Key: "k", Teller: &two, Secret: "s"},
		Mail{ID: "a", Sealed: []byte{1, 2}}, Create{Plan: meeting.Plan{Title: "T", Roster: []meeting.Member{}, Tellers: []string{}}, Registrar: "age1pq"},
		Open{}, Seal{Credentials: []string{"x"}, Slips: [][]byte{{1}}}, Partial{Owner: 1, Payload: `{"a":1}`}, Reveal{Page: 3},
		PaperAsk{ID: "a", Collected: 2}, PaperIssue{ID: "a", Slip: 1, Sealed: []byte{1}}, PaperEnter{ID: "a", Sheet: 1, Invalid: true},
		Present{ID: "a", Note: []byte{1}}, Left{ID: "a", Gone: true}, AskAgain{ID: "a", Note: []byte{1}, Sealed: []byte{2}, Lost: true},
		AskAgain{ID: "a", Note: []byte{1}}, AskMissing{Cards: 2}, Withdraw{}, Consent{Number: 3},
	} {
		got, seq, err := Parse(Encode(m, 7))
		if err != nil || seq != 7 || !reflect.DeepEqual(got, m) {
			t.Errorf("%#v came back as %#v, seq %d, %v", m, got, seq, err)
		}
	}
	for name, kind := range messages {
		m := reflect.New(kind).Elem().Interface().(Message)
		if _, _, err := Parse(Encode(m, 0)); err != nil && kind.NumField() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"no json":        `hello`,
		"no type":        `{"seq":1}`,
		"unknown type":   `{"type":"tally"}`,
		"member missing": `{"type":"reveal"}`,
		"one of two":     `{"type":"progress","checked":3}`,
		"missing within": `{"type":"create","meeting":{"title":"T"},"registrar":"age1pq"}`,
		"unknown member": `{"type":"open","force":true}`,
		"member twice":   `{"type":"reveal","page":1,"page":2}`,
		"null":           `{"type":"mail","id":"a","sealed":null}`,
		"negative seq":   `{"type":"open","seq":-1}`,
		"wrong kind":     `{"type":"reveal","page":"1"}`,
		"two values":     `{"type":"open"}{"type":"open"}`,
	} {
		if m, _, err := Parse([]byte(data)); err == nil {
			t.Errorf("%s: read as %#v", name, m)
		}
	}
}

func TestCastFrame(t *testing.T) {
	f := CastFrame{Fingerprint: "rqDON0ID7kjOUQt1TjW/Bwmf0mJE4g6cZfaBAkHzC30", Sealed: []byte("age")}
	got, err := ParseCast(f.Encode())
	if err != nil || !reflect.DeepEqual(got, f) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := ParseCast(make([]byte, 32)); err == nil {
		t.Error("a frame without a ballot was read")
	}
}
