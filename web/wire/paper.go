package wire

// Messages about printed ballots. ID is the id of the kiosk, as of a phone.
type (
	// PaperHand is the host's count of the printed ballots handed out, in all.
	PaperHand struct {
		Count int `json:"count"`
	}
	// PaperAsk asks the tellers to let this kiosk enter what was collected, in all.
	PaperAsk struct {
		ID        string `json:"id"`
		Collected int    `json:"collected"`
	}
	// PaperAgree and PaperDecline are a teller's answer.
	PaperAgree struct {
		ID string `json:"id"`
	}
	PaperDecline struct {
		ID string `json:"id"`
	}
	// PaperWant asks the host's browser for a spare credential for a sheet, PaperIssue gives it, sealed to the kiosk. Sheets
	// count from 1 as they are entered, so that a message that is sent again does nothing twice.
	PaperWant struct {
		ID    string `json:"id"`
		Sheet int    `json:"sheet"`
	}
	PaperIssue struct {
		ID     string `json:"id"`
		Slip   int    `json:"slip"`
		Sealed []byte `json:"sealed"`
	}
	// PaperEnter says that a ballot is in the box, or was found invalid by both tellers and was not cast.
	PaperEnter struct {
		ID      string `json:"id"`
		Sheet   int    `json:"sheet"`
		Invalid bool   `json:"invalid"`
	}
)

func (PaperHand) client()    {}
func (PaperAsk) client()     {}
func (PaperAgree) client()   {}
func (PaperDecline) client() {}
func (PaperWant) client()    {}
func (PaperIssue) client()   {}
func (PaperEnter) client()   {}

// Paper is how the printed ballots stand: for the host, the tellers, and the kiosk that enters them.
type Paper struct {
	Handed    int    `json:"handed"`
	Device    string `json:"device,omitempty"`
	Asked     int    `json:"asked"`
	Agreed    bool   `json:"agreed"`
	Collected int    `json:"collected"`
	Entered   int    `json:"entered"`
	Invalid   int    `json:"invalid"`
	// Wanted asks the host's browser for a credential: that of slip Again, if it is there, which was given before.
	Wanted bool `json:"wanted"`
	Again  *int `json:"again,omitempty"`
}
