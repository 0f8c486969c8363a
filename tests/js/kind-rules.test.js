/** Which kinds of document ask more: the same as domain/kind_rules.py (tests/services/test_kind_rules.py). */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleOf } from "../../app/static/js/core/kind-rules.js";

const RULE = { kind: "so_yeu_ly_lich", words: ["lý lịch"], unless: ["lý lịch tư pháp"], basis: "", told: "", refuse: "", checks: [] };

test("a personal history is known by its code or by its name, whatever its marks are made of", () => {
  const asks = (/** @type {string} */ title, code = "own") => ruleOf([RULE], { code, title }) === RULE;
  assert.ok(asks("x", "so_yeu_ly_lich"));
  for (const title of ["Lý lịch tự thuật", "Tờ khai LÝ LỊCH cá nhân", "Tờ khai Ly\u0301 lịch", "Lý  lịch", "Tờ khai lý lịch, mẫu 2", "(Lý lịch)"])
    assert.ok(asks(title), title);
  for (const title of ["Đơn xin việc", "Phiếu lý do", "Lịch trực", "", "Giấy ủy quyền yêu cầu cấp Phiếu lý lịch tư pháp", "Phiếu lý lịch tư pháp, số 2"])
    assert.ok(!asks(title), title);
  assert.equal(ruleOf(undefined, { code: "so_yeu_ly_lich", title: "" }), undefined);
  assert.equal(ruleOf([RULE], undefined), undefined);
});
