package minutes

// Kind is that of counting minutes.
func (CountMinutes) Kind() Kind { return KindCount }

// Kind is that of meeting minutes.
func (MeetingMinutes) Kind() Kind { return KindMeeting }

// Kind is that of a ballot paper.
func (BallotPaper) Kind() Kind { return KindBallot }

// Kind is that of a summary.
func (Summary) Kind() Kind { return KindSummary }

// Kind is that of a list of those not rated.
func (NotRatedList) Kind() Kind { return KindNotRated }

func (CountMinutes) scope() scope   { return nil }
func (MeetingMinutes) scope() scope { return nil }
func (BallotPaper) scope() scope    { return nil }
func (Summary) scope() scope        { return nil }
func (NotRatedList) scope() scope   { return nil }
