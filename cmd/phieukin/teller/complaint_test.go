package teller

import (
	"os"
	"strings"
	"testing"

	"phieukin/crypto/threshold"
)

func TestScreensHaveWordsForEveryComplaint(t *testing.T) {
	words, err := os.ReadFile("../../../web/app/src/words/teller-vi.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range complaints {
		if code := complaint(c.err); !strings.Contains(string(words), "\n  "+code+": ") {
			t.Errorf("no words for %s", code)
		}
	}
	if code := complaint(&threshold.Fault{Index: 3, Err: threshold.ErrCoefexps}); code != "ceremony_coefexps:3" {
		t.Errorf("a fault of teller 3 is told as %s", code)
	}
}
