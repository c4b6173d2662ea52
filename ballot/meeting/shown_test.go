package meeting_test

import (
	"testing"

	"phieukin/ballot/meeting"
)

// TestShownIsNeverExactBeforeAllAreIn holds for each number shown that it could stand for a whole step of others.
func TestShownIsNeverExactBeforeAllAreIn(t *testing.T) {
	for issued := range 400 {
		step := meeting.Step(issued)
		meant := map[int]int{} // numbers of ballots that are shown alike
		last := 0
		for cast := range issued {
			shown := meeting.Shown(cast, issued)
			if shown < last || shown > cast || shown%step != 0 {
				t.Fatalf("%d of %d is shown as %d, after %d", cast, issued, shown, last)
			}
			meant[shown]++
			last = shown
		}
		for shown, n := range meant {
			if n < min(step, issued) {
				t.Errorf("of %d, only %d numbers of ballots are shown as %d", issued, n, shown)
			}
		}
		if got := meeting.Shown(issued, issued); got != issued {
			t.Errorf("all %d are shown as %d", issued, got)
		}
	}
}
