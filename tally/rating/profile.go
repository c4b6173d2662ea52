package rating

import (
	"crypto/sha256"
	"encoding/hex"

	"phieukin/ballot"
	"phieukin/crypto/strict"
)

// Levels is the number of levels, from 0, the best, to 3.
const Levels = 4

// Format is the version of the profile's form, its first member.
const Format = "phieukin-profile/1"

// A Profile is a set of rules for one or more years: how levels are proposed, who is rated, what is capped, which steps lead
// to a decision. Its JSON is its file; the members of the file may stand in any order, [Profile.Bytes] has one.
type Profile struct {
	Format       string            `json:"format"`
	Name         string            `json:"name"`    // short, of a-z, 0-9 and -, for files and command lines
	Title        string            `json:"title"`   // Vietnamese, shown as it is
	Default      bool              `json:"default"` // nobody's rule: pages say "mặc định, chưa phải quy định"
	Years        Years             `json:"years"`
	Sources      []Source          `json:"sources"`
	Levels       [Levels]LevelName `json:"levels"` // best first
	Vote         Vote              `json:"vote"`
	Eligibility  []StatusRule      `json:"eligibility"` // one a status
	Caps         []Cap             `json:"caps"`
	Points       *Points           `json:"points,omitempty"`
	Headings     []Heading         `json:"headings"` // of a member's review
	MembersFirst Rule[bool]        `json:"members_first"`
	Disclosure   Disclosure        `json:"disclosure"`
	Procedures   []Procedure       `json:"procedures"` // one a type of what is rated
}

// Years are those the rules were in force; To 0 is "still", From 0 "always".
type Years struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// A Source is where rules were found, cited by its id.
type Source struct {
	ID   string `json:"id"`
	Text string `json:"text"` // Vietnamese, shown as it is
	Kind Kind   `json:"kind"`
}

// Kind says how strong a source is.
type Kind string

// The kinds of sources, strongest first.
const (
	Text      Kind = "text"      // the rule's own text was read
	Quoted    Kind = "quoted"    // read as quoted word for word elsewhere
	Press     Kind = "press"     // a newspaper's or a web page's summary
	Practice  Kind = "practice"  // a form or guidance of some unit
	Inference Kind = "inference" // deduced from other facts, so what cites it is unverified
)

// A Mark says where a rule comes from. What is unverified is no rule that was read: pages show it as "mặc định, chưa phải
// quy định".
type Mark struct {
	Source     string `json:"source"`
	Unverified bool   `json:"unverified"`
}

// A Rule is a value with its mark.
type Rule[T any] struct {
	Value T `json:"value"`
	Mark
}

// LevelName is what a level is called: its short code in tables, and its whole name, which ballots carry.
type LevelName struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Vote holds the rules of a ballot.
type Vote struct {
	Base       Rule[Base]              `json:"base"`       // what every count is compared with
	Thresholds [Levels]Rule[Threshold] `json:"thresholds"` // one a level, the best level first
	Cumulative Rule[bool]              `json:"cumulative"` // a vote for a better level counts for this level too
	SelfVote   Rule[bool]              `json:"self_vote"`  // members vote on their own rating; a note to them, since a secret ballot cannot tell
	Blank      Rule[bool]              `json:"blank"`      // a subject may be left blank
	Attendance Rule[Threshold]         `json:"attendance"` // of the convened: who must be there to open the vote
	Ballots    Rule[Threshold]         `json:"ballots"`    // of the convened: how many ballots it takes to close
}

// A Base is the number that a count is compared with.
type Base string

// The bases a profile can choose from.
const (
	Convened Base = "convened" // official members convened
	Present  Base = "present"  // official members admitted to the meeting
	Issued   Base = "issued"   // ballots handed out
	Valid    Base = "valid"    // ballots counted, blank ones among them
)

// A Threshold is a fraction of the base. A count reaches it when it is at least that fraction, or more than it when
// the threshold is strict.
type Threshold struct {
	Num    int  `json:"num"`
	Den    int  `json:"den"`
	Strict bool `json:"strict"`
}

// OverHalf is the threshold "more than one half".
var OverHalf = Threshold{Num: 1, Den: 2, Strict: true}

// A StatusRule says what members of one status do. Months is 0 but for the status recent: who was admitted less than so many
// months ago is recent. The mark is that of the review and the rating; the right to vote has its own.
type StatusRule struct {
	Status   ballot.Status `json:"status"`
	Months   int           `json:"months"`
	Reviewed bool          `json:"reviewed"`
	Rated    bool          `json:"rated"`
	Votes    Rule[bool]    `json:"votes"`
	Mark
}

