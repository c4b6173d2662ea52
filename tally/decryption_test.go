package tally_test

import (
	"bytes"
	"errors"
	"testing"

	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/tally"
	"phieukin/tally/tallytest"
)

func TestPartsHoldForTheirTellerAndTotalOnly(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Questions: 2, Voters: 3, Tellers: 2})
	total := tally.Zero(m.Election).AddBallot(m.Ballot(t, 0, 1), 1)
	larger := total.AddBallot(m.Ballot(t, 1, 2), 1)
	one, g := group.FromInt(1), group.Generator()
	for name, test := range map[string]struct {
		change func(p *tally.Partial)
		want   error
	}{
		"nothing":         {func(*tally.Partial) {}, nil},
		"no bound proofs": {func(p *tally.Partial) { p.BoundProofs = nil }, tally.ErrUnbound},
		"a factor":        {func(p *tally.Partial) { p.Factors[1][2] = p.Factors[1][2].Mul(g) }, tally.ErrPartialProof},
		"a plain proof":   {func(p *tally.Partial) { p.Proofs[1][2].Response = p.Proofs[1][2].Response.Add(one) }, tally.ErrPartialProof},
		"a bound challenge": {func(p *tally.Partial) {
			p.BoundProofs[1][2].Challenge = p.BoundProofs[1][2].Challenge.Add(one)
		}, tally.ErrPartialProof},
		"a bound response": {func(p *tally.Partial) {
			p.BoundProofs[1][2].Response = p.BoundProofs[1][2].Response.Add(one)
		}, tally.ErrPartialProof},
		"plain proofs for bound ones":    {func(p *tally.Partial) { p.BoundProofs = p.Proofs }, tally.ErrPartialProof},
		"bound proofs for plain ones":    {func(p *tally.Partial) { p.Proofs = p.BoundProofs }, tally.ErrPartialProof},
		"bound proofs of another choice": {func(p *tally.Partial) { p.BoundProofs[0][0] = p.BoundProofs[0][1] }, tally.ErrPartialProof},
		"bound to the other teller":      {func(p *tally.Partial) { p.BoundProofs = m.Part(2, total).BoundProofs }, tally.ErrPartialProof},
		"bound to another total":         {func(p *tally.Partial) { p.BoundProofs = m.Part(1, larger).BoundProofs }, tally.ErrPartialProof},
		"a question less":                {func(p *tally.Partial) { p.Factors = p.Factors[:1] }, tally.ErrPartial},
		"proofs of a question less":      {func(p *tally.Partial) { p.Proofs = p.Proofs[:1] }, tally.ErrPartial},
		"bound proofs of one less":       {func(p *tally.Partial) { p.BoundProofs = p.BoundProofs[:1] }, tally.ErrPartial},
		"a choice less":                  {func(p *tally.Partial) { p.Factors[0] = p.Factors[0][:3] }, tally.ErrPartial},
		"proofs of a choice less":        {func(p *tally.Partial) { p.Proofs[0] = p.Proofs[0][:3] }, tally.ErrPartial},
		"bound proofs of a choice less":  {func(p *tally.Partial) { p.BoundProofs[0] = p.BoundProofs[0][:3] }, tally.ErrPartial},
		"empty bound proofs":             {func(p *tally.Partial) { p.BoundProofs = [][]proof.Proof{{}, {}} }, tally.ErrPartial},
	} {
		p := m.Part(1, total)
		test.change(p)
		err := p.Verify(m.Election, m.Trustees, 1, total, true)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	p := m.Part(1, total)
	if err := p.Verify(m.Election, m.Trustees, 2, total, true); !errors.Is(err, tally.ErrPartialProof) {
		t.Errorf("as another teller's: %v", err)
	}
	if err := p.Verify(m.Election, m.Trustees, 3, total, true); !errors.Is(err, tally.ErrTrusteeUnknown) {
		t.Errorf("as nobody's: %v", err)
	}
	if err := p.Verify(m.Election, m.Trustees, 1, larger, true); !errors.Is(err, tally.ErrPartialProof) {
		t.Errorf("for another total: %v", err)
	}
}

// A part without bound proofs is Belenios' own form: good for foreign records. Where they are present they are checked.
func TestBoundProofsOfForeignRecords(t *testing.T) {
	m := tallytest.New(t, tallytest.Options{Voters: 3})
	total := tally.Zero(m.Election).AddBallot(m.Ballot(t, 0, 1), 1)
	p := m.Part(1, total)
	if err := p.Verify(m.Election, m.Trustees, 1, total, false); err != nil {
		t.Error(err)
	}
	p.BoundProofs[0][0].Response = group.Random()
	if err := p.Verify(m.Election, m.Trustees, 1, total, false); !errors.Is(err, tally.ErrPartialProof) {
		t.Errorf("wrong bound proof: %v", err)
	}
	p.BoundProofs = nil
	if err := p.Verify(m.Election, m.Trustees, 1, total, false); err != nil {
		t.Errorf("Belenios' own form: %v", err)
	}
}

func TestParsedPartsAreInTheirOneForm(t *testing.T) {
	v := load(t, "threshold")
	r := recordOf(t, "threshold")
	for i, part := range r.Partials {
		p, err := tally.ParsePartial(part.Payload)
		if err != nil || p.BoundProofs != nil {
			t.Fatalf("part %d: %v", i+1, err)
		}
		if err := p.Verify(v.report.Election, v.trustees, i+1, v.report.Total, true); !errors.Is(err, tally.ErrUnbound) {
			t.Errorf("the tool's part passes for one of ours: %v", err)
		}
		for _, raw := range [][]byte{
			append(bytes.Clone(part.Payload), '\n'), bytes.Replace(part.Payload, []byte(`:[[`), []byte(`: [[`), 1),
			append(bytes.Clone(part.Payload[:len(part.Payload)-1]), `,"bound_proofs":[]}`...), []byte("{}"), nil,
		} {
			if _, err := tally.ParsePartial(raw); !errors.Is(err, tally.ErrPartial) {
				t.Errorf("%.30q: %v", raw, err)
			}
		}
	}
}
