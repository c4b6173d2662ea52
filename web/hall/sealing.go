package hall

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/strict"
	"phieukin/tally"
	"phieukin/tally/rating"
	"phieukin/tally/record"
	"phieukin/tally/urn"
	"phieukin/web/wire"
)

var errCredentials = errors.New("credentials are not a sorted list of distinct points")

// create makes a meeting with fresh keys.
func (h *Hall) create(ctx context.Context, m wire.Create) (*Room, error) {
	if envelope.CheckRecipient(m.Registrar) != nil {
		return nil, refusal(wire.ReasonRecipient)
	}
	if _, err := h.profile(m.Plan, m.Origin); err != nil {
		return nil, err
	}
	if _, begun := h.Begun(m.Origin); begun {
		return nil, refusal(wire.ReasonBegun)
	}
	identity, err := envelope.NewIdentity()
	if err != nil {
		return nil, err
	}
	sealed, err := envelope.Seal(h.Deployment.Recipient(), []byte(identity.String()))
	if err != nil {
		return nil, err
	}
	created := meeting.Created{
		UUID: random(16), Room: h.freshCode(), Plan: m.Plan, Registrar: m.Registrar,
		Invite: random(22), SigningKey: group.Random().String(), Origin: m.Origin, Earlier: m.Earlier,
	}
	if m.TrialOf != "" {
		real, err := h.trialRoom(m)
		if err != nil {
			return nil, err
		}
		created.Trial, created.Rehearsal = real.uuid, m.Rehearsal
	}
	r := newRoom(h, created.UUID, identity)
	if _, err := meeting.Decide(r.state, meeting.Create{Created: created}); err != nil {
		return nil, err
	}
	if err := h.Store.Create(ctx, created.UUID, sealed); err != nil {
		return nil, err
	}
	if err := r.do(ctx, meeting.Create{Created: created}); err != nil {
		return nil, err
	}
	h.add(r)
	if real := h.byUUID(created.Trial); real != nil {
		real.poke() // phones there learn of it
	}
	return r, nil
}

// seal fixes the election from the plan, the tellers' keys and the registrar's credentials.
func (r *Room) seal(ctx context.Context, m wire.Seal) error {
	state := r.snapshot()
	if state.Phase != meeting.Draft {
		return meeting.WrongPhase
	}
	if state.Round() < state.Plan.Rounds() {
		return meeting.TellersMissing
	}
	keys, err := parseKeys(m.Credentials)
	if err != nil {
		return refusal(wire.ReasonCredentials)
	}
	box, err := r.fix(state, keys, m.Slips)
	if err != nil {
		return err
	}
	return r.do(ctx, meeting.Seal{Box: box, Keys: len(keys)})
}

// profile is the rating profile that a plan has chosen.
func (h *Hall) profile(p meeting.Plan, origin string) (rating.Profile, error) {
	if p.Profile == "" {
		return rating.Default, nil
	}
	profile, err := h.Profiles(p.Profile, origin)
	if err != nil {
		return rating.Profile{}, refusal(wire.ReasonProfile)
	}
	return profile, nil
}

// levels are the answers of every question, best first, as the profile calls them: that of the sealing, before it that of the draft.
func (r *Room) levels(state meeting.State) [rating.Levels]string {
	if s := r.sealed.Load(); s != nil {
		return s.profile.LevelNames()
	}
	profile, err := r.hall.profile(state.Plan, state.Created.Origin)
	if err != nil { // it has gone since the draft, and the sealing will say so
		profile = rating.Default
	}
	return profile.LevelNames()
}

// parseKeys demands a strictly ascending list, so that its order says nothing of the roster's.
func parseKeys(texts []string) ([]*group.Point, error) {
	keys := make([]*group.Point, len(texts))
	for i, text := range texts {
		key, err := group.ParsePoint(text)
		if err != nil || key.IsNeutral() || i > 0 && texts[i-1] >= text {
			return nil, errCredentials
		}
		keys[i] = key
	}
	return keys, nil
}

