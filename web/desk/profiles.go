package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"

	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// listed is a profile in the list of all.
type listed struct {
	shown
	Years      rating.Years `json:"years"`
	Own        bool         `json:"own"` // not of this program, so it may be changed
	SelfVote   bool         `json:"self_vote"`
	Blank      bool         `json:"blank"`
	Attendance quorum       `json:"attendance"` // who must be there to open a vote, of those convened
	Ballots    quorum       `json:"ballots"`    // how many ballots it takes to close it, of those convened
	Base       rating.Base  `json:"base"`
	// Unverified is set where the rule of the vote that proposes a level was read nowhere.
	Unverified bool `json:"unverified"`
}

type quorum struct {
	rating.Threshold
	Unverified bool `json:"unverified"`
}

func list(p rating.Profile, own bool) listed {
	rule := p.Vote.Base.Unverified
	for _, t := range p.Vote.Thresholds {
		rule = rule || t.Unverified
	}
	return listed{
		shown: show(p), Years: p.Years, Own: own, SelfVote: p.Vote.SelfVote.Value, Blank: p.Vote.Blank.Value, Base: p.Vote.Base.Value,
		Attendance: quorum{p.Vote.Attendance.Value, p.Vote.Attendance.Unverified},
		Ballots:    quorum{p.Vote.Ballots.Value, p.Vote.Ballots.Unverified}, Unverified: rule,
	}
}

func (d *desk) listProfiles(w http.ResponseWriter, r *http.Request) error {
	all := []listed{}
	for _, p := range rating.Shipped() {
		all = append(all, list(p, false))
	}
	names, err := d.Register.Files(r.Context(), everybody, fileProfile)
	if err != nil {
		return err
	}
	for _, name := range names {
		p, _, err := d.named(r.Context(), name)
		if err != nil {
			return err
		}
		all = append(all, list(p, true))
	}
	return ok(w, all)
}

// profile gives a profile's file, in lines: whoever edits it is told by the line what is wrong.
func (d *desk) profile(w http.ResponseWriter, r *http.Request) error {
	p, err := d.profileOf(r)
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	if err := json.Indent(&lines, p.Bytes(), "", "  "); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, err = lines.WriteTo(w)
	return err
}

func (d *desk) profileOf(r *http.Request) (rating.Profile, error) {
	p, _, err := d.named(r.Context(), r.PathValue("name"))
	var kept *register.Error
	if errors.As(err, &kept) {
		return p, notFound
	}
	return p, err
}

// putProfile takes a profile of one's own. What already follows an earlier version keeps that one's bytes.
func (d *desk) putProfile(w http.ResponseWriter, r *http.Request) error {
	data, err := whole(r)
	if err != nil {
		return err
	}
	p, err := rating.Parse(data)
	if err != nil {
		return err
	}
	if _, shipped := rating.Named(p.Name); shipped {
		return refused("exists", "name")
	}
	if err := d.Register.PutFile(r.Context(), d.stamp(by(r)), everybody, fileProfile, p.Name, data); err != nil {
		return err
	}
	return ok(w, list(p, true))
}

// checkProfile applies a profile's caps to numbers of ratings, as `phieukin profile check` does.
func (d *desk) checkProfile(w http.ResponseWriter, r *http.Request) error {
	p, err := d.profileOf(r)
	if err != nil {
		return err
	}
	var asked struct {
		Counts [rating.Levels]int `json:"counts"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	for _, n := range asked.Counts {
		if n < 0 || n > 1e9 {
			return malformed("counts")
		}
	}
	return ok(w, struct {
		Profile string             `json:"profile"`
		Caps    []rating.CapResult `json:"caps"`
	}{p.Name, p.CheckCaps(asked.Counts)})
}
