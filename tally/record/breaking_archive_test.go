package record_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"phieukin/ballot"
)

// archive is a record taken apart, with what stands beside it. It shares no code with the product's reader and writer.
type archive struct {
	header   string
	events   []entry
	manifest string
	heads    []string // of the sealed and of the closed box
}

// entry is one event with its objects, each under a name such as "ballot 2".
type entry struct {
	kind  string
	names []string
	data  []string
}

// splice replaces cut bytes of an object's text.
type splice struct {
	Object string `json:"object"`
	At     int    `json:"at"`
	Cut    int    `json:"cut"`
	Put    string `json:"put"`
}

// fault is one way in which a record is broken; crypto/testdata/broken/index.json says how it is replayed.
type fault struct {
	Name    string   `json:"name"`
	Base    string   `json:"base"`
	Record  string   `json:"record,omitempty"`
	Events  []int    `json:"events,omitempty"`
	Patches []splice `json:"patches,omitempty"`
	Code    string   `json:"code"`
}

// broken is what the verifier is given.
type broken struct {
	file     []byte
	manifest []byte
	heads    []string
}

// objectNames are the names of an event's objects; those of which a record has many are numbered from 1.
var objectNames = map[string][]string{
	"Setup": {"election", "trustees", "credentials", "setup"}, "Ballot": {"ballot"}, "EndBallots": {},
	"EncryptedTally": {"tally", "sized"}, "PartialDecryption": {"part", "owner"}, "Result": {"result"},
}

var eventType = regexp.MustCompile(`"type":"([A-Za-z]+)"`)

// takeApart reads a record that is known to be sound.
func takeApart(t testing.TB, file, manifest []byte, heads ...string) *archive {
	t.Helper()
	a := &archive{manifest: string(manifest), heads: heads}
	count := map[string]int{}
	var data []string
	for at := 0; at < len(file); {
		name := strings.TrimRight(string(file[at:at+100]), "\x00")
		size, err := strconv.ParseInt(string(file[at+124:at+135]), 8, 32)
		if err != nil {
			t.Fatal(err)
		}
		content := string(file[at+512 : at+512+int(size)])
		at += 512 + (int(size)+511)/512*512
		switch {
		case name == "BELENIOS":
			a.header = content
		case strings.HasSuffix(name, ".data.json"):
			data = append(data, content)
		default:
			e := entry{kind: eventType.FindStringSubmatch(content)[1], data: data}
			count[e.kind]++
			for _, object := range objectNames[e.kind] {
				if e.kind == "Ballot" || e.kind == "PartialDecryption" {
					object += " " + strconv.Itoa(count[e.kind])
				}
				e.names = append(e.names, object)
			}
			a.events, data = append(a.events, e), nil
		}
	}
	return a
}

// text returns an object by its name.
func (a *archive) text(name string) string {
	switch name {
	case "header":
		return a.header
	case "manifest":
		return a.manifest
	case "sealed":
		return a.heads[0]
	case "closed":
		return a.heads[1]
	}
	for _, e := range a.events {
		if i := slices.Index(e.names, name); i >= 0 {
			return e.data[i]
		}
	}
	panic("no object " + name)
}

var timestamp = regexp.MustCompile(`"timestamp":"([0-9]{1,10})"`)

