/** The commune's keys as a phone holds them: a newer list is taken when the root key of the invitation signed it. */

import { utf8 } from "../core/encoding.js";
import { sha256, thumbprint, verify } from "../evidence/jws.js";
import { Refused } from "./office.js";

/** Marks a list: which keys it has. @param {{use: string, kid: string}[]} keys */
const mark = (keys) => sha256(utf8(keys.map((one) => `${one.use} ${one.kid}`).join("\n")));

/** @param {any} own @param {string} use */
export const keyOf = (own, use) => own.keys.find((/** @type {any} */ one) => one.use === use)?.jwk;

/** The beacon's payload when our own server signed it. @param {any} own @param {string} beacon */
const read = (own, beacon) => verify(beacon, "tn-beacon", keyOf(own, "beacon")).catch(() => null);

/**
 * This phone with the keys of today, and what the beacon says; `alive` is null for a portal's page or a stranger's word.
 * @param {import("./round.js").World} world @param {any} own @param {{beacon: string, keys?: string}} told
 */
export const withKeys = async (world, own, { beacon, keys }) => {
  const alive = await read(own, beacon);
  if (alive && (!keys || keys === (await mark(own.keys)))) return { own, alive };
  const fresh = await newer(world, own);
  return { own: fresh, alive: alive ?? (await read(fresh, beacon)) };
};

/** @param {import("./round.js").World} world @param {any} own */
const newer = async ({ office, store }, own) => {
  try {
    const answer = await office.getJson("/api/keys");
    if ((await thumbprint(answer.root_jwk)) !== own.root) return own;
    const { iss, at, keys } = await verify(answer.keys, "tn-keys", answer.root_jwk);
    // an older list, kept by somebody, brings no key back
    // nor does one take a use away: without a head key nobody could watch the ledger
    const fewer = own.keys.some((/** @type {any} */ one) => !keys.some((/** @type {any} */ other) => other.use === one.use));
    if (fewer || iss !== own.iss || Date.parse(at) < Date.parse(own.keys_at ?? "")) return own;
    const fresh = { ...own, keys, keys_at: at, intake: keys.find((/** @type {any} */ one) => one.use === "intake") };
    await store.keepDevice(fresh);
    return fresh;
  } catch (error) {
    if (error instanceof Refused && error.code === "offline") throw error;
    return own;
  }
};
