/** A PIN as it is kept: stretched (PBKDF2, SP 800-132) over a random salt; it stops a finder, not a laboratory. */

import { b64u, fromB64u, utf8 } from "../core/encoding.js";
import { random } from "./sealing.js";

const ROUNDS = 310_000;

/** @param {string} pin @param {Uint8Array<ArrayBuffer>} salt */
const stretch = async (pin, salt) => {
  const key = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  return b64u(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256));
};

/** @param {string} pin */
export const sealPin = async (pin) => {
  const salt = random(16);
  return { salt: b64u(salt), hash: await stretch(pin, salt) };
};

/** @param {string} pin @param {{salt: string, hash: string}} kept */
export const pinFits = async (pin, kept) => (await stretch(pin, fromB64u(kept.salt))) === kept.hash;
