package cards_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"phieukin/cmd/phieukin/cards"
	"phieukin/crypto/envelope"
	"phieukin/web/qr"
)

const phrase = "cham doan giuong khuyen manh phanh thich xiec"

// list is a meeting with the cards of the vectors.
func list(t testing.TB) cards.List {
	t.Helper()
	l := cards.List{
		Version: "phieukin cards 1", Unit: "Chi bộ <3>", Title: "Đánh giá năm 2026", Room: "4827",
		Address: "192.168.8.2:8080", URL: "http://192.168.8.2:8080/4827#",
	}
	data, err := os.ReadFile("../../../crypto/testdata/cards.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &l); err != nil || len(l.Cards) < 2 {
		t.Fatalf("no vectors (%v)", err)
	}
	return l
}

func seal(t *testing.T, content any) []byte {
	t.Helper()
	data, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	file, err := envelope.SealUnder(phrase, data)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSheetHasEveryCardOfTheList(t *testing.T) {
	want := list(t)
	l, err := cards.Open(seal(t, want), phrase)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := l.Write(&out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	for _, c := range want.Cards {
		if !strings.Contains(html, c.Code[:4]+" "+c.Code[4:]) {
			t.Errorf("no code %s", c.Code)
		}
		if strings.Contains(html, string(c.Credential)) {
			t.Error("a credential in letters")
		}
		rows, err := qr.Modules(want.URL + string(c.Credential))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(html, drawing(rows)) {
			t.Errorf("no picture of %s", c.Code)
		}
	}
	if strings.Count(html, "<path ") != len(want.Cards) || !strings.Contains(html, "Chi bộ &lt;3&gt;") ||
		!strings.Contains(html, "192.168.8.2:8080/4827") {
		t.Error(html)
	}
}

// drawing is what a picture's path must be, four modules from the edge.
func drawing(rows []string) string {
	var d strings.Builder
	for y, row := range rows {
		for x, module := range row {
			if module == '1' {
				fmt.Fprintf(&d, "M%d %dh1v1h-1z", x+4, y+4)
			}
		}
	}
	return d.String()
}

func TestFilesThatAreNoListsAreRefused(t *testing.T) {
	file := seal(t, list(t))
	if _, err := cards.Open(file, "doan cham giuong khuyen manh phanh thich xiec"); !errors.Is(err, envelope.ErrPhrase) {
		t.Errorf("another phrase: %v", err)
	}
	for name, change := range map[string]func(l *cards.List){
		"another version":  func(l *cards.List) { l.Version = "phieukin cards 2" },
		"no address":       func(l *cards.List) { l.URL = "" },
		"no fragment":      func(l *cards.List) { l.URL = "http://192.168.8.2/4827" },
		"no cards":         func(l *cards.List) { l.Cards = []cards.Card{} },
		"a mistyped code":  func(l *cards.List) { l.Cards[0].Code = "12345678" },
		"a code twice":     func(l *cards.List) { l.Cards[0].Code = l.Cards[1].Code },
		"not a credential": func(l *cards.List) { l.Cards[0].Credential = "x" },
	} {
		l := list(t)
		change(&l)
		if _, err := cards.Open(seal(t, l), phrase); !errors.Is(err, cards.ErrList) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, file := range map[string][]byte{
		"nothing": nil, "no age file": []byte("x"), "other content": seal(t, map[string]string{"share": "1"}), "cut off": file[:len(file)-60],
	} {
		if _, err := cards.Open(file, phrase); !errors.Is(err, cards.ErrList) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzOpen holds that whatever passes as a list can be printed.
func FuzzOpen(f *testing.F) {
	data, err := json.Marshal(list(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"version":"phieukin cards 1","unit":"","title":"","room":"","address":"","url":"http://h/4827#","cards":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := cards.Parse(data)
		if err != nil {
			return
		}
		if err := l.Write(&bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
	})
}
