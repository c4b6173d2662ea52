package rating

import (
	"fmt"

	"phieukin/ballot"
)

// A Date is a day of the Gregorian calendar; the zero Date is none.
type Date struct{ Year, Month, Day int }

// ParseDate reads YYYY-MM-DD strictly.
func ParseDate(s string) (Date, error) {
	var d Date
	if len(s) == len("2006-01-02") {
		for i, c := range []byte(s) {
			switch {
			case i == 4 || i == 7:
				if c != '-' {
					return Date{}, fmt.Errorf("date %q is not YYYY-MM-DD", s)
				}
			case c < '0' || c > '9':
				return Date{}, fmt.Errorf("date %q is not YYYY-MM-DD", s)
			case i < 4:
				d.Year = d.Year*10 + int(c-'0')
			case i < 7:
				d.Month = d.Month*10 + int(c-'0')
			default:
				d.Day = d.Day*10 + int(c-'0')
			}
		}
	}
	if d.Year < 1 || d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > daysOf(d.Year, d.Month) {
		return Date{}, fmt.Errorf("date %q is not a day", s)
	}
	return d, nil
}

// String writes the date as ParseDate reads it.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Before says that d is earlier than e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// AddMonths is the same day so many months later, and the month's last day where it has no such day: six months from 31
// August are complete on the last of February.
func (d Date) AddMonths(months int) Date {
	month := d.Month - 1 + months
	d.Year, d.Month = d.Year+month/12, month%12+1
	d.Day = min(d.Day, daysOf(d.Year, d.Month))
	return d
}

func daysOf(year, month int) int {
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

// Standing is what a member does in one year's rating. Reason is empty for who is rated, else the status that forbids it.
type Standing struct {
	Reviewed bool          `json:"reviewed"`
	Rated    bool          `json:"rated"`
	Votes    bool          `json:"votes"`
	Reason   ballot.Status `json:"reason"`
}

// Standing says what a member does who has the status on the day, admitted on the date given (the zero Date where nobody
// knows). The date is stronger than the status where one says that the admission was recent and the other does not: who was
// admitted fewer months ago than the profile asks is recent, and who is called recent is no more so once the months are over.
// The months are complete on the day of the month on which they began.
func (p Profile) Standing(status ballot.Status, admitted, day Date) Standing {
	if admitted != (Date{}) && (status == ballot.Official || status == ballot.Probationary || status == ballot.Recent) {
		switch {
		case day.Before(admitted.AddMonths(p.rule(ballot.Recent).Months)):
			status = ballot.Recent
		case status == ballot.Recent:
			status = ballot.Probationary
		}
	}
	r := p.rule(status)
	s := Standing{Reviewed: r.Reviewed, Rated: r.Rated, Votes: r.Votes.Value}
	if !s.Rated {
		s.Reason = status
	}
	return s
}

// rule is that of a status; of a status that nobody knows, the one which gives nothing.
func (p Profile) rule(status ballot.Status) StatusRule {
	for _, r := range p.Eligibility {
		if r.Status == status {
			return r
		}
	}
	return StatusRule{Status: status}
}
