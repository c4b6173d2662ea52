package urn

import (
	"bytes"
	"errors"
	"fmt"

	"phieukin/crypto/envelope"
	"phieukin/tally"
)

// ErrSubtotal says that a stored sub-total is not what it claims to be. Whoever
// can write to the store can bring this about, so at the close the ballots
// themselves decide.
var ErrSubtotal = errors.New("urn: a sub-total is not what it should be")

// subtotalLimit bounds an opened sub-total: far above any election.
const subtotalLimit = 64 << 20

// subtotalHeader says what a sub-total is for, since an envelope does not. It
// is followed by a line feed and the sum in the record's own form.
func subtotalHeader(meeting, writer string, seq int64) []byte {
	return fmt.Appendf(nil, "phieukin-subtotal|%s|%s|%d", meeting, writer, seq)
}

func (b *Box) sealSubtotal(seq int64, sum tally.Encrypted) ([]byte, error) {
	header := append(subtotalHeader(b.meeting, b.writer, seq), '\n')
	return envelope.Seal(b.recipient, append(header, sum.Encode()...))
}

func (b *Box) openSubtotal(s Subtotal) (tally.Encrypted, error) {
	content, err := b.identity.Open(s.Sealed, subtotalLimit)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSubtotal, err)
	}
	header, sum, _ := bytes.Cut(content, []byte("\n"))
	if !bytes.Equal(header, subtotalHeader(b.meeting, s.Writer, s.Seq)) {
		return nil, fmt.Errorf("%w: it belongs elsewhere", ErrSubtotal)
	}
	parsed, err := tally.ParseEncrypted(sum, b.election)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSubtotal, err)
	}
	return parsed, nil
}
