package record

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"strings"

	"phieukin/ballot"
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

// Parse is ParseFile of a record in memory.
func Parse(data []byte) (*Record, error) { return ParseFile(bytes.NewReader(data)) }

// ParseFile cuts an archive into its objects and demands the one order of events: Setup, ballots, EndBallots,
// EncryptedTally, partial decryptions, Result, each single one once. Belenios' tool walks back from the last event of
// a kind, so an event out of place would hide ballots from it. It reads the file once, in order, and keeps of a ballot
// only where it stands. The error is ErrUnreadable or a *Failure.
func ParseFile(file File) (*Record, error) {
	archive, err := newScanner(file)
	if err != nil {
		return nil, err
	}
	p := parser{archive: archive, record: &Record{file: file}, seen: map[[sha256.Size]byte]bool{}}
	for err == nil {
		err = p.step()
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	if p.stage == beforeSetup {
		return nil, fail("events", "", "no setup")
	}
	return p.record, nil
}

// The order of events; a record may end after any of them but the first.
const (
	beforeSetup = iota
	voting
	ended
	opening
	finished
)

// objects is how many data objects an event has.
var objects = map[string]int{"Setup": 4, "Ballot": 1, "EndBallots": 0, "EncryptedTally": 2, "PartialDecryption": 2, "Result": 1}

type parser struct {
	archive *scanner
	record  *Record
	seen    map[[sha256.Size]byte]bool // ballots must not repeat
	parent  string
	height  int
	stage   int
}

// step reads the data objects of one event and the event itself; io.EOF stands for the end of the record.
func (p *parser) step() error {
	var data []section
	m, err := p.archive.next()
	for ; err == nil && strings.HasSuffix(m.name, dataSuffix); m, err = p.archive.next() {
		if m.name != m.section.name(dataSuffix) {
			return fail("archive", m.name, "content does not have the hash of its name")
		}
		if data = append(data, m.section); len(data) > objects["Setup"] {
			return fail("events", m.name, "more objects than any event has")
		}
	}
	if errors.Is(err, io.EOF) && len(data) > 0 {
		return fail("archive", "", "data that no event names")
	}
	if err != nil {
		return err
	}
	if m.name != m.section.name(eventSuffix) {
		return fail("archive", m.name, "content does not have the hash of its name")
	}
	content, err := m.read(p.archive.file)
	if err != nil {
		return err
	}
	var e event
	if err := strict.DecodeCanonical(content, &e); err != nil {
		return fail("events", m.name, err.Error())
	}
	if e.Parent != p.parent || e.Height != p.height {
		return fail("chain", m.name, "event does not follow the one before it")
	}
	p.parent, p.height = m.section.name(""), p.height+1
	payload := ""
	if len(data) > 0 {
		payload = data[len(data)-1].name("")
	}
	if e.Payload != payload {
		return fail("chain", m.name, "event does not name its data")
	}
	if n, known := objects[e.Type]; !known || len(data) != n {
		return fail("events", e.Type, "unknown event or wrong number of objects")
	}
	if e.Type == "Ballot" {
		return p.ballot(data[0])
	}
	return p.take(e.Type, data)
}

// ballot notes where a ballot stands.
func (p *parser) ballot(s section) error {
	if p.stage != voting {
		return fail("events", "Ballot", "event out of order")
	}
	if p.seen[s.hash] {
		return fail("ballot-twice", "", "the same ballot is in the record twice")
	}
	p.seen[s.hash] = true
	p.record.ballots = append(p.record.ballots, s)
	return nil
}

// take puts any other event's data into the record where the order allows it.
func (p *parser) take(kind string, sections []section) error {
	var data [][]byte
	for _, s := range sections {
		content, err := s.read(p.archive.file)
		if err != nil {
			return err
		}
		data = append(data, content)
	}
	r := p.record
	switch {
	case kind == "Setup" && p.stage == beforeSetup:
		r.Election, r.Trustees, r.Credentials, r.Setup = data[0], data[1], data[2], data[3]
		named := setup{ballot.HexDigest(data[0]), ballot.HexDigest(data[1]), ballot.HexDigest(data[2])}
		if string(strict.Encode(named)) != string(data[3]) {
			return fail("chain", "setup", "setup does not name its objects")
		}
		r.AtSealing, p.stage = p.archive.sum(), voting
	case kind == "EndBallots" && p.stage == voting:
		r.Ended, p.stage = true, ended
	case kind == "EncryptedTally" && p.stage == ended:
		r.Encrypted, r.Sized, r.AtClose, p.stage = data[0], data[1], p.archive.sum(), opening
	case kind == "PartialDecryption" && p.stage == opening:
		var owned tally.Owned
		if err := strict.DecodeCanonical(data[1], &owned); err != nil || owned.Payload != ballot.HexDigest(data[0]) {
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
