package record_test

import (
	"bytes"
	"errors"
	"runtime"
	"testing"

	"phieukin/tally/record"
)

// TestARecordLargerThanTheMemory holds that a record is read without being held: what its reading allocates does not
// grow with the ballots' sizes.
func TestARecordLargerThanTheMemory(t *testing.T) {
	const ballots, size = 64, 1 << 20
	w := record.NewWriter(0, []byte("{}"), []byte("[]"), []byte("[]"))
	for i := range ballots {
		w.Ballot(bytes.Repeat([]byte{byte(i)}, size))
	}
	file := bytes.NewReader(w.Bytes())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := record.ParseFile(file)
	runtime.ReadMemStats(&after)
	if err != nil || r.Size() != ballots {
		t.Fatal(err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > size {
		t.Errorf("reading %d bytes allocated %d", file.Size(), took)
	}
	last, err := r.Ballot(ballots - 1)
	if err != nil || !bytes.Equal(last, bytes.Repeat([]byte{ballots - 1}, size)) {
		t.Errorf("the last ballot is not what was written (%v)", err)
	}
}

// changing is a record's file whose bytes change once they were read through.
type changing struct {
	*bytes.Reader
	data []byte
}

func TestAFileThatChangesWhileItIsRead(t *testing.T) {
	w := record.NewWriter(0, []byte("{}"), []byte("[]"), []byte("[]"))
	w.Ballot([]byte("a ballot"))
	file := changing{data: w.Bytes()}
	file.Reader = bytes.NewReader(file.data)
	r, err := record.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copy(file.data[bytes.Index(file.data, []byte("a ballot")):], "b")
	if _, err := r.Ballot(0); !errors.Is(err, record.ErrUnreadable) {
		t.Errorf("another ballot was read: %v", err)
	}
}
