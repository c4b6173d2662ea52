package urn

import (
	"errors"
	"fmt"
)

// The answers of a Store that are decisions, not failures. Each of them means
// that the call changed nothing.
var (
	ErrExists            = errors.New("urn: meeting exists")
	ErrBadMeeting        = errors.New("urn: not a meeting's name")
	ErrUnknownMeeting    = errors.New("urn: unknown meeting")
	ErrBehind            = errors.New("urn: the sequence has moved")
	ErrShut              = errors.New("urn: the box is not open")
	ErrUnknownCredential = errors.New("urn: unknown credential")
	ErrSpent             = errors.New("urn: credential spent by another ballot")

	// ErrAlready: this very ballot is in the box. To the phone it is success.
	ErrAlready = errors.New("urn: ballot already in")
)

// ErrUnavailable is a Box's word for an unknown outcome: the store failed, or
// the caller did not wait.
var ErrUnavailable = errors.New("urn: the store does not answer")

// Decided reports whether err is one of the answers of a Store: the call is known to
// have changed nothing. Any other error leaves the outcome unknown.
func Decided(err error) bool {
	for _, decision := range []error{
		ErrExists, ErrBadMeeting, ErrUnknownMeeting, ErrBehind,
		ErrShut, ErrUnknownCredential, ErrSpent, ErrAlready,
	} {
		if errors.Is(err, decision) {
			return true
		}
	}
	return false
}

// An EntryError says why one entry of a Cast cannot go in.
type EntryError struct {
	Index int   // into the entries of the call
	Err   error // ErrUnknownCredential, ErrAlready or ErrSpent
}

func (e *EntryError) Error() string { return fmt.Sprintf("entry %d: %v", e.Index, e.Err) }

func (e *EntryError) Unwrap() error { return e.Err }

// Refused is the error of a Cast that would have succeeded without some of its
// entries. It names each of them once, in ascending order, so that the caller
// can answer them and commit the rest in a single further step.
type Refused []*EntryError

func (r Refused) Error() string {
	if len(r) == 1 {
		return r[0].Error()
	}
	return fmt.Sprintf("%v (and %d entries more)", r[0], len(r)-1)
}

// Unwrap lets errors.Is and errors.As look at the entries.
func (r Refused) Unwrap() []error {
	errs := make([]error, len(r))
	for i, e := range r {
		errs[i] = e
	}
	return errs
}