// play breaks the record. Names, links and headers are made anew around what is broken, so that only the check that the
// fault is meant for can find it: see the head of index.json for the rules.
func (a *archive) play(f fault) broken {
	edit := func(object, text string) string {
		for _, p := range f.Patches {
			if p.Object == object {
				text = text[:p.At] + p.Put + text[p.At+p.Cut:]
			}
		}
		return text
	}
	out := broken{manifest: []byte(edit("manifest", a.manifest))}
	for i, name := range []string{"sealed", "closed"} {
		out.heads = append(out.heads, edit(name, a.heads[i]))
	}
	header := edit("header", a.header)
	found := timestamp.FindStringSubmatch(header)
	if found == nil {
		found = timestamp.FindStringSubmatch(a.header)
	}
	mtime, _ := strconv.ParseInt(found[1], 10, 64)
	add := func(name, content string) {
		out.file = append(out.file, tarHeader(name, len(content), mtime)...)
		out.file = append(out.file, content...)
		out.file = append(out.file, make([]byte, (512-len(content)%512)%512)...)
	}
	add("BELENIOS", header)
	order := f.Events
	if order == nil {
		for i := range a.events {
			order = append(order, i)
		}
	}
	parent := ""
	for height, i := range order {
		e, payload := a.events[i], ""
		var data []string
		for j, text := range e.data {
			for k := range j {
				text = strings.ReplaceAll(text, ballot.HexDigest([]byte(e.data[k])), ballot.HexDigest([]byte(data[k])))
			}
			text = edit(e.names[j], text)
			data = append(data, text)
			payload = ballot.HexDigest([]byte(text))
			add(payload+".data.json", text)
		}
		event := edit(fmt.Sprint("event ", i), eventText(parent, height, e.kind, payload))
		parent = ballot.HexDigest([]byte(event))
		add(parent+".event.json", event)
	}
	out.file = []byte(edit("file", string(out.file)))
	return out
}

func eventText(parent string, height int, kind, payload string) string {
	text := "{"
	if parent != "" {
		text += `"parent":"` + parent + `",`
	}
	text += fmt.Sprintf(`"height":%d,"type":%q`, height, kind)
	if payload != "" {
		text += `,"payload":"` + payload + `"`
	}
	return text + "}"
}

func tarHeader(name string, size int, mtime int64) []byte {
	h := make([]byte, 512)
	for _, field := range []struct {
		at   int
		text string
	}{
		{0, name}, {100, "0000644"}, {108, "0000000"}, {116, "0000000"},
		{124, fmt.Sprintf("%011o", size)}, {136, fmt.Sprintf("%011o", mtime)}, {148, "        "}, {156, "0"},
	} {
		copy(h[field.at:], field.text)
	}
	sum := 0
	for _, b := range h {
		sum += int(b)
	}
	copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
	return h
}

// difference is the shortest single splice that turns one text into another.
func difference(object, from, to string) splice {
	start, end := 0, 0
	for start < len(from) && start < len(to) && from[start] == to[start] {
		start++
	}
	for end < len(from)-start && end < len(to)-start && from[len(from)-1-end] == to[len(to)-1-end] {
		end++
	}
	return splice{object, start, len(from) - start - end, to[start : len(to)-end]}
}

// express writes another record of about the same shape as a fault of this one. ok is false where the shapes differ.
func (a *archive) express(o *archive) (f fault, ok bool) {
	f.Events = []int{}
	next := 0
	for _, e := range o.events {
		for next < len(a.events) && a.events[next].kind != e.kind {
			next++
		}
		if next == len(a.events) {
			return f, false
		}
		f.Events = append(f.Events, next)
		next++
	}
	if o.manifest != a.manifest {
		f.Patches = append(f.Patches, difference("manifest", a.manifest, o.manifest))
	}
	for i, name := range []string{"sealed", "closed"} {
		if o.heads[i] != a.heads[i] {
			f.Patches = append(f.Patches, difference(name, a.heads[i], o.heads[i]))
		}
	}
	for i, at := range f.Events {
		for j, name := range a.events[at].names {
			from := a.linked(f, at, j)
			if to := o.events[i].data[j]; from != to {
				f.Patches = append(f.Patches, difference(name, from, to))
			}
		}
	}
	if len(f.Events) == len(a.events) {
		f.Events = nil
	}
	return f, true
}

// linked is what replaying gives for an object with the patches so far.
func (a *archive) linked(f fault, event, object int) string {
	e := a.events[event]
	var data []string
	for j := 0; ; j++ {
		text := e.data[j]
		for k := range j {
			text = strings.ReplaceAll(text, ballot.HexDigest([]byte(e.data[k])), ballot.HexDigest([]byte(data[k])))
		}
		if j == object {
			return text
		}
		for _, p := range f.Patches {
			if p.Object == e.names[j] {
				text = text[:p.At] + p.Put + text[p.At+p.Cut:]
			}
		}
		data = append(data, text)
	}
}
