import type { HostApi } from "../worker/api.ts";
import type { Draft } from "../wire/messages.ts";
import type { List } from "../wire/roster.ts";
import type { Room } from "../wire/socket.ts";
import type { Attend } from "./attend.ts";
import type { Desk } from "./registrar.ts";

/** What the console's views can set going. */
export interface Tools {
  /** Authorises whatever a host does. */
  key: string;
  worker: HostApi;
  socket: Room;
  desk: Desk;
  attend: Attend;
  /** Seals a text under eight new words. */
  sealUnderWords(text: string): Promise<{ words: string; file: string }>;
  goTo(room: string): void;
  leave(): void;
  create(draft: Draft): Promise<void>;
  /** Begins a draft with the list of a former meeting. */
  copy(uuid: string): Promise<void>;
  /** Understands a list of members on a day; throws the code of why it cannot be read. */
  readList(source: Blob | string, on: string): Promise<List>;
  /** Runs an action and says its refusal on the page. */
  run(action: () => Promise<unknown>): Promise<void>;
}
