package register

import (
	"cmp"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"phieukin/tally/rating"
)

// Limits on what is recorded, in bytes.
const (
	maxName = 300
	maxLong = 20_000
	maxFile = 4 << 20
	maxList = 1000 // seats, subjects, points, headings
)

var idForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$`)

// The checks return an *Error, or nil. They are joined by the first that refuses.
func first(errs ...error) error { return cmp.Or(errs...) }

func refuseIf(refused bool, code Code, path string) error {
	if refused {
		return &Error{code, path}
	}
	return nil
}

func checkID(id, path string) error { return refuseIf(!idForm.MatchString(id), BadID, path) }

func checkYear(year int, path string) error {
	return refuseIf(year < 1930 || year > 2200, BadYear, path)
}

// checkDay takes "" for a day that is not known.
func checkDay(day, path string) error {
	if day == "" {
		return nil
	}
	_, err := time.Parse(time.DateOnly, day)
	return refuseIf(err != nil, BadDay, path)
}

func checkStamp(s Stamp) error {
	_, err := time.Parse(time.RFC3339, s.At)
	return first(refuseIf(err != nil, BadTime, "at"), checkShort(s.By, "by"))
}

// checkName takes a short text that must say something.
func checkName(text, path string) error {
	return first(refuseIf(strings.TrimSpace(text) == "", BadText, path), checkShort(text, path))
}

func checkShort(text, path string) error { return refuseIf(!clean(text, maxName), BadText, path) }

func checkLong(text, path string) error { return refuseIf(!clean(text, maxLong), BadText, path) }

// clean reports whether a text can be shown, printed and kept in any table: Unicode, with no control characters but line feeds and
// tabs.
func clean(text string, most int) bool {
	return len(text) <= most && utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t'
	})
}

func checkLevel(level, least int, path string) error {
	return refuseIf(level < least || level >= rating.Levels, BadLevel, path)
}

func checkBody(body, path string) error {
	switch body {
	case "board", "committee", "standing", "office", "cell", "group":
		return nil
	}
	return &Error{BadBody, path}
}

// checkReason is for a reason that must be given.
func checkReason(reason, path string) error {
	return first(refuseIf(strings.TrimSpace(reason) == "", ReasonNeeded, path), checkLong(reason, path))
}

// checkSaid is for a long text that must say something.
func checkSaid(text, path string) error {
	return first(refuseIf(strings.TrimSpace(text) == "", BadText, path), checkLong(text, path))
}
