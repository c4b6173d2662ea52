// Package desk is the register's HTTP API under /desk/v1, for the register's pages and for an organisation's own systems. It joins
// what does not know each other: the register (tally/register), the procedures and caps of the profiles (tally/procedure,
// tally/rating), the papers (tally/minutes), and the hall, whose meetings it begins and whose results it takes back.
//
// Whoever has the host's key may read and write everything (Authorization: Bearer KEY); nobody else anything. Answers are
// JSON unless a path gives a file, refusals {"error":code} with the line and the path of what was sent where they are known.
// The whole of it stands in openapi.json, which GET /desk/v1/openapi.json gives to anybody.
//
// No answer joins a person to a ballot: the register knows totals alone, and so does a meeting that returns.
package desk

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"phieukin/tally/register"
	"phieukin/web/hall"
)

// Config is what a Desk needs from outside.
type Config struct {
	Register *register.Register
	Log      *slog.Logger
	// Now is the clock, in one place.
	Now func() time.Time
}

// Desk is the register's office.
type Desk struct {
	Config
	profiles  sync.Map   // rating.Profile by the hash of its bytes
	importing sync.Mutex // one at a time
}

// Hall is what the desk asks of the running meetings.
type Hall interface {
	IsHost(key string) bool
	// Begun finds the meeting that was begun from a planned ballot, if one was.
	Begun(origin string) (hall.Begun, bool)
	// File gives what a meeting publishes.
	File(ctx context.Context, uuid, name string) (hall.File, error)
	// BaseURL is where papers' codes lead.
	BaseURL() string
}

// New makes a desk over an open register.
func New(config Config) *Desk { return &Desk{Config: config} }

// handler answers one request. Its error is a refusal, or a failure that is logged.
type handler func(d *desk, w http.ResponseWriter, r *http.Request) error

// desk is a Desk with the hall that it works with.
type desk struct {
	*Desk
	hall Hall
}

// route is one line of the API.
type route struct {
	method, path string
	limit        int64 // of the body's bytes
	handle       handler
}

// Limits of what is sent. A template is a Word file; what is imported is the register of a province.
const (
	smallBody    = 1 << 20
	templateBody = 4 << 20
	importBody   = 64 << 20
)

// prefix is where the API stands.
const prefix = "/desk/v1"

var routes = []route{
	{"GET", "/years", 0, (*desk).years},
	{"POST", "/years", smallBody, (*desk).openYear},
	{"GET", "/organisations", 0, (*desk).organisations},
	{"POST", "/organisations", smallBody, (*desk).putOrganisation},
	{"GET", "/organisations/{id}", 0, (*desk).organisation},
	{"POST", "/members", smallBody, (*desk).putMembers},
	{"GET", "/members/{id}", 0, (*desk).member},
	{"POST", "/seats", smallBody, (*desk).putSeats},
	{"POST", "/statuses", smallBody, (*desk).putStatuses},
	{"POST", "/cycles", smallBody, (*desk).putCycle},
	{"POST", "/entries", smallBody, (*desk).putEntry},
	{"POST", "/ballots", smallBody, (*desk).planBallot},
	{"GET", "/ballots/{id}", 0, (*desk).ballot},
	{"DELETE", "/ballots/{id}", smallBody, (*desk).voidBallot},
	{"GET", "/votes/{id}", 0, (*desk).vote},
	{"GET", "/trace", 0, (*desk).trace},
	{"GET", "/caps", 0, (*desk).caps},
	{"GET", "/candour", 0, (*desk).candour},
	{"GET", "/counted", 0, (*desk).counted},
	{"GET", "/plans", 0, (*desk).plans},
	{"POST", "/import", importBody, (*desk).importTables},
	{"GET", "/import/sample.xlsx", 0, (*desk).sampleTables},
	{"GET", "/export", 0, (*desk).exportTables},
	{"GET", "/documents/{kind}", 0, (*desk).document},
	{"GET", "/templates/{kind}", 0, (*desk).template},
	{"PUT", "/templates/{kind}", templateBody, (*desk).putTemplate},
	{"DELETE", "/templates/{kind}", 0, (*desk).dropTemplate},
	{"GET", "/profiles", 0, (*desk).listProfiles},
	{"POST", "/profiles", smallBody, (*desk).putProfile},
	{"GET", "/profiles/{name}", 0, (*desk).profile},
	{"POST", "/profiles/{name}/check", smallBody, (*desk).checkProfile},
}

// Handler answers the paths under /desk/.
func (d *Desk) Handler(h Hall) http.Handler {
	joined, keys := &desk{d, h}, newGate(h.IsHost, d.Now)
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+prefix+"/openapi.json", openAPI)
	for _, one := range routes {
		mux.HandleFunc(one.method+" "+prefix+one.path, func(w http.ResponseWriter, r *http.Request) {
			if err := keys.admit(r); err != nil {
				joined.refuse(w, r, err)
				return
			}
			r.Body = http.MaxBytesReader(w, r.Body, one.limit)
			if err := one.handle(joined, w, r); err != nil {
				joined.refuse(w, r, err)
			}
		})
	}
	mux.HandleFunc("/desk/", func(w http.ResponseWriter, r *http.Request) { joined.refuse(w, r, notFound) })
	return mux
}

// stamp says now, and by whom.
func (d *Desk) stamp(by string) register.Stamp {
	return register.Stamp{At: d.Now().UTC().Format(time.RFC3339), By: by}
}

// itself is who records what a meeting brings back.
const itself = "Phiếu Kín"

// by is who writes, as whoever asks has typed it: the key alone tells nobody from another.
func by(r *http.Request) string { return r.URL.Query().Get("by") }

// today is the day where this machine is.
func (d *Desk) today() string { return d.Now().Format(time.DateOnly) }
