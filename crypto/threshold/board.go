package threshold

import (
	"bytes"
	"encoding/hex"
	"errors"
	"slices"

	"phieukin/crypto/envelope"
	"phieukin/crypto/group"
	"phieukin/crypto/proof"
	"phieukin/crypto/strict"
)

// Why a message of a ceremony is refused, beside ErrCertificate, ErrCoefexps and ErrKey. All but ErrEarly stand in a
// Fault.
var (
	ErrIndex      = errors.New("threshold: no such teller")
	ErrEarly      = errors.New("threshold: the round before is not complete")
	ErrForm       = errors.New("threshold: malformed message")
	ErrChanged    = errors.New("threshold: another message stands there already")
	ErrMissing    = errors.New("threshold: message is missing")
	ErrCommitment = errors.New("threshold: what is revealed is not what was committed to")
	ErrRecipient  = errors.New("threshold: recipient")
)

// Board is everything that a ceremony has published so far. Each message is checked as it comes with all that anybody
// can check; only the shares inside a deal are left to those who can open them. A refused message leaves no trace.
type Board struct {
	terms       Terms
	messages    map[Round][][]byte // at index-1, nil where nothing has come
	reveals     []*Reveal
	signers     []*group.Point
	deals       []*Deal
	polynomials [][]*group.Point
	keys        []VerificationKey
}

// NewBoard starts a ceremony.
func NewBoard(terms Terms) (*Board, error) {
	if err := terms.Check(); err != nil {
		return nil, err
	}
	b := &Board{terms: terms, messages: map[Round][][]byte{}}
	for _, r := range Rounds {
		b.messages[r] = make([][]byte, terms.Size)
	}
	b.reveals, b.signers = make([]*Reveal, terms.Size), make([]*group.Point, terms.Size)
	b.deals, b.polynomials = make([]*Deal, terms.Size), make([][]*group.Point, terms.Size)
	b.keys = make([]VerificationKey, terms.Size)
	return b, nil
}

// Clone returns a board that changes by itself.
func (b *Board) Clone() *Board {
	c := *b
	c.messages = map[Round][][]byte{}
	for _, r := range Rounds {
		c.messages[r] = slices.Clone(b.messages[r])
	}
	c.reveals, c.signers = slices.Clone(b.reveals), slices.Clone(b.signers)
	c.deals, c.polynomials = slices.Clone(b.deals), slices.Clone(b.polynomials)
	c.keys = slices.Clone(b.keys)
	return &c
}

// Terms returns what was fixed before the ceremony.
func (b *Board) Terms() Terms { return b.terms }

// Put checks a teller's message and keeps it. The same message again changes nothing; another one in its place is
// refused.
func (b *Board) Put(round Round, index int, message []byte) error {
	at := slices.Index(Rounds, round)
	if at < 0 || index < 1 || index > b.terms.Size {
		return &Fault{index, ErrIndex}
	}
	if at > 0 && !b.Complete(Rounds[at-1]) {
		return ErrEarly
	}
	if kept := b.messages[round][index-1]; kept != nil {
		if !bytes.Equal(kept, message) {
			return &Fault{index, ErrChanged}
		}
		return nil
	}
	var err error
	switch round {
	case RoundCommit:
		err = b.commit(index, message)
	case RoundReveal:
		err = b.reveal(index, message)
	case RoundDeal:
		err = b.deal(index, message)
	case RoundKey:
		err = b.key(index, message)
	}
	if err == nil {
		b.messages[round][index-1] = bytes.Clone(message)
	}
	return err
}

func (b *Board) commit(index int, message []byte) error {
	if !isHex(string(message), 32) {
		return fault(index, ErrForm, "not a SHA-256 in hex")
	}
	return nil
}

func (b *Board) reveal(index int, message []byte) error {
	if Commitment(b.terms.UUID, message) != string(b.messages[RoundCommit][index-1]) {
		return &Fault{index, ErrCommitment}
	}
	r := new(Reveal)
	if err := strict.DecodeCanonical(message, r); err != nil {
		return fault(index, ErrForm, err.Error())
	}
	if !isHex(r.Nonce, 16) {
		return fault(index, ErrForm, "the nonce is not 16 bytes in hex")
	}
	cert, err := checkCertificate(r.Certificate, context{group.Name, b.terms.Size, b.terms.Threshold, index})
	if err != nil {
		return err
	}
	if err := envelope.CheckRecipient(r.Recipient); err != nil {
		return fault(index, ErrRecipient, err.Error())
	}
	if !proof.VerifyText(r.RecipientSignature, cert.Verification, RecipientText(b.terms.UUID, index, r.Recipient)) {
		return fault(index, ErrRecipient, "not signed by its teller for this ceremony")
	}
	b.reveals[index-1], b.signers[index-1] = r, cert.Verification
	return nil
}

