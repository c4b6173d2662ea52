// Vietnamese words of the help page, apart because no other page carries them.

type Trouble = readonly [when: string, what: string];
interface Role { name: string; lead: string; steps: readonly string[]; troubles: readonly Trouble[] }
type Part = readonly [title: string, steps: readonly string[]];

const roles: Record<"host" | "member" | "teller" | "witness" | "register", Role> = {
  host: {
    name: "Chủ trì",
    lead: "Chủ trì mở phòng, điểm danh, bắt đầu và khóa hòm phiếu, rồi chiếu kết quả. Chủ trì không xem được phiếu của ai.",
    steps: [
      "Tạo cuộc họp: nhập danh sách, chọn Ban kiểm phiếu (nên 3 người, không có chủ trì).",
      "Kiểm tra trước giờ họp: sửa hết các dòng đỏ. Chạy tổng duyệt một lần.",
      "Chiếu Wi-Fi, rồi chiếu mã phòng. So 4 số với từng đồng chí, bấm Có mặt.",
      "Cho cả phòng bỏ phiếu thử nếu lần đầu.",
      "Ban kiểm phiếu quét mã riêng. Khi khóa đã tạo xong, bấm Niêm phong hòm phiếu và đọc to mã niêm phong.",
      "Bấm Bắt đầu bỏ phiếu. Nhắc mọi người: xem lại phiếu trước khi bỏ.",
      "Giữ Khóa hòm phiếu 2 giây; một thành viên Ban kiểm phiếu bấm đồng ý trên máy của mình.",
      "Ban kiểm phiếu mở niêm phong. Chiếu từng trang kết quả, in biên bản, tải hồ sơ, rồi lưu trữ.",
    ],
    troubles: [
      ["Không có điện thoại nào vào được", "Mở Kiểm tra trước giờ họp và làm theo dòng Máy khác vào được."],
      ["Bấm nhầm hoặc máy treo", "Tải lại trang. Mọi việc đã làm vẫn còn."],
      ["Phải đổi sang máy khác", "Mở địa chỉ của người điều hành trên máy kia, bấm Nhận quyền điều khiển."],
      ["Chưa đủ phiếu để khóa hòm", "Chờ thêm. Nếu không thể đủ, hủy lượt bỏ phiếu này và ghi lý do."],
      ["Sai tên sau khi niêm phong", "Không sửa được. Hủy lượt này, sửa danh sách, niêm phong lại."],
    ],
  },
  member: {
    name: "Đảng viên",
    lead: "Mỗi đồng chí bỏ một phiếu. Trên điện thoại chỉ cần trình duyệt, không cài gì thêm, không cần Internet.",
    steps: [
      "Kết nối Wi-Fi trên màn chiếu. Nếu điện thoại báo không có Internet, chọn Giữ kết nối.",
      "Mở máy ảnh, quét mã phòng. Hoặc mở trình duyệt, gõ địa chỉ trên màn chiếu.",
      "Chọn tên của mình, đọc 4 số cho chủ trì. Có thẻ thì quét thẻ hoặc gõ 8 số trên thẻ.",
      "Chọn 1 trong 4 mức cho từng mục. Muốn để trống thì bấm Để trống mục này.",
      "Xem lại phiếu, bấm Bỏ phiếu vào hòm, rồi bấm Bỏ phiếu.",
      "Hiện ĐÃ BỎ PHIẾU là xong. Mã biên nhận chỉ cho biết phiếu có trong hòm, không cho biết đã chọn gì.",
    ],
    troubles: [
      ["Lỡ tắt trang hoặc khóa màn hình", "Quét lại mã phòng. Phiếu đang làm vẫn còn."],
      ["Hiện “Phiếu CHƯA vào hòm”", "Để yên trang, máy tự gửi lại. Đến gần bộ phát Wi-Fi nếu lâu."],
      ["Không có điện thoại, hoặc mắt kém", "Dùng bàn bỏ phiếu, hoặc xin phiếu giấy. Bấm A+ để chữ to hơn."],
      ["Cần thêm thời gian", "Bấm Xin thêm thời gian. Chủ trì chỉ thấy số người xin."],
      ["Trang hỏi số điện thoại, Zalo hay mã OTP", "Đó không phải trang này. Đóng lại và báo chủ trì."],
    ],
  },
  teller: {
    name: "Ban kiểm phiếu",
    lead: "Mỗi thành viên giữ một phần khóa niêm phong trên máy của mình. Đủ số người mới mở được hòm, một mình thì không.",
    steps: [
      "Quét mã dành cho Ban kiểm phiếu, chọn tên mình. Dùng một máy đến hết cuộc họp.",
      "Làm bản dự phòng: chép 8 từ ra giấy, cất trong phong bì dán kín.",
      "So mã niêm phong với màn chiếu: khác một chữ là dừng.",
      "Để trang mở trong lúc bỏ phiếu. Khi chủ trì xin khóa hòm, chỉ đồng ý khi mọi người có mặt đã bỏ xong.",
      "Chờ máy kiểm xong từng phiếu. So mã khóa hòm với màn chiếu, rồi bấm Mở niêm phong.",
      "Xác nhận kết quả, ghi ý kiến nếu có, in và ký biên bản.",
    ],
    troubles: [
      ["Mất hoặc hỏng máy", "Mở mã Ban kiểm phiếu trên máy khác, bấm khôi phục, nhập 8 từ. Đủ người khác thì không cần."],
      ["Máy hiện màn đỏ, dừng lại", "Đọc to dòng chữ cho cả phòng. Không mở niêm phong, ghi vào biên bản."],
      ["Thu về nhiều hơn phát ra", "Dừng, lập biên bản, hủy lượt bỏ phiếu."],
    ],
  },
  witness: {
    name: "Giám sát",
    lead: "Ai cũng kiểm đếm lại được, trên máy khác, không cần tin phần mềm này.",
    steps: [
      "Trước khi bỏ phiếu: nghe đọc mã niêm phong, so màn chiếu với máy của Ban kiểm phiếu. Hòm phải ghi 0 phiếu.",
      "Khi khóa hòm: nghe đọc mã khóa hòm, so các máy.",
      "Sau khi công bố: nhận tệp hồ sơ kiểm phiếu, mở trang Kiểm đếm lại (địa chỉ này, thêm /verify) trên máy khác và chọn tệp.",
      "Trang báo trùng khớp, hoặc chỉ ra mục nào không trùng khớp.",
    ],
    troubles: [
      ["Không trùng khớp", "Dừng việc công nhận kết quả, giữ nguyên tệp, lập biên bản."],
      ["Một đảng viên nói không thấy phiếu của mình", "Bấm Kiểm tra biên nhận trên máy của đồng chí ấy. Không thấy thì Ban kiểm phiếu dừng lại."],
    ],
  },
  register: {
    name: "Cấp ủy và người giữ sổ",
    lead: "Sổ xếp loại giữ cả năm của từng tổ chức và đảng viên: tự đánh giá, bỏ phiếu, đề xuất, quyết định. Sổ không có phiếu của ai, chỉ có tổng số.",
    steps: [
      "Mở Sổ xếp loại từ trang của người điều hành. Nhập tổ chức và đảng viên từ Excel: xem thử trước, rồi mới ghi vào sổ.",
      "Chọn bộ quy định của năm. Điểm nào ghi “mặc định, chưa phải quy định” thì hỏi cấp trên.",
      "Ghi tự đánh giá của tập thể và từng đảng viên. Đảng viên làm trước, tổ chức làm sau.",
      "Đến bước bỏ phiếu, bắt đầu từ sổ: cuộc họp mở ra với danh sách điền sẵn. Công bố xong, kết quả tự về sổ.",
      "Gửi báo cáo lên trên. Cấp trên thẩm định, lấy ý kiến các cơ quan, rồi bỏ phiếu và quyết định.",
      "Trước khi quyết định, xem tỷ lệ xuất sắc và trang soi lại. Quyết định khác đề xuất thì ghi lý do.",
      "Tải biên bản, báo cáo để ký. Lập kế hoạch khắc phục, ghi ai làm, hạn nào, ai kiểm tra.",
    ],
    troubles: [
      ["Ghi nhầm vào sổ", "Không xóa được, để ai cũng thấy đã ghi gì. Ghi thêm một dòng điều chỉnh hoặc hủy, kèm lý do."],
      ["Vượt tỷ lệ xuất sắc", "Sổ chỉ báo và nêu phép tính, không chặn. Cấp có thẩm quyền quyết định."],
      ["Kết quả bỏ phiếu chưa về sổ", "Kết quả về khi cuộc họp đã công bố. Xem cuộc họp đã công bố chưa, rồi tải lại trang sổ."],
      ["Sợ hỏng máy, mất sổ", "Sao lưu vào USB theo hướng dẫn cài đặt. 8 từ đi kèm cất riêng với USB."],
    ],
  },
};

