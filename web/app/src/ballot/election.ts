// The election as stored: what may be chosen, and under which key. Its fingerprint is the hash of its exact bytes.

import { b64Hash } from "../crypto/hash.ts";
import { parseKey } from "../crypto/group.ts";
import type { Element } from "../crypto/group.ts";
import { demand } from "../crypto/refusal.ts";
import { array, boolean, count, object, parseJson, string } from "../crypto/strict.ts";
import type { Json } from "../crypto/strict.ts";

/** The digits of identifiers and credentials. */
export const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A choice of `min` to `max` among the answers, or of none of them where blank is allowed. */
export interface Question {
  readonly text: string;
  readonly answers: readonly string[];
  readonly blank: boolean;
  readonly min: number;
  readonly max: number;
}

export interface Election {
  /** The hash of the exact bytes, in every ballot and every decryption proof. */
  readonly fingerprint: string;
  readonly name: string;
  readonly description: string;
  readonly uuid: string;
  readonly key: Element;
  readonly questions: readonly Question[];
}

/** How many ciphertexts a ballot has for the question: a blank comes first where it is allowed. */
export function ciphertexts(question: Question): number {
  return question.answers.length + (question.blank ? 1 : 0);
}

/** How many entries the question's overall proof has: one for each allowed sum, and one for the blank. */
export function overallEntries(question: Question): number {
  return question.max - question.min + 1 + (question.blank ? 1 : 0);
}

/** The only kind of question that this service makes. */
export function exactlyOne(question: Question): boolean {
  return question.min === 1 && question.max === 1 && question.answers.length >= 2;
}

/** Reads election.json in any spelling of JSON, since its bytes are what is hashed. Throws bad_json, bad_election, bad_point. */
export function parseElection(json: string): Election {
  const members = ["version", "description?", "name?", "group", "public_key", "questions", "uuid", "administrator?", "credential_authority?"];
  const e = object(parseJson(json), members, true);
  demand(e["version"] === 1 && e["group"] === "Ed25519", "bad_election", "version or group");
  const uuid = string(e["uuid"]);
  demand(/^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(uuid), "bad_election", "uuid");
  const questions = array(e["questions"]).map(readQuestion);
  demand(questions.length > 0 && questions.length <= 2000, "bad_election", "questions");
  return {
    fingerprint: b64Hash(json),
    name: text(e["name"]),
    description: text(e["description"]),
    uuid,
    key: parseKey(string(e["public_key"])),
    questions,
  };
}

/** A text that may be left out. */
function text(value: Json = ""): string {
  return string(value);
}

function readQuestion(value: Json): Question {
  const q = object(value, ["answers", "blank?", "min", "max", "question?"], true);
  const question = {
    text: text(q["question"]),
    answers: array(q["answers"]).map(string),
    blank: "blank" in q && boolean(q["blank"]),
    min: count(q["min"]),
    max: count(q["max"]),
  };
  const { answers, min, max } = question;
  demand(answers.length > 0 && answers.length <= 100 && min <= max && max <= answers.length, "bad_election", "impossible choice");
  return question;
}
