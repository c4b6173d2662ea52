package minutes

import (
	"fmt"
	"strconv"
	"strings"
)

// scope is what the placeholders of one place in a paper stand for, by their keys.
type scope map[string]value

// value is what one placeholder stands for.
type value struct {
	sort   sort
	text   string // as printed
	number int    // of a number; thousandths of a share
	flag   bool   // there is such a thing: what {{?key}} asks
	items  []scope
	keys   scope // of a list's items, with nothing in them
	png    []byte
}

// sort says what a value is good for: text, numbers and shares are printed, lists repeat, and all decide.
type sort int

const (
	sortText sort = iota
	sortNumber
	sortShare
	sortFlag
	sortList
	sortPicture
)

func text(s string) value { return value{text: s, flag: s != ""} }

// field is text that somebody writes by hand where it is empty, on a line of so many dots.
func field(s string, dots int) value {
	v := text(s)
	if s == "" {
		v.text = strings.Repeat("…", dots)
	}
	return v
}

// number is printed with a point between thousands.
func number(n int) value {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return value{sort: sortNumber, number: n, text: s, flag: n != 0}
}

// share is part of whole in percent with one decimal, rounded half up; a dash where there is no whole.
func share(part, whole int) value {
	if whole <= 0 {
		return value{sort: sortShare, number: unknown, text: dash}
	}
	thousandths := int((2000*int64(part) + int64(whole)) / (2 * int64(whole)))
	return value{sort: sortShare, number: thousandths, text: tenths(thousandths), flag: part != 0}
}

// tenths prints a number of tenths with a decimal comma.
func tenths(n int) string { return strconv.Itoa(n/10) + "," + strconv.Itoa(n%10) }

// hundredths prints a number of hundredths exactly, with no more decimals than it has.
func hundredths(n int) string {
	return number(n/100).text + strings.TrimRight(strings.TrimRight(fmt.Sprintf(",%02d", n%100), "0"), ",")
}

// withheld stands where a figure may not be told.
var withheld = value{sort: sortText, text: dash}

// dash stands for a figure there is none of, or none to tell; unknown is the number of a share of nothing.
const (
	dash    = "–"
	unknown = -1
)

func flag(holds bool) value { return value{sort: sortFlag, flag: holds} }

func picture(png []byte) value { return value{sort: sortPicture, png: png, flag: len(png) > 0} }

// list is what a block repeats for. Every item also has its number from 1 and whether it is the first or the last.
func list[T any](items []T, of func(T) scope) value {
	var none T
	v := value{sort: sortList, flag: len(items) > 0, keys: numbered(of(none), 0, 0)}
	for i, item := range items {
		v.items = append(v.items, numbered(of(item), i, len(items)))
	}
	return v
}

func numbered(s scope, i, of int) scope {
	s["stt"] = number(i + 1)
	s["dau"] = flag(i == 0)
	s["cuoi"] = flag(i == of-1)
	return s
}

// lines is a list of plain texts.
func lines(texts []string) value {
	return list(texts, func(s string) scope { return scope{"noi_dung": text(s)} })
}

// with adds the keys of others, which must not repeat one.
func (s scope) with(others ...scope) scope {
	for _, other := range others {
		for key, v := range other {
			if _, twice := s[key]; twice {
				panic("internal error: two placeholders named " + key)
			}
			s[key] = v
		}
	}
	return s
}

// find looks a key up from the innermost scope outwards.
func find(scopes []scope, key string) (value, bool) {
	for i := len(scopes) - 1; i >= 0; i-- {
		if v, found := scopes[i][key]; found {
			return v, true
		}
	}
	return value{}, false
}
