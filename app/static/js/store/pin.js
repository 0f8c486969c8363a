/** The PIN that brings the phone back from a citizen's hand; guesses are counted on disk before they are tried. */

import { waitAfter } from "../core/pin.js";
import { pinFits, sealPin } from "../evidence/pin.js";
import { ask, get, put, remove, run } from "./database.js";

/** @returns {Promise<boolean>} */
export const hasPin = async () => Boolean(await get("keys", "pin"));

/** @param {string} pin */
export const setPin = async (pin) => {
  await put("keys", { ...(await sealPin(pin)), wrong: 0, until: 0 }, "pin");
};

/** Milliseconds until the next guess. @param {number} now */
export const pinWait = async (now) => Math.max(0, ((await get("keys", "pin"))?.until ?? 0) - now);

/** Wrong guesses in a row. */
export const pinWrong = async () => (await get("keys", "pin"))?.wrong ?? 0;

/** Whether this is the PIN; a guess during a wait is not tried. @param {string} pin @param {number} now */
export const tryPin = async (pin, now) => {
  // read and counted in one transaction: guesses that come together are counted one by one
  const kept = await run(["keys"], "readwrite", async (store) => {
    const found = await ask(store("keys").get("pin"));
    if (!found || found.until > now) return null;
    const wrong = found.wrong + 1;
    await ask(store("keys").put({ ...found, wrong, until: now + waitAfter(wrong) }, "pin"));
    return found;
  });
  if (!kept || !(await pinFits(pin, kept))) return false;
  await put("keys", { ...kept, wrong: 0, until: 0 }, "pin");
  return true;
};

/**
 * The screen that a citizen holds: where it is, where the officer goes on after the PIN, since when it is out of his
 * hand, and when he had signed in before that.
 * @typedef {{path: string, next: string, pin: boolean, at: number, since: string}} Handed
 */

/** @returns {Promise<Handed | undefined>} */
export const handed = () => get("meta", "handed");

/** Gives the phone away; a later page in the same hand does not make the hand a later one. @param {{path: string, next: string, pin: boolean}} value @param {number} now */
export const hand = async (value, now) => {
  const before = await handed();
  const since = before?.since ?? (await get("meta", "since")) ?? "";
  await put("meta", { ...value, at: before?.at ?? now, since }, "handed");
};

export const takeBack = () => remove("meta", "handed");
