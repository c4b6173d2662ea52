package rating

import (
	"embed"
	"fmt"
)

//go:embed profiles/*.json
var files embed.FS

// shipped are the profiles of this program, oldest first.
var shipped = load("hd07-2011", "hd21-2019", "qd124-2023", "qd366-2025", "mac-dinh")

// Default is the profile of a meeting that chose none.
var Default, _ = Named("mac-dinh")

// Shipped returns the profiles of this program: those of rules in the order of their years, then the default. They are
// not to be changed.
func Shipped() []Profile { return append([]Profile(nil), shipped...) }

// Named returns the shipped profile of that name.
func Named(name string) (Profile, bool) {
	for _, p := range shipped {
		if p.Name == name {
			return p, true
		}
	}
	return Profile{}, false
}

func load(names ...string) []Profile {
	var all []Profile
	for _, name := range names {
		data, err := files.ReadFile("profiles/" + name + ".json")
		if err != nil {
			panic("internal error: " + err.Error())
		}
		p, err := Parse(data)
		if err != nil || p.Name != name {
			panic(fmt.Sprintf("internal error: profile %s (%q): %v", name, p.Name, err))
		}
		all = append(all, p)
	}
	return all
}
