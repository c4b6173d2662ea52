package redis

import (
	"context"
	"fmt"

	goredis "github.com/redis/go-redis/v9"

	"phieukin/tally/urn"
)

// Watch implements urn.Store. The bell also rings when a lost subscription is
// made again, since it may have missed some.
func (s *Store) Watch(ctx context.Context, meeting string) (<-chan struct{}, error) {
	if !urn.ValidMeeting(meeting) {
		return nil, urn.ErrUnknownMeeting
	}
	if _, err := s.Identity(ctx, meeting); err != nil {
		return nil, err
	}
	sub := s.client.Subscribe(ctx, key(meeting, "bell"))
	if _, err := sub.Receive(ctx); err != nil { // subscribed from here on
		_ = sub.Close()
		return nil, fmt.Errorf("redis: %w", err)
	}
	bell := make(chan struct{}, 1)
	go s.listen(ctx, sub, bell)
	return bell, nil
}

func (s *Store) listen(ctx context.Context, sub *goredis.PubSub, bell chan<- struct{}) {
	defer close(bell)
	defer sub.Close()
	messages := sub.ChannelWithSubscriptions()
	for {
		select {
		case _, ok := <-messages:
			if !ok {
				return
			}
			select {
			case bell <- struct{}{}:
			default:
			}
		case <-ctx.Done():
			return
		case <-s.done:
			return
		}
	}
}
