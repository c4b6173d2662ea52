package trustee

import (
	"errors"

	"phieukin/ballot"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/crypto/words"
	"phieukin/tally"
)

// Backup is a teller's secret as it is kept under a phrase, to be restored on another device of the same teller. As a
// file it is an armored age file (text, so that it can be pasted or printed) with one scrypt recipient of work factor
// 15, whose password is the phrase in the form of words.Normalise. Without this program "age -d FILE" opens it; the
// eight words are then typed in lower case, without accents, with one space between. The content is
//
//	{"uuid":"Q5V7oUSV4CdWW7","index":2,"trustees":"<hex SHA-256 of trustees.json>","share":"5599...",
//	 "nonces":["00112233445566778899aabbccddeeff",".."]}
//
// with the nonces of the key ceremony in index order, by which the new device shows the tellers' code too; absent where
// there was no ceremony. It never goes to the server, and it is destroyed with the share when the result is published.
type Backup struct {
	UUID     string   `json:"uuid"`
	Index    int      `json:"index"` // the teller's number in trustees.json, from 1
	Trustees string   `json:"trustees"`
	Share    string   `json:"share"`
	Nonces   []string `json:"nonces,omitempty"`
}

const maxBackup = 4096

// Why a backup does not open, beside *words.Error for a phrase that is none.
var (
	ErrBackup      = errors.New("not a backup of a teller's share, or one that asks for too much work")
	ErrPhrase      = errors.New("the phrase does not open this backup")
	ErrOtherBackup = errors.New("the backup is of another meeting or teller")
)

// NewBackup takes down the secret of teller number index of a meeting's trustees.
func NewBackup(key *Key, uuid string, index int, trustees []byte) (*Backup, error) {
	b := &Backup{UUID: uuid, Index: index, Trustees: ballot.HexDigest(trustees), Share: key.String()}
	if _, err := b.Restore(uuid, trustees); err != nil {
		return nil, err
	}
	return b, nil
}

// Seal writes the backup's file under a phrase.
func (b *Backup) Seal(phrase string) ([]byte, error) {
	phrase, err := words.Normalise(phrase)
	if err != nil {
		return nil, err
	}
	return envelope.SealUnder(phrase, strict.Encode(b))
}

// OpenBackup reads a backup's file, armored or binary.
func OpenBackup(file []byte, phrase string) (*Backup, error) {
	phrase, err := words.Normalise(phrase)
	if err != nil {
		return nil, err
	}
	content, err := envelope.OpenUnder(phrase, file, maxBackup)
	if errors.Is(err, envelope.ErrPhrase) {
		return nil, ErrPhrase
	}
	if err != nil {
		return nil, ErrBackup
	}
	b := new(Backup)
	if err := strict.DecodeCanonical(content, b); err != nil {
		return nil, ErrBackup
	}
	return b, nil
}

// Restore returns the secret for the meeting whose trustees.json is given; it demands that the secret is the one that
// stands there at the backup's index.
func (b *Backup) Restore(uuid string, trustees []byte) (*Key, error) {
	if b.UUID != uuid || b.Trustees != ballot.HexDigest(trustees) {
		return nil, ErrOtherBackup
	}
	all, err := tally.ParseTrustees(trustees)
	if err != nil {
		return nil, err
	}
	key, err := ParseKey(b.Share)
	if err != nil {
		return nil, err
	}
	if len(b.Nonces) > 0 && len(b.Nonces) != all.Size() {
		return nil, ErrOtherBackup
	}
	if public, err := all.PublicKey(b.Index); err != nil || !public.Equal(group.GPow(key.x)) {
		return nil, ErrOtherBackup
	}
	return key, nil
}
