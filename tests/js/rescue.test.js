/** The rescue file: what goes in comes out, and another file is not taken for one. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readHead, readItem, rescueLines } from "../../app/static/js/core/rescue.js";

const OWN = { kid: "K1" };
const PACKETS = [
  { envelope: "e1", body: "b1", key: "k1", blobs: [{ sha256: "p1" }, { sha256: "gone" }] },
  { envelope: "e2", body: "b2", key: "k2", blobs: [] },
];

test("each photo comes before its record, and a photo that is not here is left out", async () => {
  const lines = [];
  for await (const line of rescueLines(OWN, PACKETS, async (address) => (address === "p1" ? "data" : undefined))) lines.push(line);
  assert.deepEqual(readHead(lines[0]), { kind: "tan-nha-rescue", v: 1, device: "K1", records: 2 });
  assert.deepEqual(lines.slice(1).map(readItem), [
    { blob: "p1", data: "data" },
    { envelope: "e1", body: "b1", key: "k1" },
    { envelope: "e2", body: "b2", key: "k2" },
  ]);
});

test("another file, another version and a damaged line are told apart", () => {
  for (const text of ["", "{}", "[]", "null", '{"kind":"tan-nha-rescue","v":2,"device":"x"}', '{"kind":"tan-nha-rescue","v":1}'])
    assert.throws(() => readHead(text), { message: "not_a_rescue_file" });
  for (const text of ['{"blob":"p1"}', '{"envelope":"e","body":1,"key":"k"}', '{"blob":"p1","data":"da', "null"])
    assert.throws(() => readItem(text), { message: "damaged" });
});
