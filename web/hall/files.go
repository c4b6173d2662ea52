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
		return r.minutes(state), nil
	}
	results := r.ratings(state)
	if name == "rating.json" {
		return results.JSON()
	}
	var out bytes.Buffer
	err := results.WriteCSV(&out, csvHeader, [rating.Levels]string(Levels))
	return out.Bytes(), err
}

// minutes are the figures that the counting minutes need, beside the result: who was there in numbers, what was handed
// out and came back, how much of it by printed ballots, and what became of the tellers' shares. Broken are the identities
// that the figures fail; there are none where all went well.
type minutes struct {
	UUID        string `json:"uuid"`
	Fingerprint string `json:"fingerprint"`
	Title       string `json:"title"`
	Unit        string `json:"unit"`
	meeting.Figures
	Paper     minutesPaper    `json:"paper"`
	Left      int             `json:"left"`
	Late      int             `json:"late"`
	Cards     minutesCards    `json:"cards"`
	Broken    []string        `json:"broken"`
	Threshold int             `json:"threshold"`
	Tellers   []minutesTeller `json:"tellers"`
	Head      json.RawMessage `json:"head"`
}

type minutesPaper struct {
	Issued    int `json:"issued"`
	Collected int `json:"collected"`
	Valid     int `json:"valid"`
	Invalid   int `json:"invalid"`
}

// minutesCards are the printed cards, and Again the second ballots for a name that a teller consented to, on a phone or
// as a card. Those are not in Issued: with them somebody could have voted twice, and then Returned may exceed it.
type minutesCards struct {
	Printed int `json:"printed"`
	Handed  int `json:"handed"`
	Again   int `json:"again"`
	Lost    int `json:"lost"`
	Missing int `json:"missing"`
}

type minutesTeller struct {
	Name           string `json:"name"`
	Opened         bool   `json:"opened"`
	ShareDestroyed bool   `json:"share_destroyed"`
}

func (r *Room) minutes(state meeting.State) []byte {
	m := minutes{
		UUID: r.uuid, Fingerprint: r.sealed.Load().election.Fingerprint, Title: state.Plan.Title, Unit: state.Plan.Unit,
		Figures: state.Figures(), Broken: state.Figures().Broken(r.rowSums(state)),
		Paper: minutesPaper{state.Paper.Handed, state.Paper.Collected, state.Paper.Entered, state.Paper.Invalid},
		Left:  state.Left(), Late: state.Late(),
		Cards:     minutesCards{state.Plan.Cards, state.Handed(), state.Again(), state.Lost, state.Missing},
		Threshold: state.Plan.Threshold, Head: state.Closing.Head,
	}
	for i, t := range state.Tellers {
		m.Tellers = append(m.Tellers, minutesTeller{t.Name, state.Parts[i+1] != "", t.Destroyed})
	}
	return strict.Encode(m)
}

// rowSums adds up the levels and blanks of each subject.
func (r *Room) rowSums(state meeting.State) []int {
	var sums []int
	for _, q := range r.result(state).Questions {
		sum := q.Blank
		for _, n := range q.Counts {
			sum += n
		}
		sums = append(sums, int(sum))
	}
	return sums
}

// csvHeader heads the table that people open in a spreadsheet.
var csvHeader = []string{
	"Họ và tên / tổ chức", "Chức vụ", "Xuất sắc", "Tốt", "Hoàn thành", "Không hoàn thành", "Để trống",
	"Mức đề xuất", "Số phiếu xét", "Trên tổng số", "Tỷ lệ (phần nghìn)",
}

func (r *Room) ratings(state meeting.State) rating.Results {
	var rows []rating.Row
	for _, q := range r.result(state).Questions {
		name, position := subjectOf(q.Question)
		row := rating.Row{Subject: name, Position: position, Blank: int(q.Blank)}
		for i, n := range q.Counts {
			row.Counts[i] = int(n)
		}
		row.Outcome = r.hall.Profile.Rate(row.Counts, bases(state))
		rows = append(rows, row)
	}
	return rating.NewResults(r.hall.Profile, rows)
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
