package minutes_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"phieukin/ballot/meeting"
	"phieukin/tally/minutes"
	"phieukin/tally/rating"
)

var levels = [rating.Levels]minutes.Level{
	{Code: "XS", Name: "Hoàn thành xuất sắc nhiệm vụ"}, {Code: "T", Name: "Hoàn thành tốt nhiệm vụ"},
	{Code: "HT", Name: "Hoàn thành nhiệm vụ"}, {Code: "KHT", Name: "Không hoàn thành nhiệm vụ"},
}

func letterhead() minutes.Letterhead {
	return minutes.Letterhead{
		Superior: "Đảng bộ xã Nham Biền", Issuer: "Chi bộ thôn Đông Thượng", Body: "cell",
		Number: "05-BB/CB", Place: "Nham Biền", Day: "2026-12-05", Year: 2026, Levels: levels,
		Signer: minutes.Person{Name: "Nguyễn Thị Ánh", Position: "BÍ THƯ"},
	}
}

var given = []string{"Ánh", "Bình", "Cường", "Dũng", "Đức", "Giang", "Hằng", "Ích", "Khuê", "Lượng", "Mẫn", "Nghĩa", "Oanh", "Phượng", "Quỳnh", "Sửu", "Thưởng", "Uyên", "Vĩnh", "Xuyến"}
var families = []string{"Nguyễn Thị", "Trần Văn", "Lê Hữu", "Phạm Đình", "Hoàng Ngọc", "Đặng Quốc", "Vũ Thị Hồng"}

func person(i int) string { return families[i%len(families)] + " " + given[i%len(given)] }

// rows are n members whose votes add up to valid ballots.
func rows(n, valid, base int) []minutes.Row {
	var out []minutes.Row
	for i := range n {
		r := minutes.Row{Subject: person(i), Self: i % 3}
		switch i {
		case 0:
			r.Position = "Bí thư chi bộ"
		case 1:
			r.Position = "Phó bí thư chi bộ, trưởng thôn"
		}
		best := (i * 7) % (valid + 1)
		r.Counts = [rating.Levels]int{best, (valid - best) * 2 / 3, 0, 0}
		r.Counts[2] = (valid - best - r.Counts[1]) / 2
		r.Blank = valid - r.Counts[0] - r.Counts[1] - r.Counts[2]
		p := rating.Default
		r.Outcome = p.Rate(r.Counts, rating.Bases{Convened: base, Present: base, Issued: base, Valid: valid})
		out = append(out, r)
	}
	return out
}

var figures = meeting.Figures{Convened: 24, Present: 22, Issued: 22, Returned: 22, Valid: 21, Invalid: 1}

func held() minutes.Meeting {
	return minutes.Meeting{
		Title: "Hội nghị kiểm điểm, đánh giá, xếp loại chất lượng năm 2026", Venue: "nhà văn hóa thôn Đông Thượng",
		Begun: "08:05", Ended: "10:30",
		Chair:     minutes.Person{Name: "Nguyễn Thị Ánh", Position: "Bí thư chi bộ"},
		Secretary: minutes.Person{Name: "Trần Văn Bình", Position: "Phó bí thư chi bộ"},
		Guests:    []minutes.Person{{Name: "Đỗ Mạnh Hùng", Position: "Ủy viên Ban Thường vụ Đảng ủy xã"}},
		Absent:    []minutes.Absent{{Name: "Lê Hữu Cường", Reason: "đi công tác"}, {Name: "Vũ Thị Hồng Hằng", Reason: "ốm"}},
		Bases:     []string{"Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị", "Hướng dẫn số 43-HD/BTCTW, ngày 31/10/2025 của Ban Tổ chức Trung ương"},
		Figures:   figures, Quorum: 16, Copies: 3, KeptAt: "Chi bộ và Đảng ủy xã Nham Biền",
	}
}

func voted(n int) minutes.Vote {
	return minutes.Vote{
		Round: 1, Rule: minutes.Rule{Title: "Mặc định", Base: rating.Convened, Default: true}, Shares: 2,
		Groups: []minutes.Group{
			{Decider: "Ban Thường vụ Đảng ủy xã Nham Biền", Rows: rows(2, figures.Valid, figures.Convened)},
			{Decider: "Đảng ủy xã Nham Biền", Rows: rows(n, figures.Valid, figures.Convened)},
		},
		Tellers: []minutes.Teller{
			{Name: "Hoàng Ngọc Đức", Opened: true, Approved: true, Destroyed: true},
			{Name: "Phạm Đình Dũng", Opened: true, Approved: true, Destroyed: true}, {Name: "Đặng Quốc Giang", Approved: true},
		},
		Record: minutes.Record{
			Fingerprint: "Yv3mJqk7Zc5bqzD1XnQ2fG9hT6sWpR4uKeAoLjBiCdE", HeadCode: "7K2M-94QF-W3TD-5H2K",
			Link: "http://192.168.8.2:8080/verify#4pQ8rT2vXyZaBcDeFgHj", QR: qrPicture(),
		},
	}
}

