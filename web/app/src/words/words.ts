// Which language the page speaks. Vietnamese is built in; English is a file of its own, loaded when
// somebody asks for it. No other folder holds words.

import { signal } from "@preact/signals-core";
import { ENGLISH } from "./name.ts";
import { load, save } from "../ui/store.ts";

type All = typeof import("./vi.ts")
  & typeof import("./begun-vi.ts")
  & typeof import("./committee-vi.ts")
  & typeof import("./desk-vi.ts")
  & typeof import("./help-vi.ts")
  & typeof import("./kiosk-vi.ts")
  & typeof import("./cards-vi.ts")
  & typeof import("./lists-vi.ts")
  & typeof import("./minutes-vi.ts")
  & typeof import("./papers-vi.ts")
  & typeof import("./register-vi.ts")
  & typeof import("./stage-vi.ts")
  & typeof import("./teller-vi.ts")
  & typeof import("./verify-vi.ts");

const english = signal<All | null>(null);

/** The words of one section in the language of the moment; reading them in a view follows a switch. */
export function say<K extends keyof All>(section: K, vietnamese: All[K]): () => All[K] {
  return () => (english.value ? english.value[section] : vietnamese);
}

export function inEnglish(): boolean {
  return english.value !== null;
}

export function speak(language: "vi" | "en"): void {
  save("language", language);
  if (language === "vi") use(null);
  else loadEnglish();
}

function use(words: All | null): void {
  document.documentElement.lang = words ? "en" : "vi";
  english.value = words;
}

/** What words-en.js has left, once it is there. A page that must work without a network loads it from the start. */
function found(): All | null {
  return (window as unknown as Record<string, All>)[ENGLISH] ?? null;
}

function loadEnglish(): void {
  if (found()) {
    use(found());
    return;
  }
  const script = document.createElement("script");
  script.src = "/app/words-en.js";
  script.onload = () => { use(found()); };
  document.head.appendChild(script);
}

if (load<string>("language") === "en") loadEnglish();
