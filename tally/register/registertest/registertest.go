// Package registertest makes large registers for tests and benchmarks: the same seed gives the same register.
package registertest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// Size is how large a register to make.
type Size struct {
	Committees int // upper committees under the one root
	Bases      int // base committees and base cells
	Cells      int // cells of the base committees
	Members    int
	Years      int // up to LastYear
}

// Province is a province: 3,400 organisations and 100,000 members over five years.
var Province = Size{Committees: 20, Bases: 379, Cells: 3000, Members: 100_000, Years: 5}

// LastYear is the latest year of a register made here; in it a tenth of the members is not decided yet. The last three years
// have votes, the last self-assessments too; of those before there are the decisions alone, as a new service takes them over.
const LastYear = 2026

// The ids of organisations and members that are always there.
const (
	Root       = "tinh"
	ACommittee = "xa0001"
	ACell      = "cb0001"
	AMember    = "dv000001"
)

// Fill makes a register of a size in an empty one.
func Fill(ctx context.Context, r *register.Register, size Size, seed uint64) error {
	return r.Batch(ctx, func(b *register.Batch) error {
		f := &filler{Batch: b, size: size, rand: rand.New(rand.NewPCG(seed, 0))}
		if err := f.organisations(); err != nil {
			return err
		}
		for cell := range size.Cells {
			if err := f.cell(cell); err != nil {
				return err
			}
		}
		return f.decideOrganisations()
	})
}

type filler struct {
	*register.Batch
	size  Size
	rand  *rand.Rand
	votes int
	plans int
}

var (
	families = []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"}
	middles  = []string{"Văn", "Thị", "Ngọc", "Quốc", "Đức", "Minh", "Hữu", "Thanh", "Xuân"}
	givens   = []string{"An", "Bình", "Cường", "Dũng", "Hạnh", "Hương", "Khánh", "Lan", "Mai", "Nga", "Oanh", "Phúc", "Quý", "Sơn", "Thảo", "Ẩn"}
	places   = []string{"Hòa Bình", "Tân Tiến", "Đồng Tâm", "Nham Biền", "Yên Lư", "Xuân Phú", "Đức Giang", "Cảnh Thụy", "Lão Hộ", "Trí Yên"}
)

func pick[T any](f *filler, from []T) T { return from[f.rand.IntN(len(from))] }

func (f *filler) years() []int {
	var years []int
	for y := LastYear - f.size.Years + 1; y <= LastYear; y++ {
		years = append(years, y)
	}
	return years
}

func stamp(year int) register.Stamp {
	return register.Stamp{At: strconv.Itoa(year) + "-12-20T09:00:00+07:00", By: "Ban Tổ chức"}
}

func committee(i int) string { return fmt.Sprintf("xa%04d", i+1) }
func base(i int) string      { return fmt.Sprintf("cs%04d", i+1) }
func cellID(i int) string    { return fmt.Sprintf("cb%04d", i+1) }

func (f *filler) organisations() error {
	all := []register.Organisation{{ID: Root, Name: "Đảng bộ tỉnh", Type: "upper_committee"}}
	for i := range f.size.Committees {
		all = append(all, register.Organisation{ID: committee(i), Parent: Root, Name: "Đảng bộ xã " + pick(f, places), Type: "upper_committee", Order: i})
	}
	for i := range f.size.Bases {
		all = append(all, register.Organisation{ID: base(i), Parent: committee(i % f.size.Committees), Type: "base_committee",
			Name: "Đảng bộ " + pick(f, places) + " " + strconv.Itoa(i), Group: []string{"truong-hoc", "doanh-nghiep", ""}[i%3], Order: i})
	}
	for i := range f.size.Cells {
		all = append(all, register.Organisation{ID: cellID(i), Parent: base(i % f.size.Bases), Type: "cell",
			Name: "Chi bộ " + pick(f, places) + " " + strconv.Itoa(i), Order: i})
	}
	for _, year := range f.years() {
		for _, o := range all {
			o.Year = year
			if err := f.PutOrganisation(stamp(year), o); err != nil {
				return err
			}
		}
	}
	return nil
}

// level draws a level as the shares of 2019 were.
func (f *filler) level() int {
	switch n := f.rand.IntN(1000); {
	case n < 119:
		return 0
	case n < 884:
		return 1
	case n < 992:
		return 2
	}
	return 3
}

// near is a level or, rarely, the next.
func (f *filler) near(level int) int {
	if f.rand.IntN(12) == 0 {
		return max(0, min(3, level+f.rand.IntN(3)-1))
	}
	return level
}

