package tally

import (
	"encoding/json"
	"errors"
	"fmt"

	"phieukin/ballot"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// Trustees is a verified trustees.json: who holds the decryption key, and how many of them it takes.
type Trustees struct {
	Raw   []byte
	Key   *group.Point // the election's public key
	items []item
	plain bool // compact, and without names in verification keys, which nothing signs
}

// item is one entry: a Single, whose holder is indispensable, or a Pedersen group of which Threshold suffice.
type item struct {
	owners    []int // flattened trustee numbers, from 1
	keys      []*group.Point
	hashes    []string // hex SHA-256 of each trustee's published key or certificate, as manifests name them
	threshold int
	pedersen  bool
}

// Single is the published key of one trustee, with the proof that its secret is known.
type Single struct {
	Proof     proof.Proof  `json:"pok"`
	PublicKey *group.Point `json:"public_key"`
	Name      string       `json:"name,omitempty"`
}

// Why trustees are refused.
var (
	ErrTrustees       = errors.New("trustees")
	ErrTrusteeProof   = errors.New("trustees: wrong proof of knowledge")
	ErrTrusteeUnknown = errors.New("trustees: no such trustee")
)

const maxTrustees = 100

// ParseSingle reads and verifies one trustee's key.
func ParseSingle(raw []byte) (*Single, error) {
	s := new(Single)
	if err := strict.DecodeCanonical(raw, s); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTrustees, err)
	}
	if s.PublicKey.IsNeutral() || !proof.VerifyKnowledge(s.Proof, s.PublicKey) {
		return nil, ErrTrusteeProof
	}
	return s, nil
}

// EncodeSingles writes trustees.json for trustees who are all indispensable, from their keys' bytes.
func EncodeSingles(keys [][]byte) []byte {
	entries := make([][2]json.RawMessage, len(keys))
	for i, k := range keys {
		entries[i] = [2]json.RawMessage{json.RawMessage(`"Single"`), k}
	}
	return strict.Encode(entries)
}

// ParseTrustees reads trustees.json, verifies every proof, signature and key in it, and computes the election key.
func ParseTrustees(raw []byte) (*Trustees, error) {
	var entries [][]json.RawMessage
	if err := strict.Decode(raw, &entries); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTrustees, err)
	}
	t := &Trustees{Raw: raw, Key: group.Neutral(), plain: string(strict.Encode(entries)) == string(raw)}
	owner := 0
	for i, entry := range entries {
		if len(entry) != 2 {
			return nil, fmt.Errorf("%w: entry %d is not a pair", ErrTrustees, i+1)
		}
		var it item
		var err error
		switch string(entry[0]) {
		case `"Single"`:
			var s *Single
			if s, err = ParseSingle(entry[1]); err == nil {
				it = item{keys: []*group.Point{s.PublicKey}, hashes: []string{ballot.HexDigest(entry[1])}, threshold: 1}
				t.Key = t.Key.Mul(s.PublicKey)
			}
		case `"Pedersen"`:
			it, err = t.pedersen(entry[1])
		default:
			err = fmt.Errorf("%w: unknown kind", ErrTrustees)
		}
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i+1, err)
		}
		for range it.keys {
			owner++
			it.owners = append(it.owners, owner)
		}
		t.items = append(t.items, it)
	}
	if owner == 0 || owner > maxTrustees || t.Key.IsNeutral() {
		return nil, fmt.Errorf("%w: %d of them", ErrTrustees, owner)
	}
	return t, nil
}

func (t *Trustees) pedersen(raw []byte) (item, error) {
	var p threshold.Parameters
	if err := strict.DecodeCanonical(raw, &p); err != nil {
		return item{}, fmt.Errorf("%w: %w", ErrTrustees, err)
	}
	if len(p.Certs) > maxTrustees {
		return item{}, fmt.Errorf("%w: too many", ErrTrustees)
	}
	key, err := p.Verify()
	if err != nil {
		return item{}, err
	}
	t.Key = t.Key.Mul(key)
	it := item{threshold: p.Threshold, pedersen: true}
	for i, vk := range p.VerificationKeys {
		it.keys = append(it.keys, vk.PublicKey)
		t.plain = t.plain && vk.Name == ""
		it.hashes = append(it.hashes, ballot.HexDigest(strict.Encode(p.Certs[i])))
	}
	return it, nil
}

// Hashes are the hex SHA-256 of each trustee's published key or certificate, in order: what a manifest names.
func (t *Trustees) Hashes() []string {
	var hashes []string
	for _, it := range t.items {
		hashes = append(hashes, it.hashes...)
	}
	return hashes
}

// Matches reports whether these are the tellers that a manifest names, in its order and with its threshold, in the one
// form that this service writes: indispensable trustees alone, or one ceremony alone, not all of whom are needed. In a
// ceremony of which all are needed, whoever deals last could choose the key.
func (t *Trustees) Matches(m *ballot.Manifest) bool {
	for _, it := range t.items {
		if it.pedersen && (len(t.items) > 1 || it.threshold == len(it.keys)) {
			return false
		}
	}
	if !t.plain {
		return false
	}
	hashes := t.Hashes()
	needed := 0
	for _, it := range t.items {
		needed += it.threshold
	}
	if len(hashes) != len(m.Tellers) || needed != m.Threshold {
		return false
	}
	for i, teller := range m.Tellers {
		if teller.Key != hashes[i] {
			return false
		}
	}
	return true
}

// Size is the number of trustees.
func (t *Trustees) Size() int {
	n := 0
	for _, it := range t.items {
		n += len(it.keys)
	}
	return n
}

// PublicKey returns the key of trustee number owner, counted from 1 over the flattened list.
func (t *Trustees) PublicKey(owner int) (*group.Point, error) {
	for _, it := range t.items {
		for i, o := range it.owners {
			if o == owner {
				return it.keys[i], nil
			}
		}
	}
	return nil, fmt.Errorf("%w: %d", ErrTrusteeUnknown, owner)
}

// Enough reports whether the owners' parts suffice to open a total.
func (t *Trustees) Enough(owners map[int]bool) bool {
	for _, it := range t.items {
		if len(it.answered(owners)) < it.threshold {
			return false
		}
	}
	return true
}

// answered returns the indices (from 1, inside the item) of those who answered, lowest first.
func (it item) answered(owners map[int]bool) []int {
	var indices []int
	for i, o := range it.owners {
		if owners[o] {
			indices = append(indices, i+1)
		}
	}
	return indices
}
