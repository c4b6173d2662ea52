package teller

import (
	"errors"
	"fmt"

	"phieukin/crypto/threshold"
	"phieukin/tally/trustee"
)

// errRefusedPart says that what this device signed does not fit what the room has.
var errRefusedPart = errors.New("the room does not take this device's part: it was shown other keys than the other devices")

// complaints are the codes that screens have words for. A fault of the ceremony has its teller's number after it.
var complaints = []struct {
	err  error
	code string
}{
	{threshold.ErrForm, "ceremony_form"}, {threshold.ErrCommitment, "ceremony_commitment"},
	{threshold.ErrCertificate, "ceremony_certificate"}, {threshold.ErrRecipient, "ceremony_recipient"},
	{threshold.ErrCoefexps, "ceremony_coefexps"}, {threshold.ErrKey, "ceremony_key"}, {threshold.ErrChanged, "ceremony_changed"},
	{threshold.ErrIndex, "ceremony_index"}, {trustee.ErrShare, "ceremony_share"}, {trustee.ErrNotOwn, "ceremony_not_own"},
	{trustee.ErrState, "ceremony_state"}, {errRefusedPart, "ceremony_refused"},
	{trustee.ErrSetup, "setup_differs"}, {trustee.ErrHead, "head_invalid"}, {trustee.ErrQuorum, "below_quorum"},
	{trustee.ErrUnissued, "issued_differs"}, {trustee.ErrSecondTotal, "second_total"}, {errPromise, "promise_broken"},
	{trustee.ErrBox, "box_invalid"},
}

// complaint is the code by which screens say why a device refuses.
func complaint(why error) string {
	for _, c := range complaints {
		if !errors.Is(why, c.err) {
			continue
		}
		if fault := (*threshold.Fault)(nil); errors.As(why, &fault) {
			return fmt.Sprintf("%s:%d", c.code, fault.Index)
		}
		return c.code
	}
	return "refused"
}
