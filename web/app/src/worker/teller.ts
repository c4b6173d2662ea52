// A teller's worker: makes the key, checks the closed box, and opens the one sum that it computed itself.

import "./old.ts";
import { hexHash } from "../crypto/hash.ts";
import { demand } from "../crypto/refusal.ts";
import { Opener } from "../tally/opener.ts";
import { checkSealed } from "../tally/sealed.ts";
import { newSecret, trusteeJson } from "../tally/trustee.ts";
import type { TellerApi } from "./api.ts";
import { breathe, codes, report, scope } from "./common.ts";
import { serve } from "./serve.ts";

let opener: Opener | undefined;

function prepared(): Opener {
  demand(opener !== undefined, "not_prepared");
  return opener;
}

const teller: TellerApi = {
  ...codes,

  newTrustee() {
    const secret = newSecret();
    return Promise.resolve({ secret, key: trusteeJson(secret) });
  },

  prepare({ index, key, ...files }) {
    const sealed = checkSealed(files);
    opener = new Opener(sealed, index, key);
    return Promise.resolve({ digest: hexHash(files.setup), subjects: sealed.election.questions.length });
  },

  async check(box) {
    const size = await prepared().check(box, (done, total) => {
      report("checked", done, total);
      return breathe();
    });
    return { size };
  },

  open: (secret, answered) => Promise.resolve(prepared().open(secret, answered)),
};

serve(scope, teller);
