// Records broken as crypto/testdata/broken/index.json says: its first member is the format. It shares no code with the reader
// that is tested. Texts hold one character for each byte, so that patches count in bytes.

import { createHash } from "node:crypto";
import { bytes, read } from "./testdata.ts";

interface Patch {
  readonly object: string;
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

export interface Fault {
  readonly name: string;
  readonly base: string;
  readonly record?: string;
  readonly events?: readonly number[];
  readonly patches?: readonly Patch[];
  readonly code: string;
}

interface Index {
  readonly bases: readonly { readonly name: string; readonly record: string; readonly manifest: string; readonly heads: readonly object[] }[];
  readonly faults: readonly Fault[];
}

export const { bases, faults } = JSON.parse(read("broken/index.json")) as Index;

/** What the verifier is given. */
export interface Broken {
  readonly file: Uint8Array;
  readonly manifest: string;
  readonly heads: readonly string[];
}

interface Base {
  readonly header: string;
  readonly events: readonly { readonly type: string; readonly objects: readonly (readonly [name: string, text: string])[] }[];
  readonly manifest: string;
  readonly heads: readonly string[];
}

const raw = (data: Uint8Array | string): string => Buffer.from(data).toString("latin1");
const hash = (text: string): string => createHash("sha256").update(text, "latin1").digest("hex");

const names: Readonly<Record<string, readonly string[]>> = {
  Setup: ["election", "trustees", "credentials", "setup"], Ballot: ["ballot"], EndBallots: [], EncryptedTally: ["tally", "sized"],
  PartialDecryption: ["part", "owner"], Result: ["result"],
};

function takeApart({ record, manifest, heads }: Index["bases"][number]): Base {
  const file = raw(bytes(`broken/${record}`));
  const events: Base["events"][number][] = [];
  let header = "";
  let data: string[] = [];
  for (let at = 0; at < file.length; ) {
    const name = file.slice(at, file.indexOf("\0", at));
    const size = parseInt(file.slice(at + 124, at + 135), 8);
    const text = file.slice(at + 512, at + 512 + size);
    at += 512 * (1 + Math.ceil(size / 512));
    if (name === "BELENIOS") {
      header = text;
    } else if (name.endsWith(".data.json")) {
      data.push(text);
    } else {
      const { type } = JSON.parse(text) as { type: string };
      const number = events.filter((event) => event.type === type).length + 1;
      const many = type === "Ballot" || type === "PartialDecryption";
      events.push({ type, objects: (names[type] ?? []).map((object, i) => [many ? `${object} ${number}` : object, data[i] ?? ""]) });
      data = [];
    }
  }
  return { header, events, manifest: raw(bytes(`broken/${manifest}`)), heads: heads.map((head) => raw(JSON.stringify(head))) };
}

const sound = new Map(bases.map((base) => [base.name, takeApart(base)]));

/** The base, broken by the fault and put together again around it; with no fault but the name of a base, the base itself. */
export function play({ base, record, events, patches = [] }: Pick<Fault, "base" | "record" | "events" | "patches">): Broken {
  const from = sound.get(base);
  if (from === undefined) throw new Error(`no base ${base}`);
  const edit = (object: string, text: string): string =>
    patches.filter((patch) => patch.object === object).reduce((all, { at, cut, put }) => all.slice(0, at) + raw(put) + all.slice(at + cut), text);
  const file = record === undefined ? edit("file", assemble(from, events, edit)) : raw(bytes(`broken/${record}`));
  const text = (object: string, content = ""): string => Buffer.from(edit(object, content), "latin1").toString();
  return {
    file: new Uint8Array(Buffer.from(file, "latin1")),
    manifest: text("manifest", from.manifest),
    heads: ["sealed", "closed"].map((stage, i) => text(stage, from.heads[i])),
  };
}

function assemble(from: Base, order: readonly number[] = [...from.events.keys()], edit: (object: string, text: string) => string): string {
  const header = edit("header", from.header);
  const time = [header, from.header].map((text) => /"timestamp":"([0-9]{1,10})"/.exec(text)?.[1]).find((found) => found !== undefined);
  let file = entry("BELENIOS", header, Number(time));
  let parent: string | undefined;
  order.forEach((index, height) => {
    const { type, objects } = from.events[index] ?? { type: "", objects: [] };
    const renamed: [old: string, now: string][] = [];
    let payload: string | undefined;
    for (const [name, text] of objects) {
      const linked = edit(name, renamed.reduce((all, [old, now]) => all.replaceAll(old, now), text));
      payload = hash(linked);
      renamed.push([hash(text), payload]);
      file += entry(`${payload}.data.json`, linked, Number(time));
    }
    const event = edit(`event ${index}`, JSON.stringify({ parent, height, type, payload }));
    parent = hash(event);
    file += entry(`${parent}.event.json`, event, Number(time));
  });
  return file;
}

/** A member of the archive, padded to whole blocks. */
function entry(name: string, text: string, time: number): string {
  const octal = (n: number, width: number): string => n.toString(8).padStart(width, "0");
  const header = Buffer.alloc(512);
  const fields: [at: number, text: string][] = [
    [0, name], [100, "0000644"], [108, "0000000"], [116, "0000000"], [124, octal(text.length, 11)], [136, octal(time, 11)],
    [148, "        "], [156, "0"],
  ];
  for (const [at, value] of fields) header.write(value, at, "latin1");
  header.write(`${octal(header.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148, "latin1");
  return raw(header) + text + "\0".repeat((512 - (text.length % 512)) % 512);
}
