package register

import "phieukin/tally/rating"

// YearSums is one year of the register.
type YearSums struct {
	Year          int `json:"year"`
	Organisations int `json:"organisations"`
	Members       int `json:"members"`
	Decided       int `json:"decided"` // members and organisations
}

// PageQuery asks for organisations of a year: the children of Parent ("" for the roots), or with Query those anywhere under
// Parent whose name has these words, marks left out.
type PageQuery struct {
	Year   int
	Parent string
	Query  string
	After  string // the id of the last one seen
	Limit  int    // 100 if 0
}

// OrganisationRow is one line of a list of organisations. The sums are of all members at and below it.
type OrganisationRow struct {
	Organisation Organisation     `json:"organisation"`
	Standing     Standing         `json:"standing"`
	Children     int              `json:"children"`
	Members      int              `json:"members"`
	Rated        int              `json:"rated"`   // members to be rated
	Decided      int              `json:"decided"` // of these
	Done         map[string]int64 `json:"done"`    // step id to the last entry made for it
}

// MemberRow is one line of a list of members.
type MemberRow struct {
	Member   Member           `json:"member"`
	Standing Standing         `json:"standing"`
	Done     map[string]int64 `json:"done"`
}

// OrganisationView is one organisation whole. Members are its own, not those below it.
type OrganisationView struct {
	Organisation Organisation      `json:"organisation"`
	Path         []Organisation    `json:"path"` // from the root to its parent
	Standing     Standing          `json:"standing"`
	Children     []OrganisationRow `json:"children"`
	Members      []MemberRow       `json:"members"`
	Seats        []Seats           `json:"seats"`
	Entries      []Entry           `json:"entries"`
	Ballots      []Ballot          `json:"ballots"` // planned by it
	Votes        []Vote            `json:"votes"`   // held by it, or about it
	Plans        []Plan            `json:"plans"`
}

// MemberView is one member in a year, and over the years.
type MemberView struct {
	Member   Member         `json:"member"`
	Path     []Organisation `json:"path"` // from the root to the member's organisation
	Statuses []StatusSpan   `json:"statuses"`
	Standing Standing       `json:"standing"`
	Entries  []Entry        `json:"entries"`
	Votes    []Vote         `json:"votes"` // only the member's own row
	Years    []Standing     `json:"years"`
	Plans    []Plan         `json:"plans"`
}

// Levels counts subjects by level.
type Levels [rating.Levels]int

// Counts are the levels of one group of subjects at and below an organisation.
type Counts struct {
	Group    string `json:"group"`
	All      int    `json:"all"`
	Rated    int    `json:"rated"` // to be rated
	Decided  Levels `json:"decided"`
	Expected Levels `json:"expected"` // where nothing is decided, what was last voted or proposed
}

// Plan is a measure to mend a weakness, with its last check.
type Plan struct {
	ID       string `json:"id"`
	Year     int    `json:"year"`
	Subject  string `json:"subject"` // whose plan it is
	Org      string `json:"org"`     // who carries it out
	OrgName  string `json:"org_name"`
	Weakness string `json:"weakness"`
	Measure  string `json:"measure"`
	Who      string `json:"who"`
	Due      string `json:"due"`
	State    string `json:"state"` // open, doing, late, done, dropped: as checked last
	Seq      int64  `json:"seq"`
	CheckSeq int64  `json:"check_seq"` // 0 if never checked
	Checked  string `json:"checked"`   // the day of the last check
	CheckBy  string `json:"check_by"`
	Text     string `json:"text"` // of the last check
	Late     bool   `json:"late"` // still open after its day, on the day asked for
	Soon     bool   `json:"soon"` // still open, and due in the month of the day asked for
}

// PlanQuery asks for the plans at and below an organisation. Up to is the last due day wanted, or "".
type PlanQuery struct {
	Year int
	Org  string
	On   string // the day that Late and Soon are told by
	UpTo string
	Open bool // only those neither done nor dropped
}

// NotRated is a member who is not to be rated, with the reason.
type NotRated struct {
	Member  Member `json:"member"`
	OrgName string `json:"org_name"`
	Reason  string `json:"reason"`
}

// Trace is what a level rests on.
type Trace struct {
	Standing Standing `json:"standing"`
	Decision *Entry   `json:"decision"` // the entry that decided, adjusted or cancelled last
	Proposal *Entry   `json:"proposal"`
	Votes    []Vote   `json:"votes"` // all votes on the subject that year, each with the subject's row alone
}
