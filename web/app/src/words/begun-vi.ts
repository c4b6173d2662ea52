// The Vietnamese words of the host's page about what it has from the register: a ballot that was planned there, and the profiles.

export const begun = {
  register: "Sổ xếp loại",
  inRegister: "Xem trong sổ xếp loại",
  fromRegister: "Bản soạn lấy từ sổ xếp loại. Sau khi mở niêm phong, kết quả tự về sổ.",
  notFound: "Không đọc được lượt bỏ phiếu này trong sổ xếp loại. Mở lại từ sổ, hoặc soạn cuộc họp mới.",
  over: "Lượt bỏ phiếu này trong sổ đã kết thúc.",
  round: (title: string, n: number) => `${title}, vòng ${n}`,
  others: "Nội dung được xếp loại ngoài danh sách",
  profile: "Quy định xếp loại",
  unverified: "mặc định, chưa phải quy định",
  profileHow: (title: string) => `${title}: ngưỡng xếp loại là mặc định, chưa phải quy định.`,
  warnings: {
    out_of_order: "Có bước trước lượt bỏ phiếu này chưa xong.",
    not_rated: "Có trường hợp không xếp loại trong năm: không đưa vào phiếu.",
    no_step: "Có nội dung mà theo trình tự không bỏ phiếu ở đây.",
    isolates: "Số người bỏ phiếu khác vòng trước 1 hoặc 2 người: so hai kết quả có thể làm lộ phiếu của từng người.",
    held_before: "Đã có lượt bỏ phiếu về nội dung này.",
    no_voters: "Sổ chưa ghi ai trong tập thể này: nhập danh sách người bỏ phiếu.",
  } as Record<string, string>,
};
