// English words of the templates' view, as in papers-vi.ts.

import type * as Vi from "./papers-vi.ts";

type Placeholder = readonly [key: string, meaning: string];

const vote: readonly Placeholder[] = [
  ["{{ten_hoi_nghi}}", "Title of the meeting"],
  ["{{trieu_tap}} {{co_mat}} {{vang}}", "Convened, present, absent"],
  ["{{phat_ra}} {{thu_ve}} {{hop_le}} {{khong_hop_le}}", "Ballots issued, returned, valid, invalid"],
  ["{{#nhom}} {{#hang}} … {{/hang}} {{/nhom}}", "Repeats each group and each subject"],
  ["{{ten}} {{chuc_vu}} {{xs}} {{t}} {{ht}} {{kht}} {{trong}}", "In each row: name, position, votes for each level, blank"],
  ["{{ket_qua}} {{so_phieu}} {{mau_so}} {{ty_le}}", "In each row: level, votes of how many, share"],
  ["{{to_truong}} {{#thanh_vien}}{{ten}}{{/thanh_vien}}", "The tellers"],
  ["{{dau_ho_so}} {{ma_qr}} {{dia_chi_kiem}}", "Fingerprint of the record, QR code and address to check it"],
];

export const committeePapers: typeof Vi.committeePapers = {
  title: "Document templates",
  lead: "Edit templates in Word as the unit is used to. Organisations below follow, unless they have their own.",
  kinds: {
    "count-minutes": "Minutes of the count",
    "meeting-minutes": "Minutes of the meeting",
    "ballot-paper": "Ballot paper",
    summary: "Summary report",
    "not-rated": "List of those not rated",
  },
  builtIn: "The built-in template is in use.",
  own: "This organisation's own template is in use.",
  inherited: (name) => `The template of ${name} is in use.`,
  download: "Download the template",
  upload: "Send an edited template",
  filled: "See it filled in",
  notFilled: "It can be seen filled in once this organisation has held a vote.",
  reset: "Back to the built-in template",
  done: { uploaded: "The new template was taken.", reset: "The built-in template is in use again." },
  faults: {
    not_docx: () => "This file is not a Word document (.docx).",
    too_large: () => "The file is too large.",
    macros: () => "The template carries macros. Save it as a plain .docx.",
    external: (name) => `The template fetches something from elsewhere${name ? ` (${name})` : ""}. Remove that link.`,
    embedded: (name) => `The template carries another file${name ? ` (${name})` : ""}. Remove it.`,
    unknown: (name) => `There is no placeholder “${name}”. See the table below.`,
    braces: (name) => `Braces are missing at “${name}”: a placeholder stands between {{ and }}.`,
    unclosed: (name) => `“${name}” is opened and not closed: {{/${name}}} is missing.`,
    unopened: (name) => `There is {{/${name}}} with nothing that opens it.`,
    misplaced: (name) => `“${name}” opens and closes in different paragraphs or tables.`,
    not_a_list: (name) => `“${name}” cannot repeat: take the # away.`,
    not_text: (name) => `“${name}” is a list or a condition and cannot be printed.`,
    nested: (name) => `“${name}” repeats inside itself.`,
  },

  how: "How to edit a template",
  howTo: [
    "Download the template, open it in Word, and change words, tables and layout as you like.",
    "Placeholders stand in double braces, such as {{don_vi}}. Do not translate or rename them.",
    "{{#hang}} … {{/hang}} repeats a table row or paragraphs; {{?vuot}} … {{/vuot}} prints only when true, {{^vuot}} … {{/vuot}} when not.",
    "Send the edited template. If something is wrong this page says where, and the old one stays in use.",
  ],
  placeholders: "Placeholders of this template",
  placeholder: "Placeholder",
  meaning: "Is filled with",
  common: [
    ["{{cap_tren}} {{don_vi}}", "The superior and the issuing organisation"],
    ["{{so}} {{dia_danh}} {{ngay}} {{thang}} {{nam_van_ban}}", "Number of the document, place and day"],
    ["{{nam}}", "The rating year"],
    ["{{nguoi_ky}} {{chuc_vu_ky}}", "Who signs, with the position"],
    ["{{ma_xs}} {{ten_xs}} … {{ma_kht}} {{ten_kht}}", "Short and full names of the four levels"],
    ["{{?la_chi_bo}} {{?la_dang_uy}} {{?la_ban_thuong_vu}}", "Prints only if a cell, a committee, a standing committee issues it"],
    ["{{?quyet_dinh}}", "Prints only where this level decides; else it proposes"],
  ],
  of: {
    "count-minutes": [
      ...vote,
      ["{{giay_phat}} {{giay_thu}} {{giay_hop_le}} {{giay_khong_hop_le}}", "Paper ballots: handed out, collected, valid, invalid"],
      ["{{#y_kien}}{{nguoi}} {{noi_dung}}{{/y_kien}}", "Remarks for the minutes"],
      ["{{#chua_xep_loai}}{{ten}}{{/chua_xep_loai}}", "Those not rated"],
    ],
    "meeting-minutes": [
      ...vote,
      ["{{dia_diem}} {{gio_bat_dau}} {{phut_bat_dau}} {{gio_ket_thuc}} {{phut_ket_thuc}}", "Place, begin and end"],
      ["{{chu_tri}} {{thu_ky}}", "Chair and secretary"],
      ["{{#kiem_diem}}{{ten}} {{noi_dung}} {{tu_xep_ten}}{{/kiem_diem}}", "Each person's review"],
    ],
    "ballot-paper": [
      ["{{ten_hoi_nghi}} {{lan}}", "Title of the meeting, round"],
      ["{{#hang}}{{ten}} {{chuc_vu}} {{tu_xep}}{{/hang}}", "Each subject: name, position, own level"],
    ],
    summary: [
      ["{{#to_chuc}} … {{/to_chuc}} {{#dang_vien}} … {{/dang_vien}}", "The parts on organisations and on members"],
      ["{{#hang}}{{ten}} {{tong}} {{da_xep}} {{xs}} {{t}} {{ht}} {{kht}}{{/hang}}", "Each organisation: all, rated, number of each level"],
      ["{{ty_le_xs}} … {{ty_le_kht}} {{xs_tren_t}}", "Share of each level, Excellent over Good"],
      ["{{#gioi_han}}{{phan_tram}} {{so_goc}} {{tich}} {{duoc}} {{dat}} {{vuot_so}}{{/gioi_han}}", "Each cap: percent, base, product, allowed, counted, over"],
      ["{{chua_xep}} {{cho_xep}}", "Not to be rated, not rated yet"],
    ],
    "not-rated": [
      ["{{so_luong}}", "How many are in the list"],
      ["{{#hang}}{{ten}} {{chuc_vu}} {{to_chuc}} {{ghi_chu}}{{/hang}}", "Each person: name, position, organisation, note"],
      ["{{?mien}} {{?dinh_chi}} {{?moi_ket_nap}} {{?ly_do_khac}}", "In each row, prints the reason that holds"],
    ],
  },
};
