/** What a wrong PIN costs, and what is said of it before. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { freeLeft, waitAfter } from "../../app/static/js/core/pin.js";

test("as many guesses are called free as really cost no wait", () => {
  for (let wrong = 0; wrong < 12; wrong += 1) {
    let free = 0;
    while (waitAfter(wrong + free + 1) === 0) free += 1;
    assert.equal(freeLeft(wrong), free, String(wrong));
  }
});
