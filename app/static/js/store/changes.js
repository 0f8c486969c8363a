/** What the commune says of cases and visits, kept on the phone; lines of what is this officer's no more go. */

import { aheadOf, unsettledOf } from "../core/drain.js";
import { afterChange } from "../core/feed.js";
import { ask, get, run } from "./database.js";
import { drafts } from "./drafts.js";
import { goneStill, packets } from "./outbox.js";
import { isOpen, lock, unlock } from "./vault.js";

/** @typedef {import("../core/feed.js").Change} Change */

/** What the commune says of cases and visits: fields to keep, lines to forget, and how far the feed was read. @param {Change[]} changes @param {string} cursor */
export const keepChanges = async (changes, cursor) => {
  const rows = (await Promise.all(changes.filter((one) => !one.gone).map(rowOf))).filter((row) => row !== null);
  await run(["cases", "visits", "meta"], "readwrite", async (of) => {
    for (const { store, id, locked, told } of rows) {
      const before = told ? null : await ask(of(store).get(id));
      await ask(of(store).put({ ...goneStill(before), id, locked }));
    }
    for (const one of changes.filter((change) => change.gone)) {
      const store = of(one.visit ? "visits" : "cases");
      const row = await ask(store.get(one.visit ?? one.case ?? ""));
      if (row) await ask(store.put({ ...row, gone: true }));
    }
    await ask(of("meta").put(cursor, "cursor"));
  });
  await forgetGone();
};

/**
 * Forgets the lines of what is this officer's no more, except where he is in the middle of it: a draft is finished, what waits
 * is judged, and the line goes in a later round.
 */
export const forgetGone = async () => {
  if (!isOpen()) return;
  const begun = await drafts();
  const busy = new Set(begun.map((draft) => draft.case));
  await run(["cases", "visits", "drafts", "outbox"], "readwrite", async (of) => {
    const kept = await ask(of("drafts").getAll());
    // begun in the meantime: of what, is read in the next round
    if (kept.some((row) => !begun.some((draft) => draft.id === row.id))) return;
    const packets = await ask(of("outbox").getAll());
    for (const store of ["cases", "visits"])
      for (const row of await ask(of(store).getAll())) if (row.gone && !busy.has(row.id) && !unsettledOf(packets, row.id)) await ask(of(store).delete(row.id));
  });
};

/** @param {Change} change */
const rowOf = async (change) => {
  const id = change.visit ?? change.case ?? "";
  const visit = await read(id, "visits");
  // a held record of a visit may come under either name
  const store = /** @type {"cases" | "visits"} */ (change.visit || (visit && !change.fields) ? "visits" : "cases");
  const before = store === "visits" ? visit : await read(id, "cases");
  const after = afterChange(change, id, store, before, aheadOf(await packets(), id));
  return after && { store, id, locked: await lock(after), told: Boolean(change.fields) };
};

/** @param {string} id @param {string} store */
const read = async (id, store) => {
  const row = await get(store, id);
  return row ? unlock(row.locked) : null;
};
