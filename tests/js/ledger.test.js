/** Signed heads and proofs, read strictly. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isConsistent, plain, readHead } from "../../app/static/js/evidence/ledger.js";
import { ISS, b64, commune, newKey, proofOf, rootOf } from "./ledger-server.js";

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
