package desk

import (
	"net/http"
	"strconv"

	"phieukin/tally/rating"
	"phieukin/tally/register"
)

// counted lists those whom a figure of the caps or of candour counts.
func (d *desk) counted(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	q := register.CountedQuery{Year: y, Org: asked.Get("org"), Own: asked.Get("own") == "1", Group: asked.Get("group"), After: asked.Get("after")}
	switch rating.Applies(asked.Get("of")) {
	case rating.ToMembers:
	case rating.ToOrganisations:
		q.Organisations = true
	default:
		return malformed("of")
	}
	for name, level := range map[string]**int{"self": &q.Self, "vote": &q.Vote, "decided": &q.Decided, "level": &q.Level} {
		text := asked.Get(name)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < rating.None || n >= rating.Levels {
			return malformed(name)
		}
		*level = &n
	}
	page := struct {
		Rows []register.Counted `json:"rows"`
		Next string             `json:"next"`
	}{}
	if page.Rows, page.Next, err = d.Register.Counted(r.Context(), q); err != nil {
		return err
	}
	return ok(w, page)
}
