/** A hand-over as data: its steps, its photos, its body; who is asked for no more. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { carried, deliveryBody, heardAgain, otherCard, quiet, stepsOf, wantedRoles, warned } from "../../app/static/js/core/delivery.js";

const PAPER = { state: "ready", holder: "officer", copies: 2, pages: 3 };
const BENEFIT = { ...PAPER, task: "benefit", failed: { count: 2, warned: false } };
const MORE = { what: "Quyết định", place: "Tổ 2" };

test("what lies with the officer is carried, and what he saved of it a moment ago", () => {
  assert.equal(carried(PAPER), true);
  assert.equal(carried({ ...PAPER, holder: "clerk" }), false);
  assert.equal(carried({ ...PAPER, local: "sending" }), false);
  assert.equal(carried({ state: "refused", refusal_printed: true }), true);
});

test("each answer leads to its own steps", () => {
  for (const [who, mode, steps] of [
    ["self", "paper", ["ai-nhan", "noi-dung", "o-ky", "xong"]],
    ["authorised", "fingerprint", ["ai-nhan", "giay-uy-quyen", "noi-dung", "diem-chi", "xong"]],
    ["household", "neither", ["ai-nhan", "noi-dung", "xong"]],
  ])
    assert.deepEqual(stepsOf(PAPER, { recipient: { who }, mode }), steps);
  assert.deepEqual(stepsOf({ state: "refused" }, {}), ["ai-nhan", "o-ky", "xong"]);
});

test("only photos that the answers want are sent", () => {
  assert.deepEqual(wantedRoles({ recipient: { who: "self" }, mode: "paper" }), []);
  assert.deepEqual(wantedRoles({ recipient: { who: "authorised" }, mode: "fingerprint", consented: true }), ["authorisation", "fingerprint", "moment"]);
});

test("a fingerprint brings its finger and no ink that was drawn before", () => {
  const answers = { mode: "fingerprint", finger: "tro_phai", ink: { s: [] }, little_ink: "Run tay", reading: "read_out", explained: ["b", "a"] };
  const body = deliveryBody(BENEFIT, answers, MORE);
  assert.equal("ink" in body, false);
  assert.deepEqual([body.finger, body.little_ink, body.explained], ["tro_phai", "", ["a", "b"]]);
});

test("the letter of a refusal is signed for as it was", () => {
  assert.deepEqual(Object.keys(deliveryBody({ state: "refused" }, { ink: {} }, MORE)).includes("mode"), false);
});

test("a death is quiet until a later word from the door", () => {
  const died = { reason: "da_mat", at: "2026-11-23T09:00:00.000+07:00" };
  const later = { reason: "vang_nha", at: "2026-11-23T10:00:00.000+07:00" };
  assert.equal(quiet({ attempted_here: died }), true);
  assert.equal(quiet({ attempted: died, quiet: true }), true);
  assert.equal(quiet({ attempted: died, quiet: true, attempted_here: later }), false);
  assert.equal(quiet({ attempted: died, attempted_here: died, quiet: false }), false);
});

test("the third time in a row names the rule", () => {
  assert.equal(warned(BENEFIT), false);
  assert.equal(warned({ ...BENEFIT, attempted_here: { reason: "vang_nha", at: "2026-11-23T09:00:00.000+07:00" } }), true);
  assert.equal(warned({ ...BENEFIT, attempted_here: { reason: "sai_sot", at: "2026-11-23T09:00:00.000+07:00" } }), false);
  assert.equal(warned({ ...PAPER, failed: { count: 5, warned: true } }), false);
});

test("the card is compared with the person only when he is said to receive himself", () => {
  const known = { identity: "024154000066" };
  for (const [who, number, other] of [
    ["self", "024080000008", true],
    ["self", "024154000066", false],
    ["self", "", false],
    ["household", "024080000008", false],
    ["", "024080000008", false],
  ])
    assert.equal(otherCard(known, who, number), other, `${who} ${number}`);
});

test("a death told by mistake is taken back of his other results, not of another person's", () => {
  const his = { ...PAPER, identity: "1", quiet: true };
  const died = { reason: "da_mat", at: "2026-11-23T09:00:00.000+07:00" };
  const known = { ...his, id: "a", attempted_here: died };
  const all = [known, { ...his, id: "b" }, { ...his, id: "c", identity: "2" }, { ...his, id: "d", holder: "clerk" }];
  const ids = (/** @type {any[]} */ of) => heardAgain(known, of).map((one) => one.id);
  assert.deepEqual(ids(all), ["b"]);
  assert.deepEqual(ids([...all, { ...his, id: "e", attempted: died }]), []);
  assert.deepEqual(heardAgain({ ...his, id: "a" }, all), [], "it was told of another of his results");
});

test("the sheets of a decision are not stated: nobody counted them", () => {
  const answers = { mode: "paper", ink: {}, reading: "read_out", explained: [] };
  assert.equal("sheets" in deliveryBody(BENEFIT, answers, MORE).handed[0], false);
  assert.equal(deliveryBody(PAPER, answers, MORE).handed[0].sheets, 3);
});
