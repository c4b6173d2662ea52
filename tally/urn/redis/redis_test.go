//go:build unix

package redis_test

import (
	"testing"

	"phieukin/tally/urn/urntest"
)

func TestStore(t *testing.T) { urntest.Run(t, urntest.Redis) }

func TestStoreOnCluster(t *testing.T) { urntest.Run(t, urntest.RedisCluster) }
