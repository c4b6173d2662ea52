package hall

import (
	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/crypto/strict"
	"phieukin/tally/rating"
)

// Minutes are what the counting minutes need: who was there in numbers, what was handed out and came back, how much of it
// by printed ballots, the results, what was remarked upon, and what became of the tellers' shares. Broken are the identities
// that the figures fail; there are none where all went well. No time stands in it: people write that by hand.
type Minutes struct {
	UUID        string `json:"uuid"`
	Fingerprint string `json:"fingerprint"`
	Title       string `json:"title"`
	Unit        string `json:"unit"`
	meeting.Figures
	Quorum    int             `json:"quorum"` // of attendance
	Blank     bool            `json:"blank"`  // a subject could be left blank
	Paper     minutesPaper    `json:"paper"`
	Left      int             `json:"left"` // went early
	Late      int             `json:"late"` // came after the close
	Cards     minutesCards    `json:"cards"`
	Broken    []string        `json:"broken"`
	Threshold int             `json:"threshold"`
	Tellers   []minutesTeller `json:"tellers"`
	Results   rating.Results  `json:"results"`
	NotRated  []minutesMember `json:"not_rated"`
	Remarks   []minutesRemark `json:"remarks"`
	Head      ballot.Head     `json:"head"`
	HeadCode  string          `json:"head_code"`
}

type minutesPaper struct {
	Issued    int `json:"issued"`
	Collected int `json:"collected"`
	Valid     int `json:"valid"`
	Invalid   int `json:"invalid"`
}

// minutesCards are the printed cards, and Again the second ballots for a name that a teller consented to, on a phone or
// as a card. Those are not in Issued: with them somebody could have voted twice, and then Returned may exceed it.
type minutesCards struct {
	Printed int `json:"printed"`
	Handed  int `json:"handed"`
	Again   int `json:"again"`
	Lost    int `json:"lost"`
	Missing int `json:"missing"`
}

type minutesTeller struct {
	Name           string `json:"name"`
	Opened         bool   `json:"opened"`
	Approved       bool   `json:"approved"`
	ShareDestroyed bool   `json:"share_destroyed"`
}

// minutesMember is a member who was not rated; the status is why.
type minutesMember struct {
	Name     string        `json:"name"`
	Position string        `json:"position"`
	Status   ballot.Status `json:"status"`
}

// minutesRemark is by a teller, counted from 0, or by meeting.Host.
type minutesRemark struct {
	By   int    `json:"by"`
	Text string `json:"text"`
}

func (r *Room) minutes(state meeting.State) ([]byte, error) {
	head, err := parseHead(state.Closing.Head)
	if err != nil {
		return nil, err
	}
	m := Minutes{
		UUID: r.uuid, Fingerprint: r.sealed.Load().election.Fingerprint, Title: state.Plan.Title, Unit: state.Plan.Unit,
		Figures: state.Figures(), Broken: state.Figures().Broken(r.rowSums(state)), Quorum: state.Plan.AttendanceQuorum, Blank: state.Plan.Blank,
		Paper: minutesPaper{state.Paper.Handed, state.Paper.Collected, state.Paper.Entered, state.Paper.Invalid},
		Left:  state.Left(), Late: state.Late(),
		Cards:     minutesCards{state.Plan.Cards, state.Handed(), state.Again(), state.Lost, state.Missing},
		Threshold: state.Plan.Threshold, Results: r.ratings(state), NotRated: []minutesMember{}, Remarks: []minutesRemark{},
		Head: head, HeadCode: head.Code(),
	}
	for i, t := range state.Tellers {
		m.Tellers = append(m.Tellers, minutesTeller{t.Name, state.Parts[i+1] != "", t.Approved, t.Destroyed})
	}
	for _, member := range state.Plan.Roster {
		if !member.Rated {
			m.NotRated = append(m.NotRated, minutesMember{member.Name, member.Position, member.Status})
		}
	}
	for _, remark := range state.Remarks {
		m.Remarks = append(m.Remarks, minutesRemark(remark))
	}
	return strict.Encode(m), nil
}

// rowSums adds up the levels and blanks of each subject.
func (r *Room) rowSums(state meeting.State) []int {
	var sums []int
	for _, q := range r.result(state).Questions {
		sum := q.Blank
		for _, n := range q.Counts {
			sum += n
		}
		sums = append(sums, int(sum))
	}
	return sums
}
