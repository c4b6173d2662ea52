package minutes

import (
	"fmt"
	"strconv"
	"strings"

	"phieukin/ballot"
	"phieukin/ballot/meeting"
	"phieukin/tally/rating"
)

// The keys of what several kinds of papers have. TEMPLATES.md says what each means.

func (l Letterhead) keys() scope {
	s := scope{
		"cap_tren": text(l.Superior), "don_vi": text(l.Issuer), "so": field(l.Number, 5), "dia_danh": field(l.Place, 4),
		"nam": year(l.Year), "quyet_dinh": flag(l.Decides),
		"nguoi_ky": text(l.Signer.Name), "chuc_vu_ky": text(l.Signer.Position),
		"la_chi_bo": flag(l.Body == "cell"), "la_chi_uy": flag(l.Body == "board"), "la_to_dang": flag(l.Body == "group"),
		"la_dang_uy": flag(l.Body == "committee"), "la_ban_thuong_vu": flag(l.Body == "standing"), "la_ban_to_chuc": flag(l.Body == "office"),
	}.with(date(l.Day))
	for i, key := range levelKeys {
		s["ma_"+key], s["ten_"+key] = text(l.Levels[i].Code), text(l.Levels[i].Name)
	}
	return s
}

// levelKeys name the levels in keys, the best first.
var levelKeys = [rating.Levels]string{"xs", "t", "ht", "kht"}

// code is a level's short name, empty for none.
func (l Letterhead) code(level int) string {
	if level < 0 || level >= rating.Levels {
		return ""
	}
	return l.Levels[level].Code
}

func (l Letterhead) levelName(level int) string {
	if level < 0 || level >= rating.Levels {
		return ""
	}
	return l.Levels[level].Name
}

// year prints no point between thousands; 0 is empty.
func year(n int) value {
	if n == 0 {
		return text("")
	}
	return text(strconv.Itoa(n))
}

// date has the parts of a day YYYY-MM-DD, as papers print them: days under 10 and months under 3 with a zero in front, so
// that none can be put before them later.
func date(day string) scope {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		parts = []string{"", "", ""}
	}
	y, m, d := parts[0], parts[1], parts[2]
	if m >= "03" {
		m = strings.TrimPrefix(m, "0")
	}
	return scope{"ngay": field(d, 2), "thang": field(m, 2), "nam_van_ban": field(y, 2)}
}

// shortDate is a day as DD/MM/YYYY.
func shortDate(day string) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return ""
	}
	return parts[2] + "/" + parts[1] + "/" + parts[0]
}

// clock has the parts of a time HH:MM.
func clock(suffix, at string) scope {
	h, m, _ := strings.Cut(at, ":")
	return scope{"gio_" + suffix: field(h, 2), "phut_" + suffix: field(m, 2)}
}

func (m Meeting) keys() scope {
	counted := m.Figures != (meeting.Figures{})
	figure := func(n int) value {
		v := number(n)
		if !counted {
			v.text, v.flag = field("", 2).text, true
		}
		return v
	}
	return scope{
		"ten_hoi_nghi": text(m.Title), "dia_diem": field(m.Venue, 12),
		"chu_tri": field(m.Chair.Name, 8), "chuc_vu_chu_tri": text(m.Chair.Position),
		"thu_ky": field(m.Secretary.Name, 8), "chuc_vu_thu_ky": text(m.Secretary.Position),
		"khach":    list(m.Guests, func(p Person) scope { return scope{"ten": text(p.Name), "chuc_vu": text(p.Position)} }),
		"vang_mat": list(m.Absent, func(a Absent) scope { return scope{"ten": text(a.Name), "ly_do": text(a.Reason)} }),
		"can_cu":   lines(m.Bases), "ly_do_vang": field(m.AbsentWhy, 12),
		"trieu_tap": figure(m.Figures.Convened), "co_mat": figure(m.Figures.Present), "vang": figure(m.Figures.Convened - m.Figures.Present),
		"phat_ra": figure(m.Figures.Issued), "thu_ve": figure(m.Figures.Returned),
		"hop_le": figure(m.Figures.Valid), "khong_hop_le": figure(m.Figures.Invalid),
		"toi_thieu": number(m.Quorum), "so_ban": copies(m.Copies), "noi_luu": field(m.KeptAt, 10),
	}.with(clock("bat_dau", m.Begun), clock("ket_thuc", m.Ended))
}

// copies are counted with two digits, so that none can be put before them later.
func copies(n int) value {
	if n <= 0 {
		return field("", 3)
	}
	return text(fmt.Sprintf("%02d", n))
}

