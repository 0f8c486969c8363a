/** A phone and the ledger that it is shown: grown, rewritten, shortened, come back from a backup. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Refused } from "../../app/static/js/sync/office.js";
import { toldHead } from "../../app/static/js/sync/watch.js";
import { commune, newKey, restored } from "./ledger-server.js";

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
