// The functions that pages call in their workers. Pages import this file and call.ts and nothing else of the
// cryptography: `remote<MemberApi, MemberEvents>(new Worker("/app/member-worker.js"), {...})`.
// Every function rejects with an Error whose message is one of the codes named beside it.

import type { Card } from "../ballot/cards.ts";
import type { Head, Receipt, Signature } from "../ballot/witness.ts";

export type { Card, Head, Receipt, Signature };

/** The files of a sealed meeting, as the exact text the server serves under /r/{uuid}/. */
export interface SetupFiles {
  readonly uuid: string;
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
  readonly setup: string;
  readonly manifest: string;
  readonly head: Head;
}

/** A phone's request to check in. Identity and nonce stay on the phone. */
export interface Joined {
  readonly id: string;
  readonly identity: string;
  readonly nonce: string;
  readonly recipient: string;
  readonly sealed: string;
}

/** A plaintext of sealed mail; which members it has depends on its kind. */
export interface Mail {
  readonly kind: string;
  readonly name?: number;
  readonly recipient?: string;
  readonly commit?: string;
  readonly pin?: string;
  readonly door?: string;
  readonly code?: string;
  readonly nonce?: string;
  readonly credential?: string;
}

export interface Cast {
  /** The one binary message for /ws/cast. Resend these same bytes on silence. */
  readonly frame: Uint8Array;
  readonly tracker: string;
  /** The eight characters of the tracker shown to people. */
  readonly code: string;
}

/** Codes that the host's, the projector's and the tellers' screens show side by side. */
export interface CodesApi {
  /** Twelve characters of scrypt over the setup, read aloud at sealing. Takes a second or two on a phone. */
  sealCode(setup: string): Promise<string>;
  /** Eight characters of a signed head, read aloud at the close. */
  headCode(head: Head): Promise<string>;
}

export interface MemberApi {
  /** Eight characters of a signed head, as every screen shows it at the close. */
  headCode(head: Head): Promise<string>;
  /** `pin` and `door` are "" without one. Throws registrar_differs when `tag` (from the room's QR code) is given and names another registrar. */
  join(registrar: string, tag: string | null, name: number, pin: string, door: string): Promise<Joined>;
  /**
   * Asks for the credential of the printed card with these 8 digits; `again` is the same device's request before. The answers
   * are mail of kind "credential" or "wrong", with the request's nonce. Throws wrong_code where the check digit does not hold.
   */
  ticket(registrar: string, code: string, again?: Omit<Joined, "sealed">): Promise<Joined>;
  /** Throws mail_unreadable. */
  openReply(identity: string, sealed: string): Promise<Mail>;
  reveal(registrar: string, nonce: string): Promise<string>;
  /** The four digits shown on both screens. `nonce` and `recipient` are this phone's own. */
  checkinCode(nonce: string, hostNonce: string, recipient: string, name: number): Promise<string>;
  /**
   * Checks the whole setup and then prepares one ballot in the background (event `ready`).
   * Throws election_differs, manifest_differs, trustees_invalid, credential_unlisted, head_invalid.
   */
  prepare(files: SetupFiles & { readonly credential: string }): Promise<{ fingerprint: string; subjects: number }>;
  /**
   * One ballot: for each question the index of the answer, or -1 for blank. Waits for what is not prepared yet.
   * Throws not_prepared, choices_invalid. A second call makes a ballot from fresh randomness throughout.
   */
  cast(choices: readonly number[]): Promise<Cast>;
  /** Whether the meeting key (of the setup last prepared) signed this receipt for this tracker. Throws not_prepared. */
  checkReceipt(receipt: Receipt, tracker: string): Promise<boolean>;
  /** Looks the tracker up in the signed list of the closed box. Throws head_invalid, not_prepared. */
  lookUp(closedHead: Head, trackers: string, tracker: string): Promise<"counted" | "absent">;
}

export interface KioskApi extends MemberApi {
  /** Asks, for the tellers who enter printed ballots here, for credentials to cast them; they come as mail of kind "credential". */
  paper(registrar: string): Promise<Joined>;
}

