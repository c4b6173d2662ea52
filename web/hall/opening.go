package hall

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/web/wire"
)

// finalRecord keeps the closed box once it has been read, for downloads and for the opening.
type finalRecord struct {
	mu  sync.Mutex
	box *closedBox
}

// closedBox reads the box of a closed meeting, once.
func (r *Room) closedBox(ctx context.Context) (*closedBox, error) {
	r.final.mu.Lock()
	defer r.final.mu.Unlock()
	if r.final.box == nil {
		box, err := r.readBox(ctx, r.sealed.Load())
		if err != nil {
			return nil, err
		}
		r.final.box = box
	}
	return r.final.box, nil
}

// publishUnissued takes the host's list of credentials that were never handed out. None of them may be in the box, and
// with the slips handed out they must make up all there are; tellers' devices check the same.
func (r *Room) publishUnissued(ctx context.Context, m wire.Unissued) error {
	state := r.snapshot()
	if state.Phase != meeting.Closed {
		return meeting.WrongPhase
	}
	box, err := r.closedBox(ctx)
	if err != nil {
		return err
	}
	if _, err := parseKeys(m.Credentials); err != nil {
		return refusal(wire.ReasonCredentials)
	}
	s := r.sealed.Load()
	for _, text := range m.Credentials {
		key, err := group.ParsePoint(text)
		if err != nil {
			return refusal(wire.ReasonCredentials)
		}
		if _, listed := s.credentials.Weight(key); !listed {
			return refusal(wire.ReasonCredentials)
		}
	}
	for _, raw := range box.ballots {
		b, err := ballot.Parse(raw)
		if err != nil {
			return err
		}
		if slices.Contains(m.Credentials, b.Credential.String()) {
			return meeting.UnissuedMismatch
		}
	}
	return r.do(ctx, meeting.PublishUnissued{Credentials: slices.Clone(m.Credentials)})
}

// takePart takes a teller's part, and names on every screen whose part is wrong.
func (r *Room) takePart(ctx context.Context, m wire.Partial) error {
	err := r.answer(ctx, m)
	code := ""
	if err == refusal(wire.ReasonPartial) {
		code = "part_refused"
	}
	if err == nil || code != "" {
		r.viewMu.Lock()
		r.complaints[m.Owner-1] = code
		r.viewMu.Unlock()
		r.poke()
	}
	return err
}

// answer takes a teller's part. The one that completes the opening publishes the result in the same step, so that
// everybody learns the totals together.
func (r *Room) answer(ctx context.Context, m wire.Partial) error {
	box, err := r.closedBox(ctx)
	if err != nil {
		return err
	}
	s := r.sealed.Load()
	part, err := tally.ParsePartial([]byte(m.Payload))
	if err == nil {
		err = part.Verify(s.election, s.trustees, m.Owner, box.total, true)
	}
	if err != nil {
		return refusal(wire.ReasonPartial)
	}
	for {
		state := r.snapshot()
		command := meeting.Answer{Owner: m.Owner, Payload: m.Payload}
		parts, err := parseParts(state.Parts)
		if err != nil {
			return err
		}
		parts[m.Owner] = part
		if s.trustees.Enough(owners(parts)) {
			result, err := tally.Combine(s.trustees, parts, box.total, int64(len(box.ballots)))
			if err != nil {
				return err
			}
			command.Result = result.Encode()
		}
		// Another part may have come in between; then what completes the opening must be decided anew.
		if done, err := r.doIfUnchanged(ctx, state, command); done {
			return err
		}
	}
}

// doIfUnchanged carries out a command that was prepared from a state, unless other parts have come in since.
func (r *Room) doIfUnchanged(ctx context.Context, prepared meeting.State, command meeting.Command) (done bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.catchUp(ctx); err != nil {
		return true, err
	}
	if len(r.state.Parts) != len(prepared.Parts) {
		return false, nil
	}
	events, err := meeting.Decide(r.state, command)
	if err != nil {
		return true, err
	}
	return true, r.append(ctx, events)
}

func parseParts(payloads map[int]string) (map[int]*tally.Partial, error) {
	parts := map[int]*tally.Partial{}
	for owner, payload := range payloads {
		part, err := tally.ParsePartial([]byte(payload))
		if err != nil {
			return nil, err
		}
		parts[owner] = part
	}
	return parts, nil
}

func owners(parts map[int]*tally.Partial) map[int]bool {
	out := map[int]bool{}
	for owner := range parts {
		out[owner] = true
	}
	return out
}

// record writes the whole record of a published meeting.
func (r *Room) record(ctx context.Context, state meeting.State) ([]byte, error) {
	box, err := r.closedBox(ctx)
	if err != nil {
		return nil, err
	}
	w := box.write(state)
	for _, owner := range slices.Sorted(maps.Keys(state.Parts)) {
		w.Partial(owner, []byte(state.Parts[owner]))
	}
	result, err := tally.ParseResult(state.Result, r.sealed.Load().election)
	if err != nil {
		return nil, err
	}
	w.Result(result)
	return w.Bytes(), nil
}

// result is what is shown and exported of a published meeting, each subject with its proposed level.
func (r *Room) result(state meeting.State) *wire.Result {
	s := r.sealed.Load()
	counts, err := tally.ParseResult(state.Result, s.election)
	if err != nil {
		r.hall.Log.Error("reading the result", "meeting", r.uuid, "error", err)
		return nil
	}
	out := &wire.Result{Counted: state.Closing.Counted}
	for i, q := range s.election.Questions {
		question := wire.Question{Question: q.Text, Answers: q.Answers, Counts: counts[i]}
		if q.Blank {
			question.Blank, question.Counts = counts[i][0], counts[i][1:]
		}
		var levels [4]int
		for j, n := range question.Counts {
			levels[j] = int(n)
		}
		o := s.profile.Rate(levels, bases(state))
		question.Rating = &wire.Rating{
			Level: o.Level, Code: o.Code, Leading: o.Leading, Count: o.Count, Base: o.Base,
			Permille: o.Permille, Cumulative: o.Cumulative,
		}
		out.Questions = append(out.Questions, question)
	}
	return out
}

// exported is result.json: its form is a contract.
type exported struct {
	UUID        string          `json:"uuid"`
	Fingerprint string          `json:"fingerprint"`
	Counted     int             `json:"counted"`
	Questions   []wire.Question `json:"questions"`
}

func (r *Room) resultJSON(state meeting.State) []byte {
	result := r.result(state)
	out := exported{UUID: r.uuid, Fingerprint: r.sealed.Load().election.Fingerprint, Counted: result.Counted}
	for _, q := range result.Questions {
		q.Rating = nil
		out.Questions = append(out.Questions, q)
	}
	return strict.Encode(out)
}

func parseHead(data []byte) (head ballot.Head, err error) {
	return head, json.Unmarshal(data, &head)
}

// subjectOf splits a question's text into name and position.
func subjectOf(question string) (name, position string) {
	name, position, _ = strings.Cut(question, "\n")
	return name, position
}
