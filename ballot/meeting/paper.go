package meeting

// Paper is the part of the vote that goes by printed ballots. They are handed out with the tellers' knowledge, collected and
// shuffled, and entered before the close at a kiosk, each keyed twice; a valid one is cast on a spare credential into the
// same box. So only these numbers say that there was paper: a column of its own would publish the votes of those few.
type Paper struct {
	Handed    int    // handed out to members who are present and have no credential
	Device    string // the kiosk that asks to enter them, or enters them, by its id
	Asked     int    // how many it says were collected
	Agreed    bool   // a teller has let this kiosk enter them
	Collected int    // what a teller has agreed to
	Wanted    bool   // the kiosk waits for a credential
	Slips     int    // spare credentials given to kiosks for paper
	Slip      int    // the last of them
	Entered   int    // cast, and in the box by the box's own word
	Invalid   int    // found invalid by both tellers: collected, and not cast
}

// Left is how many collected ballots have not been entered yet.
func (p Paper) Left() int { return p.Collected - p.Entered - p.Invalid }

// Unsure reports whether a credential was given whose ballot is not known to be in the box: the kiosk may have died on the
// way. The next entry gets the same credential again, so the box itself keeps the ballot from being counted twice.
func (p Paper) Unsure() bool { return p.Slips > p.Entered }

// Settled reports whether every collected ballot is in the box or found invalid, so that the box may be closed.
func (p Paper) Settled() bool { return p.Left() == 0 && !p.Unsure() }

// The refusals about paper.
const (
	PaperTooMany  Refusal = "paper_too_many"
	PaperTaken    Refusal = "paper_taken"
	PaperNotAsked Refusal = "paper_not_asked"
	PaperNotYours Refusal = "paper_not_yours"
	PaperCount    Refusal = "paper_count"
	PaperLeft     Refusal = "paper_left"
)

// The events about paper. None tells one printed ballot from another.
type (
	PaperHanded struct {
		Count int `json:"count"` // in all
	}
	PaperAsked struct {
		Device    string `json:"device"`
		Collected int    `json:"collected"`
	}
	PaperAgreed struct {
		Teller int `json:"teller"`
	}
	PaperDeclined struct {
		Teller int `json:"teller"`
	}
	PaperWanted struct{}
	// PaperIssued says that a slip went to the kiosk, sealed to it; the mail stands beside it in the journal.
	PaperIssued struct {
		Slip int `json:"slip"`
	}
	PaperEntered struct{}
	PaperInvalid struct{}
)

func (PaperHanded) event()   {}
func (PaperAsked) event()    {}
func (PaperAgreed) event()   {}
func (PaperDeclined) event() {}
func (PaperWanted) event()   {}
func (PaperIssued) event()   {}
func (PaperEntered) event()  {}
func (PaperInvalid) event()  {}

// The commands about paper. Device is the id of the kiosk that speaks or that is spoken of.
type (
	HandPaper struct{ Count int }
	AskPaper  struct {
		Device    string
		Collected int
	}
	// AgreeToPaper and DeclinePaper are a teller's answer to the kiosk whose code stands on both screens. Declining also
	// ends the work of one that was agreed to, such as one that has broken down.
	AgreeToPaper struct {
		Teller int
		Device string
	}
	DeclinePaper struct {
		Teller int
		Device string
	}
	// WantPaper and EnterPaper name the sheet, counted from 1 as they are entered, so that what is asked twice is done once.
	WantPaper struct {
		Device string
		Sheet  int
	}
	IssuePaper struct {
		Device string
		Slip   int
		Reply  []byte
	}
	EnterPaper struct {
		Device  string
		Sheet   int
		Invalid bool
	}
)

func (HandPaper) command()    {}
func (AskPaper) command()     {}
func (AgreeToPaper) command() {}
func (DeclinePaper) command() {}
func (WantPaper) command()    {}
func (IssuePaper) command()   {}
func (EnterPaper) command()   {}

// decidePaper is about printed ballots: from the sealing, when the ballot is fixed, until the box is being closed.
func decidePaper(s State, command Command) ([]Event, error) {
	p := s.Paper
	voting := s.Phase == Open || s.Phase == Paused
	named := func(device string) bool { return device != "" && device == p.Device }
	mine := func(device string) bool { return p.Agreed && named(device) }
	next := func(sheet int) check { return check{sheet == p.Entered+p.Invalid+1, AlreadyDone} }
	teller := func(i int) check { return check{i >= 0 && i < len(s.Tellers), UnknownTeller} }
	switch c := command.(type) {
	case HandPaper:
		return one(s.Phase == Sealed || voting, WrongPhase, c.Count >= p.Collected, PaperCount, PaperHanded(c),
			check{s.Issued()-p.Handed+c.Count <= s.Admitted(), PaperTooMany})
	case AskPaper:
		free := p.Device == "" || named(c.Device) || p.Agreed && p.Settled()
		return one(voting, WrongPhase, c.Collected >= max(1, p.Slips+p.Invalid) && c.Collected <= p.Handed, PaperCount,
			PaperAsked(c), check{free, PaperTaken})
	case AgreeToPaper:
		return one(voting, WrongPhase, named(c.Device) && !p.Agreed, PaperNotAsked, PaperAgreed{c.Teller}, teller(c.Teller))
	case DeclinePaper:
		return one(voting, WrongPhase, named(c.Device), PaperNotAsked, PaperDeclined{c.Teller}, teller(c.Teller))
	case WantPaper:
		return one(s.Phase == Open, WrongPhase, mine(c.Device), PaperNotYours, PaperWanted{},
			next(c.Sheet), check{p.Left() > 0, PaperCount})
	case EnterPaper:
		if c.Invalid {
			// A credential that is out may have been spent on a ballot; that one is to be entered first.
			return one(voting, WrongPhase, mine(c.Device), PaperNotYours, PaperInvalid{},
				next(c.Sheet), check{p.Left() > 0 && !p.Unsure(), PaperCount})
		}
		return one(voting, WrongPhase, mine(c.Device), PaperNotYours, PaperEntered{},
			next(c.Sheet), check{p.Unsure(), PaperCount})
	}
	c := command.(IssuePaper)
	free := !p.Unsure() && c.Slip >= 0 && s.Sealing != nil && c.Slip < len(s.Sealing.Slips) && !s.Claimed[c.Slip]
	again := p.Unsure() && c.Slip == p.Slip
	events, err := one(voting && p.Wanted, WrongPhase, mine(c.Device), PaperNotYours, PaperIssued{c.Slip}, check{free || again, SlipTaken})
	if err != nil {
		return nil, err
	}
	return append(events, Mail{c.Device, ToPhone, c.Reply}), nil
}

// applyPaper folds an event about paper.
func applyPaper(p Paper, event Event) Paper {
	switch e := event.(type) {
	case PaperHanded:
		p.Handed = e.Count
	case PaperAsked:
		p.Device, p.Asked, p.Agreed, p.Wanted = e.Device, e.Collected, false, false
	case PaperAgreed:
		p.Agreed, p.Collected = true, p.Asked
	case PaperDeclined:
		p.Device, p.Agreed, p.Wanted = "", false, false
	case PaperWanted:
		p.Wanted = true
	case PaperIssued:
		p.Wanted = false
		if !p.Unsure() {
			p.Slips++
		}
		p.Slip = e.Slip
	case PaperEntered:
		p.Entered++
	case PaperInvalid:
		p.Invalid++
	}
	return p
}
