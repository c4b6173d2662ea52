package roster

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encoding is how Vietnamese text was written before Unicode. Such text comes as the Latin-1 letters of its bytes, which
// only look right in fonts made for it.
type Encoding string

// The encodings. TCVN3 is set in fonts named .Vn..., VNI in fonts named VNI-...
const (
	unicodeText Encoding = ""
	TCVN3       Encoding = "tcvn3"
	VNI         Encoding = "vni"
)

// letters are the 67 lower case letters beyond ASCII, in the order of the tables below.
const letters = "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ " +
	"ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ đ"

// The tables, each letter as the Latin-1 characters of its bytes.
//
// TCVN3 is set VN3 of the standard TCVN 5712:1993; the bytes are those of the GNU C library's character map TCVN5712-1,
// whose lower case letters are the same. It has a byte of its own for seven capitals only: the others are the lower case
// bytes set in a font whose name ends in H.
//
// VNI is the VNI-WIN table of the UniKey project's VnConv (data.cpp): a vowel, then a mark for its hat and tone. A capital
// has the capital vowel and the capital mark.
const (
	tcvn3Lower = "µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö × Ø Ü Ý Þ ß á â ã ä « å æ ç è é ¬ ê ë ì í î " +
		"ï ñ ò ó ô \u00ad õ ö ÷ ø ù ú û ü ý þ ®"
	tcvn3Capitals = "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ"
	vniLower      = "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï " +
		"oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ"
)

// tables map what stands for one letter to it.
var tables = map[Encoding]map[string]string{
	TCVN3: pair(tcvn3Lower),
	VNI:   pair(vniLower),
}

func init() {
	capitals := []rune(tcvn3Capitals)
	for i := 0; i < len(capitals); i += 2 {
		tables[TCVN3][string(capitals[i])] = string(capitals[i+1])
	}
	for from, to := range pair(vniLower) {
		tables[VNI][strings.ToUpper(from)] = strings.ToUpper(to)
		// A capital vowel with a small mark, as at the head of a word, is the capital too.
		if first := []rune(from); len(first) == 2 {
			tables[VNI][strings.ToUpper(string(first[0]))+string(first[1])] = strings.ToUpper(to)
		}
	}
}

func pair(table string) map[string]string {
	from, to := strings.Split(table, " "), strings.Split(letters, " ")
	pairs := map[string]string{}
	for i := range from {
		pairs[from[i]] = to[i]
	}
	return pairs
}

// Decode gives the Unicode text, longest match first. Text with letters that the encoding cannot have is Unicode
// already and stays.
func (e Encoding) Decode(text string) string {
	table := tables[e]
	runes := []rune(text)
	var out strings.Builder
	for i := 0; i < len(runes); {
		if runes[i] > 0xff {
			return text
		}
		n := 1
		if i+1 < len(runes) && table[string(runes[i:i+2])] != "" {
			n = 2
		}
		if to := table[string(runes[i:i+n])]; to != "" {
			out.WriteString(to)
		} else {
			out.WriteRune(runes[i])
		}
		i += n
	}
	if e != TCVN3 {
		return out.String()
	}
	return mendCapitals(out.String())
}

var word = regexp.MustCompile(`[\p{L}\p{M}]+`)

// mendCapitals gives words of TCVN3 their capitals, which the encoding itself has not: a word whose ASCII letters are all
// capitals is one of capitals.
func mendCapitals(text string) string {
	return word.ReplaceAllStringFunc(text, func(w string) string {
		ascii := strings.Map(func(r rune) rune {
			if r > unicode.MaxASCII {
				return -1
			}
			return r
		}, w)
		if len(ascii) > 1 && ascii == strings.ToUpper(ascii) {
			return strings.ToUpper(w)
		}
		return w
	})
}

// encodingOfFont knows the older encodings by the names of their fonts.
func encodingOfFont(font string) Encoding {
	name := strings.ToLower(font)
	switch {
	case strings.HasPrefix(name, ".vn"):
		return TCVN3
	case strings.HasPrefix(name, "vni"):
		return VNI
	}
	return unicodeText
}

// capitals reports whether a font shows small letters as capitals: .VnTimeH, and not the plain .VnTime.
func capitals(font string) bool {
	return encodingOfFont(font) == TCVN3 && strings.HasSuffix(font, "H")
}

// Spelling gives the encoding in which most words of the texts are Vietnamese; where two are as good, Unicode.
func Spelling(texts ...string) Encoding {
	best, most := unicodeText, 0
	for _, e := range []Encoding{unicodeText, TCVN3, VNI} {
		score := 0
		for _, text := range texts {
			score += wellSpelled(e.Decode(text))
		}
		if score > most {
			best, most = e, score
		}
	}
	return best
}

// Suits reports whether a text is no worse Vietnamese when it is read in the encoding.
func (e Encoding) Suits(text string) bool { return wellSpelled(e.Decode(text)) >= wellSpelled(text) }

// wellSpelled counts the words that have a letter beyond ASCII and are Vietnamese syllables.
func wellSpelled(text string) int {
	n := 0
	for _, w := range word.FindAllString(norm.NFC.String(text), -1) {
		if !isASCII(w) && isSyllable(w) {
			n++
		}
	}
	return n
}

// marked counts the words that have anything beyond ASCII.
func marked(text string) int {
	n := 0
	for _, w := range strings.Fields(text) {
		if !isASCII(w) {
			n++
		}
	}
	return n
}

func isASCII(text string) bool { return len(text) == utf8.RuneCountInString(text) }

// syllable is an initial, a vowel and a final, without the tone.
var syllable = regexp.MustCompile(`^(ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?` +
	`(oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|` +
	`[aăâeêioôơuưy])(ch|ng|nh|[cmnpt])?$`)

// isSyllable reports whether a word is spelled as Vietnamese syllables are, with at most one tone.
func isSyllable(w string) bool {
	tones := 0
	plain := strings.Map(func(r rune) rune {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			tones++
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(w)))
	return tones < 2 && syllable.MatchString(norm.NFC.String(plain))
}
