package record_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/strict"
	"phieukin/tally/record"
)

// The verifier is tested by breaking: every field of a valid record is changed once, every member and element left out,
// repeated and moved, every event likewise, and every check beyond these is met by a forgery that it alone can find.
// What is broken lies in crypto/testdata/broken, for the pages' verifier too; -update makes it anew from a new meeting.

var update = flag.Bool("update", false, "make crypto/testdata/broken anew")

const brokenDir = testdata + "broken/"

// index is crypto/testdata/broken/index.json. Format is its own documentation.
type index struct {
	Format []string `json:"format"`
	Bases  []base   `json:"bases"`
	Faults []fault  `json:"faults"`
}

// base names the files of a sound record.
type base struct {
	Name     string        `json:"name"`
	Record   string        `json:"record"`
	Manifest string        `json:"manifest"`
	Heads    []ballot.Head `json:"heads"`
}

var format = []string{
	"Sound records of this service, and faults: ways to break them. A verifier must accept each base and refuse each fault with its code.",
	"It is given the record's file, the manifest and the two heads (of the sealed box and of the closed box, compact JSON, members in the order here), and reports the first thing that is wrong. Heads are looked at last, so the code 'head' means that nothing but a head finds the fault. The code 'no-result' is a warning: the record is valid as far as it goes.",
	"A fault is replayed in four steps. (1) A fault with 'record' begins with that file instead of the base's; otherwise take the base's record apart into its header (the content of the member BELENIOS) and its events, each with its data objects. Data objects are named by what they are: election, trustees, credentials, setup; 'ballot 1', 'ballot 2' ...; tally, sized; 'part 1', 'owner 1', 'part 2' ...; result. Further names are header, manifest, sealed and closed (the heads), 'event 0', 'event 1' ... (an event's own text) and file (the bytes of the finished file).",
	"(2) 'events', where present, lists the base's events (from 0) that are written, in the order in which they are written; otherwise all are.",
	"(3) Write the file anew. For each event, for each of its data objects in order: wherever the hex SHA-256 of an earlier object of the same event stands in it, put that object's new hash; then apply the patches of that name in their order; then write it under its new hash. Then make the event's text with parent, height, type and payload as they now are, apply its patches, and write it under its hash. A header's patch comes before everything; the time in all tar headers is the new one if it is 1 to 10 digits in a string, else the old one.",
	"(4) Patches named file are applied to the finished bytes. Every patch replaces 'cut' bytes at 'at' by 'put', counted in bytes of UTF-8.",
}

// expected are the codes by the object that is changed: the first is also what a fault there must usually be.
var expected = map[string][]string{
	"header":      {"archive", "head"},
	"election":    {"election", "trustees", "manifest", "ballot-other-election"},
	"trustees":    {"trustees", "manifest"},
	"credentials": {"credentials", "manifest", "ballot-unknown-credential", "head"},
	"setup":       {"chain"},
	"ballot": {"ballot-not-canonical", "ballot-point", "ballot-other-election", "ballot-unknown-credential",
		"ballot-signature", "ballot-proof"},
	"tally":    {"tally-differs"},
	"sized":    {"tally", "tally-count"},
	"part":     {"decryption"},
	"owner":    {"decryption", "events"},
	"result":   {"result"},
	"event":    {"chain", "events"},
	"manifest": {"manifest"},
	"sealed":   {"head"},
	"closed":   {"head"},
}

// flips changes everything about one object.
func (a *archive) flips(base, object string, structure bool) (out []fault) {
	text := ""
	kind, number, _ := strings.Cut(object, " ")
	if kind == "event" {
		i, err := strconv.Atoi(number)
		if err != nil {
			panic(err)
		}
		text = a.eventText(i)
	} else {
		text = a.text(object)
	}
	for _, v := range variants(text, structure) {
		out = append(out, fault{Name: object + ": " + v.name, Base: base, Patches: []splice{difference(object, text, v.text)}})
	}
	return out
}

// eventText is an event of the sound record.
func (a *archive) eventText(i int) string {
	parent := ""
	for height := 0; ; height++ {
		e, payload := a.events[height], ""
		if len(e.data) > 0 {
			payload = ballot.HexDigest([]byte(e.data[len(e.data)-1]))
		}
		text := eventText(parent, height, e.kind, payload)
		if height == i {
			return text
		}
		parent = ballot.HexDigest([]byte(text))
	}
}

