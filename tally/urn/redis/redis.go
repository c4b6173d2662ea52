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
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"phieukin/tally/urn"
)

var (
	//go:embed create.lua
	createScript string
	//go:embed append.lua
	appendScript string
	//go:embed cast.lua
	castScript string
	//go:embed destroy.lua
	destroyScript string
)

const (
	index = "phieukin:meetings"

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

// Create implements urn.Store. The index comes first: Meetings passes over a
// name that has no meeting, so a Create that is cut short leaves nothing.
func (s *Store) Create(ctx context.Context, meeting string, identity []byte) error {
	if !urn.ValidMeeting(meeting) {
		return urn.ErrBadMeeting
	}
	if err := s.client.SAdd(ctx, index, meeting).Err(); err != nil {
		return fmt.Errorf("redis: %w", err)
	}
	answer, err := s.run(ctx, meeting, createScript, []string{"meeting"}, identity)
	if err != nil {
		return err
	}
	return decode(answer)
}

// Meetings implements urn.Store.
func (s *Store) Meetings(ctx context.Context) ([]string, error) {
	names, err := s.client.SMembers(ctx, index).Result()
	if err != nil {
		return nil, fmt.Errorf("redis: %w", err)
	}
	var meetings []string
	for _, name := range names {
		switch n, err := s.client.Exists(ctx, key(name, "meeting")).Result(); {
		case err != nil:
			return nil, fmt.Errorf("redis: %w", err)
		case n == 1:
			meetings = append(meetings, name)
		}
	}
	return meetings, nil
}

// Append implements urn.Store.
func (s *Store) Append(ctx context.Context, meeting string, after int64, events [][]byte, change urn.Change) error {
	args := make([]any, 0, 4+len(events)+len(change.Credentials))
	args = append(args, after, intake(change.Intake), key(meeting, "bell"), len(events))
	for _, event := range events {
		args = append(args, event)
	}
	// Sorted: a small hash, and the append-only file, keep the order they are given.
	for _, id := range slices.SortedFunc(slices.Values(change.Credentials), slices.Compare) {
		args = append(args, id)
	}
	answer, err := s.run(ctx, meeting, appendScript, []string{"meeting", "control", "credentials"}, args...)
	if err != nil {
		return err
	}
	return decode(answer)
}

func intake(i urn.Intake) string {
	switch i {
	case urn.Open:
		return "open"
	case urn.Shut:
		return "shut"
	default:
		return ""
	}
}

// Cast implements urn.Store.
func (s *Store) Cast(ctx context.Context, meeting, writer string, prevSeq int64, entries []urn.Entry, subtotal []byte) error {
	args := make([]any, 0, 3+3*len(entries))
	args = append(args, writer, prevSeq, subtotal)
	for _, e := range entries {
		args = append(args, e.Credential, e.Tracker, e.Sealed)
	}
	answer, err := s.run(ctx, meeting, castScript, []string{"meeting", "box", "credentials", "subtotals"}, args...)
	if err != nil {
		return err
	}
	list, ok := answer.([]any)
	if !ok || len(list) == 0 {
		return decode(answer)
	}
	if list[0] != "refused" {
		return decode(list[0])
	}
	var refused urn.Refused
	for i := 1; i+1 < len(list); i += 2 {
		n, _ := list[i].(int64)
		refused = append(refused, &urn.EntryError{Index: int(n), Err: decode(list[i+1])})
	}
	return refused
}

// decode gives a script's answer its meaning.
func decode(answer any) error {
	switch answer {
	case "ok":
		return nil
	case "exists":
		return urn.ErrExists
	case "unknown":
		return urn.ErrUnknownMeeting
	case "behind":
		return urn.ErrBehind
	case "shut":
		return urn.ErrShut
	case "credential":
		return urn.ErrUnknownCredential
	case "already":
		return urn.ErrAlready
	case "spent":
		return urn.ErrSpent
	default:
		return fmt.Errorf("redis: a script answered %v", answer)
	}
}

// Identity implements urn.Store.
func (s *Store) Identity(ctx context.Context, meeting string) ([]byte, error) {
	identity, err := s.client.HGet(ctx, key(meeting, "meeting"), "identity").Bytes()
	if errors.Is(err, goredis.Nil) {
		return nil, urn.ErrUnknownMeeting
	} else if err != nil {
		return nil, fmt.Errorf("redis: %w", err)
	}
	return identity, nil
}

// Control implements urn.Store.
func (s *Store) Control(ctx context.Context, meeting string, after int64) ([][]byte, error) {
	return s.stream(ctx, meeting, "control", "e", after, 0)
}

// Box implements urn.Store.
func (s *Store) Box(ctx context.Context, meeting string, after int64, limit int) ([][]byte, error) {
	return s.stream(ctx, meeting, "box", "b", after, limit)
}

func (s *Store) stream(ctx context.Context, meeting, part, field string, after int64, limit int) ([][]byte, error) {
	var entries *goredis.XMessageSliceCmd
	err := s.read(ctx, meeting, func(pipe goredis.Pipeliner) {
		first := strconv.FormatInt(after+1, 10) + "-0"
		if limit == 0 {
			entries = pipe.XRange(ctx, key(meeting, part), first, "+")
		} else {
			entries = pipe.XRangeN(ctx, key(meeting, part), first, "+", int64(limit))
		}
	})
	if err != nil {
		return nil, err
	}
	var values [][]byte
	for _, entry := range entries.Val() {
		value, ok := entry.Values[field].(string)
		if !ok {
			return nil, fmt.Errorf("redis: %s has no %s in %s", key(meeting, part), field, entry.ID)
		}
		values = append(values, []byte(value))
	}
	return values, nil
}

// Size implements urn.Store.
func (s *Store) Size(ctx context.Context, meeting string) (int64, error) {
	var size *goredis.IntCmd
	err := s.read(ctx, meeting, func(pipe goredis.Pipeliner) {
		size = pipe.XLen(ctx, key(meeting, "box"))
	})
	if err != nil {
		return 0, err
	}
	return size.Val(), nil
}

// Subtotals implements urn.Store.
func (s *Store) Subtotals(ctx context.Context, meeting string) ([]urn.Subtotal, error) {
	var all *goredis.MapStringStringCmd
	err := s.read(ctx, meeting, func(pipe goredis.Pipeliner) {
		all = pipe.HGetAll(ctx, key(meeting, "subtotals"))
	})
	if err != nil {
		return nil, err
	}
	var subtotals []urn.Subtotal
	for writer, value := range all.Val() {
		seq, sealed, _ := strings.Cut(value, " ")
		n, err := strconv.ParseInt(seq, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("redis: %s of %s: %w", key(meeting, "subtotals"), writer, err)
		}
		subtotals = append(subtotals, urn.Subtotal{Writer: writer, Seq: n, Sealed: []byte(sealed)})
	}
	return subtotals, nil
}

// read reads from a meeting that must be there, in one round trip.
func (s *Store) read(ctx context.Context, meeting string, ask func(goredis.Pipeliner)) error {
	var there *goredis.IntCmd
	_, err := s.client.Pipelined(ctx, func(pipe goredis.Pipeliner) error {
		there = pipe.Exists(ctx, key(meeting, "meeting"))
		ask(pipe)
		return nil
	})
	if err != nil {
		return fmt.Errorf("redis: %w", err)
	}
	if there.Val() == 0 {
		return urn.ErrUnknownMeeting
	}
	return nil
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
