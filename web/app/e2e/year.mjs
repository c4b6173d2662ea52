// The year of an organisation, from the self-assessments to the decisions and the mending plans: a base cell of 24 and a base committee
// with three cells, rated by the standing committee above them. Every vote is a real meeting that was begun from the register.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { inflateRawSync } from "node:zlib";
import { openBooks } from "./books.mjs";
import {
  askToEnter, castBallot, choose, holdButton, invitation, letIn, openPart, openStage, press, see, sizes, submitMeeting, words,
} from "./stage.mjs";

const { frame, host, member, register, shared, steps, teller, verify } = words;
const stage = await openStage();
const { api, file } = openBooks(stage);
const YEAR = new Date().getFullYear();
const by = "Bùi Văn Ích";
/** At most so many phones move at one time. */
const AT_ONCE = 4;

/** A page whose acts may take long: there are many beside it. */
const enter = (path, size, name) => stage.page(path, size, name, { prepare: (context) => { context.setDefaultTimeout(90_000); } });

async function eachOf(list, act) {
  const left = list.map((one, i) => [one, i]);
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await act(...next);
  }));
}

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ"];
const given = ["An", "Bình", "Cường", "Dung"];
const person = (i) => `${families[i % 6]} ${["Văn", "Thị", "Ngọc", "Minh"][Math.floor(i / 6) % 4]} ${given[i % 4]}${i >= 24 ? ` ${"BCDEFG"[Math.floor(i / 24) - 1]}` : ""}`;

const people = (org, list) => api("/members", {
  year: YEAR, members: list.map((one) => ({ id: "", year: YEAR, position: "", group: "", admitted: "2010-01-01", official: "2011-01-01", born: "", ...one, org: org.id })),
});

const organisation = (name, type, parent, more = {}) =>
  api("/organisations", { id: "", year: YEAR, name, type, parent, profile: "", group: "", order: 0, closed: false, ...more });

const seats = (org, body, list) => api("/seats", { org: org.id, year: YEAR, body, seats: list.map((one) => ({ member: one.id ?? "", name: one.name, role: "" })) });

const pageOf = (subject) => api(`/${subject.startsWith("m:") ? "members" : "organisations"}/${subject.slice(2)}?year=${YEAR}`);

/** Records every step of a subject that is due, as far as the next vote or as `until` says: with the level, where a step has one. */
async function advance(subject, level, until = "ballot") {
  for (;;) {
    const page = await pageOf(subject);
    const step = page.steps.find((one) => one.state === "ready" && !one.optional);
    if (!step || step.kind === "ballot" || step.id === until || step.kind === until) return step?.id;
    const day = `${YEAR}-12-20`;
    const [kind, body] = {
      self_assessment: ["self_assessment", { level, headings: [], note: "" }],
      review: ["review", { text: "Đã kiểm điểm trước chi bộ." }],
      report: ["report", { text: "Báo cáo kết quả.", number: "05-BC/CB", day }],
      appraisal: ["appraisal", { level, text: "Hồ sơ đủ." }],
      opinions: ["opinions_closed", {}],
      proposal: ["proposal", { level: page.standing.expected, reason: "" }],
      decision: ["decision", { level: page.standing.expected, number: "12-QĐ/ĐU", day, reason: "" }],
    }[step.kind];
    await api("/entries", { year: YEAR, subject, step: step.id, kind, body, by, despite: "" });
  }
}

/** How voter i of a meeting rates a subject whose level is `level`: one in five a level lower. */
const opinion = (i, level) => (i % 5 === 0 ? Math.min(3, level + 1) : level);

function countsOf(voters, level) {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < voters; i++) counts[opinion(i, level)]++;
  return counts;
}

/** "4,8" */
const shown = (n) => String(Math.round(n * 10) / 10).replace(".", ",");

/** The words of a .docx file: of its main part, as Word's own zip has it. */
function textOf(file) {
  let at = file.readUInt32LE(file.lastIndexOf(Buffer.from("PK\x05\x06", "latin1")) + 16);
  for (; file.readUInt32LE(at) === 0x02014b50; at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)) {
    if (file.toString("utf8", at + 46, at + 46 + file.readUInt16LE(at + 28)) !== "word/document.xml") continue;
    const [size, local] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)];
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    return inflateRawSync(file.subarray(start, start + size)).toString("utf8").replace(/<\/w:p>/g, "\n").replace(/<[^>]+>/g, "");
  }
  throw new Error("not a .docx");
}

