// What is printed before a meeting: cards to be drawn by lot, PINs on slips, the attendance sheet, a notice for the desk. Each
// sheet is seen on the screen first; the browser's own dialog prints it, or saves it for a printer elsewhere.

import type { ComponentChildren, VNode } from "preact";
import { encode } from "uqr";
import { Heading } from "../ui/heading.tsx";
import { QrCode } from "../ui/qr.tsx";
import { cards, sheets } from "../words/cards-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { HostState, Qr } from "../wire/messages.ts";
import type { Card } from "../worker/api.ts";
import { Acts } from "./acts.tsx";
import { PaperBallot } from "./ballot-sheet.tsx";
import { cardAddress, printing, type Sheet } from "./deck.ts";
import { spaced } from "./leftover.tsx";
import { keep } from "./state.ts";

const s = say("shared", shared);
const c = say("cards", cards);
const p = say("sheets", sheets);

const CARDS_A_PAGE = 10;
const SLIPS_A_PAGE = 24;

export function Sheets({ state, sheet }: { state: HostState; sheet: Sheet }): VNode {
  const print = (): void => {
    if (sheet.kind === "cards") keep({ printed: state.join.address });
    window.print();
  };
  return (
    <main class="sheets">
      <div class="no-print">
        <Heading key={sheet.kind}>{p().titles[sheet.kind]}</Heading>
        <Acts>
          <button type="button" class="btn small" onClick={() => { printing.value = null; }}>{s().back}</button>
          <button type="button" class="btn main small" onClick={print}>{c().print}</button>
          <p class="quiet">{p().how[sheet.kind]}</p>
        </Acts>
      </div>
      <div class="frame" tabIndex={0} role="region" aria-label={p().titles[sheet.kind]}>{pagesOf(state, sheet)}</div>
    </main>
  );
}

function pagesOf(state: HostState, sheet: Sheet): VNode[] {
  switch (sheet.kind) {
    case "cards": return inPages(sheet.cards, CARDS_A_PAGE).map((page, i) => <CardPage key={i} state={state} cards={page} />);
    case "pins": {
      const slips = state.draft.roster.map((row, i) => ({ row, pin: sheet.pins[i] ?? "" })).filter(({ row }) => row.status === "official");
      return inPages(slips, SLIPS_A_PAGE).map((page, i) => (
        <Page key={i} kind="slips">{page.map(({ row, pin }) => (
          <div key={row.name} class="slip"><span>{row.name}</span><small>{row.position}</small><b>{pin.slice(0, 3)} {pin.slice(3)}</b><small>{p().pinHow}</small></div>
        ))}</Page>
      ));
    }
    case "ballots": return Array.from({ length: sheet.copies }, (_, i) => <Page key={i} kind="flow ballot"><PaperBallot state={state} /></Page>);
    case "attendance": return [<AttendanceSheet key="attendance" state={state} />];
    case "notice": return [<DeskNotice key="notice" state={state} />];
  }
}

function Page({ kind, children }: { kind: string; children: ComponentChildren }): VNode {
  return <section class={`sheet ${kind}`}>{children}</section>;
}

/** The host and port as people type them, with the room. */
function typed(state: HostState): string {
  return `${state.join.address}/${state.room}`;
}

function CardPage({ state, cards: page }: { state: HostState; cards: Card[] }): VNode {
  return (
    <Page kind="cards">{page.map(({ credential, code }) => (
      <div key={code} class="card">
        <QrCode qr={qrOf(cardAddress(state.join.url, credential))} label={p().scan} />
        <div>
          <p class="card-unit">{state.unit}</p>
          <p class="card-title">{state.title}</p>
          <p class="card-code"><small>{p().code}</small><b>{spaced(code)}</b></p>
          <p class="card-how">{p().cardHow(typed(state))}</p>
        </div>
      </div>
    ))}</Page>
  );
}

/** Made here: the server may not see a card's address. */
function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: "M", border: 0 });
  return { size, rows: data.map((row) => row.map((dark) => (dark ? "1" : "0")).join("")) };
}

function AttendanceSheet({ state }: { state: HostState }): VNode {
  const blank = (n: number): VNode[] => Array.from({ length: n }, (_, i) => <td key={i} />);
  return (
    <Page kind="flow">
      <h1>{p().attendance}</h1>
      <p>{state.unit}. {state.title}.</p>
      <table>
        <thead><tr>{p().columns.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {state.draft.roster.filter((row) => row.status === "official").map((row, i) => (
            <tr key={i}><td>{i + 1}</td><td>{row.name}</td><td>{row.position}</td>{blank(p().columns.length - 3)}</tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}

function DeskNotice({ state }: { state: HostState }): VNode {
  return (
    <Page kind="desk-notice">
      <p class="card-unit">{state.unit}</p>
      <h1>{p().notice}</h1>
      <ol>{p().noticeSteps(typed(state)).map((step) => <li key={step}>{step}</li>)}</ol>
      <QrCode qr={state.join.qr} label={p().scan} />
      <p>{p().noticeNever}</p>
    </Page>
  );
}

function inPages<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
