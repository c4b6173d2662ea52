// Vietnamese words of the templates' view: kinds of papers, what is refused, and what each placeholder stands for.

/** A placeholder and what it stands for. */
type Placeholder = readonly [key: string, meaning: string];

const vote: readonly Placeholder[] = [
  ["{{ten_hoi_nghi}}", "Tên cuộc họp"],
  ["{{trieu_tap}} {{co_mat}} {{vang}}", "Số triệu tập, có mặt, vắng"],
  ["{{phat_ra}} {{thu_ve}} {{hop_le}} {{khong_hop_le}}", "Số phiếu phát ra, thu về, hợp lệ, không hợp lệ"],
  ["{{#nhom}} {{#hang}} … {{/hang}} {{/nhom}}", "Lặp từng nhóm và từng mục bỏ phiếu"],
  ["{{ten}} {{chuc_vu}} {{xs}} {{t}} {{ht}} {{kht}} {{trong}}", "Trong mỗi dòng: tên, chức vụ, số phiếu từng mức, để trống"],
  ["{{ket_qua}} {{so_phieu}} {{mau_so}} {{ty_le}}", "Trong mỗi dòng: mức, số phiếu trên tổng, tỷ lệ"],
  ["{{to_truong}} {{#thanh_vien}}{{ten}}{{/thanh_vien}}", "Ban kiểm phiếu"],
  ["{{dau_ho_so}} {{ma_qr}} {{dia_chi_kiem}}", "Dấu của hồ sơ kiểm phiếu, mã QR và địa chỉ để kiểm"],
];

