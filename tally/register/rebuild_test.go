package register_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// dump is everything that a register makes from its history.
func dump(t *testing.T, path string) string {
	t.Helper()
	db := raw(t, path)
	var out strings.Builder
	for _, table := range []string{"standing", "census", "plan"} {
		rows, err := db.Query(`SELECT * FROM ` + table)
		must(t, err)
		columns, err := rows.Columns()
		must(t, err)
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			must(t, rows.Scan(values...))
			line := table
			zero := true
			for i, v := range values {
				text := fmt.Sprint(*(v.(*any)))
				zero = zero && (columns[i] != "counts" || strings.Trim(text, "[]0 ") == "")
				line += " " + text
			}
			if table != "census" || !zero { // an organisation that everybody left counts nobody
				out.WriteString(line + "\n")
			}
		}
		must(t, rows.Err())
		must(t, rows.Close())
	}
	return out.String()
}

// TestRebuildMakesTheSame makes random histories and compares what was kept with what the history gives anew.
func TestRebuildMakesTheSame(t *testing.T) {
	for seed := range uint64(6) {
		r, path := open(t)
		h := historian{t: t, r: r, rand: rand.New(rand.NewPCG(seed, 1))}
		for range 10 {
			must(t, r.Batch(t.Context(), func(b *register.Batch) error {
				for range 150 {
					h.act(b)
				}
				return nil
			}))
		}
		before := dump(t, path)
		if strings.Count(before, "\n") < 60 || !strings.Contains(before, "plan ") || h.written < 200 || h.refused < 20 {
			t.Fatalf("%d written, %d refused, %d lines", h.written, h.refused, strings.Count(before, "\n"))
		}
		must(t, r.Rebuild(t.Context()))
		if after := dump(t, path); after != before {
			must(t, r.Close())
			a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("seed %d:\n%s\n%s", seed, a[i], b[i])
				}
			}
			t.Fatalf("seed %d: %d and %d lines", seed, len(a), len(b))
		}
		h.count()
	}
}

// historian does something to a register; what is refused is no harm.
type historian struct {
	t                *testing.T
	r                *register.Register
	rand             *rand.Rand
	written, refused int
	votes, plans     int
}

func (h *historian) org() string    { return fmt.Sprintf("O%d", h.rand.IntN(12)) }
func (h *historian) member() string { return fmt.Sprintf("M%d", h.rand.IntN(25)) }
func (h *historian) year() int      { return 2024 + h.rand.IntN(3) }
func (h *historian) subject() string {
	if h.rand.IntN(3) == 0 {
		return "o:" + h.org()
	}
	return "m:" + h.member()
}

