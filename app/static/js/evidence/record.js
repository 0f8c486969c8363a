/** A record as the phone writes it: sealed body, signed envelope, wrapped key; and its check after it was stored. */

import { canonical, utf8 } from "../core/encoding.js";
import { recordHash, sha256, sign, verify } from "./jws.js";
import { keyCommitment, seal, wrap } from "./sealing.js";

/**
 * @typedef {{kid: string, key: CryptoKey, jwk: JsonWebKey, iss: string, org: string, author: string,
 *   intake: {jwk: JsonWebKey, kid: string}, practice?: boolean}} Device
 * @typedef {{sha256: string, bytes: number, role: string, index: number}} Blob
 * @typedef {{id: string, key: Uint8Array<ArrayBuffer>, kind: string, stream: string, stream_type?: string, body: object, blobs: Blob[],
 *   made_at: string, base?: string}} Draft
 */

/**
 * @param {Device} device @param {Draft} draft @param {{n: number, prev: string}} head @param {string} [beacon]
 */
export const makeRecord = async (device, draft, head, beacon) => {
  const body = await seal(utf8(canonical(draft.body)), draft.key, { record: draft.id, role: "body", index: 0 });
  const claims = {
    v: 1,
    iss: device.iss,
    id: draft.id,
    kind: draft.kind,
    stream: { type: draft.stream_type ?? "case", id: draft.stream },
    org: device.org,
    author: device.author,
    device: device.kid,
    n: head.n + 1,
    prev: head.prev,
    made_at: draft.made_at,
    body: await sha256(body),
    blobs: draft.blobs.map(({ sha256, bytes, role, index }) => ({ sha256, bytes, role, index })),
    key: await keyCommitment(draft.id, draft.key),
    ...(draft.base ? { base: draft.base } : {}),
    ...(beacon ? { beacon } : {}),
    ...(device.practice ? { practice: true } : {}),
  };
  const envelope = await sign(claims, "tn-record", device.kid, device.key);
  return { envelope, body, key: await wrap(draft.key, draft.id, device.intake), hash: await recordHash(envelope) };
};

/** Reads a stored packet back: signature, identity and body must be what was written. @param {Device} device @param {{envelope: string, body: ArrayBuffer, hash: string}} packet */
export const checkRecord = async (device, packet) => {
  const claims = await verify(packet.envelope, "tn-record", device.jwk);
  const same = (await recordHash(packet.envelope)) === packet.hash && (await sha256(packet.body)) === claims.body;
  if (!same) throw new Error("not_kept");
};

/** @param {Device} device @param {{beacon: string, htm: string, htu: string, jti: string}} call */
export const permission = (device, call) => sign({ v: 1, device: device.kid, ...call }, "tn-upload", device.kid, device.key);