export const committeePapers = {
  title: "Mẫu văn bản",
  lead: "Sửa mẫu bằng Word cho đúng nếp của đơn vị. Tổ chức bên dưới dùng theo, trừ khi có mẫu riêng.",
  kinds: {
    "count-minutes": "Biên bản kiểm phiếu",
    "meeting-minutes": "Biên bản hội nghị",
    "ballot-paper": "Phiếu biểu quyết",
    summary: "Báo cáo tổng hợp",
    "not-rated": "Danh sách chưa xếp loại",
  },
  builtIn: "Đang dùng mẫu có sẵn.",
  own: "Đang dùng mẫu của tổ chức này.",
  inherited: (name: string) => `Đang dùng mẫu của ${name}.`,
  download: "Tải mẫu về",
  upload: "Gửi mẫu đã sửa",
  filled: "Xem bản điền số liệu",
  notFilled: "Xem được bản điền số liệu khi tổ chức này đã có cuộc bỏ phiếu.",
  reset: "Dùng lại mẫu có sẵn",
  done: { uploaded: "Đã nhận mẫu mới.", reset: "Đã dùng lại mẫu có sẵn." } as Record<string, string>,
  faults: {
    not_docx: () => "Tệp này không phải văn bản Word (.docx).",
    too_large: () => "Tệp lớn quá.",
    macros: () => "Mẫu có chứa chương trình (macro). Lưu lại dạng .docx thường.",
    external: (name) => `Mẫu lấy nội dung từ nơi khác${name ? ` (${name})` : ""}. Bỏ liên kết đó đi.`,
    embedded: (name) => `Mẫu có nhúng tệp khác${name ? ` (${name})` : ""}. Bỏ tệp đó đi.`,
    unknown: (name) => `Không có chỗ điền tên “${name}”. Xem bảng chỗ điền bên dưới.`,
    braces: (name) => `Thiếu dấu ngoặc ở “${name}”: chỗ điền phải viết liền trong {{ và }}.`,
    unclosed: (name) => `Chỗ điền “${name}” mở mà chưa đóng: thiếu {{/${name}}}.`,
    unopened: (name) => `Có {{/${name}}} mà không có chỗ mở.`,
    misplaced: (name) => `Chỗ mở và đóng của “${name}” không cùng đoạn hoặc cùng bảng.`,
    not_a_list: (name) => `“${name}” không lặp được: bỏ dấu # đi.`,
    not_text: (name) => `“${name}” là danh sách hoặc điều kiện, không in thẳng được.`,
    nested: (name) => `“${name}” lặp bên trong chính nó.`,
  } as Record<string, (name: string) => string>,

  how: "Cách sửa mẫu",
  howTo: [
    "Tải mẫu về, mở bằng Word, sửa chữ, bảng và cách trình bày tùy ý.",
    "Chỗ điền nằm trong hai dấu ngoặc nhọn, ví dụ {{don_vi}}. Không dịch, không đổi tên chỗ điền.",
    "{{#hang}} … {{/hang}} lặp một dòng bảng hoặc một đoạn; {{?vuot}} … {{/vuot}} chỉ in khi đúng, {{^vuot}} … {{/vuot}} khi không.",
    "Gửi mẫu đã sửa lên. Có chỗ sai thì trang này nói sai ở đâu, và mẫu cũ vẫn được dùng.",
  ],
  placeholders: "Các chỗ điền của mẫu này",
  placeholder: "Chỗ điền",
  meaning: "Được điền bằng",
  common: [
    ["{{cap_tren}} {{don_vi}}", "Cấp trên và đơn vị ban hành"],
    ["{{so}} {{dia_danh}} {{ngay}} {{thang}} {{nam_van_ban}}", "Số văn bản, nơi và ngày ký"],
    ["{{nam}}", "Năm đánh giá, xếp loại"],
    ["{{nguoi_ky}} {{chuc_vu_ky}}", "Người ký và chức vụ"],
    ["{{ma_xs}} {{ten_xs}} … {{ma_kht}} {{ten_kht}}", "Tên tắt và tên đủ của bốn mức"],
    ["{{?la_chi_bo}} {{?la_dang_uy}} {{?la_ban_thuong_vu}}", "Chỉ in khi cơ quan ban hành là chi bộ, đảng ủy, ban thường vụ"],
    ["{{?quyet_dinh}}", "Chỉ in khi cấp này quyết định; nếu không thì chỉ là đề xuất"],
  ] as readonly Placeholder[],
  of: {
    "count-minutes": [
      ...vote,
      ["{{giay_phat}} {{giay_thu}} {{giay_hop_le}} {{giay_khong_hop_le}}", "Phiếu giấy: phát, thu, hợp lệ, không hợp lệ"],
      ["{{#y_kien}}{{nguoi}} {{noi_dung}}{{/y_kien}}", "Ý kiến ghi vào biên bản"],
      ["{{#chua_xep_loai}}{{ten}}{{/chua_xep_loai}}", "Người chưa xếp loại"],
    ],
    "meeting-minutes": [
      ...vote,
      ["{{dia_diem}} {{gio_bat_dau}} {{phut_bat_dau}} {{gio_ket_thuc}} {{phut_ket_thuc}}", "Nơi họp, giờ bắt đầu và kết thúc"],
      ["{{chu_tri}} {{thu_ky}}", "Chủ trì và người ghi biên bản"],
      ["{{#kiem_diem}}{{ten}} {{noi_dung}} {{tu_xep_ten}}{{/kiem_diem}}", "Phần kiểm điểm của từng người"],
    ],
    "ballot-paper": [
      ["{{ten_hoi_nghi}} {{lan}}", "Tên cuộc họp, lần bỏ phiếu"],
      ["{{#hang}}{{ten}} {{chuc_vu}} {{tu_xep}}{{/hang}}", "Từng mục: tên, chức vụ, mức tự nhận"],
    ],
    summary: [
      ["{{#to_chuc}} … {{/to_chuc}} {{#dang_vien}} … {{/dang_vien}}", "Phần về tổ chức đảng, phần về đảng viên"],
      ["{{#hang}}{{ten}} {{tong}} {{da_xep}} {{xs}} {{t}} {{ht}} {{kht}}{{/hang}}", "Từng tổ chức: tổng số, đã xếp, số từng mức"],
      ["{{ty_le_xs}} … {{ty_le_kht}} {{xs_tren_t}}", "Tỷ lệ từng mức, tỷ lệ Xuất sắc trên Tốt"],
      ["{{#gioi_han}}{{phan_tram}} {{so_goc}} {{tich}} {{duoc}} {{dat}} {{vuot_so}}{{/gioi_han}}", "Từng tỷ lệ: mức, số gốc, tích, được, đang có, vượt"],
      ["{{chua_xep}} {{cho_xep}}", "Số không xếp loại, số chưa có kết quả"],
    ],
    "not-rated": [
      ["{{so_luong}}", "Tổng số người trong danh sách"],
      ["{{#hang}}{{ten}} {{chuc_vu}} {{to_chuc}} {{ghi_chu}}{{/hang}}", "Từng người: tên, chức vụ, tổ chức, ghi chú"],
      ["{{?mien}} {{?dinh_chi}} {{?moi_ket_nap}} {{?ly_do_khac}}", "Trong mỗi dòng, in đúng lý do"],
    ],
  } as Record<"count-minutes" | "meeting-minutes" | "ballot-paper" | "summary" | "not-rated", readonly Placeholder[]>,
};
