package desk

import (
	"net/http"

	"phieukin/tally/procedure"
	"phieukin/tally/register"
)

// memberPage is one member whole.
type memberPage struct {
	register.MemberView
	Profile shown                 `json:"profile"`
	Steps   []procedure.StepState `json:"steps"`
}

func (d *desk) member(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	view, err := d.Register.Member(r.Context(), y, r.PathValue("id"), d.today())
	if err != nil {
		return err
	}
	p, err := d.rulesOf(r.Context(), y, view.Member.Org)
	if err != nil {
		return err
	}
	page := memberPage{MemberView: view, Profile: show(p)}
	page.Steps = memberStates(p, view)
	if outside(r) {
		coarsen(page.Votes, p)
	}
	return ok(w, page)
}

// putMembers records members of a year, new where they have no id.
func (d *desk) putMembers(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		Year    int               `json:"year"`
		Members []register.Member `json:"members"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	err := d.Register.Batch(r.Context(), func(b *register.Batch) error {
		for i := range asked.Members {
			m := &asked.Members[i]
			if m.ID == "" {
				m.ID = newID()
			}
			m.Year = asked.Year
			if err := b.PutMember(d.stamp(by(r)), *m); err != nil {
				return inList(err, "members", i)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return ok(w, asked.Members)
}

func (d *desk) putStatuses(w http.ResponseWriter, r *http.Request) error {
	var asked struct {
		Statuses []register.StatusSpan `json:"statuses"`
	}
	if err := take(r, &asked); err != nil {
		return err
	}
	err := d.Register.Batch(r.Context(), func(b *register.Batch) error {
		for i, span := range asked.Statuses {
			if err := b.PutStatus(d.stamp(by(r)), span); err != nil {
				return inList(err, "statuses", i)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return done(w)
}

// putSeats records who sits on a body, in the place of those before.
func (d *desk) putSeats(w http.ResponseWriter, r *http.Request) error {
	var seats register.Seats
	if err := take(r, &seats); err != nil {
		return err
	}
	if err := d.Register.PutSeats(r.Context(), d.stamp(by(r)), seats); err != nil {
		return err
	}
	return done(w)
}
