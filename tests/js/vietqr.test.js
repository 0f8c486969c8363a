/** The code of a transfer is the server's, to the last letter. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { build, purpose } from "../../app/static/js/core/vietqr.js";

const MADE = JSON.parse(readFileSync(new URL("../contract/vietqr.json", import.meta.url), "utf8"));

for (const { bin, number, amount, purpose: words, text } of MADE)
  test(`${number} ${amount}: as it was published`, () => assert.equal(build({ bin, number }, amount, words), text));

test("what a bank would change is not made", () => {
  const account = { bin: "970415", number: "113366668888" };
  assert.equal(build(account, 10_000, "Phí chứng thực"), null);
  assert.equal(build(account, 10_000, "x".repeat(26)), null);
  assert.equal(build({ ...account, bin: "" }, 10_000, "CTCK"), null);
  assert.equal(build({ ...account, number: "1 2 3 4" }, 10_000, "CTCK"), null);
});

test("a case is known again by its code", () => assert.equal(purpose("VD-7K4Q"), "CTCK VD7K4Q"));
