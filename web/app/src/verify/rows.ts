// What the audit checks, in its order, and how far it came: a fault ends it, so that whatever follows was not checked.

import type { Report } from "../worker/verify-api.ts";

export type Name = "file" | "setup" | "trustees" | "rules" | "ballots" | "tally" | "opening" | "result" | "heads";
export type State = "ok" | "bad" | "skipped" | "absent" | "none";

export interface Row {
  readonly name: Name;
  readonly state: State;
}

const order: readonly Name[] = ["file", "setup", "trustees", "rules", "ballots", "tally", "opening", "result", "heads"];

/** Where a failure belongs. */
export function rowOf(code: string): Name {
  switch (code) {
    case "election": case "credentials": return "setup";
    case "trustees": return "trustees";
    case "manifest": return "rules";
    case "tally": case "tally-count": case "tally-differs": return "tally";
    case "decryption": case "decryption-twice": case "decryption-order": case "decryption-too-few": return "opening";
    case "result": case "quorum": return "result";
    case "head": return "heads";
    default: return /^ballot/.test(code) && code !== "ballot-twice" ? "ballots" : "file";
  }
}

export function rowsOf(report: Report): Row[] {
  const failed = report.failures.map((failure) => order.indexOf(rowOf(failure.code)));
  const first = Math.min(...failed, order.length);
  const rows = order.map((name, i) => ({ name, state: failed.indexOf(i) >= 0 ? "bad" : i > first ? "skipped" : reached(name, report) }) as const);
  // Only our records have rules; heads are checked where somebody kept them.
  return rows.filter(({ name, state }) => name === "rules" ? report.kind === "phieukin" : name !== "heads" || state === "bad" || report.heads > 0);
}

function reached(name: Name, report: Report): State {
  switch (name) {
    case "rules": return report.manifest ? "ok" : "absent";
    case "tally": return report.tallied ? "ok" : "none";
    case "opening": return report.partials > 0 ? "ok" : "none";
    case "result": return report.result ? "ok" : "none";
    default: return "ok";
  }
}