export interface MemberEvents {
  /** Questions prepared so far; the last tap is instant once done equals total. */
  ready(done: number, total: number): void;
}

export interface HostApi extends CodesApi {
  newRegistrar(): Promise<{ identity: string; recipient: string }>;
  /** Throws identity_invalid. */
  recipientOf(identity: string): Promise<string>;
  /** The tag of the registrar's recipient for the fragment of the room's QR code. */
  tagOf(recipient: string): Promise<string>;
  /** Throws mail_unreadable. */
  openMail(identity: string, sealed: string): Promise<Mail>;
  seal(recipient: string, message: object): Promise<string>;
  nonce(): Promise<string>;
  /** The id that a kiosk with this recipient must have. */
  deviceId(recipient: string): Promise<string>;
  /** Throws commit_differs when the phone's nonce is not the one it committed to when joining. */
  checkinCode(commit: string, nonce: string, hostNonce: string, recipient: string, name: number): Promise<string>;
  /**
   * Public credentials sorted, those of the cards' among them, and in another, random order `count` credentials each sealed to
   * the registrar (event `made`).
   */
  makeCredentials(uuid: string, count: number, recipient: string, cards: readonly string[]): Promise<{ credentials: string[]; slips: string[] }>;
  /** The first `count` printed cards of a meeting: the same ones for ever. */
  cards(identity: string, uuid: string, count: number): Promise<Card[]>;
  /** The six-digit PIN of each name, in their order: the same ones for ever. */
  pins(identity: string, uuid: string, names: readonly string[]): Promise<string[]>;
  /** The name in a note that this registrar sealed to itself. Throws mail_unreadable. */
  openNote(identity: string, note: string): Promise<number>;
  /** Throws mail_unreadable. */
  openSlip(identity: string, slip: string): Promise<string>;
  /** Throws credential_invalid. */
  publicCredential(uuid: string, credential: string): Promise<string>;
}

export interface HostEvents {
  made(done: number, total: number): void;
}

/**
 * A partial decryption: its exact text, and the digest of the one tally it answers. Store both durably before sending, and
 * resend this same text.
 */
export interface Opening {
  readonly payload: string;
  readonly digest: string;
}

/** A teller's secret, and what it is known by: with both, `prepare`, `check` and `open` work. */
export interface Share {
  /** Decimal text. */
  readonly secret: string;
  /** The published half whose hash the manifest names: the teller's certificate, as JSON text. */
  readonly key: string;
  /** The exact trustees.json that this device has made or accepted. */
  readonly made: string;
}

export interface CeremonyStep {
  /** To be stored before `message` is sent. Secret. */
  readonly state: string;
  /** What this device has to send now; null while it waits for others. */
  readonly message: string | null;
  readonly done: (Share & { readonly nonces: string[] }) | null;
}

