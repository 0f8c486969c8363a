/** The vault: 256 random bits of this officer on this phone; nothing of a citizen lies open. Its key is in memory while he works. */

import { utf8 } from "../core/encoding.js";
import { random, wrap } from "../evidence/sealing.js";
import { newPhoneKey, vaultKey } from "../evidence/vault.js";
import { get, put } from "./database.js";

const GCM = "AES-GCM";

/** @typedef {import("../core/encoding.js").Bytes} Bytes */

/** @type {CryptoKey | null} */
let vault = null;
/** The key's own bytes, while they are there to be wrapped anew. @type {Bytes | null} */
let bare = null;

/**
 * Makes the vault at enrolment, before the PIN is set: open to this phone alone; also wrapped for the commune, so that a lost PIN
 * never loses drafts.
 * @param {string} deviceId @param {{jwk: JsonWebKey, kid: string}} intake
 */
export const makeVault = async (deviceId, intake) => {
  const raw = random(32);
  const wrapping = await newPhoneKey();
  const iv = random(12);
  const wrapped = await crypto.subtle.encrypt({ name: GCM, iv }, wrapping, raw);
  await put("keys", { wrapping, iv, wrapped, forCommune: await wrap(raw, deviceId, intake) }, "vault");
  await openVault();
};

/** Opens a vault that no PIN guards yet; whether it is open now. */
export const openVault = async () => {
  const kept = await get("keys", "vault");
  if (vault || !kept?.wrapped || (await get("keys", "pin"))) return vault !== null;
  await adopt(new Uint8Array(await crypto.subtle.decrypt({ name: GCM, iv: kept.iv }, kept.wrapping, kept.wrapped)));
  return true;
};

/** What the commune alone can open again. @returns {Promise<string>} a JWE of the vault's key */
export const forCommune = async () => (await get("keys", "vault")).forCommune;

/** The vault is open with this key. @param {Bytes} raw */
export const adopt = async (raw) => {
  vault = await vaultKey(raw);
  bare = raw;
};

/** The vault is open with the key of another page of this phone. @param {CryptoKey} key */
export const share = (key) => {
  vault = key;
};

export const isOpen = () => vault !== null;

/** The key for another page of this phone; null while the vault is shut. */
export const shared = () => vault;

/** The key's bytes, where this page opened the vault itself. */
export const bytesOfKey = () => bare;

/** Nothing of the vault stays in this page's memory. */
export const shut = () => {
  bare?.fill(0);
  bare = null;
  vault = null;
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
