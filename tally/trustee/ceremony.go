package trustee

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
	"phieukin/crypto/threshold"
)

// Ceremony is one teller's device in a t-of-n key ceremony, whose messages package threshold describes. The relay
// between the devices may lie, so the device checks everything itself and refuses, naming the teller, whatever does not
// fit; each refusal leaves it as it was.
//
// The steps are Commit, Reveal, Deal, Key, Finish, each of which takes all messages of the round before in index order
// and returns the device's own next one. Before that message is sent, State must be stored: a device that starts again
// from it repeats every message byte for byte, so nothing random is ever used for two messages. A ceremony that was
// interrupted elsewhere is held again from New by everybody.
type Ceremony struct {
	state state
	board *threshold.Board
}

// state is what a device stores. It is secret. The polynomial is not in it: the device's own share of it lies in its
// own deal, sealed to itself.
type state struct {
	Terms    threshold.Terms `json:"terms"`
	Index    int             `json:"index"`
	Seed     string          `json:"seed"`
	Identity string          `json:"identity"` // age identity that opens the shares
	Own      own             `json:"own"`
	Seen     seen            `json:"seen"`
}

// own are the device's messages so far; a message stands here before it is sent.
type own struct {
	Reveal string `json:"reveal"`
	Deal   string `json:"deal,omitempty"`
	Key    string `json:"key,omitempty"`
}

// seen are the complete rounds that the device has accepted.
type seen struct {
	Commits []string `json:"commits,omitempty"`
	Reveals []string `json:"reveals,omitempty"`
	Deals   []string `json:"deals,omitempty"`
	Keys    []string `json:"keys,omitempty"`
}

// Why a device refuses to go on, beside the errors of package threshold.
var (
	ErrOrder  = errors.New("a step of the ceremony before this one is missing")
	ErrNotOwn = errors.New("what stands at this device's place is not what it sent")
	ErrShare  = errors.New("the share is not what its sender committed to")
	ErrState  = errors.New("not the state of a ceremony")
)

// NewCeremony starts a device's part as teller index, from 1.
func NewCeremony(terms threshold.Terms, index int) (*Ceremony, error) {
	board, err := threshold.NewBoard(terms)
	if err != nil {
		return nil, err
	}
	if index < 1 || index > terms.Size {
		return nil, &threshold.Fault{Index: index, Err: threshold.ErrIndex}
	}
	identity, err := envelope.NewIdentity()
	if err != nil {
		return nil, err
	}
	s := newSeed()
	sk := s.signing()
	certificate := threshold.CertificateText(terms, index, group.GPow(sk), group.GPow(s.decryption()))
	var nonce [16]byte
	rand.Read(nonce[:]) // never fails: the runtime aborts the program instead
	reveal := threshold.Reveal{
		Certificate:        sign(sk, certificate),
		Recipient:          identity.Recipient(),
		RecipientSignature: proof.SignText(sk, threshold.RecipientText(terms.UUID, index, identity.Recipient())),
		Nonce:              hex.EncodeToString(nonce[:]),
	}
	return &Ceremony{board: board, state: state{
		Terms: terms, Index: index, Seed: string(s), Identity: identity.String(),
		Own: own{Reveal: string(strict.Encode(reveal))},
	}}, nil
}

func sign(key *group.Scalar, text string) threshold.SignedMessage {
	return threshold.SignedMessage{Message: text, Signature: proof.SignText(key, text)}
}

// Commit returns the first message.
func (c *Ceremony) Commit() []byte {
	return []byte(threshold.Commitment(c.state.Terms.UUID, []byte(c.state.Own.Reveal)))
}

// Reveal takes all commitments and returns the second message.
func (c *Ceremony) Reveal(commits [][]byte) ([]byte, error) {
	if err := c.accept(threshold.RoundCommit, commits, nil); err != nil {
		return nil, err
	}
	return []byte(c.state.Own.Reveal), nil
}

// Deal takes all reveals and returns the third message: the commitments to a fresh polynomial, and a share for each.
func (c *Ceremony) Deal(reveals [][]byte) ([]byte, error) {
	if err := c.accept(threshold.RoundReveal, reveals, nil); err != nil {
		return nil, err
	}
	if c.state.Own.Deal == "" {
		deal, err := c.deal()
		if err != nil {
			return nil, err
		}
		c.state.Own.Deal = string(deal)
	}
	return []byte(c.state.Own.Deal), nil
}

