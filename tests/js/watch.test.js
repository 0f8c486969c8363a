/** A phone and the ledger that it is shown: grown, rewritten, shortened, come back from a backup. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { b64u, canonical, utf8 } from "../../app/static/js/core/encoding.js";
import { publicPart } from "../../app/static/js/evidence/jws.js";
import { isConsistent, plain, readHead, restoreChallenge } from "../../app/static/js/evidence/ledger.js";
import { Refused } from "../../app/static/js/sync/office.js";
import { toldHead, watch } from "../../app/static/js/sync/watch.js";

const ISS = "11111111-1111-4111-8111-111111111111";
const EC = { name: "ECDSA", namedCurve: "P-256" };
const HASH = { name: "ECDSA", hash: "SHA-256" };
const b64 = (data) => Buffer.from(data).toString("base64");
const digest = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", Buffer.concat(parts)));
const newKey = async () => {
  const pair = await crypto.subtle.generateKey(EC, true, ["sign", "verify"]);
  return {
    key: pair.privateKey,
    jwk: publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey)),
    spki: await crypto.subtle.exportKey("spki", pair.publicKey),
  };
};

/** A signature as notes and passkeys have it. */
const der = async (key, data) => {
  const raw = new Uint8Array(await crypto.subtle.sign(HASH, key, data));
  const numbers = [raw.slice(0, 32), raw.slice(32)].map((half) => {
    const cut = half.slice(half.findIndex((byte) => byte !== 0));
    return cut[0] & 0x80 ? [2, cut.length + 1, 0, ...cut] : [2, cut.length, ...cut];
  });
  const body = numbers.flat();
  return new Uint8Array([0x30, body.length, ...body]);
};

/** The tree of RFC 6962 over plain texts, the slow way. */
const leafHash = (text) => digest(Buffer.from([0]), utf8(text));
const splitOf = (size) => 2 ** (Math.ceil(Math.log2(size)) - 1);
const rootOf = async (leaves) => {
  if (!leaves.length) return digest();
  if (leaves.length === 1) return leafHash(leaves[0]);
  const at = splitOf(leaves.length);
  return digest(Buffer.from([1]), await rootOf(leaves.slice(0, at)), await rootOf(leaves.slice(at)));
};
const proofOf = async (old, leaves, whole = true) => {
  if (old === leaves.length) return whole ? [] : [await rootOf(leaves)];
  const at = splitOf(leaves.length);
  if (old <= at) return [...(await proofOf(old, leaves.slice(0, at), whole)), await rootOf(leaves.slice(at))];
  return [...(await proofOf(old - at, leaves.slice(at), false)), await rootOf(leaves.slice(0, at))];
};

