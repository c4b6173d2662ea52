package trustee

import (
	"errors"
	"fmt"

	"phieukin/crypto/group"
	"phieukin/tally"
	"phieukin/tally/record"
)

// ErrOurs says that a record is of our kind, which only an Opener may open: it checks more than the record holds.
var ErrOurs = errors.New("a record of this service is opened by its tellers' devices")

// OpenForeign makes the part of trustee number owner for a closed Belenios record of another service, once every ballot
// in it has been verified; what it decrypts is the sum computed here. The memory makes it answer for one total only, as
// an Opener does.
func OpenForeign(key *Key, owner int, closed []byte, memory Memory) ([]byte, error) {
	report, err := record.Verify(closed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBox, err)
	}
	if !report.Valid() {
		return nil, fmt.Errorf("%w: %w", ErrBox, report.Failures[0])
	}
	if report.Kind != record.KindForeign {
		return nil, ErrOurs
	}
	if report.Stage == "voting" {
		return nil, fmt.Errorf("%w: it is still open", ErrBox)
	}
	r, err := record.Parse(closed)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBox, err)
	}
	trustees, err := tally.ParseTrustees(r.Trustees)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSetup, err)
	}
	if public, err := trustees.PublicKey(owner); err != nil || !public.Equal(group.GPow(key.x)) {
		return nil, fmt.Errorf("%w: the key is not trustee %d's", ErrSetup, owner)
	}
	return (&Opener{key: key, owner: owner, election: report.Election, memory: memory, total: report.Total}).Open()
}