export interface TellerApi extends CodesApi {
  /** A new secret key, as text, and its public half: the trustee's JSON text. Keep both, and the same ones. */
  newTrustee(): Promise<{ secret: string; key: string }>;
  /**
   * Starts this device's part in a t-of-n key ceremony as the teller at `index` (from 0); `message` is the first to send.
   * Store the state before sending, and start anew whenever the host has started the ceremony again.
   * Throws ceremony_terms, ceremony_index:<teller>.
   */
  ceremonyNew(terms: { readonly uuid: string; readonly size: number; readonly threshold: number; readonly index: number }): Promise<{ state: string; message: string }>;
  /**
   * Goes on with all messages so far: `sent[i]` are those of the teller at i in the order of the rounds, as in the room's
   * `ceremony.sent`. Never call it again from a state before the last one was stored: one step at a time.
   * Throws, each with ":" and the number from 1 of the teller whose message is refused: ceremony_form, ceremony_commitment,
   * ceremony_certificate, ceremony_recipient, ceremony_coefexps, ceremony_share, ceremony_key, ceremony_changed (a message that
   * was accepted before), ceremony_not_own (what stands at this device's place is not what it sent), ceremony_index; and
   * ceremony_state. A refusal changes nothing.
   */
  ceremonyNext(ceremony: { readonly state: string; readonly sent: readonly (readonly string[] | null)[] }): Promise<CeremonyStep>;
  /** A label for what each teller committed to, as shown to this device: to find out whose key was swapped. Throws ceremony_state. */
  seenCodes(state: string): Promise<string[]>;
  /** Eight characters of the sealed setup and the ceremony's nonces, read aloud: the same on every teller's screen. */
  tellersCode(code: { readonly setup: string; readonly nonces: readonly string[] }): Promise<string>;
  /**
   * Seals the share of the teller at `index` (from 0) under eight new words: `file` is armored text for a file or a paper slip.
   * Takes a second or two on a phone. Throws backup_other when the secret is not this teller's in `made`.
   */
  backup(kept: { readonly uuid: string; readonly index: number; readonly secret: string; readonly made: string; readonly nonces?: readonly string[] | undefined }): Promise<{ words: string; file: string }>;
  /**
   * Opens a backup with the words as they were typed, for the meeting whose sealed trustees.json is given. Throws
   * word_unknown:<which, from 1>, words_count:<how many>, phrase_wrong, backup_invalid, backup_other (another meeting's).
   */
  restore(backup: { readonly words: string; readonly file: string; readonly uuid: string; readonly trustees: string }): Promise<Share & { readonly index: number; readonly nonces?: readonly string[] }>;
  /** What lets a new device take the place of the old one: the restored share's signature on `device`, by which it comes back. */
  returnSignature(returning: { readonly secret: string; readonly uuid: string; readonly index: number; readonly device: string }): Promise<Signature>;
  /** Seals any text under eight new words, as `backup` does; `file` is armored text. */
  sealUnderWords(text: string): Promise<{ words: string; file: string }>;
  /** The words in their one form, as `restore` reads them: to compare what was typed back. Throws word_unknown, words_count. */
  normalise(words: string): Promise<string>;
  /**
   * Checks the setup for the teller at `index` (from 0), whose published key or certificate is `key`; after a ceremony `made`
   * is the trustees.json that it gave. Throws election_differs, manifest_differs, trustees_invalid, key_differs,
   * trustees_differ, head_invalid.
   */
  prepare(files: SetupFiles & { readonly index: number; readonly key: string; readonly made?: string }): Promise<{ digest: string; subjects: number }>;
  /** Makes this worker one that verifies ballots beside the one that was prepared. The texts are those that it checked. */
  beginVerifying(election: string, credentials: string): Promise<void>;
  /** The trackers of those ballots that hold. Throws not_prepared. */
  verify(ballots: readonly string[]): Promise<string[]>;
  /** Tells the prepared worker which ballots its fellows have verified: `check` only adds them up. */
  verified(trackers: readonly string[]): Promise<void>;
  /** The ballots of the closed box that are not verified yet. Throws not_prepared, box_invalid, setup_differs. */
  remaining(closed: Uint8Array): Promise<string[]>;
  /** Throws promise_broken, and never opens, when one of these receipts is sound and its ballot is not in the checked box. */
  keeps(receipts: readonly Receipt[]): Promise<void>;
  /**
   * Every check on the closed box (event `checked`). `unissued` are the public credentials nobody received, `admitted` how
   * many members were admitted, `own` this teller's own tracker if they voted.
   * Throws not_prepared, box_invalid, box_invalid_ballot, tally_differs, setup_differs, head_invalid, below_quorum,
   * unissued_missing (the host has not said), unissued_unknown, unissued_cast, issued_differs, own_ballot_missing.
   */
  check(box: {
    readonly closed: Uint8Array;
    readonly head: Head;
    readonly unissued: readonly string[] | null;
    readonly admitted: number;
    readonly own?: string | null;
  }): Promise<{ size: number }>;
  /**
   * Decrypts the sum this worker computed itself in `check`. `answered` is the digest stored earlier, or null.
   * Throws not_checked, key_differs, second_total.
   */
  open(secret: string, answered: string | null): Promise<Opening>;
}

export interface TellerEvents {
  checked(done: number, total: number): void;
}
