// The kiosk's worker: a voter's, and the door for entering printed ballots. The page starts a new one for each voter.

import "./old.ts";
import { deviceId } from "../crypto/codes.ts";
import type { KioskApi } from "./api.ts";
import { scope } from "./common.ts";
import { sealMail } from "./mail.ts";
import { serve } from "./serve.ts";
import { newPhone, voting } from "./voting.ts";

const kiosk: KioskApi = {
  ...voting,

  async paper(registrar) {
    const device = await newPhone();
    const { recipient, nonce } = device;
    return { ...device, id: deviceId(recipient), sealed: await sealMail(registrar, { kind: "paper", recipient, nonce }) };
  },
};

serve(scope, kiosk);
