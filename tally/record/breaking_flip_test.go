package record_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"filippo.io/edwards25519"

	"phieukin/crypto/group"
	"phieukin/crypto/strict"
)

// variant is a JSON text with one thing about it changed.
type variant struct{ name, text string }

// value is one value of a compact JSON text, found by position so that it can be changed without touching the rest.
type value struct {
	path       string
	start, end int
	members    []value // of an object or array
	keys       []int   // of an object: where each member begins
}

// scan reads the value at a position of a sound, compact text.
func scan(text string, at int, path string) value {
	v := value{path: path, start: at}
	switch text[at] {
	case '{', '[':
		close := text[at] + 2 // ASCII: } and ] follow two after their openings
		for at++; text[at] != close; {
			if text[at] == ',' {
				at++
			}
			inner := fmt.Sprintf("%s[%d]", path, len(v.members))
			if close == '}' {
				v.keys = append(v.keys, at)
				end := stringEnd(text, at)
				inner = strings.TrimPrefix(path+"."+text[at+1:end-1], ".")
				at = end + 1
			}
			m := scan(text, at, inner)
			v.members = append(v.members, m)
			at = m.end
		}
		v.end = at + 1
	case '"':
		v.end = stringEnd(text, at)
	default:
		v.end = at + strings.IndexAny(text[at:]+",", ",]}")
	}
	return v
}

func stringEnd(text string, at int) int {
	for at++; text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// variants changes everything about a text, one thing at a time: each leaf, and with structure also each member and
// element left out, given twice and out of order, and each leaf respelled or put outside the group. Of elements that are
// alike, the first alone is taken apart so.
func variants(text string, structure bool) []variant {
	var out []variant
	var visit func(v value)
	put := func(v value, what string, start, end int, with string) {
		name := what
		if v.path != "" {
			name = v.path + " " + what
		}
		out = append(out, variant{name, text[:start] + with + text[end:]})
	}
	visit = func(v value) {
		structure := structure && !later.MatchString(v.path)
		switch raw := text[v.start:v.end]; {
		case len(v.members) > 0 || raw == "[]" || raw == "{}":
			if structure {
				rearrange(text, v, put)
			}
			for _, m := range v.members {
				visit(m)
			}
		case strings.HasPrefix(raw, `"{`): // JSON inside a string
			var inner string
			if err := json.Unmarshal([]byte(raw), &inner); err != nil {
				panic(err)
			}
			for _, w := range variants(inner, structure) {
				put(v, "{"+w.name+"}", v.start, v.end, string(strict.Encode(w.text)))
			}
		default:
			for _, w := range leaf(raw) {
				if structure || strings.HasPrefix(w.name, "another") {
					put(v, w.name, v.start, v.end, w.text)
				}
			}
		}
	}
	visit(scan(text, 0, ""))
	return out
}

// later is the path of what has a like before it.
var later = regexp.MustCompile(`\[[1-9]`)

// rearrange leaves out, repeats and swaps the members of an object or the elements of an array.
func rearrange(text string, v value, put func(v value, what string, start, end int, with string)) {
	begin := func(i int) int {
		if v.keys != nil {
			return v.keys[i]
		}
		return v.members[i].start
	}
	for i, m := range v.members {
		start, end := begin(i), m.end
		switch {
		case i+1 < len(v.members):
			put(m, "left out", start, begin(i+1), "")
		case i > 0:
			put(m, "left out", v.members[i-1].end, end, "")
		default:
			put(m, "left out", start, end, "")
		}
		put(m, "twice", end, end, ","+text[start:end])
		if i+1 < len(v.members) {
			next := text[begin(i+1):v.members[i+1].end]
			if next != text[start:end] {
				put(m, "after the next", start, v.members[i+1].end, next+","+text[start:end])
			}
		}
	}
	if v.keys != nil {
		put(v, "with another member", v.end-1, v.end-1, `,"extra":1`)
	}
	put(v, "with a space", v.end-1, v.end-1, " ")
	put(v, "as null", v.start, v.end, "null")
}

// order is q, which no reduced scalar reaches.
var order, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)

// leaf gives other spellings of a leaf, those that mean something else first. Names of these begin with "another".
func leaf(raw string) []variant {
	quoted := func(name, text string) variant { return variant{name, string(strict.Encode(text))} }
	if raw == "true" || raw == "false" {
		return []variant{{"another truth", map[string]string{"true": "false", "false": "true"}[raw]}}
	}
	if raw[0] != '"' {
		n, err := strconv.ParseInt(raw, 10, 64)
		if err != nil {
			panic(err)
		}
		out := []variant{
			{"another number", strconv.FormatInt(n+1, 10)}, {"as a negative number", strconv.FormatInt(-n-1, 10)},
			{"as a string", `"` + raw + `"`}, {"as a fraction", raw + ".0"},
		}
		if n == 0 {
			out = append(out, variant{"as minus zero", "-0"})
		}
		return out
	}
	var text string
	if err := json.Unmarshal([]byte(raw), &text); err != nil {
		panic(err)
	}
	if point, weight, _ := strings.Cut(text, ","); true {
		if p, err := group.ParsePoint(point); err == nil {
			out := []variant{
				quoted("another point", p.Mul(group.Generator()).String()),
				quoted("as the neutral element", group.Neutral().String()),
				quoted("plus a point of order 2", plusOrderTwo(p)),
			}
			if upper := strings.ToUpper(point); upper != point {
				out = append(out, quoted("in upper case", upper))
			}
			if weight == "" {
				out = append(out, quoted("with a weight", point+",2"), quoted("with the weight 1", point+",1"))
			}
			return out
		}
	}
	if x, err := group.ParseScalar(text); err == nil {
		return []variant{
			quoted("another scalar", x.Add(group.FromInt(1)).String()),
			quoted("plus q", new(big.Int).Add(x.Big(), order).String()),
			quoted("with a leading zero", "0"+text), {"as a number", text},
		}
	}
	// A hash, a name, a recipient: another character in the middle, and one more at the end.
	at := len(text) / 2
	for at > 0 && text[at]&0xC0 == 0x80 {
		at--
	}
	other := "a"
	if strings.HasPrefix(text[at:], "a") {
		other = "b"
	}
	if text == "" {
		return []variant{quoted("another text", "x")}
	}
	width := len(string([]rune(text[at:])[:1]))
	return []variant{quoted("another text", text[:at]+other+text[at+width:]), quoted("with one more character", text+"x")}
}

// plusOrderTwo is the text of p times the point of order 2: of all equations, only the check of the subgroup sees it.
func plusOrderTwo(p *group.Point) string {
	two := make([]byte, 32)
	two[0] = 0xec
	for i := 1; i < 31; i++ {
		two[i] = 0xff
	}
	two[31] = 0x7f
	t, err := new(edwards25519.Point).SetBytes(two)
	if err != nil {
		panic(err)
	}
	q, err := new(edwards25519.Point).SetBytes(p.Bytes())
	if err != nil {
		panic(err)
	}
	b := q.Add(q, t).Bytes()
	slices.Reverse(b)
	return fmt.Sprintf("%x", b)
}
