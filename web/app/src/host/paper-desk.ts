// Credentials for printed ballots: a kiosk that a teller has let in waits for one at a time, and only it can read it.

import type { HostApi, Mail } from "../worker/api.ts";
import type { Room } from "../wire/socket.ts";
import { room } from "./state.ts";

interface Kiosk { recipient: string; nonce: string }

export interface PaperDesk {
  /** Notes a kiosk that asks. Its id must be that of its recipient, since the id is what a teller agrees to. */
  greet(id: string, mail: Mail): Promise<void>;
  waiting(): boolean;
  /** Gives the credential that `take` opens: that of slip `again` where one was given before and may have gone astray. */
  issue(take: (again: number | undefined) => Promise<{ slip: number; credential: string }>): Promise<void>;
}

export function openPaperDesk(worker: HostApi, socket: Room): PaperDesk {
  const kiosks = new Map<string, Kiosk>();
  let given = false; // the state that says so may still be on its way

  function wanting(): string | undefined {
    const { device = "", wanted = false } = room.value?.paper ?? {};
    if (!wanted) given = false;
    return wanted && !given && kiosks.has(device) ? device : undefined;
  }

  return {
    async greet(id, { recipient, nonce }) {
      if (recipient === undefined || nonce === undefined || (await worker.deviceId(recipient)) !== id) return;
      kiosks.set(id, { recipient, nonce });
    },
    waiting: () => wanting() !== undefined,
    async issue(take) {
      const id = wanting();
      const kiosk = kiosks.get(id ?? "");
      if (id === undefined || !kiosk) return;
      const { slip, credential } = await take(room.value?.paper?.again);
      const sealed = await worker.seal(kiosk.recipient, { kind: "credential", credential, nonce: kiosk.nonce });
      await socket.send({ type: "paper_issue", id, slip, sealed });
      given = true;
    },
  };
}
