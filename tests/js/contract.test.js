/** JavaScript reads and writes the golden bytes, and leaves its own for Python to read. */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { b64u, canonical, fromB64u, fromCanonical, utf8 } from "../../app/static/js/core/encoding.js";
import { parseCard } from "../../app/static/js/core/identity-card.js";
import { challenge, leavesRoot, sheetDigest, whyHash } from "../../app/static/js/evidence/decision.js";
import { peek, recordHash, sha256, thumbprint, verify } from "../../app/static/js/evidence/jws.js";
import { makeRecord } from "../../app/static/js/evidence/record.js";
import { keyCommitment, seal, unseal, unwrap, wrap } from "../../app/static/js/evidence/sealing.js";

const here = new URL("../contract/", import.meta.url);
const golden = JSON.parse(readFileSync(new URL("vectors.json", here), "utf8"));
const cards = JSON.parse(readFileSync(new URL("cards.json", here), "utf8"));
const text = (data) => new TextDecoder().decode(data);

test("canonical JSON has one spelling", async () => {
  for (const one of golden.canonical) {
    assert.equal(canonical(one.value), one.text);
    assert.equal(await sha256(utf8(one.text)), one.sha256);
    assert.deepEqual(fromCanonical(one.text), one.value);
  }
  for (const wrong of [1.5, 2 ** 53, -0, "e\u0301", "\ud800", { é: 1 }, undefined]) assert.throws(() => canonical(wrong));
  for (const wrong of ['{"a": 1}', '{"b":1,"a":2}']) assert.throws(() => fromCanonical(wrong));
});

test("base64url is strict", () => {
  for (const wrong of ["QQ==", "QR", "Q", "a+b/", "QQ\n"]) assert.throws(() => fromB64u(wrong));
  assert.equal(b64u(fromB64u("AAECAw")), "AAECAw");
});

test("keys are named by their thumbprints", async () => {
  for (const { jwk, kid } of Object.values(golden.keys)) assert.equal(await thumbprint(jwk), kid);
});

test("the envelope verifies, and its identity is the signing input", async () => {
  const { text: envelope, hash, claims } = golden.envelope;
  assert.deepEqual(await verify(envelope, "tn-record", golden.keys.device.jwk), claims);
  assert.equal(await recordHash(envelope), hash);
  await assert.rejects(verify(envelope, "tn-beacon", golden.keys.device.jwk));
  await assert.rejects(verify(envelope, "tn-record", golden.keys.record.jwk));
});

test("sealed parts are the golden bytes and open only in their place", async () => {
  for (const one of golden.sealed) {
    const place = { record: one.record, role: one.role, index: one.index };
    const key = fromB64u(one.key);
    assert.equal(b64u(await seal(fromB64u(one.plain), key, place, fromB64u(one.iv))), one.sealed);
    assert.equal(b64u(await unseal(fromB64u(one.sealed), key, place)), one.plain);
    await assert.rejects(unseal(fromB64u(one.sealed), key, { ...place, index: 9 }));
  }
});

test("the wrapping opens, and what is wrapped here opens again", async () => {
  const { record, key, jwe } = golden.wrapping;
  const { jwk, kid } = golden.keys.intake;
  assert.equal(b64u(await unwrap(jwe, record, jwk)), key);
  assert.equal(b64u(await unwrap(await wrap(fromB64u(key), record, { jwk, kid }), record, jwk)), key);
  assert.equal(await keyCommitment(record, fromB64u(key)), golden.commitment.sha256);
});

test("the hash of salted words is the golden one, with a mark and with facts", async () => {
  for (const one of golden.why) assert.equal(await whyHash(one), one.hash);
  assert.notEqual(await whyHash({ ...golden.why[0], words: "khác" }), golden.why[0].hash);
});

test("sheet, leaves and challenge are the golden ones", async () => {
  assert.equal(await sheetDigest(golden.sheet.text), golden.sheet.digest);
  assert.equal(await leavesRoot(golden.leaf.leaves.map((leaf) => leaf.text)), golden.leaf.root);
  assert.equal(await challenge(golden.statement.text), golden.statement.challenge);
});

test("beacon, receipt and key list verify under their keys", async () => {
  const { beacon, receipt, keys } = golden.notices;
  assert.equal((await verify(beacon, "tn-beacon", golden.keys.beacon.jwk)).durable, 40);
  assert.equal((await verify(receipt, "tn-receipt", golden.keys.beacon.jwk)).seq, 7);
  assert.equal((await verify(keys, "tn-keys", golden.keys.root.jwk)).keys.length, 3);
  assert.equal(peek(beacon).durable, 40);
});

test("cards are read as Python reads them", () => {
  for (const one of cards) assert.deepEqual(parseCard(one.raw), one.code ? { code: one.code } : { card: one.card });
});

test("a record made here is left for Python", async () => {
  const { claims } = golden.envelope;
  const { jwk, kid } = golden.keys.device;
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  const device = { kid, key, jwk, iss: claims.iss, org: claims.org, author: claims.author, intake: golden.keys.intake };
  const plain = { v: 1, name: "Nguyễn Thị Sáu", number: 7, none: null };
  const draft = {
    id: claims.id,
    key: crypto.getRandomValues(new Uint8Array(32)),
    kind: "case.submitted",
    stream: claims.stream.id,
    body: plain,
    blobs: [],
    made_at: claims.made_at,
  };
  const made = await makeRecord(device, draft, { n: 0, prev: claims.prev }, golden.notices.beacon);
  assert.equal(text(await unseal(made.body, draft.key, { record: draft.id, role: "body", index: 0 })), canonical(plain));
  mkdirSync(new URL("../../build/", import.meta.url), { recursive: true });
  const out = { envelope: made.envelope, body: b64u(made.body), key: made.key, plain };
  writeFileSync(new URL("../../build/contract-js.json", import.meta.url), JSON.stringify(out));
});
