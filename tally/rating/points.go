package rating

// Level is the best level whose band so many points reach.
func (p Points) Level(points int) int {
	for level, from := range p.Bands {
		if points >= from {
			return level
		}
	}
	return Levels - 1
}

// Least is the smallest count that reaches the threshold of n people, at least 1.
func (t Threshold) Least(n int) int {
	if t.Strict {
		return n*t.Num/t.Den + 1
	}
	return max(1, (n*t.Num+t.Den-1)/t.Den)
}
