package strict

import "testing"

func TestDecodeRefusesWhatTwoReadersCouldReadDifferently(t *testing.T) {
	type inner struct {
		B int `json:"b"`
	}
	type outer struct {
		A string  `json:"a"`
		L []inner `json:"l,omitempty"`
	}
	for name, test := range map[string]struct {
		data string
		ok   bool
	}{
		"plain":             {`{"a":"x","l":[{"b":1},{"b":2}]}`, true},
		"spaces":            {` { "a" : "x" } `, true},
		"unknown member":    {`{"a":"x","c":1}`, false},
		"twice":             {`{"a":"x","a":"y"}`, false},
		"twice inside":      {`{"a":"x","l":[{"b":1,"b":2}]}`, false},
		"other case":        {`{"A":"x"}`, false},
		"null":              {`{"a":null}`, false},
		"trailing":          {`{"a":"x"}{}`, false},
		"cut":               {`{"a":"x"`, false},
		"empty":             {``, false},
		"value of the name": {`{"a":"a"}`, true},
	} {
		var v outer
		if err := Decode([]byte(test.data), &v); (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	var v outer
	if err := DecodeCanonical([]byte(`{"a":"<&>"}`), &v); err != nil {
		t.Errorf("canonical bytes refused: %v", err)
	}
	if DecodeCanonical([]byte(`{ "a":"x"}`), &v) == nil || DecodeCanonical([]byte(`{}`), &v) == nil {
		t.Error("respelled or missing members accepted as canonical")
	}
}

func TestDecodeWholeDemandsWhatIsNotOptional(t *testing.T) {
	type inner struct {
		B int `json:"b"`
		C int `json:"c,omitempty"`
	}
	type outer struct {
		A string  `json:"a"`
		L []inner `json:"l"`
		P *inner  `json:"p,omitempty"`
	}
	for data, ok := range map[string]bool{
		`{"l":[{"b":0},{"c":0,"b":2}],"a":""}`: true,
		`{"a":"x","l":[],"p":{"b":1}}`:         true,
		`{"a":"x"}`:                            false,
		`{"l":[]}`:                             false,
		`{"a":"x","l":[{"b":1},{"c":2}]}`:      false,
		`{"a":"x","l":[],"p":{}}`:              false,
		`{"a":"x","l":[],"d":1}`:               false,
	} {
		var v outer
		if err := DecodeWhole([]byte(data), &v); (err == nil) != ok {
			t.Errorf("%s: %v", data, err)
		}
	}
}
