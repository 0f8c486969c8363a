/**
 * Writes what a phone of this release keeps after some work, for the releases that come: `node tests/js/stores/write.js NAME`.
 * A file that is there is never written again.
 */

import { existsSync, writeFileSync } from "node:fs";
import { b64u } from "../../../app/static/js/core/encoding.js";
import { newDeviceKey, publicPart, sign, thumbprint } from "../../../app/static/js/evidence/jws.js";
import { random } from "../../../app/static/js/evidence/sealing.js";
import * as device from "../../../app/static/js/store/device.js";
import { keepDraft, keepPhoto } from "../../../app/static/js/store/drafts.js";
import { keepChanges } from "../../../app/static/js/store/changes.js";
import { finishAs, keepPacket } from "../../../app/static/js/store/outbox.js";
import { setPin } from "../../../app/static/js/store/pin.js";
import { makeVault } from "../../../app/static/js/store/vault.js";
import { Disk } from "../simulator/storage.js";
import { withOpenKeys, written } from "./disk-file.js";

const PIN = "280615";
const MADE = "2026-11-25T09:30:00.000+07:00";
const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]).buffer;
const address = new URL(`./${process.argv[2]}.json`, import.meta.url);
if (!process.argv[2] || existsSync(address)) throw new Error("a new name, please: what a release wrote stays as it is");

const disk = new Disk(0);
globalThis.indexedDB = disk.factory();
Object.defineProperty(globalThis, "navigator", { value: { locks: { request: (_name, work) => work({}) } }, configurable: true });

const id = (number) => `0196f0aa-0000-7000-8000-${String(number).padStart(12, "0")}`;
const draftOf = (number, answers) => ({
  id: id(number),
  case: id(number),
  record: id(number + 500),
  key: b64u(random(32)),
  kind: "case.submitted",
  code: `VD-${number}`,
  step: "kiem-tra",
  answers,
  changed: 1_764_000_000_000 + number,
});

const keyPair = async (kind, uses) => {
  const pair = await crypto.subtle.generateKey({ name: kind, namedCurve: "P-256" }, true, uses);
  const secret = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const jwk = publicPart(secret);
  return { pair, secret, jwk, kid: await thumbprint(jwk) };
};

const work = async () => {
  const intake = await keyPair("ECDH", ["deriveBits"]);
  const server = await keyPair("ECDSA", ["sign", "verify"]);
  const own = await newDeviceKey();
  const jwk = publicPart(await crypto.subtle.exportKey("jwk", own.publicKey));
  const kid = await thumbprint(jwk);
  const keys = [{ use: "beacon", jwk: server.jwk, kid: server.kid }];
  const people = { person: { id: "lan", name: "Trần Thị Lan" }, commune: { name: "UBND phường Ví Dụ", code_prefix: "VD" } };
  await device.startChain({ n: 0, prev: "0".repeat(64) });
  await device.keepMeta("beacon", await sign({ v: 1, at: MADE, epoch: "e1", durable: 0 }, "tn-beacon", server.kid, server.pair.privateKey));
  await makeVault(kid, { jwk: intake.jwk, kid: intake.kid });
  const facts = { kid, key: own.privateKey, jwk, iss: "http://localhost:8000", org: id(900), author: "lan", root: "r", keys, ...people };
  await device.keepDevice({ ...facts, intake: { jwk: intake.jwk, kid: intake.kid } });
  await setPin(PIN);
  await device.keepMeta("theme", "outdoor");
  const half = draftOf(1, { person: { name: "Nguyễn Thị Sáu", honorific: "Bà" } });
  await keepDraft(half);
  await keepPhoto(half, 0, PHOTO);
  const whole = await keepPhoto(draftOf(2, { person: { name: "Lê Văn Tư", honorific: "Ông" } }), 0, PHOTO);
  await finishAs(whole, { v: 1 }, { store: "cases", row: { id: id(2), code: "VD-2", name: "Lê Văn Tư", local: "saved", made_at: MADE } }, MADE);
  const sent = draftOf(3, {});
  const packet = await finishAs(sent, { v: 1 }, { store: "cases", row: { id: id(3), code: "VD-3", name: "Hà Thị Bảy", local: "", made_at: MADE } }, MADE);
  await keepPacket({ ...packet, state: "accepted", seq: 7, epoch: "e1", receipt: "r" });
  const visit = { ...draftOf(4, {}), kind: "visit.planned", stream_type: "visit" };
  await finishAs(visit, { v: 1 }, { store: "visits", row: { id: id(4), name: "Hồ Văn Lạc", state: "planned", local: "saved" } }, MADE);
  await keepChanges([{ case: id(5), fields: { code: "VD-5", name: "Lý Văn Tả", state: "ready", holder: "officer" } }], "e1.12");
  return { pin: PIN, beacon: server.secret, beacon_kid: server.kid };
};

writeFileSync(address, await written(disk, await withOpenKeys(work)));
