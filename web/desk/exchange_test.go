package desk_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"phieukin/tally/register"
	"phieukin/tally/register/sheets"
)

// told reads an import's lines: how many said how far it is, and what came of it.
func (h *house) imports(path string, data []byte) (lines int, report *sheets.Report, code string) {
	h.t.Helper()
	status, answer := h.ask("POST", path, data, nil)
	if status != 200 {
		h.t.Fatalf("%s: %d %s", path, status, answer)
	}
	a, err := readAPI()
	if err != nil {
		h.t.Fatal(err)
	}
	for scanner := bufio.NewScanner(bytes.NewReader(answer)); scanner.Scan(); lines++ {
		a.conforms(h, schema{"$ref": "#/components/schemas/ImportLine"}, scanner.Bytes(), "an import's line says")
		var line struct {
			Report *sheets.Report
			Error  string
		}
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			h.t.Fatalf("%s: %v", scanner.Text(), err)
		}
		report, code = line.Report, line.Error
	}
	return lines, report, code
}

// TestTheRegisterGoesOutAndComesIn exports a register with a vote and takes it into an empty one.
func TestTheRegisterGoesOutAndComesIn(t *testing.T) {
	h := open(t)
	_, cell, people := h.cell(6)
	ballot := h.plan(cell, "cell", 1, "m:"+people[0])
	h.begin(ballot, 5).vote([]int{0}, []int{0}, []int{0}, []int{1}, []int{1})
	v := h.returned(ballot)
	unanimous := h.plan(cell, "cell", 1, "m:"+people[1])
	h.begin(unanimous, 5).vote([]int{1}, []int{1}, []int{1}, []int{1}, []int{1})
	h.returned(unanimous)
	exported := func(from *house, query string) []byte {
		t.Helper()
		status, data := from.ask("GET", "/export?"+query, nil, nil)
		if status != 200 {
			t.Fatalf("%s: %d %.200s", query, status, data)
		}
		return data
	}
	for _, format := range []string{"xlsx", "csv"} {
		if data := exported(h, "year=2026&format="+format); !bytes.HasPrefix(data, []byte("PK")) {
			t.Errorf("%s: %.100q", format, data)
		}
	}
	whole := exported(h, "format=json")
	for _, one := range []struct {
		counts string
		secret bool // outside
	}{{"[3,2,0,0]", false}, {"[0,5,0,0]", true}} {
		if coarse := exported(h, "format=json&reader=outside"); !bytes.Contains(whole, []byte(one.counts)) || bytes.Contains(coarse, []byte(one.counts)) == one.secret {
			t.Errorf("%s: secret outside is %v", one.counts, !one.secret)
		}
	}
	sampled, sample := h.ask("GET", "/import/sample.xlsx", nil, nil)
	if _, report, code := h.imports("/import?year=2026&dry=1", sample); sampled != 200 || code != "" || report.Rows != 0 || len(report.Skipped) != 0 {
		t.Errorf("the sample: %d, %+v, %s", sampled, report, code)
	}

	other := open(t)
	if _, report, code := other.imports("/import?year=2026&dry=1", whole); code != "" || report.Written || report.Added == 0 || report.RefusedRows > 0 {
		t.Fatalf("the dry run: %+v, %s", report, code)
	}
	var years []register.YearSums
	if other.get("/years", &years); len(years) != 0 {
		t.Fatalf("a dry run wrote %+v", years)
	}
	if _, report, code := other.imports("/import?year=2026", whole); code != "" || !report.Written || report.Added == 0 {
		t.Fatalf("the import: %+v, %s", report, code)
	}
	var member struct{ Standing register.Standing }
	other.get("/members/"+people[0]+"?year=2026", &member)
	if member.Standing.VoteID != v.ID || member.Standing.Vote != 0 {
		t.Errorf("the member elsewhere: %+v", member)
	}

	for name, c := range map[string]struct{ data, code string }{
		"nothing":      {"", "empty"},
		"no table":     {"xin chào", "no_tables"},
		"no workbook":  {"PK\x03\x04 and so on", "workbook"},
		"broken JSON":  {"{", "json"},
		"old workbook": {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "old_workbook"},
	} {
		if _, _, code := other.imports("/import?year=2026", []byte(c.data)); code != c.code {
			t.Errorf("%s: %q", name, code)
		}
	}
	for path, want := range map[string]string{
		"/export?format=doc":            "400 bad_request format",
		"/export?format=json&year=20x6": "400 bad_request year",
	} {
		if code := h.refused("GET", path, nil); code != want {
			t.Errorf("%s: %s", path, code)
		}
	}
	if code := h.refused("POST", "/import", []byte("x")); code != "400 bad_request year" {
		t.Errorf("without a year: %s", code)
	}
}
