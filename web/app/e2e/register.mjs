// The register's page through a year: an empty register, organisations and members, each step's form, a vote started from it that
// comes back by itself and is traced to its record, a decision that differs, its adjustment and cancellation, mending, papers, the
// next year. Every state is asked whether everybody can use it; with a folder named, pictures of each: node e2e/register.mjs FOLDER
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { holdPlanned, openBooks, openEye } from "./books.mjs";
import { openStage, press, see, sizes, words } from "./stage.mjs";

const folder = process.argv[2];
const { deskRefusals, frame, register: r, shared, steps: k, verify } = words;
const stage = await openStage();
const year = new Date().getFullYear();
const { api } = openBooks(stage);
const eye = openEye("register", folder);
const { shot } = eye;

const organisation = (name, type, parent) =>
  api("/organisations", { id: "", year, name, type, parent, profile: "", group: "", order: 0, closed: false });
const person = (name, position = "") => ({ id: "", year, name, position, org: "", group: "", admitted: "2010-05-19", official: "2011-05-19", born: "" });
const entry = (subject, step, kind, body) => api("/entries", { by: "Phạm Thị Đào", year, subject, step, kind, body, despite: "" });
const at = (fragment) => `${stage.origin}/register#${stage.key}&year=${year}&${fragment}`;
const levelLink = (page, name, level) => page.getByRole("link", { name: `${name}: ${shared.levels[level]}`, exact: true });
const who = "Nguyễn Thị Ặng";

