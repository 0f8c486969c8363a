/**
 * Reads the parts of a bundle with a foreign JOSE library and none of our code:
 * node foreign-reader.mjs ROOT_THUMBPRINT < {"keys", "records"}; prints how many envelopes it verified, or dies.
 */

import { readFileSync } from "node:fs";
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from "jose";

const [root] = process.argv.slice(2);
const { keys, records } = JSON.parse(readFileSync(0, "utf8"));

/** The payload of a compact JWS under this key and `typ`. */
async function payload(text, typ, jwk) {
  const { payload: bytes, protectedHeader } = await compactVerify(text, await importJWK(jwk, "ES256"), { algorithms: ["ES256"] });
  if (protectedHeader.typ !== typ) throw new Error(`${protectedHeader.typ} instead of ${typ}`);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** The body of a record, opened with the key that lies beside it. */
async function opened(record, id) {
  const sealed = Buffer.from(record.body, "base64url");
  const key = await crypto.subtle.importKey("raw", Buffer.from(record.key, "base64url"), "AES-GCM", false, ["decrypt"]);
  const additionalData = new TextEncoder().encode(`tan-nha/seal/1\n${id}\nbody\n0`);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.subarray(1, 13), additionalData }, key, sealed.subarray(13));
  return JSON.parse(new TextDecoder().decode(plain));
}

if ((await calculateJwkThumbprint(keys.root_jwk)) !== root) throw new Error("another root");
const list = await payload(keys.list, "tn-keys", keys.root_jwk);
const known = new Map(list.keys.filter((one) => one.use === "record").map((one) => [one.kid, one.jwk]));
const server = new Set(known.keys());
let verified = 0;
// enrolments, which the server signed, name the keys of the phones
for (const byServer of [true, false]) {
  for (const record of records) {
    const { kid } = decodeProtectedHeader(record.envelope);
    if (server.has(kid) !== byServer) continue;
    const claims = await payload(record.envelope, "tn-record", known.get(kid));
    if (claims.device !== kid) throw new Error("another device");
    if (claims.kind === "device.enrolled") {
      const { device, jwk } = await opened(record, claims.id);
      known.set(device, jwk);
    }
    verified += 1;
  }
}
console.log(verified);
