package meeting_test

import (
	"slices"
	"testing"

	"phieukin/ballot/meeting"
)

func TestCountsThatIsolateVoters(t *testing.T) {
	earlier := []int{11, 12, 10, 30}
	for counted, want := range map[int][]int{7: nil, 8: {10}, 9: {11, 10}, 11: {12, 10}, 13: {11, 12}, 14: {12}, 15: nil, 28: {30}} {
		if got := meeting.Isolating(counted, earlier); !slices.Equal(got, want) {
			t.Errorf("%d ballots: near %v, want %v", counted, got, want)
		}
	}
	if got := meeting.Isolating(10, []int{10}); got != nil {
		t.Errorf("the same number again: %v", got)
	}
}
