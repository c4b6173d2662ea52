package desk_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"phieukin/web/desk"
)

// described holds every request that a test makes, and its answer, to openapi.json.
func (h *house) described(method, path string, sent, got []byte, answer *http.Response) {
	h.t.Helper()
	a, err := readAPI()
	if err != nil {
		h.t.Fatal(err)
	}
	op, name, found := a.find(method, path)
	if !found {
		if answer.StatusCode != http.StatusNotFound && answer.StatusCode != http.StatusMethodNotAllowed {
			h.t.Errorf("%s %s is answered and not described", method, path)
		}
		return
	}
	kind, _, _ := strings.Cut(answer.Header.Get("Content-Type"), ";")
	if answer.StatusCode != http.StatusOK {
		a.conforms(h, schema{"$ref": "#/components/schemas/Error"}, got, name+" refuses")
		return
	}
	h.asked[name] = true
	promised, there := op.Responses["200"].Content[kind]
	if !there {
		h.t.Errorf("%s answers %s, which is not described", name, kind)
		return
	}
	if kind == "application/json" {
		a.conforms(h, promised.Schema, got, name+" answers")
	}
	if taken, there := op.RequestBody.Content["application/json"]; there {
		a.conforms(h, taken.Schema, sent, name+" takes")
	} else if len(sent) > 0 && len(op.RequestBody.Content) == 0 {
		h.t.Errorf("%s takes a body that is not described", name)
	}
}

func (a api) conforms(h *house, s schema, data []byte, what string) {
	h.t.Helper()
	var value any
	err := json.Unmarshal(data, &value)
	if err == nil {
		err = a.check(s, value, "")
	}
	if err != nil {
		h.t.Errorf("%s what is not described: %v\n%.400s", what, err, data)
	}
}

func TestEveryPathIsDescribedAndThereIsNoOther(t *testing.T) {
	a, err := readAPI()
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for path, methods := range a.Paths {
		for method, op := range methods {
			described = append(described, strings.ToUpper(method)+" "+path)
			for _, p := range op.Parameters {
				if p.In == "path" && !strings.Contains(path, "{"+p.Name+"}") {
					t.Errorf("%s has no %s", path, p.Name)
				}
			}
			if strings.Count(path, "{") != count(op.Parameters, "path") {
				t.Errorf("%s %s: the parameters of the path are not described", method, path)
			}
		}
	}
	slices.Sort(described)
	if answered := slices.Sorted(slices.Values(desk.Operations())); !slices.Equal(described, answered) {
		t.Errorf("described %q\nanswered %q", described, answered)
	}
}

func count(list []struct {
	Name, In string
	Required bool
}, in string) int {
	n := 0
	for _, p := range list {
		if p.In == in {
			n++
		}
	}
	return n
}
