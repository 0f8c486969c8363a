/** The fee and the exemptions of the day of the signing, told by the commune or else by the law. */

import assert from "node:assert/strict";
import test from "node:test";
import { exemptionsOn, feesTold } from "../../app/static/js/core/fees.js";
import { feeOn } from "../../app/static/js/core/wizard.js";

const LAW = [{ amount: 10_000, basis: "TT 226", from: "2017-01-01", to: "" }];
const TOLD = [
  { amount: 15_000, basis: "TT 99", start: "2026-12-01" },
  { amount: 10_000, basis: "TT 226", start: "2017-01-01" },
];

test("a fee that the commune recorded holds from its day on, without a network", () => {
  assert.equal(feeOn(feesTold(TOLD, LAW), "2026-11-30").amount, 10_000);
  assert.equal(feeOn(feesTold(TOLD, LAW), "2026-12-01").amount, 15_000);
  assert.equal(feeOn(feesTold(undefined, LAW), "2026-12-01").amount, 10_000);
});

test("an exemption holds between its days", () => {
  const told = [
    { title: "Từ 80 tuổi", basis: "NQ 01", start: "2026-12-01", end: "2026-12-31" },
    { title: "Hộ nghèo", basis: "NQ 02", start: "2026-12-15", end: "" },
  ];
  const days = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"];
  assert.deepEqual(
    days.map((day) => exemptionsOn(told, day).map((one) => one.basis)),
    [[], ["NQ 01"], ["NQ 01", "NQ 02"], ["NQ 02"]],
  );
  assert.deepEqual(exemptionsOn(undefined, "2026-12-01"), []);
});
