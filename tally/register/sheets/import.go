package sheets

import (
	"context"

	"phieukin/tally/register"
)

// Import takes a file into the register in one transaction: all of it, or nothing. Rows that are there already as they
// are change nothing. The errors are those above, or a failure of the register or of the file.
func Import(ctx context.Context, r *register.Register, src Source, o ImportOptions) (Report, error) {
	return Report{}, ErrEmpty
}
