// Words of printed cards, PINs and what is done by hand: for the host's console alone.

import type { Wish } from "../wire/messages.ts";

export const cards = {
  count: "Số thẻ bỏ phiếu in ra",
  countHow: "Cho người không vào bằng tên: bốc thăm thẻ, quét hoặc gõ mã. Để 0 nếu không dùng.",
  pins: "Vào phòng bằng tên và mã PIN, không cần chủ trì so số",
  doors: "Người vào bằng tên phải có mã trên màn chiếu, mỗi phút một mã mới",

  prints: "In trước giờ họp",
  print: "In",
  printCards: (n: number) => `In ${n} thẻ bỏ phiếu`,
  printPins: "In mã PIN",
  printAttendance: "In bảng điểm danh",
  printNotice: "In giấy hướng dẫn để bàn",
  stale: "Địa chỉ mạng đã đổi, thẻ cũ vẫn dùng được bằng cách nhập mã.",
  sealList: "Lưu danh sách thẻ để in ở máy khác",
  sealListHow: "Tệp này chỉ mở được bằng 8 từ dưới đây. Ghi 8 từ ra giấy, đưa riêng cho người in.",
  sealListSave: "Lưu tệp",

  presentLate: "Có mặt sau khi khóa hòm",
  handed: "Đã phát thẻ",
  notHanded: "Chưa phát thẻ",
  handedOf: "thẻ đã phát",
  hasCard: "đã có thẻ",
  leave: "Về sớm",
  gone: "Đã về",
  back: "Trở lại",
  again: "Cấp lại",
  agreed: "được cấp lại",
  hasAgain: "đã cấp lại",
  againAsk: (name: string) => `Cấp lại cho đồng chí ${name}?`,
  againHow: "Một thành viên Ban kiểm phiếu phải đồng ý trên máy của mình. Việc cấp lại được ghi vào biên bản.",
  againPhone: "Không còn thẻ để phát. Mời đồng chí ấy quét mã trên màn chiếu bằng máy khác rồi bấm Cấp lại ở yêu cầu mới.",
  againLost: "Mất thẻ: xin phát thẻ thay",
  againCard: "Máy hỏng: xin phát thẻ",
  wish: ({ again, lost, cards: n }: Wish) =>
    again
      ? `Chờ Ban kiểm phiếu đồng ý cấp lại 1 phiếu${lost ? " (mất thẻ)" : ""}.`
      : `Chờ Ban kiểm phiếu đồng ý ghi mất ${n} thẻ chưa phát.`,
  withdraw: "Thôi, không xin nữa",
  pinWrong: "Mã PIN gửi kèm không đúng.",
  guessing: "Có máy đang gõ thử nhiều mã thẻ sai. Nhắc cả phòng, xem ai đang gõ.",
  presentNow: (n: number, of: number) => `Có mặt ${n}/${of}`,
  presentFew: (n: number, of: number) => `Có mặt còn ${n}/${of}. Chủ trì xin ý kiến hội nghị.`,
  late: "Người đến sau khi khóa hòm",
  lateHow: "Hòm phiếu đã khóa, không phát thêm thẻ.",

  leftover: "Thẻ chưa phát",
  leftoverHow: (n: number) => `Còn ${n} thẻ chưa phát. Nhập mã từng thẻ để cả phòng thấy không thẻ nào đã bỏ phiếu.`,
  leftoverCode: "Mã trên thẻ, 8 chữ số",
  leftoverAdd: "Nhập thẻ này",
  leftoverRemove: "Bỏ",
  leftoverWrong: "Mã chưa đúng. Kiểm tra lại 8 chữ số.",
  leftoverTwice: "Thẻ này đã nhập rồi.",
  leftoverMissing: (n: number) => `Không tìm thấy ${n} thẻ`,
  leftoverDone: "Công bố thẻ chưa phát",
  figures: (printed: number, handed: number, again: number, lost: number, missing: number) =>
    `Thẻ in ${printed}, đã phát ${handed}, cấp lại ${again}, mất ${lost + missing}.`,
};

/** What is printed on paper. */
export const sheets = {
  scan: "Quét mã",
  code: "Mã thẻ",
  cardHow: (address: string) => `Quét mã bằng máy ảnh. Hoặc mở trình duyệt, gõ ${address} rồi nhập mã thẻ.`,
  pinHow: "Mã PIN vào phòng. Không cho người khác xem.",
  titles: {
    ballots: "Phiếu giấy dự phòng", cards: "Thẻ bỏ phiếu", pins: "Mã PIN", attendance: "Bảng điểm danh", notice: "Giấy hướng dẫn để bàn",
  },
  how: {
    ballots: "Các tờ giống hệt nhau, không đánh số. Xem trước khi in; khổ A4, in một mặt.",
    cards: "Khổ A4, 10 thẻ một trang, in 1 bản. Cắt theo đường chấm, úp mặt, xáo đều, để mỗi đồng chí tự bốc.",
    pins: "Khổ A4. Cắt theo đường chấm, phát tận tay từng đồng chí.",
    attendance: "Khổ A4.",
    notice: "Khổ A4, để trên bàn.",
  },
  attendance: "BẢNG ĐIỂM DANH",
  columns: ["STT", "Họ và tên", "Chức vụ", "Ký có mặt", "Ghi chú"],
  notice: "BỎ PHIẾU KÍN BẰNG ĐIỆN THOẠI",
  noticeSteps: (address: string) => [
    "Vào mạng Wi-Fi của phòng họp. Máy báo không có Internet thì chọn Giữ kết nối.",
    "Có thẻ: quét mã trên thẻ bằng máy ảnh.",
    `Không quét được: mở trình duyệt, gõ ${address} rồi nhập mã thẻ.`,
    "Không có thẻ: quét mã dưới đây, chọn tên mình.",
    "Chọn từng mục, xem lại, bấm Bỏ phiếu. Thấy ĐÃ BỎ PHIẾU là xong.",
  ],
  noticeNever: "Trang này không bao giờ hỏi số điện thoại, Zalo, căn cước hay mã OTP.",
};
