/** One round of the courier. Clock, network, storage and who is told are arguments, so that node can simulate it. */

import { afterFailure, afterVerdict, aheadOf, lostSight, mayPurge, offered, order, question, storeOf, UNKNOWN, waiting } from "../core/drain.js";
import { b64u } from "../core/encoding.js";
import { verify } from "../evidence/jws.js";
import { keyOf, withKeys } from "./keys.js";
import { Refused } from "./office.js";
import { standing } from "./telling.js";
import { upload } from "./upload.js";
import { watch } from "./watch.js";

/**
 * @typedef {typeof import("../store/device.js") & typeof import("../store/outbox.js") & typeof import("../store/changes.js")} Store
 * @typedef {Pick<typeof import("./office.js"), "getJson" | "postAs" | "tus">} Office
 * @typedef {{online: boolean, sending: string, signedOut: boolean, device: string, last: number, alarm: string}} Status
 * @typedef {{now: () => number, tick: () => number}} Clock the wall's milliseconds; milliseconds that only grow
 * @typedef {{first: number, smallest: number, largest: number}} Pieces bytes of one upload step
 * @typedef {{clock: Clock, office: Office, store: Pick<Store, "device" | "keepDevice" | "meta" | "keepMeta" | "keepChanges" | "keepPacket"
 *   | "mayReceive" | "forgetGone" | "markStub" | "packets" | "part" | "purge">, pieces: Pieces, tell: (change?: Partial<Status>) => void}} World
 * @typedef {{beacon: string, epoch: string}} Contact the server's word of this round, and the epoch that it names
 */

const NOT_KNOWN = 401;
const BAD_SHAPE = 400;
const FAULT = 500;

/** Sends what waits, then asks what changed; true when nothing is left to try again soon. @param {World} world */
export const round = async (world) => {
  const enrolled = await world.store.device();
  if (!enrolled) return true;
  // an alarm stands with no network too
  world.tell({ alarm: await standingAlarm(world) });
  try {
    const told = await world.office.getJson("/api/beacon");
    const { beacon } = told;
    // only our own server's word counts: a portal's page or a stranger's beacon is no contact
    const { own, alive } = await withKeys(world, enrolled, told);
    if (!alive) throw new Refused("offline", 0);
    await world.store.keepMeta("beacon", beacon);
    await world.store.keepMeta("offset", world.clock.now() - Date.parse(alive.at));
    world.tell({ online: true, last: world.clock.now() });
    await offerAgain(world, alive);
    const sent = await send(world, own, { beacon, epoch: alive.epoch });
    await receive(world, own);
    if (await watch(world, own, alive)) await tidy(world, alive);
    world.tell({ alarm: await standingAlarm(world) });
    return sent;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === "offline") world.tell({ online: false });
    return false;
  } finally {
    world.tell({ sending: "" });
  }
};

/** What is wrong with the ledger that the commune shows; "" for nothing. @param {World} world */
const standingAlarm = async ({ store }) => (await store.meta("ledger_alarm"))?.kind ?? "";

/** After a restore the server is asked again for everything that this phone still holds. @param {World} world @param {{epoch: string}} alive */
const offerAgain = async ({ store }, alive) => {
  for (const packet of await store.packets()) {
    if (!lostSight(packet, alive)) continue;
    await store.keepPacket(offered(packet));
    await store.markStub(packet.case, { local: "saved" }, storeOf(packet));
  }
};

/** @param {World} world @param {any} own @param {Contact} contact */
const send = async (world, own, contact) => {
  const { clock, store } = world;
  const packets = await store.packets();
  const due = waiting(packets);
  const { said, mark, due: untold } = await standing(store, packets, clock.now(), contact.epoch);
  if (!due.length && !untold) return true;
  const check = await ask(world, own, contact, due, said);
  if (!check.unheard) await store.keepMeta("told", { sum: mark, at: clock.now() });
  if (!check.missing) return true;
  world.tell({ device: check.device });
  /** @type {Set<string>} cases of which an earlier record still waits */
  const stuck = new Set();
  for (const packet of order(due, check)) {
    if (stuck.has(packet.case)) continue;
    world.tell({ sending: packet.id });
    if ((await sendOne(world, own, contact, packet, check.missing)) === "waiting") stuck.add(packet.case);
  }
  return stuck.size === 0;
};

