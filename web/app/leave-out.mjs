// An esbuild plugin that leaves out of the libraries what we never call, so that a member's phone does not load 13 kB in vain:
// of age-encryption every recipient but the hybrid one (src/crypto/envelope.ts), passkeys, and with them the curve P-256;
// of noble's ed25519 the signatures of RFC 8032, since ours are Belenios' own (src/crypto/proof.ts).
//
// The libraries name these parts where they stay reachable, so tree shaking alone does not find them. Here their imports are answered
// with nothing, and calls that would use P-256 while loading are marked as free of side effects. Tests run both the
// untouched libraries and the built workers.
import { readFile } from "node:fs/promises";

const absent = "absent";
const otherRecipients = /import \{ ((?:Scrypt|X25519|Tag)\w+, \w+) \} from "\.\/recipients\.js";/g;

export const leaveOut = {
  name: "leave-out",
  setup(build) {
    build.onResolve({ filter: /^@noble\/curves\/nist\.js$/ }, () => ({ path: absent, namespace: absent }));
    build.onResolve({ filter: /^\.\/(webauthn|x25519)\.js$/ }, () => ({ path: absent, namespace: absent }));
    build.onLoad({ filter: /.*/, namespace: absent }, () => ({ contents: "export const p256 = undefined, p384 = undefined, scalarMultBase = undefined;" }));
    build.onLoad({ filter: /post-quantum[/\\]hybrid\.js$/ }, async ({ path }) => ({
      contents: replaced(await readFile(path, "utf8"), / (QSF|ecdhKem|createKitchenSink)\((?=['p])/g, " /* @__PURE__ */ $1("),
    }));
    build.onLoad({ filter: /curves[/\\]ed25519\.js$/ }, async ({ path }) => ({
      contents: replaced(await readFile(path, "utf8"), "ed25519 = /* @__PURE__ */ ed({});", "ed25519 = { Point: ed25519_Point };"),
    }));
    build.onLoad({ filter: /age-encryption[/\\]dist[/\\]index\.js$/ }, async ({ path }) => ({
      contents: replaced(await readFile(path, "utf8"), otherRecipients, (_, names) => `const [${names}] = [];`),
    }));
  },
};

/** The text with the replacement made; an updated library in which there is nothing to replace must not pass unnoticed. */
function replaced(text, pattern, by) {
  const result = text.replace(pattern, by);
  if (result === text) throw new Error(`leave-out: nothing to replace for ${pattern}`);
  return result;
}
