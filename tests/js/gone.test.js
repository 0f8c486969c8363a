/** A case that goes to a colleague while this phone is in the middle of it. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newReceiver } from "../../app/static/js/evidence/sealing.js";
import { forgetGone, keepChanges } from "../../app/static/js/store/changes.js";
import { put } from "../../app/static/js/store/database.js";
import { dropDraft, keepDraft } from "../../app/static/js/store/drafts.js";
import { keepPacket, markStub, packets, stub, stubs } from "../../app/static/js/store/outbox.js";
import * as vault from "../../app/static/js/store/vault.js";
import { Disk } from "./simulator/storage.js";

let disk = new Disk(2);
const FIELDS = { code: "VD-1", name: "Nguyễn Thị Sáu", state: "ready", holder: "officer" };
const GONE = { case: "c", gone: true };
const draft = { id: "tra-c", case: "c", record: "r", key: "", kind: "delivery.completed", code: "VD-1", step: "o-ky", answers: {}, changed: 0 };
const packet = (state) => ({ id: "r", case: "c", kind: "delivery.completed", state, tries: 0, reason: "", blobs: [] });

beforeEach(async () => {
  disk.close();
  disk = new Disk(2).made(2);
  globalThis.indexedDB = disk.factory();
  vault.shut();
  const { jwk } = await newReceiver();
  await vault.makeVault("device", { jwk, kid: "intake" });
  await keepChanges([{ case: "c", fields: FIELDS }], "1");
});

test("a case with nothing of this phone goes at once", async () => {
  await keepChanges([GONE], "2");
  assert.equal(await stub("c"), null);
});

test("a case that is being handed over stays until the draft ends, and says that it went to a colleague", async () => {
  await keepDraft(draft);
  await keepChanges([GONE], "2");
  assert.deepEqual(await stub("c"), { ...FIELDS, id: "c", local: "gone" });
  await dropDraft(draft);
  await forgetGone();
  assert.deepEqual(await stubs(), []);
});

for (const [state, stays] of Object.entries({ waiting: true, parked: true, held: true, accepted: false })) {
  test(`a case whose record is ${state} ${stays ? "stays" : "goes"}`, async () => {
    await keepPacket(packet(state));
    await keepChanges([GONE], "2");
    assert.equal((await stub("c")) !== null, stays);
  });
}

test("what the phone writes of it meanwhile does not make it this officer's again", async () => {
  await keepPacket(packet("waiting"));
  await keepChanges([GONE], "2");
  await markStub("c", { local: "saved" });
  await keepChanges([{ case: "c", held: [] }], "3");
  for (const one of await packets()) await keepPacket({ ...one, state: "accepted" });
  await forgetGone();
  assert.equal(await stub("c"), null);
});

test("a case that comes back is as it was", async () => {
  await keepDraft(draft);
  await keepChanges([GONE], "2");
  await keepChanges([{ case: "c", fields: FIELDS }], "3");
  await dropDraft(draft);
  await forgetGone();
  assert.equal((await stub("c")).local, "");
});

test("a phone that was locked in the meantime forgets nothing", async () => {
  await keepDraft(draft);
  await keepChanges([GONE], "2");
  await put("drafts", { id: "other", locked: {} });
  vault.shut();
  await forgetGone();
  assert.ok(disk.row("cases", "c").gone);
});
