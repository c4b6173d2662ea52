// The record's container: an old-style tar of hashed objects, ended by no blocks, in which each event names what it adds and the
// event before it. Everything is demanded byte for byte: one record has one spelling, and nothing can hide in it.

import { equalBytes, fromUtf8, utf8 } from "../crypto/encoding.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand, refusedAs } from "../crypto/refusal.ts";
import { at, integer, object, parseCompact, string } from "../crypto/strict.ts";

const block = 512;
/** A header has eleven octal digits for the time. */
const latest = 2 ** 33;

export type EventType = "Setup" | "Ballot" | "EndBallots" | "EncryptedTally" | "PartialDecryption" | "Result";

/** How many data records precede each kind of event; the last is its payload. */
const dataOf: Readonly<Record<EventType, number>> = { Setup: 4, Ballot: 1, EndBallots: 0, EncryptedTally: 2, PartialDecryption: 2, Result: 1 };

export interface ArchiveEvent {
  readonly type: EventType;
  /** The texts of its data records. */
  readonly data: readonly string[];
  /** Where the event ends in the file: what comes before is the record as of this event. */
  readonly end: number;
}

interface Entry {
  readonly name: string;
  readonly content: string;
  readonly end: number;
}

/** Reads an archive. Throws archive for the container, events for what is no event, chain for what links them. */
export function readArchive(bytes: Uint8Array): ArchiveEvent[] {
  const [header, ...entries] = readEntries(bytes);
  demand(header !== undefined, "archive", "empty");
  const events: ArchiveEvent[] = [];
  let data: string[] = [];
  let hashes: string[] = [];
  let parent: string | undefined;
  for (const { name, content, end } of entries) {
    const hash = hexHash(content);
    demand(name === `${hash}.data.json` || name === `${hash}.event.json`, "archive", "name is not the hash");
    if (name.endsWith(".data.json")) {
      data.push(content);
      hashes.push(hash);
      continue;
    }
    const type = readEvent(content, parent, events.length, hashes[hashes.length - 1]);
    demand(data.length === dataOf[type], "events", "wrong number of objects");
    events.push({ type, data, end });
    parent = hash;
    data = [];
    hashes = [];
  }
  demand(data.length === 0, "archive", "data without an event");
  return events;
}

function readEvent(text: string, parent: string | undefined, height: number, payload: string | undefined): EventType {
  const place = `event ${height}`;
  const type = refusedAs("events", () => {
    const event = object(parseCompact(text), ["parent?", "height", "type", "payload?"]);
    integer(event["height"]);
    return string(event["type"]);
  });
  demand(text === JSON.stringify({ parent, height, type, payload }), "chain", place);
  demand(Object.prototype.hasOwnProperty.call(dataOf, type), "events", place);
  return type as EventType;
}

function readEntries(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  let time = "";
  for (let offset = 0; offset < bytes.length; ) {
    demand(offset + block <= bytes.length, "archive", "cut header");
    const header = bytes.subarray(offset, offset + block);
    const name = field(header, 0, 100);
    const size = parseInt(field(header, 124, 11), 8);
    demand(Number.isSafeInteger(size) && size >= 0, "archive", "size");
    const end = offset + block + Math.ceil(size / block) * block;
    demand(end <= bytes.length, "archive", "cut content");
    const content = refusedAs("archive", () => fromUtf8(bytes.subarray(offset + block, offset + block + size)));
    demand(bytes.subarray(offset + block + size, end).every((byte) => byte === 0), "archive", "padding");
    if (entries.length === 0) {
      demand(name === "BELENIOS", "archive", "first name");
      time = refusedAs("archive", () => timestamp(content));
    }
    demand(equalBytes(header, writeHeader(name, size, time)), "archive", "header");
    entries.push({ name, content, end });
    offset = end;
  }
  return entries;
}

function timestamp(text: string): string {
  const { version, timestamp: value } = object(parseCompact(text), ["version", "timestamp"]);
  const time = string(value);
  demand(version === 1 && /^(0|[1-9][0-9]{0,9})$/.test(time) && Number(time) < latest, "archive", "timestamp");
  return time;
}

function field(header: Uint8Array, start: number, length: number): string {
  let text = "";
  for (const byte of header.subarray(start, start + length)) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** The one header for a name, a size and the archive's time. */
function writeHeader(name: string, size: number, time: string): Uint8Array {
  const header = new Uint8Array(block);
  const put = (text: string, offset: number): void => {
    header.set(utf8(text), offset);
  };
  const octal = (n: number): string => n.toString(8).padStart(11, "0");
  demand(/^[A-Za-z0-9.]{1,99}$/.test(name), "archive", "name");
  put(name, 0);
  put("0000644", 100);
  put("0000000", 108);
  put("0000000", 116);
  put(octal(size), 124);
  put(octal(Number(time)), 136);
  put("        ", 148);
  put("0", 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** The only order of events that hides nothing: each kind once, in this order, but any number of ballots and decryptions. */
export function checkOrder(events: readonly ArchiveEvent[]): void {
  const order: EventType[] = ["Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption", "Result"];
  const many: EventType[] = ["Ballot", "PartialDecryption"];
  const mayFollow = (type: EventType, before: EventType): boolean => {
    const step = order.indexOf(type) - order.indexOf(before);
    // Ballots may be none at all; everything else must have its predecessor.
    return step === 1 || (step === 0 && many.includes(type)) || (before === "Setup" && type === "EndBallots");
  };
  demand(events[0]?.type === "Setup", "events", "no setup");
  for (let i = 1; i < events.length; i++) {
    demand(mayFollow(at(events, i).type, at(events, i - 1).type), "events", `event ${i}`);
  }
}
