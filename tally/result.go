package tally

import (
	"encoding/json"
	"errors"
	"fmt"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// Result is the opened total: for each question the counts of its choices, the blank choice first where there is one.
type Result [][]int64

// Why a total does not open.
var (
	ErrTooFew = errors.New("too few trustees have answered")
	ErrResult = errors.New("result")
)

// maxNumber is the largest total that Belenios writes as a JSON number; above it stands a decimal string.
const maxNumber = 1<<30 - 1

type resultJSON struct {
	Result [][]json.RawMessage `json:"result"`
}

// ParseResult reads a result and checks its shape.
func ParseResult(raw []byte, e *ballot.Election) (Result, error) {
	var in resultJSON
	if err := strict.DecodeCanonical(raw, &in); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrResult, err)
	}
	if len(in.Result) != len(e.Questions) {
		return nil, fmt.Errorf("%w: wrong shape", ErrResult)
	}
	r := make(Result, len(in.Result))
	for i, row := range in.Result {
		if len(row) != e.Questions[i].Ciphertexts() {
			return nil, fmt.Errorf("%w: wrong shape", ErrResult)
		}
		for _, cell := range row {
			n, err := parseNumber(cell)
			if err != nil {
				return nil, err
			}
			r[i] = append(r[i], n)
		}
	}
	if string(r.Encode()) != string(raw) { // -0 is a number to the decoder
		return nil, fmt.Errorf("%w: malformed number", ErrResult)
	}
	return r, nil
}

func parseNumber(cell json.RawMessage) (int64, error) {
	var n int64
	text := string(cell)
	quoted := len(text) > 2 && text[0] == '"'
	if quoted {
		text = text[1 : len(text)-1]
	}
	if err := json.Unmarshal([]byte(text), &n); err != nil || n < 0 || quoted != (n > maxNumber) {
		return 0, fmt.Errorf("%w: malformed number", ErrResult)
	}
	return n, nil
}

// Encode writes the result's bytes.
func (r Result) Encode() []byte {
	out := resultJSON{Result: make([][]json.RawMessage, len(r))}
	for i, row := range r {
		for _, n := range row {
			text := fmt.Sprint(n)
			if n > maxNumber {
				text = `"` + text + `"`
			}
			out.Result[i] = append(out.Result[i], json.RawMessage(text))
		}
	}
	return strict.Encode(out)
}

// Combine opens a total from verified parts, by their owners' numbers. max bounds every count. It returns ErrTooFew
// where parts are missing.
func Combine(t *Trustees, parts map[int]*Partial, total Encrypted, max int64) (Result, error) {
	opened, err := t.open(parts, total)
	if err != nil {
		return nil, err
	}
	log := newLogarithm(max)
	result := make(Result, len(opened))
	for i, row := range opened {
		for j, p := range row {
			n, ok := log.find(p)
			if !ok {
				return nil, fmt.Errorf("%w: question %d, choice %d is not a count up to %d", ErrResult, i+1, j+1, max)
			}
			result[i] = append(result[i], n)
		}
	}
	return result, nil
}

// Check reports whether a claimed result is what the parts open the total to.
func (r Result) Check(t *Trustees, parts map[int]*Partial, total Encrypted) error {
	opened, err := t.open(parts, total)
	if err != nil {
		return err
	}
	for i, row := range opened {
		for j, p := range row {
			if !group.GPow(group.FromInt(r[i][j])).Equal(p) {
				return fmt.Errorf("%w: question %d, choice %d is not what was opened", ErrResult, i+1, j+1)
			}
		}
	}
	return nil
}

// open returns g^count for every ciphertext: beta divided by the combined factors. Of a Pedersen group the
// threshold's number of lowest answers is used, as Belenios does; the outcome does not depend on which.
func (t *Trustees) open(parts map[int]*Partial, total Encrypted) ([][]*group.Point, error) {
	owners := make(map[int]bool, len(parts))
	for o := range parts {
		owners[o] = true
	}
	if !t.Enough(owners) {
		return nil, ErrTooFew
	}
	opened := make([][]*group.Point, len(total))
	for i, row := range total {
		for _, c := range row {
			opened[i] = append(opened[i], c.Beta)
		}
	}
	for _, it := range t.items {
		indices := it.answered(owners)[:it.threshold]
		for _, index := range indices {
			part := parts[it.owners[index-1]]
			l := group.FromInt(1)
			if it.pedersen {
				l = threshold.Lagrange(indices, index)
			}
			for i := range opened {
				for j := range opened[i] {
					opened[i][j] = opened[i][j].Div(part.Factors[i][j].Pow(l))
				}
			}
		}
	}
	return opened, nil
}
