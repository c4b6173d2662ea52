// Adding an organisation to the year, or changing one: its name, type, place in the tree and profile.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { act, busy } from "../desk/act.tsx";
import { desk, year, years } from "../desk/desk.ts";
import { By, forget, SelectField, TextField, type, typed } from "../desk/fields.tsx";
import { reading } from "../desk/read.ts";
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
/** What is added or changed; `path` are the organisations above it. */
const open = signal<{ was: Organisation | null; parent: string; path: readonly Organisation[] } | null>(null);
/** Where it may be moved to: beside its parent. */
const beside = reading<readonly Organisation[]>();

export function openOrganisation({ was = null, parent, path = [] }: { was?: Organisation | null; parent: string; path?: readonly Organisation[] }): void {
  forget(FORM);
  profiles.want("profiles", () => desk.profiles());
  const grandparent = path[path.length - 2]?.id ?? "";
  if (was?.parent) beside.look(`${was.year}/${grandparent}`, async () => (await desk.organisations({ year: was.year, parent: grandparent })).organisations.map((line) => line.organisation));
  open.value = { was, parent, path };
}

/** The organisations above it and those beside its parent, once each; itself is not among them. */
function parents(was: Organisation, path: readonly Organisation[]): readonly (readonly [string, string])[] {
  const all = new Map(path.concat(beside.now.value.data ?? []).map((one) => [one.id, one.name]));
  all.delete(was.id);
  return Array.from(all);
}

export function OrganisationForm(): VNode | null {
  const now = open.value;
  if (!now) return null;
  const { was, parent, path } = now;
  const close = (): void => { open.value = null; };
  const text = (name: string, otherwise: string): string => typed(FORM, name, otherwise).trim();
  const submit = async (): Promise<void> => {
    const made: Organisation = {
      id: was?.id ?? "", year: year.value, name: text("name", was?.name ?? ""), type: text("type", was?.type ?? "cell"), parent: text("parent", was?.parent ?? parent),
      profile: text("profile", was?.profile ?? ""), group: text("group", was?.group ?? ""), order: was?.order ?? 0, closed: text("closed", was?.closed ? "1" : "") === "1",
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
        {was?.parent ? <SelectField form={FORM} name="parent" label={t().parent} otherwise={was.parent} options={parents(was, path)} /> : null}
        <SelectField form={FORM} name="profile" label={t().profile} otherwise={was?.profile ?? ""} options={[["", parent ? t().profileAbove : t().profileDefault], ...known.map((one) => [one.name, one.title] as const)]} />
        <TextField form={FORM} name="group" label={t().group} hint={t().groupHow} otherwise={was?.group} />
        {was ? (
          <label class="check-row"><input type="checkbox" name="closed" checked={text("closed", was.closed ? "1" : "") === "1"} onChange={(event) => { type(FORM, "closed", event.currentTarget.checked ? "1" : ""); }} />{t().closed}</label>
        ) : null}
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
