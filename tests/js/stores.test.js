/** What each release left on a phone opens today: drafts go on, what waits is sent, the chain continues. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { unsent } from "../../app/static/js/core/drain.js";
import { checkRecord } from "../../app/static/js/evidence/record.js";
import { sign } from "../../app/static/js/evidence/jws.js";
import * as changes from "../../app/static/js/store/changes.js";
import * as device from "../../app/static/js/store/device.js";
import { drafts, readPhoto } from "../../app/static/js/store/drafts.js";
import * as outbox from "../../app/static/js/store/outbox.js";
import { tryPin } from "../../app/static/js/store/pin.js";
import { openVault, shut } from "../../app/static/js/store/vault.js";
import { round } from "../../app/static/js/sync/round.js";
import { readDisk } from "./stores/disk-file.js";

const folder = new URL("./stores/", import.meta.url);
const releases = readdirSync(folder).filter((name) => name.endsWith(".json"));
const NOW = "2026-11-26T08:00:00.000+07:00";

/** @type {any} */
let present;

/** The phone of that release, started with today's app, its officer's PIN typed. */
const start = async (name) => {
  const { disk, facts } = await readDisk(readFileSync(new URL(name, folder), "utf8"));
  present?.close();
  present = disk;
  globalThis.indexedDB = disk.factory();
  Object.defineProperty(globalThis, "navigator", { value: { locks: { request: (_name, work) => work({}) } }, configurable: true });
  shut();
  assert.equal(await openVault(), false, "no release's phone opens without its PIN");
  assert.equal(await tryPin("135790", 0), false);
  assert.equal(await tryPin(facts.pin, 0), true);
  return { disk, facts };
};

/** A server that takes all, and what it was given. */
const office = async (facts) => {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", { ...facts.beacon, key_ops: undefined }, algorithm, false, ["sign"]);
  const signed = (payload, typ) => sign(payload, typ, facts.beacon_kid, key);
  const beacon = await signed({ v: 1, at: NOW, epoch: "e1", durable: 0 }, "tn-beacon");
  const given = [];
  const postAs = async (_own, _beacon, path, value) => {
    if (path === "/api/check") return { device: "active", known: [], missing: [] };
    const hashes = value.records.map(({ envelope }) => waiting.get(envelope));
    given.push(...hashes);
    const receipt = await signed({ v: 1, record: hashes[0], blobs: [], seq: given.length, epoch: "e1", at: NOW }, "tn-receipt");
    return { verdicts: [{ verdict: "accepted", seq: given.length, receipt }] };
  };
  const waiting = new Map((await outbox.packets()).map((packet) => [packet.envelope, packet.hash]));
  const getJson = async (path) => (path === "/api/beacon" ? { beacon } : { person: null });
  return { given, office: { getJson, postAs, tus: async () => ({ status: 204, offset: 0 }) } };
};

test("each release has left its store", () => assert.ok(releases.length >= 2));

for (const name of releases) {
  test(`${name}: all that was kept is there`, async () => {
    await start(name);
    const [draft] = await drafts();
    assert.equal(draft.answers.person.name, "Nguyễn Thị Sáu");
    const [photo] = draft.answers.photos;
    assert.deepEqual([...new Uint8Array(await (await readPhoto(draft, photo)).arrayBuffer())], [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
    assert.deepEqual((await outbox.stubs()).map((one) => one.name).sort(), ["Hà Thị Bảy", "Lê Văn Tư", "Lý Văn Tả"]);
    assert.deepEqual(
      (await outbox.stubs("visits")).map((one) => one.name),
      ["Hồ Văn Lạc"],
    );
    const own = await device.device();
    for (const packet of await outbox.packets()) await checkRecord(own, packet);
    assert.equal(await device.meta("theme"), "outdoor");
  });

  test(`${name}: a draft is finished on top of the old chain, and all that waits is sent once`, async () => {
    const { facts } = await start(name);
    const [draft] = await drafts();
    const before = await device.head();
    const line = { id: draft.case, code: draft.code, name: "Nguyễn Thị Sáu", local: "saved", made_at: NOW };
    const packet = await outbox.finish(draft, { v: 1 }, line, NOW);
    const head = await device.head();
    assert.deepEqual([head.n, head.prev], [before.n + 1, packet.hash]);
    const { given, office: commune } = await office(facts);
    const pieces = { first: 64, smallest: 16, largest: 64 };
    const world = {
      clock: { now: () => Date.parse(NOW), tick: () => 0 },
      office: commune,
      store: { ...device, ...outbox, ...changes },
      pieces,
      tell: () => {},
    };
    const due = (await outbox.packets()).filter(unsent).map((one) => one.hash);
    assert.equal(due.length, 3);
    assert.equal(await round(world), true);
    assert.deepEqual(given.sort(), due.sort());
    assert.equal((await outbox.packets()).filter(unsent).length, 0);
    assert.deepEqual(await drafts(), []);
  });
}
