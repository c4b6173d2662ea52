package roster_test

import (
	"os"
	"path/filepath"
	"testing"

	"phieukin/ballot/roster"
)

// FuzzRead holds whatever is taken to what pages and plans rely on.
func FuzzRead(f *testing.F) {
	f.Add(roster.Sample)
	books, err := filepath.Glob("testdata/*.xlsx")
	if err != nil || len(books) < 5 {
		f.Fatalf("%d workbooks, %v", len(books), err)
	}
	for _, book := range books {
		data, err := os.ReadFile(book)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("STT;Họ và tên;Diện\n1;Nguyễn Văn An;Dự bị\n\n2;;\n3;Nguyễn Văn An;Dự bị"))
	f.Add([]byte("\xff\xfeA\x00;\x00B\x00"))
	f.Add([]byte("NguyÔn V¨n H¶i\tBÝ th\u00ad\n\"Traàn Thò\tHöông\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := roster.Read(data, on)
		if err != nil {
			return
		}
		if len(list.Rows) == 0 || list.Left == nil {
			t.Fatal("taken without a row")
		}
		lines := 0
		for _, r := range list.Rows {
			switch {
			case r.Name == "" || len([]rune(r.Name)) > 60 || len([]rune(r.Position)) > 60 || r.Warnings == nil:
				t.Fatalf("%+v", r)
			case !r.Status.Known() || r.Votes && !r.Status.MayVote() || r.Rated && !r.Status.MayBeRated() || r.Rated != (r.Reason == ""):
				t.Fatalf("%+v", r)
			case (r.Encoding == "") != (r.Before == ""):
				t.Fatalf("%+v", r)
			case r.Line <= lines:
				t.Fatalf("line %d after %d", r.Line, lines)
			}
			lines = r.Line
		}
	})
}
