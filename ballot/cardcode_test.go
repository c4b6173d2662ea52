package ballot_test

import (
	"encoding/json"
	"os"
	"testing"

	"phieukin/ballot"
)

func TestEveryMistypedDigitOfACardsCodeIsCaught(t *testing.T) {
	var vectors struct {
		Cards []struct{ Code string }
	}
	data, err := os.ReadFile("../crypto/testdata/cards.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &vectors); err != nil || len(vectors.Cards) == 0 {
		t.Fatalf("no vectors (%v)", err)
	}
	for _, card := range vectors.Cards {
		if !ballot.IsCardCode(card.Code) {
			t.Errorf("%s is refused", card.Code)
		}
		for i := range card.Code {
			for d := byte('0'); d <= '9'; d++ {
				wrong := []byte(card.Code)
				if wrong[i] = d; string(wrong) != card.Code && ballot.IsCardCode(string(wrong)) {
					t.Errorf("%s passes for %s", wrong, card.Code)
				}
			}
			swapped := []byte(card.Code)
			if i > 0 {
				swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
			}
			if string(swapped) != card.Code && ballot.IsCardCode(string(swapped)) {
				t.Errorf("%s passes for %s", swapped, card.Code)
			}
		}
	}
	for _, text := range []string{"", "0", "0000000", "000000000", "1234 678", "1234567a"} {
		if ballot.IsCardCode(text) {
			t.Errorf("%q passes", text)
		}
	}
}
