// Imported before anything else: whose machine this is, and then this page keeps nothing. Many people vote here one after the
// other, so no draft, card, receipt, text size or language may stay for the next. What other pages have left in this browser
// is left alone: it may be a teller's key.

import { keepNothing, load } from "../ui/store.ts";

/** This browser opens the host's page by itself, and whoever sits behind the screen could. */
export const hostMachine = load<string>("hostkey") !== null;

keepNothing();
