// Package app holds the built pages. Their sources are the TypeScript in src; dist is committed, so that building the
// program needs no Node, and CI rebuilds it and compares.
package app

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files are the built pages: member.html and so on, with what they load.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("app: internal error: dist is embedded")
	}
	return files
}
