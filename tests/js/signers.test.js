/** Who signs and how: the steps that follow, where answers belong, which wording it is. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  ASKED_OF_EACH,
  factsOf,
  MOST_TOGETHER,
  modeOf,
  partsOf,
  putAnswers,
  readStep,
  signersOf,
  viewOf,
  wordingCode,
  wordingOn,
} from "../../app/static/js/core/signers.js";
import { submission } from "../../app/static/js/core/submission.js";
import { answered, CONDITIONS, firstMissing, neighbour, spoiledSheet, stepsOf, wantedParts } from "../../app/static/js/core/wizard.js";

const person = (/** @type {string} */ number) => ({
  honorific: "ba",
  name: `Bà ${number}`,
  number,
  paper: "the_can_cuoc",
  birth: "1954",
  sex: "nu",
  valid_until: "none",
});
const met = Object.fromEntries(CONDITIONS.map((code) => [code, true]));
const whole = () => ({
  why: { code: "gia_yeu", text: "" },
  hamlet: "Tổ 2",
  notice: 1,
  person: person("001154000017"),
  conditions: met,
  document: { kind: "so_yeu_ly_lich", title: "Sơ yếu lý lịch", pages: 1, copies: 1 },
  agreed: true,
  signed_at: "2026-11-27T09:00:00.000+07:00",
  photos: [{ sha256: "aa" }],
  ink: { s: [{}] },
  place: "nhà riêng",
  fee: { paid: "later", amount: 10000 },
});
const ids = (/** @type {any} */ answers) => stepsOf(answers).map((one) => one.id);

test("a step says whose it is", () => {
  assert.deepEqual(readStep("dieu-kien-3.2"), { name: "dieu-kien", number: 3, signer: 1 });
  assert.deepEqual(readStep("o-ky"), { name: "o-ky", number: 1, signer: 0 });
  assert.deepEqual(readStep("giay-to.10"), { name: "giay-to", number: 1, signer: 9 });
});

test("who signs with others is asked for paper, conditions, consent and ink of his own; the sheet only once", () => {
  const answers = { ...whole(), others: [{}] };
  for (const id of ["giay-to.2", "nguoi.2", "gia-tri.2", "dieu-kien-1.2", "dieu-kien-5.2", "doc.2", "o-ky.2"]) assert.ok(ids(answers).includes(id), id);
  for (const id of ["ly-do.2", "dieu-kien-6.2", "ky-giay.2", "chup-1.2", "phi.2"]) assert.ok(!ids(answers).includes(id), id);
  assert.equal(neighbour(answers, "so-trang", 1), "giay-to.2");
  assert.equal(firstMissing(answers), "giay-to.2");
  const second = { person: person("024149000013"), conditions: met, agreed: true, ink: { s: [{}] } };
  assert.equal(firstMissing({ ...answers, others: [second] }), "kiem-tra");
  assert.equal(answered({ ...answers, others: [{ ...second, conditions: { ...met, lucid: false } }] }, "dieu-kien-4.2"), false);
});

test("who cannot sign draws nothing: a fingerprint is named and photographed, neither needs no more than the word", () => {
  const { ink: _, ...bare } = whole();
  const print = { ...bare, mode: "fingerprint" };
  assert.equal(firstMissing(print), "cach-ky");
  assert.equal(firstMissing({ ...print, finger: "tro_phai" }), "dau-tay");
  const photo = { sha256: "cc", role: "fingerprint", index: 0 };
  assert.equal(firstMissing({ ...print, finger: "tro_phai", also: { "fingerprint 0": photo } }), "kiem-tra");
  assert.equal(firstMissing({ ...bare, mode: "neither" }), "kiem-tra");
  assert.ok(!ids({ ...bare, mode: "neither" }).includes("o-ky"));
  assert.equal(partsOf({ ...print, also: { "fingerprint 0": photo } }).length, 2);
});

test("answers of a signer go to him, the rest to the paper", () => {
  const answers = whole();
  const put = putAnswers({ ...answers, others: [{}] }, 1, { mode: "neither", document: { pages: 2 } });
  assert.deepEqual(put, { document: { pages: 2 }, others: [{ mode: "neither" }] });
  const view = viewOf({ ...answers, others: [{ mode: "neither" }] }, 1);
  assert.equal(modeOf(view), "neither");
  assert.equal(view.person, undefined);
  assert.equal(view.hamlet, "Tổ 2");
  assert.equal(signersOf({ ...answers, others: [{}, {}] }).length, 3);
});

