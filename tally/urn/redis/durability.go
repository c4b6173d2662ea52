package redis

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	goredis "github.com/redis/go-redis/v9"

	"phieukin/tally/urn"
)

// The reasons Durability gives, the gravest first.
const (
	ConfigUnreadable   = "config_unreadable"       // CONFIG GET is refused, so nothing is known
	AppendOnlyOff      = "append_only_off"         // appendonly no
	FsyncNotAlways     = "fsync_not_always"        // appendfsync everysec or no
	FsyncPausedRewrite = "fsync_paused_on_rewrite" // no-appendfsync-on-rewrite yes
	MayEvict           = "may_evict"               // maxmemory with a policy that drops keys
	ReplicasMissing    = "replicas_missing"        // a replica that was there is not
)

// Durability implements urn.Store, by asking every master for its settings.
func (s *Store) Durability(ctx context.Context) (urn.Durability, error) {
	reason := ""
	check := func(ctx context.Context, node *goredis.Client) error {
		r, err := s.weakness(ctx, node)
		if reason == "" {
			reason = r
		}
		return err
	}
	var err error
	if cluster, ok := s.client.(*goredis.ClusterClient); ok {
		var mu sync.Mutex // ForEachMaster asks them all at once
		err = cluster.ForEachMaster(ctx, func(ctx context.Context, node *goredis.Client) error {
			mu.Lock()
			defer mu.Unlock()
			return check(ctx, node)
		})
	} else {
		err = check(ctx, s.client.(*goredis.Client))
	}
	if err != nil {
		return urn.Durability{}, fmt.Errorf("redis: %w", err)
	}
	return urn.Durability{Kind: "redis", Durable: reason == "", Reason: reason}, nil
}

// weakness returns the first reason why a node may lose what it acknowledged.
func (s *Store) weakness(ctx context.Context, node *goredis.Client) (string, error) {
	if err := node.Ping(ctx).Err(); err != nil {
		return "", err
	}
	config := map[string]string{}
	for _, name := range []string{"appendonly", "appendfsync", "no-appendfsync-on-rewrite", "maxmemory", "maxmemory-policy"} {
		values, err := node.ConfigGet(ctx, name).Result()
		if err != nil || len(values) == 0 {
			return ConfigUnreadable, nil
		}
		config[name] = values[name]
	}
	switch {
	case config["appendonly"] != "yes":
		return AppendOnlyOff, nil
	case config["appendfsync"] != "always":
		return FsyncNotAlways, nil
	case config["no-appendfsync-on-rewrite"] != "no":
		return FsyncPausedRewrite, nil
	case config["maxmemory"] != "0" && config["maxmemory-policy"] != "noeviction":
		return MayEvict, nil
	}
	expected, err := s.expected(ctx, node)
	if err != nil {
		return "", err
	}
	connected, err := connectedReplicas(ctx, node)
	if err != nil {
		return "", err
	}
	if connected < expected {
		return ReplicasMissing, nil
	}
	return "", nil
}

// expected returns how many replicas must confirm each step on a node: as many
// as it had when this Store first used it. One that is lost later stops the
// voting until it is back, rather than silently weakening it.
func (s *Store) expected(ctx context.Context, node *goredis.Client) (int, error) {
	addr := node.Options().Addr
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, ok := s.replicas[addr]; ok {
		return n, nil
	}
	n, err := connectedReplicas(ctx, node)
	if err != nil {
		return 0, err
	}
	s.replicas[addr] = n
	return n, nil
}

func connectedReplicas(ctx context.Context, node *goredis.Client) (int, error) {
	value, err := info(ctx, node, "replication", "connected_slaves")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(value)
}

// info returns one field of Redis's report on itself.
func info(ctx context.Context, node *goredis.Client, section, field string) (string, error) {
	report, err := node.Info(ctx, section).Result()
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(report) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && name == field {
			return value, nil
		}
	}
	return "", fmt.Errorf("no %s in INFO %s", field, section)
}
