// Package roster reads a list of members as offices keep it: a workbook (.xlsx), comma, semicolon or tab separated text,
// or lines pasted into a page. Bytes come in and rows go out; nothing is kept, and the day that "six months ago" counts
// from is the caller's.
//
// The heading row is found by what its cells say, wherever it stands, so that a unit's own form can be read as it is.
// Text in the encodings before Unicode, TCVN3 and VNI, is recognised by its font or by its spelling and converted. What
// was understood is only a proposal: every row says what to look at again, and what was left out is listed with its
// reason, all as codes, for a person to look at.
package roster

import (
	_ "embed"

	"phieukin/ballot"
)

// Limits on a list, far above any real one.
const (
	// MaxBytes is the longest list that Read takes.
	MaxBytes   = 2 << 20
	maxRows    = 2000 // of a sheet, headings and blank ones included
	maxColumns = 60
	maxMembers = 500
	maxCell    = 1000 // bytes
	maxText    = 60   // characters of a name or a position
)

// Error is why a list cannot be read at all: a code that pages put into words.
type Error string

func (e Error) Error() string { return "roster: " + string(e) }

// The errors.
const (
	ErrTooLarge    Error = "too_large"
	ErrEmpty       Error = "empty"
	ErrTooManyRows Error = "too_many_rows"
	// ErrOldWorkbook is a workbook of the format before .xlsx, or one with a password, which looks the same from outside.
	ErrOldWorkbook Error = "old_workbook"
	ErrWorkbook    Error = "workbook"
	// ErrEncoding is text that is neither Unicode nor in a known older encoding.
	ErrEncoding Error = "encoding"
	ErrNoNames  Error = "no_names"
	ErrDate     Error = "date"
)

// List is what was understood of a list.
type List struct {
	Rows []Row  `json:"rows"`
	Left []Left `json:"left"`
}

// Row is one member. Votes and Rated follow from the status, unless the list says otherwise within what the status allows.
type Row struct {
	Line     int           `json:"line"` // in the file, from 1
	Name     string        `json:"name"`
	Position string        `json:"position"`
	Group    string        `json:"group"`
	Status   ballot.Status `json:"status"`
	Votes    bool          `json:"votes"`
	Rated    bool          `json:"rated"`
	// Reason is why the member is not rated: the status, or Listed; empty where the member is.
	Reason string `json:"reason"`
	// Encoding is the name's where it was converted, and Before the name as it stood.
	Encoding Encoding  `json:"encoding"`
	Before   string    `json:"before"`
	Warnings []Warning `json:"warnings"`
}

// Listed is the reason of a member who is not rated because the list says so.
const Listed = "listed"

// Warning is a code for something to look at again.
type Warning string

// The warnings.
const (
	SameName      Warning = "same_name"      // as an earlier member, who differs in position or group
	OneWord       Warning = "one_word"       // a name of a single word
	Damaged       Warning = "damaged"        // letters of the name were lost before the list came here
	PositionCut   Warning = "position_cut"   // longer than a ballot shows
	StatusUnknown Warning = "status_unknown" // its words were not understood; taken as official
	StatusDated   Warning = "status_dated"   // concluded from dates alone
	StatusClash   Warning = "status_clash"   // the words say one thing and the dates another; the words were taken
	DateUnclear   Warning = "date_unclear"   // not a date, or too rough a one to tell six months by
	VoteRefused   Warning = "vote_refused"   // the list gives a vote that the status does not allow
	RatingRefused Warning = "rating_refused" // the list asks for a rating that the status does not allow
)

// Left is a row that was left out.
type Left struct {
	Line int    `json:"line"`
	Text string `json:"text"`
	Code Code   `json:"code"`
	// Of is the line of the row that this one repeats, else 0.
	Of int `json:"of"`
}

// Code is why a row was left out.
type Code string

// The reasons.
const (
	Blank     Code = "blank"     // nothing in it, between rows that have something
	NoName    Code = "no_name"   // something, but no name
	NotAName  Code = "not_name"  // a total, a date, a signature, a heading
	Duplicate Code = "duplicate" // name, position and group are those of an earlier row
)

// Sample is a workbook to fill in: the headings and three example rows.
//
//go:embed sample.xlsx
var Sample []byte

// Read understands a list on a day. The errors are the ones above.
func Read(data []byte, on Date) (List, error) {
	if len(data) > MaxBytes {
		return List{}, ErrTooLarge
	}
	if !on.valid() {
		return List{}, ErrDate
	}
	t, err := parse(data)
	if err != nil {
		return List{}, err
	}
	list := understand(t, on)
	switch {
	case len(list.Rows) == 0:
		return List{}, ErrNoNames
	case len(list.Rows) > maxMembers:
		return List{}, ErrTooManyRows
	}
	return list, nil
}
