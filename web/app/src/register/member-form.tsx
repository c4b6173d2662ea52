// One member: added, changed, or taken out of the organisation.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk, year } from "../desk/desk.ts";
import { By, DayField, forget, TextField, typed } from "../desk/fields.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { register } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Member } from "../wire/desk.ts";
import { refresh } from "./state.ts";

const t = say("register", register);
const s = say("shared", shared);

const FORM = "member";
const open = signal<{ was: Member | null; org: string } | null>(null);

export function openMember({ was = null, org }: { was?: Member | null; org: string }): void {
  forget(FORM);
  open.value = { was, org };
}

export function MemberForm(): VNode | null {
  const now = open.value;
  if (!now) return null;
  const { was, org } = now;
  const close = (): void => { open.value = null; };
  const text = (name: keyof Member): string => typed(FORM, name, String(was?.[name] ?? "")).trim();
  const back = was ? async (): Promise<void> => { await desk.saveMembers(year.value, [was]); await refresh(); } : null;
  const save = async (to: string): Promise<void> => {
    const made: Member = {
      id: was?.id ?? "", year: year.value, name: text("name"), position: text("position"), org: to, group: text("group"),
      admitted: text("admitted"), official: text("official"), born: text("born"),
    };
    const ok = await act(FORM, async () => { await desk.saveMembers(year.value, [made]); await refresh(); }, to ? t().memberSaved(made.name) : t().memberGone(made.name), back);
    if (ok) { forget(FORM); close(); }
  };
  return (
    <Dialog title={was ? t().changeMember : t().addMember} onClose={close}>
      <form onSubmit={(event) => { event.preventDefault(); void save(org); }}>
        <TextField form={FORM} name="name" label={t().fullName} otherwise={was?.name} max={60} required />
        <div class="pair">
          <TextField form={FORM} name="position" label={t().position} otherwise={was?.position} max={60} />
          <TextField form={FORM} name="group" label={t().partyGroup} otherwise={was?.group} max={60} />
          <DayField form={FORM} name="admitted" label={t().admitted} otherwise={was?.admitted} />
          <DayField form={FORM} name="official" label={t().official} otherwise={was?.official} />
        </div>
        <By />
        <div class="acts">
          {was ? <button type="button" class="link" onClick={() => { void save(""); }}>{t().takeOut}</button> : null}
          <button type="button" class="btn small push" onClick={close}>{s().cancel}</button>
          <button class="btn main small" disabled={busy.value === FORM}>{t().save}</button>
        </div>
      </form>
    </Dialog>
  );
}
