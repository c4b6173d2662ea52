// Phrases, and a teller's share kept under one: made here, opened here, and nothing else taken for it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { Decrypter, Encrypter, Stanza, armor } from "age-encryption";
import { beforeAll, describe, expect, test } from "vitest";
import { b64, concat, fromUtf8, utf8 } from "../src/crypto/encoding.ts";
import { randomScalar } from "../src/crypto/group.ts";
import { hexHash } from "../src/crypto/hash.ts";
import { openUnder, sealUnder } from "../src/crypto/scrypt.ts";
import { list } from "../src/crypto/words-list.ts";
import { newPhrase, normalise } from "../src/crypto/words.ts";
import { backUp, restore } from "../src/tally/backup.ts";
import { newSecret, trusteeJson } from "../src/tally/trustee.ts";
import { play, terms, uuid } from "./ceremony.ts";

const phrase = "cham doan giuong khuyen manh phanh thich xiec";

describe("phrases", () => {
  test("are of Go's list", () => {
    expect(`${list.join("\n")}\n`).toBe(readFileSync(join(process.cwd(), "../../crypto/words/words.txt"), "utf8"));
    expect(new Set(list).size).toBe(2048);
  });

  test("are read as they were written, and use the whole list", () => {
    const used = new Set<string>();
    for (let n = 0; n < 2000; n++) {
      const made = newPhrase();
      expect(normalise(made)).toBe(made);
      for (const word of made.split(" ")) used.add(word);
    }
    // 16000 draws leave out one word or so of 2048; a part of the list that is never drawn would be seen.
    expect(used.size).toBeGreaterThan(2028);
  });

  test.each([
    phrase,
    "  CHAM Doan giuong\tkhuyen\nmanh   phanh thich xiec ",
    "chậm đoàn giường khuyên mạnh phanh thích xiếc",
    "chậm đoàn giường khuyên mạnh phanh thích xiếc".normalize("NFD"),
    "1. cham 2. doan 3. giuong 4. khuyen 5. manh 6. phanh 7. thich 8. xiec",
    "Cham-ĐOAN-GIƯỜNG-khuyen, manh, phanh, thich, xiec.",
  ])("forgive what phones do: %s", (typed) => {
    expect(normalise(typed)).toBe(phrase);
  });

  test.each([
    ["", "words_count:0"],
    ["cham doan giuong khuyen manh phanh thich", "words_count:7"],
    [`${phrase} xiec`, "words_count:9"],
    ["cham doan giuong kuhyen manh phanh thich xiec", "word_unknown:4"],
    ["cham doan giuong khuyen manh phanh thich zzz", "word_unknown:8"],
    [phrase.replace("a", "а"), "word_unknown:1"], // a Cyrillic letter
  ])("tell which word is wrong: %s", (typed, code) => {
    expect(() => normalise(typed)).toThrow(code);
  });
});

describe("a file under a phrase", () => {
  let file: string;
  beforeAll(async () => {
    file = await sealUnder(phrase, utf8("nội dung"));
  });

  test("opens with the phrase, here and with an untouched library", async () => {
    expect(fromUtf8(await openUnder(phrase, file))).toBe("nội dung");
    expect(fromUtf8(await openUnder(phrase, `\r\n${file.replace(/\n/g, "\r\n")} `))).toBe("nội dung");
    const decrypter = new Decrypter();
    decrypter.addPassphrase(phrase);
    expect(await decrypter.decrypt(armor.decode(file), "text")).toBe("nội dung");
    expect(fromUtf8(armor.decode(file).slice(0, 60))).toMatch(/^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} 15\n/);
    expect(file.split("\n").every((line) => line.length <= 64)).toBe(true);
  });

  test("is another one each time", async () => {
    expect(await sealUnder(phrase, utf8("nội dung"))).not.toBe(file);
  });

  test("opens only with the phrase, and only whole", async () => {
    await expect(openUnder(phrase.replace("cham", "chan"), file)).rejects.toThrow("phrase_wrong");
    const bytes = armor.decode(file);
    for (const at of [0, 30, 60, 100, 140, 170, bytes.length - 1]) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openUnder(phrase, armor.encode(changed)), String(at)).rejects.toThrow(/phrase_wrong|backup_invalid/);
    }
    for (const bad of ["", "x", file.slice(0, -20), file.replace("BEGIN", "START"), file.replace(/\n\w/, "\n!"), `${file}${file}`]) {
      await expect(openUnder(phrase, bad), bad.slice(0, 20)).rejects.toThrow("backup_invalid");
    }
  });

  const work = async (factors: string[]): Promise<string> => {
    const encrypter = new Encrypter();
    for (const factor of factors) {
      encrypter.addRecipient({
        wrapFileKey: (fileKey) => {
          const salt = new Uint8Array(16);
          // The key of a refused file is never asked for: were it, the phrase would be called wrong.
          const key = scrypt(utf8(phrase), concat(utf8("age-encryption.org/v1/scrypt"), salt), { N: /^1[0-6]$/.test(factor) ? 2 ** Number(factor) : 2, r: 8, p: 1, dkLen: 32 });
          return [new Stanza(["scrypt", b64(salt), factor], chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey))];
        },
      });
    }
    return armor.encode(await encrypter.encrypt(utf8("x")));
  };

  test("may ask for as much work as a phone can do, and no more", async () => {
    expect(fromUtf8(await openUnder(phrase, await work(["10"])))).toBe("x");
    expect(fromUtf8(await openUnder(phrase, await work(["16"])))).toBe("x");
    for (const factors of [["17"], ["40"], ["016"], ["-1"], ["15", "15"], []]) await expect(openUnder(phrase, await work(factors)), factors.join()).rejects.toThrow("backup_invalid");
  });
});

