// Help for each role, /help, and a guide of one sheet for whoever runs a meeting for the first time. All of it prints.

import type { VNode } from "preact";
import { Comfort } from "../ui/comfort.tsx";
import { mount } from "../ui/mount.ts";
import { help } from "../words/help-vi.ts";
import { shared } from "../words/vi.ts";
import { say } from "../words/words.ts";

const t = say("help", help);
const s = say("shared", shared);

/** Anchors stay the same in both languages, so that pages and people can point to them. */
const ROLES = ["host", "member", "teller", "witness", "register"] as const;

function Steps({ list }: { list: readonly string[] }): VNode {
  return <ol>{list.map((step) => <li key={step}>{step}</li>)}</ol>;
}

/** What can go wrong, and what to do then. */
function Troubles({ list }: { list: readonly (readonly [string, string])[] }): VNode {
  return <dl>{list.map(([when, what]) => <div key={when}><dt>{when}</dt><dd>{what}</dd></div>)}</dl>;
}

function Help(): VNode {
  return (
    <div class="help">
      <header class="no-print">
        <div class="top-row"><b>{s().product}</b><Comfort /></div>
        <h1>{t().title}</h1>
        <nav aria-label={t().title}><ul>
          {ROLES.map((role) => <li key={role}><a href={`#${role}`}>{t().roles[role].name}</a></li>)}
          <li><a href="#guide">{t().guide.title}</a></li>
        </ul></nav>
        <button type="button" class="btn main fit" onClick={() => { print(); }}>{t().print}</button>
      </header>
      <main>
        {ROLES.map((role) => {
          const { name, lead, steps, troubles } = t().roles[role];
          return (
            <section key={role} id={role}>
              <h2>{name}</h2>
              <p>{lead}</p>
              <Steps list={steps} />
              <Troubles list={troubles} />
            </section>
          );
        })}
        <article id="guide">
          <h2>{t().guide.title}</h2>
          <p>{t().guide.lead}</p>
          {t().guide.parts.map(([title, steps]) => <section key={title}><h3>{title}</h3><Steps list={steps} /></section>)}
          <p class="last">{t().guide.last}</p>
        </article>
      </main>
    </div>
  );
}

mount(() => <Help />);

// The sections are drawn by this script, so the address's anchor is looked for again.
const wanted = document.getElementById(location.hash.slice(1));
if (wanted) wanted.scrollIntoView();
