package hall

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/strict"
	"phieukin/tally/rating"
	"phieukin/tally/record"
)

// File is something that a meeting publishes, as exact bytes.
type File struct {
	Data []byte
	Type string
}

// The files by the phase from which they are there.
var (
	fromSealed    = []string{"election.json", "trustees.json", "public_creds.json", "setup.json", "manifest.json", "sealed.bel"}
	fromClosed    = []string{"closed.bel", "trackers.json"}
	fromPublished = []string{"record.bel", "result.json", "rating.json", "rating.csv", "minutes.json"}
)

// File returns a meeting's file, or ErrNoRoom where there is none of that name yet.
func (h *Hall) File(ctx context.Context, uuid, name string) (File, error) {
	r := h.byUUID(uuid)
	if r == nil {
		return File{}, ErrNoRoom
	}
	state := r.snapshot()
	switch {
	case state.Sealing != nil && state.Phase != meeting.Destroyed && name == "heads.json":
		return File{r.heads(state), contentType(name)}, nil
	case state.Sealing != nil && state.Phase != meeting.Destroyed && slices.Contains(fromSealed, name):
		return File{sealedFile(*state.Sealing, name), contentType(name)}, nil
	case state.Closing != nil && state.Phase != meeting.Destroyed && slices.Contains(fromClosed, name):
		box, err := r.closedBox(ctx)
		if err != nil {
			return File{}, err
		}
		if name == "trackers.json" {
			return File{ballot.EncodeTrackers(box.trackers), contentType(name)}, nil
		}
		return File{box.write(state).Bytes(), contentType(name)}, nil
	case state.Phase == meeting.Published && slices.Contains(fromPublished, name):
		data, err := r.publishedFile(ctx, state, name)
		return File{data, contentType(name)}, err
	}
	return File{}, ErrNoRoom
}

// heads are those that there are so far, as a list: verify takes the file beside a record, from whoever kept it.
func (r *Room) heads(state meeting.State) []byte {
	heads := []any{r.sealed.Load().head}
	if state.Closing != nil {
		heads = append(heads, json.RawMessage(state.Closing.Head))
	}
	return strict.Encode(heads)
}

func sealedFile(s meeting.SealedBox, name string) []byte {
	switch name {
	case "election.json":
		return s.Election
	case "trustees.json":
		return s.Trustees
	case "public_creds.json":
		return s.Credentials
	case "setup.json":
		return record.Setup(s.Election, s.Trustees, s.Credentials)
	case "manifest.json":
		return s.Manifest
	}
	return record.NewWriter(s.Timestamp, s.Election, s.Trustees, s.Credentials).Bytes()
}

func (r *Room) publishedFile(ctx context.Context, state meeting.State, name string) ([]byte, error) {
	switch name {
	case "record.bel":
		return r.record(ctx, state)
	case "result.json":
		return r.resultJSON(state), nil
	case "minutes.json":
		return r.minutes(state)
	}
	results := r.ratings(state)
	if name == "rating.json" {
		return results.JSON()
	}
	var out bytes.Buffer
	err := results.WriteCSV(&out, csvHeader, r.levels(state))
	return out.Bytes(), err
}

// csvHeader heads the table that people open in a spreadsheet.
var csvHeader = []string{
	"Họ và tên / tổ chức", "Chức vụ", "Xuất sắc", "Tốt", "Hoàn thành", "Không hoàn thành", "Để trống",
	"Mức đề xuất", "Số phiếu xét", "Trên tổng số", "Tỷ lệ (phần nghìn)",
}

func (r *Room) ratings(state meeting.State) rating.Results {
	var rows []rating.Row
	profile := r.sealed.Load().profile
	for _, q := range r.result(state).Questions {
		name, position := subjectOf(q.Question)
		row := rating.Row{Subject: name, Position: position, Blank: int(q.Blank)}
		for i, n := range q.Counts {
			row.Counts[i] = int(n)
		}
		row.Outcome = profile.Rate(row.Counts, bases(state))
		rows = append(rows, row)
	}
	return rating.NewResults(profile, rows)
}

func contentType(name string) string {
	switch name[strings.LastIndexByte(name, '.'):] {
	case ".json":
		return "application/json"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".bel":
		return "application/octet-stream"
	}
	panic(fmt.Sprintf("hall: internal error: no type for %s", name))
}
