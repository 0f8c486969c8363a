/** The vault: 256 random bits of this officer on this phone, wrapped by a key that cannot leave; nothing of a citizen lies open. */

import { utf8 } from "../core/encoding.js";
import { random, wrap } from "../evidence/sealing.js";
import { get, put } from "./database.js";

const GCM = "AES-GCM";

/** @type {CryptoKey | null} */
let vault = null;

/**
 * Makes the vault at enrolment; also wrapped for the commune, so that a lost PIN never loses drafts.
 * @param {string} deviceId @param {{jwk: JsonWebKey, kid: string}} intake
 */
export const makeVault = async (deviceId, intake) => {
  const raw = random(32);
  const wrapping = await crypto.subtle.generateKey({ name: GCM, length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = random(12);
  const wrapped = await crypto.subtle.encrypt({ name: GCM, iv }, wrapping, raw);
  await put("keys", { wrapping, iv, wrapped, forCommune: await wrap(raw, deviceId, intake) }, "vault");
  raw.fill(0);
  await openVault();
};

/** Opens the vault; false when there is none. */
export const openVault = async () => {
  const kept = await get("keys", "vault");
  if (!kept) return false;
  const raw = await crypto.subtle.decrypt({ name: GCM, iv: kept.iv }, kept.wrapping, kept.wrapped);
  vault = await crypto.subtle.importKey("raw", raw, GCM, false, ["encrypt", "decrypt"]);
  return true;
};

/** @param {unknown} value plain JSON @returns {Promise<{iv: Uint8Array<ArrayBuffer>, cipher: ArrayBuffer}>} */
export const lock = async (value) => {
  const iv = random(12);
  return { iv, cipher: await crypto.subtle.encrypt({ name: GCM, iv }, key(), utf8(JSON.stringify(value))) };
};

/** @param {{iv: Uint8Array<ArrayBuffer>, cipher: ArrayBuffer}} locked @returns {Promise<any>} */
export const unlock = async (locked) => {
  const plain = await crypto.subtle.decrypt({ name: GCM, iv: locked.iv }, key(), locked.cipher);
  return JSON.parse(new TextDecoder().decode(plain));
};

const key = () => {
  if (!vault) throw new Error("locked");
  return vault;
};
