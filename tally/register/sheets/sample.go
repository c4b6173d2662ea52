package sheets

import "io"

// Sample writes a workbook with the headings of the tables that offices keep, to be filled in.
func Sample(w io.Writer) error {
	b := newWorkbook(w, "")
	for _, id := range []string{"organisations", "members", "statuses", "ratings"} {
		if err := b.begin(tableOf(id)); err != nil {
			return err
		}
	}
	return b.end()
}
