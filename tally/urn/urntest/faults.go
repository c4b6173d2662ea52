package urntest

import (
	"context"

	"phieukin/tally/urn"
)

// Faults is a Store whose steps fail on command: whether a step is stored and
// whether it is answered are two questions.
type Faults struct {
	urn.Store

	// Next is asked before each step ("append", "cast" or "subtotals").
	// Without apply the step does not reach the Store; with an error, the
	// error is the answer, whatever the Store said.
	Next func(step string) (apply bool, err error)
}

func (f *Faults) step(name string, do func() error) error {
	apply, fault := f.Next(name)
	var err error
	if apply {
		err = do()
	}
	if fault != nil {
		return fault
	}
	return err
}

// Append implements urn.Store.
func (f *Faults) Append(ctx context.Context, meeting string, after int64, events [][]byte, change urn.Change) error {
	return f.step("append", func() error { return f.Store.Append(ctx, meeting, after, events, change) })
}

// Cast implements urn.Store.
func (f *Faults) Cast(ctx context.Context, meeting, writer string, prevSeq int64, entries []urn.Entry, subtotal []byte) error {
	return f.step("cast", func() error {
		return f.Store.Cast(ctx, meeting, writer, prevSeq, entries, subtotal)
	})
}

// Subtotals implements urn.Store.
func (f *Faults) Subtotals(ctx context.Context, meeting string) ([]urn.Subtotal, error) {
	var subtotals []urn.Subtotal
	err := f.step("subtotals", func() (err error) {
		subtotals, err = f.Store.Subtotals(ctx, meeting)
		return err
	})
	if err != nil {
		return nil, err
	}
	return subtotals, nil
}
