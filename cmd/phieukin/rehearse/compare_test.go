package rehearse

import (
	"errors"
	"testing"
)

func TestOnlyTheChoicesMadeAreTheResult(t *testing.T) {
	want := [][5]int64{{1, 0, 2, 0, 0}, {0, 0, 0, 1, 2}} // blank last
	for result, ok := range map[string]bool{
		`{"counted":3,"questions":[{"counts":[1,0,2,0],"blank":0},{"counts":[0,0,0,1],"blank":2}]}`:                                true,
		`{"counted":2,"questions":[{"counts":[1,0,2,0],"blank":0},{"counts":[0,0,0,1],"blank":2}]}`:                                false,
		`{"counted":3,"questions":[{"counts":[1,0,1,1],"blank":0},{"counts":[0,0,0,1],"blank":2}]}`:                                false,
		`{"counted":3,"questions":[{"counts":[1,0,2,0],"blank":0},{"counts":[0,0,0,2],"blank":1}]}`:                                false,
		`{"counted":3,"questions":[{"counts":[0,0,0,1],"blank":2},{"counts":[1,0,2,0],"blank":0}]}`:                                false,
		`{"counted":3,"questions":[{"counts":[1,0,2],"blank":0},{"counts":[0,0,0,1],"blank":2}]}`:                                  false,
		`{"counted":3,"questions":[{"counts":[1,0,2,0],"blank":0}]}`:                                                               false,
		`{"counted":3,"questions":[{"counts":[1,0,2,0],"blank":0},{"counts":[0,0,0,1],"blank":2},{"counts":[3,0,0,0],"blank":0}]}`: false,
	} {
		err := compareResult([]byte(result), want, 3)
		if (err == nil) != ok || err != nil && !errors.Is(err, ErrDiffers) {
			t.Errorf("%s: %v", result, err)
		}
	}
	if compareResult([]byte("{"), want, 3) == nil {
		t.Error("half a result is accepted")
	}
}
