// The entry of words-en.js.

import * as begun from "./begun-en.ts";
import * as cards from "./cards-en.ts";
import * as committee from "./committee-en.ts";
import * as desk from "./desk-en.ts";
import * as words from "./en.ts";
import * as help from "./help-en.ts";
import * as kiosk from "./kiosk-en.ts";
import * as lists from "./lists-en.ts";
import * as minutes from "./minutes-en.ts";
import { ENGLISH } from "./name.ts";
import * as papers from "./papers-en.ts";
import * as register from "./register-en.ts";
import * as stage from "./stage-en.ts";
import * as teller from "./teller-en.ts";
import * as verify from "./verify-en.ts";

(window as unknown as Record<string, unknown>)[ENGLISH] = {
  ...words,
  ...begun,
  ...committee,
  ...desk,
  ...help,
  ...kiosk,
  ...cards,
  ...lists,
  ...minutes,
  ...papers,
  ...register,
  ...stage,
  ...teller,
  ...verify,
};