try {
  // R1: an empty register, its first organisation by hand.
  const page = await stage.page(`/register#${stage.key}`, sizes.laptop, "register");
  await page.getByText(r.emptyYear(year)).waitFor();
  await shot(page, "empty");
  await press(page, r.addOrganisation);
  await page.getByLabel(r.name, { exact: true }).fill("Đảng bộ xã Tân Mỹ");
  await page.locator("select[name=type]").selectOption("upper_committee");
  await page.getByLabel(frame.by).fill(who); // once: the browser remembers it
  await shot(page, "add");
  await press(page, r.save);
  await page.getByText(r.organisationAdded("Đảng bộ xã Tân Mỹ")).waitFor();
  const root = (await api(`/organisations?year=${year}`)).organisations[0].organisation;
  const cell = await organisation("Chi bộ thôn Đông Lâm", "base_cell", root.id);
  const school = await organisation("Đảng bộ Trường THPT Lý Thường Kiệt", "base_committee", root.id);
  for (const name of ["Chi bộ Tổ Khoa học tự nhiên", "Chi bộ Tổ Khoa học xã hội", "Chi bộ Tổ Văn phòng"]) await organisation(name, "cell", school.id);
  const names = [who, "Trần Văn Bưởi", "Lê Quốc Cường", "Vũ Ngọc Giàu", "Công Tằng Tôn Nữ Thị Ngọc Huyền"];
  const members = await api("/members", { year, members: names.map((name, i) => ({ ...person(name, ["Bí thư", "Phó bí thư", "Chi ủy viên"][i]), org: cell.id })) });
  await api("/statuses", { statuses: [{ member: members[3].id, status: "probationary", from: `${year}-01-01`, to: "" }, { member: members[4].id, status: "exempt", from: `${year}-01-01`, to: "" }] });
  await page.reload();
  await page.getByRole("link", { name: /Chi bộ thôn Đông Lâm/ }).first().waitFor();
  await page.getByRole("button", { name: `${r.unfold}: ${school.name}` }).click();
  await page.getByRole("link", { name: /Chi bộ Tổ Văn phòng/ }).waitFor();
  await shot(page, "year");
  await page.getByLabel(r.search).fill("dong lam");
  await page.locator(".tree-line").filter({ hasText: "Đông Lâm" }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".tree-line").length === 1);
  await shot(page, "search");
  await page.getByLabel(r.search).fill("zzz");
  await page.getByText(r.nothingFound).waitFor();

  // R2: the chain, its first step.
  await page.goto(at(`view=org&org=${cell.id}`));
  await see(page, cell.name);
  const form = page.locator(".entry-form");
  const fields = form.locator(".points-in");
  await fields.nth(0).fill("28");
  await fields.nth(1).fill("64");
  await page.getByText(k.band(92, shared.levels[0])).waitFor();
  await form.getByLabel(shared.levels[0], { exact: true }).check();
  await shot(page, "self");
  await press(page, r.save);
  await page.getByText(k.saved).waitFor();
  await levelLink(page, r.self, 0).first().click();
  await page.locator(".history .asked", { hasText: "92" }).waitFor();
  await shot(page, "history");

  // Bodies, members, one entry for each of them at once.
  await page.goto(at(`view=org&org=${cell.id}&tab=seats`));
  await press(page, r.addSeat);
  await page.getByLabel(`${r.fullName} 1`).fill(who);
  await page.getByLabel(`${r.role} 1`).fill("Bí thư");
  await press(page, r.save);
  await page.getByText(r.seatsSaved(frame.bodies.board)).waitFor();
  await shot(page, "seats");
  await page.goto(at(`view=org&org=${cell.id}&tab=members`));
  await page.getByText(r.reasons.exempt).waitFor();
  await shot(page, "members");
  await press(page, r.many);
  const selects = page.locator("td .in-table");
  for (let i = 0; i < 4; i++) await selects.nth(i).selectOption(String(i % 2));
  await shot(page, "many");
  await press(page, r.manySave(4));
  await page.getByText(r.manySaved(4)).waitFor();
  await press(page, r.addPeople);
  await page.locator("textarea[name=paste]").fill("Đỗ Ngọc Liễu; Đảng viên\nHoàng Văn Én");
  await press(page, words.lists.read);
  await page.getByText(r.peopleFound(2)).waitFor();
  await shot(page, "people");
  await press(page, r.takePeople(2));
  await page.getByText(r.peopleTaken(2)).waitFor();
  await press(page, frame.undo);
  await page.getByText(frame.undone).waitFor();
  assert.equal(await page.locator("main").getByText("Hoàng Văn Én").count(), 0, "people who were taken back are still there");

  // What may be changed: a member's details and status, the organisation's place.
  await page.goto(at(`view=member&member=${members[2].id}`));
  await press(page, r.changeMember);
  await page.getByLabel(r.position).fill("Chi ủy viên, tổ trưởng tổ đảng");
  await shot(page, "member-form");
  await page.getByRole("dialog").getByRole("button", { name: r.save }).click();
  await page.getByText(r.memberSaved("Lê Quốc Cường")).waitFor();
  await page.getByText(/tổ trưởng tổ đảng/).waitFor();
  await press(page, frame.undo);
  await page.getByText(frame.undone).waitFor();
  assert.equal(await page.getByText(/tổ trưởng tổ đảng/).count(), 0, "the change was not taken back");
  await press(page, r.addStatus);
  await shot(page, "status");
  await page.goto(at(`view=org&org=${cell.id}`));
  await press(page, r.changeOrganisation);
  await page.getByLabel(r.closed).waitFor();
  await shot(page, "change");
  await page.keyboard.press("Escape");

  // Out of order: with a reason, which stays.
  await page.goto(at(`view=org&org=${school.id}&step=report`));
  await page.getByText(k.outOfOrder).waitFor();
  await page.getByLabel(k.number).fill("07-BC/ĐU");
  await page.getByLabel(k.despite).fill("Gửi báo cáo trước theo lịch của cấp trên.");
  await shot(page, "out-of-order");
  await press(page, r.save);
  await page.getByText(k.saved).waitFor();
  await page.goto(at(`view=org&org=${school.id}&tab=history`));
  await page.getByText(k.despiteShown("Gửi báo cáo trước theo lịch của cấp trên.")).waitFor();

  // R3: a member's year.
  await page.goto(at(`view=member&member=${members[1].id}&step=self`));
  await see(page, "Trần Văn Bưởi");
  await page.getByText(k.carriedNone).waitFor();
  await shot(page, "member");
  await page.goto(at(`view=member&member=${members[4].id}`));
  await page.getByText(new RegExp(r.reasons.exempt)).waitFor();
  await shot(page, "exempt");
  for (const one of members.slice(0, 4)) await entry(`m:${one.id}`, "review", "review", { text: "Đã kiểm điểm trước chi bộ." });

  // A ballot from here to the host's page, and its result back.
  await page.goto(at(`view=ballot&org=${cell.id}&body=cell`));
  await see(page, r.startOf(frame.bodies.cell));
  await press(page, r.all);
  await page.getByText(r.subjectsChosen(5, 5)).waitFor();
  await shot(page, "ballot");
  await press(page, r.prepareBallot(5));
  await page.getByText(r.ballotReady).waitFor();
  await shot(page, "ballot-ready");
  await page.goto(at(`view=org&org=${cell.id}&tab=votes`));
  await page.getByText(r.planned).waitFor();
  await shot(page, "planned");
  await press(page, r.drop);
  await shot(page, "drop");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: r.toHost }).click();
  const uuid = await holdPlanned(stage, page, { org: cell.id, year, counter: who, ballots: names.slice(0, 3).map((name, i) => [name, [1, 0, 1, i < 2 ? 1 : 2, 1]]) });
  await page.getByRole("link", { name: words.begun.inRegister }).click();
  await page.getByText(r.verifiedHow).waitFor();
  await page.goto(at(`view=org&org=${cell.id}&tab=votes`));
  await page.getByText(r.verified).waitFor();
  await shot(page, "votes");

  // R4: the vote, its record checked from this very machine.
  await page.getByRole("link", { name: /^Chi bộ bỏ phiếu/ }).click();
  await page.getByText(r.verifiedHow).waitFor();
  assert.deepEqual(await page.locator(".totals dd").allInnerTexts(), ["3", "3", "3", "3", "3", "0"]);
  const counts = await page.locator(".vote-rows tbody tr").evaluateAll((rows) => rows.map((row) => Array.from(row.querySelectorAll("td"), (td) => parseInt(td.firstChild.textContent, 10))));
  assert.deepEqual(counts, [[0, 3, 0, 0, 0], [3, 0, 0, 0, 0], [0, 3, 0, 0, 0], [0, 2, 1, 0, 0], [0, 3, 0, 0, 0]]);
  await shot(page, "vote");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: r.print, exact: true }).isVisible(), false, "a button is printed");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: r.toOutside }).click();
  await page.getByText(r.outside).waitFor();
  await page.locator(".vote-rows td", { hasText: r.withheldRow }).first().waitFor();
  assert.equal(await page.getByRole("link", { name: r.downloadRecord }).count(), 0, "the record is offered to readers outside");
  await shot(page, "vote-outside");
  await page.getByRole("link", { name: r.toInside }).click();
  const coming = page.context().waitForEvent("page");
  await page.getByRole("link", { name: r.checkHere }).click();
  const check = await coming;
  assert.match(check.url(), new RegExp(`/verify#${uuid}$`));
  await see(check, verify.ready);
  await press(check, verify.start);
  await see(check, verify.valid);
  await shot(check, "verified");
  await check.close();

  // Every level leads to what it rests on: a member's vote, the chain's vote.
  await page.goto(at(`view=org&org=${cell.id}&tab=members`));
  await page.locator("tr", { hasText: "Trần Văn Bưởi" }).getByRole("link", { name: `${r.vote}: ${shared.levels[1]}` }).click();
  await page.getByText(r.verifiedHow).waitFor();
  await page.goto(at(`view=org&org=${cell.id}`));
  await levelLink(page, k.entries.vote, 1).click();
  await page.getByText(r.verifiedHow).waitFor();

  // Members are decided first, all under one number; then upward, and the committee's opinions.
  await page.goto(at(`view=org&org=${cell.id}&tab=members`));
  await press(page, r.many);
  await page.locator("select[name=step]").selectOption("decision");
  await page.getByLabel(k.decisionNumber).fill("15-QĐ/CB");
  await shot(page, "many-decisions");
  await press(page, r.manySave(4));
  await page.getByText(r.manySaved(4)).waitFor();
  await page.goto(at(`view=org&org=${cell.id}`));
  await page.getByLabel(k.number).fill("05-BC/CB");
  await shot(page, "report");
  await press(page, r.save);
  await page.getByText(k.saved).waitFor();
  await page.getByLabel(k.appraisalText).fill("Hồ sơ đủ, kết quả phù hợp.");
  await shot(page, "appraisal");
  await press(page, r.save);
  await page.getByText(k.saved).waitFor();
  await page.goto(at(`view=org&org=${cell.id}&step=opinions`));
  await page.getByLabel(k.opinionWho).fill("Mặt trận Tổ quốc xã");
  await page.locator(".picks").getByLabel(shared.levels[1], { exact: true }).check();
  await press(page, k.addOpinion);
  await page.getByText(k.opinionSaved).waitFor();
  await shot(page, "opinions");
  await press(page, k.closeOpinions);
  await page.getByText(k.opinionsClosed).waitFor();

  // The decision differs, with its reason; then it is adjusted, and cancelled. Nothing is lost.
  await page.goto(at(`view=org&org=${cell.id}&step=decision`));
  await page.getByLabel(k.decisionNumber).fill("112-QĐ/ĐU");
  await page.locator(".picks").getByLabel(shared.levels[2], { exact: true }).check();
  await page.getByText(k.differs).waitFor();
  await shot(page, "decision");
  await page.getByLabel(new RegExp(`^${k.reason}`)).fill("Còn một nhiệm vụ chậm tiến độ.");
  await press(page, k.saveDecision);
  await page.getByText(k.decisionSaved).waitFor();
  await shot(page, "decided");
  await press(page, k.adjust);
  await page.locator(".picks").getByLabel(shared.levels[1], { exact: true }).check();
  await page.getByLabel(k.decisionNumber).fill("120-QĐ/ĐU");
  await page.getByLabel(new RegExp(`^${k.reason}`)).fill("Nhiệm vụ đã xong trước hạn gia hạn.");
  await shot(page, "adjust");
  await press(page, k.saveAdjustment);
  await page.getByText(k.adjusted).waitFor();
  await press(page, k.cancelDecision);
  await page.getByLabel(k.decisionNumber).fill("121-QĐ/ĐU");
  await page.getByLabel(new RegExp(`^${k.reason}`)).fill("Có đơn phản ánh, xác minh lại.");
  await shot(page, "cancel");
  await press(page, k.saveCancellation);
  await page.getByText(k.cancelled).waitFor();
  await page.goto(at(`view=org&org=${cell.id}&tab=history`));
  for (const kind of ["decision", "adjustment", "cancellation"]) await page.locator(".history b", { hasText: k.entries[kind] }).first().waitFor();
  await shot(page, "history-full");

  // R5: mending, with what is overdue; R6: papers.
  await page.goto(at(`view=org&org=${cell.id}&tab=plans`));
  await press(page, r.addPlan);
  await page.getByLabel(r.weakness).fill("Sinh hoạt chuyên đề chưa đều");
  await page.getByLabel(r.measure).fill("Mỗi quý một buổi chuyên đề");
  await page.getByLabel(r.who).fill("Phó bí thư");
  await page.getByLabel(r.due).fill(`${year}-01-31`);
  await shot(page, "plan");
  await press(page, r.save);
  await page.getByText(r.planAdded).waitFor();
  await entry(`m:${members[1].id}`, "", "plan", { id: "Plan11111111", weakness: "Tác phong chưa sâu sát", measure: "Mỗi tháng dự họp một tổ đảng", who: "Trần Văn Bưởi", due: `${year}-12-31`, org: cell.id });
  await page.goto(at("view=plans"));
  await page.getByText(r.late(1)).waitFor();
  await page.getByRole("button", { name: r.checkPlan }).first().click();
  await page.getByLabel(r.checker).fill("Ủy viên phụ trách");
  await shot(page, "check");
  await press(page, r.save);
  await page.getByText(r.planChecked).waitFor();
  await shot(page, "plans");
  await page.goto(at(`view=documents&org=${cell.id}`));
  await page.getByText(r.papersOf(cell.name)).waitFor();
  await shot(page, "documents");
  for (const [name, label] of [[r.papers.summary, "Word"], [r.papers["count-minutes"], "Excel"]]) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: `${name}, ${label}` }).click();
    assert.equal(readFileSync(await (await download).path()).subarray(0, 2).toString(), "PK", `${name} is no such file`);
  }

  // By keyboard alone: from the year to an organisation's step.
  await page.goto(at(""));
  await page.getByRole("link", { name: /Chi bộ thôn Đông Lâm/ }).first().waitFor();
  await tabTo(page, cell.name);
  await page.keyboard.press("Enter");
  await see(page, cell.name);

  // The next year, copied; what was to be mended is carried; the year before is still there.
  await page.goto(at(""));
  await press(page, r.startYear);
  await shot(page, "start-year");
  await press(page, r.startYearOf(year + 1));
  await see(page, r.yearTitle(year + 1));
  await page.goto(`${stage.origin}/register#${stage.key}&year=${year + 1}&view=member&member=${members[1].id}`);
  await page.getByText(r.strip).waitFor();
  await page.locator(".carried", { hasText: "Tác phong chưa sâu sát" }).waitFor();
  await shot(page, "next-year");

  // What is refused, and English.
  await page.goto(at("view=org&org=Nobody111111"));
  await page.getByText(deskRefusals.unknown_organisation).waitFor();
  await shot(page, "refused");
  await page.goto(at(`view=org&org=${cell.id}`));
  await see(page, cell.name);
  await press(page, shared.otherLanguage);
  await page.getByText("Self-assessment").first().waitFor();
  await shot(page, "english");
  const stranger = await stage.page("/register#nobody", sizes.phone, "stranger");
  await stranger.getByText(deskRefusals.unauthorized).first().waitFor();

  assert.deepEqual(eye.faults, [], "states that not everybody can use");
  assert.deepEqual(stage.faults.filter((fault) => !/status of 40[14]/.test(fault)), [], "errors in the pages");
  console.log(`register: a year from its first organisation to the next year, ${eye.seen} states, no faults\n1 passed, 0 failed`);
} finally {
  await stage.close();
}

/** Presses Tab until the focus is on a link or button with these words. */
async function tabTo(page, label) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.textContent)).includes(label)) return;
  }
  throw new Error(`${label} is not reached by keyboard`);
}
