package rating

import (
	"reflect"
	"slices"
	"testing"
)

// Manifests of meetings hold these hashes: a change here changes the rules of every meeting that fixed the profile. A rule
// that changes is a new profile with a new name; a source's wording or a mark changes the hash too, and that is meant.
func TestShippedHashes(t *testing.T) {
	want := map[string]string{
		"hd07-2011":  "da015484e29ce978aac7d3448b8a7e1aa03cd04d48ea9ddceb3395eb2e0cce3a",
		"hd21-2019":  "7a541330ed935cfba074e9e7756be255af6b26dc58226307e44620f61bb4d62d",
		"qd124-2023": "08f3be29e78fac7335567c34925c16a1d6d0d2612b8d31df2e5e48093959296c",
		"qd366-2025": "9e9c3d72f9f1130d6f2ab85235dcbfa224a9d20ab3ef33b965b727016aedb27e",
		"mac-dinh":   "4605ff4883bb3c481d88c42221f85fcd82136e89434df3d92257f5c0815cb8b7",
	}
	for _, p := range Shipped() {
		if got := p.Hash(); got != want[p.Name] {
			t.Errorf("%s: hash %s, want %s", p.Name, got, want[p.Name])
		}
		again, err := Parse(p.Bytes())
		if err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("%s is not what its encoding reads as: %v", p.Name, err)
		}
		delete(want, p.Name)
	}
	if len(want) > 0 {
		t.Errorf("not shipped: %v", want)
	}
}

// Whatever is practice, or is compared only, is no rule; and what is listed as a source is cited.
func TestSourcesOfShippedProfiles(t *testing.T) {
	for _, p := range Shipped() {
		cited := map[string]bool{}
		var look func(v reflect.Value)
		look = func(v reflect.Value) {
			switch v.Kind() {
			case reflect.Struct:
				if m, ok := v.Interface().(Mark); ok {
					i := slices.IndexFunc(p.Sources, func(s Source) bool { return s.ID == m.Source })
					cited[m.Source] = true
					if p.Sources[i].Kind == Practice && !m.Unverified {
						t.Errorf("%s: a practice (%s) is given for a rule", p.Name, m.Source)
					}
				}
				for i := range v.NumField() {
					look(v.Field(i))
				}
			case reflect.Slice, reflect.Array:
				for i := range v.Len() {
					look(v.Index(i))
				}
			case reflect.Pointer:
				if !v.IsNil() {
					look(v.Elem())
				}
			}
		}
		look(reflect.ValueOf(p))
		for _, s := range p.Sources {
			if !cited[s.ID] {
				t.Errorf("%s lists %s and does not cite it", p.Name, s.ID)
			}
		}
	}
}