describe("a backup", () => {
  let made: string;
  let kept: { uuid: string; index: number; secret: string; trustees: string; nonces: readonly string[] };
  let saved: { words: string; file: string };
  beforeAll(async () => {
    const { outcomes } = await play(terms(2, 3));
    made = outcomes[1]?.trustees ?? "";
    kept = { uuid, index: 2, secret: outcomes[1]?.secret ?? "", trustees: made, nonces: outcomes[1]?.nonces ?? [] };
    saved = await backUp(kept);
  });

  test("gives the share and certificate back, from words as people type them", async () => {
    const key = JSON.parse(made) as [["Pedersen", { certs: object[] }]];
    expect(await restore(saved.words.toUpperCase(), saved.file, { uuid, trustees: made })).toEqual({ ...kept, key: JSON.stringify(key[0][1].certs[1]) });
    expect(JSON.parse(fromUtf8(await openUnder(saved.words, saved.file)))).toEqual({ uuid, index: 2, trustees: hexHash(made), share: kept.secret, nonces: kept.nonces });
  });

  test("of an indispensable trustee works alike", async () => {
    const secrets = [newSecret(), newSecret()];
    const keys = secrets.map(trusteeJson);
    const single = { uuid, index: 2, secret: secrets[1] ?? "", trustees: `[${keys.map((key) => `["Single",${key}]`).join(",")}]` };
    const { words, file } = await backUp(single);
    expect(await restore(words, file, single)).toEqual({ ...single, key: keys[1] });
  });

  test("is never under the same words or in the same file", async () => {
    const second = await backUp(kept);
    expect(second.words).not.toBe(saved.words);
    expect(second.file).not.toBe(saved.file);
  });

  test("is not made of a secret that is not the teller's", async () => {
    for (const change of [{ index: 1 }, { index: 0 }, { index: 4 }, { nonces: kept.nonces.slice(1) }, { secret: newSecret() }, { trustees: `[["Single",${trusteeJson(newSecret())}]]` }]) {
      await expect(backUp({ ...kept, ...change })).rejects.toThrow("backup_other");
    }
  });

  test("of another meeting, of other trustees, or of another teller's share is refused", async () => {
    await expect(restore(saved.words, saved.file, { uuid: "Q5V7oUSV4CdWW8", trustees: made })).rejects.toThrow("backup_other");
    const others = (await play(terms(2, 3))).outcomes[0]?.trustees ?? "";
    await expect(restore(saved.words, saved.file, { uuid, trustees: others })).rejects.toThrow("backup_other");
    const content = { uuid, index: 2, trustees: hexHash(made), share: kept.secret };
    const under = (change: object): Promise<string> => sealUnder(phrase, utf8(JSON.stringify({ ...content, ...change })));
    expect((await restore(phrase, await under({}), { uuid, trustees: made })).secret).toBe(kept.secret);
    for (const change of [{ nonces: ["00"] }, { index: 3 }, { index: 0 }, { share: String(randomScalar()) }]) {
      await expect(restore(phrase, await under(change), { uuid, trustees: made })).rejects.toThrow("backup_other");
    }
    for (const change of [{ share: "0" }, { share: `0${kept.secret}` }, { nonces: [1] }, { nonces: "00" }, { more: 1 }, { index: "2" }, { share: undefined }]) {
      await expect(restore(phrase, await under(change), { uuid, trustees: made })).rejects.toThrow("backup_invalid");
    }
    await expect(restore(`${saved.words} xiec`, saved.file, { uuid, trustees: made })).rejects.toThrow("words_count:9");
    await expect(restore(phrase, saved.file, { uuid, trustees: made })).rejects.toThrow("phrase_wrong");
  });
});
