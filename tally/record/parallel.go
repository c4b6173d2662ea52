package record

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel starts a worker on every core, which draws the numbers 0 to n-1 one by one from next, and returns when all
// workers have.
func parallel(n int, worker func(next func() (int, bool))) {
	var drawn atomic.Int64
	next := func() (int, bool) {
		i := int(drawn.Add(1)) - 1
		return i, i < n
	}
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() { worker(next) })
	}
	wg.Wait()
}
