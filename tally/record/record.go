// Package record reads, writes and verifies election records: Belenios archives (<uuid>.bel), an old-style tar whose
// members are named by their hashes and chained by events. Records made here are valid Belenios records; Verify is
// stricter than Belenios' own tool, which leaves the order of events, the ballots' inner spelling and (in versions 3)
// the ballots' proofs unchecked.
package record

import (
	"errors"
	"io"
)

// ErrUnreadable says that the bytes are no archive at all.
var ErrUnreadable = errors.New("not an election record")

// File is a record's bytes, on disk (io.NewSectionReader) or in memory (bytes.NewReader).
type File interface {
	io.ReaderAt
	Size() int64
}

// Record is a parsed archive: the stored bytes of its objects, in the order of their events. Parts that the election
// has not reached are nil. Ballots stay in the file, which may be larger than the memory, until they are asked for.
type Record struct {
	Election    []byte
	Trustees    []byte
	Credentials []byte
	Setup       []byte
	Ended       bool
	Encrypted   []byte
	Sized       []byte
	Partials    []Part
	Result      []byte
	// Hex SHA-256 of the archive's bytes up to the two moments of which heads are made: after the setup, and after the
	// encrypted total; empty where that is still to come.
	AtSealing, AtClose string

	file    File
	ballots []section
}

// Part is one trustee's partial decryption with its wrapper.
type Part struct{ Owned, Payload []byte }

// Size is the number of ballots.
func (r *Record) Size() int { return len(r.ballots) }

// Ballot reads ballot i, counted from 0, out of the file.
func (r *Record) Ballot(i int) ([]byte, error) { return r.ballots[i].read(r.file) }

// Trackers lists the ballots' trackers in their order.
func (r *Record) Trackers() []string {
	trackers := make([]string, len(r.ballots))
	for i, s := range r.ballots {
		trackers[i] = s.tracker()
	}
	return trackers
}

type event struct {
	Parent  string `json:"parent,omitempty"`
	Height  int    `json:"height"`
	Type    string `json:"type"`
	Payload string `json:"payload,omitempty"`
}

type setup struct {
	Election    string `json:"election"`
	Trustees    string `json:"trustees"`
	Credentials string `json:"credentials"`
}