// A Cap bounds how many may be rated with the best level. It warns and never blocks: the group that it binds is known to the
// level that decides alone.
type Cap struct {
	ID         string         `json:"id"`
	Percent    Rule[int]      `json:"percent"`
	Base       Rule[CapBase]  `json:"base"`
	Rounding   Rule[Rounding] `json:"rounding"`
	Grouping   Rule[Grouping] `json:"grouping"`
	Applies    []Applies      `json:"applies"`
	ByDecision bool           `json:"by_decision"` // an exception, only by a recorded decision
	Compare    bool           `json:"compare"`     // shown for comparison only; the rules do not ask for it
}

// CapBase is the number that a cap's percentage is taken of.
type CapBase string

// The bases of caps.
const (
	Good         CapBase = "good"           // rated with the second level
	GoodOrBetter CapBase = "good_or_better" // rated with the first or the second level
	Rated        CapBase = "rated"          // rated at all
)

// Rounding is what becomes of a part of a person.
type Rounding string

// The roundings; nearest takes halves up.
const (
	Floor   Rounding = "floor"
	Nearest Rounding = "nearest"
	Ceil    Rounding = "ceil"
)

// Grouping says among whom a cap counts.
type Grouping string

// The groupings.
const (
	WithinOrganisation Grouping = "organisation" // in each base organisation
	SimilarPositions   Grouping = "similar"      // among those of similar position, as the deciding level groups them
)

// Applies says what a cap counts.
type Applies string

// What caps can count.
const (
	ToMembers       Applies = "member"
	ToOrganisations Applies = "organisation"
)

// Points are a profile's marks: parts that add up to the total, and from how many points on each level begins, the best
// first and the worst at 0.
type Points struct {
	Total int         `json:"total"`
	Parts []Part      `json:"parts"`
	Bands [Levels]int `json:"bands"`
	Mark
}

// A Part is a group of criteria with the most points that it gives.
type Part struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Points int    `json:"points"`
}

// A Heading is one of those under which a member reviews the year.
type Heading struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Mark
}

// Disclosure bounds what results show of single voters.
type Disclosure struct {
	MinGroup Rule[int] `json:"min_group"` // with fewer voters, readers outside the meeting see the level only
	Isolate  Rule[int] `json:"isolate"`   // fewer voters than this must not be told apart by comparing two results
}

// A Procedure is the chain of steps from the self-assessment to the decision for one type of what is rated: a member, or a
// type of organisation.
type Procedure struct {
	Type  string `json:"type"` // "member", "cell", "base_committee", ...; of a-z and _
	Name  string `json:"name"` // Vietnamese, shown as it is
	Steps []Step `json:"steps"`
}

// A Step is one act of a procedure.
type Step struct {
	ID       string   `json:"id"` // unique in its procedure
	Kind     StepKind `json:"kind"`
	Body     Body     `json:"body"`
	At       At       `json:"at"`
	Decides  bool     `json:"decides"` // only of such a step do pages and documents say "quyết định"
	Optional bool     `json:"optional"`
	Mark
}

// StepKind is what is done in a step.
type StepKind string

// The kinds of steps.
const (
	SelfAssessment StepKind = "self_assessment"
	Review         StepKind = "review"
	Ballot         StepKind = "ballot"
	Report         StepKind = "report"
	Appraisal      StepKind = "appraisal"
	Opinions       StepKind = "opinions"
	Proposal       StepKind = "proposal"
	Decision       StepKind = "decision"
)

// Body is who acts in a step.
type Body string

// The bodies.
const (
	Member            Body = "member"
	Group             Body = "group"     // tổ đảng
	Board             Body = "board"     // chi ủy
	Cell              Body = "cell"      // chi bộ: all official members
	Committee         Body = "committee" // đảng ủy, ban chấp hành
	StandingCommittee Body = "standing"  // ban thường vụ
	Office            Body = "office"    // ban tổ chức
)

// At is where a body belongs: to the organisation itself (for a member, the cell) or to the one above it.
type At string

// The places.
const (
	Own    At = "own"
	Parent At = "parent"
)

// Steps returns the procedure for a type of what is rated; nil where the profile has none.
func (p Profile) Steps(subject string) []Step {
	for _, procedure := range p.Procedures {
		if procedure.Type == subject {
			return procedure.Steps
		}
	}
	return nil
}

// LevelNames are the whole names of the levels, best first: the answers of every question on a ballot.
func (p Profile) LevelNames() (names [Levels]string) {
	for i, level := range p.Levels {
		names[i] = level.Name
	}
	return names
}

// Bytes returns the profile's one encoding: compact JSON with its members in the order of the types above.
func (p Profile) Bytes() []byte { return strict.Encode(p) }

// Hash returns the hex SHA-256 of Bytes, which a meeting's manifest holds.
func (p Profile) Hash() string {
	sum := sha256.Sum256(p.Bytes())
	return hex.EncodeToString(sum[:])
}
