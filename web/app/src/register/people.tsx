// Bringing members in: a workbook or pasted lines, understood by the server, looked at, then taken into the register.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { forget, today, type, typed } from "../desk/fields.tsx";
import { key } from "../desk/place.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { lists } from "../words/lists-vi.ts";
import { register } from "../words/register-vi.ts";
import { host, shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Member, MemberLine } from "../wire/desk.ts";
import { readList, type List } from "../wire/roster.ts";
import { organisation } from "./state.ts";

const t = say("register", register);
const l = say("lists", lists);
const h = say("host", host);
const s = say("shared", shared);

const FORM = "people";
const open = signal(false);
const understood = signal<List | null>(null);
const unread = signal("");

export function openPeople(): void {
  understood.value = null;
  unread.value = "";
  open.value = true;
}

async function read(source: Blob | string): Promise<void> {
  unread.value = "";
  try {
    understood.value = await readList(key, source, today());
  } catch (error) {
    unread.value = (error as Error).message;
  }
}

export function People({ org, members }: { org: string; members: readonly MemberLine[] }): VNode | null {
  if (!open.value) return null;
  const close = (): void => { open.value = false; };
  const known = new Set(members.map((one) => one.member.name));
  const rows = (understood.value?.rows ?? []).filter((row) => !known.has(row.name));
  const take = async (): Promise<void> => {
    const made = rows.map(({ name, position, group }): Member => ({ id: "", year: year.value, name, position, org, group, admitted: "", official: "", born: "" }));
    let added: Member[] = [];
    const ok = await act(FORM, async () => {
      added = await desk.saveMembers(year.value, made);
      // Whoever is not official is so from the year's first day, as far as a list without days can say.
      const spans = added.map((one, i) => ({ member: one.id, status: rows[i]?.status ?? "official", from: `${year.value}-01-01`, to: "" })).filter((one) => one.status !== "official");
      if (spans.length > 0) await desk.saveStatuses(spans);
      await organisation.again();
    }, t().peopleTaken(rows.length), async () => { await desk.saveMembers(year.value, added.map((one) => ({ ...one, org: "" }))); await organisation.again(); });
    if (ok) { forget(FORM); close(); }
  };
  return (
    <Dialog title={t().addPeople} onClose={close} wide>
      {understood.value ? (
        <div>
          <p><b>{t().peopleFound(rows.length)}</b> {understood.value.rows.length > rows.length ? t().peopleKnown(understood.value.rows.length - rows.length) : ""}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label={l().title}>
            <table class="list understood">
              <thead><tr><th scope="col">{h().name}</th><th scope="col">{h().position}</th><th scope="col">{h().kind}</th></tr></thead>
              <tbody>{rows.map((row) => (
                <tr key={row.line} class={row.warnings.length ? "doubt" : ""}><th scope="row">{row.name}{row.warnings.map((code) => <small key={code} class="amber">{l().warnings[code]}</small>)}</th>
                  <td>{row.position}{row.group ? <small>{l().inGroup(row.group)}</small> : null}</td><td>{h().statuses[row.status]}</td></tr>
              ))}</tbody>
            </table>
          </div>
          <div class="acts">
            <button type="button" class="btn small" onClick={() => { understood.value = null; }}>{s().back}</button>
            <button type="button" class="btn main small push" disabled={rows.length === 0 || busy.value !== ""} onClick={() => { void take(); }}>{t().takePeople(rows.length)}</button>
          </div>
        </div>
      ) : (
        <form onSubmit={(event) => { event.preventDefault(); void read(typed(FORM, "paste")); }}>
          <div class="acts">
            <label class="btn main small file">{l().fromFile}
              <input type="file" accept=".xlsx,.csv,.txt" onChange={(event) => { const [file] = Array.from(event.currentTarget.files ?? []); if (file) void read(file); event.currentTarget.value = ""; }} /></label>
            <a class="btn small" href="/roster/sample.xlsx" download>{l().sample}</a>
          </div>
          <label class="field"><span>{l().paste}</span><small>{l().pasteHow}</small>
            <textarea name="paste" rows={6} value={typed(FORM, "paste")} onInput={(event) => { type(FORM, "paste", event.currentTarget.value); }} /></label>
          {unread.value ? <Notice kind="bad">{l().errors[unread.value] ?? l().errors.workbook}</Notice> : null}
          <div class="acts"><button class="btn small">{l().read}</button></div>
        </form>
      )}
    </Dialog>
  );
}
