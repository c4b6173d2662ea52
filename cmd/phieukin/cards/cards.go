// Package cards prints the cards of a meeting away from the host's browser, from the sealed list that the host saved there.
// It makes no keys: whatever a card carries stands in the list.
package cards

import (
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"

	"phieukin/ballot"
	"phieukin/ballot/voter"
	"phieukin/crypto/envelope"
	"phieukin/crypto/strict"
	"phieukin/web/qr"
)

// List is a saved list: an age file under eight words (envelope.OpenUnder) with this as JSON. It is secret, since whoever
// has a card's credential can vote with it.
type List struct {
	Version string `json:"version"` // "phieukin cards 1"
	Unit    string `json:"unit"`
	Title   string `json:"title"`
	Room    string `json:"room"`
	Address string `json:"address"` // host and port, as people type them
	URL     string `json:"url"`     // the room's address up to and including "#", behind which a credential goes
	Cards   []Card `json:"cards"`
}

// Card is one card: the credential in its picture, and the 8 digits that are typed instead.
type Card struct {
	Credential voter.Credential `json:"credential"`
	Code       string           `json:"code"`
}

const (
	version = "phieukin cards 1"
	maxList = 1 << 20
	maxURL  = 200 // so that the picture stays one that old cameras read
	perPage = 10
)

// ErrList says that a file is no list of cards.
var ErrList = errors.New("not a list of cards")

// Open reads a sealed list. Its errors are ErrList and envelope.ErrPhrase.
func Open(file []byte, phrase string) (*List, error) {
	content, err := envelope.OpenUnder(phrase, file, maxList)
	if errors.Is(err, envelope.ErrPhrase) {
		return nil, err
	}
	if err != nil {
		return nil, ErrList
	}
	return Parse(content)
}

// Parse reads what is inside. Its error is ErrList.
func Parse(content []byte) (*List, error) {
	l := new(List)
	if strict.DecodeWhole(content, l) != nil || !l.valid() {
		return nil, ErrList
	}
	return l, nil
}

func (l *List) valid() bool {
	address, err := url.Parse(l.URL)
	if l.Version != version || err != nil || address.Host == "" || !strings.HasSuffix(l.URL, "#") || len(l.URL) > maxURL ||
		len(l.Cards) == 0 {
		return false
	}
	codes := map[string]bool{}
	for _, c := range l.Cards {
		if _, err := voter.ParseCredential(string(c.Credential)); err != nil || !ballot.IsCardCode(c.Code) || codes[c.Code] {
			return false
		}
		codes[c.Code] = true
	}
	return true
}

//go:embed sheet.html
var sheetText string

var sheet = template.Must(template.New("sheet").Parse(sheetText))

// printed is a card as the sheet shows it: its picture is a square of Side units, quiet zone and all.
type printed struct {
	Code string
	Side int
	Path template.HTMLAttr
}

// Write prints the list as one page of HTML, ten cards to a sheet of A4, in the order of their codes, so that neighbours say
// nothing. No name stands on it.
func (l *List) Write(w io.Writer) error {
	cards := slices.Clone(l.Cards)
	slices.SortFunc(cards, func(a, b Card) int { return strings.Compare(a.Code, b.Code) })
	var pages [][]printed
	for page := range slices.Chunk(cards, perPage) {
		var out []printed
		for _, c := range page {
			rows, err := qr.Modules(l.URL + string(c.Credential))
			if err != nil {
				return err
			}
			out = append(out, printed{c.Code[:4] + " " + c.Code[4:], len(rows) + 2*quiet, path(rows)})
		}
		pages = append(pages, out)
	}
	return sheet.Execute(w, struct {
		*List
		Pages [][]printed
	}{l, pages})
}

// quiet is the width of the empty border that cameras need, in modules.
const quiet = 4

// path draws the dark modules.
func path(rows []string) template.HTMLAttr {
	var d strings.Builder
	for y, row := range rows {
		for x := range row {
			if row[x] == '1' {
				fmt.Fprintf(&d, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return template.HTMLAttr(`d="` + d.String() + `"`)
}