// cell makes the members of a cell with their years.
func (f *filler) cell(cell int) error {
	org := cellID(cell)
	var members []register.Member
	usual := map[string]int{}
	// Numbered cell by cell, so that rows are written where the last ones were.
	for i := cell * f.size.Members / f.size.Cells; i < (cell+1)*f.size.Members/f.size.Cells; i++ {
		admitted := 1970 + f.rand.IntN(51)
		m := register.Member{ID: fmt.Sprintf("dv%06d", i+1), Org: org, Name: pick(f, families) + " " + pick(f, middles) + " " + pick(f, givens),
			Admitted: fmt.Sprintf("%d-05-19", admitted), Official: fmt.Sprintf("%d-05-19", admitted+1), Born: fmt.Sprintf("%d-09-02", admitted-20)}
		members = append(members, m)
		usual[m.ID] = f.level()
	}
	for _, year := range f.years() {
		if err := f.cellYear(org, year, members, usual); err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) cellYear(org string, year int, members []register.Member, usual map[string]int) error {
	vote := f.vote(org, year, len(members))
	decided := map[string]int{}
	for i, m := range members {
		m.Year = year
		if err := f.PutMember(stamp(year), m); err != nil {
			return err
		}
		if i%23 == 7 {
			if year == f.years()[0] {
				if err := f.PutStatus(stamp(year), register.StatusSpan{Member: m.ID, Status: ballot.Exempt, From: m.Official}); err != nil {
					return err
				}
			}
			continue
		}
		level := f.near(usual[m.ID])
		if year == LastYear {
			if err := f.append(year, "m:"+m.ID, "self", register.KindSelf, fmt.Sprintf(`{"level":%d,"headings":[],"note":""}`, f.near(level))); err != nil {
				return err
			}
		}
		vote.Rows = append(vote.Rows, f.row("m:"+m.ID, m.Name, level, vote.Figures.Valid))
		decided[m.ID] = f.near(level)
	}
	if year > LastYear-3 && len(vote.Rows) > 0 {
		if _, err := f.ReturnVote(vote); err != nil {
			return err
		}
	}
	for _, row := range vote.Rows {
		if year == LastYear && f.rand.IntN(10) == 0 {
			continue
		}
		if err := f.decide(year, row.Subject, decided[row.Subject[2:]]); err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) vote(org string, year, voters int) register.Vote {
	f.votes++
	return register.Vote{ID: fmt.Sprintf("vote%07d", f.votes), Org: org, Body: "cell", Year: year, Round: 1, Day: strconv.Itoa(year) + "-12-05",
		Fingerprint: fmt.Sprintf("%08x", f.votes), Verified: true, Stamp: stamp(year),
		Figures: meeting.Figures{Convened: voters, Present: voters, Issued: voters, Returned: voters, Valid: voters}}
}

func (f *filler) row(subject, name string, level, ballots int) register.VoteRow {
	row := register.VoteRow{Subject: subject, Name: name, Step: "ballot", Outcome: rating.Outcome{Level: level, Code: rating.CodeOverHalf, Leading: level}}
	others := f.rand.IntN(1 + ballots/3)
	row.Counts[level] = ballots - others
	row.Counts[(level+1)%4] += others
	row.Outcome.Count, row.Outcome.Base = row.Counts[level], ballots
	return row
}

func (f *filler) append(year int, subject, step string, kind register.Kind, body string) error {
	s := stamp(year)
	_, err := f.Append(register.Entry{At: s.At, By: s.By, Year: year, Subject: subject, Step: step, Kind: kind, Body: []byte(body)})
	return err
}

func (f *filler) decide(year int, subject string, level int) error {
	return f.append(year, subject, "decision", register.KindDecision,
		fmt.Sprintf(`{"level":%d,"number":"12-QĐ/ĐU","day":"%d-12-20","reason":"Theo kết quả thẩm định"}`, level, year))
}

func (f *filler) decideOrganisations() error {
	for i := range f.size.Bases + f.size.Cells {
		org := cellID(i - f.size.Bases)
		if i < f.size.Bases {
			org = base(i)
		}
		level := f.level()
		for _, year := range f.years() {
			level = f.near(level)
			vote := f.vote(org, year, 12)
			vote.Rows = []register.VoteRow{f.row("o:"+org, org, level, 12)}
			if _, err := f.ReturnVote(vote); err != nil {
				return err
			}
			if year < LastYear || i%3 > 0 {
				if err := f.decide(year, "o:"+org, f.near(level)); err != nil {
					return err
				}
			}
			if i%4 == 0 {
				f.plans++
				if err := f.append(year, "o:"+org, "plan", register.KindPlan, fmt.Sprintf(
					`{"id":"kh%06d","weakness":"Sinh hoạt chưa đều","measure":"Sinh hoạt mỗi tháng","who":"Bí thư","due":"%d-%02d-28","org":%q}`,
					f.plans, year+1, 1+i%12, org)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
