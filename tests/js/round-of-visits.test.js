import assert from "node:assert/strict";
import { test } from "node:test";
import { byHamlet, inOrder, isEvening, mapLink } from "../../app/static/js/core/round.js";

const visit = (id, place, at_time, hamlet = "Tổ 1") => ({ id, place, at_time, hamlet });

test("the desk's order comes before the hour, and the hour before nothing", () => {
  const order = inOrder([visit("a", null, ""), visit("b", 1, "07:00"), visit("c", null, "08:00"), visit("d", 0, "16:00")]);
  assert.equal(order.map((one) => one.id).join(""), "dbca");
  assert.equal(
    inOrder([visit("b", undefined, "09:00"), visit("a", undefined, "08:00")])
      .map((one) => one.id)
      .join(""),
    "ab",
  );
});

test("visits of one hamlet stand together as long as the order does not leave it", () => {
  const groups = byHamlet([visit("a", 0, "", "Tổ 1"), visit("b", 1, "", "tổ  1"), visit("c", 2, "", "Tổ 2"), visit("d", 3, "", "Tổ 1")]);
  assert.deepEqual(
    groups.map((one) => [one.hamlet, one.visits.map((of) => of.id).join("")]),
    [
      ["Tổ 1", "ab"],
      ["Tổ 2", "c"],
      ["Tổ 1", "d"],
    ],
  );
});

test("the evening begins at five", () => {
  assert.deepEqual(["16:59", "17:00", "23:10", "06:00"].map(isEvening), [false, true, true, false]);
});

test("a map is asked for a hamlet or its coordinates, and for nothing about a person", () => {
  const known = [
    { name: "Thôn Đông", at: "21.1861,106.0763" },
    { name: "Thôn Đoài", at: "" },
    { name: "Tổ 2", at: "" },
    { name: "Xóm Đông", at: "21.1,106.1" },
    { name: "Xóm Đống", at: "21.2,106.2" },
  ];
  const place = "phường Ví Dụ, tỉnh Bắc Ninh";
  const link = (typed, apple = false) => decodeURIComponent(mapLink(typed, known, place, apple));
  assert.equal(link("thôn đông"), "geo:21.1861,106.0763?q=21.1861,106.0763");
  assert.equal(link("Thôn Đoài"), `geo:0,0?q=Thôn Đoài, ${place}`);
  assert.equal(link("Thôn Đông", true), "https://maps.apple.com/?q=21.1861,106.0763");
  assert.equal(link("số 12 ngõ 5, Tổ 2"), `geo:0,0?q=Tổ 2, ${place}`);
  assert.equal(link("nhà bà Sáu số 35"), `geo:0,0?q=${place}`);
  // begins as a hamlet does, and names a person
  assert.equal(link("xóm nhà ông Tư"), `geo:0,0?q=${place}`);
  assert.equal(link("Tổ 9"), `geo:0,0?q=${place}`);
  // one letter apart: as written, and where marks were left out nobody knows which
  assert.equal(link("Xóm Đống"), "geo:21.2,106.2?q=21.2,106.2");
  assert.equal(link("xóm  đông"), "geo:21.1,106.1?q=21.1,106.1");
  assert.equal(link("xom dong"), `geo:0,0?q=${place}`);
  assert.equal(link("thon doai"), `geo:0,0?q=Thôn Đoài, ${place}`);
  assert.equal(link("12/5 Nguyễn Trãi"), `geo:0,0?q=${place}`);
});
