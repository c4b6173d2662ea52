package wire

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// FuzzParse holds that a message means the same after it was written again.
func FuzzParse(f *testing.F) {
	for name, kind := range messages {
		f.Add(Encode(reflect.New(kind).Elem().Interface().(Message), 1))
		f.Add([]byte(`{"type":"` + name + `"}`))
	}
	if len(messages) == 0 {
		f.Fatal("no seeds")
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, seq, err := Parse(data)
		if err != nil {
			return
		}
		written := Encode(m, seq)
		again, seqAgain, err := Parse(written)
		if err != nil || seqAgain != seq || !bytes.Equal(Encode(again, seq), written) {
			t.Fatalf("%q reads as %#v, then %#v (%v)", data, m, again, err)
		}
	})
}

// FuzzParseCast holds that a casting message is its parts.
func FuzzParseCast(f *testing.F) {
	names, err := filepath.Glob("../../crypto/testdata/fuzz-seeds/envelope-*.age")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, name := range names {
		sealed, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(append(make([]byte, 32), sealed...))
	}
	f.Add(make([]byte, 32))
	f.Fuzz(func(t *testing.T, data []byte) {
		frame, err := ParseCast(data)
		if err != nil {
			return
		}
		if !bytes.Equal(frame.Encode(), data) {
			t.Fatalf("%x is written as %x", data, frame.Encode())
		}
	})
}
