package register

import "phieukin/tally/rating"

// Matrix counts subjects by two levels, the first of which is the row. The last row and the last column are of no level.
type Matrix [rating.Levels + 1][rating.Levels + 1]int

// Share is the distribution of one child of an organisation, or of itself.
type Share struct {
	ID            string `json:"id"`
	Name          string `json:"name"`
	Members       Counts `json:"members"`
	Organisations Counts `json:"organisations"`
}

// Matrices compare three levels of the same subjects.
type Matrices struct {
	SelfVote     Matrix `json:"self_vote"`
	VoteDecision Matrix `json:"vote_decision"`
	SelfDecision Matrix `json:"self_decision"`
}

// Borne sets an organisation's level beside its members'.
type Borne struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Level    int    `json:"level"`
	Members  Levels `json:"members"`  // decided, at and below it
	Siblings Levels `json:"siblings"` // of the organisations of the same parent and type, this one left out
	Why      string `json:"why"`      // below_siblings or not_completed
}

// Unchanged is an organisation, or with the count of such members, that had the same level for years.
type Unchanged struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Level int    `json:"level"` // its own; rating.None where it differed
	// Members is how many of its members had one level in all the years, of Of who were decided in all of them.
	Members int `json:"members"`
	Of      int `json:"of"`
}

// Unanimous is an organisation all of whose votes, over the years asked for, gave one level to each subject.
type Unanimous struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Votes int    `json:"votes"` // meetings
	Rows  int    `json:"rows"`  // subjects voted on
}

// Candour shows where ratings at and below an organisation may follow something other than achievement.
type Candour struct {
	Shares        []Share     `json:"shares"`
	Members       Matrices    `json:"members"`
	Organisations Matrices    `json:"organisations"`
	NotBorne      []Borne     `json:"not_borne"`
	Unchanged     []Unchanged `json:"unchanged"`
	Unanimous     []Unanimous `json:"unanimous"`
}
