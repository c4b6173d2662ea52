// The English words of stage-vi.ts, section by section. Built into words-en.js only.

import type * as Vi from "./stage-vi.ts";

export const wall: typeof Vi.wall = {
  step1: "STEP 1. JOIN THE WI-FI",
  wifiName: "Network",
  wifiPassword: "Password",
  wifiOpen: "This network has no password.",
  keepOn: "If the phone says there is no Internet, choose to stay connected.",
  howTitle: "HOW TO VOTE",
  timeLeft: "Expected time left",
  timeOver: "The expected time is over, the ballot box is still open",
  lastCall: "THE BOX WILL SOON BE CLOSED. Whoever has not voted, please vote now.",
  trial: "TRIAL VOTE: tap Trial vote on your phone. Trial ballots are erased.",
  framed: "framed: the level proposed",
  archived: "The meeting has been archived.",
};

export const screens: typeof Vi.screens = {
  open: "Control the projector",
  scenes: { wifi: "1. Wi-Fi", room: "2. Room code", how: "3. How to vote" },
  scenesHow: "One code at a time. Show the Wi-Fi first, then the room's code.",
  onlyBefore: "You can change the screen before the sealing. After that the projector follows the steps of the meeting.",
  wifiName: "Wi-Fi network",
  wifiPassword: "Wi-Fi password",
  wifiHow: "Kept in this browser alone, and shown only while the Wi-Fi screen is chosen. Plain letters and digits are best.",
  wifiSave: "Show the Wi-Fi code",
  time: "Expected time",
  timeHow: "For information only. The box stays open when the time is over.",
  minutes: "Minutes",
  setTime: "Set",
  moreTime: "5 more minutes",
  left: (text) => `${text} left`,
  over: "The expected time is over",
  noTime: "Not set",
  asked: (n) => (n === 1 ? "1 member asks for more time." : `${n} members ask for more time.`),
  lastCall: "Last call",
  lastCallOff: "End the last call",
  unitOnly: "Minutes only, members' results stay off the screen",
  phones: "Show results on phones",
  disclosure: "Who sees the results",
  keys: "A presenter (Page Up, Page Down) turns the page on the projector at once. Arrow keys look ahead, Enter shows.",
  readOnly: "This computer only looks on. Another one controls the meeting.",
  moved: "Control has moved to another computer",
  taken: "Control has moved to this computer",
  take: "Take control",
};
