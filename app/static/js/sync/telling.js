/** What this phone tells the commune of itself: what waits on it, so that somebody misses what never comes. */

import { forgotten, mustTell, telling, toldText } from "../core/drain.js";
import { utf8 } from "../core/encoding.js";
import { sha256 } from "../evidence/jws.js";
import { toldHead } from "./watch.js";

/**
 * How this phone stands, and whether the commune must hear it even with nothing to send.
 * @param {{meta: (name: string) => Promise<any>}} store @param {any[]} packets @param {number} now
 * @param {string} epoch of the server: one that came back from a backup may have forgotten what it was told
 */
export const standing = async (store, packets, now, epoch) => {
  const plain = telling(packets, await store.meta("head"));
  const told = { ...plain, sum: await sha256(utf8(toldText(plain))) };
  const ledger = await toldHead(store, epoch);
  const mark = `${epoch} ${told.sum}${ledger ? ` ${ledger.kind} ${await sha256(utf8(ledger.held))}` : ""}`;
  return { said: { told, ledger }, mark, due: !forgotten(packets) && mustTell(await store.meta("told"), { sum: mark }, now) };
};
