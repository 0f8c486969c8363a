/** Chuẩn bị đi: what keeps a phone at the office, and what is only said. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "../../app/static/js/core/readiness.js";

const NOW = Date.parse("2026-11-25T01:00:00Z");
const WELL = {
  now: NOW,
  room: 2e9,
  kept: true,
  offset: 20_000,
  received: NOW - 60_000,
  signedOut: false,
  active: true,
  camera: "granted",
  scanner: true,
  update: false,
  unsent: 0,
  power: 0.9,
  certifiers: ["Hoàng Đức Minh"],
};

/** @param {Partial<import("../../app/static/js/core/readiness.js").Facts>} change */
const ill = (change) => findings({ ...WELL, ...change }).filter((one) => !one.ok);

test("a phone that is well may go, and one that tells less is not kept back for it", () => {
  assert.deepEqual(ill({}), []);
  assert.deepEqual(ill({ room: null, offset: null, power: null, camera: "prompt", certifiers: null }), []);
});

test("what would break the day keeps the phone at the office; the rest is only said", () => {
  /** @type {[Partial<import("../../app/static/js/core/readiness.js").Facts>, string, boolean][]} */
  const table = [
    [{ received: 0 }, "contact", true],
    [{ received: NOW - 13 * 3_600_000 }, "contact", true],
    [{ signedOut: true }, "contact", true],
    [{ active: false }, "device", true],
    [{ room: 40_000_000 }, "room", true],
    [{ room: 200_000_000 }, "room", false],
    [{ kept: false }, "kept", false],
    [{ offset: -301_000 }, "clock", true],
    [{ offset: 400 * 86_400_000 }, "clock", true],
    [{ camera: "denied" }, "camera", false],
    [{ scanner: false }, "scanner", true],
    [{ update: true }, "update", false],
    [{ unsent: 3 }, "unsent", false],
    [{ certifiers: [] }, "certifier", false],
    [{ power: 0.1 }, "power", false],
  ];
  for (const [change, code, must] of table)
    assert.deepEqual(
      ill(change).map((one) => [one.code, one.must]),
      [[code, must]],
    );
});
