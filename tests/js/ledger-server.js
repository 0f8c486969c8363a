/** A commune with its ledger, signed and proven the slow way, and a phone's memory of it. */

import { b64u, canonical, utf8 } from "../../app/static/js/core/encoding.js";
import { publicPart } from "../../app/static/js/evidence/jws.js";
import { restoreChallenge } from "../../app/static/js/evidence/ledger.js";
import { Refused } from "../../app/static/js/sync/office.js";
import { watch } from "../../app/static/js/sync/watch.js";

export const ISS = "11111111-1111-4111-8111-111111111111";
export const EC = { name: "ECDSA", namedCurve: "P-256" };
export const HASH = { name: "ECDSA", hash: "SHA-256" };
export const b64 = (data) => Buffer.from(data).toString("base64");
export const digest = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", Buffer.concat(parts)));
export const newKey = async () => {
  const pair = await crypto.subtle.generateKey(EC, true, ["sign", "verify"]);
  return {
    key: pair.privateKey,
    jwk: publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey)),
    spki: await crypto.subtle.exportKey("spki", pair.publicKey),
  };
};

/** A signature as notes and passkeys have it. */
export const der = async (key, data) => {
  const raw = new Uint8Array(await crypto.subtle.sign(HASH, key, data));
  const numbers = [raw.slice(0, 32), raw.slice(32)].map((half) => {
    const cut = half.slice(half.findIndex((byte) => byte !== 0));
    return cut[0] & 0x80 ? [2, cut.length + 1, 0, ...cut] : [2, cut.length, ...cut];
  });
  const body = numbers.flat();
  return new Uint8Array([0x30, body.length, ...body]);
};

/** The tree of RFC 6962 over plain texts, the slow way. */
export const leafHash = (text) => digest(Buffer.from([0]), utf8(text));
export const splitOf = (size) => 2 ** (Math.ceil(Math.log2(size)) - 1);
export const rootOf = async (leaves) => {
  if (!leaves.length) return digest();
  if (leaves.length === 1) return leafHash(leaves[0]);
  const at = splitOf(leaves.length);
  return digest(Buffer.from([1]), await rootOf(leaves.slice(0, at)), await rootOf(leaves.slice(at)));
};
export const proofOf = async (old, leaves, whole = true) => {
  if (old === leaves.length) return whole ? [] : [await rootOf(leaves)];
  const at = splitOf(leaves.length);
  if (old <= at) return [...(await proofOf(old, leaves.slice(0, at), whole)), await rootOf(leaves.slice(at))];
  return [...(await proofOf(old - at, leaves.slice(at), false)), await rootOf(leaves.slice(0, at))];
};

/** A server with its ledger, and a phone's memory of it. */
export const commune = async () => {
  const [head, passkey] = [await newKey(), await newKey()];
  const server = { leaves: ["a", "b", "c"], epoch: "E0", restores: [], broken: null };
  const note = async () => {
    const text = `tan-nha/${ISS}/${server.epoch}\n${server.leaves.length}\n${b64(await rootOf(server.leaves))}\n`;
    const id = (await digest(new Uint8Array(head.spki))).slice(0, 4);
    return `${text}\n— tan-nha/${ISS}/${server.epoch} ${b64(Buffer.concat([id, await der(head.key, utf8(text))]))}\n`;
  };
  const getJson = async (path) => {
    if (server.broken) throw server.broken;
    if (path.startsWith("/api/ledger/restores")) {
      if (server.noRestores) throw server.noRestores;
      return { restores: server.restores };
    }
    if (path === "/api/ledger/head") return { head: await note() };
    const from = Number(path.split("from=")[1]);
    if (from > server.leaves.length) throw new Refused("not_found", 404);
    return { head: await note(), proof: server.proof ?? (await proofOf(from, server.leaves)).map(b64) };
  };
  const meta = new Map();
  const signers = [{ id: "key", jwk: passkey.jwk }];
  const store = {
    meta: async (name) => meta.get(name),
    keepMeta: async (name, value) => void meta.set(name, value),
    device: async () => ({ commune: { signers: server.signers ?? signers } }),
  };
  const own = { iss: ISS, org: "o", keys: [{ use: "head", jwk: head.jwk }] };
  let day = 1;
  const look = (days = 0) => {
    day += days;
    return watch({ office: { getJson }, store }, own, { at: `2026-11-${String(day).padStart(2, "0")}T08:00:00.000Z`, epoch: server.epoch });
  };
  /** The commune's person confirms the restore to this epoch. */
  const confirm = async (said = {}, signer = passkey.key, flags = 5) => {
    const root = Buffer.from(await rootOf(server.leaves.slice(0, said.size ?? 2))).toString("hex");
    const at = `2026-11-${String(day).padStart(2, "0")}T09:00:00.000Z`;
    const statement = canonical({ v: 1, rp: "localhost", iss: ISS, from_epoch: "E0", epoch: server.epoch, size: 2, root, at, ...said });
    const client = utf8(JSON.stringify({ type: "webauthn.get", challenge: await restoreChallenge(statement), origin: "https://x" }));
    const data = Buffer.concat([await digest(utf8("localhost")), Buffer.from([flags, 0, 0, 0, 1])]);
    const signature = await der(signer, Buffer.concat([data, await digest(client)]));
    const notice = { statement, client_data: b64u(client), authenticator_data: b64u(data), signature: b64u(signature), passkey: "key" };
    server.restores = [{ from_epoch: "E0", epoch: server.epoch, notices: [...(server.restores[0]?.notices ?? []), notice] }];
  };
  return { server, meta, look, confirm, note, store, head, own, alarm: () => meta.get("ledger_alarm")?.kind ?? "" };
};

/** The machine is lost and comes back with the first so many records. */
export const restored = (server, size, ...more) => {
  server.leaves = [...server.leaves.slice(0, size), "restored", ...more];
  server.epoch = "E1";
  server.restores = [{ from_epoch: "E0", epoch: "E1", notices: [] }];
};
