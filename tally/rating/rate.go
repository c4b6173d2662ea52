package rating

// Bases holds the numbers of one meeting that a profile may compare with.
type Bases struct {
	Convened int // official members convened
	Present  int // official members admitted
	Issued   int // ballots handed out
	Valid    int // ballots counted, blank ones among them
}

func (b Bases) of(base Base) int {
	switch base {
	case Convened:
		return b.Convened
	case Present:
		return b.Present
	case Issued:
		return b.Issued
	case Valid:
		return b.Valid
	}
	return 0
}

// The codes of an outcome. The first two are for the threshold [OverHalf], the others for any other threshold.
const (
	CodeOverHalf     = "over_half"
	CodeNoneOverHalf = "none_over_half"
	CodeReached      = "reached"
	CodeNoneReached  = "none_reached"
)

// None stands for "no level" in an outcome.
const None = -1

// An Outcome is what a profile says of one subject: exactly one level, or none.
//
// With a level, Count is the number of votes that carried it over its threshold, and Leading is the level too.
// Without one, Leading is the level most votes named and Count is their number; where several levels tie for most
// votes, Leading is None as well: a tie is left to the meeting and never broken here.
type Outcome struct {
	Level      int    `json:"level"`      // 0, the best, to 3; None
	Code       string `json:"code"`       // why
	Leading    int    `json:"leading"`    // the level that Count speaks of; None in a tie
	Count      int    `json:"count"`      // votes
	Base       int    `json:"base"`       // what they were compared with
	Permille   int    `json:"permille"`   // Count of Base in thousandths, rounded half up; only for show
	Cumulative bool   `json:"cumulative"` // Count includes votes for better levels
}

// Rate proposes a level for one subject from the votes for each level. Blank votes are in no count.
//
// The proposal is the best level whose count reaches its threshold, where under a cumulative profile a level's count
// includes the votes for every better level. The worst level is reached by its own votes alone: that a member is at least
// "not completed" is true of everybody and no reason to propose it. If no level is reached, none is proposed.
func (p Profile) Rate(counts [Levels]int, b Bases) Outcome {
	v := p.Vote
	base := b.of(v.Base.Value)
	sum := 0
	for level, votes := range counts {
		count := votes
		cumulative := v.Cumulative.Value && level < Levels-1
		if cumulative {
			sum += votes
			count = sum
		}
		if t := v.Thresholds[level].Value; t.reachedBy(count, base) {
			code := CodeReached
			if t.overHalf() {
				code = CodeOverHalf
			}
			return Outcome{
				Level: level, Code: code, Leading: level,
				Count: count, Base: base, Permille: Permille(count, base),
				Cumulative: cumulative && level > 0,
			}
		}
	}
	leading, most := lead(counts)
	return Outcome{
		Level: None, Code: p.noneCode(), Leading: leading,
		Count: most, Base: base, Permille: Permille(most, base),
	}
}

// reachedBy compares count/base with the threshold without dividing. Nothing is reached by no votes or of no base.
func (t Threshold) reachedBy(count, base int) bool {
	if count <= 0 || base <= 0 {
		return false
	}
	have, need := int64(count)*int64(t.Den), int64(base)*int64(t.Num)
	if t.Strict {
		return have > need
	}
	return have >= need
}

func (t Threshold) overHalf() bool { return t.Strict && 2*t.Num == t.Den }

func (p Profile) noneCode() string {
	for _, t := range p.Vote.Thresholds {
		if !t.Value.overHalf() {
			return CodeNoneReached
		}
	}
	return CodeNoneOverHalf
}

// lead returns the level with the most votes, or None where levels tie, and that number of votes.
func lead(counts [Levels]int) (level, most int) {
	level = None
	for l, votes := range counts {
		switch {
		case votes > most:
			level, most = l, votes
		case votes == most:
			level = None
		}
	}
	return level, most
}

// Permille returns count of base in thousandths, rounded half up, and 0 of no base; only for show.
func Permille(count, base int) int {
	if base <= 0 {
		return 0
	}
	return int((2000*int64(count) + int64(base)) / (2 * int64(base)))
}
