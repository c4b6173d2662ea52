package urn

// Waiting is how many ballots wait for the next commit.
func Waiting(b *Box) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.waiting)
}
