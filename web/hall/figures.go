package hall

// Meetings is how many meetings this process serves.
func (h *Hall) Meetings() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.rooms)
}

// Clients is how many room sockets are open.
func (h *Hall) Clients() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, r := range h.rooms {
		r.viewMu.Lock()
		n += len(r.clients)
		r.viewMu.Unlock()
	}
	return n
}

// Refused is how many ballots were refused since the start.
func (h *Hall) Refused() int64 { return h.intake.refused.Load() }
