// Package record reads, writes and verifies election records: Belenios archives (<uuid>.bel), an old-style tar whose
// members are named by their hashes and chained by events. Records made here are valid Belenios records; Verify is
// stricter than Belenios' own tool, which leaves the order of events, the ballots' inner spelling and (in versions 3)
// the ballots' proofs unchecked.
package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"phieukin/crypto/strict"
)

// ErrUnreadable says that the bytes are no archive at all.
var ErrUnreadable = errors.New("not an election record")

// Record is a parsed archive: the stored bytes of its objects, in the order of their events. Parts that the election
// has not reached are nil.
type Record struct {
	Election    []byte
	Trustees    []byte
	Credentials []byte
	Setup       []byte
	Ballots     [][]byte
	Ended       bool
	Encrypted   []byte
	Sized       []byte
	Partials    []Part
	Result      []byte
	// The archive's own bytes at the two moments of which heads are made: after the setup, and after the encrypted
	// total; nil where that is still to come.
	AtSealing, AtClose []byte
}

// Part is one trustee's partial decryption with its wrapper.
type Part struct{ Owned, Payload []byte }

const block = 512

// header writes one tar header as Belenios does: everything but name, size, time and checksum is constant.
func header(name string, size int, timestamp int64) []byte {
	h := make([]byte, block)
	copy(h, name)
	copy(h[100:], "0000644")
	copy(h[108:], "0000000")
	copy(h[116:], "0000000")
	copy(h[124:], fmt.Sprintf("%011o", size))
	copy(h[136:], fmt.Sprintf("%011o", timestamp))
	h[156] = '0'
	copy(h[148:], "        ")
	sum := 0
	for _, b := range h {
		sum += int(b)
	}
	copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
	return h
}

func padding(size int) int { return (block - size%block) % block }

// object is one member of the archive.
type object struct {
	name    string
	content []byte
	upTo    []byte // the archive's bytes up to its end
}

const (
	archiveName = "BELENIOS"
	dataSuffix  = ".data.json"
	eventSuffix = ".event.json"
)

type archiveHeader struct {
	Version   int    `json:"version"`
	Timestamp string `json:"timestamp"`
}

// maxTimestamp keeps the time within its eleven octal digits.
const maxTimestamp = 1<<33 - 1

// split cuts an archive into its members and checks every header byte for byte.
func split(data []byte) ([]object, error) {
	if len(data) < 2*block || !bytes.HasPrefix(data, append([]byte(archiveName), 0)) {
		return nil, ErrUnreadable
	}
	var objects []object
	timestamp := int64(-1)
	for at := 0; at < len(data); {
		if len(data)-at < block {
			return nil, fail("archive", "", "stray bytes at the end")
		}
		name := string(bytes.TrimRight(data[at:at+100], "\x00"))
		size, err := strconv.ParseInt(string(data[at+124:at+135]), 8, 32)
		if err != nil || size < 0 || int(size) > len(data)-at-block-padding(int(size)) {
			return nil, fail("archive", name, "a member does not fit")
		}
		content := data[at+block : at+block+int(size)]
		if timestamp < 0 {
			if timestamp, err = readTimestamp(content); err != nil {
				return nil, err
			}
		}
		if !bytes.Equal(data[at:at+block], header(name, int(size), timestamp)) {
			return nil, fail("archive", name, "a header is not in its one form")
		}
		end := at + block + int(size) + padding(int(size))
		if len(bytes.Trim(data[at+block+int(size):end], "\x00")) > 0 {
			return nil, fail("archive", name, "padding is not empty")
		}
		objects = append(objects, object{name, content, data[:end]})
		at = end
	}
	return objects, nil
}

func readTimestamp(content []byte) (int64, error) {
	var h archiveHeader
	if err := strict.DecodeCanonical(content, &h); err != nil || h.Version != 1 {
		return 0, fail("archive", archiveName, "unknown header")
	}
	t, err := strconv.ParseInt(h.Timestamp, 10, 64)
	if err != nil || t < 0 || t > maxTimestamp || strconv.FormatInt(t, 10) != h.Timestamp {
		return 0, fail("archive", archiveName, "malformed timestamp")
	}
	return t, nil
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

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
