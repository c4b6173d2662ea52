package qr

import (
	"strings"
	"testing"
)

func TestModulesAreASquareWithItsThreeCorners(t *testing.T) {
	rows, err := Modules("http://192.168.8.2:8080/4827#7K2M94QFW3TD5H2K")
	if err != nil {
		t.Fatal(err)
	}
	n := len(rows)
	if n < 21 || n > 41 || (n-17)%4 != 0 {
		t.Fatalf("%d rows", n)
	}
	for _, row := range rows {
		if len(row) != n || strings.Trim(row, "01") != "" {
			t.Fatalf("row %q", row)
		}
	}
	for _, corner := range []string{rows[0][:8], rows[n-1][:8]} {
		if corner != "11111110" {
			t.Errorf("finder pattern starts with %s: is the quiet zone still there?", corner)
		}
	}
	if _, err := Modules(strings.Repeat("x", 5000)); err == nil {
		t.Error("a text that fits no code was drawn")
	}
}
