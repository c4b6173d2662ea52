package roster

import (
	"strings"

	"phieukin/ballot"
)

// understand reads the rows under the headings; a table without headings is read by what each cell looks like.
func understand(t table, on Date) List {
	h := findHeadings(t)
	rows := t.rows[h.after:]
	if !h.hasName() {
		h, rows = guessColumns(rows, t.since1904)
	}
	r := reader{table: t, headings: h, on: on, seen: map[string]Row{}, left: []Left{}}
	r.marked = map[column]bool{colVotes: r.marksOnly(rows, colVotes), colRated: r.marksOnly(rows, colRated)}
	for _, l := range rows {
		r.read(l)
	}
	return List{Rows: r.rows, Left: r.left}
}

// reader goes down the rows of a table.
type reader struct {
	table
	headings
	on Date
	// marked are the columns in which an empty cell says no.
	marked map[column]bool
	// section is the status named by the last heading inside the table.
	section ballot.Status
	seen    map[string]Row // first of each name
	blank   []Left         // since the last row that had something
	rows    []Row
	left    []Left
}

func (r *reader) read(l line) {
	cells := l.filled()
	if len(cells) == 0 {
		r.blank = append(r.blank, Left{Line: l.number, Code: Blank})
		return
	}
	r.left, r.blank = append(r.left, r.blank...), nil
	name := r.name(l)
	switch {
	case name.text == "" && len(cells) > 1:
		r.leave(l, NoName)
		return
	case !isName(name.text):
		if status := StatusIn(cells[len(cells)-1].text); status != "" && len(cells) <= 2 {
			r.section = status
		}
		r.leave(l, NotAName)
		return
	}
	row := r.row(l, name)
	key := strings.ToLower(row.Name)
	first, known := r.seen[key]
	switch {
	case !known:
		r.seen[key] = row
	case first.Position == row.Position && first.Group == row.Group:
		r.left = append(r.left, Left{Line: l.number, Text: row.Name, Code: Duplicate, Of: first.Line})
		return
	default:
		row.Warnings = append(row.Warnings, SameName)
	}
	r.rows = append(r.rows, row)
}

func (r *reader) leave(l line, code Code) {
	var texts []string
	for _, c := range l.filled() {
		texts = append(texts, c.text)
	}
	text, _ := cut(strings.Join(texts, " · "))
	r.left = append(r.left, Left{Line: l.number, Text: text, Code: code})
}

func (r *reader) row(l line, name cell) Row {
	s := standingOf(r.table, r.headings, l, r.section, r.on)
	row := Row{
		Line: l.number, Name: name.text, Encoding: name.encoding, Before: name.before, Group: r.field(l, colGroup).text,
		Status: s.status, Warnings: append([]Warning{}, s.warnings...),
	}
	warn := func(when bool, w Warning) {
		if when {
			row.Warnings = append(row.Warnings, w)
		}
	}
	var long bool
	row.Position, long = cut(r.field(l, colPosition).text)
	warn(long, PositionCut)
	warn(!strings.Contains(row.Name, " "), OneWord)
	warn(strings.ContainsAny(row.Name, "?\ufffd"), Damaged)
	var refused bool
	row.Votes, refused = r.decide(l, colVotes, s.status == ballot.Official, s.status.MayVote())
	warn(refused, VoteRefused)
	row.Rated, refused = r.decide(l, colRated, s.status.MayBeRated(), s.status.MayBeRated())
	warn(refused, RatingRefused)
	switch {
	case row.Rated:
	case s.status.MayBeRated():
		row.Reason = Listed
	default:
		row.Reason = string(s.status)
	}
	return row
}

// decide takes what the list says in a column where the status allows it, else what follows from the status.
func (r *reader) decide(l line, col column, usual, allowed bool) (answer, refused bool) {
	switch m := readMark(r.field(l, col).text); {
	case m == yes:
		return allowed, !allowed
	case m == no || r.marked[col]:
		return false, false
	}
	return usual, false
}

// marksOnly reports whether a column holds marks for yes and nothing for no.
func (r *reader) marksOnly(rows []line, col column) bool {
	found := false
	for _, l := range rows {
		switch m := readMark(r.field(l, col).text); {
		case m == no:
			return false
		case m == yes && isName(r.name(l).text):
			found = true
		}
	}
	return found
}

// cut shortens a text to what a ballot shows.
func cut(text string) (short string, long bool) {
	runes := []rune(text)
	if len(runes) <= maxText {
		return text, false
	}
	return strings.TrimSpace(string(runes[:maxText-1])) + "…", true
}
