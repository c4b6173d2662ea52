package sheets

import (
	"context"
	"io"

	"phieukin/tally/register"
)

// Export writes the register, at one moment.
func Export(ctx context.Context, r *register.Register, w io.Writer, f Format, o ExportOptions) error {
	return ErrEmpty
}