func (r *Room) fix(state meeting.State, keys []*group.Point, slips [][]byte) (meeting.SealedBox, error) {
	plan, created := state.Plan, state.Created
	trustees, err := trusteesOf(state)
	if err != nil {
		return meeting.SealedBox{}, fmt.Errorf("tellers' keys: %w", err)
	}
	tellers := make([]ballot.TellerRef, len(state.Tellers))
	for i, hash := range trustees.Hashes() {
		tellers[i] = ballot.TellerRef{Name: state.Tellers[i].Name, Key: hash}
	}
	profile, err := r.hall.profile(plan, created.Origin)
	if err != nil {
		return meeting.SealedBox{}, err
	}
	signing, err := group.ParseScalar(created.SigningKey)
	if err != nil {
		return meeting.SealedBox{}, err
	}
	manifest := ballot.Manifest{
		Version: ballot.ManifestVersion, UUID: r.uuid, Roster: ballot.HexDigest(strict.Encode(plan.Roster)),
		Convened: plan.Convened(), AttendanceQuorum: plan.AttendanceQuorum, BallotQuorum: plan.BallotQuorum,
		Profile: ballot.ProfileRef{Name: profile.Name, Hash: profile.Hash()},
		Blank:   plan.Blank, Threshold: plan.Threshold, Tellers: tellers,
		Registrar: created.Registrar, Recipient: r.identity.Recipient(), SigningKey: group.GPow(signing),
	}
	raw := manifest.Encode()
	levels := profile.LevelNames()
	var questions []ballot.Question
	for _, s := range plan.Subjects() {
		text := s.Name
		if s.Position != "" {
			text += "\n" + s.Position
		}
		questions = append(questions, ballot.Question{Answers: levels[:], Blank: plan.Blank, Min: 1, Max: 1, Text: text})
	}
	election, err := ballot.NewElection(r.uuid, plan.Title, ballot.Description(plan.Unit, raw), trustees.Key, questions)
	if err != nil {
		return meeting.SealedBox{}, err
	}
	if _, err := election.ParseManifest(raw); err != nil {
		return meeting.SealedBox{}, err
	}
	box := meeting.SealedBox{
		Timestamp: r.hall.Now().Unix(), Election: election.Raw, Trustees: trustees.Raw,
		Credentials: ballot.EncodeCredentials(keys), Manifest: raw, Profile: profile.Bytes(), Slips: slices.Clone(slips),
	}
	start := record.NewWriter(box.Timestamp, box.Election, box.Trustees, box.Credentials)
	box.Head = strict.Encode(ballot.SignHead(signing, ballot.StageSealed, election.Fingerprint, nil, start.Bytes()))
	return box, nil
}

// openBox parses what was sealed and opens the box for it.
func (r *Room) openBox(state meeting.State) (*sealedBox, error) {
	s := new(sealedBox)
	var err error
	if s.election, err = ballot.ParseElection(state.Sealing.Election); err != nil {
		return nil, err
	}
	if s.credentials, err = ballot.ParseCredentials(state.Sealing.Credentials); err != nil {
		return nil, err
	}
	if s.trustees, err = tally.ParseTrustees(state.Sealing.Trustees); err != nil {
		return nil, err
	}
	if s.signingKey, err = group.ParseScalar(state.Created.SigningKey); err != nil {
		return nil, err
	}
	s.profile = rating.Default // of a box that was sealed when there was no other
	if len(state.Sealing.Profile) > 0 {
		if s.profile, err = rating.Parse(state.Sealing.Profile); err != nil {
			return nil, err
		}
	}
	s.signingPublic = group.GPow(s.signingKey)
	if err = json.Unmarshal(state.Sealing.Head, &s.head); err != nil {
		return nil, err
	}
	s.box = urn.NewBox(r.hall.Store, r.identity, s.election)
	return s, nil
}

// bases are the denominators that a rating may refer to.
func bases(state meeting.State) rating.Bases {
	return rating.Bases{
		Convened: state.Plan.Convened(), Present: state.Admitted(), Issued: state.Issued(), Valid: state.Closing.Counted,
	}
}

// refusal is a reason of the wire as an error.
type refusal string

func (r refusal) Error() string { return "refused: " + string(r) }
