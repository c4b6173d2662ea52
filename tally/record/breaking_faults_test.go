package record_test

import (
	"slices"
	"strconv"
	"strings"

	"phieukin/ballot"
)

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
