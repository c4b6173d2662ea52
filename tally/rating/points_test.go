package rating

import "testing"

func TestBands(t *testing.T) {
	p, _ := Named("qd366-2025")
	if p.Points == nil {
		t.Fatal("no points")
	}
	for points, want := range map[int]int{100: 0, 90: 0, 89: 1, 70: 1, 69: 2, 50: 2, 49: 3, 1: 3, 0: 3} {
		if got := p.Points.Level(points); got != want {
			t.Errorf("%d points: level %d, want %d", points, got, want)
		}
	}
	for _, p := range Shipped() {
		if p.Points != nil && p.Name != "qd366-2025" {
			t.Errorf("%s has points: before 2025 criteria were graded", p.Name)
		}
	}
}

// Least is where Rate changes its mind, and the quorums that the pages propose.
func TestLeast(t *testing.T) {
	twoThirds := Threshold{Num: 2, Den: 3}
	all := Threshold{Num: 1, Den: 1}
	for _, th := range []Threshold{OverHalf, twoThirds, all, {Num: 1, Den: 1000}, {Num: 999, Den: 1000, Strict: true}} {
		for n := 1; n <= 1000; n++ {
			least := th.Least(n)
			if !th.reachedBy(least, n) || th.reachedBy(least-1, n) || least > n {
				t.Fatalf("%+v of %d: %d", th, n, least)
			}
		}
	}
	for _, test := range []struct {
		th      Threshold
		n, want int
	}{{twoThirds, 24, 16}, {twoThirds, 25, 17}, {OverHalf, 24, 13}, {OverHalf, 25, 13}, {twoThirds, 0, 1}, {OverHalf, 0, 1}} {
		if got := test.th.Least(test.n); got != test.want {
			t.Errorf("%+v of %d: %d, want %d", test.th, test.n, got, test.want)
		}
	}
}
