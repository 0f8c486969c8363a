/**
 * Whether the ledger that the commune shows goes on from the one that this phone saw last. A history that was rewritten is seen by
 * every phone; a server that came back from a backup says so by somebody's passkey.
 */

import { isConsistent, readHead, readNotice } from "../evidence/ledger.js";
import { Refused } from "./office.js";

/** @typedef {import("../evidence/ledger.js").Head & {note: string, at: string, signers: import("../evidence/ledger.js").Signer[]}} Held `at` by the server's clock */
/** @typedef {import("../evidence/ledger.js").Head & {note: string, proof: string[] | null}} Seen */

/** A server that proves nothing for so long, by its own clock, hides something. */
const PATIENCE = 3 * 86_400_000;
/** What stays the same is written anew this often. */
const ANEW = 86_400_000;
const NOT_FOUND = 404;

/**
 * True unless an alarm stands: then nothing on this phone is forgotten.
 * @param {import("./round.js").World} world @param {any} own @param {{at: string, epoch: string}} alive
 */
export const watch = async (world, own, alive) => {
  const { store } = world;
  const jwk = own.keys.find((/** @type {any} */ one) => one.use === "head")?.jwk;
  if (!jwk) return true;
  /** @type {Held | undefined} */
  const held = await store.meta("ledger");
  const seen = await look(world, own, jwk, held);
  // a server that was restored between two of our calls is looked at in the next round
  const kind = seen?.epoch === alive.epoch ? await judged(world, own, held, seen) : await doubted(store, alive);
  const before = await store.meta("ledger_alarm");
  if (kind === null) return !before;
  if (kind && held) await raise(store, before, { kind, held: held.note, seen: seen?.note ?? "" });
  else if (seen) await settle(store, before, held, { ...seen, at: alive.at });
  return !kind;
};

/** What the server shows; null: no word of it. @param {import("./round.js").World} world @param {any} own @param {JsonWebKey} jwk @param {Held | undefined} held @returns {Promise<Seen | null>} */
const look = async ({ office }, own, jwk, held) => {
  const head = async () => ({ ...(await office.getJson("/api/ledger/head")), proof: null });
  try {
    const answer = held?.size
      ? await office.getJson(`/api/ledger/consistency?from=${held.size}`).catch((error) => shorter(error, head))
      : { ...(await head()), proof: [] };
    return { ...(await readHead(answer.head, jwk, own.iss)), note: answer.head, proof: answer.proof };
  } catch (error) {
    // a call that broke, an answer that was spoiled on its way, a server too old to answer: no word, and no alarm by itself
    if (error instanceof Refused && error.code === "offline") throw error;
    return null;
  }
};

/** Fewer records than this phone saw: then at least the head. @param {any} error @param {() => Promise<any>} head */
const shorter = (error, head) => {
  if (error.status === NOT_FOUND) return head();
  throw error;
};

/** The alarm, "" for none; null when that cannot be told now. @param {import("./round.js").World} world @param {any} own @param {Held | undefined} held @param {Seen} seen */
const judged = async ({ office }, own, held, seen) => {
  if (!held || (seen.proof && (await isConsistent(held, seen, seen.proof)))) return "";
  if (seen.epoch === held.epoch) return seen.size < held.size ? "shorter" : "rewritten";
  const { restores } = await office.getJson(`/api/ledger/restores?org=${own.org}`);
  return (await isRestored(own, held, seen, restores)) ? "" : "unsigned";
};

/** Back from the epoch now: a restore since, confirmed by a passkey that this phone knew, from a backup with less than it saw. @param {any} own @param {Held} held @param {Seen} seen @param {any[]} restores */
const isRestored = async (own, held, seen, restores) => {
  let { epoch } = seen;
  for (let hops = restores.length; hops > 0 && epoch !== held.epoch; hops--) {
    const row = restores.find((one) => one.epoch === epoch);
    const said = row && (await readNotice(row.notice, held.signers, own.iss));
    if (said && said.epoch === epoch && said.size < held.size) return true;
    epoch = row?.from_epoch ?? held.epoch;
  }
  return false;
};

/** Nothing proven this time: that counts from the first such time on. @param {import("./round.js").World["store"]} store @param {{at: string}} alive */
const doubted = async (store, alive) => {
  const since = await store.meta("ledger_doubt");
  if (!since) await store.keepMeta("ledger_doubt", alive.at);
  return since && Date.parse(alive.at) - Date.parse(since) > PATIENCE ? "unproven" : null;
};

/** @param {import("./round.js").World["store"]} store @param {any} before @param {{kind: string, held: string, seen: string}} alarm */
const raise = async (store, before, alarm) => {
  if (before?.kind !== alarm.kind || before.held !== alarm.held) await store.keepMeta("ledger_alarm", alarm);
};

/** @param {import("./round.js").World["store"]} store @param {any} before @param {Held | undefined} held @param {Seen & {at: string}} seen */
const settle = async (store, before, held, { epoch, size, root, note, at }) => {
  if (before) await store.keepMeta("ledger_alarm", null);
  if (await store.meta("ledger_doubt")) await store.keepMeta("ledger_doubt", null);
  // whose word counts is learnt only while nothing is wrong
  const signers = (await store.device()).commune?.signers ?? held?.signers ?? [];
  const known = held && held.epoch === epoch && held.size === size && JSON.stringify(held.signers) === JSON.stringify(signers);
  if (known && Date.parse(at) - Date.parse(held.at) < ANEW) return;
  await store.keepMeta("ledger", { epoch, size, root, note, at, signers });
};

/** What of this the commune is told: an alarm, or the head of before a restore. @param {{meta: (name: string) => Promise<any>}} store @param {string} epoch of the server */
export const toldHead = async (store, epoch) => {
  const [held, alarm] = [await store.meta("ledger"), await store.meta("ledger_alarm")];
  if (alarm) return alarm;
  return held && held.epoch !== epoch ? { kind: "before", held: held.note } : undefined;
};
