/** Names and phrases as they are offered and set into sentences. */

import assert from "node:assert/strict";
import test from "node:test";
import { capitalised, within } from "../../app/static/js/core/names.js";

test("a name in small letters is offered with its capitals, and nothing else of it changes", () => {
  const cases = [
    ["nguyễn thị bông", "Nguyễn Thị Bông"],
    ["đàm Văn ất", "Đàm Văn Ất"],
    ["NGUYỄN THỊ BÔNG", "NGUYỄN THỊ BÔNG"],
    ["H'Hen niê", "H'Hen Niê"],
    ["", ""],
  ];
  for (const [typed, offered] of cases) assert.equal(capitalised(typed), offered);
});

test("a phrase inside a sentence begins small, an abbreviation does not", () => {
  const cases = [
    ["Chính người yêu cầu", "chính người yêu cầu"],
    ["Vắng nhà", "vắng nhà"],
    ["UBND xã", "UBND xã"],
    ["", ""],
  ];
  for (const [alone, inside] of cases) assert.equal(within(alone), inside);
});
