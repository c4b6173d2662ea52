package desk

import (
	"crypto/rand"
	"errors"
	"math/big"
	"strconv"

	"phieukin/ballot"
	"phieukin/tally/register"
)

// newID draws the id of something new: 12 characters of Base58.
func newID() string {
	out := make([]byte, 12)
	for i := range out {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(ballot.Base58))))
		if err != nil {
			panic("desk: internal error: system randomness never fails")
		}
		out[i] = ballot.Base58[n.Int64()]
	}
	return string(out)
}

// inList puts the place in a list before the path of a refusal.
func inList(err error, name string, i int) error {
	var kept *register.Error
	if !errors.As(err, &kept) {
		return err
	}
	path := name + "." + strconv.Itoa(i)
	if kept.Path != "" {
		path += "." + kept.Path
	}
	return &register.Error{Code: kept.Code, Path: path}
}
