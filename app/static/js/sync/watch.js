/**
 * Whether the ledger that the commune shows goes on from the one that this phone saw last. A history that was rewritten is seen by
 * every phone; a server that came back from a backup says so by somebody's passkey.
 */

import { isConsistent, readHead, readNotice, rootText } from "../evidence/ledger.js";
import { keyOf } from "./keys.js";
import { Refused } from "./office.js";

/** @typedef {import("../evidence/ledger.js").Signer & {since: string}} Known a signer, and when this phone first heard of him ("": from its first head on) */
/** @typedef {import("../evidence/ledger.js").Head & {note: string, at: string, signers: Known[]}} Held `at` by the server's clock */
/** @typedef {import("../evidence/ledger.js").Head & {note: string, proof: unknown}} Seen */
/** @typedef {{at: string, epoch: string}} Alive the server's word of this round */

const DAY = 86_400_000;
/** Whose word is new counts only after so many days in which nothing was wrong. */
const PROBATION = 3 * DAY;
/** A server that proves nothing on so many days running hides something. */
const DAYS = 4;
const NOT_FOUND = 404;

/** A call that was not answered is no word at all; anything else that goes wrong here is no proof. @param {unknown} error */
const noWord = (error) => {
  if (error instanceof Refused && error.code === "offline") throw error;
  return null;
};

/**
 * True unless an alarm stands: then nothing on this phone is forgotten.
 * @param {import("./round.js").World} world @param {any} own @param {Alive} alive
 */
export const watch = async (world, own, alive) => {
  const { store } = world;
  /** @type {Held | undefined} */
  const held = await store.meta("ledger");
  const jwk = keyOf(own, "head");
  const judged = jwk ? await twice(() => judge(world, own, jwk, held, alive)) : null;
  const before = await store.meta("ledger_alarm");
  if (judged?.seen && !judged.kind) {
    await settle(store, before, held, { ...judged.seen, at: alive.at });
    return true;
  }
  const kind = judged ? judged.kind : held && (await doubted(store, alive));
  if (!kind || !held) return !before;
  if (before?.kind !== kind || before.held !== held.note) await store.keepMeta("ledger_alarm", { kind, held: held.note, seen: judged?.seen?.note ?? "" });
  return false;
};

/** What seems wrong is looked at once more: an answer may have been spoiled on its way. @param {() => Promise<any>} look */
const twice = async (look) => {
  const first = await look();
  return first?.kind ? ((await look()) ?? first) : first;
};

/** The head that is shown and what is wrong with it ("" for nothing); null: nothing is proven this time. @param {import("./round.js").World} world @param {any} own @param {JsonWebKey} jwk @param {Held | undefined} held @param {Alive} alive @returns {Promise<{kind: string, seen: Seen} | null>} */
const judge = async (world, own, jwk, held, alive) => {
  try {
    const seen = held?.size ? await look(world, own, jwk, held.size) : await head(world, own, jwk);
    // a server that was restored between two of our calls is looked at in the next round
    if (seen.epoch !== alive.epoch) return null;
    if (!held?.size || (await follows(held, seen))) return { kind: "", seen };
    if (seen.epoch === held.epoch) return { kind: seen.size < held.size ? "shorter" : "rewritten", seen };
    return { kind: (await isRestored(world, own, jwk, held, seen)) ? "" : "unsigned", seen };
  } catch (error) {
    return noWord(error);
  }
};

/** @param {import("./round.js").World} world @param {any} own @param {JsonWebKey} jwk @returns {Promise<Seen>} */
const head = async ({ office }, own, jwk) => {
  const answer = await office.getJson("/api/ledger/head");
  return { ...(await readHead(answer.head, jwk, own.iss)), note: answer.head, proof: null };
};

/** The head with its proof from this size on; the head alone where there are fewer records. @param {import("./round.js").World} world @param {any} own @param {JsonWebKey} jwk @param {number} from @returns {Promise<Seen>} */
const look = async (world, own, jwk, from) => {
  try {
    const answer = await world.office.getJson(`/api/ledger/consistency?from=${from}`);
    return { ...(await readHead(answer.head, jwk, own.iss)), note: answer.head, proof: answer.proof };
  } catch (error) {
    if (/** @type {any} */ (error).status !== NOT_FOUND) throw error;
    return head(world, own, jwk);
  }
};

