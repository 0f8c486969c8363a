/** On what a phone page runs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { mustInstall, platformOf } from "../../app/static/js/core/platform.js";

const FACTS = { agent: "", standalone: false, worker: true, camera: true, touch: 5 };
const ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A047F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1";
const IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15";

test("another app's window is told from a browser", () => {
  for (const mark of [" Zalo android/12", " [FBAN/FBIOS;FBAV/1]", "; wv) AppleWebKit"])
    assert.equal(platformOf({ ...FACTS, agent: ANDROID + mark }).inApp, true, mark);
  assert.equal(platformOf({ ...FACTS, agent: ANDROID }).inApp, false);
  assert.equal(platformOf({ ...FACTS, agent: ANDROID, worker: false }).inApp, true);
});

test("only an iPhone or iPad in a tab must be installed before it goes out", () => {
  assert.equal(platformOf({ ...FACTS, agent: IPHONE }).system, "iphone");
  assert.equal(platformOf({ ...FACTS, agent: IPAD }).system, "iphone");
  assert.equal(platformOf({ ...FACTS, agent: IPAD, touch: 0 }).system, "computer");
  assert.equal(mustInstall(platformOf({ ...FACTS, agent: IPHONE })), true);
  assert.equal(mustInstall(platformOf({ ...FACTS, agent: IPHONE, standalone: true })), false);
  assert.equal(mustInstall(platformOf({ ...FACTS, agent: ANDROID })), false);
});