test("a torn sheet takes everybody's ink, print and consent", () => {
  const torn = spoiledSheet({ ...whole(), also: { "fingerprint 1": {} }, others: [{ agreed: true, ink: {}, conditions: met, person: person("1") }] });
  assert.deepEqual(torn.also, {});
  assert.equal(torn.others[0].agreed, undefined);
  assert.equal(torn.others[0].ink, null);
  assert.equal(torn.others[0].conditions.lucid, true);
  assert.equal(torn.others[0].conditions.has_read, undefined);
});

const SHARED = JSON.parse(readFileSync(new URL("../contract/signing.json", import.meta.url), "utf8"));

test("the wording follows from the way and from who could do least, as the server's own table says", () => {
  for (const { way, modes, code } of SHARED.codes) {
    const [first, ...rest] = /** @type {string[]} */ (modes);
    assert.equal(wordingCode(way, { mode: first, others: rest.map((mode) => ({ mode })) }), code);
  }
  assert.deepEqual(ASKED_OF_EACH, SHARED.asked_of_each);
  assert.equal(MOST_TOGETHER, SHARED.most);
});

test("the version that began last before the day counts, and nothing where that is over", () => {
  const forms = [
    { code: "W2", version: 1, from: "2020-04-20", to: "" },
    { code: "W2", version: 101, from: "2026-11-01", to: "2026-11-30" },
  ];
  assert.deepEqual(wordingOn(forms, "W2", "2026-10-31"), { ref: { code: "W2", version: 1 } });
  assert.deepEqual(wordingOn(forms, "W2", "2026-11-30"), { ref: { code: "W2", version: 101 } });
  assert.deepEqual(wordingOn(forms, "W2", "2026-12-01"), { problem: "wording_expired", to: "2026-11-30" });
  assert.deepEqual(wordingOn(forms, "W7", "2026-12-01"), { problem: "no_wording", to: "" });
  assert.deepEqual(wordingOn(undefined, "W7", "2026-12-01"), { ref: { code: "W7", version: 1 } });
});

test("the way is the one that the draft began in", () => {
  const draft = { code: "VD-7K4Q", way: "B", answers: whole() };
  assert.deepEqual(factsOf(draft, { way: "A" }, "2026-11-27"), { code: "VD-7K4Q", way: "B", wording: { code: "W2", version: 1 } });
  assert.equal(factsOf({ code: "x", answers: whole() }, { way: "A" }, "2026-11-27").wording.code, "W1");
});

test("the record says who signed, how, with whose help", () => {
  const { ink: _, ...bare } = whole();
  const answers = {
    ...bare,
    mode: "fingerprint",
    finger: "tro_trai",
    reading: "read_out",
    others: [{ person: person("024149000013"), conditions: met, ink: { s: [{}] } }],
    helpers: [{ role: "witness", name: "Lê Văn Tư", number: "", relation: "hàng xóm", no_interest: true }],
  };
  const body = submission(answers, factsOf({ code: "x", way: "B", answers }, { way: "B" }, "2026-11-27"));
  assert.deepEqual(body.signing.mode, "fingerprint");
  assert.equal(body.signing.finger, "tro_trai");
  assert.equal(body.ink, undefined);
  assert.equal(body.others[0].mode, "paper");
  assert.equal(body.others[0].conditions.length, 5);
  assert.equal(body.wording.code, "W10");
  assert.equal(body.reading, "read_out");
  assert.equal(body.helpers[0].role, "witness");
});

test("what was photographed or recorded before an answer changed is wanted no more", () => {
  const page = (/** @type {number} */ index) => ({ sha256: `p${index}`, role: "signed_page", index });
  const print = { sha256: "f", role: "fingerprint", index: 0 };
  const voice = { sha256: "v", role: "voice", index: 0 };
  const answers = {
    ...whole(),
    photos: [page(0), page(1), page(2)],
    also: { "fingerprint 0": print, "voice 0": voice },
    extras: ["voice"],
    consents: { voice: false },
    position: { lat: 1 },
  };
  const kept = wantedParts(answers);
  assert.deepEqual(
    partsOf(kept).map((one) => one.sha256),
    ["p0"],
  );
  assert.equal(submission(answers, { code: "x", way: "B", wording: { code: "W2", version: 1 } }).position, undefined);
  const { ink: _, ...bare } = answers;
  const wanted = wantedParts({ ...bare, mode: "fingerprint", finger: "tro_phai", consents: { voice: true }, document: { pages: 2 } });
  assert.deepEqual(
    partsOf(wanted).map((one) => one.sha256),
    ["f", "p0", "p1", "v"],
  );
});
