// Adding an organisation to the year, or changing one: its name, type, place in the tree and profile.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk, year, years } from "../desk/desk.ts";
import { By, forget, SelectField, TextField, typed } from "../desk/fields.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { frame } from "../words/desk-vi.ts";
import { register } from "../words/register-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";
import type { Organisation } from "../wire/desk.ts";
import { organisation, profiles, view } from "./state.ts";
import { freshTree } from "./tree.ts";

const t = say("register", register);
const f = say("frame", frame);
const s = say("shared", shared);

const FORM = "organisation";
/** What is added or changed; its parent's own line of parents for choosing another one. */
const open = signal<{ was: Organisation | null; parent: string; above: readonly Organisation[] } | null>(null);

export function openOrganisation({ was = null, parent, above = [] }: { was?: Organisation | null; parent: string; above?: readonly Organisation[] }): void {
  forget(FORM);
  profiles.want("profiles", () => desk.profiles());
  open.value = { was, parent, above };
}

export function OrganisationForm(): VNode | null {
  const now = open.value;
  if (!now) return null;
  const { was, parent, above } = now;
  const close = (): void => { open.value = null; };
  const text = (name: string, otherwise: string): string => typed(FORM, name, otherwise).trim();
  const submit = async (): Promise<void> => {
    const made: Organisation = {
      id: was?.id ?? "", year: year.value, name: text("name", was?.name ?? ""), type: text("type", was?.type ?? "cell"), parent: text("parent", was?.parent ?? parent),
      profile: text("profile", was?.profile ?? ""), group: text("group", was?.group ?? ""), order: was?.order ?? 0, closed: was?.closed ?? false,
    };
    const ok = await act(FORM, async () => { await desk.saveOrganisation(made); await after(); }, was ? t().organisationChanged : t().organisationAdded(made.name),
      was ? async () => { await desk.saveOrganisation(was); await after(); } : null);
    if (ok) { forget(FORM); close(); }
  };
  const known = profiles.now.value.data ?? [];
  return (
    <Dialog title={was ? t().changeOrganisation : t().addOrganisation} onClose={close}>
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <TextField form={FORM} name="name" label={t().name} otherwise={was?.name} required />
        <SelectField form={FORM} name="type" label={t().type} otherwise={was?.type ?? "cell"} options={Object.entries(f().types)} />
        {above.length > 0 ? <SelectField form={FORM} name="parent" label={t().parent} otherwise={was?.parent ?? parent} options={above.map((one) => [one.id, one.name])} /> : null}
        <SelectField form={FORM} name="profile" label={t().profile} otherwise={was?.profile ?? ""} options={[["", parent ? t().profileAbove : t().profileDefault], ...known.map((one) => [one.name, one.title] as const)]} />
        <TextField form={FORM} name="group" label={t().group} hint={t().groupHow} otherwise={was?.group} />
        <By />
        <div class="acts">
          <button type="button" class="btn small" onClick={close}>{s().cancel}</button>
          <button class="btn main small push" disabled={busy.value === FORM}>{t().save}</button>
        </div>
      </form>
    </Dialog>
  );
}

async function after(): Promise<void> {
  freshTree();
  await Promise.all([years.again(), view() === "org" ? organisation.again() : undefined]);
}
