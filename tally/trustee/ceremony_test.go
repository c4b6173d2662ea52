package trustee_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"phieukin/crypto/threshold"
	"phieukin/tally"
	"phieukin/tally/trustee"
)

const uuid = "Q5V7oUSV4CdWW7"

func terms(size, needed int) threshold.Terms {
	return threshold.Terms{UUID: uuid, Size: size, Threshold: needed}
}

// played is an honest ceremony: all its messages, and each device's state before it took a round.
type played struct {
	terms    threshold.Terms
	messages map[threshold.Round][][]byte
	states   map[threshold.Round][][]byte
	keys     []*trustee.Key
	trustees []byte
	devices  []*trustee.Ceremony
}

// step gives a device all messages of a round and returns its next one, nil after the last.
func step(c *trustee.Ceremony, round threshold.Round, messages [][]byte) (next []byte, err error) {
	switch round {
	case threshold.RoundCommit:
		return c.Reveal(messages)
	case threshold.RoundReveal:
		return c.Deal(messages)
	case threshold.RoundDeal:
		return c.Key(messages)
	}
	_, _, err = c.Finish(messages)
	return nil, err
}

func restarted(t *testing.T, c *trustee.Ceremony) *trustee.Ceremony {
	t.Helper()
	again, err := trustee.LoadCeremony(c.State())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// play holds a ceremony. Every device restarts before and after each step, and must then say what it said before.
func play(t *testing.T, terms threshold.Terms) *played {
	t.Helper()
	p := &played{terms: terms, messages: map[threshold.Round][][]byte{}, states: map[threshold.Round][][]byte{}}
	for i := range terms.Size {
		c, err := trustee.NewCeremony(terms, i+1)
		if err != nil {
			t.Fatal(err)
		}
		p.devices = append(p.devices, c)
		p.messages[threshold.RoundCommit] = append(p.messages[threshold.RoundCommit], c.Commit())
	}
	for r, round := range threshold.Rounds {
		for i := range p.devices {
			p.devices[i] = restarted(t, p.devices[i])
			p.states[round] = append(p.states[round], p.devices[i].State())
			next, err := step(p.devices[i], round, p.messages[round])
			if err != nil {
				t.Fatalf("%s, teller %d: %v", round, i+1, err)
			}
			state := p.devices[i].State()
			p.devices[i] = restarted(t, p.devices[i])
			if !bytes.Equal(p.devices[i].State(), state) {
				t.Fatalf("%s, teller %d: the state changed over a restart", round, i+1)
			}
			again, err := step(p.devices[i], round, p.messages[round])
			if err != nil || !bytes.Equal(again, next) {
				t.Fatalf("%s, teller %d: another message after a restart (%v)", round, i+1, err)
			}
			if next != nil {
				p.messages[threshold.Rounds[r+1]] = append(p.messages[threshold.Rounds[r+1]], next)
			}
		}
	}
	for i, c := range p.devices {
		key, trustees, err := c.Finish(p.messages[threshold.RoundKey])
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && !bytes.Equal(trustees, p.trustees) {
			t.Fatalf("teller %d has other trustees", i+1)
		}
		p.keys, p.trustees = append(p.keys, key), trustees
	}
	return p
}

// publish puts messages on a board until one is refused.
func publish(t *testing.T, terms threshold.Terms, messages map[threshold.Round][][]byte) (*threshold.Board, error) {
	t.Helper()
	board, err := threshold.NewBoard(terms)
	if err != nil {
		t.Fatal(err)
	}
	for _, round := range threshold.Rounds {
		for i, m := range messages[round] {
			if m == nil {
				continue
			}
			if err := board.Put(round, i+1, m); err != nil {
				return board, err
			}
		}
	}
	return board, nil
}

func TestEverybodyAssemblesTheSameTrustees(t *testing.T) {
	for _, terms := range []threshold.Terms{terms(2, 1), terms(3, 2), terms(5, 3)} {
		t.Run(fmt.Sprintf("%d of %d", terms.Threshold, terms.Size), func(t *testing.T) {
			p := play(t, terms)
			board, err := publish(t, terms, p.messages)
			if err != nil {
				t.Fatal(err)
			}
			if round, missing := board.Waiting(); missing != nil {
				t.Errorf("the board waits for %v in %s", missing, round)
			}
			parameters, err := board.Assemble()
			if err != nil || !bytes.Equal(parameters.Trustees(), p.trustees) {
				t.Errorf("the board's trustees differ from the devices' (%v)", err)
			}
			trustees, err := tally.ParseTrustees(p.trustees)
			if err != nil {
				t.Fatal(err)
			}
			if trustees.Size() != terms.Size {
				t.Errorf("%d trustees", trustees.Size())
			}
			code := threshold.TellersCode([]byte("setup"), board.Nonces())
			for i, c := range p.devices {
				if c.Code([]byte("setup")) != code {
					t.Errorf("teller %d reads %s, the board says %s", i+1, c.Code([]byte("setup")), code)
				}
				if c.Code([]byte("another setup")) == code {
					t.Error("another setup has the same code")
				}
			}
		})
	}
}

func TestTwoCeremoniesShareNothing(t *testing.T) {
	a, b := play(t, terms(2, 1)), play(t, terms(2, 1))
	for _, round := range threshold.Rounds {
		for i := range a.messages[round] {
			if bytes.Equal(a.messages[round][i], b.messages[round][i]) {
				t.Errorf("%s of teller %d is the same twice", round, i+1)
			}
		}
	}
	if a.keys[0].String() == a.keys[1].String() && a.keys[0].String() == b.keys[0].String() {
		t.Error("a share is the same twice")
	}
}

func TestImpossibleTermsAreRefused(t *testing.T) {
	for _, terms := range []threshold.Terms{
		terms(3, 3), terms(1, 1), terms(3, 4), terms(3, 0), terms(3, -1), terms(21, 2),
		{Size: 3, Threshold: 2}, {UUID: "Q5V7oUSV4CdW|7", Size: 3, Threshold: 2}, {UUID: "short", Size: 3, Threshold: 2},
	} {
		if _, err := trustee.NewCeremony(terms, 1); !errors.Is(err, threshold.ErrTerms) {
			t.Errorf("%+v: %v", terms, err)
		}
	}
	for _, index := range []int{0, 4, -1} {
		var f *threshold.Fault
		_, err := trustee.NewCeremony(terms(3, 2), index)
		if !errors.Is(err, threshold.ErrIndex) || !errors.As(err, &f) || f.Index != index {
			t.Errorf("index %d: %v", index, err)
		}
	}
}

func TestStatesThatDoNotHoldTogetherAreRefused(t *testing.T) {
	p := play(t, terms(3, 2))
	state := string(p.devices[0].State())
	for name, change := range map[string][2]string{
		"threshold":      {`"threshold":2`, `"threshold":1`},
		"all of n":       {`"threshold":2`, `"threshold":3`},
		"index":          {`"index":1`, `"index":2`},
		"index too high": {`"index":1`, `"index":4`},
		"uuid":           {uuid, "Q5V7oUSV4CdWW8"},
		"identity":       {`"identity":"AGE`, `"identity":"XGE`},
		"unknown member": {`"index":1`, `"index":1,"more":1`},
		"seed":           {`"seed":"`, `"seed":"0`},
	} {
		changed := bytes.Replace([]byte(state), []byte(change[0]), []byte(change[1]), 1)
		if string(changed) == state {
			t.Fatalf("%s: nothing changed", name)
		}
		if _, err := trustee.LoadCeremony(changed); !errors.Is(err, trustee.ErrState) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
