/** How long a practice lasts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver } from "../../app/static/js/core/practice.js";

const HOUR = 3_600_000;

test("a practice ends after two hours, and when the clock went back before its beginning", () => {
  for (const [now, over] of [
    [0, false],
    [2 * HOUR - 1, false],
    [2 * HOUR, true],
    [90 * HOUR, true],
    [-1, true],
  ])
    assert.equal(isOver(10 * HOUR, 10 * HOUR + now), over, String(now));
});
