package minutes

import (
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
)

// Letterhead is what every paper has above its title and below its text. Whatever is left empty is printed as a line of
// dots, to be filled in by hand.
type Letterhead struct {
	Superior string               // the organisation above; "" where there is none
	Issuer   string               // the organisation whose paper it is
	Body     string               // who speaks in it, as steps of a profile name it: cell, board, committee, standing, ...
	Decides  bool                 // that body decides about the subjects; any other proposes
	Number   string               // of the paper, as "05-BC/CB"
	Place    string               // where it is dated
	Day      string               // YYYY-MM-DD
	Year     int                  // that is rated
	Levels   [rating.Levels]Level // the profile's, the best first
	Signer   Person
}

// Level is a level's name in a profile, with the short one that heads a column.
type Level struct{ Code, Name string }

// Person is somebody with the position that stands beside the name.
type Person struct{ Name, Position string }

// Meeting says when and where people met, and who led. Times are HH:MM.
type Meeting struct {
	Title        string
	Venue        string
	Begun, Ended string
	Chair        Person
	Secretary    Person
	Guests       []Person        // without a vote
	Absent       []Absent        // official members; their number is in the figures
	Bases        []string        // the texts that the meeting rests on
	Figures      meeting.Figures // all 0 if nobody counted yet: dots
	Quorum       int             // people who had to be present; 0 if nobody fixed it
	Copies       int             // of these minutes; 0 if not yet known
	KeptAt       string
	AbsentWhy    string // reasons, where no list of the absent was kept
}

// Absent is a member who did not come, and why.
type Absent struct{ Name, Reason string }

// Vote is what a meeting's ballots gave, with the rule it was read by.
type Vote struct {
	Round   int      // 1, 2, ...
	Rule    Rule     // thresholds and base
	Groups  []Group  // by the authority that decides about them, in the order of the ballot
	Tellers []Teller // the first is their head
	Shares  int      // tellers needed to open the box
	Record  Record
}

// Rule names the profile that proposed the levels.
type Rule struct {
	Title   string
	Base    rating.Base
	Default bool // nobody's rule
}

// Group is a part of the table of results. Decider is empty where one authority decides about all.
type Group struct {
	Decider string
	Rows    []Row
}

// Row is one subject: its votes for each level, the blank ones, and what they propose. Self is the level that it gave
// itself, or rating.None. Of a withheld row only the level is told, since its figures would tell who voted how.
type Row struct {
	Subject  string
	Position string
	Counts   [rating.Levels]int
	Blank    int
	Outcome  rating.Outcome
	Self     int
	Withheld bool
}

// Teller is a member of the counting committee.
type Teller struct {
	Name      string
	Opened    bool // took part in opening the box
	Approved  bool // confirmed the result
	Destroyed bool // destroyed the share of the key
}

// Record leads from the paper to the public record of the counting: what it is known by, and where to check it.
type Record struct {
	Fingerprint string
	HeadCode    string // short code of the closed box, which the committee wrote down
	Link        string // where the record is checked
	QR          []byte // of the link, as PNG; nil if there is none
}

// NotRatedMember is somebody whom the year passes over. Reason is a [ballot.Status], or "new" for an organisation under
// six months; anything else stands in Note.
type NotRatedMember struct {
	Name, Position string
	Organisation   string // where several organisations share a list
	Reason         string
	Note           string
	Since          string // YYYY-MM-DD
}

// Remark is what a teller or, with an empty By, the chair had written down.
type Remark struct{ By, Text string }

// CountMinutes are the minutes of the counting: biên bản kiểm phiếu.
type CountMinutes struct {
	Letterhead
	Meeting
	Vote
	Paper    PaperBallots
	Cards    Cards
	Left     int // went early
	Late     int // came after the box was closed
	NotRated []NotRatedMember
	Remarks  []Remark
}

// PaperBallots are the printed ones among all.
type PaperBallots struct{ Issued, Collected, Valid, Invalid int }

// Cards are the printed voting cards; Again are second ballots for one name.
type Cards struct{ Printed, Handed, Again, Lost, Missing int }

// MeetingMinutes are the minutes of the review meeting: biên bản hội nghị.
type MeetingMinutes struct {
	Letterhead
	Meeting
	Vote        // its Groups may be empty where the meeting did not vote
	Agenda      []string
	Reviews     []Review
	NotRated    []NotRatedMember
	Conclusions []string
}

// Review is what was said of one subject. Self is the level it gave itself, or rating.None.
type Review struct {
	Subject, Position string
	Self              int
	Text              string
}

// BallotPaper is a paper ballot: phiếu biểu quyết. It has no place for the voter's name.
type BallotPaper struct {
	Letterhead
	Title    string
	Round    int
	Subjects []BallotSubject
	Members  bool // the subjects are people; otherwise organisations
}

// BallotSubject is a line of a paper ballot.
type BallotSubject struct {
	Subject, Position string
	Self              int // the level it gave itself; rating.None
}

// Summary is the report of an organisation and those below it: báo cáo tổng hợp.
type Summary struct {
	Letterhead
	Organisations SummaryPart
	Members       SummaryPart
	Assessment    []string // paragraphs of the reporter's own
}

// SummaryPart has a row for each organisation and the caps that bind them together. It is left out where it has no rows.
type SummaryPart struct {
	Rows []SummaryRow
	Caps []Cap
}

// SummaryRow counts an organisation's subjects. Whoever is neither in Counts nor in NotRated is not decided yet.
type SummaryRow struct {
	Name     string
	Total    int
	Counts   [rating.Levels]int
	NotRated []ReasonCount
}

// ReasonCount is how many are not rated for one reason, as in [NotRatedMember].
type ReasonCount struct {
	Reason string
	Count  int
}

// Cap is a cap of the profile with its arithmetic: Percent of BaseCount, rounded, is Allowed; Counted have the level.
type Cap struct {
	Base       string // good, good_or_better, rated
	BaseCount  int
	Percent    int
	Rounding   string // floor, nearest, ceil
	Allowed    int
	Counted    int
	Kept       bool
	Compare    bool   // shown for comparison, not in force here
	ByDecision bool   // in force only by a recorded decision
	Number     string // of that decision; "" if none is recorded
	Day        string // YYYY-MM-DD
	Unverified bool   // no text that was seen says so
}

// NotRatedList is the list of those not rated: danh sách chưa xếp loại.
type NotRatedList struct {
	Letterhead
	Members bool // people; otherwise organisations
	Rows    []NotRatedMember
}
