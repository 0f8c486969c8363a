/** Several officers on one phone: whose store is in use, who is named, what is left when somebody was not let in. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { storeInUse, useStore } from "../../app/static/js/store/database.js";
import { device, keepDevice } from "../../app/static/js/store/device.js";
import { keepLanguage, makePlace, nextOfficer, officers, others, ownLanguage, useOfficers } from "../../app/static/js/store/officers.js";
import { keepPacket } from "../../app/static/js/store/outbox.js";
import { Disk } from "./simulator/storage.js";

/** @type {Map<string, Disk>} a phone's disks by the name of their store */
const disks = new Map();

beforeEach(() => {
  useStore("tannha");
  for (const disk of disks.values()) disk.close();
  disks.clear();
  globalThis.indexedDB = {
    open: (name, version) => {
      if (!disks.has(name)) disks.set(name, new Disk(0));
      return disks.get(name).connect(version);
    },
  };
});

/** The phone is started anew. */
const start = async (lettingIn = false) => {
  useStore("tannha");
  await useOfficers(lettingIn);
  return storeInUse();
};

const letIn = (name) => keepDevice({ kid: `kid of ${name}`, author: name, person: { name } });

const names = async () => (await officers()).map((one) => [one.store, one.name, one.left]);

test("a phone of one officer has its first store and nobody else", async () => {
  await letIn("Lan");
  assert.equal(await start(), "tannha");
  assert.deepEqual(await names(), [["tannha", "Lan", 0]]);
  assert.deepEqual(await others(), []);
});

test("each officer has a store of his own, and the next start opens whose turn it is", async () => {
  await letIn("Lan");
  await keepPacket({ id: "1", case: "c", state: "waiting", blobs: [] });
  await keepPacket({ id: "2", case: "c", state: "purged", blobs: [] });
  await makePlace();
  assert.equal(storeInUse(), "tannha", "nothing changes under a page");
  assert.equal(await start(true), "tannha-2");
  assert.equal(await device(), undefined);
  await letIn("Tuấn");
  assert.equal(await start(), "tannha-2");
  assert.deepEqual(await names(), [
    ["tannha", "Lan", 1],
    ["tannha-2", "Tuấn", 0],
  ]);
  assert.deepEqual(
    (await others()).map((one) => one.name),
    ["Lan"],
  );
  await nextOfficer("tannha");
  assert.equal(await start(), "tannha");
  assert.equal((await device()).author, "Lan");
  await makePlace();
  assert.equal(await start(true), "tannha-3");
});

test("who was not let in after all leaves the phone to its officer, and his place to the next", async () => {
  await letIn("Lan");
  await makePlace();
  assert.equal(await start(true), "tannha-2");
  assert.equal(await start(), "tannha");
  assert.deepEqual(await names(), [["tannha", "Lan", 0]]);
  await makePlace();
  assert.equal(await start(true), "tannha-2");
});

test("a store that another release left is opened beside this one without losing what it keeps", async () => {
  await letIn("Lan");
  disks.set("tannha-2", new Disk(1).made(1));
  disks
    .get("tannha-2")
    .stores.get("keys")
    .rows.set("device", { kid: "k", author: "Tuấn", person: { name: "Tuấn" } });
  disks.get("tannha").stores.get("meta").rows.set("officers", ["tannha-2"]);
  assert.deepEqual((await names()).at(-1), ["tannha-2", "Tuấn", 0]);
  assert.equal(disks.get("tannha-2").version, 2);
});

test("each officer has a language of his own, and a guest none of his host's", async () => {
  await letIn("Lan");
  await start();
  // alone on the phone, hers is what the phone had chosen before each had his own
  assert.equal(await ownLanguage(), "en");
  await keepLanguage("vi");
  assert.equal(await ownLanguage(), "vi");
  await keepLanguage("en");
  await makePlace();
  await start(true);
  assert.equal(await ownLanguage(), "vi");
  await letIn("Tuan");
  assert.equal(await ownLanguage(), "vi");
  await keepLanguage("en");
  await nextOfficer("tannha");
  await keepLanguage("vi");
  assert.equal(await ownLanguage(), "vi");
  await nextOfficer("tannha-2");
  assert.equal(await ownLanguage(), "en");
});
