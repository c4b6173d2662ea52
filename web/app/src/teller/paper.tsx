// A teller's consent to the entry of printed ballots at a kiosk, and the end of it.

import type { VNode } from "preact";
import { idCode } from "../ui/format.ts";
import { Heading } from "../ui/heading.tsx";
import { paperTeller } from "../words/kiosk-vi.ts";
import { say } from "../words/words.ts";
import type { Paper } from "../wire/messages.ts";
import type { Room } from "../wire/socket.ts";
import { Screen } from "./screen.tsx";
import { busy, trouble } from "./state.ts";

const t = say("paperTeller", paperTeller);

function answer(socket: Room, type: "paper_agree" | "paper_decline", id: string): void {
  busy.value = type;
  trouble.value = "";
  socket.send({ type, id })
    .catch((error: unknown) => { trouble.value = (error as Error).message; })
    .then(() => { busy.value = ""; }, () => undefined);
}

export function PaperConsent({ device, asked, socket }: { device: string; asked: number; socket: Room }): VNode {
  const foot = [
    <button key="no" type="button" class="btn" disabled={busy.value !== ""} onClick={() => { answer(socket, "paper_decline", device); }}>{t().decline}</button>,
    <button key="yes" type="button" class="btn main" disabled={busy.value !== ""} onClick={() => { answer(socket, "paper_agree", device); }}>{t().agree}</button>,
  ];
  return (
    <Screen foot={foot}>
      <Heading key="paper">{t().ask(asked)}</Heading>
      <div class="big-code"><span>{t().code}</span><b>{idCode(device)}</b></div>
      <p class="lead">{t().askHow}</p>
    </Screen>
  );
}

/** How far the entry is; a kiosk that has broken down is sent away, so that another may go on. */
export function PaperLine({ paper, socket }: { paper: Paper | undefined; socket: Room }): VNode | null {
  if (!paper || paper.device === undefined || !paper.agreed) return null;
  const { device, entered, invalid, collected } = paper;
  return (
    <div class="paper-line">
      <p role="status">{t().going(entered + invalid, collected)}</p>
      {entered + invalid < collected
        ? <button type="button" class="link" disabled={busy.value !== ""} onClick={() => { answer(socket, "paper_decline", device); }}>{t().stop}</button>
        : null}
    </div>
  );
}
