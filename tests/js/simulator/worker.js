/**
 * The phone's own store and courier under node, driven by the simulated world over pipes, a JSON text a line. Python
 * says what is done, node asks it for every request, and says at the end what lies on the disk.
 */

import { createInterface } from "node:readline";

import { b64u, fromB64u } from "../../../app/static/js/core/encoding.js";
import { uuid7 } from "../../../app/static/js/core/ids.js";
import { newSalt, random } from "../../../app/static/js/evidence/sealing.js";
import * as changes from "../../../app/static/js/store/changes.js";
import * as device from "../../../app/static/js/store/device.js";
import { drafts, dropDraft, keepDraft, keepPhoto, readPhoto } from "../../../app/static/js/store/drafts.js";
import * as outbox from "../../../app/static/js/store/outbox.js";
import { makeVault, openVault } from "../../../app/static/js/store/vault.js";
import { getJson, postAs, tus } from "../../../app/static/js/sync/office.js";
import { round } from "../../../app/static/js/sync/round.js";
import { Disk } from "./storage.js";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const next = async () => JSON.parse((await lines.next()).value);
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** @type {Map<number, Disk>} */
const phones = new Map();
let disk = new Disk(2);
let now = 0;
let died = () => {};

const locks = { request: (_name, options, work = options) => work({}) };
Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });

/** Every request goes to the world, which may lose it, and in which this phone may die. */
globalThis.fetch = async (path, { method = "GET", headers = {}, body } = {}) => {
  const data = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body ?? 0);
  say({ fetch: { method, path, headers, body: b64u(data) } });
  const answer = await next();
  if (answer.die) {
    died();
    return new Promise(() => {});
  }
  if (answer.offline || (answer.status >= 300 && answer.status < 400)) throw new TypeError("offline");
  const empty = [204, 205, 304].includes(answer.status);
  return new Response(empty ? null : fromB64u(answer.body), { status: answer.status, headers: answer.headers });
};

let ticks = 0;
const world = {
  // a step always takes what it should: the pieces keep their size, and the world stays the same each time
  clock: { now: () => now, tick: () => (ticks += 4000) },
  office: { getJson, postAs, tus },
  store: { ...device, ...outbox, ...changes },
  pieces: { first: 300, smallest: 200, largest: 400 },
  tell: () => {},
};

/** The commune enrolled this phone; `old`: its store was made by the first release. */
const enrol = async ({ facts, jwk, head, beacon, old }) => {
  disk.made(old ? 1 : 2);
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  await device.startChain(head);
  await device.keepMeta("beacon", beacon);
  await makeVault(facts.kid, facts.intake);
  await device.keepDevice({ ...facts, key });
};

/** The wizard to its end: draft, photos, the last button. */
const finish = async ({ kind, stream, store, body, pages, base, at, code }) => {
  const record = uuid7(now, random(10));
  const key = b64u(random(32));
  let draft = { id: newSalt(), case: stream, record, key, kind, code, step: "check", base, answers: {}, changed: now };
  draft.stream_type = store === "visits" ? "visit" : "case";
  draft.answers.end = { body, store, at };
  await keepDraft(draft);
  for (const [index, page] of pages.entries()) draft = await keepPhoto(draft, index, fromB64u(page).buffer);
  return ended(draft);
};

const ended = async (draft) => {
  const { body, store, at } = draft.answers.end;
  const line = (await outbox.stub(draft.case, store)) ?? { id: draft.case, code: draft.code, local: "saved" };
  return told(await outbox.finishAs(draft, body, { store, row: { ...line, local: "saved" } }, at));
};

/** The phone is opened again: what was begun is there with every photo, and is finished now; or it is thrown away. */
const resume = async ({ pages }) => {
  const found = (await drafts()).sort((one, other) => (one.record < other.record ? -1 : 1));
  const packets = await outbox.packets();
  for (const draft of found) {
    if (packets.some((one) => one.id === draft.record)) throw new Error("a draft lives on beside its record");
    for (const photo of draft.answers.photos ?? []) if (photo) await readPhoto(draft, photo);
  }
  const [first] = found;
  if (!first) return null;
  if ((first.answers.photos ?? []).length === pages) return { kind: first.kind, stream: first.case, made: await ended(first) };
  // the photos that the wizard had not got to: this officer gives up
  await dropDraft(first);
  return null;
};

/** A record as it lies in the outbox. */
const read = async ({ id }) => told((await outbox.packets()).find((one) => one.id === id));

const told = (packet) => {
  const letter = { envelope: packet.envelope, body: b64u(packet.body), key: packet.key };
  return { id: packet.id, hash: packet.hash, letter, blobs: packet.blobs };
};

const rot = ({ id, what, at }) => {
  const packet = disk.row("outbox", id);
  if (what === "photo") new Uint8Array(disk.row("parts", packet.blobs[0].sha256).data)[at] ^= 1;
  else if (what === "body") new Uint8Array(packet.body)[at] ^= 1;
  else packet[what] = other(packet[what], packet[what].length - 20);
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const other = (text, at) => text.slice(0, at) + LETTERS[LETTERS.indexOf(text[at]) ^ 1] + text.slice(at + 1);

/** As the button of the outbox does. */
const retry = async () => {
  for (const packet of await outbox.packets()) if (packet.state === "parked") await outbox.keepPacket({ ...packet, state: "waiting", tries: 0 });
};

const DO = { enrol, finish, resume, read, rot, retry, drain: () => round(world), look: () => true };

/** @param {Disk} of what lies there now */
const standing = async (of) => {
  const rows = [...(of.stores.get("outbox")?.rows.values() ?? [])];
  const packets = rows.map(({ id, state, tries, reason, receipt, epoch, seq, kind }) => ({ id, state, tries, reason, receipt, epoch, seq, kind }));
  const meta = [...of.stores.get("meta").rows].filter(([name]) => name.startsWith("receipt "));
  const receipts = Object.fromEntries(meta.map(([name, receipt]) => [name.slice(8), receipt]));
  const { rows: facts } = of.stores.get("meta");
  return { packets, receipts, cursor: facts.get("cursor") ?? "", alarm: facts.get("ledger_alarm")?.kind ?? "", ledger: facts.get("ledger") ?? null };
};

/** @param {any} asked */
const act = async (asked) => {
  if (!phones.has(asked.phone)) phones.set(asked.phone, new Disk(0));
  disk.close();
  disk = /** @type {Disk} */ (phones.get(asked.phone));
  globalThis.indexedDB = disk.factory();
  ({ now } = asked);
  disk.quota = asked.quota ?? Number.POSITIVE_INFINITY;
  disk.deaths = asked.deaths ?? Number.POSITIVE_INFINITY;
  const dead = new Promise((done) => {
    disk.dead = died = () => {
      disk.life += 1;
      done({ died: true });
    };
  });
  const work = async () => {
    if (asked.do !== "enrol") await openVault();
    return { value: await DO[asked.do](asked) };
  };
  const ended = await Promise.race([dead, work().catch((error) => ({ error: error.name === "Error" ? error.message : error.name, stack: error.stack }))]);
  disk.quota = disk.deaths = Number.POSITIVE_INFINITY;
  return { ...ended, ...(await standing(disk)) };
};

/** @param {any} asked the lines of the phone's lists, unlocked */
const lists = async () => ({ cases: await outbox.stubs(), visits: await outbox.stubs("visits") });

for (;;) {
  const asked = await next();
  if (asked.do === "reset") {
    phones.clear();
    say({ done: true });
    continue;
  }
  const done = await act(asked);
  if (asked.lists && !done.died) Object.assign(done, await lists());
  say({ done });
}
