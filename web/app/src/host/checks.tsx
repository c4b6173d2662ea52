// H2: what to look over before a meeting. The server gives figures and codes; this page judges them and says how to mend.

import { signal } from "@preact/signals-core";
import type { ComponentChildren, VNode } from "preact";
import { Heading } from "../ui/heading.tsx";
import { Notice } from "../ui/notice.tsx";
import { checks as words } from "../words/stage-vi.ts";
import { say } from "../words/words.ts";
import type { Checks, HostState } from "../wire/messages.ts";
import { Acts } from "./acts.tsx";
import { aside } from "./state.ts";
import type { Tools } from "./tools.ts";

const t = say("checks", words);

/** The last answer, with this browser's clock when it came (Unix milliseconds). */
const machine = signal<(Checks & { here: number }) | null>(null);
const battery = signal<{ charging: boolean; level: number } | null>(null);

const GIGABYTE = 2 ** 30;
const LEAST_DISK = GIGABYTE / 2;
const CLOCKS_APART = 60_000;
const EARLIEST = Date.UTC(2026, 0, 1);
const ENOUGH_BATTERY = 0.5;

export function takeChecks(answer: Checks): void {
  machine.value = { ...answer, here: Date.now() };
}

const LOOK = 3000;
const SELDOM = 10;

/** Asks often while the host looks, and now and then in a meeting, so that a changed address is noticed. */
export function watchMachine(tools: Tools, room: () => HostState | null): void {
  let turn = 0;
  const ask = (): void => {
    if (tools.socket.link.value !== "up" || !(aside.value === "checks" || (room() && turn % SELDOM === 0))) return;
    tools.socket.send({ type: "checks" }).catch(() => undefined); // the next turn asks again
  };
  setInterval(() => { turn++; ask(); }, LOOK);
  void watchBattery();
}

interface Battery extends EventTarget { charging: boolean; level: number }

/** Only some browsers tell, and only on a secure address such as this machine's own. */
async function watchBattery(): Promise<void> {
  const asking = (navigator as { getBattery?: () => Promise<Battery> }).getBattery;
  if (!asking) return;
  const found = await asking.call(navigator);
  const read = (): void => { battery.value = { charging: found.charging, level: found.level }; };
  ["chargingchange", "levelchange"].forEach((name) => { found.addEventListener(name, read); });
  read();
}

/** The address in the codes is not this machine's any more. */
export function addressMoved(): boolean {
  const now = machine.value;
  return now !== null && now.addresses.length > 0 && !now.addresses.includes(now.shown);
}

export function MovedNotice(): VNode | null {
  if (!addressMoved()) return null;
  return <Notice kind="bad">{t().moved} <button type="button" class="link" onClick={() => { aside.value = "checks"; }}>{t().title}</button></Notice>;
}

/** `ok` is null for what only a person can see. */
function Line({ ok, name, children, fix }: { ok: boolean | null; name: string; children: ComponentChildren; fix?: ComponentChildren }): VNode {
  const state = ok === null ? t().look : ok ? t().good : t().bad;
  return (
    <li class={ok === null ? "check-line" : ok ? "check-line good" : "check-line bad"}>
      <i aria-hidden="true">{ok === null ? "?" : ok ? "✓" : "!"}</i>
      <div><h2>{name} <span class="pill w">{state}</span></h2><p>{children}</p>{ok !== true && fix ? <div class="fix">{fix}</div> : null}</div>
    </li>
  );
}

export function ChecksView({ state, tools }: { state: HostState; tools: Tools }): VNode {
  const now = machine.value;
  return (
    <div>
      <Heading key="checks">{t().title}</Heading>
      {now ? (
        <ul class="check-lines" aria-live="polite">
          <Network now={now} tools={tools} />
          <Line ok={now.others > 0} name={t().others} fix={<ol>{t().firewall.map((step) => <li key={step}>{step}</li>)}</ol>}>
            {now.others > 0 ? t().othersIn(now.others) : t().nobodyIn}</Line>
          <Line ok={now.projectors > 0} name={t().projector} fix={<a href={`/projector#${state.room}`} target="_blank" rel="noopener">{t().projectorOpen}</a>}>
            {now.projectors > 0 ? t().projectorOn : t().projectorOff}</Line>
          <Disk now={now} />
          <Clock now={now} />
          <Power />
        </ul>
      ) : <p class="boot" role="status">{t().looking}</p>}
      <Acts><button type="button" class="btn main small" onClick={() => { aside.value = ""; }}>{t().done}</button></Acts>
    </div>
  );
}

function Network({ now, tools }: { now: Checks; tools: Tools }): VNode {
  const { addresses, shown } = now;
  const alone = shown.startsWith("127.") || shown.startsWith("localhost");
  if (addresses.length === 0) return <Line ok={true} name={t().network}>{t().fixed(shown)}</Line>;
  return (
    <Line ok={!alone && addresses.includes(shown)} name={t().network} fix={alone ? t().noNetwork : t().moved}>
      {t().address(shown)}
      {addresses.length > 1 || !addresses.includes(shown) ? (
        <span class="acts">{addresses.map((one) => (
          <button key={one} type="button" class={one === shown ? "btn main small" : "btn small"} aria-pressed={one === shown}
            onClick={() => { void tools.run(async () => { await tools.socket.send({ type: "use_address", address: one }); await tools.socket.send({ type: "checks" }); }); }}>{one}</button>
        ))}</span>
      ) : null}
    </Line>
  );
}

function Disk({ now: { disk } }: { now: Checks }): VNode {
  if (disk.code === "elsewhere") return <Line ok={true} name={t().disk}>{t().diskElsewhere}</Line>;
  if (disk.code) return <Line ok={false} name={t().disk} fix={t().diskFix}>{t().diskReadOnly}</Line>;
  return <Line ok={disk.free >= LEAST_DISK} name={t().disk} fix={t().diskFix}>{t().diskFree((disk.free / GIGABYTE).toFixed(1).replace(".", ","))}</Line>;
}

function Clock({ now: { time, here } }: { now: Checks & { here: number } }): VNode {
  const right = Math.abs(time - here) < CLOCKS_APART && time >= EARLIEST;
  const text = new Date(time).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" } as Intl.DateTimeFormatOptions);
  return <Line ok={right} name={t().clock} fix={t().clockFix}>{t().clockIs(text)}</Line>;
}

function Power(): VNode {
  const now = battery.value;
  if (!now) return <Line ok={null} name={t().power}>{t().powerUnknown}</Line>;
  return <Line ok={now.charging || now.level > ENOUGH_BATTERY} name={t().power} fix={t().powerFix}>{t().powerIs(Math.round(now.level * 100), now.charging)}</Line>;
}
