// What a card says, as it was tapped on the screen, typed on a keyboard, or typed by a scanner that acts as one.

export type Card =
  | { is: "code"; code: string }
  | { is: "credential"; credential: string }
  | { is: "unread" | "other_room" };

/** The 8 digits, or the address in the card's picture: its path is the room, its fragment ends in the credential. */
export function readCard(text: string, room: string): Card {
  const digits = text.replace(/[\s-]/g, "");
  if (/^\d{8}$/.test(digits)) return { is: "code", code: digits };
  const [, where, credential] = /\/(\d{4,6})\/?#(?:.*[^1-9A-Za-z-])?([1-9A-Za-z-]{25})$/.exec(text.trim()) ?? [];
  if (where === undefined || credential === undefined) return { is: "unread" };
  return where === room ? { is: "credential", credential } : { is: "other_room" };
}
