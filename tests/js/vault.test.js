/** The vault on a phone's disk: what opens it, what guesses cost, what is noted while it is shut, what older releases left. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { GUESSES, waitAfter } from "../../app/static/js/core/pin.js";
import { b64u, hex, joined } from "../../app/static/js/core/encoding.js";
import { newReceiver, random, unwrapFor, wrap } from "../../app/static/js/evidence/sealing.js";
import { markStub, mayReceive, settleMarks, stub } from "../../app/static/js/store/outbox.js";
import { addPasskey, dropPasskey, hasPin, isEmptied, passkeyHere, pinWait, pinWrong, setPin, tryPasskey, tryPin } from "../../app/static/js/store/pin.js";
import * as vault from "../../app/static/js/store/vault.js";
import { put } from "../../app/static/js/store/database.js";
import { Disk } from "./simulator/storage.js";

const PIN = "280615";
const WRONG = "135790";
const NAME = "Nguyễn Thị Canary";
let disk = new Disk(2);

/** A phone that was just let in, its vault guarded by a PIN. */
beforeEach(async () => {
  disk.close();
  disk = new Disk(2).made(2);
  globalThis.indexedDB = disk.factory();
  vault.shut();
  const { jwk } = await newReceiver();
  await vault.makeVault("device", { jwk, kid: "intake" });
});

const kept = () => disk.row("keys", "vault");

/** The phone is started anew. */
const start = () => {
  vault.shut();
  return vault.openVault();
};

/** A guess whose wait is over. */
const guess = async (pin, at = Number.MAX_SAFE_INTEGER) => {
  const { until, ...rest } = kept();
  disk.stores.get("keys").rows.set("vault", { ...rest, until: 0 });
  return tryPin(pin, at);
};

test("before the PIN is set the phone opens its vault alone, afterwards never again", async () => {
  assert.equal(await start(), true);
  await setPin(PIN);
  assert.equal(kept().wrapped, undefined);
  assert.equal(await start(), false);
  assert.equal(await tryPin(WRONG, 0), false);
  assert.equal(vault.isOpen(), false);
  assert.equal(await tryPin(PIN, 0), true);
  assert.equal(vault.isOpen(), true);
});

test("what was locked before a change of the PIN opens after it, and the old PIN opens nothing", async () => {
  await setPin(PIN);
  const locked = await vault.lock({ name: NAME });
  await setPin("190283");
  await start();
  assert.equal(await tryPin(PIN, 0), false);
  assert.equal(await tryPin("190283", 0), true);
  assert.deepEqual(await vault.unlock(locked), { name: NAME });
});

test("guesses wait longer and longer; a guess during a wait is not tried, and not counted", async () => {
  await setPin(PIN);
  await start();
  for (let wrong = 1; wrong <= 5; wrong += 1) assert.equal(await tryPin(WRONG, 1000), false);
  assert.equal(await pinWrong(), 5);
  assert.equal(await pinWait(1000), waitAfter(5));
  assert.equal(await tryPin(PIN, 2000), false);
  assert.equal(await pinWrong(), 5);
  assert.equal(await tryPin(PIN, 1000 + waitAfter(5)), true);
  assert.equal(await pinWrong(), 0);
});

test("the tenth wrong guess takes away all that opens the vault here, however the clock is set", async () => {
  await setPin(PIN);
  await addPasskey("id", random(32));
  await start();
  for (let wrong = 1; wrong < GUESSES; wrong += 1) await guess(WRONG);
  assert.equal(await isEmptied(), false);
  await guess(WRONG);
  assert.equal(await isEmptied(), true);
  assert.deepEqual(Object.keys(kept()).sort(), ["emptied", "forCommune", "wrapping"]);
  assert.equal(await guess(PIN), false);
  assert.equal(await hasPin(), true, "the page asks for a sign-in, not for a first PIN");
});

