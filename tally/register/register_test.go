package register_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"phieukin/tally/register"
)

var stamp = register.Stamp{At: "2026-12-01T08:00:00+07:00", By: "Nguyễn Thị Ánh"}

// open makes an empty register, with the name of its file.
func open(t *testing.T) (*register.Register, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "register.db")
	r, err := register.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r, path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused reports the code and path of a refusal, and fails where there is none.
func refused(t *testing.T, err error) (register.Code, string) {
	t.Helper()
	var refusal *register.Error
	if !errors.As(err, &refusal) {
		t.Fatalf("not a refusal: %v", err)
	}
	return refusal.Code, refusal.Path
}

func organisation(year int, id, parent string) register.Organisation {
	return register.Organisation{ID: id, Year: year, Name: "Chi bộ " + id, Type: "cell", Parent: parent}
}

func member(year int, id, org string) register.Member {
	return register.Member{ID: id, Year: year, Name: "Đảng viên " + id, Org: org, Admitted: "2001-02-03", Official: "2002-02-03"}
}

func entry(year int, subject string, kind register.Kind, body string) register.Entry {
	return register.Entry{At: stamp.At, By: stamp.By, Year: year, Subject: subject, Kind: kind, Body: []byte(body)}
}

// small is a register of one base committee with two cells, three members each, in two years.
func small(t *testing.T) (*register.Register, string) {
	t.Helper()
	r, path := open(t)
	must(t, r.Batch(t.Context(), func(b *register.Batch) error {
		for _, year := range []int{2025, 2026} {
			root := register.Organisation{ID: "A", Year: year, Name: "Đảng bộ xã Hòa Bình", Type: "base_committee"}
			for _, o := range []register.Organisation{root, organisation(year, "B", "A"), organisation(year, "C", "A")} {
				must(t, b.PutOrganisation(stamp, o))
			}
			for _, id := range []string{"1", "2", "3"} {
				must(t, b.PutMember(stamp, member(year, "b"+id, "B")))
				must(t, b.PutMember(stamp, member(year, "c"+id, "C")))
			}
		}
		return nil
	}))
	return r, path
}

// raw opens the file as anybody could.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func TestTheFileIsItsOwners(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes are of other systems")
	}
	_, path := small(t)
	for _, suffix := range []string{"", "-wal"} {
		info, err := os.Stat(path + suffix)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", suffix, info.Mode())
		}
	}
}

func TestAFileOfAnotherVersionIsNotOpened(t *testing.T) {
	r, path := open(t)
	must(t, r.Close())
	db := raw(t, path)
	_, err := db.Exec(`PRAGMA user_version = 99`)
	must(t, err)
	if _, err := register.Open(path); !errors.Is(err, register.ErrVersion) {
		t.Error(err)
	}
}
