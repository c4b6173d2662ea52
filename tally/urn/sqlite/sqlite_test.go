package sqlite_test

import (
	"testing"

	"phieukin/tally/urn/urntest"
)

func TestStore(t *testing.T) { urntest.Run(t, urntest.SQLite) }
