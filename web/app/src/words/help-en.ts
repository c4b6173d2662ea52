// The English words of the help page. Built into words-en.js only.

import type * as Vi from "./help-vi.ts";

export const help: typeof Vi.help = {
  title: "Help",
  print: "Print this page",
  roles: {
    host: {
      name: "Host",
      lead: "The host opens the room, checks people in, begins and closes the vote, and shows the results. The host sees nobody's ballot.",
      steps: [
        "Create the meeting: enter the list, choose the tellers (three are best, without the host).",
        "Run the checks before the meeting and mend every red line. Run the rehearsal once.",
        "Show the Wi-Fi, then the room's code. Compare 4 digits with each member and tap Present.",
        "Let the room hold a trial vote if it is the first time.",
        "The tellers scan their own code. When the key is made, seal the ballot box and read the seal code aloud.",
        "Begin the vote. Remind everybody to look the ballot over before casting it.",
        "Hold Close the box for 2 seconds; a teller agrees on their own device.",
        "The tellers open the box. Show the results page by page, print the minutes, download the record, archive.",
      ],
      troubles: [
        ["No phone gets in", "Open the checks before the meeting and follow the line Other devices get in."],
        ["A wrong tap, or the computer hangs", "Reload the page. Everything done is still there."],
        ["Another computer must take over", "Open the host's address there and tap Take control."],
        ["Too few ballots to close", "Wait. If there can never be enough, void this vote and write the reason."],
        ["A name is wrong after the sealing", "It cannot be changed. Void this vote, correct the list, seal again."],
      ],
    },
    member: {
      name: "Member",
      lead: "Each member casts one ballot. The phone needs its browser only: nothing to install, no Internet.",
      steps: [
        "Join the Wi-Fi on the projector. If the phone says there is no Internet, choose to stay connected.",
        "Open the camera and scan the room's code, or type the address on the projector.",
        "Choose your name and read 4 digits to the host. With a card, scan it or type its 8 digits.",
        "Choose 1 of 4 levels for each item. To leave one blank, tap Leave blank.",
        "Look the ballot over, and cast it.",
        "When the screen says that you have voted, you are done. The receipt says that your ballot is in the box, not what you chose.",
      ],
      troubles: [
        ["The page was closed or the screen locked", "Scan the room's code again. Your choices are still there."],
        ["It says the ballot is NOT in the box", "Leave the page open; the phone sends it again. Move nearer to the router if it takes long."],
        ["No phone, or poor eyes", "Use the voting table or ask for a paper ballot. Tap A+ for larger text."],
        ["You need more time", "Tap Ask for more time. The host sees only how many ask."],
        ["A page asks for a phone number, Zalo or a one-time code", "That is not this page. Close it and tell the host."],
      ],
    },
    teller: {
      name: "Teller",
      lead: "Each teller holds one part of the key of the seal on their own device. Only enough of them together open the box.",
      steps: [
        "Scan the tellers' code and choose your name. Use one device until the end.",
        "Make the backup: write 8 words on paper and keep them in a sealed envelope.",
        "Compare the seal code with the projector: stop if one letter differs.",
        "Keep the page open during the vote. Agree to the close only when everybody present has voted.",
        "Wait until your device has checked every ballot. Compare the closing code, then open.",
        "Confirm the result, write remarks if there are any, print and sign the minutes.",
      ],
      troubles: [
        ["A device is lost or broken", "Open the tellers' code on another device, restore, and type the 8 words. Not needed if enough others are there."],
        ["The device stops with a red screen", "Read it aloud to the room. Do not open the box; write it into the minutes."],
        ["More ballots came back than were given out", "Stop, write minutes, void the vote."],
      ],
    },
    witness: {
      name: "Witness",
      lead: "Anybody can count again, on another machine, without trusting this software.",
      steps: [
        "Before the vote: hear the seal code and compare projector and tellers' devices. The box must show 0 ballots.",
        "At the close: hear the closing code and compare the devices.",
        "After the results: take the record's file, open the page that counts again (this address, with /verify) on another machine, and choose the file.",
        "The page says that all agrees, or names the item that does not.",
      ],
      troubles: [
        ["It does not agree", "Do not accept the result, keep the file as it is, write minutes."],
        ["A member says the ballot is not in the box", "Tap Check my receipt on that member's phone. If it is not found, the tellers stop."],
      ],
    },
    register: {
      name: "Committee and keeper of the register",
      lead: "The register keeps the whole year of each organisation and member: self-assessments, votes, proposals, decisions. It has nobody's ballot, only totals.",
      steps: [
        "Open the register from the host's page. Bring organisations and members in from Excel: try first, then write.",
        "Choose the rules of the year. Where a point says that it is a default and no rule, ask the committee above.",
        "Record the self-assessments of the organisation and of each member. Members come first, the organisation after them.",
        "At the step of the vote begin it from the register: the meeting opens with its lists filled in. Once it is published the result returns by itself.",
        "Report upward. The committee above appraises, asks others for their opinions, votes and decides.",
        "Before deciding look at the share of excellent ratings and at the page that looks back. Where a decision differs from the proposal, give the reason.",
        "Download minutes and reports and sign them. Plan how to mend weaknesses: who, by when, checked by whom.",
      ],
      troubles: [
        ["Something wrong was recorded", "It cannot be deleted, so that everybody sees what was recorded. Add an adjustment or a cancellation with its reason."],
        ["Too many excellent ratings", "The register only says so and shows the arithmetic. The competent committee decides."],
        ["A result has not returned", "It returns when the meeting is published. See whether it is, and load the register again."],
        ["The machine may break", "Back it up to a USB stick as the installation guide says. Keep the 8 words apart from the stick."],
      ],
    },
  },
  guide: {
    title: "A sheet for the first time",
    lead: "Print this sheet and keep it beside the computer. The whole vote takes about 20 minutes.",
    parts: [
      ["The day before", [
        "Borrow a Wi-Fi router of your own (a phone's hotspot carries only 5 to 10 devices). Use plain letters and digits for its name and password.",
        "Start Phiếu Kín and open the host's address. That address is the key: never show or send it.",
        "Create the meeting, enter the list from Excel, preview the ballot. Run the rehearsal. Print cards and paper ballots for those without a phone.",
      ]],
      ["Half an hour before", [
        "Plug the computer in, switch sleep off, connect the projector, open its page and press F11.",
        "Run the checks before the meeting. Let one phone in.",
      ]],
      ["In the meeting", [
        "The host says: “Please join the Wi-Fi, then scan the code on the screen. This page never asks for a phone number or Zalo.”",
        "Check people in: compare 4 digits, tap Present. The meeting approves the tellers; three of them scan their own code.",
        "Hold one trial vote, then end it and erase it.",
        "Seal the box and read the code aloud. Begin the vote. “Please look your ballot over before you cast it.”",
        "When the ballots are in, close the box. The tellers open it. Show each page, hear remarks, print and sign the minutes.",
      ]],
      ["Afterwards", [
        "Download the record to a USB stick and seal it with the minutes. Archive the meeting.",
        "When its day has come and a competent body decides, destroy the ballots and print the minutes of it.",
      ]],
    ],
    last: "If anything is odd: pause. Ballots that are in stay safe. If in doubt, stop and use paper.",
  },
};
