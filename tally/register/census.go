package register

import (
	"encoding/binary"
	"errors"

	"phieukin/tally/rating"
)

// census counts members, so that sums over many organisations need not read each member: the table census holds one for
// the own members of each organisation.
type census struct {
	all, rated        int
	decided, expected Levels
	Matrices
	// still counts those whose level has been the same for so many years on end; the last place, for so many or more.
	still [longestStill + 1]int
}

// longestStill is for how many years a level's standing still is told apart.
const longestStill = 20

var errCensus = errors.New("damaged counts")

// numbers are all the counts in the order in which they are kept.
func (c *census) numbers() []*int {
	all := append(make([]*int, 0, 128), &c.all, &c.rated)
	for i := range rating.Levels {
		all = append(all, &c.decided[i], &c.expected[i])
	}
	for _, m := range []*Matrix{&c.SelfVote, &c.VoteDecision, &c.SelfDecision} {
		for row := range m {
			for column := range m[row] {
				all = append(all, &m[row][column])
			}
		}
	}
	for i := range c.still {
		all = append(all, &c.still[i])
	}
	return all
}

func (c *census) bytes() []byte {
	var data []byte
	for _, n := range c.numbers() {
		data = binary.AppendVarint(data, int64(*n))
	}
	return data
}

// read adds what bytes wrote; nothing is nothing.
func (c *census) read(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	for _, n := range c.numbers() {
		value, length := binary.Varint(data)
		if length <= 0 {
			return errCensus
		}
		*n += int(value)
		data = data[length:]
	}
	return nil
}

// merge adds the counts of another. It is the inner loop of every sum over the tree, so it makes nothing.
func (c *census) merge(other *census) {
	c.all += other.all
	c.rated += other.rated
	for i := range rating.Levels {
		c.decided[i] += other.decided[i]
		c.expected[i] += other.expected[i]
	}
	c.SelfVote.merge(&other.SelfVote)
	c.VoteDecision.merge(&other.VoteDecision)
	c.SelfDecision.merge(&other.SelfDecision)
	for i := range c.still {
		c.still[i] += other.still[i]
	}
}

func (m *Matrix) merge(other *Matrix) {
	for row := range m {
		for column := range m[row] {
			m[row][column] += other[row][column]
		}
	}
}

// add counts a standing n times.
func (c *census) add(s Standing, steady, n int) {
	c.still[min(steady, longestStill)] += n
	c.all += n
	if s.Rated {
		c.rated += n
	}
	if s.Decided != rating.None {
		c.decided[s.Decided] += n
	} else if s.Expected != rating.None {
		c.expected[s.Expected] += n
	}
	c.SelfVote[inMatrix(s.Self)][inMatrix(s.Vote)] += n
	c.VoteDecision[inMatrix(s.Vote)][inMatrix(s.Decided)] += n
	c.SelfDecision[inMatrix(s.Self)][inMatrix(s.Decided)] += n
}

// inMatrix is a level's place in a matrix, the last for none.
func inMatrix(level int) int {
	if level == rating.None {
		return rating.Levels
	}
	return level
}

// stood counts those whose level has been the same for so many years or more.
func (c *census) stood(years int) int {
	n := 0
	for _, still := range c.still[min(years, longestStill):] {
		n += still
	}
	return n
}

func (c *census) counts(group string) Counts {
	return Counts{Group: group, All: c.all, Rated: c.rated, Decided: c.decided, Expected: c.expected}
}
