// Package rehearse plays a whole meeting as clients of the wire: a host with its registrar's key, tellers, and phones that
// check in, vote in one burst and look their ballots up. It does all that the pages do and knows of the server only what
// they know, so it works against a server in another process, with either store. In the end it compares the totals with
// the choices made, and the record must verify.
package rehearse

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"phieukin/ballot"
	statemachine "phieukin/ballot/meeting"
	"phieukin/ballot/voter"
	"phieukin/cmd/phieukin/client"
	"phieukin/crypto/strict"
	"phieukin/tally/record"
	"phieukin/web/wire"
)

// Config says what to play, and where.
type Config struct {
	Server  string // base address, such as http://127.0.0.1:8080
	HostKey string
	Voters  int
	Tellers int
	// Threshold is how many tellers it takes to open.
	Threshold int
	// Subjects are rated: the organisation, then members.
	Subjects int
	Out      string // folder for the record and result.json; empty for none
}

// Report is what a rehearsal measured. Times are in seconds.
type Report struct {
	UUID     string  `json:"uuid"`
	Voters   int     `json:"voters"`
	Subjects int     `json:"subjects"`
	Tellers  int     `json:"tellers"`
	Counted  int     `json:"counted"`
	CheckIn  float64 `json:"checkin_seconds"`
	Prepare  float64 `json:"prepare_seconds"`
	Burst    float64 `json:"burst_seconds"`
	PerSec   float64 `json:"casts_per_second"`
	P50      float64 `json:"p50_seconds"`
	P95      float64 `json:"p95_seconds"`
	P99      float64 `json:"p99_seconds"`
	Check    float64 `json:"tellers_check_seconds"`
	Reveal   float64 `json:"reveal_seconds"` // from the last teller's part to the totals
	Verify   float64 `json:"verify_seconds"`
	Record   string  `json:"record,omitempty"`
}

// meeting is what the simulated clients share.
type meeting struct {
	Config
	ctx  context.Context
	code string // the room's
	tag  string // the registrar's, from the room's QR
	uuid string
	// heads are what every page showed at the sealing and at the close.
	heads []ballot.Head
}

// ErrDiffers says that the totals are not the choices made.
var ErrDiffers = errors.New("the totals differ from the choices made")

// Run plays the meeting. Any error means that the rehearsal failed.
func Run(ctx context.Context, config Config) (*Report, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m := &meeting{Config: config, ctx: ctx}
	report := &Report{Voters: m.Voters, Subjects: m.Subjects, Tellers: m.Tellers}
	h, err := newHost(m)
	if err != nil {
		return nil, err
	}
	state, err := h.room.Until(ctx, func(s wire.State) bool { return s.Join != nil && s.Invite != nil })
	if err != nil {
		return nil, err
	}
	m.uuid, report.UUID = state.UUID, state.UUID
	_, m.tag, _ = strings.Cut(state.Join.URL, "#")

	tellers, err := all(m.Tellers, func(i int) (*teller, error) { return newTeller(m, i, state.Invite.URL) })
	if err != nil {
		return nil, err
	}
	phones, err := m.gather(h, report)
	if err != nil {
		return nil, err
	}
	s, err := m.sealAndOpen(h, tellers, phones, report)
	if err != nil {
		return nil, err
	}
	if err := m.vote(s, phones, report); err != nil {
		return nil, err
	}
	if err := m.closeAndPublish(h, s, tellers, phones, report); err != nil {
		return nil, err
	}
	return report, m.compare(phones, report)
}

// plan is the meeting's: official members as many as voters, and probationary ones where more subjects are wanted.
func (m *meeting) plan() statemachine.Plan {
	p := statemachine.Plan{
		Title: "Tổng duyệt", Unit: "Chi bộ diễn tập", Organisation: true, Blank: true, Spares: 2,
		Threshold: m.Threshold, AttendanceQuorum: (2*m.Voters + 2) / 3, BallotQuorum: m.Voters/2 + 1,
	}
	for i := range max(m.Voters, m.Subjects-1) {
		status := ballot.Official
		if i >= m.Voters {
			status = ballot.Probationary
		}
		p.Roster = append(p.Roster, statemachine.Member{
			Name: fmt.Sprintf("Đảng viên %d", i+1), Status: status, Official: i < m.Voters, Rated: i < m.Subjects-1,
		})
	}
	for i := range m.Tellers {
		p.Tellers = append(p.Tellers, fmt.Sprintf("Kiểm phiếu %d", i+1))
	}
	return p
}

// gather checks everybody in.
func (m *meeting) gather(h *host, report *Report) ([]*phone, error) {
	start := time.Now()
	phones, err := all(m.Voters, func(i int) (*phone, error) { return newPhone(m, i) })
	if err != nil {
		return nil, err
	}
	byID := map[string]*phone{}
	for _, p := range phones {
		byID[p.id] = p
	}
	checkedIn := make(chan error, 1)
	go func() {
		_, err := all(len(phones), func(i int) (struct{}, error) { return struct{}{}, phones[i].checkIn() })
		checkedIn <- err
	}()
	if err := h.admitAll(func(id string) string { return byID[id].shownCode() }); err != nil {
		return nil, err
	}
	if err := <-checkedIn; err != nil {
		return nil, fmt.Errorf("checking in: %w", err)
	}
	report.CheckIn = time.Since(start).Seconds()
	return phones, nil
}

