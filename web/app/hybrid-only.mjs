// An esbuild plugin that leaves out of age-encryption what we never call: its recipients on the curve P-256, and passkeys. We seal to
// hybrid recipients only (src/crypto/envelope.ts), and without this the member's page would load 8 kB of P-256 in vain.
//
// The library names these parts in classes that stay reachable, so tree shaking alone does not find them. Here the imports of
// P-256 are answered with nothing, and the calls that would use it while loading are marked as free of side effects.
import { readFile } from "node:fs/promises";

const absent = "absent";
const names = ["p256", "p384", "MLKEM768P256"];

export const hybridOnly = {
  name: "hybrid-only",
  setup(build) {
    const nothing = () => ({ path: absent, namespace: absent });
    build.onResolve({ filter: /^@noble\/curves\/nist\.js$/ }, nothing);
    build.onResolve({ filter: /^\.\/webauthn\.js$/ }, nothing);
    build.onLoad({ filter: /.*/, namespace: absent }, () => ({
      contents: names.map((name) => `export const ${name} = undefined;`).join("\n"),
    }));
    build.onLoad({ filter: /post-quantum[/\\]hybrid\.js$/ }, async ({ path }) => ({
      contents: replaced(await readFile(path, "utf8"), / (QSF|ecdhKem|createKitchenSink)\((?=['p])/g, " /* @__PURE__ */ $1("),
    }));
    build.onLoad({ filter: /age-encryption[/\\]dist[/\\]recipients\.js$/ }, async ({ path }) => ({
      contents: replaced(
        await readFile(path, "utf8"),
        'import { MLKEM768P256, MLKEM768X25519 } from "@noble/post-quantum/hybrid.js";',
        'import { MLKEM768X25519 } from "@noble/post-quantum/hybrid.js";\nconst MLKEM768P256 = undefined;',
      ),
    }));
  },
};

/** The text with the replacement made; an updated library in which there is nothing to replace must not pass unnoticed. */
function replaced(text, pattern, by) {
  const result = text.replace(pattern, by);
  if (result === text) throw new Error(`hybrid-only: nothing to replace for ${pattern}`);
  return result;
}
