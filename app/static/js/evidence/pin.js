/** A PIN as the first releases kept it, beside the vault (PBKDF2, SP 800-132); read once more, then the vault is wrapped by it. */

import { b64u, fromB64u, utf8 } from "../core/encoding.js";

const ROUNDS = 310_000;

/** @param {string} pin @param {{salt: string, hash: string}} kept */
export const oldPinFits = async (pin, kept) => {
  const key = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: fromB64u(kept.salt), iterations: ROUNDS }, key, 256);
  return b64u(bits) === kept.hash;
};
