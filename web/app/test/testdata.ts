// The vectors that Go and TypeScript share. A missing folder fails the tests that read it.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const testdata = fileURLToPath(new URL("../../../crypto/testdata/", import.meta.url));

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
