package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"

	"phieukin/tally/rating"
	"phieukin/tally/register"
	"phieukin/tally/register/sheets"
)

// importTables takes a file of tables into the register, or with dry=1 says what it would do. The answer is JSON lines: how far it
// is, {"done","of"}, and in the end {"report"} or {"error"}.
func (d *desk) importTables(w http.ResponseWriter, r *http.Request) error {
	y, err := year(r)
	if err != nil {
		return err
	}
	spooled, err := spool(r.Body)
	if err != nil {
		return err
	}
	defer func() {
		spooled.Close()
		os.Remove(spooled.Name())
	}()
	d.importing.Lock()
	defer d.importing.Unlock()
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Cache-Control", "no-store")
	lines := &lineWriter{encoder: json.NewEncoder(w), flush: http.NewResponseController(w).Flush}
	report, err := sheets.Import(r.Context(), d.Register, spooled, sheets.ImportOptions{
		Year: y, Dry: r.URL.Query().Get("dry") == "1", Stamp: d.stamp(by(r)), NewID: newID,
		Progress: func(done, of int64) { lines.write(progressLine{done, of}) },
	})
	if err != nil {
		lines.write(d.told(r, err))
		return nil
	}
	lines.write(reportLine{report})
	return nil
}

// sampleTables gives an empty workbook to be filled in.
func (d *desk) sampleTables(w http.ResponseWriter, r *http.Request) error {
	var out bytes.Buffer
	if err := sheets.Sample(&out); err != nil {
		return err
	}
	return file(w, out.Bytes(), typeXlsx, "mau-nhap.xlsx")
}

type progressLine struct {
	Done int64 `json:"done"`
	Of   int64 `json:"of"`
}

type reportLine struct {
	Report sheets.Report `json:"report"`
}

// lineWriter sends each line at once.
type lineWriter struct {
	encoder *json.Encoder
	flush   func() error
}

// write leaves out what cannot be sent any more: an import goes on when nobody listens.
func (l *lineWriter) write(line any) {
	if l.encoder.Encode(line) == nil {
		_ = l.flush()
	}
}

// spool keeps what is sent in a temporary file, so that memory does not grow with it.
func spool(body io.Reader) (*os.File, error) {
	f, err := os.CreateTemp("", "phieukin-import-*")
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(f, body)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err == nil {
		return f, nil
	}
	f.Close()
	os.Remove(f.Name())
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return nil, tooLarge
	}
	return nil, err
}

var exportTypes = map[sheets.Format]struct{ kind, ending string }{
	sheets.XLSX: {typeXlsx, ".xlsx"}, sheets.CSV: {"application/zip", ".zip"}, sheets.JSON: {"application/json", ".json"},
}

// exportTables gives the register of a year, or of all, as it is at one moment.
func (d *desk) exportTables(w http.ResponseWriter, r *http.Request) error {
	y := 0
	if r.URL.Query().Has("year") {
		var err error
		if y, err = year(r); err != nil {
			return err
		}
	}
	format := sheets.Format(r.URL.Query().Get("format"))
	form, known := exportTypes[format]
	if !known {
		return malformed("format")
	}
	options := sheets.ExportOptions{Year: y}
	if outside(r) {
		options.Coarse = d.coarse(r)
	}
	w.Header().Set("Content-Type", form.kind)
	w.Header().Set("Content-Disposition", `attachment; filename="so-xep-loai`+form.ending+`"`)
	w.Header().Set("Cache-Control", "no-store")
	out := &counter{w: w}
	if err := sheets.Export(r.Context(), d.Register, out, format, options); err != nil {
		if out.n == 0 {
			w.Header().Del("Content-Disposition")
			return err
		}
		d.Log.Error("exporting the register", "error", err)
		panic(http.ErrAbortHandler) // what came so far must not pass for the whole
	}
	return nil
}

// counter counts what has gone out.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// coarse says of which votes readers outside the meeting see the levels alone.
func (d *desk) coarse(r *http.Request) func(register.Vote) bool {
	type place struct {
		year int
		org  string
	}
	least := map[place]int{}
	return func(v register.Vote) bool {
		at := place{v.Year, v.Org}
		if least[at] == 0 {
			p, err := d.rulesOf(r.Context(), v.Year, v.Org)
			if err != nil {
				return true
			}
			least[at] = p.Disclosure.MinGroup.Value
		}
		for _, row := range v.Rows {
			if rating.Coarse(row.Counts, v.Figures.Valid, least[at]) {
				return true
			}
		}
		return false
	}
}