/** Subjects as they stand on the ballot: organisations, then members. */
async function sheetOf(id) {
  const { organisation: own, unit, roster, others } = await api(`/ballots/${id}`);
  const rated = roster.filter((one) => one.rated).map((one) => one.name);
  return [...(own ? [unit] : []), ...others.map((one) => one.name), ...rated];
}

/**
 * A vote from the register's page to its return: the ballot is prepared there, the meeting held by `present` on their phones under three
 * tellers, and the result read where it has come back. `levels` is what most say of each subject, by its name.
 */
async function hold({ org, body, present, levels }) {
  const started = Date.now();
  const before = (await pageOf(`o:${org.id}`)).votes.length;
  const chair = await enter(place({ view: "ballot", org: org.id, body }), sizes.laptop, `chair of ${org.name}`);
  await see(chair, register.startOf(frame.bodies[body]));
  await press(chair, register.none);
  for (const name of levels.keys()) await chair.locator("label", { hasText: name }).getByRole("checkbox").check();
  await press(chair, register.prepareBallot(levels.size));
  await chair.getByRole("link", { name: register.toHost }).click();
  await chair.getByText(words.begun.fromRegister).waitFor();
  const subjects = await sheetOf(/ballot=(\w+)/.exec(chair.url())[1]);
  assert.deepEqual(new Set(subjects), new Set(levels.keys()), "others stand on the ballot");
  const most = subjects.map((name) => levels.get(name));
  const tellers = ["Đỗ Thị Khuyên", "Hồ Ngọc Lượng", "Mai Quốc Sinh"];
  for (let i = 0; i < tellers.length; i++) await chair.locator(`input[name=teller${i}]`).fill(tellers[i]);
  const room = await submitMeeting(chair);
  const invite = await invitation(chair);
  const board = [];
  for (const name of tellers) {
    const page = await enter(invite, sizes.phone, `teller ${name}`);
    board.push(page);
    await page.getByRole("button", { name }).click();
  }
  for (const page of board) await page.getByText(teller.backUpWhy).waitFor();
  const phones = [];
  const digits = [];
  await eachOf(present, async (name, i) => {
    phones[i] = await enter(`/${room}`, sizes.phone, name);
    digits[i] = await askToEnter(phones[i], name);
  });
  for (const [i, name] of present.entries()) await letIn(chair, name, digits[i]);
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await press(chair, host.start);
  await eachOf(phones, async (page, i) => {
    await see(page, member.intro(most.length));
    await press(page, member.begin);
    for (let item = 0; item < most.length; item++) {
      await page.getByText(member.item(item + 1, most.length)).waitFor();
      await choose(page, opinion(i, most[item]));
      await press(page, item + 1 < most.length ? member.next : member.toReview);
    }
    await see(page, member.review);
    await castBallot(page);
    await see(page, member.done);
  });
  await holdButton(chair, host.closeBox, host.closeAsk);
  await press(board[0], teller.consent);
  for (const page of board.slice(0, 2)) await openPart(page);
  await see(chair, host.reveal);
  for (const page of [...phones, ...board]) await page.context().close();

  // It returns by itself.
  await chair.goto(stage.origin + place({ view: "org", org: org.id, tab: "votes" }));
  await chair.locator(".votes").getByText(register.verified).nth(before).waitFor();
  await chair.context().close();
  const { votes } = await pageOf(`o:${org.id}`);
  const vote = await api(`/votes/${votes[votes.length - 1].id}`);
  assert.equal(vote.verified, true);
  assert.deepEqual([vote.figures.present, vote.figures.issued, vote.figures.valid], [present.length, present.length, present.length]);
  assert.deepEqual(vote.rows.map((row) => [row.name, row.counts, row.outcome.level]), subjects.map((name, i) => [name, countsOf(present.length, most[i]), most[i]]),
    "the register's figures are not the choices made");
  console.log(`${org.name}: ${present.length} voters, ${most.length} subjects, ${Math.round((Date.now() - started) / 1000)} s`);
  return vote;
}

