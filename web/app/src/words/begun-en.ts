// The English words of begun-vi.ts. Built into words-en.js only.

import type * as Vi from "./begun-vi.ts";

export const begun: typeof Vi.begun = {
  register: "Rating register",
  inRegister: "See it in the register",
  fromRegister: "This draft comes from the register. Once the seal is open, the result returns there by itself.",
  notFound: "This ballot could not be read from the register. Open it from there again, or draft a new meeting.",
  over: "This ballot of the register is over.",
  round: (title, n) => `${title}, round ${n}`,
  others: "Rated, and not in the list",
  profile: "Rating rules",
  unverified: "a default, not a regulation",
  profileHow: (title) => `${title}: what a level needs is a default, not a regulation.`,
  warnings: {
    out_of_order: "A step before this ballot is open.",
    not_rated: "Somebody is not rated this year and stays off the ballot.",
    no_step: "The procedure has no ballot here on one of the subjects.",
    isolates: "One or two voters more or fewer than in an earlier round: the two results together may show single votes.",
    held_before: "There was a ballot on this already.",
    no_voters: "The register does not say who sits on this body: enter the voters.",
  },
};
