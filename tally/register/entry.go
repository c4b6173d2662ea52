package register

// Kind is what an entry records.
type Kind string

// The kinds. KindVote is written by the register alone, when a vote returns.
const (
	KindSelf           Kind = "self_assessment"
	KindReview         Kind = "review"
	KindReport         Kind = "report"
	KindAppraisal      Kind = "appraisal"
	KindOpinion        Kind = "opinion"
	KindOpinionsClosed Kind = "opinions_closed"
	KindVote           Kind = "vote"
	KindProposal       Kind = "proposal"
	KindDecision       Kind = "decision"
	KindException      Kind = "exception"
	KindAdjustment     Kind = "adjustment"
	KindCancellation   Kind = "cancellation"
	KindPlan           Kind = "plan"
	KindPlanCheck      Kind = "plan_check"
)

// The bodies, one a kind. Every member must be there unless it is marked omitempty.
type (
	// SelfAssessment is an own level, rating.None where it gives none, with points where the profile has them and a text for
	// each heading of the review.
	SelfAssessment struct {
		Level    int       `json:"level"`
		Points   []Point   `json:"points,omitempty"`
		Total    *int      `json:"total,omitempty"`
		Headings []Heading `json:"headings"`
		Note     string    `json:"note"`
	}
	// Point is what one criterion got.
	Point struct {
		ID     string `json:"id"`
		Points int    `json:"points"`
	}
	// Heading is the text under one heading of the review.
	Heading struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	// Review is what a meeting said.
	Review struct {
		Text string `json:"text"`
	}
	// Report goes upward under a number and a day.
	Report struct {
		Text   string `json:"text"`
		Number string `json:"number"`
		Day    string `json:"day"`
	}
	// Appraisal is the finding of the body that prepares the decision.
	Appraisal struct {
		Level int    `json:"level"`
		Text  string `json:"text"`
	}
	// Opinion is what one authority or mass organisation answered; its level may be rating.None.
	Opinion struct {
		Who   string `json:"who"`
		Level int    `json:"level"`
		Text  string `json:"text"`
	}
	// OpinionsClosed says that no more opinions are waited for.
	OpinionsClosed struct{}
	// VoteRef names a row of a vote.
	VoteRef struct {
		Vote string `json:"vote"`
		Row  int    `json:"row"`
	}
	// Proposal puts a level forward.
	Proposal struct {
		Level  int    `json:"level"`
		Reason string `json:"reason"`
	}
	// Decision decides a level, or as an adjustment decides it anew. Its reason is needed where it differs from what was
	// last voted or proposed, and in every adjustment.
	Decision struct {
		Level  int    `json:"level"`
		Number string `json:"number"`
		Day    string `json:"day"`
		Reason string `json:"reason"`
	}
	// Exception is the recorded decision by which an organisation may have a higher cap.
	Exception struct {
		Percent int    `json:"percent"`
		Number  string `json:"number"`
		Day     string `json:"day"`
		Reason  string `json:"reason"`
	}
	// Cancellation takes the decision back; rating begins again.
	Cancellation struct {
		Reason string `json:"reason"`
		Number string `json:"number"`
		Day    string `json:"day"`
	}
	// NewPlan is a measure to mend a weakness. Its org carries it out.
	NewPlan struct {
		ID       string `json:"id"`
		Weakness string `json:"weakness"`
		Measure  string `json:"measure"`
		Who      string `json:"who"`
		Due      string `json:"due"`
		Org      string `json:"org"`
	}
	// PlanCheck is what was found of a plan: done, doing, late or dropped.
	PlanCheck struct {
		ID    string `json:"id"`
		State string `json:"state"`
		By    string `json:"by"`
		Day   string `json:"day"`
		Text  string `json:"text"`
	}
)
