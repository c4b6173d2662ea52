// "Kiểm đếm lại", /verify: anybody checks a record in the browser, from the file, or with /verify#<uuid> from the machine that the
// meeting was held on. Nothing is sent anywhere.

import { mount } from "../ui/mount.ts";
import { remote } from "../worker/call.ts";
import type { VerifyApi } from "../worker/verify-api.ts";
import { Desk } from "./state.ts";
import { Verify } from "./views.tsx";

/** More workers than this cost more memory than they save time. */
const most = 16;

const worker = (): VerifyApi => remote<VerifyApi, object>(new Worker("/app/verify-worker.js"), {});
// eslint-disable-next-line oldest/members -- Safari before 15.4 does not say
const cores = Math.max(1, Math.min(most, "hardwareConcurrency" in navigator ? navigator.hardwareConcurrency : 2));
const desk = new Desk(worker(), Array.from({ length: cores }, worker));

addEventListener("dragover", (event) => { event.preventDefault(); });
addEventListener("drop", (event) => {
  event.preventDefault();
  void desk.take(Array.from(event.dataTransfer?.files ?? []));
});

mount(() => <Verify desk={desk} />);

const bringAsked = (): void => {
  const uuid = location.hash.slice(1);
  if (/^[1-9A-HJ-NP-Za-km-z]+$/.test(uuid)) void desk.fetch(uuid);
};
addEventListener("hashchange", bringAsked);
bringAsked();
