package roster

import (
	"fmt"
	"regexp"
	"strconv"
)

// Date is a day of the calendar.
type Date struct{ Year, Month, Day int }

// ParseDate reads a day as "2026-12-31"; any other form is ErrDate.
func ParseDate(text string) (Date, error) {
	var d Date
	if n, err := fmt.Sscanf(text, "%4d-%2d-%2d", &d.Year, &d.Month, &d.Day); n != 3 || err != nil || len(text) != 10 || !d.valid() {
		return Date{}, ErrDate
	}
	return d, nil
}

func (d Date) valid() bool {
	return d.Year >= 1900 && d.Year <= 2200 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (d Date) after(e Date) bool {
	if d.Year != e.Year {
		return d.Year > e.Year
	}
	if d.Month != e.Month {
		return d.Month > e.Month
	}
	return d.Day > e.Day
}

// plusMonths may name a day that its month has not, such as 31 February, which lies after the month's last.
func (d Date) plusMonths(n int) Date {
	months := d.Month - 1 + n
	return Date{d.Year + months/12, months%12 + 1, d.Day}
}

// span is a date as exactly as it was written: a day, or a whole month or year.
type span struct{ first, last Date }

var (
	dayForm   = regexp.MustCompile(`^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$`)
	isoForm   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$`)
	monthForm = regexp.MustCompile(`^(\d{1,2})[/.\-](\d{4})$`)
	yearForm  = regexp.MustCompile(`^(19\d\d|20\d\d)$`)
	dayNumber = regexp.MustCompile(`^(\d{4,5})(?:\.\d+)?$`)
)

// readDate reads a date as people write it, or as the number of days that workbooks keep.
func readDate(text string, since1904 bool) (span, bool) {
	number := func(s string) int {
		n, _ := strconv.Atoi(s) // digits by the pattern
		return n
	}
	s := span{}
	if m := dayForm.FindStringSubmatch(text); m != nil {
		year := number(m[3])
		if len(m[3]) == 2 {
			year += 1900
			if year < 1930 {
				year += 100
			}
		}
		s.first = Date{year, number(m[2]), number(m[1])}
		s.last = s.first
	} else if m := isoForm.FindStringSubmatch(text); m != nil {
		s.first = Date{number(m[1]), number(m[2]), number(m[3])}
		s.last = s.first
	} else if m := monthForm.FindStringSubmatch(text); m != nil {
		year, month := number(m[2]), number(m[1])
		s = span{Date{year, month, 1}, Date{year, month, daysIn(year, month)}}
	} else if m := yearForm.FindStringSubmatch(text); m != nil {
		s = span{Date{number(m[1]), 1, 1}, Date{number(m[1]), 12, 31}}
	} else if m := dayNumber.FindStringSubmatch(text); m != nil {
		s.first = fromDayNumber(number(m[1]), since1904)
		s.last = s.first
	}
	return s, s.first.valid() && s.last.valid()
}

// ReadDay reads a single day as people write it, or as the number of days that workbooks keep. What is rougher, a month or a
// year, is none.
func ReadDay(text string, since1904 bool) (day Date, ok bool) {
	s, ok := readDate(text, since1904)
	return s.first, ok && s.first == s.last
}

// String writes the day as ParseDate reads it.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// fromDayNumber counts days as workbooks do: 1 is 1 January 1900 with a 29 February 1900 that was none, or 0 is
// 1 January 1904.
func fromDayNumber(n int, since1904 bool) Date {
	d := Date{1900, 1, 1}
	days := n - 1
	if n > 60 {
		days--
	}
	if since1904 {
		d, days = Date{1904, 1, 1}, n
	}
	for days >= daysIn(d.Year, d.Month) {
		days -= daysIn(d.Year, d.Month)
		d = d.plusMonths(1)
	}
	d.Day += days
	return d
}
