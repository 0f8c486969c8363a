/** Days, hours and telephone numbers as people type them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readClock, readComing, readDay, readPhone, spacedClock, spacedDay } from "../../app/static/js/core/typed.js";

/** Types a text letter by letter, with the help that the field gives. @param {string} text @param {(text: string) => string} spaced */
const typing = (text, spaced) => [...text].reduce((held, letter) => spaced(held + letter), "");

test("a day needs only digits, and takes marks that a person types", () => {
  for (const typed of ["25112026", "25/11/2026", "25-11-2026", "25.11.2026"]) assert.equal(readDay(typing(typed, spacedDay)), "2026-11-25");
  assert.equal(typing("25112026", spacedDay), "25/11/2026");
  assert.equal(readDay(typing("5/3/2026", spacedDay)), "2026-03-05");
  assert.equal(readDay("2026-03-05"), "2026-03-05");
});

test("what is no whole day of a calendar is none", () => {
  for (const typed of ["", "31/02/2026", "11/2026", "2026", "25/13/2026", "25/11/26", "hôm nay"]) assert.equal(readDay(typed), "", typed);
});

test("an hour is of twenty-four, with or without its mark", () => {
  const table = { 1558: "15:58", "15:58": "15:58", 958: "09:58", "9:05": "09:05", "9h05": "09:05", "0000": "00:00", 2359: "23:59" };
  for (const [typed, meant] of Object.entries(table)) assert.equal(readClock(typing(typed, spacedClock)), meant, typed);
  for (const typed of ["", "24:00", "12:60", "3:58 PM", "12", "1"]) assert.equal(readClock(typed), "", typed);
});

test("a telephone number is one that can be called, or none", () => {
  assert.equal(readPhone("0912 345 678"), "0912345678");
  assert.equal(readPhone("+84 912 345 678"), "+84912345678");
  assert.equal(readPhone(""), "");
  for (const typed of ["123", "không có", "0912345678901234", "+84"]) assert.equal(readPhone(typed), null, typed);
});

test("a day to come is typed with or without its year", () => {
  for (const [text, found] of [
    ["27/11", "2026-11-27"],
    ["5/12", "2026-12-05"],
    ["05.12", "2026-12-05"],
    ["26/11", ""],
    ["03/02", "2027-02-03"],
    ["20/04", ""],
    ["05/12/2026", "2026-12-05"],
    ["26/11/2026", ""],
    ["29/2", ""],
    ["31/11", ""],
    ["mai", ""],
    ["", ""],
  ])
    assert.equal(readComing(text, "2026-11-27"), found, text);
});
