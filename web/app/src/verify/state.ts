// What the page knows, and what it does with files. The workers are made when the page opens and are kept, so that it needs no
// network afterwards.

import { signal } from "@preact/signals-core";
import type { OpenedRecord, Report, SpokenCodes, VerifyApi } from "../worker/verify-api.ts";
import { bring, type Loaded } from "./bring.ts";
import { countTogether } from "./share.ts";
import type { Progress } from "./share.ts";
import { fetchText } from "../wire/address.ts";

export type Phase = "choose" | "fetching" | "reading" | "measuring" | "ready" | "running" | "verdict";

/** The chosen files, in memory. */
export interface Chosen {
  readonly name: string;
  readonly record: ArrayBuffer;
  readonly rules: Beside | null;
  /** What somebody kept of the sealing and the close, to hold the record against. */
  readonly heads: Beside | null;
}

interface Beside { readonly name: string; readonly text: string }

export const phase = signal<Phase>("choose");
/** A code of words.troubles, or empty. */
export const trouble = signal("");
export const chosen = signal<Chosen | null>(null);
export const opened = signal<OpenedRecord | null>(null);
/** Seconds that all ballots should take. */
export const expected = signal(0);
export const progress = signal<Progress & { readonly since: number }>({ done: 0, total: 0, since: 0 });
/** How far a record is that comes from this page's machine. */
export const loaded = signal<Loaded>({ done: 0, total: 0 });
export const stopped = signal(false);
export const report = signal<Report | null>(null);
export const spoken = signal<SpokenCodes | null>(null);

/** About how long a worker is left alone with what it was given, in milliseconds: a stop is heeded within that. */
const patience = 250;

export class Desk {
  private readonly lead: VerifyApi;
  private readonly counters: readonly VerifyApi[];
  private each = 0;

  constructor(lead: VerifyApi, counters: readonly VerifyApi[]) {
    this.lead = lead;
    this.counters = counters;
  }

  get cores(): number {
    return this.counters.length;
  }

  /** Takes a record and what goes with it, its rules and heads; without a record these go with the one already here. */
  async take(files: readonly File[]): Promise<void> {
    if (phase.value === "fetching" || phase.value === "reading" || phase.value === "measuring" || phase.value === "running" || files.length === 0) return;
    const of = (kind: "record" | "rules" | "heads"): File[] => files.filter(({ name }) =>
      kind === (/\.heads\.json$/i.test(name) ? "heads" : /\.json$/i.test(name) ? "rules" : "record"));
    const [records, rules, heads] = [of("record"), of("rules"), of("heads")];
    const [record] = records;
    if (records.length > 1 || rules.length > 1 || heads.length > 1) { this.refuse("two_records"); return; }
    if (record === undefined && chosen.value === null) { this.refuse("no_record"); return; }
    await this.guarded(async () => {
      phase.value = "reading";
      stopped.value = false;
      const kept = record ? { name: record.name, record: await readBytes(record), rules: null, heads: null } : chosen.value;
      chosen.value = kept && { ...kept, rules: await readBeside(rules[0]) ?? kept.rules, heads: await readBeside(heads[0]) ?? kept.heads };
      await this.open();
    });
  }

  /** Takes the record of a meeting, with its rules and heads, from the machine that this page came from. */
  async fetch(uuid: string): Promise<void> {
    await this.guarded(async () => {
      phase.value = "fetching";
      loaded.value = { done: 0, total: 0 };
      const beside = async (file: string): Promise<Beside | null> => {
        const text = await fetchText(`/r/${uuid}/${file}`).catch(() => null);
        return text === null ? null : { name: `${uuid}.${file}`, text };
      };
      const [record, rules, heads] = await Promise.all([
        bring(`/r/${uuid}/record.bel`, (now) => { loaded.value = now; }), beside("manifest.json"), beside("heads.json"),
      ]);
      phase.value = "reading";
      chosen.value = { name: `${uuid}.bel`, record, rules, heads };
      await this.open();
    });
  }

  private async open(): Promise<void> {
    if (!chosen.value) return;
    const { record, rules, heads } = chosen.value;
    const found = await this.lead.open(record, rules ? rules.text : null, heads ? heads.text : null);
    opened.value = found;
    if (found.report.failures.length > 0) { this.conclude(found.report); return; }
    const [counter] = this.counters;
    const [first] = await this.lead.tasks(0, 1);
    this.each = 0;
    if (counter && first) {
      phase.value = "measuring";
      await counter.begin(found.election, found.credentials);
      this.each = await counter.measure(first);
    }
    expected.value = (this.each * found.report.ballots) / this.counters.length / 1000;
    phase.value = "ready";
  }

  async start(): Promise<void> {
    const found = opened.value;
    if (!found || phase.value !== "ready") return;
    await this.guarded(async () => {
      const since = Date.now();
      stopped.value = false;
      phase.value = "running";
      const result = await countTogether(this.lead, this.counters, found, {
        batch: Math.max(1, Math.min(20, Math.round(patience / Math.max(1, this.each)))),
        progress: (now) => { progress.value = { ...now, since }; },
        stopped: () => stopped.value,
      });
      if (result) this.conclude(result);
      else phase.value = "ready";
    });
  }

  stop(): void {
    stopped.value = true;
  }

  /** Back to the beginning. */
  again(): void {
    trouble.value = "";
    chosen.value = null;
    opened.value = null;
    report.value = null;
    stopped.value = false;
    phase.value = "choose";
  }

  private conclude(found: Report): void {
    report.value = found;
    spoken.value = null;
    phase.value = "verdict";
    if (found.kind !== "phieukin" || found.failures.length > 0) return;
    this.lead.spoken().then((codes) => { spoken.value = codes; }, () => undefined);
  }

  private refuse(code: string): void {
    this.again();
    trouble.value = code;
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    trouble.value = "";
    try {
      await work();
    } catch (error) {
      this.refuse(error instanceof Error ? error.message : "not_read");
    }
  }
}

function readBytes(file: File): Promise<ArrayBuffer> {
  return read((reader) => { reader.readAsArrayBuffer(file); }) as Promise<ArrayBuffer>;
}

async function readBeside(file: File | undefined): Promise<Beside | null> {
  return file ? { name: file.name, text: (await read((reader) => { reader.readAsText(file); })) as string } : null;
}

/** Blob.arrayBuffer is too new for the oldest browsers. */
function read(begin: (reader: FileReader) => void): Promise<FileReader["result"]> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(reader.result); };
    reader.onerror = () => { reject(new Error("not_read")); };
    begin(reader);
  });
}
