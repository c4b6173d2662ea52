package desk_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"phieukin/web/desk"
)

// api is openapi.json, read as what it promises. Only the keywords that the document uses are known; another one is an error.
type api struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	RequestBody struct{ Content map[string]media }
	Responses   map[string]struct {
		Ref     string `json:"$ref"`
		Content map[string]media
	}
	Parameters []struct {
		Name, In string
		Required bool
	}
}

type media struct{ Schema schema }

type schema = map[string]any

func readAPI() (a api, err error) { return a, json.Unmarshal(desk.Document(), &a) }

// find returns the operation of a real path, with its name as "GET /votes/{id}".
func (a api) find(method, path string) (op operation, name string, found bool) {
	path, _, _ = strings.Cut(path, "?")
	for template, methods := range a.Paths {
		one, there := methods[strings.ToLower(method)]
		pattern := regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(template), `[^/]+`)
		if there && regexp.MustCompile("^"+pattern+"$").MatchString(path) {
			return one, method + " " + template, true
		}
	}
	return operation{}, "", false
}

// known are the keywords of schemas, those first that say nothing of a value.
var known = []string{
	"description", "$ref", "type", "enum", "anyOf", "properties", "required", "additionalProperties", "items", "minItems", "maxItems",
	"minimum", "maximum", "maxLength", "pattern",
}

// check holds a value to a schema; the error names the place.
func (a api) check(s schema, value any, at string) error {
	for word := range s {
		if !slices.Contains(known, word) {
			return fmt.Errorf("%s: unknown keyword %s", at, word)
		}
	}
	if ref, there := s["$ref"].(string); there {
		name := strings.TrimPrefix(ref, "#/components/schemas/")
		target, there := a.Components.Schemas[name]
		if !there {
			return fmt.Errorf("%s: no schema %s", at, name)
		}
		return a.check(target, value, at)
	}
	if any, there := s["anyOf"].([]any); there {
		var last error
		for _, one := range any {
			if last = a.check(one.(schema), value, at); last == nil {
				return nil
			}
		}
		return last
	}
	if enum, there := s["enum"].([]any); there && !slices.Contains(enum, value) {
		return fmt.Errorf("%s: %v is none of %v", at, value, enum)
	}
	bound := func(word string) (float64, bool) { n, there := s[word].(float64); return n, there }
	switch kind := s["type"]; kind {
	case nil:
		return nil
	case "null":
		if value != nil {
			return fmt.Errorf("%s: not null", at)
		}
	case "boolean":
		if _, is := value.(bool); !is {
			return fmt.Errorf("%s: %v is not a boolean", at, value)
		}
	case "string":
		text, is := value.(string)
		if !is {
			return fmt.Errorf("%s: %v is not a string", at, value)
		}
		if pattern, there := s["pattern"].(string); there && !regexp.MustCompile(pattern).MatchString(text) {
			return fmt.Errorf("%s: %q does not match", at, text)
		}
		if n, there := bound("maxLength"); there && utf8.RuneCountInString(text) > int(n) {
			return fmt.Errorf("%s: too long", at)
		}
	case "integer":
		n, is := value.(float64)
		if !is || n != float64(int64(n)) {
			return fmt.Errorf("%s: %v is not a whole number", at, value)
		}
		least, bounded := bound("minimum")
		most, above := bound("maximum")
		if bounded && n < least || above && n > most {
			return fmt.Errorf("%s: %v is out of bounds", at, value)
		}
	case "array":
		return a.checkList(s, value, at)
	case "object":
		return a.checkObject(s, value, at)
	default:
		return fmt.Errorf("%s: unknown type %v", at, kind)
	}
	return nil
}

func (a api) checkList(s schema, value any, at string) error {
	list, is := value.([]any)
	if !is {
		return fmt.Errorf("%s: %v is not a list", at, value)
	}
	for word, off := range map[string]bool{"minItems": true, "maxItems": false} {
		if n, there := s[word].(float64); there && (off && len(list) < int(n) || !off && len(list) > int(n)) {
			return fmt.Errorf("%s: %d items", at, len(list))
		}
	}
	for i, one := range list {
		if err := a.check(s["items"].(schema), one, fmt.Sprintf("%s[%d]", at, i)); err != nil {
			return err
		}
	}
	return nil
}

func (a api) checkObject(s schema, value any, at string) error {
	members, is := value.(map[string]any)
	if !is {
		return fmt.Errorf("%s: %v is not an object", at, value)
	}
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, there := members[name.(string)]; !there {
			return fmt.Errorf("%s.%s: missing", at, name)
		}
	}
	properties, _ := s["properties"].(schema)
	for name, one := range members {
		of, there := properties[name].(schema)
		if more, typed := s["additionalProperties"].(schema); !there && typed {
			of, there = more, true
		}
		if !there {
			if s["additionalProperties"] == false {
				return fmt.Errorf("%s.%s: not described", at, name)
			}
			continue
		}
		if err := a.check(of, one, at+"."+name); err != nil {
			return err
		}
	}
	return nil
}
