// Package rating proposes a level for each subject from the totals of a vote.
//
// A [Profile] says how: which threshold each of the four levels must reach, of which number of people or ballots,
// and whether votes for better levels count for a level too. [Profile.Rate] applies it to one subject's counts and
// returns an [Outcome]: the level, with the figures that led to it, so that the minutes can print why.
//
// The package is arithmetic on integers and knows no words: outcomes carry codes, and whoever shows them has the
// sentences. An outcome is a proposal. The decision belongs to the committee above, which may differ.
//
// No rule text prescribes a threshold for these votes, so nothing here is a constant of the law: [Default] is marked
// as a default, and a meeting fixes its profile's name and hash in its manifest before anybody votes.
package rating

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// Levels is the number of levels, from 0, the best, to 3.
const Levels = 4

// A Base is the number that a count is compared with.
type Base string

// The bases a profile can choose from.
const (
	Convened Base = "convened" // official members convened
	Present  Base = "present"  // official members admitted to the meeting
	Issued   Base = "issued"   // ballots handed out
	Valid    Base = "valid"    // ballots counted, blank ones among them
)

// A Threshold is a fraction of the base. A count reaches it when it is at least that fraction, or more than it when
// the threshold is strict.
type Threshold struct {
	Num    int  `json:"num"`
	Den    int  `json:"den"`
	Strict bool `json:"strict"`
}

// OverHalf is the threshold "more than one half".
var OverHalf = Threshold{Num: 1, Den: 2, Strict: true}

// A Profile is a set of rules for proposing levels.
type Profile struct {
	Name       string            `json:"name"`       // short, for files and command lines
	Title      string            `json:"title"`      // as its authors call it, shown as it is
	Default    bool              `json:"default"`    // nobody's rule: pages say "mặc định, chưa phải quy định"
	Base       Base              `json:"base"`       // what every count is compared with
	Thresholds [Levels]Threshold `json:"thresholds"` // one a level, the best level first
	Cumulative bool              `json:"cumulative"` // a vote for a better level counts for this level too
}

// Default is the profile of a meeting that chose none: the best level that more than half of the official members
// convened gave, or bettered.
var Default = Profile{
	Name:       "mac-dinh",
	Title:      "Mặc định",
	Default:    true,
	Base:       Convened,
	Thresholds: [Levels]Threshold{OverHalf, OverHalf, OverHalf, OverHalf},
	Cumulative: true,
}

// ErrProfile is returned for bytes that are not a profile, or a profile that makes no sense.
var ErrProfile = errors.New("invalid rating profile")

// maxTerm bounds the terms of a threshold, so that comparisons cannot overflow.
const maxTerm = 1000

// Check reports whether the profile can be applied.
func (p Profile) Check() error {
	if !validName(p.Name) {
		return fmt.Errorf("%w: name %q", ErrProfile, p.Name)
	}
	if p.Title == "" {
		return fmt.Errorf("%w: no title", ErrProfile)
	}
	switch p.Base {
	case Convened, Present, Issued, Valid:
	default:
		return fmt.Errorf("%w: base %q", ErrProfile, p.Base)
	}
	for level, t := range p.Thresholds {
		if t.Num < 1 || t.Den > maxTerm || t.Num > t.Den {
			return fmt.Errorf("%w: threshold %d/%d of level %d", ErrProfile, t.Num, t.Den, level)
		}
		if t.Strict && t.Num == t.Den {
			return fmt.Errorf("%w: level %d asks for more than everybody", ErrProfile, level)
		}
	}
	return nil
}

func validName(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// Bytes returns the profile's one encoding: compact JSON with its members in the order of the struct.
func (p Profile) Bytes() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(p); err != nil {
		panic("internal error: profile cannot be encoded: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Hash returns the hex SHA-256 of Bytes, which a meeting's manifest holds.
func (p Profile) Hash() string {
	sum := sha256.Sum256(p.Bytes())
	return hex.EncodeToString(sum[:])
}

// Parse reads a profile. White space between the members is free; everything else must be as Bytes writes it, so
// that no member is missing, unknown or given twice, and the same rules never have two hashes.
func Parse(data []byte) (Profile, error) {
	var p Profile
	if err := json.Unmarshal(data, &p); err != nil {
		return Profile{}, fmt.Errorf("%w: %w", ErrProfile, err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		return Profile{}, fmt.Errorf("%w: %w", ErrProfile, err)
	}
	if !bytes.Equal(compact.Bytes(), p.Bytes()) {
		return Profile{}, fmt.Errorf("%w: members missing, unknown or out of order", ErrProfile)
	}
	return p, p.Check()
}
