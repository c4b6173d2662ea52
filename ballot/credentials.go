package ballot

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"phieukin/crypto/group"
	"phieukin/crypto/strict"
)

// Credentials is a parsed public_creds.json: who may vote, and with which weight.
type Credentials struct {
	Raw    []byte
	Keys   []*group.Point
	weight map[string]int64
}

// ErrCredentials is wrapped by every refusal of a list of credentials.
var ErrCredentials = errors.New("credentials")

// MaxWeight bounds the sum of all weights, so that no total overflows.
const MaxWeight = 1 << 53

// ParseCredentials reads a JSON array of points, each with an optional ",weight". Beyond Belenios it refuses the
// neutral element, for which anyone could sign.
func ParseCredentials(raw []byte) (*Credentials, error) {
	var entries []string
	if err := strict.DecodeCanonical(raw, &entries); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCredentials, err)
	}
	c := &Credentials{Raw: raw, weight: make(map[string]int64, len(entries))}
	var total int64
	for i, entry := range entries {
		text, weightText, weighted := strings.Cut(entry, ",")
		key, err := group.ParsePoint(text)
		if err != nil {
			return nil, fmt.Errorf("%w: entry %d: %w", ErrCredentials, i+1, err)
		}
		weight := int64(1)
		if weighted {
			weight, err = strconv.ParseInt(weightText, 10, 64)
			if err != nil || weight < 0 || strconv.FormatInt(weight, 10) != weightText {
				return nil, fmt.Errorf("%w: entry %d: malformed weight", ErrCredentials, i+1)
			}
		}
		if weight > MaxWeight-total {
			return nil, fmt.Errorf("%w: entry %d: the weights are too large together", ErrCredentials, i+1)
		}
		if _, twice := c.weight[text]; twice || key.IsNeutral() {
			return nil, fmt.Errorf("%w: entry %d is neutral or appears twice", ErrCredentials, i+1)
		}
		total += weight
		c.weight[text] = weight
		c.Keys = append(c.Keys, key)
	}
	return c, nil
}

// EncodeCredentials writes public_creds.json without weights.
func EncodeCredentials(keys []*group.Point) []byte {
	if keys == nil {
		keys = []*group.Point{}
	}
	return strict.Encode(keys)
}

// Weight returns a credential's weight and whether it is in the list.
func (c *Credentials) Weight(key *group.Point) (int64, bool) {
	w, ok := c.weight[key.String()]
	return w, ok
}

// AllOne reports whether every weight is one, as it must be in a meeting.
func (c *Credentials) AllOne() bool {
	for _, w := range c.weight {
		if w != 1 {
			return false
		}
	}
	return true
}
