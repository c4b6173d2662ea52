package record_test

import (
	"bytes"
	"os"
	"testing"

	"phieukin/tally/record"
)

// FuzzParse holds that a record's file has one form: what is read can be taken apart and put together to the same bytes.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"valid/nobody-voted", "valid/still-open", "valid/three-of-three", "broken/singles", "invalid/single-setup-twice"} {
		data, err := os.ReadFile(testdata + name + ".bel")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := record.Parse(data)
		if err != nil {
			return
		}
		if r.Election == nil || r.AtSealing == "" || (r.AtClose == "") != (r.Encrypted == nil) {
			t.Fatal("accepted without a setup")
		}
		if again := takeApart(t, data, nil, "", "").play(fault{}).file; !bytes.Equal(again, data) {
			t.Fatal("accepted in another form")
		}
	})
}

// FuzzVerifyHeader feeds the readers of tar headers, which a changed byte elsewhere never reaches: the fields of a header
// are replaced and its checksum made anew.
func FuzzVerifyHeader(f *testing.F) {
	whole, err := os.ReadFile(testdata + "valid/nobody-voted.bel")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint(0), uint(124), []byte("00000000051"))
	f.Add(uint(1), uint(124), []byte("-0000000001"))
	f.Add(uint(2), uint(124), []byte("77777777777"))
	f.Add(uint(2), uint(0), []byte("BELENIOS"))
	f.Fuzz(func(t *testing.T, member, at uint, field []byte) {
		data := bytes.Clone(whole)
		block := int(member%uint(len(data)/512)) * 512
		copy(data[block+int(at%512):block+512], field)
		report, err := record.Verify(data, nil)
		if err == nil && report.Valid() && !bytes.Equal(data, whole) {
			t.Fatal("a changed file verifies")
		}
	})
}

// FuzzVerifyObject puts any text in the place of any object of a sound record of our kind, with names and links made anew
// around it. Beside its manifest and heads, nothing but the object itself verifies.
func FuzzVerifyObject(f *testing.F) {
	read := func(name string) []byte {
		data, err := os.ReadFile(brokenDir + name)
		if err != nil {
			f.Fatal(err)
		}
		return data
	}
	_, bases := load(f)
	sound := takeApart(f, read("singles.bel"), read("singles.manifest.json"), bases["singles"].heads...)
	objects := []string{"header", "manifest"}
	for _, e := range sound.events {
		objects = append(objects, e.names...)
	}
	for i, name := range objects {
		f.Add(uint(i), sound.text(name))
	}
	f.Fuzz(func(t *testing.T, which uint, text string) {
		name := objects[which%uint(len(objects))]
		was := sound.text(name)
		code := outcome(sound.play(fault{Patches: []splice{{name, 0, len(was), text}}}))
		if (code == "") != (text == was) {
			t.Fatalf("%s as %q: %q", name, text, code)
		}
	})
}
