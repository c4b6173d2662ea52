// Package minutes makes the papers of a rating year: counting minutes, meeting minutes, ballot papers, summaries and lists,
// as .docx from templates that a unit can edit in Word, and as .xlsx tables.
//
// Each paper has its data as a struct of this package; [Fill] puts it into the built-in template or an uploaded one, and
// [Table] makes the table of those that have one. What a template may say is in TEMPLATES.md; [Check] finds out before a
// template is kept whether every placeholder of it is known. The words of a paper stand in its template, not in this code.
//
// Bytes go in and come out, nothing else: the same data and template give the same bytes at any time and anywhere.
package minutes

// Kind names a paper in addresses and files.
type Kind string

// The kinds of papers.
const (
	KindCount    Kind = "count-minutes"
	KindMeeting  Kind = "meeting-minutes"
	KindBallot   Kind = "ballot-paper"
	KindSummary  Kind = "summary"
	KindNotRated Kind = "not-rated"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{KindCount, KindMeeting, KindBallot, KindSummary, KindNotRated} }

// Paper is the data of one paper: [CountMinutes], [MeetingMinutes], [BallotPaper], [Summary] or [NotRatedList].
type Paper interface {
	Kind() Kind
	scope() scope
}

// Fill makes a paper of its data from a template, or from the built-in one where template is nil. A template that cannot
// be used is an [*Error].
func Fill(paper Paper, template []byte) ([]byte, error) { return nil, nil }

// Template returns the built-in template of a kind; nil for an unknown one.
func Template(kind Kind) []byte { return nil }

// Check reports as an [*Error] why a template cannot be used for papers of a kind.
func Check(kind Kind, template []byte) error { return nil }

// Table makes the table of a paper as .xlsx. Only counting minutes, summaries and lists of those not rated have one.
func Table(paper Paper) ([]byte, error) { return nil, nil }
