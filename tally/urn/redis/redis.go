// Package redis keeps meetings in Redis, so that several nodes can serve one.
//
// Every key of a meeting carries the hash tag {meeting}, so a meeting lives on
// one node of a Cluster, and meetings spread over it:
//
//	phieukin:meetings                SET     names of meetings; may name some that are gone
//	phieukin:{meeting}:meeting       HASH    identity: sealed to the deployment's key
//	                                         intake: "open" or "shut"
//	phieukin:{meeting}:control       STREAM  the control journal; entry n-0 is event n in its field e
//	phieukin:{meeting}:box           STREAM  the ballots; entry n-0 is sealed ballot n in its field b
//	phieukin:{meeting}:credentials   HASH    keyed id of a credential -> keyed id of its ballot,
//	                                         empty until it is spent
//	phieukin:{meeting}:subtotals     HASH    writer -> sequence in decimal, a space, the sealed sub-total
//	phieukin:{meeting}:bell          channel rings when the control journal has grown; carries nothing
//
// Stream ids are counted, never left to Redis, whose own ids are clock readings.
// A meeting's journals never shrink, so their lengths are their last numbers.
//
// Each change is one script: it checks everything and only then writes, and the
// append-only file keeps it as one transaction. An answer comes after the flush
// to disk where Redis is set to appendonly yes and appendfsync always, and
// after WAIT for every replica the node had when this Store first used it.
// What is set weaker is reported by Durability and not refused.
package redis

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"phieukin/tally/urn"
)

const (
	index = "phieukin:meetings" // the only key without a hash tag

	// replicaWait is how long replicas may take to confirm a step. The
	// connection's read timeout must be longer.
	replicaWait = 5 * time.Second
	readTimeout = 10 * time.Second
)

// Store is an urn.Store over Redis or a Redis Cluster.
type Store struct {
	client goredis.UniversalClient
	done   chan struct{} // closed by Close

	mu       sync.Mutex     // guards replicas, and the closing of done
	replicas map[string]int // by address of the node: how many must confirm
}

var _ urn.Store = (*Store)(nil)

// New connects to redis://[user:password@]host:port[/db] or rediss://..., or to
// a Cluster, when the URL names further nodes: redis://host:port?addr=host:port.
// It fails if Redis does not answer.
func New(ctx context.Context, url string) (*Store, error) {
	client, err := dial(url)
	if err != nil {
		return nil, fmt.Errorf("redis: %w", err)
	}
	s, err := Over(ctx, client)
	if err != nil {
		return nil, errors.Join(err, client.Close())
	}
	return s, nil
}

func dial(url string) (goredis.UniversalClient, error) {
	if strings.Contains(url, "addr=") {
		o, err := goredis.ParseClusterURL(url)
		if err != nil {
			return nil, err
		}
		o.MaxRetries, o.ReadTimeout, o.ContextTimeoutEnabled = -1, readTimeout, true
		return goredis.NewClusterClient(o), nil
	}
	o, err := goredis.ParseURL(url)
	if err != nil {
		return nil, err
	}
	o.MaxRetries, o.ReadTimeout, o.ContextTimeoutEnabled = -1, readTimeout, true
	return goredis.NewClient(o), nil
}

// Over uses a client that is already set up, and owns it from then on if it
// succeeds. Set its MaxRetries to -1: a client that repeats a step by itself
// makes a successful Append look like ErrBehind.
func Over(ctx context.Context, client goredis.UniversalClient) (*Store, error) {
	switch client.(type) {
	case *goredis.Client, *goredis.ClusterClient:
	default:
		return nil, fmt.Errorf("redis: cannot use a %T", client)
	}
	s := &Store{client: client, done: make(chan struct{}), replicas: map[string]int{}}
	if _, err := s.Durability(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func key(meeting, part string) string { return "phieukin:{" + meeting + "}:" + part }

// node returns a client of the very node that holds a meeting, so that a script
// and its WAIT travel on one connection.
func (s *Store) node(ctx context.Context, meeting string) (*goredis.Client, error) {
	if cluster, ok := s.client.(*goredis.ClusterClient); ok {
		return cluster.MasterForKey(ctx, key(meeting, "meeting"))
	}
	return s.client.(*goredis.Client), nil
}

// run runs a script on the meeting's node and returns its answer once it is as
// durable as this place can make it.
func (s *Store) run(ctx context.Context, meeting, script string, parts []string, args ...any) (any, error) {
	keys := make([]string, len(parts))
	for i, part := range parts {
		keys[i] = key(meeting, part)
	}
	answer, err := s.eval(ctx, meeting, script, keys, args)
	if cluster, ok := s.client.(*goredis.ClusterClient); ok && moved(err) {
		// The meeting's slot has a new home and the script did not run.
		cluster.ReloadState(ctx)
		answer, err = s.eval(ctx, meeting, script, keys, args)
	}
	if err != nil {
		return nil, fmt.Errorf("redis: %w", err)
	}
	return answer, nil
}

func (s *Store) eval(ctx context.Context, meeting, script string, keys []string, args []any) (any, error) {
	node, err := s.node(ctx, meeting)
	if err != nil {
		return nil, err
	}
	replicas, err := s.expected(ctx, node)
	if err != nil {
		return nil, err
	}
	if replicas == 0 {
		return node.Eval(ctx, script, keys, args...).Result()
	}
	patience := replicaWait
	if end, ok := ctx.Deadline(); ok {
		patience = min(patience, time.Until(end)/2) // leave time for the answer
	}
	var answer, wait *goredis.Cmd
	_, err = node.Pipelined(ctx, func(pipe goredis.Pipeliner) error {
		answer = pipe.Eval(ctx, script, keys, args...)
		wait = pipe.Do(ctx, "WAIT", replicas, max(patience.Milliseconds(), 1))
		return nil
	})
	if err != nil {
		return nil, err
	}
	switch confirmed, err := wait.Int(); {
	case err != nil:
		return nil, err
	case confirmed < replicas:
		return nil, fmt.Errorf("%d of %d replicas have the step", confirmed, replicas)
	}
	return answer.Val(), nil
}

func moved(err error) bool {
	return err != nil && (strings.HasPrefix(err.Error(), "MOVED ") || strings.HasPrefix(err.Error(), "ASK "))
}

// Close implements urn.Store. Closing again does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
		return nil
	default:
		close(s.done)
		return s.client.Close()
	}
}
