package rating

import (
	"testing"
	"time"

	"phieukin/ballot"
)

func date(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestStanding(t *testing.T) {
	rated := Standing{Reviewed: true, Rated: true}
	voter := Standing{Reviewed: true, Rated: true, Votes: true}
	recent := Standing{Reason: ballot.Recent}
	reviewed := Standing{Reviewed: true, Reason: ballot.Recent}
	// Until the Regulation of 2025, who was admitted less than six months ago was reviewed and not rated; now neither.
	before := []string{"hd07-2011", "hd21-2019", "qd124-2023"}
	now := []string{"qd366-2025", "mac-dinh"}
	both := append(append([]string(nil), before...), now...)
	for _, test := range []struct {
		name     string
		profiles []string
		status   ballot.Status
		admitted string
		day      string
		want     Standing
	}{
		{"official", both, ballot.Official, "1990-05-19", "2025-12-10", voter},
		{"official, admission unknown", both, ballot.Official, "", "2025-12-10", voter},
		{"probationary for longer", both, ballot.Probationary, "2025-03-01", "2025-12-10", rated},
		{"probationary, admission unknown", both, ballot.Probationary, "", "2025-12-10", rated},
		{"exempt", both, ballot.Exempt, "1960-02-03", "2025-12-10", Standing{Votes: true, Reason: ballot.Exempt}},
		{"suspended", both, ballot.Suspended, "2001-02-03", "2025-12-10", Standing{Reason: ballot.Suspended}},
		{"suspended and recent", both, ballot.Suspended, "2025-11-01", "2025-12-10", Standing{Reason: ballot.Suspended}},
		{"a status of another program", both, "retired", "2001-02-03", "2025-12-10", Standing{Reason: "retired"}},

		{"recent, now", now, ballot.Probationary, "2025-09-02", "2025-12-10", recent},
		{"recent, before", before, ballot.Probationary, "2019-09-02", "2019-12-10", reviewed},
		{"called recent, now", now, ballot.Recent, "", "2025-12-10", recent},
		{"called recent, before", before, ballot.Recent, "", "2019-12-10", reviewed},
		{"called recent for too long", both, ballot.Recent, "2025-01-01", "2025-12-10", rated},
		{"called official too early", now, ballot.Official, "2025-09-02", "2025-12-10", recent},

		{"a day short of six months", now, ballot.Probationary, "2025-06-11", "2025-12-10", recent},
		{"six months on the day", both, ballot.Probationary, "2025-06-10", "2025-12-10", rated},
		{"six months and a day", both, ballot.Probationary, "2025-06-09", "2025-12-10", rated},
		{"a day short of six months, before", before, ballot.Probationary, "2019-06-11", "2019-12-10", reviewed},
		{"over the new year", now, ballot.Probationary, "2025-08-15", "2026-02-14", recent},
		{"over the new year, on the day", both, ballot.Probationary, "2025-08-15", "2026-02-15", rated},
		{"31 August, the day before the end of February", now, ballot.Probationary, "2025-08-31", "2026-02-27", recent},
		{"31 August, the end of February", both, ballot.Probationary, "2025-08-31", "2026-02-28", rated},
		{"31 August, not yet the end of a leap February", now, ballot.Probationary, "2027-08-31", "2028-02-28", recent},
		{"31 August, the end of a leap February", both, ballot.Probationary, "2027-08-31", "2028-02-29", rated},
		{"31 May, the end of November", both, ballot.Probationary, "2025-05-31", "2025-11-30", rated},
		{"31 December, the end of June", now, ballot.Probationary, "2024-12-31", "2025-06-29", recent},
		{"admitted on the day itself", now, ballot.Probationary, "2025-12-10", "2025-12-10", recent},
		{"admitted only later", now, ballot.Probationary, "2026-01-05", "2025-12-10", recent},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, name := range test.profiles {
				p, _ := Named(name)
				var admitted Date
				if test.admitted != "" {
					admitted = date(t, test.admitted)
				}
				if got := p.Standing(test.status, admitted, date(t, test.day)); got != test.want {
					t.Errorf("%s: %+v, want %+v", name, got, test.want)
				}
			}
		})
	}
}

// The hall and its pages ask the status itself; the profiles must not say otherwise.
func TestEligibilityAgreesWithTheStatus(t *testing.T) {
	for _, p := range Shipped() {
		for _, r := range p.Eligibility {
			if r.Rated != r.Status.MayBeRated() || r.Votes.Value != r.Status.MayVote() {
				t.Errorf("%s, %s: rated %v, votes %v", p.Name, r.Status, r.Rated, r.Votes.Value)
			}
		}
	}
}

// Every day of two centuries against the standard library, which the package itself does not use.
func TestDates(t *testing.T) {
	for day := time.Date(1899, 12, 25, 0, 0, 0, 0, time.UTC); day.Year() < 2105; day = day.AddDate(0, 0, 1) {
		text := day.Format(time.DateOnly)
		d, err := ParseDate(text)
		if err != nil || d.String() != text || d != (Date{day.Year(), int(day.Month()), day.Day()}) {
			t.Fatalf("%s: %v, %v", text, d, err)
		}
		for _, months := range []int{0, 6, 13} {
			later := time.Date(day.Year(), day.Month()+time.Month(months), day.Day(), 0, 0, 0, 0, time.UTC)
			if later.Day() != day.Day() { // ran into the next month
				later = later.AddDate(0, 0, -later.Day())
			}
			if got, want := d.AddMonths(months).String(), later.Format(time.DateOnly); got != want {
				t.Fatalf("%s and %d months: %s, want %s", text, months, got, want)
			}
		}
	}
	for _, text := range []string{
		"", "2025", "2025-1-1", "2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32",
		"0000-01-01", "2025/01/01", "2025-01-01 ", "+025-01-01", "20250-1-01", "2025-01-0x", "２025-01-01",
	} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q is read as %v", text, d)
		}
	}
	order := []Date{{2024, 12, 31}, {2025, 1, 1}, {2025, 1, 2}, {2025, 2, 1}}
	for i, a := range order {
		for j, b := range order {
			if a.Before(b) != (i < j) {
				t.Errorf("%v before %v: %v", a, b, a.Before(b))
			}
		}
	}
}
