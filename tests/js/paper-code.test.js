/** What the code of a certificate says, made by Python (`python -m tests.contract.make_code`), and versions inside a PDF. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromBase32, readCode, versions } from "../../app/static/js/evidence/paper-code.js";

const golden = JSON.parse(readFileSync(new URL("../contract/paper-code.json", import.meta.url), "utf8"));
const hash = (/** @type {string} */ text) => createHash("sha256").update(text).digest("hex");

test("a code that Python signed is believed, and says what was signed", async () => {
  assert.deepEqual(await readCode(golden.fragment, golden.keys), golden.said);
});

test("no other key and no changed letter is believed", async () => {
  const { fragment, keys } = golden;
  for (const place of [0, 5, 60, 130, fragment.length - 4]) {
    const other = fragment[place] === "A" ? "B" : "A";
    assert.equal(await readCode(fragment.slice(0, place) + other + fragment.slice(place + 1), keys), null, String(place));
  }
  for (const wrong of ["", "A", "!!!!", fragment.slice(0, 80), fragment.toLowerCase()]) assert.equal(await readCode(wrong, keys), null, wrong);
  assert.equal(await readCode(fragment, golden.others), null);
  assert.equal(await readCode(fragment, [{ ...golden.others[0], id: keys[0].id }]), null);
  assert.equal(await readCode(fragment, []), null);
});

test("BASE32 is read strictly", () => {
  assert.deepEqual(fromBase32("MZXW6YTBOI"), new Uint8Array([...Buffer.from("foobar")]));
  for (const wrong of ["MZXW6YTBO1", "mzxw6", "M", "MZ=", "MB"]) assert.equal(fromBase32(wrong), null, wrong);
});

const of = (/** @type {string} */ text) => versions(Uint8Array.from(Buffer.from(text)));

test("each version inside a file is found, however its last line ends, the whole first", async () => {
  for (const end of ["", "\n", "\r\n", "\r"]) {
    const first = `%PDF one %%EOF${end}`;
    const found = await of(`${first}added %%EOF\n`);
    assert.equal(found[0], hash(`${first}added %%EOF\n`));
    assert.ok(found.includes(hash(first)), JSON.stringify(end));
  }
});

test("a file of many ends asks nine questions at most, one without any asks one", async () => {
  assert.equal((await of("%%EOF\n".repeat(500))).length, 9);
  assert.deepEqual(await of("no"), [hash("no")]);
});
