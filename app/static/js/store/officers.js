/**
 * Who works with this phone. Each officer has a store of his own with his key, PIN, vault, chain and outbox; the first one's also
 * says which others there are, and whose is in use. The store is changed at a start of the page only.
 */

import { unsent } from "../core/drain.js";
import { ask, ofReal, putInReal, REAL, storeInUse, useStore, within } from "./database.js";
import { device } from "./device.js";

/** @typedef {{store: string, kid: string, name: string, person: string, left: number}} Officer `left`: how many of his records the commune has not taken */

/** The stores beside the first. @returns {Promise<string[]>} */
const further = async () => (await ofReal("officers")) ?? [];

/** Everybody whose phone this is. @returns {Promise<Officer[]>} */
export const officers = async () => {
  // a store that cannot be read keeps nobody else from his
  const found = await Promise.all([REAL, ...(await further())].map((store) => read(store).catch(() => null)));
  return found.filter((one) => one !== null);
};

/** Whoever has this phone besides the officer whose store is in use. */
export const others = async () => (await officers()).filter((one) => one.store !== storeInUse());

/** @param {string} store @returns {Promise<Officer | null>} null while nobody was let in there */
const read = (store) =>
  within(store, ["keys", "outbox"], "readonly", async (of) => {
    const own = await ask(of("keys").get("device"));
    const packets = await ask(of("outbox").getAll());
    return own ? { store, kid: own.kid, name: own.person.name, person: own.author, left: packets.filter(unsent).length } : null;
  });

/**
 * At start: the store of whoever took the phone last. A place that was made for somebody who was not let in after all is left again.
 * @param {boolean} lettingIn this page is about to let somebody in
 */
export const useOfficers = async (lettingIn) => {
  const wanted = await ofReal("using");
  if (!wanted) return;
  useStore(wanted);
  if (lettingIn || (await device())) return;
  useStore(REAL);
  await nextOfficer(REAL);
};

/** Whose store the next start opens. @param {string} store */
export const nextOfficer = (store) => putInReal("using", store === REAL ? null : store);

/** Whose store the next start opens: a page in practice is his too. */
const next = async () => (await ofReal("using")) ?? REAL;

/** The language that this officer chose. One who was alone on this phone when it was the phone's chose what the phone has. */
export const ownLanguage = async () => {
  const chosen = await within(await next(), ["meta"], "readonly", (of) => ask(of("meta").get("language")));
  return chosen ?? ((await further()).length ? "vi" : "en");
};

/** @param {string} code */
export const keepLanguage = async (code) => within(await next(), ["meta"], "readwrite", (of) => ask(of("meta").put(code, "language")));

/** A place for one more officer, which the next start opens. */
export const makePlace = async () => {
  const known = await further();
  // a place that cannot be read may be somebody's: it is not taken
  const free = await Promise.all(
    known.map((store) =>
      read(store).then(
        (one) => one === null,
        () => false,
      ),
    ),
  );
  const empty = known.find((_, at) => free[at]);
  await within(REAL, ["meta"], "readwrite", async (of) => {
    const now = (await ask(of("meta").get("officers"))) ?? [];
    const store = empty ?? `${REAL}-${now.length + 2}`;
    await ask(of("meta").put([...new Set([...now, store])], "officers"));
    await ask(of("meta").put(store, "using"));
  });
};

/** The session that may still be open is of the officer before: it ends as soon as there is a way to the commune. @param {string} store of who goes on */
export const noteOldSession = (store) => within(store, ["meta"], "readwrite", (of) => ask(of("meta").put(true, "oldSession")));
