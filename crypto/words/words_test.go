package words_test

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phieukin/crypto/words"
)

func read(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	if lines[len(lines)-1] != "" {
		t.Fatal("no newline at the end")
	}
	return lines[:len(lines)-1]
}

func TestTheListHasElevenBitsAndNoTwoWordsLookAlike(t *testing.T) {
	list := read(t)
	if len(list) != 1<<11 || !slices.IsSorted(list) {
		t.Errorf("%d words, sorted %t", len(list), slices.IsSorted(list))
	}
	syllable := regexp.MustCompile(`^(b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(c|ch|m|n|ng|nh|p|t)?$`)
	alike := strings.NewReplacer("l", "i", "y", "i", "q", "g", "v", "u", "e", "c")
	seen := map[string]string{}
	for _, w := range list {
		if len(w) < 2 || len(w) > 6 || !syllable.MatchString(w) {
			t.Errorf("%q is no syllable", w)
		}
		if other, taken := seen[alike.Replace(w)]; taken {
			t.Errorf("%q looks like %q", w, other)
		}
		seen[alike.Replace(w)] = w
	}
}

func TestPhrasesAreReadAsTheyWereWritten(t *testing.T) {
	list := read(t)
	used := map[string]bool{}
	for range 2000 {
		phrase := words.NewPhrase()
		again, err := words.Normalise(phrase)
		if err != nil || again != phrase {
			t.Fatalf("%q is read as %q (%v)", phrase, again, err)
		}
		for _, w := range strings.Split(phrase, " ") {
			used[w] = true
		}
	}
	// 16000 draws leave out one word or so of 2048; a part of the list that is never drawn would be seen.
	if len(used) < len(list)-20 {
		t.Errorf("only %d of %d words occur", len(used), len(list))
	}
}

func TestNormaliseForgivesWhatPhonesDo(t *testing.T) {
	const want = "cham doan giuong khuyen manh phanh thich xiec"
	for _, typed := range []string{
		want,
		"  CHAM Doan giuong\tkhuyen\nmanh   phanh thich xiec ",
		"chậm đoàn giường khuyên mạnh phanh thích xiếc",
		"cha\u0323m doa\u0300n giu\u031bo\u031b\u0300ng khuye\u0302n manh phanh thi\u0301ch xie\u0302\u0301c",
		"1. cham 2. doan 3. giuong 4. khuyen 5. manh 6. phanh 7. thich 8. xiec",
		"Cham-ĐOAN-GIƯỜNG-khuyen, manh, phanh, thich, xiec.",
	} {
		if got, err := words.Normalise(typed); err != nil || got != want {
			t.Errorf("%q is read as %q (%v)", typed, got, err)
		}
	}
}

func TestNormaliseSaysWhichWordIsWrong(t *testing.T) {
	for typed, want := range map[string]words.Error{
		"": {Words: 0},
		"cham doan giuong khuyen manh phanh thich":                {Words: 7},
		"cham doan giuong khuyen manh phanh thich xiec xiec":      {Words: 9},
		"cham doan giuong kuhyen manh phanh thich xiec":           {Word: 4, Text: "kuhyen", Words: 8},
		"cham doan giuong khuyen manh phanh thich zzz":            {Word: 8, Text: "zzz", Words: 8},
		"chаm doan giuong khuyen manh phanh thich xiec (a in ru)": {Word: 1, Text: "chаm", Words: 11},
	} {
		var wrong *words.Error
		if _, err := words.Normalise(typed); !errors.As(err, &wrong) || *wrong != want {
			t.Errorf("%q: %v, want %v", typed, err, &want)
		}
	}
}

func TestCodeIsCrockfords(t *testing.T) {
	for want, bits := range map[string][]byte{
		"0000 0000": {0, 0, 0, 0, 0},
		"ZZZZ ZZZZ": {255, 255, 255, 255, 255},
		"0123 4567": {0x00, 0x44, 0x32, 0x14, 0xc7},
		"R":         {0xc0},
	} {
		if got := words.Code(bits, len(strings.ReplaceAll(want, " ", ""))); got != want {
			t.Errorf("%x: %q, want %q", bits, got, want)
		}
	}
}
