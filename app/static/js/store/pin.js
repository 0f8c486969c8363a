/** The PIN that brings the phone back from a citizen's hand; guesses are counted on disk before they are tried. */

import { waitAfter } from "../core/pin.js";
import { pinFits, sealPin } from "../evidence/pin.js";
import { get, put, remove } from "./database.js";

/** @returns {Promise<boolean>} */
export const hasPin = async () => Boolean(await get("keys", "pin"));

/** @param {string} pin */
export const setPin = async (pin) => {
  await put("keys", { ...(await sealPin(pin)), wrong: 0, until: 0 }, "pin");
};

/** Milliseconds until the next guess. @param {number} now */
export const pinWait = async (now) => Math.max(0, ((await get("keys", "pin"))?.until ?? 0) - now);

/** Whether this is the PIN; a guess during a wait is not tried. @param {string} pin @param {number} now */
export const tryPin = async (pin, now) => {
  const kept = await get("keys", "pin");
  if (!kept || kept.until > now) return false;
  const wrong = kept.wrong + 1;
  await put("keys", { ...kept, wrong, until: now + waitAfter(wrong) }, "pin");
  if (!(await pinFits(pin, kept))) return false;
  await put("keys", { ...kept, wrong: 0, until: 0 }, "pin");
  return true;
};

/** The screen that a citizen holds: where it is, and where the officer goes on after the PIN. @returns {Promise<{path: string, next: string, pin: boolean} | undefined>} */
export const handed = () => get("meta", "handed");

/** @param {{path: string, next: string, pin: boolean}} value */
export const hand = (value) => put("meta", value, "handed");

export const takeBack = () => remove("meta", "handed");