func (m *meeting) sealAndOpen(h *host, tellers []*teller, phones []*phone, report *Report) (*setup, error) {
	if err := h.seal(m.uuid); err != nil {
		return nil, err
	}
	if err := h.issueAll(); err != nil {
		return nil, err
	}
	start := time.Now()
	var raw rawSetup
	for _, file := range []struct {
		name string
		into *[]byte
	}{
		{"election.json", &raw.election}, {"trustees.json", &raw.trustees},
		{"public_creds.json", &raw.credentials}, {"manifest.json", &raw.manifest},
	} {
		data, err := m.get(file.name)
		if err != nil {
			return nil, err
		}
		*file.into = data
	}
	s, err := checkSetup(raw)
	if err != nil {
		return nil, fmt.Errorf("checking the setup: %w", err)
	}
	for _, t := range tellers {
		if err := t.watch(s); err != nil {
			return nil, fmt.Errorf("teller %d: %w", t.number+1, err)
		}
	}
	if _, err := all(len(phones), func(i int) (struct{}, error) { return struct{}{}, phones[i].prepare(s) }); err != nil {
		return nil, fmt.Errorf("preparing a ballot: %w", err)
	}
	report.Prepare = time.Since(start).Seconds()
	_, err = h.room.Ask(m.ctx, wire.Open{})
	return s, err
}

// vote casts all ballots at once.
func (m *meeting) vote(s *setup, phones []*phone, report *Report) error {
	start := time.Now()
	if _, err := all(len(phones), func(i int) (struct{}, error) { return struct{}{}, phones[i].cast(s) }); err != nil {
		return fmt.Errorf("casting: %w", err)
	}
	report.Burst = time.Since(start).Seconds()
	report.PerSec = float64(len(phones)) / report.Burst
	latencies := make([]float64, len(phones))
	for i, p := range phones {
		latencies[i] = p.latency.Seconds()
	}
	slices.Sort(latencies)
	at := func(percent int) float64 { return latencies[(len(latencies)-1)*percent/100] }
	report.P50, report.P95, report.P99 = at(50), at(95), at(99)
	return nil
}

func (m *meeting) closeAndPublish(h *host, s *setup, tellers []*teller, phones []*phone, report *Report) error {
	if _, err := h.room.Ask(m.ctx, wire.Close{}); err != nil {
		return fmt.Errorf("closing: %w", err)
	}
	if _, err := tellers[0].room.Ask(m.ctx, wire.Confirm{}); err != nil {
		return fmt.Errorf("agreeing to the close: %w", err)
	}
	closed, err := h.room.Until(m.ctx, func(s wire.State) bool { return s.Closed != nil })
	if err != nil {
		return err
	}
	trackers, err := m.get("trackers.json")
	if err != nil {
		return err
	}
	for _, p := range phones {
		if err := p.lookUp(s, closed.Closed.Head, trackers); err != nil {
			return err
		}
	}
	if err := h.publishUnissued(m.uuid); err != nil {
		return fmt.Errorf("publishing credentials that were not handed out: %w", err)
	}
	start := time.Now()
	payloads, err := all(len(tellers), func(i int) ([]byte, error) { return tellers[i].check() })
	if err != nil {
		return err
	}
	report.Check = time.Since(start).Seconds()
	// The last tellers are the ones who open, so that not the same ones answer always.
	for i, t := range tellers[m.Tellers-m.Threshold:] {
		took, err := t.open(payloads[m.Tellers-m.Threshold+i])
		if err != nil {
			return err
		}
		report.Reveal = took.Seconds()
	}
	start = time.Now()
	published, err := h.room.Until(m.ctx, func(s wire.State) bool { return s.Result != nil })
	if err != nil {
		return err
	}
	report.Reveal += time.Since(start).Seconds()
	report.Counted = published.Result.Counted
	m.heads = []ballot.Head{published.Seal.Head, closed.Closed.Head}
	return nil
}

// compare checks the published result against the choices made, and verifies the record.
func (m *meeting) compare(phones []*phone, report *Report) error {
	want := make([][5]int64, m.Subjects) // blank last
	for _, p := range phones {
		for q, choice := range p.choices {
			if choice == voter.Blank {
				choice = 4
			}
			want[q][choice]++
		}
	}
	result, err := m.get("result.json")
	if err != nil {
		return err
	}
	if err := compareResult(result, want, len(phones)); err != nil {
		return err
	}
	bel, err := m.get("record.bel")
	if err != nil {
		return err
	}
	manifest, err := m.get("manifest.json")
	if err != nil {
		return err
	}
	start := time.Now()
	verified, err := record.Verify(bel, manifest, m.heads...)
	if err != nil {
		return err
	}
	report.Verify = time.Since(start).Seconds()
	if !verified.Valid() || verified.Result == nil {
		return fmt.Errorf("the record does not verify: %v", verified.Failures)
	}
	if m.Out == "" {
		return nil
	}
	if err := os.MkdirAll(m.Out, 0o755); err != nil {
		return err
	}
	report.Record = filepath.Join(m.Out, m.uuid+".bel")
	for name, data := range map[string][]byte{
		m.uuid + ".bel": bel, m.uuid + ".manifest.json": manifest, m.uuid + ".heads.json": strict.Encode(m.heads), "result.json": result,
	} {
		if err := os.WriteFile(filepath.Join(m.Out, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// all runs n jobs at once and returns their results, or the first error.
func all[T any](n int, job func(i int) (T, error)) ([]T, error) {
	out, errs := make([]T, n), make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { out[i], errs[i] = job(i) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// get fetches one of the meeting's files.
func (m *meeting) get(name string) ([]byte, error) {
	return client.Fetch(m.ctx, m.Server, m.uuid, name)
}