test("a passkey opens the vault by its secret, and no longer when it was dropped", async () => {
  const secret = random(32);
  await setPin(PIN);
  await addPasskey("id", secret);
  await start();
  assert.equal(await passkeyHere(), "id");
  assert.equal(await tryPasskey(random(32)), false);
  assert.equal(vault.isOpen(), false);
  assert.equal(await tryPasskey(secret), true);
  await setPin("190283");
  await start();
  assert.equal(await tryPasskey(secret), true, "another PIN leaves the passkey");
  await dropPasskey();
  await start();
  assert.equal(await tryPasskey(secret), false);
});

test("what the commune opened again is guarded by a new PIN", async () => {
  await setPin(PIN);
  const raw = vault.bytesOfKey().slice();
  const locked = await vault.lock({ name: NAME });
  await start();
  for (let wrong = 1; wrong <= GUESSES; wrong += 1) await guess(WRONG);
  const { secret, jwk } = await newReceiver();
  await vault.adopt(await unwrapFor(await wrap(raw, "device", { jwk, kid: "page" }), "device", secret));
  await setPin("190283");
  await start();
  assert.equal(await tryPin("190283", 0), true);
  assert.deepEqual(await vault.unlock(locked), { name: NAME });
});

test("a store of the first releases asks for its PIN once more, and is guarded by it from then on", async () => {
  const locked = await vault.lock({ name: NAME });
  await put("keys", await oldPin(PIN), "pin");
  assert.equal(await start(), false, "a PIN that did not guard the vault yet is asked for all the same");
  assert.equal(await tryPin(WRONG, 0), false);
  assert.equal(disk.row("keys", "pin").wrong, 1);
  assert.equal(await tryPin(PIN, 0), true);
  assert.equal(disk.row("keys", "pin"), undefined);
  assert.equal(kept().wrapped, undefined);
  await start();
  assert.equal(await tryPin(PIN, 0), true);
  assert.deepEqual(await vault.unlock(locked), { name: NAME });
});

/** As those releases kept it. */
const oldPin = async (pin) => {
  const salt = random(16);
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const hash = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 310_000 }, key, 256);
  return { salt: b64u(salt), hash: b64u(hash), wrong: 0, until: 0 };
};

test("while the vault is shut a case's way is noted without its words, and written when it opens", async () => {
  await setPin(PIN);
  await put("cases", { id: "a", locked: await vault.lock({ id: "a", code: "VD-1", name: NAME, local: "saved" }) });
  await start();
  assert.equal(await mayReceive(), false);
  await markStub("a", { local: "" });
  await markStub("a", { safe: true });
  assert.deepEqual(
    disk.row("meta", "marks").map((one) => one.fields),
    [{ local: "" }, { safe: true }],
  );
  await tryPin(PIN, 0);
  await settleMarks();
  assert.deepEqual(await stub("a"), { id: "a", code: "VD-1", name: NAME, local: "", safe: true });
  assert.deepEqual(disk.row("meta", "marks"), []);
  await markStub("a", { local: "held" });
  assert.equal((await stub("a")).local, "held");
});

test("nothing of a citizen and no key lies open on the disk", async () => {
  await setPin(PIN);
  const raw = hex(vault.bytesOfKey());
  await put("cases", { id: "a", locked: await vault.lock({ id: "a", name: NAME }) });
  const dump = [...disk.stores.values()]
    .flatMap(({ rows }) => [...rows.values()])
    .map(textOf)
    .join("\n");
  for (const secret of [NAME, "Canary", raw, PIN]) assert.equal(dump.includes(secret), false, secret);
  assert.equal(kept().wrapping.extractable, false);
  // the look would find the key in the midst of anything
  assert.ok(textOf({ planted: joined(random(5), vault.bytesOfKey(), random(5)) }).includes(raw));
});

/** Bytes as text and as hex, whatever holds them. */
const textOf = (value) => {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value instanceof ArrayBuffer ? value : value.buffer);
    return `${new TextDecoder().decode(bytes)} ${hex(bytes)}`;
  }
  return value && typeof value === "object" ? Object.values(value).map(textOf).join(" ") : String(value);
};