func (h *historian) act(b *register.Batch) {
	var err error
	year, level := h.year(), h.rand.IntN(4)
	switch h.rand.IntN(12) {
	case 0, 1:
		o := register.Organisation{ID: h.org(), Year: year, Name: "Đảng bộ " + h.org(), Type: "cell", Order: h.rand.IntN(3), Closed: h.rand.IntN(5) == 0}
		if h.rand.IntN(4) > 0 {
			o.Parent = h.org()
		}
		err = b.PutOrganisation(stamp, o)
	case 2, 3, 4:
		m := member(year, h.member(), h.org())
		if h.rand.IntN(8) == 0 {
			m.Org = ""
		}
		if h.rand.IntN(4) == 0 {
			m.Admitted, m.Official = fmt.Sprintf("%d-%02d-01", year, 1+h.rand.IntN(12)), ""
		}
		err = b.PutMember(stamp, m)
	case 5:
		status := []ballot.Status{ballot.Official, ballot.Probationary, ballot.Exempt, ballot.Suspended}[h.rand.IntN(4)]
		s := register.StatusSpan{Member: h.member(), Status: status, From: fmt.Sprintf("%d-03-01", year)}
		if h.rand.IntN(2) == 0 {
			s.To = fmt.Sprintf("%d-02-01", year+1)
		}
		err = b.PutStatus(stamp, s)
	case 6:
		h.votes++
		v := register.Vote{ID: fmt.Sprintf("V%d", h.votes), Org: h.org(), Body: "cell", Year: year, Round: 1, Fingerprint: "f", Verified: h.rand.IntN(9) > 0, Stamp: stamp,
			Figures: meeting.Figures{Convened: 5, Present: 5, Issued: 5, Returned: 5, Valid: 5}}
		for range 3 {
			row := register.VoteRow{Subject: h.subject(), Outcome: rating.Outcome{Level: level - 1}, Decides: h.rand.IntN(2) == 0}
			row.Counts[level] = 5
			v.Rows = append(v.Rows, row)
		}
		_, err = b.ReturnVote(v)
	case 7:
		h.plans++
		_, err = b.Append(entry(year, "o:"+h.org(), register.KindPlan,
			fmt.Sprintf(`{"id":"P%d","weakness":"w","measure":"m","who":"","due":"2026-0%d-01","org":"%s"}`, h.plans, 1+level, h.org())))
	case 8:
		_, err = b.Append(entry(year, "o:"+h.org(), register.KindPlanCheck,
			fmt.Sprintf(`{"id":"P%d","state":"done","by":"","day":"","text":""}`, 1+h.rand.IntN(20))))
	case 9:
		_, err = b.Append(entry(year, h.subject(), register.KindCancellation, `{"reason":"sai","number":"","day":""}`))
	case 10:
		_, err = b.Append(entry(year, h.subject(), register.KindSelf, fmt.Sprintf(`{"level":%d,"headings":[],"note":""}`, level)))
	default:
		_, err = b.Append(entry(year, h.subject(), register.KindDecision, fmt.Sprintf(`{"level":%d,"number":"","day":"","reason":"vì"}`, level)))
	}
	var refusal *register.Error
	switch {
	case err == nil:
		h.written++
	case errors.As(err, &refusal):
		h.refused++
	default:
		h.t.Fatal(err)
	}
}

// count compares the sums over the tree with the members one by one.
func (h *historian) count() {
	for year := 2024; year < 2027; year++ {
		rows, next, err := h.r.Organisations(h.t.Context(), register.PageQuery{Year: year, Query: "dang bo"})
		must(h.t, err)
		if next != "" || len(rows) == 0 {
			h.t.Fatalf("%d organisations found on a page, and then %q", len(rows), next)
		}
		members := map[string][2]int{} // at and below: members, decided
		for _, row := range rows {
			view, err := h.r.Organisation(h.t.Context(), year, row.Organisation.ID, "")
			must(h.t, err)
			for _, o := range append(view.Path, view.Organisation) {
				n := members[o.ID]
				n[0] += len(view.Members)
				for _, m := range view.Members {
					if m.Standing.Decided != rating.None {
						n[1]++
					}
				}
				members[o.ID] = n
			}
		}
		for _, row := range rows {
			if got := [2]int{row.Members, row.Decided}; got != members[row.Organisation.ID] {
				h.t.Errorf("%d %s: %v, want %v", year, row.Organisation.ID, got, members[row.Organisation.ID])
			}
		}
	}
}

// TestRebuildOfALargeBatch lets a batch forget its standings half-way.
func TestRebuildOfALargeBatch(t *testing.T) {
	r, path := open(t)
	must(t, r.Batch(t.Context(), func(b *register.Batch) error {
		must(t, b.PutOrganisation(stamp, organisation(2026, "A", "")))
		for i := range 20_500 {
			id := fmt.Sprintf("m%d", i)
			must(t, b.PutMember(stamp, member(2026, id, "A")))
			if i%100 == 0 {
				_, err := b.Append(entry(2026, "m:"+id, register.KindDecision, `{"level":1,"number":"","day":"","reason":""}`))
				must(t, err)
			}
		}
		return nil
	}))
	years, err := r.Years(t.Context())
	must(t, err)
	if len(years) != 1 || years[0] != (register.YearSums{Year: 2026, Organisations: 1, Members: 20_500, Decided: 205}) {
		t.Errorf("%+v", years)
	}
	before := dump(t, path)
	must(t, r.Rebuild(t.Context()))
	if dump(t, path) != before {
		t.Error("not the same")
	}
}
