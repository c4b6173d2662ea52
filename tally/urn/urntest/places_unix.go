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

// RedisCluster makes places in a Cluster of one node: it refuses what a larger
// one would, keys of different slots in one step and keys that are not declared.
// Its start takes seconds, so the places are one, emptied each time.
func RedisCluster(t testing.TB) func(testing.TB) Place {
	s := redistest.Start(t, "--cluster-enabled", "yes")
	s.Own()
	return func(t testing.TB) Place {
		t.Helper()
		place := server{s, "?addr=" + s.Addr}
		store := place.Open(t)
		meetings, err := store.Meetings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, meeting := range meetings {
			if err := store.Destroy(t.Context(), meeting); err != nil {
				t.Fatal(err)
			}
		}
		return place
	}
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
