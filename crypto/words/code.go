package words

import "strings"

// Code writes the first 5n bits as n characters of Crockford's alphabet, most significant first, in groups of four with
// a space between: "5H2K 9QXM". The alphabet has no letters that look alike. bits must hold that many.
func Code(bits []byte, n int) string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var out strings.Builder
	for i := range n {
		if i > 0 && i%4 == 0 {
			out.WriteByte(' ')
		}
		at := 5 * i
		window := uint(bits[at/8]) << 8
		if at/8+1 < len(bits) {
			window |= uint(bits[at/8+1])
		}
		out.WriteByte(alphabet[window>>(11-at%8)&31])
	}
	return out.String()
}
