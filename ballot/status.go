package ballot

// Status is a member's standing in the Party, from which follow the right to vote and whether the member is rated.
type Status string

// The statuses. Exempt is "miễn công tác và sinh hoạt" (Charter, Article 7), Suspended "đình chỉ sinh hoạt", Recent a
// probationary member admitted less than six months ago.
const (
	Official     Status = "official"
	Probationary Status = "probationary"
	Exempt       Status = "exempt"
	Suspended    Status = "suspended"
	Recent       Status = "recent"
)

// Known reports whether the status is one of those above.
func (s Status) Known() bool {
	switch s {
	case Official, Probationary, Exempt, Suspended, Recent:
		return true
	}
	return false
}

// MayVote reports whether a member of this status may have a vote: official members alone (Charter, Article 3), and
// those of them who are exempt when they come.
func (s Status) MayVote() bool { return s == Official || s == Exempt }

// MayBeRated reports whether a member of this status may be rated. Exempt, suspended and recent members are not, neither
// by Regulation 366-QĐ/TW (Article 5.2) nor by the rules before it.
func (s Status) MayBeRated() bool { return s == Official || s == Probationary }
