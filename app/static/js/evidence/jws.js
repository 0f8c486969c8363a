/** Compact JWS with ES256 and one expected `typ`; key ids are RFC 7638 thumbprints. */

import { b64u, canonical, fromB64u, fromCanonical, hex, utf8 } from "../core/encoding.js";

const ALGORITHM = { name: "ECDSA", hash: "SHA-256" };
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} data */
export const sha256 = async (data) => hex(await crypto.subtle.digest("SHA-256", data));

/** @param {JsonWebKey} jwk */
export const publicPart = ({ crv, kty, x, y }) => ({ crv, kty, x, y });

/** @param {JsonWebKey} jwk */
export const thumbprint = async (jwk) => b64u(await crypto.subtle.digest("SHA-256", utf8(canonical(publicPart(jwk)))));

/** @param {JsonWebKey} jwk */
export const verifyingKey = (jwk) => crypto.subtle.importKey("jwk", publicPart(jwk), CURVE, false, ["verify"]);

/** A device key that can sign but never leave. */
export const newDeviceKey = () => crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);

/** @param {object} payload @param {string} typ @param {string} kid @param {CryptoKey} key */
export const sign = async (payload, typ, kid, key) => {
  const header = canonical({ alg: "ES256", kid, typ });
  const text = `${b64u(utf8(header))}.${b64u(utf8(canonical(payload)))}`;
  return `${text}.${b64u(await crypto.subtle.sign(ALGORITHM, key, utf8(text)))}`;
};

/** The payload, proven; throws bad_signature otherwise. @param {string} text @param {string} typ @param {JsonWebKey} jwk */
export const verify = async (text, typ, jwk) => {
  const [head, body, signature] = text.split(".");
  const header = fromCanonical(new TextDecoder().decode(fromB64u(head)));
  const expected = canonical({ alg: "ES256", kid: await thumbprint(jwk), typ });
  const key = await verifyingKey(jwk);
  const sound = await crypto.subtle.verify(ALGORITHM, key, fromB64u(signature), utf8(`${head}.${body}`));
  if (!sound || canonical(header) !== expected) throw new Error("bad_signature");
  return fromCanonical(new TextDecoder().decode(fromB64u(body)));
};

/** The identity of a record: SHA-256 of `header.payload`. @param {string} text */
export const recordHash = (text) => sha256(utf8(text.slice(0, text.lastIndexOf("."))));

/** The payload without any proof (own texts only). @param {string} text */
export const peek = (text) => JSON.parse(new TextDecoder().decode(fromB64u(text.split(".")[1])));