const parts: readonly Part[] = [
  ["Trước một ngày", [
    "Mượn một bộ phát Wi-Fi riêng (điểm phát của điện thoại chỉ chịu được 5–10 máy). Đặt tên và mật khẩu chỉ gồm chữ không dấu và số.",
    "Chạy Phiếu Kín trên máy tính, mở địa chỉ của người điều hành. Địa chỉ ấy là chìa khóa: không chiếu, không gửi cho ai.",
    "Tạo cuộc họp, nhập danh sách từ Excel, xem trước phiếu. Chạy tổng duyệt. In thẻ và phiếu giấy cho người không có điện thoại.",
  ]],
  ["Trước giờ họp 30 phút", [
    "Cắm sạc, tắt chế độ ngủ, nối máy chiếu, mở màn chiếu và bấm F11.",
    "Mở Kiểm tra trước giờ họp. Cho một điện thoại vào thử.",
  ]],
  ["Trong cuộc họp", [
    "Chủ trì nói: “Mời các đồng chí nối Wi-Fi, rồi quét mã trên màn chiếu. Trang này không hỏi số điện thoại, không hỏi Zalo.”",
    "Điểm danh: so 4 số, bấm Có mặt. Hội nghị biểu quyết thông qua Ban kiểm phiếu; ba thành viên quét mã riêng.",
    "Bỏ phiếu thử một lượt, rồi kết thúc thử và xóa.",
    "Niêm phong, đọc to mã. Bắt đầu bỏ phiếu. “Xin xem lại phiếu trước khi bỏ.”",
    "Đủ phiếu thì khóa hòm. Ban kiểm phiếu mở niêm phong. Chiếu từng trang, hỏi ý kiến, in biên bản và ký.",
  ]],
  ["Sau cuộc họp", [
    "Tải hồ sơ kiểm phiếu vào một USB, niêm phong cùng biên bản. Bấm Lưu trữ và niêm phong.",
    "Đến hạn và có quyết định của cấp có thẩm quyền thì Hủy phiếu, in biên bản hủy.",
  ]],
];

export const help = {
  title: "Hướng dẫn",
  print: "In trang này",
  roles,
  guide: {
    title: "Tờ hướng dẫn cho người làm lần đầu",
    lead: "In tờ này, đặt cạnh máy tính. Cả buổi bỏ phiếu khoảng 20 phút.",
    parts,
    last: "Có gì lạ: bấm Tạm dừng. Phiếu đã bỏ vẫn an toàn. Không chắc thì dừng, dùng phiếu giấy.",
  },
};
