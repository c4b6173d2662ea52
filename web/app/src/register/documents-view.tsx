// The papers of an organisation, chosen by name.

import type { VNode } from "preact";
import { Read } from "../desk/frame.tsx";
import { place } from "../desk/place.ts";
import { Heading } from "../ui/heading.tsx";
import { register } from "../words/register-vi.ts";
import { say } from "../words/words.ts";
import { Documents } from "./documents.tsx";
import { organisation, roots } from "./state.ts";
import { typeName } from "./names.ts";
import { link } from "../desk/place.ts";
import { year } from "../desk/desk.ts";

const t = say("register", register);

export function DocumentsView(): VNode {
  if (!place.value["org"]) return <Choose />;
  return (
    <Read of={organisation.now.value} again={() => organisation.again()}>
      {(page) => <div><Heading key={`documents ${page.organisation.id}`}>{t().papersOf(page.organisation.name)}</Heading><Documents page={page} />{page.children.length > 0 ? <Links list={page.children.map((one) => one.organisation)} /> : null}</div>}
    </Read>
  );
}

function Choose(): VNode {
  return (
    <Read of={roots.now.value} again={() => roots.again()}>
      {(list) => <div><Heading key="documents">{t().papersTitle}</Heading>{list.length === 0 ? <p class="quiet">{t().emptyRegister}</p> : <Links list={list.map((one) => one.organisation)} />}</div>}
    </Read>
  );
}

/** The papers of other organisations. */
function Links({ list }: { list: readonly { id: string; name: string; type: string }[] }): VNode {
  return (
    <section class="panel">
      <h2>{t().papersBelow}</h2>
      <ul class="votes">{list.map(({ id, name, type }) => <li key={id}><a class="name" href={link("register", { year: String(year.value), view: "documents", org: id })}><b>{name}</b><small>{typeName(type)}</small></a></li>)}</ul>
    </section>
  );
}
