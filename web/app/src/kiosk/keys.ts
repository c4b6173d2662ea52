// A keyboard, or a scanner that acts as one: it types the card's address, or its digits, and then Enter. There is no field to
// type into, so nothing is offered for filling in and nothing is remembered.

import { room, step } from "../member/state.ts";
import type { Room } from "../wire/socket.ts";
import { resting, stage, typed } from "./state.ts";
import { takeCard } from "./visit.ts";

/** Longer than any card's address. */
const LONGEST = 200;

/** Whether a card may be shown now. */
export function cardsTaken(): boolean {
  const { phase } = room.value ?? {};
  return stage.value === "voter" && step.value === "who" && (phase === "open" || phase === "paused") && !resting.value;
}

/** Takes one more character, or the last one back; a ninth digit is none of a card's. */
export function press(key: string): void {
  if (key === "Backspace") typed.value = typed.value.slice(0, -1);
  else if (typed.value.length < LONGEST && !/^\d{9}$/.test(typed.value + key)) typed.value += key;
}

/** Keys come here wherever the focus is; Enter on a button stays with the button as long as nothing has been typed. */
export function listenForCards(socket: Room): void {
  addEventListener("keydown", (event) => {
    if (!cardsTaken() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && typed.value !== "") {
      event.preventDefault();
      void takeCard(socket);
    } else if (event.key === "Backspace" || (event.key.length === 1 && event.key !== " ")) {
      press(event.key);
    }
  }, true);
}
