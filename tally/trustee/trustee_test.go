package trustee_test

import (
	"errors"
	"testing"

	"phieukin/crypto/group"
	"phieukin/tally"
	"phieukin/tally/trustee"
)

func TestKeysArePublishedWithTheirProof(t *testing.T) {
	k := trustee.NewKey()
	again, err := trustee.ParseKey(k.String())
	if err != nil || again.String() != k.String() {
		t.Fatal(err)
	}
	x, err := group.ParseScalar(k.String())
	if err != nil {
		t.Fatal(err)
	}
	s, err := tally.ParseSingle(again.Publish())
	if err != nil || !s.PublicKey.Equal(group.GPow(x)) {
		t.Errorf("%+v, %v", s, err)
	}
	if trustee.NewKey().String() == k.String() {
		t.Error("two new keys are the same")
	}
	for _, text := range []string{"", "0", "01", "-1", "x", k.String() + " ", "7237005577332262213973186563042994240857116359379907606001950938285454250989"} {
		if _, err := trustee.ParseKey(text); !errors.Is(err, trustee.ErrKey) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
