package desk

import (
	"net/http"

	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// votePage is a vote with where its proof is.
type votePage struct {
	register.Vote
	// Record, Check and Minutes are paths of this server until the meeting is archived, "" after.
	Record  string `json:"record"`
	Check   string `json:"check"`
	Minutes string `json:"minutes"`
	// Withheld says that the figures of groups under the profile's minimum are left out, for readers outside the meeting.
	Withheld bool `json:"withheld"`
}

func (d *desk) vote(w http.ResponseWriter, r *http.Request) error {
	v, err := d.Register.Vote(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page := votePage{Vote: v}
	if _, err := d.hall.File(r.Context(), v.ID, "result.json"); err == nil {
		page.Record, page.Check, page.Minutes = "/r/"+v.ID+"/record.bel", "/verify#"+v.ID, "/minutes#"+v.ID
	}
	if outside(r) {
		p, err := d.rulesOf(r.Context(), v.Year, v.Org)
		if err != nil {
			return err
		}
		votes := []register.Vote{v}
		page.Withheld = coarsen(votes, p)
		page.Vote = votes[0]
	}
	return ok(w, page)
}

// coarsen leaves of the rows of small groups the level alone; it reports whether any was.
func coarsen(votes []register.Vote, p rating.Profile) bool {
	any := false
	for i := range votes {
		rows := make([]register.VoteRow, len(votes[i].Rows))
		for j, row := range votes[i].Rows {
			if rating.Coarse(row.Counts, votes[i].Figures.Valid, p.Disclosure.MinGroup.Value) {
				any = true
				row.Counts, row.Blank = [rating.Levels]int{}, 0
				row.Outcome = rating.Outcome{Level: row.Outcome.Level, Leading: row.Outcome.Level}
			}
			rows[j] = row
		}
		votes[i].Rows = rows
	}
	return any
}

// trace says what a subject's level rests on, for the clicks from a figure to its proof.
func (d *desk) trace(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	t, err := d.Register.Trace(r.Context(), y, r.URL.Query().Get("subject"))
	if err != nil {
		return err
	}
	if outside(r) {
		p, err := d.rulesOf(r.Context(), y, t.Standing.Org)
		if err != nil {
			return err
		}
		coarsen(t.Votes, p)
	}
	return ok(w, t)
}
