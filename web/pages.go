package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// pages are the built files, compressed once at start: on plain http browsers accept gzip and nothing better.
type pages struct{ files map[string]*pageFile }

type pageFile struct {
	plain, gzip []byte
	kind, etag  string
}

// kinds are the types of the files that a build may hold; there are no others.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
}

func loadPages(files fs.FS) (*pages, error) {
	p := &pages{files: map[string]*pageFile{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		kind, served := kinds[path.Ext(name)]
		if err != nil || entry.IsDir() || !served {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(data); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		p.files[name] = &pageFile{
			plain: data, gzip: out.Bytes(), kind: kind,
			etag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("loading the pages: %w", err)
	}
	if p.files["member.html"] == nil {
		return nil, fmt.Errorf("loading the pages: they have not been built")
	}
	return p, nil
}

// serve answers with one file. Browsers ask again each time and get 304 while it has not changed, so an updated program
// never meets an old page.
func (p *pages) serve(w http.ResponseWriter, r *http.Request, name string) {
	f := p.files[name]
	if f == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	data, etag := f.plain, f.etag
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		data, etag = f.gzip, f.etag[:len(f.etag)-1]+`-gz"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Write(data)
}