// moves leaves out, repeats and moves events. The first list is of those that have a check of their own.
func (a *archive) moves(base string) (out []fault) {
	n := len(a.events)
	all := make([]int, n)
	at := map[string]int{} // the first of each kind
	for i := range n {
		all[i] = n - 1 - i
		at[a.events[n-1-i].kind] = n - 1 - i
	}
	slices.Reverse(all)
	add := func(name, code string, order []int) {
		out = append(out, fault{Name: "events: " + name, Base: base, Events: order, Code: code})
	}
	insert := func(to, event int) []int { return slices.Insert(slices.Clone(all), to, event) }
	drop := func(events ...int) []int {
		return slices.DeleteFunc(slices.Clone(all), func(i int) bool { return slices.Contains(events, i) })
	}
	swap := func(i int) []int {
		order := slices.Clone(all)
		order[i], order[i+1] = order[i+1], order[i]
		return order
	}
	add("nothing after the sealing but the result", "events", []int{0, n - 1})
	add("a setup hides the ballots before it", "events", insert(3, 0))
	add("the end of ballots between two ballots", "events", insert(2, at["EndBallots"]))
	add("a ballot after the end", "events", insert(at["EndBallots"]+1, 1))
	add("a part before the total", "events", insert(at["EncryptedTally"], at["PartialDecryption"]))
	add("the result between two parts", "events", insert(n-2, n-1))
	add("no parts at all", "events", slices.Delete(slices.Clone(all), at["PartialDecryption"], n-1))
	add("a ballot twice", "ballot-twice", insert(at["EndBallots"], 1))
	dropped := map[string]string{
		"Setup": "events", "Ballot": "tally-count", "EndBallots": "events", "EncryptedTally": "events",
		"PartialDecryption": "decryption-too-few", "Result": "no-result",
	}
	twice := map[string]string{"Ballot": "ballot-twice", "PartialDecryption": "decryption-twice"}
	moved := map[string]string{"Ballot": "ballot-order", "PartialDecryption": "decryption-order"}
	for i, e := range a.events {
		name := e.kind + " " + strconv.Itoa(i)
		add(name+" left out", dropped[e.kind], drop(i))
		code, many := twice[e.kind]
		if !many {
			code = "events"
		}
		add(name+" twice", code, insert(i, i))
		if i+1 < n {
			code, many = moved[e.kind]
			if !many || a.events[i+1].kind != e.kind {
				code = "events"
			}
			add(name+" after the next", code, swap(i))
		}
	}
	return out
}

// rawFaults are in the file itself.
func (a *archive) rawFaults(base string) []fault {
	size := len(a.play(fault{}).file)
	put := func(name string, at, cut int, with string) fault {
		return fault{Name: "file: " + name, Base: base, Patches: []splice{{"file", at, cut, with}}, Code: "archive"}
	}
	return []fault{
		put("a byte after the end", size, 0, "x"), put("blocks after the end", size, 0, strings.Repeat("\x00", 1024)),
		put("cut within the last padding", size-1, 1, ""), put("another mode", 512*2+106, 1, "0"),
		put("an owner's name", 512*2+265, 1, "r"), put("ustar magic", 512*2+257, 5, "ustar"),
		put("text in a padding", 512+60, 1, "x"), put("another member name", 512*2, 1, "g"),
	}
}

// generated are the faults that follow from the records alone.
func generated(singles, ceremony *archive) []fault {
	var all []fault
	for _, object := range []string{
		"header", "election", "trustees", "credentials", "setup", "ballot 1", "tally", "sized", "part 1", "owner 1",
		"result", "event 0", "event 1", "event 4", "event 5", "event 6", "event 8", "manifest", "sealed", "closed",
	} {
		all = append(all, singles.flips("singles", object, true)...)
	}
	for _, object := range []string{"ballot 2", "ballot 3", "part 2", "owner 2", "event 2", "event 3", "event 7"} {
		all = append(all, singles.flips("singles", object, false)...)
	}
	all = append(all, ceremony.flips("ceremony", "trustees", true)...)
	for _, object := range []string{"part 1", "part 2", "owner 1", "owner 2", "result", "manifest"} {
		all = append(all, ceremony.flips("ceremony", object, false)...)
	}
	for _, kind := range []string{"Shuffle", "EndShuffles"} {
		text := singles.eventText(1)
		all = append(all, fault{Name: "event 1: of type " + kind, Base: "singles", Code: "events",
			Patches: []splice{difference("event 1", text, strings.Replace(text, "Ballot", kind, 1))}})
	}
	all = append(append(all, singles.moves("singles")...), ceremony.moves("ceremony")...)
	return append(all, singles.rawFaults("singles")...)
}

