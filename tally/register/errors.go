package register

// Error is a refusal: nothing was written. Code is for pages to put into words; Path is the member of the input that it
// is about, such as "body.level", or "".
type Error struct {
	Code Code
	Path string
}

func (e *Error) Error() string {
	if e.Path == "" {
		return "register: " + string(e.Code)
	}
	return "register: " + string(e.Code) + " at " + e.Path
}

// Code is why something was refused.
type Code string

// The codes.
const (
	BadShape            Code = "shape" // not the JSON that the kind asks for
	BadID               Code = "id"
	BadYear             Code = "year"
	BadDay              Code = "day"
	BadTime             Code = "time"
	BadText             Code = "text" // empty where something is needed, too long, or not UTF-8
	BadLevel            Code = "level"
	BadNumber           Code = "number"
	BadKind             Code = "kind"
	BadStatus           Code = "status"
	BadBody             Code = "body"
	BadFigures          Code = "figures"
	UnknownYear         Code = "unknown_year"
	UnknownOrganisation Code = "unknown_organisation"
	UnknownMember       Code = "unknown_member"
	UnknownSubject      Code = "unknown_subject"
	UnknownPlan         Code = "unknown_plan"
	UnknownBallot       Code = "unknown_ballot"
	UnknownVote         Code = "unknown_vote"
	UnknownFile         Code = "unknown_file"
	InCircle            Code = "circle"    // an organisation would stand below itself
	NotEmpty            Code = "not_empty" // an organisation with children or members cannot close
	Exists              Code = "exists"    // the year, ballot or plan is there already
	NotYetDecided       Code = "not_decided"
	AlreadyDecided      Code = "already_decided" // what follows a decision is an adjustment or a cancellation
	NotToBeRated        Code = "not_rated"
	ReasonNeeded        Code = "reason_needed"
	VoteDiffers         Code = "vote_differs" // a vote that came in already comes again with other figures
	BallotOver          Code = "ballot_over"  // held or void already
)
