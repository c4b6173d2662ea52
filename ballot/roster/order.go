package roster

import (
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// ByName orders people as Vietnamese lists do: by given name, the last word, then by the whole name, in the order of the
// Vietnamese alphabet. The function that it returns is for one sorting, not for several at a time.
func ByName[T any](name func(T) string) func(a, b T) int {
	order := collate.New(language.Vietnamese)
	given := func(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }
	return func(a, b T) int {
		x, y := name(a), name(b)
		if by := order.CompareString(given(x), given(y)); by != 0 {
			return by
		}
		return order.CompareString(x, y)
	}
}