// outcome is what the verifier says: the code of the first failure, the warning of a record without a result, or
// nothing.
func outcome(b broken) string {
	var heads []ballot.Head
	for _, text := range b.heads {
		var h ballot.Head
		if err := strict.DecodeCanonical([]byte(text), &h); err != nil {
			return "head" // whoever reads it would not get to the verifier
		}
		heads = append(heads, h)
	}
	report, err := record.Verify(b.file, b.manifest, heads...)
	switch {
	case errors.Is(err, record.ErrUnreadable):
		return "unreadable"
	case !report.Valid():
		return report.Failures[0].Code
	case report.Result == nil && slices.Contains(report.Warnings, record.WarnNoResult):
		return record.WarnNoResult
	}
	return ""
}

// load reads the committed records.
func load(t *testing.T) (index, map[string]*archive) {
	t.Helper()
	var in index
	if err := json.Unmarshal(read(t, "index.json"), &in); err != nil {
		t.Fatal(err)
	}
	bases := map[string]*archive{}
	for _, b := range in.Bases {
		bases[b.Name] = takeApart(t, read(t, b.Record), read(t, b.Manifest), string(strict.Encode(b.Heads[0])), string(strict.Encode(b.Heads[1])))
	}
	return in, bases
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(brokenDir + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSoundRecordsVerify holds that what is broken below is sound before, and that it is put together again exactly.
func TestSoundRecordsVerify(t *testing.T) {
	in, bases := load(t)
	if len(bases) != 2 {
		t.Fatalf("%d bases", len(bases))
	}
	for _, b := range in.Bases {
		whole := bases[b.Name].play(fault{})
		if !bytes.Equal(whole.file, read(t, b.Record)) {
			t.Errorf("%s is not what its parts make", b.Name)
		}
		if code := outcome(whole); code != "" {
			t.Errorf("%s: %s", b.Name, code)
		}
	}
}

// TestEveryFaultIsFound replays all faults. The committed list must be the one that the records give, so that nothing
// is left out of it.
func TestEveryFaultIsFound(t *testing.T) {
	in, bases := load(t)
	want := generated(bases["singles"], bases["ceremony"])
	if len(in.Faults) < len(want) {
		t.Fatalf("%d faults, the records give %d: run with -update", len(in.Faults), len(want))
	}
	names := map[string]bool{}
	t.Logf("%d faults, of them %d by changing fields and events", len(in.Faults), len(want))
	codes := inParallel(in.Faults, func(f fault) string {
		if f.Record != "" {
			return outcome(whole(t, f, bases[f.Base]))
		}
		return outcome(bases[f.Base].play(f))
	})
	for i, f := range in.Faults {
		id := f.Base + " " + f.Name
		if names[id] {
			t.Errorf("%s: twice in the list", id)
		}
		names[id] = true
		if i < len(want) {
			same := want[i]
			if same.Code == "" {
				same.Code = f.Code
			}
			if string(strict.Encode(same)) != string(strict.Encode(f)) {
				t.Fatalf("%s: the records give %s: run with -update", id, want[i].Name)
			}
			allowed(t, f)
		}
		if codes[i] != f.Code || f.Code == "" {
			t.Errorf("%s: %q, want %q", id, codes[i], f.Code)
		}
	}
}

// whole is a fault with a file of its own.
func whole(t *testing.T, f fault, base *archive) broken {
	a := *base
	a.events = nil
	out := a.play(fault{Patches: f.Patches})
	out.file = read(t, f.Record)
	return out
}

// allowed checks that a changed object is refused for a reason of its own.
func allowed(t *testing.T, f fault) {
	t.Helper()
	if f.Patches == nil || f.Patches[0].Object == "file" {
		return
	}
	kind, _, _ := strings.Cut(f.Patches[0].Object, " ")
	if !slices.Contains(expected[kind], f.Code) {
		t.Errorf("%s %s: refused with %q", f.Base, f.Name, f.Code)
	}
}

func inParallel(faults []fault, work func(fault) string) []string {
	out := make([]string, len(faults))
	next := make(chan int)
	done := make(chan bool)
	for range 4 {
		go func() {
			for i := range next {
				out[i] = work(faults[i])
			}
			done <- true
		}()
	}
	for i := range faults {
		next <- i
	}
	close(next)
	for range 4 {
		<-done
	}
	return out
}

// TestNoByteIsFree changes every byte of a file as of the sealing, with nothing made anew around it: each kind of byte in
// an archive is there.
func TestNoByteIsFree(t *testing.T) {
	_, bases := load(t)
	file := bases["singles"].play(fault{Events: []int{0}}).file
	for at := range file {
		file[at] ^= 1
		if report, err := record.Verify(file, nil); err == nil && report.Valid() {
			t.Errorf("byte %d may be changed", at)
		}
		file[at] ^= 1
	}
}

// forgeries are made by somebody who holds every secret of the meeting.
func forgeries(t *testing.T, singles, ceremony *stage) map[string][]forgery {
	return map[string][]forgery{
		"singles":  slices.Concat(singles.forgedBallots(t), singles.forgedTotals(t), singles.forgedSetups(t)),
		"ceremony": ceremony.forgedTotals(t),
	}
}

// TestForgeriesAreFound makes every forgery of a new meeting.
func TestForgeriesAreFound(t *testing.T) {
	singles, ceremony := allNeeded(t), twoOfThree(t)
	for _, s := range []*stage{singles, ceremony} {
		if code := outcome(s.sound.play(fault{})); code != "" {
			t.Fatalf("the sound record: %s", code)
		}
	}
	for base, all := range forgeries(t, singles, ceremony) {
		for _, f := range all {
			if code := outcome(f.play(fault{})); code != f.code {
				t.Errorf("%s, %s: %q, want %q", base, f.name, code, f.code)
			}
		}
	}
	if *update {
		write(t, singles, ceremony)
	}
}

// write makes crypto/testdata/broken anew.
func write(t *testing.T, singles, ceremony *stage) {
	t.Helper()
	old, err := filepath.Glob(brokenDir + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	save := func(name string, data []byte) string {
		if err := os.WriteFile(brokenDir+name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	out := index{Format: format}
	stages := map[string]*stage{"singles": singles, "ceremony": ceremony}
	for _, name := range []string{"singles", "ceremony"} {
		sound := stages[name].sound
		b := base{Name: name, Record: save(name+".bel", sound.play(fault{}).file), Manifest: save(name+".manifest.json", []byte(sound.manifest))}
		for _, text := range sound.heads {
			var h ballot.Head
			if err := strict.Decode([]byte(text), &h); err != nil {
				t.Fatal(err)
			}
			b.Heads = append(b.Heads, h)
		}
		out.Bases = append(out.Bases, b)
	}
	out.Faults = generated(singles.sound, ceremony.sound)
	codes := inParallel(out.Faults, func(f fault) string { return outcome(stages[f.Base].sound.play(f)) })
	for i := range out.Faults {
		if out.Faults[i].Code == "" {
			out.Faults[i].Code = codes[i]
		}
		if codes[i] == "" {
			t.Errorf("%s %s: accepted", out.Faults[i].Base, out.Faults[i].Name)
		}
	}
	for _, name := range []string{"singles", "ceremony"} {
		all := forgeries(t, singles, ceremony)[name]
		slices.SortFunc(all, func(a, b forgery) int { return strings.Compare(a.name, b.name) })
		for _, forged := range all {
			f, same := stages[name].sound.express(forged.archive)
			if !same {
				f = fault{Record: save(name+"-"+strings.ReplaceAll(forged.name, " ", "-")+".bel", forged.play(fault{}).file)}
			}
			f.Name, f.Base, f.Code = "forged: "+forged.name, name, forged.code
			out.Faults = append(out.Faults, f)
		}
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "")
	if err := e.Encode(out); err != nil {
		t.Fatal(err)
	}
	save("index.json", text.Bytes())
}
