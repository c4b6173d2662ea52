// Files out of and into the page: saved under a name, read as text, and streams followed line by line.

import { Refused } from "../wire/desk.ts";

/** Saves an answer as a file, telling how far it is; the whole in bytes is 0 where the answer does not say. */
export async function saveFile(answer: Response, name: string, progress?: (done: number, of: number) => void): Promise<void> {
  const of = Number(answer.headers.get("Content-Length") ?? 0);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  await follow(answer, (part) => {
    parts.push(part);
    done += part.length;
    progress?.(done, of);
  });
  const address = URL.createObjectURL(new Blob(parts, { type: answer.headers.get("Content-Type") ?? "application/octet-stream" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = named(answer) || name;
  document.body.appendChild(anchor);
  anchor.click();
  document.body.removeChild(anchor);
  setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
}

/** The name that the answer gives its file. */
function named(answer: Response): string {
  const said = answer.headers.get("Content-Disposition") ?? "";
  const [, marked] = /filename\*=UTF-8''([^;]+)/i.exec(said) ?? [];
  const [, simple] = /filename="?([^";]+)"?/i.exec(said) ?? [];
  return marked ? decodeURIComponent(marked) : simple ?? "";
}

/** Each line of an answer of JSON lines, as it comes. */
export async function eachLine(answer: Response, take: (line: unknown) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  const read = (text: string, end: boolean): void => {
    const lines = (rest + text).split("\n");
    rest = end ? "" : lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") take(JSON.parse(line));
  };
  await follow(answer, (part) => { read(decoder.decode(part, { stream: true }), false); });
  read(decoder.decode(), true);
}

async function follow(answer: Response, take: (part: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const reader = answer.body?.getReader();
  if (!reader) throw new Refused("lost");
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new Refused("lost"); });
    if (done) return;
    take(value);
  }
}

/** Blob.text is too new for the oldest browsers. */
export function readText(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(reader.result as string); };
    reader.onerror = () => { reject(new Error("not_read")); };
    reader.readAsText(file);
  });
}
