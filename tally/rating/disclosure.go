package rating

// Coarse says that readers outside the meeting may see a subject's level only, without the votes: fewer votes were counted
// than the profile's minimum, or they were unanimous, so that whoever knows who was there would know every vote. Valid is the
// number of ballots counted, blank ones among them.
func Coarse(counts [Levels]int, valid, minGroup int) bool {
	sum := 0
	for _, n := range counts {
		if n == valid {
			return true
		}
		sum += n
	}
	return valid < minGroup || sum == 0
}

// Isolates is how many voters stand apart when two results about the same thing are compared, the voters of one against those
// of the others together: a first round and a second, or a total and its published parts. Subtracting the results leaves
// these voters' votes alone. Who they are called does not matter as long as it is the same in all lists.
func Isolates[V comparable](whole []V, parts ...[]V) int {
	const inWhole, inParts = 1, 2
	seen := map[V]int{}
	for _, v := range whole {
		seen[v] |= inWhole
	}
	for _, part := range parts {
		for _, v := range part {
			seen[v] |= inParts
		}
	}
	n := 0
	for _, in := range seen {
		if in != inWhole|inParts {
			n++
		}
	}
	return n
}

// IsolatedBallots is the least that Isolates can be where only numbers of ballots are known.
func IsolatedBallots(whole int, parts ...int) int {
	for _, n := range parts {
		whole -= n
	}
	return max(whole, -whole)
}

// TooFew says that so many voters standing apart are some, but fewer than the profile allows.
func (d Disclosure) TooFew(isolated int) bool { return 0 < isolated && isolated < d.Isolate.Value }
