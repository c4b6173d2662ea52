package minutes

// Kind is that of counting minutes.
func (CountMinutes) Kind() Kind { return KindCount }

func (m CountMinutes) scope() scope {
	return scope{
		"giay_phat": number(m.Paper.Issued), "giay_thu": number(m.Paper.Collected),
		"giay_hop_le": number(m.Paper.Valid), "giay_khong_hop_le": number(m.Paper.Invalid),
		"dung_the": flag(m.Cards.Printed+m.Cards.Again > 0), "the_in": number(m.Cards.Printed), "the_phat": number(m.Cards.Handed),
		"the_cap_lai": number(m.Cards.Again), "the_mat": number(m.Cards.Lost), "the_thieu": number(m.Cards.Missing),
		"ve_som": number(m.Left), "den_muon": number(m.Late), "co_di_lai": flag(m.Left+m.Late > 0),
		"chua_xep_loai": notRated(m.NotRated),
		"y_kien": list(m.Remarks, func(r Remark) scope {
			return scope{"nguoi": text(r.By), "cua_chu_tri": flag(r.By == ""), "noi_dung": text(r.Text)}
		}),
	}.with(m.Letterhead.keys(), m.Meeting.keys(), m.Vote.keys(m.Letterhead), identities(m.Figures, m.Vote))
}

// Kind is that of meeting minutes.
func (MeetingMinutes) Kind() Kind { return KindMeeting }

func (m MeetingMinutes) scope() scope {
	return scope{
		"chuong_trinh": lines(m.Agenda), "ket_luan": lines(m.Conclusions), "chua_xep_loai": notRated(m.NotRated),
		"kiem_diem": list(m.Reviews, func(r Review) scope {
			return scope{
				"ten": text(r.Subject), "chuc_vu": text(r.Position), "noi_dung": text(r.Text),
				"tu_xep": text(m.code(r.Self)), "tu_xep_ten": text(m.levelName(r.Self)),
			}
		}),
	}.with(m.Letterhead.keys(), m.Meeting.keys(), m.Vote.keys(m.Letterhead), identities(m.Figures, m.Vote))
}

// Kind is that of a ballot paper.
func (BallotPaper) Kind() Kind { return KindBallot }

func (b BallotPaper) scope() scope {
	assessed := false
	for _, s := range b.Subjects {
		assessed = assessed || b.code(s.Self) != ""
	}
	return scope{
		"ten_hoi_nghi": text(b.Title), "lan": number(b.Round), "lan_sau": flag(b.Round > 1),
		"ca_nhan": flag(b.Members), "co_tu_xep": flag(assessed),
		"hang": list(b.Subjects, func(s BallotSubject) scope {
			return scope{"ten": text(s.Subject), "chuc_vu": text(s.Position), "tu_xep": text(b.code(s.Self))}
		}),
	}.with(b.Letterhead.keys())
}

// Kind is that of a summary.
func (Summary) Kind() Kind { return KindSummary }

func (s Summary) scope() scope {
	return scope{
		"to_chuc": s.Organisations.keys(), "dang_vien": s.Members.keys(), "nhan_xet": lines(s.Assessment),
	}.with(s.Letterhead.keys())
}

// keys make a list of one part, or of none, so that a template can leave it out as a whole.
func (p SummaryPart) keys() value {
	var parts []SummaryPart
	if len(p.Rows) > 0 {
		parts = []SummaryPart{p}
	}
	return list(parts, func(p SummaryPart) scope {
		return scope{
			"hang":     list(p.Rows, func(r SummaryRow) scope { return scope{"ten": text(r.Name)}.with(r.keys()) }),
			"gioi_han": list(p.Caps, Cap.keys),
		}.with(sum(p.Rows).keys())
	})
}

// sum adds rows up. Organisations do not share subjects, so nothing is counted twice.
func sum(rows []SummaryRow) SummaryRow {
	var all SummaryRow
	for _, r := range rows {
		all.Total += r.Total
		for i, n := range r.Counts {
			all.Counts[i] += n
		}
		all.NotRated = append(all.NotRated, r.NotRated...)
	}
	return all
}

func (r SummaryRow) keys() scope {
	rated := 0
	for _, n := range r.Counts {
		rated += n
	}
	s := scope{"tong": number(r.Total), "da_xep": number(rated), "xs_tren_t": share(r.Counts[0], r.Counts[1])}
	for i, key := range levelKeys {
		s[key], s["ty_le_"+key] = number(r.Counts[i]), share(r.Counts[i], rated)
	}
	left := 0
	counts := map[string]int{}
	for _, n := range r.NotRated {
		left += n.Count
		for key, v := range reasons(n.Reason) {
			if v.flag {
				counts[key] += n.Count
			}
		}
	}
	for key := range reasons("") {
		s[key] = number(counts[key])
	}
	s["chua_xep"], s["cho_xep"] = number(left), number(r.Total-rated-left)
	return s
}

func (c Cap) keys() scope {
	return scope{
		"phan_tram": number(c.Percent), "so_goc": number(c.BaseCount), "duoc": number(c.Allowed), "dat": number(c.Counted),
		"tich": text(hundredths(c.Percent * c.BaseCount)), "ty_le": share(c.Counted, c.BaseCount), "vuot_so": number(max(0, c.Counted-c.Allowed)),
		"giu": flag(c.Kept), "vuot": flag(!c.Kept), "so_sanh": flag(c.Compare), "theo_van_ban": flag(c.ByDecision), "so_van_ban": text(c.Number),
		"ngay_van_ban": text(shortDate(c.Day)), "chua_kiem_chung": flag(c.Unverified),
		"goc_tot": flag(c.Base == "good"), "goc_tot_tro_len": flag(c.Base == "good_or_better"), "goc_da_xep": flag(c.Base == "rated"),
		"lam_tron_xuong": flag(c.Rounding == "floor"), "lam_tron_gan": flag(c.Rounding == "nearest"), "lam_tron_len": flag(c.Rounding == "ceil"),
	}
}

// Kind is that of a list of those not rated.
func (NotRatedList) Kind() Kind { return KindNotRated }

func (l NotRatedList) scope() scope {
	several := false
	for _, m := range l.Rows {
		several = several || m.Organisation != ""
	}
	return scope{"ca_nhan": flag(l.Members), "nhieu_to_chuc": flag(several), "hang": notRated(l.Rows), "so_luong": number(len(l.Rows))}.with(l.Letterhead.keys())
}
