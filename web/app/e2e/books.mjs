// What the plays of the register's pages share: the register's own interface, and looking at each state of a page.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./access.mjs";
import { sizes } from "./stage.mjs";

/** Asks the stage's register under /desk/v1: gets, or posts a body. */
export function openBooks(stage) {
  const server = `http://127.0.0.1:${new URL(stage.origin).port}/desk/v1`; // Node does not know the stage's name
  const ask = (path, body) => fetch(server + path, {
    method: body ? "POST" : "GET", headers: { Authorization: `Bearer ${stage.key}` }, ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return {
    async api(path, body) {
      const answer = await ask(path, body);
      const said = await answer.text();
      assert(answer.ok, `${path}: ${answer.status} ${said}`);
      return said === "" ? null : JSON.parse(said);
    },
    async file(path) { return Buffer.from(await (await ask(path)).arrayBuffer()); },
  };
}

/** Looks at states: `shot` notes what not everybody can use of one, and makes pictures of it on a laptop and on a phone where there is a folder. */
export function openEye(play, folder) {
  if (folder) mkdirSync(folder, { recursive: true });
  const eye = {
    faults: [],
    seen: 0,
    async shot(page, name) {
      eye.faults.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      eye.seen++;
      if (!folder) return;
      for (const view of ["laptop", "phone"]) {
        await page.setViewportSize(sizes[view]);
        await page.screenshot({ path: join(folder, `${play}-${name}-${view}.png`), fullPage: true });
      }
      await page.setViewportSize(sizes.laptop);
    },
  };
  return eye;
}
