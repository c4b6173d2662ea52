package record

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/tally"
)

// ballots verifies every ballot and sums those that count: the last one of each credential.
func (v *verifier) ballots() error {
	v.Stage, v.Ballots = "voting", v.record.Size()
	box := box{verifier: v, casters: make([]string, v.Ballots), total: tally.Zero(v.election)}
	parallel(v.Ballots, box.worker)
	if box.err != nil {
		return box.err
	}
	if len(box.failures) > 0 {
		slices.SortStableFunc(box.failures, func(a, b numbered) int { return a.ballot - b.ballot })
		for _, f := range box.failures {
			v.Failures = append(v.Failures, f.Failure)
		}
		return nil
	}
	superseded := box.superseded()
	if v.Kind == KindOurs {
		if len(superseded) > 0 {
			return fail("ballot-revote", "", "a credential has cast more than one ballot")
		}
		if !slices.IsSorted(v.record.Trackers()) {
			return fail("ballot-order", "", "ballots are not sorted by tracker")
		}
	}
	for _, i := range superseded {
		raw, err := v.record.Ballot(i)
		if err != nil {
			return err
		}
		b, err := ballot.Parse(raw)
		if err != nil {
			return err
		}
		box.count(b, -1)
	}
	v.Total, v.weight, v.Counted = box.total, box.weight, v.Ballots-len(superseded)
	return nil
}

// box gathers what the workers find.
type box struct {
	*verifier
	casters []string // each ballot's credential; every worker writes places of its own

	mu       sync.Mutex
	total    tally.Encrypted
	weight   int64
	failures []numbered
	err      error
}

type numbered struct {
	ballot int
	*Failure
}

// worker verifies ballots until there are no more and adds its sum to the box's.
func (x *box) worker(next func() (int, bool)) {
	mine := box{verifier: x.verifier, total: tally.Zero(x.election)}
	for i, ok := next(); ok; i, ok = next() {
		raw, err := x.record.Ballot(i)
		if err != nil {
			mine.err = err
			break
		}
		b, failures := x.verify(i, raw)
		if len(failures) > 0 {
			mine.failures = append(mine.failures, failures...)
			continue
		}
		x.casters[i] = b.Credential.String()
		mine.count(b, 1)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.total, x.weight = x.total.Add(mine.total), x.weight+mine.weight
	x.failures = append(x.failures, mine.failures...)
	if x.err == nil {
		x.err = mine.err
	}
}

// verify checks one ballot.
func (x *box) verify(i int, raw []byte) (*ballot.Ballot, []numbered) {
	b, err := ballot.Parse(raw)
	errs := []error{err}
	if err == nil {
		// Both are always checked: a wrong proof usually breaks the signature too, and is the better reason.
		errs = []error{b.VerifyProofs(x.election), b.VerifySignature(x.election, x.credentials)}
		if errors.Is(errs[1], ballot.ErrOtherElection) {
			errs = errs[1:]
		}
	}
	var failures []numbered
	for _, err := range errs {
		if err != nil {
			failures = append(failures, numbered{i, fail(ballotCode(err), fmt.Sprintf("ballot %d", i+1), err.Error())})
		}
	}
	return b, failures
}

// count adds a verified ballot with its weight, or takes it away again where sign is -1.
func (x *box) count(b *ballot.Ballot, sign int64) {
	weight, _ := x.credentials.Weight(b.Credential)
	x.total, x.weight = x.total.AddBallot(b, sign*weight), x.weight+sign*weight
}

// superseded lists the ballots whose credential has cast another one later.
func (x *box) superseded() []int {
	last := make(map[string]int, len(x.casters))
	for i, credential := range x.casters {
		last[credential] = i
	}
	var out []int
	for i, credential := range x.casters {
		if last[credential] != i {
			out = append(out, i)
		}
	}
	return out
}

// ballotCode names the reason for which a ballot is refused.
func ballotCode(err error) string {
	switch {
	case errors.Is(err, group.ErrNotInGroup):
		return "ballot-point"
	case errors.Is(err, ballot.ErrNotCanonical):
		return "ballot-not-canonical"
	case errors.Is(err, ballot.ErrOtherElection):
		return "ballot-other-election"
	case errors.Is(err, ballot.ErrUnknownCredential):
		return "ballot-unknown-credential"
	case errors.Is(err, ballot.ErrSignature):
		return "ballot-signature"
	}
	return "ballot-proof"
}
