package roster_test

import (
	"slices"
	"testing"

	"phieukin/ballot/roster"
)

func TestByName(t *testing.T) {
	want := []string{"Vũ An", "Lê Văn Ăn", "Bùi Ân", "Trần Thị Dung", "Nguyễn Thị Đào", "Lê Văn Em", "Hoàng Én", "Đỗ Minh", "Nguyễn Minh", "Ý"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, roster.ByName(func(name string) string { return name }))
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
