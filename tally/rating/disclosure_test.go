package rating

import "testing"

func TestCoarse(t *testing.T) {
	for _, test := range []struct {
		name   string
		counts [Levels]int
		valid  int
		want   bool
	}{
		{"a room of 24", [Levels]int{10, 12, 1, 0}, 24, false},
		{"the minimum", [Levels]int{2, 2, 1, 0}, 5, false},
		{"one less than the minimum", [Levels]int{2, 2, 0, 0}, 4, true},
		{"unanimous", [Levels]int{0, 24, 0, 0}, 24, true},
		{"unanimous but for a blank one", [Levels]int{0, 23, 0, 0}, 24, false},
		{"everybody blank", [Levels]int{}, 24, true},
		{"nobody", [Levels]int{}, 0, true},
	} {
		if got := Coarse(test.counts, test.valid, Default.Disclosure.MinGroup.Value); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestIsolates(t *testing.T) {
	people := func(from, to int) []int {
		var list []int
		for i := from; i <= to; i++ {
			list = append(list, i)
		}
		return list
	}
	for _, test := range []struct {
		name  string
		whole []int
		parts [][]int
		want  int
		few   bool
	}{
		{"a second round of the same", people(1, 24), [][]int{people(1, 24)}, 0, false},
		{"one has left", people(1, 24), [][]int{people(1, 23)}, 1, true},
		{"two have left", people(1, 24), [][]int{people(1, 22)}, 2, true},
		{"three have left", people(1, 24), [][]int{people(1, 21)}, 3, false},
		{"one has come late", people(1, 23), [][]int{people(1, 24)}, 1, true},
		{"one for another", people(1, 24), [][]int{people(2, 25)}, 2, true},
		{"two for two others", people(1, 24), [][]int{people(3, 26)}, 4, false},
		{"a total less its parts", people(1, 30), [][]int{people(1, 14), people(15, 28)}, 2, true},
		{"a total and all of its parts", people(1, 30), [][]int{people(1, 14), people(15, 30)}, 0, false},
		{"a total alone", people(1, 30), nil, 30, false},
		{"named twice", append(people(1, 24), 24), [][]int{append(people(1, 23), 1)}, 1, true},
		{"nobody", nil, nil, 0, false},
	} {
		got := Isolates(test.whole, test.parts...)
		if few := Default.Disclosure.TooFew(got); got != test.want || few != test.few {
			t.Errorf("%s: %d, too few %v", test.name, got, few)
		}
	}
	for _, test := range []struct {
		whole int
		parts []int
		want  int
	}{{24, []int{24}, 0}, {24, []int{23}, 1}, {22, []int{24}, 2}, {30, []int{14, 14}, 2}, {30, nil, 30}} {
		if got := IsolatedBallots(test.whole, test.parts...); got != test.want {
			t.Errorf("%d less %v: %d, want %d", test.whole, test.parts, got, test.want)
		}
	}
}
