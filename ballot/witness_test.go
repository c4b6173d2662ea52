package ballot_test

import (
	"encoding/json"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/crypto/group"
)

func TestReceiptsHoldForTheirBallotOnly(t *testing.T) {
	key := group.Random()
	public := group.GPow(key)
	r := ballot.SignReceipt(key, "fingerprint", "tracker")
	if !r.Verify(public) || r.Verify(group.Generator()) {
		t.Error("the receipt does not hold for its key, or holds for another")
	}
	for name, change := range map[string]func(r *ballot.Receipt){
		"fingerprint": func(r *ballot.Receipt) { r.Fingerprint = "x" },
		"tracker":     func(r *ballot.Receipt) { r.Tracker = "x" },
		"both moved":  func(r *ballot.Receipt) { r.Fingerprint, r.Tracker = "fingerprint|tracker", "" },
		"signature":   func(r *ballot.Receipt) { r.Signature = ballot.SignReceipt(key, "fingerprint", "x").Signature },
		"a head's": func(r *ballot.Receipt) {
			r.Signature = ballot.SignHead(key, "closed", "fingerprint", nil, nil).Signature
		},
	} {
		changed := r
		change(&changed)
		if changed.Verify(public) {
			t.Errorf("accepted with another %s", name)
		}
	}
	data, err := json.Marshal(r)
	if want := `{"fingerprint":"fingerprint","tracker":"tracker","signature":{"challenge":"`; err != nil || !strings.HasPrefix(string(data), want) {
		t.Errorf("%s (%v)", data, err)
	}
}

func TestHeadsHoldForTheirRecordOnly(t *testing.T) {
	key := group.Random()
	public := group.GPow(key)
	h := ballot.SignHead(key, ballot.StageClosed, "fingerprint", []string{"a", "b"}, []byte("record"))
	if !h.Verify(public) || h.Verify(group.Generator()) {
		t.Error("the head does not hold for its key, or holds for another")
	}
	if h.Size != 2 || h.Record != ballot.HexDigest([]byte("record")) || h.Trackers != ballot.HexDigest([]byte(`["a","b"]`)) {
		t.Errorf("%+v", h)
	}
	if empty := ballot.SignHead(key, ballot.StageSealed, "f", nil, nil); empty.Trackers != ballot.HexDigest([]byte("[]")) {
		t.Error("no trackers are not the empty array")
	}
	for name, change := range map[string]func(h *ballot.Head){
		"stage":       func(h *ballot.Head) { h.Stage = ballot.StageSealed },
		"fingerprint": func(h *ballot.Head) { h.Fingerprint = "x" },
		"size":        func(h *ballot.Head) { h.Size = 3 },
		"record":      func(h *ballot.Head) { h.Record = ballot.HexDigest(nil) },
		"trackers":    func(h *ballot.Head) { h.Trackers = ballot.HexDigest(nil) },
		"signature":   func(h *ballot.Head) { h.Signature.Response = group.Random() },
	} {
		changed := h
		change(&changed)
		if changed.Verify(public) {
			t.Errorf("accepted with another %s", name)
		}
		if name != "signature" && changed.Code() == h.Code() {
			t.Errorf("same code with another %s", name)
		}
	}
}

// The answers were computed by another program (Python's hashlib and plain base 32).
func TestCodesHaveTheirKnownAnswers(t *testing.T) {
	head := ballot.Head{
		Stage: ballot.StageClosed, Fingerprint: "Zmluz2VycHJpbnQ", Size: 2,
		Record: ballot.HexDigest([]byte("record")), Trackers: ballot.HexDigest([]byte(`["a","b"]`)),
	}
	for name, test := range map[string][2]string{
		"tracker":   {ballot.Digest([]byte("ballot")), "InMgAM3UszKAk5aNHgMOsvqMEo2jZxE6a/xV2R+YxcE"},
		"receipt":   {ballot.ReceiptCode(ballot.Digest([]byte("ballot"))), "49SJ 006D"},
		"seal":      {ballot.SealCode([]byte(`{"election":"00","trustees":"11","credentials":"22"}`)), "SNH3-PN8F-W7H5"},
		"registrar": {ballot.RegistrarTag("age1pq1example"), "HGC7HPQ5WCJBF3N9"},
		"head":      {head.Code(), "MSFC XD0R"},
	} {
		if test[0] != test[1] {
			t.Errorf("%s: %s, want %s", name, test[0], test[1])
		}
	}
	for _, tracker := range []string{"", "short", ballot.Digest(nil) + "=", "!" + ballot.Digest(nil)[1:]} {
		if code := ballot.ReceiptCode(tracker); code != "" {
			t.Errorf("%q has the code %s", tracker, code)
		}
	}
}