/** A server with its ledger, and a phone's memory of it. */
const commune = async () => {
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
const restored = (server, size, ...more) => {
  server.leaves = [...server.leaves.slice(0, size), "restored", ...more];
  server.epoch = "E1";
  server.restores = [{ from_epoch: "E0", epoch: "E1", notices: [] }];
};

test("a ledger that grows is followed, and remembered", async () => {
  const { server, meta, look, alarm } = await commune();
  for (let size = 3; size < 20; size++) {
    assert.equal(await look(), true);
    assert.deepEqual([meta.get("ledger").size, alarm()], [size, ""]);
    server.leaves.push(`leaf ${size}`);
  }
});

for (const [name, change, kind] of [
  ["an old record is another", (server) => server.leaves.splice(1, 1, "forged"), "rewritten"],
  ["an old record is another, and new ones came", (server) => server.leaves.splice(1, 1, "forged", "x", "y"), "rewritten"],
  ["the newest records are gone", (server) => server.leaves.pop(), "shorter"],
]) {
  test(`${name}: the phone raises the alarm, tells both heads, and forgets nothing until it is proven again`, async () => {
    const { server, meta, look, alarm, store } = await commune();
    await look();
    const [before, held] = [[...server.leaves], meta.get("ledger").note];
    change(server);
    assert.equal(await look(), false);
    assert.equal(alarm(), kind);
    const told = await toldHead(store, "E0");
    assert.deepEqual([told.kind, told.held], [kind, held]);
    assert.match(told.seen, /^tan-nha\//);
    // no word is no proof: the alarm stands
    server.broken = new Refused("busy", 500);
    assert.equal(await look(), false);
    server.broken = null;
    server.leaves = [...before, "more"];
    assert.equal(await look(), true);
    assert.equal(await toldHead(store, "E0"), undefined);
  });
}

test("a restore of everything that this phone saw needs nobody's word", async () => {
  const { server, look, alarm, meta } = await commune();
  await look();
  restored(server, 3);
  assert.equal(await look(), true);
  assert.deepEqual([alarm(), meta.get("ledger").epoch], ["", "E1"]);
});

test("a restore that lost what this phone saw is an alarm until somebody whom it knew confirms it", async () => {
  const { server, look, alarm, confirm, meta, store } = await commune();
  await look();
  const held = meta.get("ledger").note;
  restored(server, 2, "x", "y");
  assert.deepEqual(await toldHead(store, "E1"), { kind: "before", held });
  assert.equal(await look(), false);
  assert.equal(alarm(), "unsigned");
  await confirm();
  assert.equal(await look(), true);
  assert.deepEqual([alarm(), meta.get("ledger").epoch, meta.get("ledger").size], ["", "E1", 5]);
});

for (const [name, forge] of [
  ["by a key that it did not know", async (confirm) => confirm({}, (await newKey()).key)],
  ["by nobody's finger", (confirm) => confirm({}, undefined, 1)],
  ["of another server", (confirm) => confirm({ iss: "other" })],
  ["of another epoch", (confirm) => confirm({ epoch: "E7" })],
  ["from a backup that held what this phone saw", (confirm) => confirm({ size: 3 })],
  ["from another epoch than the commune says", (confirm) => confirm({ from_epoch: "E9" })],
  ["before this phone last saw all well", (confirm) => confirm({ at: "2026-11-01T07:00:00.000Z" })],
  ["with a beginning that is another now", (confirm) => confirm({ root: "ab".repeat(32) })],
]) {
  test(`a restore is not confirmed ${name}`, async () => {
    const { server, look, alarm, confirm } = await commune();
    await look();
    restored(server, 2);
    await forge(confirm);
    assert.equal(await look(), false);
    assert.equal(alarm(), "unsigned");
  });
}

test("while the alarm stands, nobody new becomes a person whose word counts", async () => {
  const { server, look, alarm, confirm } = await commune();
  await look();
  restored(server, 2);
  await look();
  const stranger = await newKey();
  server.signers = [{ id: "key", jwk: stranger.jwk }];
  await confirm({}, stranger.key);
  await look();
  assert.equal(alarm(), "unsigned");
});

test("the machine was lost twice: any restore since that lost what this phone saw explains it", async () => {
  const { server, look, alarm, confirm } = await commune();
  await look();
  restored(server, 2, "x", "y");
  await confirm();
  const [first] = server.restores;
  server.epoch = "E2";
  server.leaves.push("restored again");
  server.restores = [first, { from_epoch: "E1", epoch: "E2", notices: [] }];
  assert.equal(await look(), true);
  assert.equal(alarm(), "");
});

test("a second person confirms what the phone does not take from the first", async () => {
  const { server, look, alarm, confirm } = await commune();
  await look();
  restored(server, 2);
  await confirm({}, (await newKey()).key);
  await look();
  assert.equal(alarm(), "unsigned");
  await confirm();
  await look();
  assert.equal(alarm(), "");
});

test("a passkey that the phone heard of a day ago is not believed yet; after days without an alarm it is", async () => {
  for (const [days, kind] of [
    [1, "unsigned"],
    [4, ""],
  ]) {
    const { server, look, alarm, confirm } = await commune();
    await look();
    const fresh = await newKey();
    server.signers = [{ id: "key", jwk: fresh.jwk }];
    await look();
    await look(days);
    restored(server, 2);
    await confirm({}, fresh.key);
    await look();
    assert.equal(alarm(), kind);
  }
});

for (const [name, silence] of [
  ["no answer but a fault", (server) => Object.assign(server, { broken: new Refused("busy", 500) })],
  ["a proof that is none", (server) => Object.assign(server, { epoch: "E1", proof: ["!"], noRestores: new Refused("busy", 500) })],
  ["no restores in a new epoch", (server) => Object.assign(server, { epoch: "E1", leaves: ["x"], noRestores: new Refused("not_found", 404) })],
]) {
  test(`a server that gives ${name} on four days running raises the alarm; on fewer, or with days between, it does not`, async () => {
    const { server, look, alarm } = await commune();
    await look();
    const sound = { ...server, proof: undefined, noRestores: undefined };
    silence(server);
    for (const days of [5, 0, 1, 1]) assert.equal(await look(days), true);
    assert.equal(alarm(), "");
    // away for a while: it counts anew
    for (const days of [4, 1, 1]) assert.equal(await look(days), true);
    assert.equal(alarm(), "");
    assert.equal(await look(1), false);
    assert.equal(alarm(), "unproven");
    Object.assign(server, sound);
    assert.equal(await look(), true);
    assert.equal(alarm(), "");
  });
}

test("a proof of another form is no proof, in the same epoch an alarm", async () => {
  for (const proof of [["!"], {}, "x", [1], [["a"]]]) {
    const { server, look, alarm } = await commune();
    await look();
    server.leaves.push("more");
    server.proof = proof;
    assert.equal(await look(), false);
    assert.equal(alarm(), "rewritten");
  }
});

test("an answer that was spoiled once is asked for once more", async () => {
  const { server, look, alarm } = await commune();
  await look();
  server.leaves.push("more");
  let calls = 0;
  Object.defineProperty(server, "proof", { get: () => (++calls === 1 ? ["AAAA"] : undefined) });
  assert.equal(await look(), true);
  assert.equal(alarm(), "");
  assert.equal(calls, 2);
});

test("a phone without the head key goes on; one that lost it doubts", async () => {
  const { look, alarm, own } = await commune();
  const keys = own.keys;
  own.keys = [];
  assert.equal(await look(), true);
  own.keys = keys;
  await look();
  own.keys = [];
  for (const days of [1, 1, 1]) assert.equal(await look(days), true);
  assert.equal(await look(1), false);
  assert.equal(alarm(), "unproven");
});

test("a note is read only when this key signed exactly it", async () => {
  const { note, head, server } = await commune();
  const text = await note();
  assert.deepEqual(await readHead(text, head.jwk, ISS), { epoch: "E0", size: 3, root: b64(await rootOf(server.leaves)) });
  const other = (await newKey()).jwk;
  for (const [wrong, key, iss] of [
    [text, other, ISS],
    [text, head.jwk, "other"],
    [text.replace("\n3\n", "\n4\n"), head.jwk, ISS],
    [text.replace("\n3\n", "\n03\n"), head.jwk, ISS],
    [text.trimEnd(), head.jwk, ISS],
    [`${text}x`, head.jwk, ISS],
    [text.replace("E0 ", "E1 "), head.jwk, ISS],
    ["", head.jwk, ISS],
  ])
    await assert.rejects(readHead(wrong, key, iss), /bad_signature/);
});

test("a proof that is too long, too short, or another's proves nothing", async () => {
  const leaves = [..."abcdefghijk"];
  const headOf = async (size) => ({ epoch: "E0", size, root: b64(await rootOf(leaves.slice(0, size))) });
  for (let old = 1; old < leaves.length; old++) {
    const proof = (await proofOf(old, leaves)).map(b64);
    const [before, now] = [await headOf(old), await headOf(leaves.length)];
    assert.equal(await isConsistent(before, now, proof), true);
    assert.equal(await isConsistent(before, now, [...proof, proof[0]]), false);
    assert.equal(await isConsistent(before, now, proof.slice(0, -1)), false);
    assert.equal(await isConsistent(now, before, proof), false);
    if (old > 1) assert.equal(await isConsistent(await headOf(old - 1), now, proof), false);
  }
});

test("a signature in DER is read strictly", () => {
  const good = [0x30, 6, 2, 1, 7, 2, 1, 9];
  const made = plain(new Uint8Array(good));
  assert.deepEqual([made[31], made[63], made.length], [7, 9, 64]);
  for (const wrong of [[0x31, 6, 2, 1, 7, 2, 1, 9], [0x30, 7, 2, 1, 7, 2, 1, 9], [0x30, 6, 3, 1, 7, 2, 1, 9], [...good, 0], [0x30, 6, 2, 1, 7, 2, 2, 9], []])
    assert.throws(() => plain(new Uint8Array(wrong)));
});
