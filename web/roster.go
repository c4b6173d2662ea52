package web

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"phieukin/ballot/roster"
	"phieukin/crypto/strict"
)

// readRoster answers a list of members, posted as a file or as text by the host's browser, with what was understood of it
// on the day named by ?on=2026-12-31. Only whoever has the host's key is answered (Authorization: Bearer KEY), and nothing
// of the list is kept or logged. A list that cannot be read is answered 422 and its code.
func (s *Server) readRoster(w http.ResponseWriter, r *http.Request) {
	key, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !s.hall.IsHost(key) {
		answer(w, http.StatusForbidden, refused{"forbidden"})
		return
	}
	on, err := roster.ParseDate(r.URL.Query().Get("on"))
	if err != nil {
		answer(w, http.StatusUnprocessableEntity, refused{string(roster.ErrDate)})
		return
	}
	data, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		answer(w, http.StatusUnprocessableEntity, refused{string(roster.ErrTooLarge)})
		return
	case err != nil:
		return // the browser has gone
	}
	// One at a time: a workbook may take a hundred megabytes while it is read.
	s.reading.Lock()
	list, err := roster.Read(data, on)
	s.reading.Unlock()
	var code roster.Error
	if errors.As(err, &code) {
		answer(w, http.StatusUnprocessableEntity, refused{string(code)})
		return
	}
	answer(w, http.StatusOK, list)
}

type refused struct {
	Code string `json:"code"`
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(strict.Encode(body))
}

func (s *Server) sampleRoster(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="danh-sach-mau.xlsx"`)
	w.Write(roster.Sample)
}
