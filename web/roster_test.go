package web_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"phieukin/ballot/roster"
	"phieukin/crypto/envelope"
	"phieukin/tally/urn/sqlite"
	"phieukin/web"
	"phieukin/web/hall"
)

// serve starts the whole server on a store in dir and gives its address.
func serve(t *testing.T, dir string, log io.Writer) string {
	t.Helper()
	store, err := sqlite.New(dir)
	if err != nil {
		t.Fatal(err)
	}
	deployment, err := envelope.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	h, err := hall.Open(t.Context(), hall.Config{
		Store: store, Deployment: deployment, HostKey: "host", BaseURL: "http://192.168.8.2:8080", RoomDigits: 4,
		Log: slog.New(slog.NewTextHandler(log, nil)), Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := web.New(h, nil, func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(func() { server.Close(); h.Close(); store.Close() })
	return server.URL
}

func post(t *testing.T, url, key, body string) (status int, answer []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if a.StatusCode == http.StatusOK && a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the answer may be kept: %v", a.Header)
	}
	answer, err = io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, answer
}

func TestListsAreReadForTheHostAndForgotten(t *testing.T) {
	dir, log := t.TempDir(), new(bytes.Buffer)
	url := serve(t, dir, log)
	const list = "Họ và tên;Diện\nNguyễn Thị Ặng;Dự bị\n"

	status, answer := post(t, url+"/roster?on=2026-12-05", "host", list)
	var got roster.List
	if err := json.Unmarshal(answer, &got); err != nil || status != http.StatusOK || len(got.Rows) != 1 || got.Rows[0].Name != "Nguyễn Thị Ặng" {
		t.Errorf("%d %s %v", status, answer, err)
	}
	status, answer = post(t, url+"/roster?on=2026-12-05", "host", string(roster.Sample))
	if err := json.Unmarshal(answer, &got); err != nil || status != http.StatusOK || len(got.Rows) != 3 {
		t.Errorf("the sample: %d %s %v", status, answer, err)
	}

	for name, c := range map[string]struct {
		path, key, body string
		status          int
		code            string
	}{
		"no key":        {"/roster?on=2026-12-05", "", list, http.StatusForbidden, "forbidden"},
		"another key":   {"/roster?on=2026-12-05", "hosts", list, http.StatusForbidden, "forbidden"},
		"no day":        {"/roster", "host", list, http.StatusUnprocessableEntity, "date"},
		"a false day":   {"/roster?on=2026-02-30", "host", list, http.StatusUnprocessableEntity, "date"},
		"nobody":        {"/roster?on=2026-12-05", "host", "1;2", http.StatusUnprocessableEntity, "no_names"},
		"an old format": {"/roster?on=2026-12-05", "host", "\xd0\xcf\x11\xe0", http.StatusUnprocessableEntity, "old_workbook"},
		"too long":      {"/roster?on=2026-12-05", "host", strings.Repeat("x", roster.MaxBytes+1), http.StatusUnprocessableEntity, "too_large"},
	} {
		status, answer := post(t, url+c.path, c.key, c.body)
		if want := `{"code":"` + c.code + `"}`; status != c.status || string(answer) != want {
			t.Errorf("%s: %d %s, want %d %s", name, status, answer, c.status, want)
		}
	}
	if status, _ := post(t, url+"/host", "host", list); status != http.StatusMethodNotAllowed {
		t.Errorf("posting to a page: %d", status)
	}

	if strings.Contains(log.String(), "Ặng") {
		t.Errorf("logged: %s", log)
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte("Ặng")) {
			t.Errorf("kept in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheSampleIsServed(t *testing.T) {
	a, err := http.Get(serve(t, t.TempDir(), io.Discard) + "/roster/sample.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err != nil || !bytes.Equal(data, roster.Sample) || !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d bytes, %v, %v", len(data), a.Header, err)
	}
}
