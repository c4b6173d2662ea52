package record

import (
	"strings"

	"phieukin/crypto/strict"
	"phieukin/tally"
)

// Failure is one thing that is wrong with a record.
type Failure struct {
	Code   string `json:"code"`   // short and stable, such as "ballot-proof"
	Place  string `json:"place"`  // which object, such as "ballot 3"; may be empty
	Detail string `json:"detail"` // for people
}

func (f *Failure) Error() string {
	s := f.Code
	if f.Place != "" {
		s += " (" + f.Place + ")"
	}
	return s + ": " + f.Detail
}

func fail(code, place, detail string) *Failure { return &Failure{code, place, detail} }

// Parse cuts an archive into its objects and demands the one order of events: Setup, ballots, EndBallots,
// EncryptedTally, partial decryptions, Result, each single one once. Belenios' tool walks back from the last event of
// a kind, so an event out of place would hide ballots from it. The error is ErrUnreadable or a *Failure.
func Parse(data []byte) (*Record, error) {
	objects, err := split(data)
	if err != nil {
		return nil, err
	}
	p := parser{objects: objects[1:], seen: map[string]bool{}}
	return p.record()
}

// The order of events; a record may end after any of them but the first.
const (
	beforeSetup = iota
	voting
	ended
	opening
	finished
)

type parser struct {
	objects []object
	at      int
	seen    map[string]bool // objects must not repeat
	parent  string
	height  int
	stage   int
}

func (p *parser) record() (*Record, error) {
	r := new(Record)
	for p.at < len(p.objects) {
		if err := p.step(r); err != nil {
			return nil, err
		}
	}
	if p.stage == beforeSetup {
		return nil, fail("events", "", "no setup")
	}
	return r, nil
}

// step reads the data objects of one event and the event itself.
func (p *parser) step(r *Record) error {
	var data [][]byte
	for p.at < len(p.objects) && strings.HasSuffix(p.objects[p.at].name, dataSuffix) {
		o := p.objects[p.at]
		if o.name != hash(o.content)+dataSuffix {
			return fail("archive", o.name, "content does not have the hash of its name")
		}
		data = append(data, o.content)
		p.at++
	}
	if p.at == len(p.objects) {
		return fail("archive", "", "data that no event names")
	}
	o := p.objects[p.at]
	p.at++
	var e event
	if o.name != hash(o.content)+eventSuffix {
		return fail("archive", o.name, "content does not have the hash of its name")
	}
	if err := strict.DecodeCanonical(o.content, &e); err != nil {
		return fail("events", o.name, err.Error())
	}
	if e.Parent != p.parent || e.Height != p.height {
		return fail("chain", o.name, "event does not follow the one before it")
	}
	p.parent, p.height = hash(o.content), p.height+1
	payload := ""
	if len(data) > 0 {
		payload = hash(data[len(data)-1])
	}
	if e.Payload != payload {
		return fail("chain", o.name, "event does not name its data")
	}
	return p.take(r, e.Type, data, o.upTo)
}

// take puts one event's data into the record where the order allows it. upTo are the archive's bytes up to the event.
func (p *parser) take(r *Record, kind string, data [][]byte, upTo []byte) error {
	want := map[string]int{"Setup": 4, "Ballot": 1, "EndBallots": 0, "EncryptedTally": 2, "PartialDecryption": 2, "Result": 1}
	n, known := want[kind]
	if !known || len(data) != n {
		return fail("events", kind, "unknown event or wrong number of objects")
	}
	switch {
	case kind == "Setup" && p.stage == beforeSetup:
		r.Election, r.Trustees, r.Credentials, r.Setup = data[0], data[1], data[2], data[3]
		named := setup{hash(data[0]), hash(data[1]), hash(data[2])}
		if string(strict.Encode(named)) != string(data[3]) {
			return fail("chain", "setup", "setup does not name its objects")
		}
		r.AtSealing, p.stage = upTo, voting
	case kind == "Ballot" && p.stage == voting:
		if p.seen[hash(data[0])] {
			return fail("ballot-twice", "", "the same ballot is in the record twice")
		}
		p.seen[hash(data[0])] = true
		r.Ballots = append(r.Ballots, data[0])
	case kind == "EndBallots" && p.stage == voting:
		r.Ended, p.stage = true, ended
	case kind == "EncryptedTally" && p.stage == ended:
		r.Encrypted, r.Sized, r.AtClose, p.stage = data[0], data[1], upTo, opening
	case kind == "PartialDecryption" && p.stage == opening:
		var owned tally.Owned
		if err := strict.DecodeCanonical(data[1], &owned); err != nil || owned.Payload != hash(data[0]) {
			return fail("events", "partial decryption", "wrapper does not name its part")
		}
		r.Partials = append(r.Partials, Part{Owned: data[1], Payload: data[0]})
	case kind == "Result" && p.stage == opening && len(r.Partials) > 0:
		r.Result, p.stage = data[0], finished
	default:
		return fail("events", kind, "event out of order")
	}
	return nil
}
