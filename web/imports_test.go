package web_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers is the order of packages from the top down: each imports only packages of lines below its own. Packages that
// hold a teller's or a voter's secrets stand beside the public ones, but nothing that the server is made of imports them.
//
// tally/record stands just above tally, not with the documents made from it: a teller's device (tally/trustee) verifies
// the whole record with the witness's own verifier before it opens anything, and so imports it.
var layers = [][]string{
	{"cmd/phieukin"},
	{"cmd/phieukin/rehearse", "cmd/phieukin/teller", "cmd/phieukin/cards", "cmd/phieukin/backup"},
	{"cmd/phieukin/client"},
	{"web"},
	{"web/desk"},
	{"web/hall"},
	{"web/live", "web/qr", "web/wire", "web/app"},
	{"tally/register/sheets"},
	{"tally/register", "tally/minutes"},
	{"tally/urn/sqlite", "tally/urn/redis", "tally/procedure"},
	{"tally/urn", "tally/rating", "tally/trustee"},
	{"tally/record"},
	{"tally"},
	{"ballot/roster", "ballot/meeting", "ballot/voter"},
	{"ballot"},
	{"crypto/threshold"},
	{"crypto/proof"},
	{"crypto/elgamal"},
	{"crypto/group", "crypto/envelope", "crypto/strict", "crypto/words"},
}

// source is a package of the module.
type source struct {
	ImportPath, Dir        string
	GoFiles, Imports, Deps []string
}

const module = "phieukin/"

func (s source) name() string { return strings.TrimPrefix(s.ImportPath, module) }

// forTests says that a package helps tests, by its name; such packages may import what they like.
func forTests(name string) bool { return strings.HasSuffix(name, "test") }

// sources lists the module's packages without their tests.
func sources(t *testing.T) map[string]source {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,GoFiles,Imports,Deps",
		"./ballot/...", "./cmd/...", "./crypto/...", "./tally/...", "./web/...")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]source{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var s source
		if err := d.Decode(&s); err != nil {
			t.Fatal(err)
		}
		all[s.name()] = s
	}
	if len(all) < 20 {
		t.Fatalf("%d packages", len(all))
	}
	return all
}

// TestTheServerDoesNotLinkSecrets holds the secret halves to the programs that people run for themselves, and those
// programs to what they could know of the server from outside.
func TestTheServerDoesNotLinkSecrets(t *testing.T) {
	all := sources(t)
	secrets := []string{"tally/trustee", "ballot/voter"}
	for _, name := range append([]string{"web", "web/hall"}, secrets...) {
		if len(all[name].Deps) == 0 {
			t.Fatalf("%s has no dependencies, so this shows nothing", name)
		}
	}
	for name, s := range all {
		client := strings.HasPrefix(name, "cmd/phieukin")
		for _, secret := range secrets {
			if slices.Contains(s.Deps, module+secret) && !client && !forTests(name) {
				t.Errorf("%s links %s", name, secret)
			}
		}
		for _, server := range []string{"web", "web/hall", "tally/urn", "tally/urn/sqlite", "tally/urn/redis"} {
			if slices.Contains(s.Deps, module+server) && client && name != "cmd/phieukin" {
				t.Errorf("%s links %s: it would know more of the server than the pages do", name, server)
			}
		}
	}
}

func TestImportsPointDownTheLayers(t *testing.T) {
	place := map[string]int{}
	for i, layer := range layers {
		for _, name := range layer {
			place[name] = i
		}
	}
	for name, s := range sources(t) {
		at, known := place[name]
		if !known && !forTests(name) {
			t.Errorf("%s has no place in the layers", name)
		}
		for _, imported := range s.Imports {
			below, ours := strings.CutPrefix(imported, module)
			switch {
			case !ours || forTests(name):
			case forTests(below):
				t.Errorf("%s imports %s, which is for tests", name, below)
			case place[below] <= at:
				t.Errorf("%s imports %s, which does not stand below it", name, below)
			}
		}
	}
}

// TestTheDomainDoesNoIO holds ballot, tally and crypto to what can be tested without a world: no files, sockets or
// clocks. The box's stores are the exception, and even they only wait: what they order and write knows no time of day. So
// is the register, which is SQL over one file: it opens that file, and reads days and times that it is given.
func TestTheDomainDoesNoIO(t *testing.T) {
	for name, s := range sources(t) {
		top, _, _ := strings.Cut(name, "/")
		if forTests(name) || !slices.Contains([]string{"ballot", "tally", "crypto"}, top) {
			continue
		}
		store := strings.HasPrefix(name, "tally/urn") || name == "tally/register"
		for _, imported := range s.Imports {
			first, _, _ := strings.Cut(imported, "/")
			if !store && slices.Contains([]string{"os", "net", "time", "syscall", "log", "database"}, first) {
				t.Errorf("%s imports %s", name, imported)
			}
		}
		for _, file := range s.GoFiles {
			forbidNow(t, filepath.Join(s.Dir, file))
		}
	}
}

// forbidNow reports each call that reads the clock.
func forbidNow(t *testing.T, file string) {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if call, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := call.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since"}, call.Sel.Name) {
				t.Errorf("%s reads the clock", set.Position(n.Pos()))
			}
		}
		return true
	})
}

// TestFilesStaySmall keeps every file, tests too, within what one reads in a sitting.
func TestFilesStaySmall(t *testing.T) {
	for _, top := range []string{"ballot", "cmd", "crypto", "tally", "web"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.Name() == "node_modules" {
				return filepath.SkipDir
			}
			if filepath.Ext(path) == ".go" {
				if n := lines(t, path); n > 500 {
					t.Errorf("%s has %d lines", path, n)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if n := lines(t, "../cmd/phieukin/main.go"); n >= 80 {
		t.Errorf("main.go has %d lines", n)
	}
}

func lines(t *testing.T, path string) int {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(data), "\n")
}
