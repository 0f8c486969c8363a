/** The phone fills a paper exactly as the office does (tests/unit/test_forms.py holds the same file). */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { filled } from "../../app/static/js/core/forms.js";

const SHARED = JSON.parse(readFileSync(new URL("../contract/forms.json", import.meta.url), "utf8"));

test("every form, filled and bare, has the same lines on phone and desk", () => {
  assert.ok(SHARED.length >= 14);
  for (const { form, values, lines } of SHARED) assert.deepEqual(filled(form, values), lines, form.kind);
});