func (b *Board) deal(index int, message []byte) error {
	d := new(Deal)
	if err := strict.DecodeCanonical(message, d); err != nil {
		return fault(index, ErrForm, err.Error())
	}
	if len(d.Shares) != b.terms.Size {
		return fault(index, ErrForm, "not one share for each teller")
	}
	for _, s := range d.Shares {
		if len(s) > ShareLimit+envelope.Overhead(ShareLimit) || !bytes.HasPrefix(s, []byte("age-encryption.org/v1\n")) {
			return fault(index, ErrForm, "a share is not an age file")
		}
	}
	coefs, err := checkCoefexps(index, b.terms.Threshold, b.signers[index-1], b.Certificates(), d.Coefexps, d.Signature)
	if err != nil {
		return err
	}
	b.deals[index-1], b.polynomials[index-1] = d, coefs
	return nil
}

func (b *Board) key(index int, message []byte) error {
	var vk VerificationKey
	if err := strict.DecodeCanonical(message, &vk); err != nil {
		return fault(index, ErrForm, err.Error())
	}
	if vk.Name != "" { // nobody would have signed it
		return fault(index, ErrForm, "a name in the key")
	}
	if err := checkKey(index, b.signers[index-1], b.polynomials, vk); err != nil {
		return err
	}
	b.keys[index-1] = vk
	return nil
}

// Messages returns a round's messages in index order, nil where none has come.
func (b *Board) Messages(round Round) [][]byte { return slices.Clone(b.messages[round]) }

// Complete reports whether everybody's message of a round has come.
func (b *Board) Complete(round Round) bool {
	return !slices.ContainsFunc(b.messages[round], func(m []byte) bool { return m == nil })
}

// Waiting returns the round that is under way and the indices whose messages it waits for; none when all is done.
func (b *Board) Waiting() (Round, []int) {
	for _, r := range Rounds {
		var missing []int
		for i, m := range b.messages[r] {
			if m == nil {
				missing = append(missing, i+1)
			}
		}
		if missing != nil {
			return r, missing
		}
	}
	return "", nil
}

// Certificates returns the revealed certificates in index order.
func (b *Board) Certificates() []SignedMessage {
	certs := make([]SignedMessage, len(b.reveals))
	for i, r := range b.reveals {
		if r != nil {
			certs[i] = r.Certificate
		}
	}
	return certs
}

// Recipient returns whom a share for the teller is sealed to; its reveal must be on the board.
func (b *Board) Recipient(index int) string { return b.reveals[index-1].Recipient }

// Dealt returns a teller's deal with its coefficients; it must be on the board.
func (b *Board) Dealt(index int) (*Deal, []*group.Point) {
	return b.deals[index-1], b.polynomials[index-1]
}

// Nonces returns the revealed nonces in index order, for TellersCode; all reveals must be on the board.
func (b *Board) Nonces() []string {
	nonces := make([]string, len(b.reveals))
	for i, r := range b.reveals {
		nonces[i] = r.Nonce
	}
	return nonces
}

// Assemble returns the outcome, verified as a whole. Where a message is missing it names the first such teller.
func (b *Board) Assemble() (*Parameters, error) {
	if _, missing := b.Waiting(); missing != nil {
		return nil, &Fault{missing[0], ErrMissing}
	}
	p := &Parameters{Threshold: b.terms.Threshold, Certs: b.Certificates(), VerificationKeys: slices.Clone(b.keys)}
	for _, d := range b.deals {
		p.Coefexps = append(p.Coefexps, d.Coefexps)
		p.Signatures = append(p.Signatures, d.Signature)
	}
	if _, err := p.Verify(); err != nil {
		return nil, err
	}
	return p, nil
}

func isHex(text string, size int) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == size && hex.EncodeToString(raw) == text
}