// qrPicture looks like a code; what it says is not for this package to know.
func qrPicture() []byte {
	img := image.NewGray(image.Rect(0, 0, 132, 132))
	for y := range 132 {
		for x := range 132 {
			if (x/4*7+y/4*13+x/4*y/4)%3 != 0 {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var passedOver = []minutes.NotRatedMember{
	{Name: "Tô Đăng Khoa", Reason: "exempt", Since: "2019-06-01"},
	{Name: "Lưu Thị Bưởi", Reason: "suspended", Since: "2026-09-15", Note: "theo văn bản của Đảng ủy"},
	{Name: "Ngô Quyền Anh", Position: "Phó trưởng thôn", Reason: "recent", Since: "2026-08-19"},
	{Name: "Đinh Tiên Phong", Reason: "moved", Note: "chuyển sinh hoạt đảng chính thức"},
}

func countMinutes(n int) minutes.CountMinutes {
	return minutes.CountMinutes{
		Letterhead: letterhead(), Meeting: held(), Vote: voted(n), NotRated: passedOver,
		Paper: minutes.PaperBallots{Issued: 3, Collected: 3, Valid: 2, Invalid: 1}, Cards: minutes.Cards{Printed: 30, Handed: 4, Lost: 1},
		Left: 1, Late: 1,
		Remarks: []minutes.Remark{{By: "Phạm Đình Dũng", Text: "Một phiếu giấy có ghi thêm chữ, hai tổ viên thống nhất không hợp lệ."}, {Text: "Không có khiếu nại tại hội nghị."}},
	}
}

func meetingMinutes() minutes.MeetingMinutes {
	m := minutes.MeetingMinutes{
		Letterhead: letterhead(), Meeting: held(), Vote: voted(6), NotRated: passedOver,
		Agenda:      []string{"Kiểm điểm, đánh giá, xếp loại chất lượng đảng viên năm 2026.", "Kiểm điểm, đánh giá, xếp loại chất lượng chi bộ năm 2026."},
		Conclusions: []string{"Báo cáo kết quả bỏ phiếu lên Đảng ủy xã trước ngày 10/12/2026.", "Chi ủy xây dựng kế hoạch khắc phục hạn chế, hoàn thành trong quý I năm 2027."},
	}
	for i := range 5 {
		m.Reviews = append(m.Reviews, minutes.Review{Subject: person(i), Self: i % 2, Text: "Chấp hành nghiêm nghị quyết của chi bộ; cần mạnh dạn hơn trong tự phê bình và phê bình."})
	}
	return m
}

func ballotPaper(n int) minutes.BallotPaper {
	b := minutes.BallotPaper{Letterhead: letterhead(), Round: 1, Members: true}
	for i, r := range rows(n, 21, 24) {
		b.Subjects = append(b.Subjects, minutes.BallotSubject{Subject: r.Subject, Position: r.Position, Self: i % 3})
	}
	return b
}

func summary(n int) minutes.Summary {
	head := letterhead()
	head.Superior, head.Issuer, head.Body, head.Decides = "Đảng bộ tỉnh Bắc Ninh", "Đảng bộ xã Nham Biền", "committee", true
	head.Number = "12-BC/ĐU"
	s := minutes.Summary{Letterhead: head, Assessment: []string{"Việc kiểm điểm được tiến hành nghiêm túc, đúng thời gian; tỷ lệ hoàn thành xuất sắc trong giới hạn."}}
	s.Organisations.Rows = []minutes.SummaryRow{
		{Name: "Chi bộ cơ sở", Total: 12, Counts: [rating.Levels]int{2, 9, 1, 0}},
		{Name: "Chi bộ trực thuộc", Total: 24, Counts: [rating.Levels]int{5, 16, 1, 0}, NotRated: []minutes.ReasonCount{{Reason: "new", Count: 1}}},
	}
	s.Organisations.Caps = []minutes.Cap{
		{Base: "good", BaseCount: 25, Percent: 20, Rounding: "floor", Allowed: 5, Counted: 7, Unverified: true},
		{Base: "good_or_better", BaseCount: 32, Percent: 20, Rounding: "floor", Allowed: 6, Counted: 7, Compare: true},
		{Base: "good", BaseCount: 25, Percent: 25, Rounding: "floor", Allowed: 6, Counted: 7, ByDecision: true, Number: "118-QĐ/ĐU", Day: "2026-12-01"},
	}
	for i := range n {
		s.Members.Rows = append(s.Members.Rows, minutes.SummaryRow{
			Name: fmt.Sprintf("Chi bộ thôn %s %d", given[i%len(given)], i+1), Total: 26 + i%2 + i%3, Counts: [rating.Levels]int{3, 18, 3, i % 2},
			NotRated: []minutes.ReasonCount{{Reason: "exempt", Count: 1}, {Reason: "recent", Count: 1}},
		})
	}
	s.Members.Caps = []minutes.Cap{{Base: "good", BaseCount: 18 * n, Percent: 20, Rounding: "floor", Allowed: 18 * n / 5, Counted: 3 * n, Kept: true}}
	return s
}

func notRatedList(n int) minutes.NotRatedList {
	l := minutes.NotRatedList{Letterhead: letterhead(), Members: true}
	for i := range n {
		m := passedOver[i%len(passedOver)]
		m.Name, m.Organisation = person(i), "Chi bộ thôn "+given[i%3]
		l.Rows = append(l.Rows, m)
	}
	return l
}

// papers are one of each kind, with so many rows in their tables.
func papers(n int) []minutes.Paper {
	return []minutes.Paper{countMinutes(n), meetingMinutes(), ballotPaper(n), summary(n), notRatedList(n)}
}
