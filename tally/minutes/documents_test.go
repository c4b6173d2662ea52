//go:build documents

package minutes_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"phieukin/tally/minutes"
)

var keep = flag.String("keep", "", "folder to leave the papers in, for looking at")

func TestDocuments(t *testing.T) {
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	for _, p := range papers(60) {
		data, err := minutes.Fill(p, nil)
		if err != nil {
			t.Fatal(p.Kind(), err)
		}
		name := filepath.Join(dir, string(p.Kind())+".docx")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
	out, err := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}, names...)...).CombinedOutput()
	if err != nil {
		t.Fatal(err, string(out))
	}
}