/** What the server has of these, and how this phone stands. @param {World} world @param {any} own @param {Contact} contact @param {any[]} due @param {object} [said] @returns {Promise<any>} */
const ask = async (world, own, contact, due, said) => {
  try {
    return await world.office.postAs(own, contact.beacon, "/api/check", { ...question(due), ...said });
  } catch (error) {
    if (!(error instanceof Refused) || error.code === "offline") throw error;
    // what this phone tells of itself never keeps what waits from going
    if (said && error.status === BAD_SHAPE) return ask(world, own, contact, due);
    // with nothing to send there is nothing to fail: what the commune decided is asked all the same. A server that is not
    // well has heard nothing; one that says no has, and is not asked again until something changes
    if (!due.length) return { unheard: error.code === "later" || error.status >= FAULT };
    // a restore may have forgotten that this phone was ever let in: then no later try helps, and its officer must know
    const reason = error.status === NOT_KNOWN ? UNKNOWN : error.code;
    for (const packet of due) await failed(world, packet, reason);
    throw error;
  }
};

/** Keeps a failure; what is put aside is said of its case too. @param {World} world @param {any} packet @param {string} reason */
const failed = async ({ clock, store }, packet, reason) => {
  const next = afterFailure(packet, reason);
  await store.keepPacket({ ...next, last: clock.now() });
  if (next.state === "parked") await store.markStub(packet.case, { local: "parked", held_code: reason }, storeOf(packet));
  return next.state;
};

/** Its state afterwards. @param {World} world @param {any} own @param {Contact} contact @param {any} packet @param {string[]} missing */
const sendOne = async (world, own, contact, packet, missing) => {
  const { clock, store } = world;
  await store.keepPacket({ ...packet, last: clock.now() });
  try {
    const next = await judged(world, own, contact, packet, missing).catch((error) => error);
    if (next instanceof Error) {
      const code = next instanceof Refused ? next.code : "damaged";
      const state = await failed(world, packet, code);
      if (code === "offline") throw next;
      return state;
    }
    // from here on nothing that goes wrong on this phone makes of the packet anything but what the server said
    // the receipt of a duplicate may be of an epoch before a restore: this round's beacon says which one answered
    await store.keepPacket({ ...next, epoch: contact.epoch, last: clock.now() });
    await sayOf(world, next);
    return next.state;
  } finally {
    world.tell();
  }
};

/** The packet after the server's word. @param {World} world @param {any} own @param {Contact} contact @param {any} packet @param {string[]} missing @returns {Promise<any>} */
const judged = async (world, own, contact, packet, missing) => {
  for (const blob of packet.blobs) if (missing.includes(blob.sha256)) await upload(world, own, contact.beacon, blob);
  const letter = { envelope: packet.envelope, body: b64u(packet.body), key: packet.key };
  const { verdicts } = await world.office.postAs(own, contact.beacon, "/api/records", { records: [letter] });
  /** @type {any} */
  const next = afterVerdict(packet, verdicts[0]);
  // the receipt is what lets this phone forget one day: it must be the server's, and for this very record
  const receipt = next.receipt ? await verify(next.receipt, "tn-receipt", keyOf(own, "beacon")) : {};
  if (next.receipt && receipt.record !== packet.hash) throw new Refused("damaged", 0);
  return next;
};

/** Says of its case what became of a packet. @param {World} world @param {any} packet */
const sayOf = async ({ store }, packet) => {
  if (packet.state === "waiting") return;
  const taken = packet.state === "accepted";
  if (taken && aheadOf(await store.packets(), packet.case)) return;
  await store.markStub(packet.case, taken ? { local: "" } : { local: packet.state, held_code: packet.reason }, storeOf(packet));
};

/** Reading needs this phone's own officer: without her session it waits for a sign-in, sending goes on. @param {World} world @param {any} own */
const receive = async ({ clock, office, store, tell }, own) => {
  // a locked phone sends and asks nothing: what it is told could not be kept
  if (!(await store.mayReceive())) return;
  try {
    const { person, org, since } = await office.getJson("/api/me");
    if (person?.id !== own.author) return tell({ signedOut: true });
    await store.keepMeta("since", since);
    await store.keepDevice({ ...own, person, commune: org });
    for (let more = true; more && (await store.mayReceive()); ) {
      const after = (await store.meta("cursor")) ?? "";
      const page = await office.getJson(`/api/changes?after=${encodeURIComponent(after)}`);
      await store.keepChanges(page.changes, page.cursor);
      ({ more } = page);
    }
    await store.keepMeta("received", clock.now());
    return tell({ signedOut: false });
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== NOT_KNOWN) throw error;
    return tell({ signedOut: true });
  }
};

/** @param {World} world @param {{epoch: string, durable: number}} beacon */
const tidy = async ({ store }, beacon) => {
  for (const packet of await store.packets()) {
    if (!mayPurge(packet, beacon)) continue;
    // said of the case before the packet goes: a page that is closed in between says too little, never too much
    await store.markStub(packet.case, { safe: true }, storeOf(packet));
    await store.purge(packet);
  }
  await store.forgetGone();
};
