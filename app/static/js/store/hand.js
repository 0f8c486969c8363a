/** The phone in a citizen's hand: which page he sees, and where the officer goes on. */

import { get, put, remove } from "./database.js";
import { sayHanded } from "./sentinel.js";

/**
 * The screen that a citizen holds: where it is, where the officer goes on after the PIN, since when it is out of his
 * hand, and when he had signed in before that.
 * @typedef {{path: string, next: string, pin: boolean, at: number, since: string}} Handed
 */

/** @returns {Promise<Handed | undefined>} */
export const handed = () => get("meta", "handed");

/** Gives the phone away; a later page in the same hand does not make the hand a later one. @param {{path: string, next: string, pin: boolean}} value @param {number} now */
export const hand = async (value, now) => {
  sayHanded(true);
  const before = await handed();
  const since = before?.since ?? (await get("meta", "since")) ?? "";
  await put("meta", { ...value, at: before?.at ?? now, since }, "handed");
};

export const takeBack = async () => {
  await remove("meta", "handed");
  sayHanded(false);
};