/** A proof of another form proves nothing. @param {import("../evidence/ledger.js").Head} old @param {Seen} seen */
const follows = async (old, seen) => {
  if (!Array.isArray(seen.proof)) return false;
  return isConsistent(old, seen, seen.proof).catch(() => false);
};

/** Back from the epoch now: a restore since, from a backup with less than this phone saw, confirmed by somebody whom it knew; and what the backup held is still there. @param {import("./round.js").World} world @param {any} own @param {JsonWebKey} jwk @param {Held} held @param {Seen} seen */
const isRestored = async (world, own, jwk, held, seen) => {
  const { restores } = await world.office.getJson(`/api/ledger/restores?org=${own.org}`);
  const signers = held.signers.filter((one) => !one.since || Date.parse(held.at) - Date.parse(one.since) >= PROBATION);
  let { epoch } = seen;
  for (let hops = restores.length; hops > 0 && epoch !== held.epoch; hops--) {
    const row = restores.find((/** @type {any} */ one) => one.epoch === epoch);
    for (const notice of row?.notices ?? []) {
      const said = await readNotice(notice, signers, own.iss);
      // what was said before this phone last saw all well excuses nothing that came after
      const fits = said && said.epoch === epoch && said.from_epoch === row.from_epoch && Date.parse(said.at) > Date.parse(held.at);
      if (fits && said.size < held.size && (await holds(world, own, jwk, said))) return true;
    }
    epoch = row?.from_epoch ?? held.epoch;
  }
  return false;
};

/** What the backup held is the beginning of the ledger now. @param {import("./round.js").World} world @param {any} own @param {JsonWebKey} jwk @param {{epoch: string, size: number, root: string}} said */
const holds = async (world, own, jwk, said) => said.size === 0 || follows({ ...said, root: rootText(said.root) }, await look(world, own, jwk, said.size));

/** Days on which nothing was proven, one after the other; a phone that was away begins to count anew. @param {import("./round.js").World["store"]} store @param {Alive} alive */
const doubted = async (store, alive) => {
  const day = alive.at.slice(0, 10);
  /** @type {string[]} */
  const before = (await store.meta("ledger_doubt")) ?? [];
  const last = before.at(-1);
  const running = last !== undefined && Date.parse(day) - Date.parse(last) <= DAY ? before : [];
  const days = running.includes(day) ? running : [...running, day];
  if (days !== before) await store.keepMeta("ledger_doubt", days);
  return days.length >= DAYS ? "unproven" : "";
};

/** @param {import("./round.js").World["store"]} store @param {any} before @param {Held | undefined} held @param {Seen & {at: string}} seen */
const settle = async (store, before, held, { epoch, size, root, note, at }) => {
  if (before) await store.keepMeta("ledger_alarm", null);
  if ((await store.meta("ledger_doubt"))?.length) await store.keepMeta("ledger_doubt", []);
  const signers = known(held, (await store.device()).commune?.signers, at);
  const same = held && held.epoch === epoch && held.size === size && JSON.stringify(held.signers) === JSON.stringify(signers);
  // what stays the same is written anew once a day
  if (same && Date.parse(at) - Date.parse(held.at) < DAY) return;
  await store.keepMeta("ledger", { epoch, size, root, note, at, signers });
};

/** Whose word counts is learnt only while nothing is wrong, and a new one only on probation. @param {Held | undefined} held @param {import("../evidence/ledger.js").Signer[] | undefined} told @param {string} at @returns {Known[]} */
const known = (held, told, at) => {
  const before = (/** @type {import("../evidence/ledger.js").Signer} */ one) =>
    held?.signers.find((other) => other.id === one.id && JSON.stringify(other.jwk) === JSON.stringify(one.jwk));
  return (told ?? held?.signers ?? []).map(({ id, jwk }) => ({ id, jwk, since: held ? (before({ id, jwk })?.since ?? at) : "" }));
};

/** What of this the commune is told: an alarm, or the head of before a restore. @param {{meta: (name: string) => Promise<any>}} store @param {string} epoch of the server */
export const toldHead = async (store, epoch) => {
  const [held, alarm] = [await store.meta("ledger"), await store.meta("ledger_alarm")];
  if (alarm) return alarm;
  return held && held.epoch !== epoch ? { kind: "before", held: held.note } : undefined;
};
