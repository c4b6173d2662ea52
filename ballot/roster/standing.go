package roster

import (
	"strings"

	"phieukin/ballot"
)

// statusWords are what status columns say, folded, the ones that must be looked for first first.
var statusWords = []struct {
	word   string
	status ballot.Status
}{
	{"mien sinh hoat", ballot.Exempt}, {"mien cong tac", ballot.Exempt}, {"mien ctsh", ballot.Exempt}, {"mien sh", ballot.Exempt},
	{"duoc mien", ballot.Exempt}, {"dinh chi", ballot.Suspended},
	{"moi ket nap", ballot.Recent}, {"6 thang", ballot.Recent}, {"sau thang", ballot.Recent},
	{"du bi", ballot.Probationary}, {"dvdb", ballot.Probationary}, {"chinh thuc", ballot.Official}, {"dvct", ballot.Official},
	{"probationary", ballot.Probationary}, {"official", ballot.Official},
}

// noteWords are what notes say of a status. A note may also speak of a post, such as "miễn nhiệm" or "đình chỉ công tác",
// which is none of a member's standing.
var noteWords = []struct {
	word   string
	status ballot.Status
}{
	{"mien sinh hoat", ballot.Exempt}, {"mien cong tac", ballot.Exempt}, {"mien ctsh", ballot.Exempt}, {"mien sh", ballot.Exempt},
	{"dinh chi sinh hoat", ballot.Suspended}, {"moi ket nap", ballot.Recent}, {"chua du 6 thang", ballot.Recent}, {"dang vien du bi", ballot.Probationary},
}

// StatusIn reads the status that words name, "" where they name none.
func StatusIn(text string) ballot.Status {
	folded := Fold(text)
	switch folded {
	case "ct":
		return ballot.Official
	case "db":
		return ballot.Probationary
	case "mien":
		return ballot.Exempt
	}
	for _, w := range statusWords {
		if strings.Contains(folded, w.word) {
			return w.status
		}
	}
	return ""
}

func statusInNote(text string) ballot.Status {
	folded := Fold(text)
	for _, w := range noteWords {
		if strings.Contains(folded, w.word) {
			return w.status
		}
	}
	if folded == "du bi" || folded == "dinh chi" {
		return StatusIn(folded)
	}
	return ""
}

// mark is what a cell says for or against.
type mark int

const (
	none mark = iota
	yes
	no
)

func readMark(text string) mark {
	switch Fold(text) {
	case "":
		if strings.ContainsAny(text, "✓✔☑√+") {
			return yes
		}
		return none
	case "khong", "k", "0", "no", "false", "ko":
		return no
	}
	return yes
}

// standing is a row's status, with how sure it is.
type standing struct {
	status   ballot.Status
	warnings []Warning
}

// standingOf reads a row's status from its words and marks, and from its dates where these are silent. section is the
// status that the last heading inside the table named, if any.
func standingOf(t table, h headings, l line, section ballot.Status, on Date) standing {
	s := standing{status: statusInNote(h.field(l, colNote).text)}
	admitted, official := h.field(l, colAdmitted).text, ""
	for _, mark := range []struct {
		col    column
		status ballot.Status
		date   *string
	}{
		{colOfficial, ballot.Official, &official}, {colProbationary, ballot.Probationary, &admitted},
		{colExempt, ballot.Exempt, nil}, {colSuspended, ballot.Suspended, nil}, {colRecent, ballot.Recent, nil},
	} {
		text := h.field(l, mark.col).text
		if _, dated := readDate(text, t.since1904); dated && mark.date != nil {
			*mark.date = text
		} else if readMark(text) == yes && s.status == "" {
			s.status = mark.status
		}
	}
	if words := h.field(l, colStatus).text; s.status == "" && words != "" {
		if s.status = StatusIn(words); s.status == "" {
			s.warnings = append(s.warnings, StatusUnknown)
		}
	}
	if s.status == "" {
		s.status = section
	}
	s.weighDates(t, admitted, official, on)
	if _, kept := h.columns[colOfficial]; kept && s.status == "" && admitted != "" && official == "" {
		s.warnings = append(s.warnings, DateUnclear)
	}
	if s.status == "" {
		s.status = ballot.Official
	}
	return s
}

// Months that the rules speak of: a member admitted less than six months ago is not rated, and probation lasts twelve.
const (
	recentMonths    = 6
	probationMonths = 12
)

// weighDates draws from the days of admission and of becoming official what the words leave open.
func (s *standing) weighDates(t table, admitted, official string, on Date) {
	from, dated := readDate(admitted, t.since1904)
	until, confirmed := readDate(official, t.since1904)
	if admitted != "" && !dated || official != "" && !confirmed {
		s.warnings = append(s.warnings, DateUnclear)
	}
	within := func(months int) bool { return dated && from.first.plusMonths(months).after(on) }
	recent := within(recentMonths)
	if dated && recent != from.last.plusMonths(recentMonths).after(on) {
		s.warnings = append(s.warnings, DateUnclear)
	}
	switch {
	case recent && (s.status == "" || s.status == ballot.Probationary):
		if s.status == "" {
			s.warnings = append(s.warnings, StatusDated)
		}
		s.status = ballot.Recent
	case s.status == "" && confirmed && !until.last.after(on):
		s.status = ballot.Official
	case s.status == "" && (confirmed || within(probationMonths)):
		s.status = ballot.Probationary
		s.warnings = append(s.warnings, StatusDated)
	case s.status == ballot.Recent && dated && !recent,
		s.status == ballot.Official && (within(probationMonths) || confirmed && until.first.after(on)):
		s.warnings = append(s.warnings, StatusClash)
	}
}
