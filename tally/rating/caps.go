package rating

// CapReport is a profile's caps applied to one group's ratings. Its JSON is what `phieukin profile check` prints and what the
// pages show, so that both give the same answers.
type CapReport struct {
	Profile string      `json:"profile"`
	Caps    []CapResult `json:"caps"`
}

// CapResult is one cap applied to the numbers of ratings.
type CapResult struct {
	ID        string `json:"id"`
	Base      string `json:"base"`
	BaseCount int    `json:"base_count"` // what the percentage is taken of
	Allowed   int    `json:"allowed"`    // best ratings at most
	Counted   int    `json:"counted"`    // best ratings
	Kept      bool   `json:"kept"`       // Counted is no more than Allowed
}

// CheckCaps applies every cap of the profile, in its order, to the numbers of those rated with each level, the best first.
// Which of them bind is for the reader to tell: one may be for comparison only, another need a recorded decision, and each
// is meant for one group at a time.
func (p Profile) CheckCaps(counts [Levels]int) []CapResult {
	results := make([]CapResult, len(p.Caps))
	for i, c := range p.Caps {
		base := c.Base.Value.of(counts)
		allowed := c.Allowed(base)
		results[i] = CapResult{
			ID: c.ID, Base: string(c.Base.Value), BaseCount: base,
			Allowed: allowed, Counted: counts[0], Kept: counts[0] <= allowed,
		}
	}
	return results
}

// Allowed is how many may have the best rating where the base is so many.
func (c Cap) Allowed(base int) int {
	hundredths := int64(base) * int64(c.Percent.Value)
	switch c.Rounding.Value {
	case Nearest:
		hundredths += 50
	case Ceil:
		hundredths += 99
	}
	return int(hundredths / 100)
}

// CapReport applies every cap, as CheckCaps does, under the profile's name.
func (p Profile) CapReport(counts [Levels]int) CapReport {
	return CapReport{Profile: p.Name, Caps: p.CheckCaps(counts)}
}

func (b CapBase) of(counts [Levels]int) int {
	switch b {
	case Good:
		return counts[1]
	case GoodOrBetter:
		return counts[0] + counts[1]
	}
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
