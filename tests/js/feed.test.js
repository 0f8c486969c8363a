/** What the commune says of a line while this phone already did more. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { afterChange } from "../../app/static/js/core/feed.js";

const before = { id: "c", state: "delivered", holder: "person", delivered_at: "2026-11-27T09:00:00.000+07:00", local: "saved", name: "Sáu" };
const change = { case: "c", fields: { state: "ready", holder: "officer", delivered_at: "", number: "145", name: "Sáu" } };

test("what was handed over here is not to be carried again because the commune does not know yet", () => {
  const after = afterChange(change, "c", "cases", before, true);
  assert.deepEqual(after, { ...before, number: "145" });
});

test("once the commune has judged all of it, its word stands", () => {
  assert.deepEqual(afterChange(change, "c", "cases", before), { ...before, ...change.fields, local: "" });
});
