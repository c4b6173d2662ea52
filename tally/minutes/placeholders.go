package minutes

import (
	"maps"
	"slices"
)

// Placeholder is something that templates of a kind may say, under the name that stands between the braces.
type Placeholder struct {
	Name string        `json:"name"`
	Sort string        `json:"sort"`         // text, number, share (percent), condition, list, picture
	Of   []Placeholder `json:"of,omitempty"` // what each item of a list has
}

var sortNames = map[sort]string{
	sortText: "text", sortNumber: "number", sortShare: "share", sortFlag: "condition", sortList: "list", sortPicture: "picture",
}

// Placeholders lists what templates of a kind may say, by name; nothing for an unknown kind. What each means is in
// TEMPLATES.md, which also tells of stt, dau and cuoi: every list's items have these, and they are not listed.
func Placeholders(kind Kind) []Placeholder {
	paper := blank[kind]
	if paper == nil {
		return nil
	}
	return placeholders(paper.scope())
}

func placeholders(s scope) []Placeholder {
	var all []Placeholder
	for _, name := range slices.Sorted(maps.Keys(s)) {
		v := s[name]
		p := Placeholder{Name: name, Sort: sortNames[v.sort]}
		if v.sort == sortList {
			of := maps.Clone(v.keys)
			for counted := range numbered(scope{}, 0, 0) {
				delete(of, counted)
			}
			p.Of = placeholders(of)
		}
		all = append(all, p)
	}
	return all
}
