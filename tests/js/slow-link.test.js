/** A link of two kilobytes a second that breaks every minute, in the link's own time: a case still gets through. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pause } from "../../app/static/js/core/drain.js";
import { newDeviceKey, publicPart, sha256, sign, thumbprint } from "../../app/static/js/evidence/jws.js";
import { patience, Refused } from "../../app/static/js/sync/office.js";
import { round } from "../../app/static/js/sync/round.js";

const RATE = 2; // bytes a millisecond
const BREAKS = 60_000;
const LATENCY = 400;
const HEADERS = 1_100; // of a call by the device's key, and what TLS adds
const PIECES = { first: 32 * 1024, smallest: 16 * 1024, largest: 1024 * 1024 };

/** The road and what came over it: a call that a break cuts brings nothing, since half a body is never taken for a whole one. */
const link = () => {
  const road = { now: 0, sent: 0, cut: 0 };
  const carry = (body) => {
    const ends = road.now + LATENCY + (HEADERS + body) / RATE;
    const falls = (Math.floor(road.now / BREAKS) + 1) * BREAKS;
    const waits = road.now + patience({ byteLength: body });
    const until = Math.min(ends, falls, waits);
    road.sent += Math.min(HEADERS + body, Math.max(0, (until - road.now - LATENCY) * RATE));
    road.now = until;
    if (until < ends) {
      road.cut += 1;
      throw new Refused("offline", 0);
    }
  };
  return { road, carry };
};

const server = async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const jwk = publicPart(await crypto.subtle.exportKey("jwk", pair.publicKey));
  const say = async (typ, value) => sign({ v: 1, ...value }, typ, await thumbprint(jwk), pair.privateKey);
  return { jwk, say };
};

/** A phone with one case of three photos of 400 KB, before an office at the other end of the road. */
const scene = async () => {
  const { road, carry } = link();
  const { jwk, say } = await server();
  const beacon = await say("tn-beacon", { at: "2026-11-23T09:30:00.000+07:00", epoch: "e", durable: 0 });
  const photos = await Promise.all([1, 2, 3].map(async (fill) => new Uint8Array(400_000).fill(fill)));
  const parts = new Map(await Promise.all(photos.map(async (data) => [await sha256(data), data.buffer])));
  const blobs = [...parts.keys()].map((address) => ({ sha256: address, bytes: 400_000 }));
  const letter = { envelope: "e".repeat(1500), key: "k".repeat(400), body: new ArrayBuffer(20_000) };
  const packet = { id: "1", case: "c", kind: "case.submitted", state: "waiting", tries: 0, reason: "", hash: "h", blobs, ...letter };
  const rows = new Map([["1", packet]]);
  const meta = new Map([["head", { n: 1, prev: "" }]]);
  const offsets = new Map();
  const own = { author: "lan", keys: [{ use: "beacon", jwk }], key: (await newDeviceKey()).privateKey };
  const office = {
    getJson: async (path) => {
      carry(0);
      return path === "/api/beacon" ? { beacon } : { person: null };
    },
    postAs: async (_own, _beacon, path, value) => {
      carry(JSON.stringify(value).length);
      if (path === "/api/check") return { known: [], missing: blobs.map((one) => one.sha256).filter((one) => offsets.get(one) !== 400_000), device: "active" };
      assert.ok(blobs.every((one) => offsets.get(one.sha256) === 400_000));
      return { verdicts: [{ verdict: "accepted", seq: 1, receipt: await say("tn-receipt", { record: "h" }) }] };
    },
    tus: async (_own, _beacon, method, path, headers, data) => {
      carry(data?.byteLength ?? 0);
      const address = path.split("/").pop();
      if (method === "POST") offsets.set(address, offsets.get(address) ?? 0);
      else {
        assert.equal(Number(headers["upload-offset"]), offsets.get(address));
        offsets.set(address, offsets.get(address) + data.byteLength);
      }
      return { status: 204, offset: offsets.get(address) };
    },
  };
  const store = {
    device: async () => own,
    keepDevice: async () => {},
    forgetGone: async () => {},
    meta: async (name) => meta.get(name),
    keepMeta: async (name, value) => void meta.set(name, value),
    mayReceive: async () => true,
    keepChanges: async () => {},
    packets: async () => [...rows.values()],
    keepPacket: async (one) => void rows.set(one.id, one),
    markStub: async () => {},
    part: async (address) => parts.get(address),
    purge: async () => {},
  };
  const clock = { now: () => road.now, tick: () => road.now };
  return { road, rows, world: { clock, office, store, pieces: PIECES, tell: () => {} } };
};

test("a case of 1.2 MB gets through 2 KB/s that break every minute, and at most a quarter of it goes twice", async () => {
  const { road, rows, world } = await scene();
  let failures = 0;
  while (rows.get("1").state === "waiting" && road.now < 3_600_000) {
    failures = (await round(world)) ? 0 : failures + 1;
    // the network's return begins the round of a page that is open; otherwise the courier waits as it does
    road.now += pause(Math.min(failures, 1), 0.5);
  }
  assert.equal(rows.get("1").state, "accepted");
  assert.ok(road.cut >= 8, `${road.cut} breaks`);
  const once = 1_200_000 + 30_000;
  assert.ok(road.sent <= once * 1.25, `${road.sent} bytes for ${once}`);
  console.log(`slow link: ${Math.round(road.now / 60_000)} min, ${road.cut} breaks, ${((road.sent / once - 1) * 100).toFixed(1)} % over`);
});
