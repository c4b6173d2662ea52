package record

import (
	"strconv"

	"phieukin/ballot"
	"phieukin/crypto/strict"
	"phieukin/tally"
)

// Writer builds an archive event by event. Each state of it is a record that is valid as far as it goes, and a prefix
// of the next.
type Writer struct {
	data      []byte
	timestamp int64
	parent    string
	height    int
}

// NewWriter starts a record; timestamp is in Unix seconds and stands in every member.
func NewWriter(timestamp int64, election, trustees, credentials []byte) *Writer {
	w := &Writer{timestamp: timestamp}
	w.add(archiveName, strict.Encode(archiveHeader{1, strconv.FormatInt(timestamp, 10)}))
	w.event("Setup", election, trustees, credentials, Setup(election, trustees, credentials))
	return w
}

// Setup is the setup's payload: what everybody agreed on, as three hashes.
func Setup(election, trustees, credentials []byte) []byte {
	return strict.Encode(setup{ballot.HexDigest(election), ballot.HexDigest(trustees), ballot.HexDigest(credentials)})
}

// Ballot appends a ballot in canonical JSON. Callers sort ballots by tracker, or their order would tell that of casting.
func (w *Writer) Ballot(raw []byte) { w.event("Ballot", raw) }

// End closes the box and publishes the encrypted total of counted ballots.
func (w *Writer) End(counted int, totalWeight int64, total tally.Encrypted) {
	w.event("EndBallots")
	encrypted := total.Encode()
	w.event("EncryptedTally", encrypted, strict.Encode(tally.Sized{
		Counted: counted, TotalWeight: totalWeight, Encrypted: ballot.HexDigest(encrypted),
	}))
}

// Partial appends a trustee's part.
func (w *Writer) Partial(owner int, payload []byte) {
	w.event("PartialDecryption", payload, strict.Encode(tally.Owned{Owner: owner, Payload: ballot.HexDigest(payload)}))
}

// Result appends the result.
func (w *Writer) Result(r tally.Result) { w.event("Result", r.Encode()) }

// Bytes returns a copy of the record so far.
func (w *Writer) Bytes() []byte { return append([]byte(nil), w.data...) }

func (w *Writer) event(kind string, data ...[]byte) {
	e := event{Parent: w.parent, Height: w.height, Type: kind}
	for _, d := range data {
		w.add(ballot.HexDigest(d)+dataSuffix, d)
		e.Payload = ballot.HexDigest(d)
	}
	encoded := strict.Encode(e)
	w.add(ballot.HexDigest(encoded)+eventSuffix, encoded)
	w.parent, w.height = ballot.HexDigest(encoded), w.height+1
}

func (w *Writer) add(name string, content []byte) {
	w.data = append(w.data, header(name, len(content), w.timestamp)...)
	w.data = append(w.data, content...)
	w.data = append(w.data, make([]byte, padding(len(content)))...)
}