const place = (more) => `/register#${stage.key}&year=${YEAR}${Object.entries(more).map(([name, value]) => `&${name}=${value}`).join("")}`;

try {
  // The tree: a standing committee, a base cell of 24 below it, and a base committee with three cells.
  const above = await organisation("Đảng bộ xã Bình An", "upper_committee", "", { profile: "hd21-2019" });
  const cell = await organisation("Chi bộ Trường Trung học Bình An", "base_cell", above.id, { order: 1 });
  const committee = await organisation("Đảng bộ Công ty Bình An", "base_committee", above.id, { order: 2 });
  const cells = [];
  for (let i = 1; i <= 3; i++) cells.push(await organisation(`Chi bộ Phân xưởng ${i}`, "cell", committee.id, { order: i }));
  const names = Array.from({ length: 24 }, (_, i) => person(i));
  const members = await people(cell, names.map((name, i) => ({
    name, position: i === 0 ? "Bí thư" : i === 1 ? "Phó bí thư" : "",
    ...(i === 20 ? { admitted: `${YEAR - 1}-09-01`, official: "" } : {}), ...(i === 21 ? { admitted: `${YEAR}-10-01`, official: "" } : {}),
  })));
  await api("/statuses", { statuses: [
    { member: members[20].id, status: "probationary", from: `${YEAR - 1}-09-01`, to: "" },
    { member: members[22].id, status: "exempt", from: `${YEAR}-01-01`, to: "" }, { member: members[23].id, status: "suspended", from: `${YEAR}-06-01`, to: "" },
  ] });
  const workers = [];
  for (const [i, one] of cells.entries()) workers.push(await people(one, Array.from({ length: 5 }, (_, j) => ({ name: person(24 + 5 * i + j) }))));
  const leaders = await people(above, Array.from({ length: 5 }, (_, i) => ({ name: person(48 + i) })));
  await seats(above, "standing", leaders);
  await seats(above, "office", leaders.slice(0, 1));
  await seats(cell, "board", members.slice(0, 3));
  await seats(committee, "committee", workers.map((list) => list[0]).concat(workers[0][1], workers[1][1]));
  await seats(committee, "standing", [workers[0][0], workers[1][0]]);
  for (const [i, one] of cells.entries()) await seats(one, "board", workers[i].slice(0, 1));

  // The base cell. Twenty vote; twenty-one are rated: the exempt, the suspended and the newly admitted are not.
  const rated = members.slice(0, 21);
  const chair = await enter(place({ view: "org", org: cell.id, tab: "members" }), sizes.laptop, "keeper");
  for (const [i, reason] of [[21, "recent"], [22, "exempt"], [23, "suspended"]]) {
    await chair.locator("li", { hasText: names[i] }).getByText(register.reasons[reason]).waitFor();
  }

  // Everybody has assessed the own year and been reviewed; then the cell votes on its members.
  const standing = (i) => (i < 3 ? 0 : i < 17 ? 1 : i < 20 ? 2 : 3);
  for (const [i, one] of rated.entries()) await advance(`m:${one.id}`, Math.max(0, standing(i) - (i % 3 === 0 ? 1 : 0)));
  const voters = names.slice(0, 16);
  const onMembers = await hold({ org: cell, body: "cell", present: voters, levels: new Map(rated.map((one, i) => [one.name, standing(i)])) });
  assert.equal(onMembers.figures.convened, 20, "others than the official members are convened");
  assert.equal(onMembers.rows.some((row) => row.decides), false, "a cell's vote on its members decides");

  // Its board decides as the cell proposed, but for one, and says why.
  await chair.reload();
  await press(chair, register.many);
  await chair.locator("select[name=step]").selectOption("decision");
  await chair.getByLabel(steps.decisionNumber).fill("15-QĐ/CB");
  await chair.getByLabel(frame.by).fill(by);
  const differing = rated[3];
  await chair.getByLabel(`${steps.kinds.decision}: ${differing.name}`).selectOption("2");
  await press(chair, register.manySave(21));
  await chair.getByLabel(`${steps.reason}: ${differing.name}`).fill("Chậm hai nhiệm vụ chi bộ giao.");
  await press(chair, register.manySave(21));
  await chair.getByText(register.manySaved(21)).waitFor();
  const decidedOf = (i) => (i === 3 ? 2 : standing(i));

  // The cell: its board's assessment, its vote, its report.
  await advance(`o:${cell.id}`, 0);
  await hold({ org: cell, body: "cell", present: voters, levels: new Map([[cell.name, 1]]) });
  await chair.goto(stage.origin + place({ view: "org", org: cell.id }));
  await chair.getByLabel(steps.number).fill("05-BC/CB");
  await press(chair, register.save);
  await chair.getByText(steps.saved).waitFor();

  // The base committee: its cells vote on their members and on themselves, the committee decides on the cells and votes on itself.
  const inCells = [[0, 1, 1, 1, 1], [1, 1, 1, 1, 2], [0, 0, 1, 1, 1]];
  for (const [i, one] of cells.entries()) {
    const list = workers[i];
    for (const [j, each] of list.entries()) await advance(`m:${each.id}`, inCells[i][j]);
    await hold({ org: one, body: "cell", present: list.map((each) => each.name), levels: new Map(list.map((each, j) => [each.name, inCells[i][j]])) });
    for (const each of list) await advance(`m:${each.id}`, 1, "none");
    await advance(`o:${one.id}`, 1);
    await hold({ org: one, body: "cell", present: list.map((each) => each.name), levels: new Map([[one.name, 1]]) });
    await advance(`o:${one.id}`, 1);
  }
  const committeeMembers = [workers[0][0], workers[1][0], workers[2][0], workers[0][1], workers[1][1]].map((one) => one.name);
  const onCells = await hold({ org: committee, body: "committee", present: committeeMembers, levels: new Map([[cells[0].name, 0], [cells[1].name, 1], [cells[2].name, 1]]) });
  assert.equal(onCells.rows.every((row) => row.decides), true, "the committee above does not decide on its cells");
  for (const one of cells) await advance(`o:${one.id}`, 1, "none");
  await advance(`o:${committee.id}`, 0);
  await hold({ org: committee, body: "committee", present: committeeMembers, levels: new Map([[committee.name, 0]]) });
  await advance(`o:${committee.id}`, 0, "appraisal");

  // Above: the organisation board appraises, the authorities and mass organisations say what they think, the standing committee votes.
  await advance(`o:${committee.id}`, 0);
  await advance(`o:${cell.id}`, 1, "opinions");
  await chair.goto(stage.origin + place({ view: "org", org: cell.id, step: "opinions" }));
  for (const [name, level] of [["Thường trực Hội đồng nhân dân xã", 1], ["Ủy ban Mặt trận Tổ quốc xã", 0]]) {
    await chair.getByLabel(steps.opinionWho).fill(name);
    await chair.locator(".picks").getByLabel(shared.levels[level], { exact: true }).check();
    await press(chair, steps.addOpinion);
    await chair.getByText(name).first().waitFor();
  }
  await press(chair, steps.closeOpinions);
  await chair.getByText(steps.opinionsClosed).waitFor();
  const onBoth = await hold({ org: above, body: "standing", present: leaders.map((one) => one.name), levels: new Map([[cell.name, 1], [committee.name, 0]]) });
  assert.equal(onBoth.rows.every((row) => row.decides), true);

  // It decides on the committee as it voted, on the cell a level lower: not without a reason.
  await advance(`o:${committee.id}`, 0, "none");
  await chair.goto(stage.origin + place({ view: "org", org: cell.id }));
  await chair.getByLabel(steps.decisionNumber).fill("21-QĐ/ĐU");
  await chair.locator(".entry-form").getByLabel(shared.levels[2], { exact: true }).check();
  await chair.getByText(steps.differs).waitFor();
  await press(chair, steps.saveDecision);
  assert.equal((await pageOf(`o:${cell.id}`)).standing.decided, -1, "a decision that differs was taken without a reason");
  await chair.getByLabel(steps.reason).fill("Một đảng viên bị kỷ luật khiển trách trong tháng 12.");
  await press(chair, steps.saveDecision);
  await chair.getByText(steps.decisionSaved).waitFor();

  // Caps: of organisations and of members, with the arithmetic on the page as the register counts.
  const memberLevels = [...rated.map((_, i) => decidedOf(i)), ...inCells.flat()];
  const tally = (list) => [0, 1, 2, 3].map((level) => list.filter((one) => one === level).length);
  const sums = { member: tally(memberLevels), organisation: tally([2, 0, 0, 1, 1]) };
  for (const [of, counts] of Object.entries(sums)) {
    const answer = await api(`/caps?org=${above.id}&year=${YEAR}&of=${of}`);
    assert.deepEqual(answer.counts, counts, `levels of each ${of}`);
    const checked = JSON.parse(execFileSync(stage.binary, ["profile", "check", "hd21-2019", "--counts", counts.join(",")], { encoding: "utf8" }));
    assert.deepEqual(answer.caps.filter((one) => one.group === "").map(({ id, base, base_count, allowed, counted, kept }) => ({ id, base, base_count, allowed, counted, kept })), checked.caps, "page and command line differ");
  }
  await chair.goto(`${stage.origin}/committee#${stage.key}&year=${YEAR}&view=caps&org=${above.id}`);
  for (const [good, best] of [[sums.organisation[1], sums.organisation[0]], [sums.member[1], sums.member[0]]]) {
    await chair.getByText(`20 % của ${good} = ${shown(good / 5)}`).first().waitFor();
    await chair.getByText(words.committee.verdictOver(String(best - Math.floor(good / 5)))).first().waitFor();
  }

  // From a level to the vote that it rests on, and from there to the count of the record, in this browser.
  await chair.goto(stage.origin + place({}));
  await chair.getByRole("link", { name: above.name }).first().click();
  await chair.goto(stage.origin + place({ view: "org", org: cell.id }));
  await chair.getByRole("link", { name: `${register.chosen}: ${shared.levels[1]}`, exact: true }).click();
  await chair.getByText(register.verifiedHow).waitFor();
  const coming = chair.context().waitForEvent("page");
  await chair.getByRole("link", { name: register.checkHere }).click();
  const check = await coming;
  await see(check, verify.ready);
  await press(check, verify.start);
  await see(check, verify.valid);
  await check.close();

  // Papers: who, how many, and the fingerprint of the record; the words of a decision only where it was decided.
  const paper = async (kind, more) => textOf(await file(`/documents/${kind}?year=${YEAR}${more}`));
  const minutes = await paper("count-minutes", `&org=${cell.id}&vote=${onMembers.id}`);
  for (const part of [cell.name, onMembers.fingerprint, "BIÊN BẢN KIỂM PHIẾU", ...rated.map((one) => one.name), ...names.slice(21)]) assert(minutes.includes(part), `the counting minutes have no ${part}`);
  assert(/phát ra[^.]*16/i.test(minutes) && !/quyết định xếp loại/i.test(minutes), "the counting minutes of a proposal");
  const summary = await paper("summary", `&org=${above.id}`);
  for (const part of [cell.name, committee.name]) assert(summary.includes(part), `the summary has no ${part}`);
  const left = await paper("not-rated", `&org=${cell.id}`);
  for (const name of names.slice(21)) assert(left.includes(name), `${name} is not among those not rated`);

  // What is to be mended, who sees to it, and what of it stands beside the heading in the next year.
  await chair.goto(stage.origin + place({ view: "member", member: differing.id, tab: "plans" }));
  await press(chair, register.addPlan);
  await chair.getByLabel(frame.by).fill(by);
  for (const [name, value] of [["weakness", "Chậm nhiệm vụ được giao"], ["measure", "Báo cáo tiến độ hằng tháng"], ["who", differing.name], ["due", `${YEAR + 1}-03-31`]]) await chair.locator(`.entry-form [name="${name}"]`).fill(value);
  await press(chair, register.save);
  await chair.getByText(register.planAdded).waitFor();
  await api("/years", { year: YEAR + 1, from: YEAR });
  await chair.goto(`${stage.origin}/register#${stage.key}&year=${YEAR + 1}&view=member&member=${differing.id}`);
  await chair.getByText(steps.carried).waitFor();
  await chair.getByText("Báo cáo tiến độ hằng tháng").waitFor();

  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log("year: a base cell of 24 and a base committee with three cells, from the self-assessments to the decisions; 11 votes came back\n1 passed, 0 failed");
} finally {
  await stage.close();
}
