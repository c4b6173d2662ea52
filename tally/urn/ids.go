package urn

import (
	"crypto/hmac"
	"crypto/sha256"

	"phieukin/crypto/envelope"
)

// keyring turns public credentials and trackers, which the record publishes,
// into the ids a Store sees. The key comes from the meeting's envelope identity,
// so whoever has a dump and the record, but not the identity, cannot tell which
// credential cast which ballot, or whether one has cast at all.
type keyring [sha256.Size]byte

func newKeyring(identity *envelope.Identity, meeting string) keyring {
	return keyring(mac([]byte(identity.String()), "phieukin-urn|"+meeting))
}

func (k keyring) credential(public string) []byte { return mac(k[:], "credential|"+public)[:16] }

func (k keyring) tracker(tracker string) []byte { return mac(k[:], "tracker|"+tracker)[:16] }

func mac(key []byte, message string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(message))
	return h.Sum(nil)
}
