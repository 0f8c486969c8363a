/**
 * How the vault's key is wrapped: by the officer's PIN (PBKDF2, SP 800-132), by a passkey's secret (WebAuthn PRF, HKDF RFC 5869),
 * each inside a wrap by a key that cannot leave the phone. A PIN stops a finder, not a laboratory.
 */

import { b64u, fromB64u, joined, utf8 } from "../core/encoding.js";
import { random } from "./sealing.js";

const GCM = "AES-GCM";
const IV = 12;
const ROUNDS = 600_000;
const LABEL = "tan-nha/vault/1\n";

/** @typedef {import("../core/encoding.js").Bytes} Bytes */
/** @typedef {{salt: string, rounds: number, box: Bytes}} ByPin */
/** @typedef {{id: string, box: Bytes}} ByPasskey */

/** A key that cannot leave this phone. */
export const newPhoneKey = () => crypto.subtle.generateKey({ name: GCM, length: 256 }, false, ["encrypt", "decrypt"]);

/** The vault's key for use. @param {Bytes} raw 32 bytes */
export const vaultKey = (raw) => crypto.subtle.importKey("raw", raw, GCM, false, ["encrypt", "decrypt"]);

/** @param {Bytes} raw @param {string} pin @param {CryptoKey} phone @returns {Promise<ByPin>} */
export const wrapByPin = async (raw, pin, phone) => {
  const salt = random(16);
  const inner = await box(await pinKey(pin, salt, ROUNDS), raw, "pin");
  return { salt: b64u(salt), rounds: ROUNDS, box: await box(phone, inner, "pin") };
};

/** The key, or null when this is not the PIN. @param {ByPin} kept @param {string} pin @param {CryptoKey} phone */
export const openByPin = async (kept, pin, phone) => {
  const inner = await unbox(phone, kept.box, "pin");
  return unbox(await pinKey(pin, fromB64u(kept.salt), kept.rounds), inner, "pin").catch(() => null);
};

/** @param {Bytes} raw @param {string} id of the passkey @param {Bytes} secret what the passkey answered @param {CryptoKey} phone @returns {Promise<ByPasskey>} */
export const wrapByPasskey = async (raw, id, secret, phone) => {
  const inner = await box(await secretKey(secret), raw, `passkey\n${id}`);
  return { id, box: await box(phone, inner, `passkey\n${id}`) };
};

/** The key, or null when the passkey answered something else. @param {ByPasskey} kept @param {Bytes} secret @param {CryptoKey} phone */
export const openByPasskey = async (kept, secret, phone) => {
  const inner = await unbox(phone, kept.box, `passkey\n${kept.id}`);
  return unbox(await secretKey(secret), inner, `passkey\n${kept.id}`).catch(() => null);
};

/** @param {string} pin @param {Bytes} salt @param {number} iterations */
const pinKey = async (pin, salt, iterations) => {
  const base = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, { name: GCM, length: 256 }, false, ["encrypt", "decrypt"]);
};

/** @param {Bytes} secret */
const secretKey = async (secret) => {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: utf8(`${LABEL}passkey`) };
  return crypto.subtle.deriveKey(how, base, { name: GCM, length: 256 }, false, ["encrypt", "decrypt"]);
};

/** @param {CryptoKey} key @param {Bytes} plain @param {string} use */
const box = async (key, plain, use) => {
  const iv = random(IV);
  return joined(iv, await crypto.subtle.encrypt({ name: GCM, iv, additionalData: utf8(LABEL + use) }, key, plain));
};

/** @param {CryptoKey} key @param {Bytes} boxed @param {string} use */
const unbox = async (key, boxed, use) => {
  const how = { name: GCM, iv: boxed.slice(0, IV), additionalData: utf8(LABEL + use) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, boxed.slice(IV)));
};
