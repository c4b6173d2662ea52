package trustee

import (
	"phieukin/crypto/envelope"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// State returns what the device must store to go on after a restart. It is secret, and it is destroyed with the share
// when the result is published:
//
//	{"terms":{"uuid":"Q5V7oUSV4CdWW7","size":3,"threshold":2},"index":1,"seed":"vAts...","identity":"AGE-SECRET-KEY-PQ-1...",
//	 "own":{"reveal":"{..}","deal":"{..}","key":"{..}"},"seen":{"commits":["5c0f..",".."],"reveals":[..],"deals":[..],"keys":[..]}}
//
// Messages stand in it as JSON strings; what has not come yet is absent.
func (c *Ceremony) State() []byte { return strict.Encode(c.state) }

// LoadCeremony goes on from a stored state, which is checked as if its messages came anew.
func LoadCeremony(stored []byte) (*Ceremony, error) {
	var s state
	if err := strict.DecodeCanonical(stored, &s); err != nil {
		return nil, ErrState
	}
	board, err := threshold.NewBoard(s.Terms)
	if err != nil || s.Index < 1 || s.Index > s.Terms.Size {
		return nil, ErrState
	}
	if _, err := parseSeed(s.Seed); err != nil {
		return nil, ErrState
	}
	if _, err := envelope.ParseIdentity(s.Identity); err != nil {
		return nil, ErrState
	}
	c := &Ceremony{state: s, board: board}
	c.state.Seen = seen{}
	for _, round := range threshold.Rounds {
		if messages := *s.Seen.of(round); messages != nil {
			raw := make([][]byte, len(messages))
			for i, m := range messages {
				raw[i] = []byte(m)
			}
			if err := c.accept(round, raw, nil); err != nil {
				return nil, ErrState
			}
		}
	}
	return c, nil
}

// of returns where a round's messages stand.
func (s *seen) of(round threshold.Round) *[]string {
	switch round {
	case threshold.RoundCommit:
		return &s.Commits
	case threshold.RoundReveal:
		return &s.Reveals
	case threshold.RoundDeal:
		return &s.Deals
	case threshold.RoundKey:
		return &s.Keys
	}
	panic("trustee: internal error: unknown round")
}

// sent returns the device's own message of a round, empty if it has made none.
func (c *Ceremony) sent(round threshold.Round) string {
	switch round {
	case threshold.RoundCommit:
		return string(c.Commit())
	case threshold.RoundReveal:
		return c.state.Own.Reveal
	case threshold.RoundDeal:
		return c.state.Own.Deal
	case threshold.RoundKey:
		return c.state.Own.Key
	}
	panic("trustee: internal error: unknown round")
}

// accept checks a complete round and keeps it. A round that was accepted before is compared with what was seen then.
// also, where given, is one more check before the round is kept.
func (c *Ceremony) accept(round threshold.Round, messages [][]byte, also func(*threshold.Board) error) error {
	sent := c.sent(round)
	if sent == "" {
		return ErrOrder
	}
	for i := range c.state.Terms.Size {
		if i >= len(messages) || len(messages[i]) == 0 {
			return &threshold.Fault{Index: i + 1, Err: threshold.ErrMissing}
		}
	}
	if string(messages[c.state.Index-1]) != sent {
		return &threshold.Fault{Index: c.state.Index, Err: ErrNotOwn}
	}
	board := c.board.Clone()
	kept := make([]string, len(messages))
	for i, m := range messages {
		if err := board.Put(round, i+1, m); err != nil {
			return err
		}
		kept[i] = string(m)
	}
	if also != nil {
		if err := also(board); err != nil {
			return err
		}
	}
	c.board = board
	*c.state.Seen.of(round) = kept
	return nil
}