func (c *Ceremony) deal() ([]byte, error) {
	polynomial := make([]*group.Scalar, c.state.Terms.Threshold)
	points := make([]*group.Point, len(polynomial))
	for k := range polynomial {
		polynomial[k] = group.Random()
		points[k] = group.GPow(polynomial[k])
	}
	sk := seed(c.state.Seed).signing()
	d := threshold.Deal{
		Coefexps:  sign(sk, threshold.CoefexpsText(points)),
		Signature: proof.SignText(sk, threshold.CertsText(c.board.Certificates(), points)),
	}
	for to := 1; to <= c.state.Terms.Size; to++ {
		plain := strict.Encode(threshold.Share{
			UUID: c.state.Terms.UUID, From: c.state.Index, To: to, Value: evaluate(polynomial, to),
		})
		sealed, err := envelope.Seal(c.board.Recipient(to), plain)
		if err != nil {
			return nil, fmt.Errorf("share for teller %d: %w", to, err)
		}
		d.Shares = append(d.Shares, sealed)
	}
	return strict.Encode(d), nil
}

// evaluate returns the polynomial's value at x.
func evaluate(polynomial []*group.Scalar, x int) *group.Scalar {
	value := group.FromInt(0)
	for k := len(polynomial) - 1; k >= 0; k-- {
		value = value.Mul(group.FromInt(int64(x))).Add(polynomial[k])
	}
	return value
}

// Key takes all deals, opens this device's shares, and returns the fourth message: its verification key.
func (c *Ceremony) Key(deals [][]byte) ([]byte, error) {
	var share *group.Scalar
	opens := func(board *threshold.Board) (err error) {
		share, err = c.share(board)
		return err
	}
	if err := c.accept(threshold.RoundDeal, deals, opens); err != nil {
		return nil, err
	}
	if c.state.Own.Key == "" {
		public := group.GPow(share)
		signature := proof.SignText(seed(c.state.Seed).signing(), public.String())
		c.state.Own.Key = string(strict.Encode(threshold.VerificationKey{
			Proof: proof.Knowledge(share), PublicKey: public, Signature: &signature,
		}))
	}
	return []byte(c.state.Own.Key), nil
}

// share adds up what all tellers dealt to this device, and checks each part against its dealer's commitments.
func (c *Ceremony) share(board *threshold.Board) (*group.Scalar, error) {
	identity, err := envelope.ParseIdentity(c.state.Identity)
	if err != nil {
		return nil, ErrState
	}
	sum := group.FromInt(0)
	for from := 1; from <= c.state.Terms.Size; from++ {
		refuse := func(reason string) error {
			return &threshold.Fault{Index: from, Err: fmt.Errorf("%w: %s", ErrShare, reason)}
		}
		deal, coefs := board.Dealt(from)
		plain, err := identity.Open(deal.Shares[c.state.Index-1], threshold.ShareLimit)
		if err != nil {
			return nil, refuse("not sealed to this device")
		}
		var s threshold.Share
		if err := strict.DecodeCanonical(plain, &s); err != nil {
			return nil, refuse(err.Error())
		}
		if s.UUID != c.state.Terms.UUID || s.From != from || s.To != c.state.Index {
			return nil, refuse("it is of another ceremony or for another teller")
		}
		if !group.GPow(s.Value).Equal(threshold.PublicValue(coefs, c.state.Index)) {
			return nil, refuse("not the polynomial's value")
		}
		sum = sum.Add(s.Value)
	}
	return sum, nil
}

// Finish takes all verification keys and returns this teller's secret, which opens as teller number index of the
// trustees.json that is returned with it.
func (c *Ceremony) Finish(keys [][]byte) (key *Key, trustees []byte, err error) {
	if err := c.accept(threshold.RoundKey, keys, nil); err != nil {
		return nil, nil, err
	}
	parameters, err := c.board.Assemble()
	if err != nil {
		return nil, nil, err
	}
	share, err := c.share(c.board)
	if err != nil {
		return nil, nil, err
	}
	return &Key{share}, parameters.Trustees(), nil
}

// Seen returns the label of each teller's commitment as it was shown to this device, in index order; none before all
// have committed. See threshold.CommitmentCode.
func (c *Ceremony) Seen() []string {
	var codes []string
	for _, commitment := range c.state.Seen.Commits {
		code, err := threshold.CommitmentCode(commitment)
		if err != nil {
			panic("trustee: internal error: an accepted commitment is malformed")
		}
		codes = append(codes, code)
	}
	return codes
}

// Nonces returns what the tellers' code is made of, beside the setup, in index order; none before all have revealed.
func (c *Ceremony) Nonces() []string {
	if !c.board.Complete(threshold.RoundReveal) {
		return nil
	}
	return c.board.Nonces()
}

// Code is what this teller reads aloud once the meeting is sealed; setup is the setup_data that this device computed
// from what it holds. It returns the empty text before all have revealed.
func (c *Ceremony) Code(setup []byte) string {
	nonces := c.Nonces()
	if nonces == nil {
		return ""
	}
	return threshold.TellersCode(setup, nonces)
}
