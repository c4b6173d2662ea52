package roster

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// before is what may stand before a name: a number, as in "12. ", and "đ/c" for "đồng chí".
var before = regexp.MustCompile(`(?i)^(\d+\s*[.)\-]\s*)?((đ/c|đ\.c|đồng chí)[\s.:]+)?`)

// name is a row's name, put together where the list keeps the given name in a column of its own.
func (r *reader) name(l line) cell {
	name, given := r.field(l, colName), cell{}
	if at, split := r.columns[colFamily]; split {
		name, given = l.at(at), r.field(l, colGiven)
	}
	if name.text == "" {
		name, given = given, cell{}
	}
	if given.text != "" {
		if name.before != "" || given.before != "" {
			name.before = original(name) + " " + original(given)
		}
		name.text += " " + given.text
		if name.encoding == unicodeText {
			name.encoding = given.encoding
		}
	}
	name.text = before.ReplaceAllString(name.text, "")
	if name.encoding == TCVN3 {
		name.text = capitalised(name.text)
	}
	return name
}

func original(c cell) string {
	if c.before != "" {
		return c.before
	}
	return c.text
}

// capitalised gives each word its capital, which TCVN3 has not for most letters: "ấn" is how it writes the name Ấn.
func capitalised(name string) string {
	words := strings.Split(name, " ")
	for i, w := range words {
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	return strings.Join(words, " ")
}

// notNames begin the rows that stand between and under the members. They are compared with their marks: without them
// "tổ đảng" would be the beginning of a name such as Tô Đăng Khoa.
var notNames = []string{
	"tổng số", "tổng cộng", "cộng:", "người lập", "danh sách", "đảng viên", "tổ đảng", "chi bộ", "đảng bộ", "t/m", "tm.", "xác nhận",
	"ghi chú", "nơi nhận", "bí thư", "phó bí thư", "chi ủy", "đảng ủy", "ban kiểm phiếu", "thư ký", "chủ tọa", "ký, ghi rõ", "(ký", "(đã ký",
}

// brackets may hold what tells two members of one name apart, a year of birth too.
var brackets = regexp.MustCompile(`\([^)]*\)`)

// isName reports whether a text may be somebody's name.
func isName(text string) bool {
	if text == "" || utf8.RuneCountInString(text) > maxText {
		return false
	}
	small := strings.ToLower(text)
	for _, beginning := range notNames {
		if strings.HasPrefix(small, beginning) {
			return false
		}
	}
	plain := brackets.ReplaceAllString(text, "")
	return small != "cộng" && !strings.ContainsAny(plain, "0123456789:/@=;") && strings.ContainsFunc(plain, unicode.IsLetter)
}

// splitName notices a name's heading that spans two columns, the second of them with the given names.
func (h headings) splitName(t table) {
	at, ok := h.columns[colName]
	if !ok || at+1 >= maxColumns {
		return
	}
	for _, taken := range h.columns {
		if taken == at+1 {
			return
		}
	}
	if t.rows[h.after-1].at(at+1).text != "" {
		return
	}
	with, without := 0, 0
	for _, l := range t.rows[h.after:] {
		switch given := l.at(at + 1).text; {
		case l.at(at).text == "" || !isName(l.at(at).text):
		case given != "" && isName(given) && !strings.Contains(given, " "):
			with++
		default:
			without++
		}
	}
	if with > without {
		delete(h.columns, colName)
		h.columns[colFamily], h.columns[colGiven] = at, at+1
	}
}

// guessColumns arranges rows without headings: the first cell that is no number is the name, then words of a status and
// dates are known by themselves, and the first of the others is the position.
func guessColumns(rows []line, since1904 bool) (headings, []line) {
	h := headings{columns: map[column]int{colName: 0, colPosition: 1, colStatus: 2, colAdmitted: 3, colNote: 4}}
	arranged := make([]line, 0, len(rows))
	for _, l := range rows {
		to := line{number: l.number, cells: make([]cell, len(h.columns))}
		put := func(col column, c cell) bool {
			free := to.cells[h.columns[col]].text == ""
			if free {
				to.cells[h.columns[col]] = c
			}
			return free
		}
		for i, c := range l.filled() {
			_, dated := readDate(c.text, since1904)
			switch {
			case i == 0 && strings.Trim(c.text, "0123456789. )") == "":
			case put(colName, c):
			case StatusIn(c.text) != "" && put(colStatus, c):
			case dated && put(colAdmitted, c):
			case put(colPosition, c):
			default:
				put(colNote, c)
			}
		}
		arranged = append(arranged, to)
	}
	return h, arranged
}
