package rating

import (
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// file returns a shipped profile's file.
func file(t testing.TB, name string) string {
	t.Helper()
	data, err := files.ReadFile("profiles/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestParseTakesMembersInAnyOrder(t *testing.T) {
	text := file(t, "qd366-2025")
	moved := strings.Replace(text, `  "name": "qd366-2025",`+"\n", "", 1)
	moved = strings.Replace(moved, "{\n", "{\n\t\"name\" :\r\n \"qd366-2025\",\n", 1)
	want, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse([]byte(moved))
	if err != nil || !reflect.DeepEqual(got, want) || got.Hash() != want.Hash() {
		t.Errorf("the order of members changed the profile (%v)", err)
	}
}

// Each line changes the file of qd366-2025 in one place; the error must name the code, the member and its line.
func TestParseRefuses(t *testing.T) {
	text := file(t, "qd366-2025")
	const first = `"thresholds": [
      {"value": {"num": 1, "den": 2, "strict": true},`
	_, rest, _ := strings.Cut(text, `"eligibility": [`)
	rest, _, _ = strings.Cut(rest, "\n  ],")
	suspended := rest[strings.LastIndex(rest, ",\n    {"):]
	tests := map[string]struct{ from, to, code, path string }{
		"another format":       {`phieukin-profile/1`, `phieukin-profile/2`, CodeUnknown, "format"},
		"member twice":         {`"default": false,`, `"default": false, "default": false,`, CodeTwice, "default"},
		"unknown member":       {`"default": false,`, `"default": false, "x": 1,`, CodeUnknown, "x"},
		"other capitals":       {`"default"`, `"Default"`, CodeUnknown, "Default"},
		"missing member":       {"  \"default\": false,\n", ``, CodeMissing, "default"},
		"missing mark":         {first, strings.Replace(first, `"strict": true},`, `"strict": true}, "x": 1,`, 1), CodeUnknown, "vote.thresholds[0].x"},
		"missing inside":       {`{"id": "common", "name": "Nhóm tiêu chí chung", "points": 30}`, `{"id": "common", "name": "Nhóm tiêu chí chung"}`, CodeMissing, "points.parts[0].points"},
		"a text for a flag":    {`"default": false`, `"default": "false"`, CodeType, "default"},
		"null":                 {`"default": false`, `"default": null`, CodeType, "default"},
		"null for points":      {`"points": {`, `"points": null, "points": {`, CodeType, "points"},
		"a flag for a number":  {`"from": 2025`, `"from": true`, CodeType, "years.from"},
		"a point":              {`"from": 2025`, `"from": 2025.0`, CodeType, "years.from"},
		"an exponent":          {`"from": 2025`, `"from": 2e3`, CodeType, "years.from"},
		"too long a number":    {`"from": 2025`, `"from": 99999999999999999999`, CodeType, "years.from"},
		"a list for a text":    {`"name": "qd366-2025"`, `"name": ["qd366-2025"]`, CodeType, "name"},
		"a text for an object": {`"years": {"from": 2025, "to": 0}`, `"years": "2025"`, CodeType, "years"},
		"an object for a list": {`"bands": [90, 70, 50, 0]`, `"bands": {}`, CodeType, "points.bands"},
		"three bands":          {`"bands": [90, 70, 50, 0]`, `"bands": [90, 70, 50]`, CodeType, "points.bands"},
		"five bands":           {`"bands": [90, 70, 50, 0]`, `"bands": [90, 70, 50, 20, 0]`, CodeType, "points.bands"},

		"no name":                 {`"qd366-2025"`, `""`, CodeRange, "name"},
		"name with a slash":       {`"qd366-2025"`, `"../qd366"`, CodeRange, "name"},
		"name with capitals":      {`"qd366-2025"`, `"QD366"`, CodeRange, "name"},
		"title on two lines":      {`"title": "`, `"title": "A\n`, CodeRange, "title"},
		"title turned around":     {`"title": "`, `"title": "\u202e`, CodeRange, "title"},
		"title of spaces":         {`"title": "`, `"title": " `, CodeRange, "title"},
		"a long title":            {`"title": "`, `"title": "` + strings.Repeat("ớ", 200), CodeRange, "title"},
		"years that run back":     {`"to": 0`, `"to": 2024`, CodeConflict, "years.to"},
		"a year before time":      {`"from": 2025`, `"from": -1`, CodeRange, "years.from"},
		"source twice":            {`{"id": "hd43"`, `{"id": "qd366"`, CodeTwice, "sources[3].id"},
		"an unknown kind":         {`"kind": "practice"}`, `"kind": "hearsay"}`, CodeUnknown, "sources[4].kind"},
		"level code twice":        {`"code": "HT"`, `"code": "XS"`, CodeTwice, "levels[2].code"},
		"level without a name":    {`"name": "Hoàn thành nhiệm vụ"`, `"name": ""`, CodeRange, "levels[2].name"},
		"an unknown base":         {`"value": "convened"`, `"value": "voters"`, CodeUnknown, "vote.base.value"},
		"threshold over one":      {first, strings.Replace(first, `"num": 1`, `"num": 3`, 1), CodeRange, "vote.thresholds[0].value.num"},
		"strictly everybody":      {first, strings.Replace(first, `"num": 1`, `"num": 2`, 1), CodeConflict, "vote.thresholds[0].value.strict"},
		"zero threshold":          {first, strings.Replace(first, `"num": 1`, `"num": 0`, 1), CodeRange, "vote.thresholds[0].value.num"},
		"zero denominator":        {first, strings.Replace(first, `"den": 2`, `"den": 0`, 1), CodeRange, "vote.thresholds[0].value.den"},
		"terms that overflow":     {first, strings.Replace(first, `"den": 2`, `"den": 1001`, 1), CodeRange, "vote.thresholds[0].value.den"},
		"a quorum over one":       {`"num": 2, "den": 3`, `"num": 4, "den": 3`, CodeRange, "vote.attendance.value.num"},
		"source not listed":       {`"blank": {"value": true, "source": "inference"`, `"blank": {"value": true, "source": "rumour"`, CodeNoSource, "vote.blank.source"},
		"deduced and verified":    {`"cumulative": {"value": true, "source": "inference", "unverified": true}`, `"cumulative": {"value": true, "source": "inference", "unverified": false}`, CodeConflict, "vote.cumulative.unverified"},
		"an unknown status":       {`"status": "recent"`, `"status": "retired"`, CodeUnknown, "eligibility[2].status"},
		"status twice":            {`"status": "recent"`, `"status": "official"`, CodeTwice, "eligibility[2].status"},
		"months for all":          {`"status": "official",` + "\n      \"months\": 0", `"status": "official",` + "\n      \"months\": 6", CodeConflict, "eligibility[0].months"},
		"rated, not reviewed":     {`"months": 6,` + "\n      \"reviewed\": false,\n      \"rated\": false", `"months": 6,` + "\n      \"reviewed\": false,\n      \"rated\": true", CodeConflict, "eligibility[2].rated"},
		"a status forgotten":      {suspended, "", CodeMissing, "eligibility"},
		"a cap of nothing":        {`"applies": ["member", "organisation"]`, `"applies": []`, CodeMissing, "caps[0].applies"},
		"a cap of members twice":  {`"applies": ["member", "organisation"]`, `"applies": ["member", "member"]`, CodeTwice, "caps[0].applies[1]"},
		"a cap of guests":         {`"applies": ["member", "organisation"]`, `"applies": ["guest"]`, CodeUnknown, "caps[0].applies[0]"},
		"a type without steps":    {`"procedures": [`, `"procedures": [{"type": "x", "name": "X", "steps": []}, `, CodeMissing, "procedures[0].steps"},
		"an optional decision":    {`"at": "parent", "decides": true, "optional": false`, `"at": "parent", "decides": true, "optional": true`, CodeConflict, "procedures[0].steps[5].optional"},
		"cap twice":               {`"id": "xs25-good"`, `"id": "xs20-good"`, CodeTwice, "caps[2].id"},
		"a percentage of 0":       {`"percent": {"value": 25`, `"percent": {"value": 0`, CodeRange, "caps[2].percent.value"},
		"a percentage over 100":   {`"percent": {"value": 25`, `"percent": {"value": 101`, CodeRange, "caps[2].percent.value"},
		"an unknown cap base":     {`"value": "good_or_better"`, `"value": "best"`, CodeUnknown, "caps[1].base.value"},
		"exception to compare":    {`"by_decision": true,` + "\n      \"compare\": false", `"by_decision": true,` + "\n      \"compare\": true", CodeConflict, "caps[2].compare"},
		"bands that do not fall":  {`[90, 70, 50, 0]`, `[90, 90, 50, 0]`, CodeConflict, "points.bands[1]"},
		"bands that rise":         {`[90, 70, 50, 0]`, `[70, 90, 50, 0]`, CodeConflict, "points.bands[1]"},
		"a band over the total":   {`[90, 70, 50, 0]`, `[101, 70, 50, 0]`, CodeRange, "points.bands[0]"},
		"the worst above 0":       {`[90, 70, 50, 0]`, `[90, 70, 50, 20]`, CodeConflict, "points.bands[3]"},
		"parts short of total":    {`"points": 70`, `"points": 60`, CodeConflict, "points.total"},
		"heading twice":           {`"id": "duties"`, `"id": "ideology"`, CodeTwice, "headings[1].id"},
		"nobody as a group":       {`"min_group": {"value": 5`, `"min_group": {"value": 0`, CodeRange, "disclosure.min_group.value"},
		"procedure twice":         {`"type": "base_member"`, `"type": "member"`, CodeTwice, "procedures[1].type"},
		"a type with a hyphen":    {`"type": "base_member"`, `"type": "base-member"`, CodeRange, "procedures[1].type"},
		"an unknown body":         {`"body": "group"`, `"body": "union"`, CodeUnknown, "procedures[0].steps[1].body"},
		"an unknown kind of step": {`"id": "group_review", "kind": "review"`, `"id": "group_review", "kind": "gossip"`, CodeUnknown, "procedures[0].steps[1].kind"},
		"an unknown place":        {`"body": "group", "at": "own"`, `"body": "group", "at": "abroad"`, CodeUnknown, "procedures[0].steps[1].at"},
		"step twice":              {`"id": "group_review"`, `"id": "self"`, CodeTwice, "procedures[0].steps[1].id"},
		"a review that decides":   {`"body": "group", "at": "own", "decides": false`, `"body": "group", "at": "own", "decides": true`, CodeConflict, "procedures[0].steps[1].decides"},
		"a decision in between":   {`"id": "group_review", "kind": "review"`, `"id": "group_review", "kind": "decision"`, CodeConflict, "procedures[0].steps[1].kind"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			at := strings.Index(text, test.from)
			if at < 0 {
				t.Fatalf("%q is not in the profile", test.from)
			}
			changed := text[:at] + test.to + text[at+len(test.from):]
			_, err := Parse([]byte(changed))
			var got *Error
			if !errors.As(err, &got) || !errors.Is(err, ErrProfile) {
				t.Fatalf("got %v", err)
			}
			if got.Code != test.code || got.Path != test.path {
				t.Errorf("got %s at %s (%v), want %s at %s", got.Code, got.Path, err, test.code, test.path)
			}
			if got.Code == CodeMissing || got.Path == "points.total" {
				return // its line is not that of the change
			}
			if first := 1 + strings.Count(text[:at], "\n"); got.Line < first || got.Line > first+strings.Count(test.to, "\n") {
				t.Errorf("line %d, and line %d was changed (%v)", got.Line, first, err)
			}
		})
	}
}

// Every source, every text and every member's name of a whole profile, spoilt one at a time: none is left unread.
func TestEveryMemberIsChecked(t *testing.T) {
	text := file(t, "qd366-2025")
	for _, test := range []struct{ pattern, to, code string }{
		{`"source": "[^"]*"`, `"source": "rumour"`, CodeNoSource},
		{`"(name|title|text|code)": "[^"]*"`, `"$1": ""`, CodeRange},
		{`"([a-z_]+)": (true|false|[0-9]+|"[^"]*")`, `"${1}x": $2`, CodeUnknown},
		{`"([a-z_]+)": (true|false|[0-9]+|"[^"]*")`, `"$1": null`, CodeType},
		{`"([a-z_]+)": (true|false|[0-9]+|"[^"]*")`, `"$1": $2, "$1": $2`, CodeTwice},
	} {
		pattern := regexp.MustCompile(test.pattern)
		places := pattern.FindAllStringIndex(text, -1)
		if len(places) < 10 {
			t.Fatalf("%s is found %d times", test.pattern, len(places))
		}
		for _, at := range places {
			was := text[at[0]:at[1]]
			changed := text[:at[0]] + pattern.ReplaceAllString(was, test.to) + text[at[1]:]
			_, err := Parse([]byte(changed))
			var got *Error
			if !errors.As(err, &got) || got.Code != test.code || got.Line != 1+strings.Count(text[:at[0]], "\n") {
				t.Errorf("%s as %s: %v, want %s", was, test.to, err, test.code)
			}
		}
	}
}

// What is missing has no line of its own: the error names that on which its object begins.
func TestLinesOfWhatIsMissing(t *testing.T) {
	text := file(t, "mac-dinh")
	const months = "      \"months\": 6,\n"
	before, _, found := strings.Cut(text, months)
	if !found {
		t.Fatal("no months in the profile")
	}
	var got *Error
	_, err := Parse([]byte(strings.Replace(text, months, "", 1)))
	if !errors.As(err, &got) || got.Code != CodeMissing || got.Path != "eligibility[2].months" {
		t.Fatalf("got %v", err)
	}
	if want := strings.Count(before, "\n") - 1; got.Line != want { // "{" and "status" stand before it
		t.Errorf("line %d, want %d", got.Line, want)
	}
}

func TestParseRefusesWhatIsNoJSON(t *testing.T) {
	text := file(t, "mac-dinh")
	for name, test := range map[string]struct {
		data, code string
		line       int
	}{
		"nothing":          {"", CodeSyntax, 1},
		"another value":    {"\n[]", CodeType, 2},
		"a second value":   {text + "{}", CodeSyntax, 1 + strings.Count(text, "\n")},
		"a trailing comma": {"{\n\"format\": \"x\",\n}", CodeSyntax, 3},
		"cut off":          {text[:len(text)/2], CodeSyntax, 1 + strings.Count(text[:len(text)/2], "\n")},
		"not UTF-8":        {"{\n\"\xff\": 1}", CodeSyntax, 2},
		"too long":         {strings.Repeat(" ", MaxBytes) + "{}", CodeSize, 0},
		"too deep":         {strings.Repeat("[", 20000), CodeSyntax, 1},
	} {
		var got *Error
		if _, err := Parse([]byte(test.data)); !errors.As(err, &got) || got.Code != test.code || got.Line != test.line {
			t.Errorf("%s: %v, want %s in line %d", name, err, test.code, test.line)
		}
	}
}
