package rehearse

import (
	"encoding/json"
	"fmt"
	"slices"
)

// compareResult holds result.json against the votes given, blank last in each row.
func compareResult(data []byte, want [][5]int64, voters int) error {
	var result struct {
		Counted   int `json:"counted"`
		Questions []struct {
			Question string  `json:"question"`
			Counts   []int64 `json:"counts"`
			Blank    int64   `json:"blank"`
		} `json:"questions"`
	}
	if err := json.Unmarshal(data, &result); err != nil {
		return fmt.Errorf("result.json: %w", err)
	}
	if result.Counted != voters || len(result.Questions) != len(want) {
		return fmt.Errorf("%w: %d ballots and %d questions instead of %d and %d",
			ErrDiffers, result.Counted, len(result.Questions), voters, len(want))
	}
	for i, q := range result.Questions {
		if got := append(slices.Clone(q.Counts), q.Blank); !slices.Equal(got, want[i][:]) {
			return fmt.Errorf("%w: question %d: %v instead of %v", ErrDiffers, i+1, got, want[i])
		}
	}
	return nil
}
