// The Vietnamese words that the register's pages share: the way around, names of bodies and types, and why something was refused.

export const frame = {
  title: "Sổ xếp loại",
  year: "Năm",
  committee: "Trang của cấp ủy",
  parts: {
    year: "Cả năm",
    plans: "Khắc phục hạn chế",
    documents: "Văn bản",
    caps: "Tỷ lệ xuất sắc",
    candour: "Nhìn chung và đối chiếu",
    profiles: "Quy định áp dụng",
    templates: "Mẫu văn bản",
    transfer: "Nhập và xuất",
  },
  meetings: "Cuộc họp bỏ phiếu",
  help: "Hướng dẫn",
  again: "Thử lại",
  undo: "Hoàn tác",
  undone: "Đã hoàn tác.",
  fetching: (kilobytes: string) => `Đang lấy tệp: ${kilobytes} KB`,
  optional: "(không bắt buộc)",
  by: "Người ghi sổ",
  byHow: "Tên ghi kèm vào lịch sử.",
  noLevel: "Chưa có",
  unverified: "mặc định, chưa phải quy định",
  types: {
    cell: "Chi bộ trực thuộc",
    base_cell: "Chi bộ cơ sở",
    section: "Đảng bộ bộ phận",
    base_committee: "Đảng bộ cơ sở",
    upper_committee: "Đảng bộ cấp trên cơ sở",
  },
  bodies: {
    member: "Đảng viên",
    group: "Tổ đảng",
    board: "Chi ủy",
    cell: "Chi bộ",
    committee: "Đảng ủy",
    standing: "Ban thường vụ",
    office: "Ban tổ chức",
  },
};

/** Why the register did not take or give something. */
export const deskRefusals: Record<string, string> & { other: string } = {
  lost: "Mất kết nối, chưa làm được. Thử lại.",
  unauthorized: "Trang này không có quyền điều hành. Mở lại bằng đường dẫn của người điều hành.",
  not_found: "Không có mục này trong sổ.",
  bad_request: "Nội dung gửi đi chưa đúng. Xem lại các ô vừa điền.",
  too_large: "Nội dung dài quá. Rút gọn rồi ghi lại.",
  unknown_step: "Bước này không có trong trình tự áp dụng.",
  reason_needed: "Mức này khác với đề xuất: cần ghi lý do.",
  out_of_order: "Bước trước chưa xong. Ghi lý do làm trước nếu vẫn muốn ghi.",
  not_rated: "Trường hợp này không đánh giá, xếp loại trong năm.",
  level: "Chưa chọn mức xếp loại.",
  other: "Chưa ghi được. Thử lại, hoặc mở lại trang.",
};
