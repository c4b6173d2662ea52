//go:build unix

package redis_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"phieukin/tally/urn"
	"phieukin/tally/urn/redis"
	"phieukin/tally/urn/redis/redistest"
	"phieukin/tally/urn/urntest"
)

func TestStore(t *testing.T) { urntest.Run(t, urntest.Redis) }

func TestStoreOnCluster(t *testing.T) { urntest.Run(t, urntest.RedisCluster(t)) }

func BenchmarkStore(b *testing.B) { urntest.Benchmark(b, urntest.Redis) }

func open(t testing.TB, url string) *redis.Store {
	t.Helper()
	store, err := redis.New(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

type place struct{ *redistest.Server }

func (p place) Open(t testing.TB) urn.Store { return open(t, p.URL()) }

func (p place) Dump(testing.TB) []byte { return p.Files() }

// TestKilled kills the server with SIGKILL in the middle of voting, and looks
// for every acknowledged ballot after its restart. The nodes' clients live on.
func TestKilled(t *testing.T) {
	server := redistest.Start(t)
	store := urntest.PrepareFill(t, place{server})
	var acknowledged []int
	for round := range 3 {
		var mu sync.Mutex
		enough, before := make(chan struct{}), len(acknowledged)
		var killer sync.WaitGroup
		killer.Go(func() {
			<-enough
			server.Kill()
		})
		urntest.Fill(t, store, round, func(ballot int) {
			mu.Lock()
			defer mu.Unlock()
			acknowledged = append(acknowledged, ballot)
			if len(acknowledged)-before == 50+37*round {
				close(enough)
			}
		})
		killer.Wait()
		server.Restart()
		urntest.CheckFill(t, store, acknowledged)
	}
}

func TestDurability(t *testing.T) {
	for _, c := range []struct{ options, reason string }{
		{"--appendonly no", redis.AppendOnlyOff},
		{"--appendfsync everysec", redis.FsyncNotAlways},
		{"--appendfsync no", redis.FsyncNotAlways},
		{"--no-appendfsync-on-rewrite yes", redis.FsyncPausedRewrite},
		{"--maxmemory 100mb --maxmemory-policy allkeys-lru", redis.MayEvict},
		{"--maxmemory 100mb", ""},
	} {
		wantReason(t, open(t, redistest.Start(t, strings.Fields(c.options)...).URL()), c.reason)
	}
}

func TestDurabilityUnreadable(t *testing.T) {
	server := redistest.Start(t)
	err := server.Client().Do(t.Context(), "ACL", "SETUSER", "node", "on", ">secret", "~*", "&*", "+@all", "-config").Err()
	if err != nil {
		t.Fatal(err)
	}
	store := open(t, "redis://node:secret@"+server.Addr)
	wantReason(t, store, redis.ConfigUnreadable)
	// It is reported and not refused: the store works, and destroys.
	if err := store.Create(t.Context(), "meeting", []byte("the identity")); err != nil {
		t.Error(err)
	}
	if err := store.Destroy(t.Context(), "meeting"); err != nil {
		t.Error(err)
	}
	if strings.Contains(string(server.Files()), "the identity") {
		t.Error("the identity is left")
	}
}

func wantReason(t *testing.T, store *redis.Store, reason string) {
	t.Helper()
	d, err := store.Durability(t.Context())
	if want := (urn.Durability{Kind: "redis", Durable: reason == "", Reason: reason}); err != nil || d != want {
		t.Errorf("durability is %+v (%v), want %+v", d, err, want)
	}
}

func TestDead(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, server.URL())
	server.Kill()
	if _, err := store.Durability(t.Context()); err == nil {
		t.Error("a dead server is called durable")
	}
	if err := store.Create(t.Context(), "meeting", nil); err == nil || urn.Decided(err) {
		t.Errorf("create on a dead server: %v", err)
	}
	if _, err := redis.New(t.Context(), server.URL()); err == nil {
		t.Error("a dead server is opened")
	}
	server.Restart()
	if err := store.Create(t.Context(), "meeting", nil); err != nil {
		t.Errorf("after the restart: %v", err)
	}
}

// TestReplica holds the replica still: nothing may be acknowledged that it has
// not, not even a ballot that the primary already has.
func TestReplica(t *testing.T) {
	primary := redistest.Start(t)
	replica := redistest.Start(t, "--replicaof", strings.Replace(primary.Addr, ":", " ", 1))
	waitFor(t, replica, "master_link_status:up")
	store := open(t, primary.URL())
	wantReason(t, store, "")

	entry := func(n byte) []urn.Entry {
		return []urn.Entry{{Credential: []byte{n}, Tracker: []byte{n, n}, Sealed: []byte{n, n, n}}}
	}
	if err := store.Create(t.Context(), "meeting", nil); err != nil {
		t.Fatal(err)
	}
	change := urn.Change{Intake: urn.Open, Credentials: [][]byte{{1}, {2}}}
	if err := store.Append(t.Context(), "meeting", 0, nil, change); err != nil {
		t.Fatal(err)
	}
	if err := store.Cast(t.Context(), "meeting", "w", 0, entry(1), nil); err != nil {
		t.Fatal(err)
	}

	other := open(t, primary.URL()) // a node that has written nothing itself
	replica.Pause()
	for _, node := range []*redis.Store{store, store, other} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		err := node.Cast(ctx, "meeting", "w", 1, entry(2), nil)
		cancel()
		if err == nil || urn.Decided(err) {
			t.Errorf("the replica is not there, and the ballot is answered: %v", err)
		}
	}
	if box := urntest.CheckBox(t, store, "meeting"); len(box) != 2 {
		t.Errorf("%d ballots on the primary, want 2", len(box))
	}
	replica.Resume()
	if err := store.Cast(t.Context(), "meeting", "w", 1, entry(2), nil); !errors.Is(err, urn.ErrAlready) {
		t.Errorf("the replica is back: %v", err)
	}

	replica.Kill()
	waitFor(t, primary, "connected_slaves:0")
	wantReason(t, store, redis.ReplicasMissing)
}

// waitFor waits until the server's report on replication says so.
func waitFor(t *testing.T, server *redistest.Server, line string) {
	t.Helper()
	client := server.Client()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		report, err := client.Info(ctx, "replication").Result()
		if err == nil && strings.Contains(report, line) {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("never %s: %v\n%s", line, err, report)
		}
	}
}

// TestBell listens at one node to what another appends, through a restart of
// the server.
func TestBell(t *testing.T) {
	server := redistest.Start(t)
	store, other := open(t, server.URL()), open(t, server.URL())
	if err := store.Create(t.Context(), "meeting", nil); err != nil {
		t.Fatal(err)
	}
	bell, err := store.Watch(t.Context(), "meeting")
	if err != nil {
		t.Fatal(err)
	}
	wantEvent := func(after int64) {
		t.Helper()
		if err := other.Append(t.Context(), "meeting", after, [][]byte{[]byte("event")}, urn.Change{}); err != nil {
			t.Fatal(err)
		}
		timeout := time.After(20 * time.Second)
		for { // a bell may ring for nothing, but it rings when there is something
			select {
			case <-bell:
			case <-timeout:
				t.Fatal("the bell does not ring")
			}
			if events, err := store.Control(t.Context(), "meeting", after); err == nil && len(events) == 1 {
				return
			}
		}
	}
	wantEvent(0)
	server.Kill()
	server.Restart()
	select { // for what it may have missed
	case <-bell:
	case <-time.After(20 * time.Second):
		t.Fatal("the bell does not ring after the restart")
	}
	wantEvent(1)
}
