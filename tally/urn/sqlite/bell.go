package sqlite

import (
	"context"
	"io/fs"
	"sync"
)

// A bell is one Watch. Only appends of this Store ring it: other processes on
// the same folder are noticed by the reader's own periodic read.
type bell struct {
	c    chan struct{} // holds one ring
	once sync.Once
}

func (b *bell) close() { b.once.Do(func() { close(b.c) }) }

// Watch implements urn.Store.
func (s *Store) Watch(ctx context.Context, meeting string) (<-chan struct{}, error) {
	if _, err := s.Identity(ctx, meeting); err != nil {
		return nil, err
	}
	b := &bell{c: make(chan struct{}, 1)}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, fs.ErrClosed
	}
	if s.bells[meeting] == nil {
		s.bells[meeting] = map[*bell]struct{}{}
	}
	s.bells[meeting][b] = struct{}{}
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.bells[meeting], b)
		if len(s.bells[meeting]) == 0 {
			delete(s.bells, meeting)
		}
		b.close()
	})
	return b.c, nil
}

// ring never blocks: a bell that already rings says all there is to say. The
// lock keeps it from ringing a closed one.
func (s *Store) ring(meeting string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for b := range s.bells[meeting] {
		select {
		case b.c <- struct{}{}:
		default:
		}
	}
}
