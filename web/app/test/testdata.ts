// The vectors that Go and TypeScript share, read from where npm runs. A missing folder fails the tests that read it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const testdata = join(process.cwd(), "../../crypto/testdata/");

export function read(name: string): string {
  return readFileSync(testdata + name, "utf8");
}

export function bytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(testdata + name));
}

/** The names of the files in a folder that end so; at least one. */
export function list(folder: string, ending: string): string[] {
  const names = readdirSync(testdata + folder).filter((name) => name.endsWith(ending)).sort();
  if (names.length === 0) throw new Error(`no vectors in ${folder}`);
  return names;
}
