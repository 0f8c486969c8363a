/** Sealed parts (AES-256-GCM under the record key) and the wrapping of that key for the commune (JWE ECDH-ES). */

import { b64u, canonical, fromB64u, hex, joined, utf8 } from "../core/encoding.js";
import { publicPart, sha256 } from "./jws.js";

const IV = 12;
const GCM = "AES-GCM";
const ECDH = { name: "ECDH", namedCurve: "P-256" };

/** @typedef {import("../core/encoding.js").Bytes} Bytes */

/** @param {number} length @returns {Bytes} */
export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** @param {Bytes} raw @param {KeyUsage[]} uses */
const aes = (raw, uses) => crypto.subtle.importKey("raw", raw, GCM, false, uses);

/** @param {string} recordId @param {string} role @param {number} index */
const bound = (recordId, role, index) => utf8(`tan-nha/seal/1\n${recordId}\n${role}\n${index}`);

/**
 * @param {Bytes} plain @param {Bytes} key @param {{record: string, role: string, index: number}} place
 * @param {Bytes} [iv] golden vectors only
 */
export const seal = async (plain, key, place, iv = random(IV)) => {
  const additionalData = bound(place.record, place.role, place.index);
  const cipher = await crypto.subtle.encrypt({ name: GCM, iv, additionalData }, await aes(key, ["encrypt"]), plain);
  return joined(new Uint8Array([1]), iv, cipher);
};

/** @param {Bytes} sealed @param {Bytes} key @param {{record: string, role: string, index: number}} place */
export const unseal = async (sealed, key, place) => {
  if (sealed[0] !== 1) throw new Error("bad_seal");
  const additionalData = bound(place.record, place.role, place.index);
  const iv = sealed.slice(1, 1 + IV);
  const plain = await crypto.subtle.decrypt({ name: GCM, iv, additionalData }, await aes(key, ["decrypt"]), sealed.slice(1 + IV));
  return new Uint8Array(plain);
};

/** @param {string} recordId @param {Bytes} key */
export const keyCommitment = (recordId, key) => sha256(joined(utf8("tan-nha/key/1\n"), utf8(recordId), key));

/** @param {Bytes} key 32 bytes @param {string} recordId @param {{jwk: JsonWebKey, kid: string}} intake */
export const wrap = async (key, recordId, intake) => {
  const pair = await crypto.subtle.generateKey(ECDH, true, ["deriveBits"]);
  const epk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const apv = b64u(utf8(recordId));
  const header = b64u(utf8(canonical({ alg: "ECDH-ES", apv, enc: "A256GCM", epk, kid: intake.kid })));
  const iv = random(IV);
  const content = await agree(pair.privateKey, intake.jwk, recordId);
  const out = new Uint8Array(await crypto.subtle.encrypt({ name: GCM, iv, additionalData: utf8(header) }, await aes(content, ["encrypt"]), key));
  return `${header}..${b64u(iv)}.${b64u(out.slice(0, -16))}.${b64u(out.slice(-16))}`;
};

/** Golden vectors only: the phone never holds the intake key. @param {string} jwe @param {string} recordId @param {JsonWebKey} jwk */
export const unwrap = async (jwe, recordId, jwk) =>
  unwrapFor(jwe, recordId, await crypto.subtle.importKey("jwk", { ...jwk, key_ops: undefined }, ECDH, false, ["deriveBits"]));

/** A pair of one answer: what the commune wraps for it, this page alone opens. */
export const newReceiver = async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ECDH, false, ["deriveBits"]);
  return { secret: privateKey, jwk: publicPart(await crypto.subtle.exportKey("jwk", publicKey)) };
};

/** What was wrapped for this key; throws when it was not, or for another record. @param {string} jwe @param {string} recordId @param {CryptoKey} secret */
export const unwrapFor = async (jwe, recordId, secret) => {
  const [header, , iv, cipher, tag] = jwe.split(".");
  const { epk } = JSON.parse(new TextDecoder().decode(fromB64u(header)));
  const content = await agree(secret, epk, recordId);
  const options = { name: GCM, iv: fromB64u(iv), additionalData: utf8(header) };
  const data = joined(fromB64u(cipher), fromB64u(tag));
  return new Uint8Array(await crypto.subtle.decrypt(options, await aes(content, ["decrypt"]), data));
};

/** Concat KDF, RFC 7518 §4.6.2. @param {CryptoKey} secret @param {JsonWebKey} jwk @param {string} party */
const agree = async (secret, jwk, party) => {
  const other = await crypto.subtle.importKey("jwk", publicPart(jwk), ECDH, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, secret, 256);
  const info = joined(field("A256GCM"), field(""), field(party), number(256));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(number(1), shared, info)));
};

/** @param {number} value */
const number = (value) => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);

/** @param {string} text */
const field = (text) => joined(number(utf8(text).length), utf8(text));

/** 128 random bits, hex. */
export const newSalt = () => hex(random(16));
