package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"strings"

	"phieukin/ballot"
	"phieukin/crypto/envelope"
)

// deploymentKey reads the identity that opens meetings at rest. It lives in a file of its own, never in the store. A
// missing DATA/key is made; a missing --key FILE is an error, since nodes must share one.
func deploymentKey(o options) (*envelope.Identity, error) {
	file := o.key
	if file == "" {
		file = filepath.Join(o.data, "key")
	}
	text, err := os.ReadFile(file)
	switch {
	case err == nil:
		identity, err := envelope.ParseIdentity(strings.TrimSpace(string(text)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		return identity, nil
	case !errors.Is(err, fs.ErrNotExist) || o.key != "":
		return nil, err
	}
	if err := os.MkdirAll(o.data, 0o700); err != nil {
		return nil, err
	}
	identity, err := envelope.NewIdentity()
	if err != nil {
		return nil, err
	}
	return identity, writeKey(file, identity)
}

// writeKey makes a file that only its owner can read, and never replaces one. It is on disk before anything is sealed
// with it.
func writeKey(file string, identity *envelope.Identity) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o400)
	if err != nil {
		return err
	}
	if _, err = f.WriteString(identity.String() + "\n"); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// hostKey derives the key of the host's address from the deployment's, so that it is the same on every node and after
// every restart. It authorises host actions and opens nothing.
func hostKey(identity *envelope.Identity) string {
	sum := sha256.Sum256([]byte("phieukin-host-key|" + identity.String()))
	n := new(big.Int).SetBytes(sum[:16])
	base := big.NewInt(int64(len(ballot.Base58)))
	var out []byte
	for range 22 {
		digit := new(big.Int)
		n.DivMod(n, base, digit)
		out = append(out, ballot.Base58[digit.Int64()])
	}
	return string(out)
}
