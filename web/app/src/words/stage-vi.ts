// The words of the host's screens beside the vote itself: what the projector is told to show, the control of several consoles,
// the checks before a meeting, trial votes, the archive. The projector has its own.

/** What the projector shows beyond vi.ts. */
export const wall = {
  step1: "BƯỚC 1. KẾT NỐI WI-FI",
  wifiName: "Tên mạng",
  wifiPassword: "Mật khẩu",
  wifiOpen: "Mạng này không có mật khẩu.",
  keepOn: "Nếu điện thoại báo không có Internet, chọn Giữ kết nối.",
  howTitle: "CÁCH BỎ PHIẾU",
  timeLeft: "Thời gian dự kiến còn",
  timeOver: "Đã hết thời gian dự kiến, hòm phiếu vẫn mở",
  lastCall: "SẮP KHÓA HÒM PHIẾU. Đồng chí nào chưa bỏ phiếu, xin bỏ ngay.",
  trial: "BỎ PHIẾU THỬ: bấm nút Bỏ phiếu thử trên điện thoại. Phiếu thử sẽ bị xóa.",
  framed: "ô đóng khung: mức đề xuất",
  archived: "Cuộc họp đã được lưu trữ.",
};

/** What the host tells the screens. */
export const screens = {
  open: "Điều khiển màn chiếu",
  scenes: { wifi: "1. Wi-Fi", room: "2. Mã phòng", how: "3. Cách bỏ phiếu" },
  scenesHow: "Mỗi lần chỉ chiếu một mã. Chiếu Wi-Fi trước, rồi chiếu mã phòng.",
  onlyBefore: "Đổi được màn chiếu trước khi niêm phong. Sau đó màn chiếu tự theo các bước của cuộc họp.",
  wifiName: "Tên mạng Wi-Fi",
  wifiPassword: "Mật khẩu Wi-Fi",
  wifiHow: "Chỉ giữ trong trình duyệt này, và chỉ chiếu khi chọn màn Wi-Fi. Nên đặt tên và mật khẩu chỉ gồm chữ không dấu và số.",
  wifiSave: "Chiếu mã Wi-Fi",
  time: "Thời gian dự kiến",
  timeHow: "Chỉ để mọi người biết. Hết giờ hòm phiếu vẫn mở.",
  minutes: "Số phút",
  setTime: "Đặt giờ",
  moreTime: "Cho thêm 5 phút",
  left: (text: string) => `Còn ${text}`,
  over: "Đã hết thời gian dự kiến",
  noTime: "Chưa đặt",
  asked: (n: number) => `${n} đồng chí xin thêm thời gian.`,
  lastCall: "Nhắc lần cuối",
  lastCallOff: "Thôi nhắc",
  unitOnly: "Chỉ in biên bản, không chiếu cá nhân",
  phones: "Hiện kết quả trên điện thoại",
  disclosure: "Ai được xem kết quả",
  keys: "Bút trình chiếu (Page Up, Page Down) sang trang ngay trên màn chiếu. Phím mũi tên để xem trước, Enter để chiếu.",
  readOnly: "Máy này chỉ xem. Một máy khác đang điều khiển cuộc họp.",
  moved: "Điều khiển đã chuyển sang máy khác",
  taken: "Điều khiển đã chuyển sang máy này",
  take: "Nhận quyền điều khiển",
};
