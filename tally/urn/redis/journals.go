package redis

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

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