// identities say which of the figures do not fit together.
func identities(f meeting.Figures, v Vote) scope {
	var sums []int
	for _, g := range v.Groups {
		for _, r := range g.Rows {
			if !r.Withheld {
				sums = append(sums, r.votes()+r.Blank)
			}
		}
	}
	s := scope{}
	for key, name := range map[string]string{
		"lech_co_mat": meeting.PresentWithinConvened, "lech_phat_ra": meeting.IssuedWithinPresent, "lech_thu_ve": meeting.ReturnedWithinIssued,
		"lech_hop_le": meeting.ReturnedIsItsParts, "lech_dong": meeting.RowsAreValid,
	} {
		s[key] = flag(false)
		for _, broken := range f.Broken(sums) {
			if broken == name {
				s[key] = flag(true)
			}
		}
	}
	s["so_lieu_khop"] = flag(len(f.Broken(sums)) == 0)
	return s
}

func (r Row) votes() int {
	sum := 0
	for _, n := range r.Counts {
		sum += n
	}
	return sum
}

func (v Vote) keys(l Letterhead) scope {
	those := func(which func(Teller) bool) value {
		var some []Teller
		for _, t := range v.Tellers {
			if which(t) {
				some = append(some, t)
			}
		}
		return list(some, Teller.keys)
	}
	head := ""
	if len(v.Tellers) > 0 {
		head = v.Tellers[0].Name
	}
	return scope{
		"lan": number(v.Round), "lan_sau": flag(v.Round > 1), "quy_tac": text(v.Rule.Title), "quy_tac_mac_dinh": flag(v.Rule.Default),
		"tinh_tren_trieu_tap": flag(v.Rule.Base == rating.Convened), "tinh_tren_co_mat": flag(v.Rule.Base == rating.Present),
		"tinh_tren_phat_ra": flag(v.Rule.Base == rating.Issued), "tinh_tren_hop_le": flag(v.Rule.Base == rating.Valid),
		"nhom": list(v.Groups, func(g Group) scope {
			return scope{"cap_co_tham_quyen": text(g.Decider), "hang": list(g.Rows, func(r Row) scope { return r.keys(l) })}
		}),
		"to_truong":  field(head, 8),
		"thanh_vien": list(v.Tellers[min(1, len(v.Tellers)):], Teller.keys), "kiem_phieu": list(v.Tellers, Teller.keys),
		"nguoi_mo": those(func(t Teller) bool { return t.Opened }), "nguoi_xac_nhan": those(func(t Teller) bool { return t.Approved }),
		"nguoi_huy_khoa": those(func(t Teller) bool { return t.Destroyed }),
		"so_kiem_phieu":  number(len(v.Tellers)), "so_khoa": number(v.Shares), "mot_khoa": flag(len(v.Tellers) == 1),
		"dau_ho_so": text(v.Record.Fingerprint), "ma_khoa_hom": text(v.Record.HeadCode), "dia_chi_kiem": text(v.Record.Link),
		"ma_qr": picture(v.Record.QR),
	}
}

func (t Teller) keys() scope { return scope{"ten": text(t.Name)} }

func (r Row) keys(l Letterhead) scope {
	o := r.Outcome
	s := scope{
		"ten": text(r.Subject), "chuc_vu": text(r.Position), "trong": number(r.Blank), "tu_xep": text(l.code(r.Self)),
		"ket_qua": text(l.code(o.Level)), "ket_qua_ten": text(l.levelName(o.Level)),
		"chua_du_phieu": flag(o.Level == rating.None && o.Leading != rating.None),
		"bang_phieu":    flag(o.Level == rating.None && o.Leading == rating.None),
		"so_phieu":      number(o.Count), "mau_so": number(o.Base), "ty_le": share(o.Count, o.Base), "cong_don": flag(o.Cumulative), "an": flag(r.Withheld),
	}
	for i, key := range levelKeys {
		s[key], s["ty_le_"+key] = number(r.Counts[i]), share(r.Counts[i], o.Base)
	}
	if r.Withheld {
		for _, key := range append([]string{"trong", "so_phieu", "mau_so", "ty_le"}, levelKeys[:]...) {
			s[key] = withheld
		}
		for _, key := range levelKeys {
			s["ty_le_"+key] = withheld
		}
	}
	return s
}

// reasons are the flags of why somebody is not rated.
func reasons(reason string) scope {
	s := scope{}
	known := false
	for key, codes := range map[string][]string{
		"mien": {string(ballot.Exempt)}, "dinh_chi": {string(ballot.Suspended)}, "moi_ket_nap": {string(ballot.Recent)},
		"moi_thanh_lap": {"new"}, "ngoai_dien": {string(ballot.Official), string(ballot.Probationary)},
	} {
		s[key] = flag(false)
		for _, code := range codes {
			if code == reason {
				s[key], known = flag(true), true
			}
		}
	}
	s["ly_do_khac"] = flag(!known)
	return s
}

func notRated(members []NotRatedMember) value {
	return list(members, func(m NotRatedMember) scope {
		return scope{
			"ten": text(m.Name), "chuc_vu": text(m.Position), "to_chuc": text(m.Organisation), "ghi_chu": text(m.Note), "tu_ngay": text(shortDate(m.Since)),
		}.with(reasons(m.Reason))
	})
}
