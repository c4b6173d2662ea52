package desk

import (
	"errors"
	"io"
	"net/http"
	"strconv"

	"phieukin/crypto/strict"
	"phieukin/tally/minutes"
	"phieukin/tally/rating"
	"phieukin/tally/register"
	"phieukin/tally/register/sheets"
)

// refusal is why a request is refused: a code that pages put into words, with the place in what was sent.
type refusal struct {
	status int
	Code   string `json:"error"`
	Line   int    `json:"line,omitempty"`
	Path   string `json:"path,omitempty"`
}

func (r *refusal) Error() string { return "refused: " + r.Code }

// The refusals beyond those of the register, the profiles and the templates.
var (
	unauthorized = &refusal{status: http.StatusUnauthorized, Code: "unauthorized"}
	tooFast      = &refusal{status: http.StatusTooManyRequests, Code: "too_fast"}
	notFound     = &refusal{status: http.StatusNotFound, Code: "not_found"}
	tooLarge     = &refusal{status: http.StatusRequestEntityTooLarge, Code: "too_large"}
)

// malformed refuses a parameter or a body that is not what the path takes.
func malformed(path string) *refusal {
	return &refusal{status: http.StatusBadRequest, Code: "bad_request", Path: path}
}

// refused refuses what is well formed.
func refused(code, path string) *refusal {
	return &refusal{status: http.StatusUnprocessableEntity, Code: code, Path: path}
}

// missing are the register's codes for what is not there.
var missing = map[register.Code]bool{
	register.UnknownYear: true, register.UnknownOrganisation: true, register.UnknownMember: true, register.UnknownBallot: true,
	register.UnknownVote: true, register.UnknownFile: true,
}

// refuse answers with a refusal.
func (d *Desk) refuse(w http.ResponseWriter, r *http.Request, err error) {
	told := d.told(r, err)
	if told.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	answer(w, told.status, told)
}

// told is what is said of an error. Whatever is no refusal is logged here and told to nobody: it may speak of the file.
func (d *Desk) told(r *http.Request, err error) *refusal {
	var told *refusal
	var kept *register.Error
	var rule *rating.Error
	var paper *minutes.Error
	var sheet sheets.Error
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &kept):
		told = refused(string(kept.Code), kept.Path)
		if missing[kept.Code] && r.Method == http.MethodGet {
			told.status = http.StatusNotFound
		}
		return told
	case errors.As(err, &rule):
		told = refused(rule.Code, rule.Path)
		told.Line = rule.Line
		return told
	case errors.As(err, &paper):
		return refused(string(paper.Code), paper.Name)
	case errors.As(err, &sheet):
		return refused(string(sheet), "")
	}
	if r.Context().Err() == nil { // else the other side has gone
		d.Log.Error("answering for the register", "path", r.URL.Path, "error", err)
	}
	return &refusal{status: http.StatusServiceUnavailable, Code: "unavailable"}
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(strict.Encode(body))
}

func ok(w http.ResponseWriter, body any) error {
	answer(w, http.StatusOK, body)
	return nil
}

// done answers what has nothing to say.
func done(w http.ResponseWriter) error { return ok(w, struct{}{}) }

// take reads a body strictly.
func take(r *http.Request, v any) error {
	data, err := whole(r)
	if err != nil {
		return err
	}
	if err := strict.DecodeWhole(data, v); err != nil {
		return malformed("")
	}
	return nil
}

// whole reads a body up to its path's limit.
func whole(r *http.Request) ([]byte, error) {
	data, err := io.ReadAll(r.Body)
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return nil, tooLarge
	}
	return data, err
}

// year reads the parameter that nearly every path has.
func year(r *http.Request) (int, error) { return number(r, "year", 0) }

// number reads a whole number from the address; least is for one that is not there, and 0 demands it.
func number(r *http.Request, name string, absent int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" && absent != 0 {
		return absent, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 9999 {
		return 0, malformed(name)
	}
	return n, nil
}

// outside reports whether the answer is for a reader who was not in the meeting.
func outside(r *http.Request) bool { return r.URL.Query().Get("reader") == "outside" }
