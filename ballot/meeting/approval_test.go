package meeting_test

import (
	"strings"
	"testing"

	"phieukin/ballot/meeting"
)

func TestRemarksAndApprovalsForTheMinutes(t *testing.T) {
	refused(t, "a remark before the sealing", at(t, meeting.Draft), meeting.Remark{By: meeting.Host, Text: "x"}, meeting.WrongPhase)
	open := at(t, meeting.Open)
	refused(t, "an approval before the result", open, meeting.Approve{Teller: 0}, meeting.WrongPhase)
	refused(t, "an empty remark", open, meeting.Remark{By: 0}, meeting.ReasonMissing)
	refused(t, "a long remark", open, meeting.Remark{By: 0, Text: strings.Repeat("x", 1001)}, meeting.ReasonMissing)
	refused(t, "a remark by nobody", open, meeting.Remark{By: 2, Text: "x"}, meeting.UnknownTeller)
	open = run(t, open, meeting.Remark{By: meeting.Host, Text: "a"}, meeting.Remark{By: 1, Text: "b"})
	if len(open.Remarks) != 2 || open.Remarks[0].By != meeting.Host || open.Remarks[1].Text != "b" {
		t.Errorf("remarks %+v", open.Remarks)
	}
	for len(open.Remarks) < 100 {
		open = run(t, open, meeting.Remark{By: 1, Text: "again"})
	}
	refused(t, "a remark too many", open, meeting.Remark{By: 1, Text: "x"}, meeting.TooManyRemarks)

	published := at(t, meeting.Published)
	refused(t, "an approval by nobody", published, meeting.Approve{Teller: 2}, meeting.UnknownTeller)
	published = run(t, published, meeting.Approve{Teller: 1})
	if !published.Tellers[1].Approved || published.Tellers[0].Approved {
		t.Errorf("tellers %+v", published.Tellers)
	}
	refused(t, "an approval twice", published, meeting.Approve{Teller: 1}, meeting.AlreadyDone)
	refused(t, "a remark on a destroyed meeting", at(t, meeting.Destroyed), meeting.Remark{By: 0, Text: "x"}, meeting.WrongPhase)
}
