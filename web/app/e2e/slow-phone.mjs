// A vote on a phone with a sixth of a core, 31 subjects; prints how long the ballot takes from the last tap until it leaves: until the page asks for
// the connection that carries it, without the random moment that it waits on purpose.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { slow } from "./slow.mjs";
import {
  askToEnter, chromiumOptions, choose, createMeeting, invitation, joinTeller, letIn, openStage, press, see, sizes, submitMeeting, words,
} from "./stage.mjs";

const { host, member } = words;
const stage = await openStage();
const people = ["Nguyễn Văn", "Trần Thị", "Lê Quốc", "Phạm Minh", "Vũ Ngọc"].flatMap((family) => ["An", "Bưởi", "Cường", "Đào", "Én", "Giàu"].map((given) => `${family} ${given}`));
let server;
let slowed;

/** Runs in the phone's page: notes the tap, and the moment when the cast socket is made. The random moment before it is none. */
function watch() {
  const random = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) => (array instanceof Uint32Array && array.length === 1 ? array : random(array));
  addEventListener("click", (event) => { window.tapped = event.timeStamp; }, true);
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address) {
      super(address);
      if (address.endsWith("/ws/cast")) window.left ??= performance.now() - window.tapped;
    }
  };
}

try {
  const chair = await stage.page(`/host#${stage.key}`, sizes.laptop, "host");
  await createMeeting(chair, { unit: "Chi bộ 3", paste: people.join("\n"), tellers: ["Trần Văn Bưởi"], attendance: 1 });
  const room = await submitMeeting(chair);
  await joinTeller(await stage.page(await invitation(chair), sizes.phone, "teller"), "Trần Văn Bưởi");

  server = await chromium.launchServer(chromiumOptions);
  const browser = await chromium.connect(server.wsEndpoint());
  slowed = slow(server.process().pid, 1 / 6);
  const phone = await stage.page(`/${room}`, sizes.phone, "phone", { another: browser, prepare: (context) => context.addInitScript(watch) });
  await letIn(chair, people[0], await askToEnter(phone, people[0]));
  await press(chair, host.seal);
  await see(chair, host.sealed);
  await press(chair, host.start);
  await see(phone, member.intro(31));
  await press(phone, member.begin);
  for (let item = 0; item < 3; item++) {
    await phone.getByText(member.item(item + 1, 31)).waitFor();
    await choose(phone, item);
    await press(phone, member.next);
  }
  await press(phone, member.list);
  await press(phone, member.toReview);
  await press(phone, member.toCast);
  await see(phone, member.confirm);
  await press(phone, member.cast);
  await chair.getByText("1 / 1").waitFor(); // who asked the phone how it goes would slow it
  await see(phone, member.done);
  const milliseconds = Math.round(await phone.evaluate("left"));
  assert.deepEqual(stage.faults, [], "errors in the pages");
  console.log(`slow phone: ${slowed.how}; ${milliseconds} ms from the last tap to the ballot leaving\n1 passed, 0 failed`);
} finally {
  slowed?.stop();
  await server?.close();
  await stage.close();
}
