// The English words of desk-vi.ts. Built into words-en.js only.

import type * as Vi from "./desk-vi.ts";

export const frame: typeof Vi.frame = {
  title: "Rating register",
  year: "Year",
  committee: "For the committee",
  parts: {
    year: "The whole year",
    plans: "Mending weaknesses",
    documents: "Documents",
    caps: "Share of excellent",
    candour: "Overview and comparison",
    profiles: "Rules in force",
    templates: "Document templates",
    transfer: "Import and export",
  },
  meetings: "Voting meetings",
  help: "Help",
  again: "Try again",
  undo: "Undo",
  undone: "Undone.",
  fetching: (kilobytes) => `Fetching the file: ${kilobytes} KB`,
  optional: "(optional)",
  by: "Written down by",
  byHow: "The name that stands in the history.",
  noLevel: "None yet",
  unverified: "a default, not yet a rule",
  types: {
    cell: "Subordinate cell",
    base_cell: "Base cell",
    section: "Section committee",
    base_committee: "Base committee",
    upper_committee: "Committee above base level",
  },
  bodies: {
    member: "Member",
    group: "Party group",
    board: "Cell board",
    cell: "Cell",
    committee: "Committee",
    standing: "Standing committee",
    office: "Organisation board",
  },
};

export const deskRefusals: typeof Vi.deskRefusals = {
  lost: "The connection was lost; nothing was done. Try again.",
  unauthorized: "This page has no right to act. Open it again by the host's address.",
  not_found: "There is no such item in the register.",
  bad_request: "What was sent is not right. Look again at the fields.",
  too_large: "The text is too long. Shorten it and save again.",
  unknown_step: "There is no such step in the procedure in force.",
  reason_needed: "This level differs from the proposal: a reason is needed.",
  out_of_order: "The step before is not done. Give a reason if this is to be recorded all the same.",
  not_rated: "This one is not rated this year.",
  level: "No level has been chosen.",
  other: "It could not be saved. Try again, or open the page again.",
};
