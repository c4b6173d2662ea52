// Package minutes makes the papers of a rating year: counting minutes, meeting minutes, ballot papers, summaries and lists,
// as .docx from templates that a unit can edit in Word, and as .xlsx tables.
//
// Each paper has its data as a struct of this package; [Fill] puts it into the built-in template or an uploaded one, and
// [Table] makes the table of those that have one. What a template may say is in TEMPLATES.md; [Check] finds out before a
// template is kept whether every placeholder of it is known. The words of a paper stand in its template, not in this code.
//
// The filling is done here, on archive/zip and encoding/xml: of the libraries for it some are no longer kept, some are under
// the AGPL, and the rest take expressions, where a template that somebody uploads should only name values.
//
// Bytes go in and come out, nothing else: the same data and template give the same bytes at any time and anywhere.
package minutes

import "embed"

// Kind names a paper in addresses and files.
type Kind string

// The kinds of papers.
const (
	KindCount    Kind = "count-minutes"
	KindMeeting  Kind = "meeting-minutes"
	KindBallot   Kind = "ballot-paper"
	KindSummary  Kind = "summary"
	KindNotRated Kind = "not-rated"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{KindCount, KindMeeting, KindBallot, KindSummary, KindNotRated} }

// Paper is the data of one paper: [CountMinutes], [MeetingMinutes], [BallotPaper], [Summary] or [NotRatedList].
type Paper interface {
	Kind() Kind
	scope() scope // every key that templates of the kind may use, with its value
}

// blank is a paper of each kind with nothing in it, whose keys are those of every other.
var blank = map[Kind]Paper{
	KindCount: CountMinutes{}, KindMeeting: MeetingMinutes{}, KindBallot: BallotPaper{}, KindSummary: Summary{}, KindNotRated: NotRatedList{},
}

// builtIn are the templates that templates/make.go makes.
//
//go:embed templates/*.docx
var builtIn embed.FS

// Template returns the built-in template of a kind, to be edited in Word; nil for an unknown kind.
func Template(kind Kind) []byte {
	if blank[kind] == nil {
		return nil
	}
	data, err := builtIn.ReadFile("templates/" + string(kind) + ".docx")
	if err != nil {
		panic("internal error: no built-in template: " + err.Error())
	}
	return data
}

// Check reports as an [*Error] why a template cannot be used for papers of a kind. One that passes can fail in [Fill] only
// by making too large a paper.
func Check(kind Kind, template []byte) error {
	paper := blank[kind]
	if paper == nil {
		return &Error{Unknown, clip(string(kind))}
	}
	_, err := load(template, paper.scope())
	return err
}

// Fill makes a paper of its data from a template, or from the built-in one where template is nil. A template that cannot
// be used is an [*Error].
func Fill(paper Paper, template []byte) ([]byte, error) {
	if template == nil {
		template = Template(paper.Kind())
	}
	values := paper.scope()
	t, err := load(template, values)
	if err != nil {
		return nil, err
	}
	left := maxPaper
	for _, page := range t.pages {
		r := renderer{scopes: []scope{values}, left: left, pictures: &pictures{file: t.file, page: page.name, ids: map[string]string{}}}
		filled, err := r.part(page.root)
		if err != nil {
			return nil, err
		}
		left = r.left
		t.file.put(page.name, filled.encode())
	}
	return t.file.pack()
}

// template is one that was checked, ready to be filled.
type template struct {
	file  *file
	pages []page
}

type page struct {
	name string
	root *node
}

func load(data []byte, keys scope) (template, error) {
	f, err := unpack(data)
	if err != nil {
		return template{}, err
	}
	names, err := f.pages()
	if err != nil {
		return template{}, err
	}
	t := template{file: f}
	for _, name := range names {
		root, err := f.page(name)
		if err != nil {
			return template{}, err
		}
		if err := compile(root, keys); err != nil {
			return template{}, err
		}
		t.pages = append(t.pages, page{name, root})
	}
	return t, nil
}
