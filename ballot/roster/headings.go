package roster

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// column is what a column of a list holds.
type column int

const (
	colNumber column = iota + 1
	colName
	colFamily // the family and middle names, with the given name beside
	colGiven
	colPosition
	colGroup
	colStatus
	colOfficial     // a mark, or the date of becoming official
	colProbationary // a mark, or the date of admission
	colExempt
	colSuspended
	colRecent
	colVotes
	colRated
	colAdmitted
	colNote
)

// synonyms are the headings that offices write, folded.
var synonyms = map[column][]string{
	colNumber: {"stt", "tt", "so tt", "so thu tu", "no"},
	colName: {"ho va ten", "ho ten", "ho va ten dang vien", "ho ten dang vien", "ten dang vien", "ho chu dem va ten",
		"ho dem va ten", "ho va ten khai sinh", "ho ten khai sinh", "full name", "name"},
	colFamily: {"ho", "ho dem", "ho va dem", "ho chu dem", "ho va chu dem", "ho lot", "ho va ten dem", "ho va ten lot", "ho ten dem"},
	colGiven:  {"ten"},
	colPosition: {"chuc vu", "chuc danh", "nhiem vu", "chuc vu dang", "chuc vu trong dang", "chuc vu hien nay", "chuc vu chinh quyen",
		"chuc vu don vi cong tac", "chuc vu dang chinh quyen", "position"},
	colGroup: {"nhom", "to", "to dang", "chi bo", "don vi", "group"},
	colStatus: {"dien", "dien dang vien", "loai", "loai dang vien", "tinh trang", "trang thai", "tu cach", "chinh thuc du bi", "du bi chinh thuc",
		"dang vien chinh thuc du bi", "dvct dvdb", "status"},
	colOfficial:     {"chinh thuc", "dang vien chinh thuc", "dvct", "ct", "ngay chinh thuc", "ngay vao dang chinh thuc", "ngay cong nhan chinh thuc", "ngay chuyen chinh thuc", "ngay cong nhan dang vien chinh thuc"},
	colProbationary: {"du bi", "dang vien du bi", "dvdb", "db"},
	colExempt:       {"mien sinh hoat", "mien cong tac va sinh hoat", "mien cong tac sinh hoat", "mien ctsh", "mien ct va sh", "duoc mien sinh hoat", "mien sinh hoat dang", "mien cong tac va sinh hoat dang"},
	colSuspended:    {"dinh chi", "dinh chi sinh hoat", "bi dinh chi", "dinh chi sinh hoat dang", "bi dinh chi sinh hoat"},
	colRecent:       {"moi ket nap", "chua du 6 thang", "moi ket nap chua du 6 thang", "ket nap chua du 6 thang"},
	colVotes:        {"duoc bo phieu", "bo phieu", "duoc bieu quyet", "bieu quyet", "quyen bieu quyet", "duoc quyen bo phieu", "votes"},
	colRated:        {"duoc danh gia", "danh gia", "duoc xep loai", "duoc danh gia xep loai", "danh gia xep loai", "dien danh gia", "rated"},
	colAdmitted: {"ngay vao dang", "ngay ket nap", "ngay vao dang du bi", "ngay ket nap dang", "ngay du bi", "ngay thang vao dang", "vao dang",
		"ngay thang nam vao dang", "ngay thang nam ket nap"},
	colNote: {"ghi chu", "note", "ly do"},
}

// columnsByHeading is synonyms turned round.
var columnsByHeading = map[string]column{}

func init() {
	for c, headings := range synonyms {
		for _, heading := range headings {
			columnsByHeading[heading] = c
		}
	}
}

// Fold makes words comparable: small letters without marks, and one space where anything else stood.
func Fold(text string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			out.WriteByte('d')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out.WriteRune(r)
		default:
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// headings are where a table's columns are.
type headings struct {
	columns map[column]int
	// after is the first row of members.
	after int
}

// searched is how many rows from the top may hold the headings.
const searched = 30

// findHeadings finds the row that has the name's heading and the most others. A second row under it, as forms have where
// one heading spans several columns, counts with it. Without a heading of names there are no columns.
func findHeadings(t table) headings {
	best := headings{}
	for i, l := range t.rows[:min(len(t.rows), searched)] {
		h := headings{columns: map[column]int{}, after: i + 1}
		h.take(l)
		if !h.hasName() {
			continue
		}
		if i+1 < len(t.rows) && h.continues(t.rows[i+1]) {
			h.take(t.rows[i+1])
			h.after++
		}
		if len(h.columns) > len(best.columns) {
			best = h
		}
	}
	best.splitName(t)
	return best
}

func (h headings) hasName() bool {
	_, name := h.columns[colName]
	_, family := h.columns[colFamily]
	_, given := h.columns[colGiven]
	return name || family && given
}

// take adds the headings of a row; where two columns say the same, the first stands.
func (h headings) take(l line) {
	for at, c := range l.cells {
		if col, known := columnsByHeading[Fold(withoutBrackets(c.text))]; known {
			if _, twice := h.columns[col]; !twice {
				h.columns[col] = at
			}
		}
	}
}

// continues reports whether a row holds headings too: something known, and nobody's name.
func (h headings) continues(l line) bool {
	under := headings{columns: map[column]int{}}
	under.take(l)
	for _, col := range []column{colName, colNumber} {
		if at, ok := h.columns[col]; ok && l.at(at).text != "" {
			return false
		}
	}
	return len(under.columns) > 0
}

// withoutBrackets leaves out what a heading adds in brackets.
func withoutBrackets(text string) string {
	before, _, _ := strings.Cut(text, "(")
	return before
}

func (l line) at(i int) cell {
	if i < len(l.cells) {
		return l.cells[i]
	}
	return cell{}
}

// filled are the cells that hold something.
func (l line) filled() []cell {
	var cells []cell
	for _, c := range l.cells {
		if c.text != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// field is the cell of a column, empty where the table has none.
func (h headings) field(l line, col column) cell {
	if at, ok := h.columns[col]; ok {
		return l.at(at)
	}
	return cell{}
}
