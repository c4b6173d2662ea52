package record_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"slices"
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
func load(t testing.TB) (index, map[string]*archive) {
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

func read(t testing.TB, name string) []byte {
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
