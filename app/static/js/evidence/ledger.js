/** The ledger as a phone sees it: signed heads (C2SP notes), proofs that it only grew (RFC 9162), notices of a restore. */

import { b64u, fromB64u, fromCanonical, hex, joined, utf8 } from "../core/encoding.js";
import { publicPart, sha256, verifyingKey } from "./jws.js";

/** @typedef {import("../core/encoding.js").Bytes} Bytes */
/** @typedef {{epoch: string, size: number, root: string}} Head root in base64, as in its note */
/** @typedef {{id: string, jwk: JsonWebKey}} Signer a passkey whose word about a restore counts */
/** @typedef {{statement: string, client_data: string, authenticator_data: string, signature: string, passkey: string}} Notice */

const EC = { name: "ECDSA", namedCurve: "P-256" };
const HASH = { name: "ECDSA", hash: "SHA-256" };
const KEY_ID = 4;
const ROOT = 32;
/** RFC 5480: what stands before the point of a P-256 key in its SPKI. */
const SPKI = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";
/** User present, user verified. */
const SEEN = 0b101;

/** @param {string} text standard base64 @returns {Bytes} */
const fromB64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** A root as a head has it, of one in hex. @param {string} text */
export const rootText = (text) => btoa(String.fromCharCode(...(text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));

/** What a note says; throws bad_signature unless this key signed exactly this form for this installation. @param {string} note @param {JsonWebKey} jwk @param {string} iss @returns {Promise<Head>} */
export const readHead = async (note, jwk, iss) => {
  const found =
    /^(?<text>tan-nha\/(?<iss>[^/\n]+)\/(?<epoch>[^/\n]+)\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\n)\n— (?<name>[^ \n]+) (?<signed>[A-Za-z0-9+/]+={0,2})\n$/u.exec(
      note,
    )?.groups;
  if (!found || found.iss !== iss || found.name !== `tan-nha/${iss}/${found.epoch}`) throw new Error("bad_signature");
  const signed = fromB64(found.signed);
  const same = hex(signed.slice(0, KEY_ID)) === (await keyId(jwk));
  const sound = same && (await crypto.subtle.verify(HASH, await verifyingKey(jwk), plain(signed.slice(KEY_ID)), utf8(found.text)));
  if (!sound) throw new Error("bad_signature");
  return { epoch: found.epoch, size: Number(found.size), root: found.root };
};

/** The first four bytes of SHA-256 over the key's SPKI, hex. @param {JsonWebKey} jwk */
const keyId = async (jwk) => {
  const { x = "", y = "" } = publicPart(jwk);
  return (await sha256(joined(fromB64(SPKI), fromB64u(x), fromB64u(y)))).slice(0, KEY_ID * 2);
};

/** An ECDSA signature in DER (as notes and passkeys have it) as the 64 bytes that WebCrypto wants. @param {Bytes} der @returns {Bytes} */
export const plain = (der) => {
  const made = new Uint8Array(2 * ROOT);
  let at = 2;
  for (const end of [ROOT, 2 * ROOT]) {
    const length = der[at + 1];
    const number = der.slice(at + 2, at + 2 + length);
    const short = number[0] === 0 ? number.slice(1) : number;
    if (der[at] !== 2 || number.length !== length || short.length > ROOT) throw new Error("bad_signature");
    made.set(short, end - short.length);
    at += 2 + length;
  }
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || at !== der.length) throw new Error("bad_signature");
  return made;
};

/** Whether the proof (base64 hashes) leads from the older head to the newer (RFC 9162 §2.1.4.2). @param {Head} old @param {Head} now @param {string[]} proof */
export const isConsistent = async (old, now, proof) => {
  if (old.size === now.size) return proof.length === 0 && old.root === now.root;
  if (old.size > now.size) return false;
  // every ledger goes on from an empty one
  if (old.size === 0) return proof.length === 0;
  // an older tree that is one whole subtree is where its own proof begins
  const steps = (whole(old.size) ? [old.root, ...proof] : proof).map(fromB64);
  const roots = steps.length ? await walk(old.size, now.size, steps) : null;
  return roots !== null && roots[0] === hex(fromB64(old.root)) && roots[1] === hex(fromB64(now.root));
};

/** Sizes go beyond 32 bits: halves are taken by division. @param {number} size */
const whole = (size) => Number.isInteger(Math.log2(size));
const half = (/** @type {number} */ place) => Math.floor(place / 2);
const odd = (/** @type {number} */ place) => place % 2 === 1;

/** The two roots (hex) that these steps lead to; null when they are too many or too few. @param {number} before @param {number} size @param {Bytes[]} steps */
const walk = async (before, size, steps) => {
  let [place, last] = [before - 1, size - 1];
  while (odd(place)) [place, last] = [half(place), half(last)];
  let [first, second] = [steps[0], steps[0]];
  for (const step of steps.slice(1)) {
    if (last === 0) return null;
    if (odd(place) || place === last) {
      [first, second] = [await nodeHash(step, first), await nodeHash(step, second)];
      while (place && !odd(place)) [place, last] = [half(place), half(last)];
    } else second = await nodeHash(second, step);
    [place, last] = [half(place), half(last)];
  }
  return last ? null : [hex(first), hex(second)];
};

/** @param {Bytes} left @param {Bytes} right */
const nodeHash = async (left, right) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(new Uint8Array([1]), left, right)));

/** What the passkey signs over. @param {string} statement canonical text */
export const restoreChallenge = async (statement) => b64u(await crypto.subtle.digest("SHA-256", utf8(`tan-nha/restore/1\n${statement}`)));

/** What a notice says of a restore; null unless a passkey that this phone knew before signed it with its person verified. @param {Notice | null} notice @param {Signer[]} signers @param {string} iss @returns {Promise<{from_epoch: string, epoch: string, size: number, root: string, at: string} | null>} */
export const readNotice = async (notice, signers, iss) => {
  const signer = notice && signers.find((one) => one.id === notice.passkey);
  if (!signer) return null;
  try {
    const said = fromCanonical(notice.statement);
    const client = JSON.parse(new TextDecoder().decode(fromB64u(notice.client_data)));
    const authenticator = fromB64u(notice.authenticator_data);
    const right = client.type === "webauthn.get" && client.challenge === (await restoreChallenge(notice.statement)) && client.crossOrigin !== true;
    const here = hex(authenticator.slice(0, ROOT)) === (await sha256(utf8(said.rp))) && (authenticator[ROOT] & SEEN) === SEEN;
    const data = joined(authenticator, new Uint8Array(await crypto.subtle.digest("SHA-256", fromB64u(notice.client_data))));
    return right && here && said.iss === iss && (await signedBy(signer.jwk, fromB64u(notice.signature), data)) ? said : null;
  } catch {
    return null;
  }
};

/** @param {JsonWebKey} jwk @param {Bytes} signature @param {Bytes} data */
const signedBy = async (jwk, signature, data) => {
  if (jwk.kty === "EC") return crypto.subtle.verify(HASH, await crypto.subtle.importKey("jwk", jwk, EC, false, ["verify"]), plain(signature), data);
  const way = jwk.kty === "RSA" ? { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } : { name: "Ed25519" };
  return crypto.subtle.verify(way, await crypto.subtle.importKey("jwk", jwk, way, false, ["verify"]), signature, data);
};
