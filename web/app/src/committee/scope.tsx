// Whose figures are looked at: the way down from the root, and a search for another organisation.

import { signal } from "@preact/signals-core";
import type { VNode } from "preact";
import { desk, year } from "../desk/desk.ts";
import { Read } from "../desk/frame.tsx";
import { place } from "../desk/place.ts";
import { reading } from "../desk/read.ts";
import { Dialog } from "../ui/dialog.tsx";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import type { OrganisationPage, TreeLine } from "../wire/desk.ts";
import type { CapRule } from "./caps.ts";
import { capOnGood } from "./rules.ts";
import { org, register, roots, to, wantRoots } from "./place.ts";

const t = say("committee", committee);

/** The organisation that is looked at. */
export const whole = reading<OrganisationPage>();
const choosing = signal(false);
const words = signal("");
const found = reading<TreeLine[]>();

/** Asks for what the scope needs; gives the organisation's id, "" while there is none. */
export function wantScope(): string {
  wantRoots();
  const id = org();
  const of = year.value;
  if (id) whole.want(`${id} ${of}`, () => desk.organisation(id, of));
  return id;
}

/** The cap that the organisation's shares are held against. */
export function shareLine(): CapRule {
  return capOnGood(whole.now.value.data?.profile.name ?? "");
}

/** The scope's line and, under it, what is seen of it; or that the register is empty. */
export function Scope({ children }: { children: (org: string) => VNode }): VNode {
  const id = org();
  const none = !id && roots.now.value.data !== null && !roots.now.value.busy;
  if (none) return <Empty />;
  if (!id) return <Read of={roots.now.value} again={() => roots.again()}>{() => <span />}</Read>;
  return (
    <div>
      <Line />
      {children(id)}
      {choosing.value ? <Choose /> : null}
    </div>
  );
}

function Line(): VNode {
  const { data } = whole.now.value;
  const view = place.value["view"] ?? "caps";
  return (
    <nav class="scope" aria-label={t().scope}>
      <ol>
        {(data?.path ?? []).map((one) => <li key={one.id}><a href={to({ view, org: one.id })}>{one.name}</a></li>)}
        <li aria-current="location"><b>{data?.organisation.name ?? "…"}</b></li>
      </ol>
      <button type="button" class="link" onClick={() => { words.value = ""; choosing.value = true; search(); }}>{t().otherScope}</button>
    </nav>
  );
}

function search(): void {
  const of = year.value;
  const q = words.value.trim();
  const parent = org();
  found.want(`${of} ${q || parent}`, async () => (await desk.organisations(q ? { year: of, q } : { year: of, parent })).organisations);
}

function Choose(): VNode {
  const close = (): void => { choosing.value = false; };
  const view = place.value["view"] ?? "caps";
  return (
    <Dialog title={t().otherScope} onClose={close}>
      <label class="field"><span>{t().findOrganisation}</span>
        <input name="find" autocomplete="off" value={words.value} onInput={(event) => { words.value = event.currentTarget.value; search(); }} /></label>
      <Read of={found.now.value} again={() => found.again()}>
        {(list) => list.length === 0 ? <p role="status">{t().notFound}</p> : (
          <ul class="names">
            {list.map(({ organisation: { id, name } }) => <li key={id}><a href={to({ view, org: id })} onClick={close}>{name}</a></li>)}
          </ul>
        )}
      </Read>
    </Dialog>
  );
}

function Empty(): VNode {
  return (
    <div class="panel empty">
      <b>{t().empty(year.value)}</b>
      <p>{t().emptyHow}</p>
      <div class="acts centred"><a class="btn small" href={to({ view: "transfer" })}>{t().toImport}</a><a class="btn small" href={register({})}>{t().toRegister}</a></div>
    </div>
  );
}
