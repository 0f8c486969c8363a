/** A round of the courier over a network and a store that are only told of. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_TRIES } from "../../app/static/js/core/drain.js";
import { newDeviceKey, publicPart, sign, thumbprint } from "../../app/static/js/evidence/jws.js";
import { patience, Refused } from "../../app/static/js/sync/office.js";
import { round } from "../../app/static/js/sync/round.js";

const server = async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const jwk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const kid = await thumbprint(jwk);
  const at = "2026-11-23T09:30:00.000+07:00";
  return { jwk, beacon: await sign({ v: 1, at, epoch: "e", durable: 0 }, "tn-beacon", kid, pair.privateKey) };
};

/** A phone whose calls by its key are answered by `postAs`. */
const phone = async (rows, postAs) => {
  const { jwk, beacon } = await server();
  const own = { author: "lan", keys: [{ use: "beacon", jwk }], key: (await newDeviceKey()).privateKey };
  const marks = [];
  const store = {
    device: async () => own,
    keepDevice: async () => {},
    forgetGone: async () => {},
    meta: async () => "",
    keepMeta: async () => {},
    mayReceive: async () => true,
    keepChanges: async () => {},
    packets: async () => [...rows.values()],
    keepPacket: async (packet) => void rows.set(packet.id, packet),
    markStub: async (id, fields) => void marks.push([id, fields.local]),
    part: async () => undefined,
    purge: async () => {},
  };
  const getJson = async (path) => (path === "/api/beacon" ? { beacon } : { person: null });
  const office = { getJson, postAs, tus: async () => ({ status: 204, offset: 0 }) };
  const pieces = { first: 1, smallest: 1, largest: 1 };
  return { marks, world: { clock: { now: () => 0, tick: () => 0 }, office, store, pieces, tell: () => {} } };
};

const packet = (id, of) => ({ id, case: of, kind: "case.submitted", state: "waiting", tries: 0, reason: "", blobs: [], body: new ArrayBuffer(1) });

test("a phone that the server does not know any more comes to rest, and says why", async () => {
  const rows = new Map([["1", packet("1", "c")]]);
  let calls = 0;
  const { world, marks } = await phone(rows, async () => {
    calls += 1;
    throw new Refused("bad_upload", 401);
  });
  for (let turn = 0; turn < MOST_TRIES + 3; turn++) await round(world);
  assert.deepEqual([rows.get("1").state, rows.get("1").reason, calls], ["parked", "unknown_device", MOST_TRIES]);
  assert.deepEqual(marks, [["c", "parked"]]);
});

test("while an earlier record of a case waits, a later one of it waits too, and other cases go on", async () => {
  const rows = new Map(["1", "2", "3"].map((id) => [id, packet(id, id === "3" ? "other" : "c")]));
  const sent = [];
  const { world } = await phone(rows, async (_own, _beacon, path, value) => {
    if (path === "/api/check") return { known: [], missing: [], device: "active" };
    sent.push(value.records.length);
    return { verdicts: [{ verdict: "later" }] };
  });
  await round(world);
  assert.deepEqual(
    [...rows.values()].map((one) => one.tries),
    [1, 0, 1],
  );
  assert.equal(sent.length, 2);
});

test("a phone whose vault is shut sends what waits and asks for nothing that it could not keep", async () => {
  const rows = new Map([["1", packet("1", "c")]]);
  const { world } = await phone(rows, async (_own, _beacon, path) =>
    path === "/api/check" ? { device: "active", known: [], missing: [] } : { verdicts: [{ verdict: "held", seq: 1, code: "fork" }] },
  );
  const asked = [];
  const { getJson } = world.office;
  world.office.getJson = async (path) => {
    asked.push(path);
    return getJson(path);
  };
  world.store.mayReceive = async () => false;
  assert.equal(await round(world), true);
  assert.deepEqual(asked, ["/api/beacon"]);
  assert.equal(rows.get("1").state, "held");
});

test("what the commune took stays taken, whatever this phone can say of it afterwards", async () => {
  const rows = new Map([["1", packet("1", "c")]]);
  const { world } = await phone(rows, async (_own, _beacon, path) =>
    path === "/api/check" ? { device: "active", known: [], missing: [] } : { verdicts: [{ verdict: "held", seq: 1, code: "fork" }] },
  );
  world.store.markStub = async () => {
    throw new Error("locked");
  };
  await assert.rejects(round(world), /locked/);
  assert.deepEqual([rows.get("1").state, rows.get("1").seq, rows.get("1").tries, rows.get("1").reason], ["held", 1, 0, "fork"]);
});

/** What `told` a phone with nothing to send keeps after so many rounds that end like this, and how often it asked. */
const tellings = async (refusal, rounds) => {
  const meta = new Map([["head", { n: 1, prev: "" }]]);
  let asked = 0;
  const { world } = await phone(new Map(), async () => {
    asked += 1;
    throw refusal;
  });
  world.store.meta = async (name) => meta.get(name);
  world.store.keepMeta = async (name, value) => void meta.set(name, value);
  for (let turn = 0; turn < rounds; turn++) assert.equal(await round(world), true);
  return { told: meta.get("told"), asked };
};

for (const [refusal, heard] of [
  [new Refused("later", 503), false],
  [new Refused("later", 429), false],
  [new Refused("busy", 500), false],
  [new Refused("bad_upload", 401), true],
  [new Refused("not_allowed", 403), true],
]) {
  test(`what a phone tells and the server answers with ${refusal.status} is ${heard ? "answered: it comes to rest" : "not heard: it is told again"}`, async () => {
    const { told, asked } = await tellings(refusal, 3);
    assert.equal(Boolean(told), heard);
    assert.equal(asked, heard ? 1 : 3);
  });
}

test("no call waits longer than five minutes", () => {
  assert.equal(patience({ byteLength: 1024 * 1024 }), 300_000);
  assert.equal(patience({ byteLength: 20_000 }), 50_000);
});
