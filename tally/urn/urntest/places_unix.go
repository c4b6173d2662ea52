//go:build unix

package urntest

import (
	"testing"

	"phieukin/tally/urn"
	"phieukin/tally/urn/redis"
	"phieukin/tally/urn/redis/redistest"
)

// Redis is a place in a redis-server of its own.
func Redis(t testing.TB) Place { return server{redistest.Start(t), ""} }

// RedisCluster is a place in a Cluster of one node: it refuses what a larger
// one would, keys of different slots in one step and keys that are not declared.
func RedisCluster(t testing.TB) Place {
	s := redistest.Start(t, "--cluster-enabled", "yes")
	s.Own(t)
	return server{s, "?addr=" + s.Addr}
}

type server struct {
	*redistest.Server
	query string
}

func (s server) Open(t testing.TB) urn.Store {
	t.Helper()
	store, err := redis.New(t.Context(), s.URL()+s.query)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func (s server) Dump(testing.TB) []byte { return s.Files() }
