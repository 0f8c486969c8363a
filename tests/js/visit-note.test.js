/** A visit that is put off keeps the way there, however often. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { movedNote } from "../../app/static/js/core/visit-note.js";

test("the way there survives every putting off, and only the newest one is told", () => {
  const once = movedNote("27/11/2026", "con trai đón về quê", "cổng xanh");
  assert.equal(once, "Dời từ ngày 27/11/2026: con trai đón về quê · cổng xanh");
  assert.equal(movedNote("05/12/2026", "", once), "Dời từ ngày 05/12/2026 · cổng xanh");
  assert.equal(movedNote("05/12/2026", "mưa", movedNote("27/11/2026", "bận", "")), "Dời từ ngày 05/12/2026: mưa · ");
});
