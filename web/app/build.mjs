// Builds the pages and their workers into dist, or into the folder named on the command line.
// Output is classic scripts with stable names, without source maps, the same bytes for the same sources.
// A page is src/<page>/main.tsx with src/<page>/index.html; a worker is src/worker/<page>.ts.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { leaveOut } from "./leave-out.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "dist"));
const src = join(here, "src");

const entryPoints = [];
const copies = [];
for (const page of ["member", "host", "projector", "teller", "verify", "minutes", "kiosk", "help", "register", "committee"]) {
  const main = join(src, page, "main.tsx");
  const worker = join(src, "worker", `${page}.ts`);
  if (existsSync(main)) {
    entryPoints.push({ in: main, out: page });
    copies.push([join(src, page, "index.html"), join(out, `${page}.html`)]);
  }
  if (existsSync(worker)) entryPoints.push({ in: worker, out: `${page}-worker` });
}
// What pages load by itself: the style of phones, that of desks and projectors, English on demand, and the styles of single pages.
const styles = [
  ["ui/style.css", "style"],
  ["ui/desk.css", "desk"],
  ["host/sheets.css", "sheets"],
  ["words/english.ts", "words-en"],
  ["verify/verify.css", "verify"],
  ["projector/projector.css", "projector"],
  ["minutes/minutes.css", "minutes"],
  ["kiosk/kiosk.css", "kiosk"],
  ["help/help.css", "help"],
  ["desk/frame.css", "frame"],
  ["register/register.css", "register"],
  ["committee/committee.css", "committee"],
];
for (const [file, out] of styles) {
  if (existsSync(join(src, file))) entryPoints.push({ in: join(src, file), out });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints,
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "chrome67",
  charset: "utf8",
  legalComments: "external", // licences stand beside the scripts, where phones do not load them
  jsx: "automatic",
  jsxImportSource: "preact",
  // Members of classes are assigned and not defined: Chrome 67 has no syntax for the latter, and a helper call for each costs phones bytes.
  loader: { ".js": "ts" },
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
  define: { globalThis: "self" }, // Chrome 67 has no globalThis
  // One copy of noble, whatever the dependencies of dependencies ask for.
  alias: {
    "@noble/curves": join(here, "node_modules/@noble/curves"),
    "@noble/hashes": join(here, "node_modules/@noble/hashes"),
  },
  plugins: [leaveOut],
  logLevel: "warning",
});
for (const [from, to] of copies) copyFileSync(from, to);
