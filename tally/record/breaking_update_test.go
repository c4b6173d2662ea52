package record_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/strict"
)

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
	save("index.json", lines(out))
}

// lines writes the index with one entry a line, so that a change of it can be read.
func lines(in index) []byte {
	var text bytes.Buffer
	list := func(name string, n int, entry func(i int) any) {
		text.WriteString(`"` + name + `":[`)
		for i := range n {
			if i > 0 {
				text.WriteByte(',')
			}
			text.WriteByte('\n')
			text.Write(strict.Encode(entry(i)))
		}
		text.WriteString("\n]")
	}
	text.WriteByte('{')
	list("format", len(in.Format), func(i int) any { return in.Format[i] })
	text.WriteString(",\n")
	list("bases", len(in.Bases), func(i int) any { return in.Bases[i] })
	text.WriteString(",\n")
	list("faults", len(in.Faults), func(i int) any { return in.Faults[i] })
	text.WriteString("}\n")
	return text.Bytes()
}
