// Answers that are long enough to be followed as they come, and files that a person has chosen.

import { Refused } from "./desk.ts";

/** Each part of an answer as it comes; throws "lost" where it breaks off. */
export async function follow(answer: Response, take: (part: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const reader = answer.body?.getReader();
  if (!reader) throw new Refused("lost");
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new Refused("lost"); });
    if (done) return;
    take(value);
  }
}

/** Each line of an answer of JSON lines, as it comes. */
export async function eachLine(answer: Response, take: (line: unknown) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  const lines = (text: string): string[] => {
    const all = (rest + text).split("\n");
    rest = all.pop() ?? "";
    return all;
  };
  const read = (line: string): void => { if (line.trim() !== "") take(JSON.parse(line)); };
  await follow(answer, (part) => { lines(decoder.decode(part, { stream: true })).forEach(read); });
  lines(decoder.decode()).forEach(read);
  read(rest);
}

/** A chosen file as text: Blob.text is too new for the oldest browsers. */
export function readText(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(reader.result as string); };
    reader.onerror = () => { reject(new Error("not_read")); };
    reader.readAsText(file);
  });
}
