/** Empties the outbox by itself, one tab at a time; then asks what changed. State is written before the network is touched. */

import { afterFailure, afterVerdict, lostSight, mayPurge, offered, order, pause, question, waiting } from "../core/drain.js";
import { b64u } from "../core/encoding.js";
import { sha256, verify } from "../evidence/jws.js";
import { device, keepDevice, keepMeta, meta } from "../store/device.js";
import { keepChanges, keepPacket, markStub, packets, part, purge, unsent } from "../store/outbox.js";
import { getJson, postAs, Refused, tus } from "./office.js";

/** Tells pages what happened: `change`, with `{online, sending, signedOut}`. */
export const news = new EventTarget();
export const status = { online: true, sending: "", signedOut: false, device: "active", last: 0 };

const SMALLEST = 16 * 1024;
const LARGEST = 1024 * 1024;
const WRONG_BYTES = 460;
const LOOK_AGAIN = 1_000;
/** An open page learns what the leader decided without being asked. */
const LOOK_EACH = 60_000;
let failures = 0;
let timer = 0;

/** @param {Partial<typeof status>} [change] */
const tell = (change = {}) => {
  Object.assign(status, change);
  news.dispatchEvent(new Event("change"));
};

/** Starts the courier: now, when the network returns, when the page is seen again. */
export const startCourier = () => {
  addEventListener("online", () => wake(true));
  addEventListener("offline", () => tell({ online: false }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake(true));
  navigator.serviceWorker?.addEventListener("message", (event) => event.data === "drain" && wake(true));
  setInterval(() => document.visibilityState === "visible" && wake(), LOOK_EACH);
  return wake(true);
};

/** Tries now. @param {boolean} [fresh] forget earlier failures */
export const wake = async (fresh = false) => {
  if (fresh) failures = 0;
  clearTimeout(timer);
  const done = await navigator.locks.request("tannha-drain", { ifAvailable: true }, async (lock) => (lock ? round() : "busy"));
  // a round that began before this record was kept may not have seen it: look again when it is over
  if (done === "busy") timer = setTimeout(() => wake(), LOOK_AGAIN);
  failures = done ? 0 : failures + 1;
  if (!done) timer = setTimeout(() => wake(), pause(failures, Math.random()));
};

const round = async () => {
  const own = await device();
  if (!own) return true;
  try {
    const { beacon } = await getJson("/api/beacon");
    // only our own server's word counts: a portal's page or a stranger's beacon is no contact
    const alive = await verify(beacon, "tn-beacon", beaconKey(own)).catch(() => null);
    if (!alive) throw new Refused("offline", 0);
    await keepMeta("beacon", beacon);
    await keepMeta("offset", Date.now() - Date.parse(alive.at));
    tell({ online: true, last: Date.now() });
    await offerAgain(alive);
    const sent = await send(own, { beacon, epoch: alive.epoch });
    await receive(own);
    await tidy(alive);
    return sent;
  } catch (error) {
    if (!(error instanceof Refused)) reportError(error);
    else if (error.code === "offline") tell({ online: false });
    return false;
  } finally {
    tell({ sending: "" });
  }
};

/** @param {any} own */
const beaconKey = (own) => own.keys.find((/** @type {any} */ one) => one.use === "beacon").jwk;

/** After a restore the server is asked again for everything that this phone still holds. @param {{epoch: string}} alive */
const offerAgain = async (alive) => {
  for (const packet of await packets()) {
    if (!lostSight(packet, alive)) continue;
    await keepPacket(offered(packet));
    await markStub(packet.case, { local: "saved" }, storeOf(packet));
  }
};

/** @typedef {{beacon: string, epoch: string}} Contact the server's word of this round, and the epoch that it names */

/** @param {any} packet @returns {"cases" | "visits"} */
const storeOf = (packet) => (packet.kind.startsWith("visit.") ? "visits" : "cases");

/** @param {any} own @param {Contact} contact */
const send = async (own, contact) => {
  const due = waiting(await packets());
  if (!due.length) return true;
  const check = await postAs(own, contact.beacon, "/api/check", question(due));
  tell({ device: check.device });
  let good = true;
  for (const packet of order(due, check)) {
    tell({ sending: packet.id });
    good = (await sendOne(own, contact, packet, check.missing)) && good;
  }
  return good;
};

/** @param {any} own @param {Contact} contact @param {any} packet @param {string[]} missing */
const sendOne = async (own, contact, packet, missing) => {
  await keepPacket({ ...packet, last: Date.now() });
  try {
    for (const blob of packet.blobs) if (missing.includes(blob.sha256)) await upload(own, contact.beacon, blob);
    const letter = { envelope: packet.envelope, body: b64u(packet.body), key: packet.key };
    const { verdicts } = await postAs(own, contact.beacon, "/api/records", { records: [letter] });
    /** @type {any} */
    const next = afterVerdict(packet, verdicts[0]);
    // the receipt is what lets this phone forget one day: it must be the server's, and for this very record
    const receipt = next.receipt ? await verify(next.receipt, "tn-receipt", beaconKey(own)) : {};
    if (next.receipt && receipt.record !== packet.hash) throw new Refused("damaged", 0);
    // the receipt of a duplicate may be of an epoch before a restore: this round's beacon says which one answered
    await keepPacket({ ...next, epoch: contact.epoch, last: Date.now() });
    const store = storeOf(packet);
    const more = (await packets()).some((other) => other.case === packet.case && unsent(other));
    if (next.state === "accepted") await markStub(packet.case, more ? {} : { local: "" }, store);
    else if (next.state !== "waiting") await markStub(packet.case, { local: next.state, held_code: next.reason }, store);
    return next.state !== "waiting";
  } catch (error) {
    const code = error instanceof Refused ? error.code : "damaged";
    await keepPacket({ ...afterFailure(packet, code), last: Date.now() });
    if (code === "offline") throw error;
    return false;
  } finally {
    tell();
  }
};

/** Resumable: the server's offset is the only truth. @param {any} own @param {string} beacon @param {{sha256: string, bytes: number}} blob */
const upload = async (own, beacon, blob) => {
  const data = await part(blob.sha256);
  if (!data) throw new Refused("damaged", 0);
  const path = `/api/blobs/${blob.sha256}`;
  let answer = await tus(own, beacon, "POST", path, { "upload-length": String(blob.bytes) });
  let size = 128 * 1024;
  while (answer.offset < blob.bytes) {
    const begun = performance.now();
    const piece = data.slice(answer.offset, answer.offset + size);
    const headers = { "upload-offset": String(answer.offset), "content-type": "application/offset+octet-stream" };
    answer = await tus(own, beacon, "PATCH", path, headers, piece);
    // wrong bytes arrived: the way may have spoiled them, or this phone's own disk; then no upload ever helps
    if (answer.status === WRONG_BYTES && (await sha256(data)) !== blob.sha256) throw new Refused("damaged", answer.status);
    const speed = 4000 / Math.max(1, performance.now() - begun);
    size = Math.min(LARGEST, Math.max(SMALLEST, Math.round(size * Math.min(2, Math.max(0.5, speed)))));
  }
};

/** Reading needs this phone's own officer: without her session it waits for a sign-in, sending goes on. @param {any} own */
const receive = async (own) => {
  try {
    const { person, org, since } = await getJson("/api/me");
    if (person?.id !== own.author) return tell({ signedOut: true });
    await keepMeta("since", since);
    await keepDevice({ ...own, person, commune: org });
    for (let more = true; more; ) {
      const after = (await meta("cursor")) ?? "";
      const page = await getJson(`/api/changes?after=${encodeURIComponent(after)}`);
      await keepChanges(page.changes, page.cursor);
      ({ more } = page);
    }
    await keepMeta("received", Date.now());
    return tell({ signedOut: false });
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error;
    return tell({ signedOut: true });
  }
};

/** @param {{epoch: string, durable: number}} beacon */
const tidy = async (beacon) => {
  for (const packet of await packets()) {
    if (!mayPurge(packet, beacon)) continue;
    // said of the case before the packet goes: a page that is closed in between says too little, never too much
    await markStub(packet.case, { safe: true }, storeOf(packet));
    await purge(packet);
  }
};
