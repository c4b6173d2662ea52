// Package words writes random bits as texts that people copy: a phrase of eight syllables, under which a teller's share
// is kept, and short codes that are read aloud.
//
// A phrase is eight words of words.txt, 2048 syllables spelled as Vietnamese ones without accents, sorted, one a line:
// eleven bits a word, 88 in all. No two words become the same when letters that look alike are confused (i, l and y;
// g and q; u and v; c and e), so a phrase read from a slip of paper is the phrase that was written.
//
//	cham doan giuong khuyen manh phanh thich xiec
//
// The one form of a phrase is what Normalise returns: lower case, no accents, one space between words. That text is the
// password of whatever is kept under the phrase, so it can be typed into other programs too.
package words

import (
	"crypto/rand"
	_ "embed"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
)

// Count is how many words a phrase has.
const Count = 8

//go:embed words.txt
var file string

var (
	list  = strings.Fields(file)
	index = func() map[string]bool {
		known := make(map[string]bool, len(list))
		for _, w := range list {
			known[w] = true
		}
		return known
	}()
)

// NewPhrase draws a phrase from the system's randomness.
func NewPhrase() string {
	var raw [2 * Count]byte
	rand.Read(raw[:]) // never fails: the runtime aborts the program instead
	chosen := make([]string, Count)
	for i := range chosen {
		// 2048 divides 2^16, so every word is equally likely.
		chosen[i] = list[int(binary.BigEndian.Uint16(raw[2*i:]))%len(list)]
	}
	return strings.Join(chosen, " ")
}

// Error is why a text is not a phrase: which word (from 1) is not in the list, or how many there are.
type Error struct {
	Word  int    // 0 where the number of words is wrong
	Text  string // the word as it was read
	Words int
}

func (e *Error) Error() string {
	if e.Word == 0 {
		return fmt.Sprintf("a phrase has %d words, here are %d", Count, e.Words)
	}
	return fmt.Sprintf("word %d, %q, is not in the list", e.Word, e.Text)
}

// Normalise reads a phrase as people type it (any case, any spaces or punctuation between words, accents that a phone
// put on, đ for d) and returns its one form. Its errors are of type *Error.
func Normalise(text string) (string, error) {
	text = strings.Map(bare, strings.ToLower(text))
	typed := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	for i, w := range typed {
		if !index[w] {
			return "", &Error{Word: i + 1, Text: w, Words: len(typed)}
		}
	}
	if len(typed) != Count {
		return "", &Error{Words: len(typed)}
	}
	return strings.Join(typed, " "), nil
}

// accented lists the Vietnamese letters that each plain one may carry accents as.
var accented = map[rune]string{
	'a': "àáảãạăằắẳẵặâầấẩẫậ", 'd': "đ", 'e': "èéẻẽẹêềếểễệ", 'i': "ìíỉĩị",
	'o': "òóỏõọôồốổỗộơờớởỡợ", 'u': "ùúủũụưừứửữự", 'y': "ỳýỷỹỵ",
}

// plain is accented the other way round.
var plain = func() map[rune]rune {
	out := map[rune]rune{}
	for base, letters := range accented {
		for _, r := range letters {
			out[r] = base
		}
	}
	return out
}()

// bare takes the accent off a lower-case letter and drops accents that stand as characters of their own.
func bare(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	if base, ok := plain[r]; ok {
		return base
	}
	return r
}
