package redis

import (
	"context"
	"fmt"
	"strings"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"phieukin/tally/urn"
)

// Destroy implements urn.Store. Deleting a key only adds a line to the
// append-only file, so the files are written anew without the meeting, and
// Destroy returns when they are. A replica's files are its own: they shed the
// meeting at their next rewriting.
func (s *Store) Destroy(ctx context.Context, meeting string) error {
	if !urn.ValidMeeting(meeting) {
		return nil
	}
	parts := []string{"meeting", "control", "box", "credentials", "subtotals"}
	answer, err := s.run(ctx, meeting, destroyScript, parts)
	if err != nil {
		return err
	}
	if err := decode(answer); err != nil {
		return err
	}
	if err := s.client.SRem(ctx, index, meeting).Err(); err != nil {
		return fmt.Errorf("redis: %w", err)
	}
	node, err := s.node(ctx, meeting)
	if err != nil {
		return fmt.Errorf("redis: %w", err)
	}
	if err := rewrite(ctx, node); err != nil {
		return fmt.Errorf("redis: the meeting is deleted, but not yet from Redis's files: %w", err)
	}
	return nil
}

// rewrite makes Redis write its files anew: the append-only file, and the
// snapshot unless it is known to be set to make none.
func rewrite(ctx context.Context, node *goredis.Client) error {
	if save, err := node.ConfigGet(ctx, "save").Result(); err != nil || save["save"] != "" {
		if err := finish(ctx, node, node.BgSave, "rdb_bgsave_in_progress", "rdb_last_bgsave_status"); err != nil {
			return err
		}
	}
	if enabled, err := info(ctx, node, "persistence", "aof_enabled"); err != nil || enabled == "0" {
		return err
	}
	return finish(ctx, node, node.BgRewriteAOF, "aof_rewrite_in_progress", "aof_last_bgrewrite_status")
}

// finish starts a background job and waits for its end. A job that was already
// under way may have begun before the deletion: it is waited for, not counted.
func finish(ctx context.Context, node *goredis.Client, start func(context.Context) *goredis.StatusCmd, running, status string) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for started := false; ; {
		idle, err := idle(ctx, node, running)
		if err != nil {
			return err
		}
		if idle && started {
			break
		}
		if idle {
			// Another node may have started one since: then it is the next turn's.
			err := start(ctx).Err()
			if err != nil && !strings.Contains(err.Error(), "in progress") {
				return err
			}
			started = err == nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	result, err := info(ctx, node, "persistence", status)
	if err == nil && result != "ok" {
		err = fmt.Errorf("%s is %s", status, result)
	}
	return err
}

// idle reports whether no job runs or is scheduled to run.
func idle(ctx context.Context, node *goredis.Client, running string) (bool, error) {
	for _, field := range []string{running, "aof_rewrite_scheduled"} {
		value, err := info(ctx, node, "persistence", field)
		if err != nil || value != "0" {
			return false, err
		}
	}
	return true, nil
}
