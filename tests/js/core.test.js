/** The pure parts of the phone: which step, moments, names, ids. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { caseCode, uuid7 } from "../../app/static/js/core/ids.js";
import { afterChange, lastAttempt } from "../../app/static/js/core/feed.js";
import { birthFromWords, birthWords, clock, clockAndDay, day, isoDay, momentOf, sinceWords, stamp, weekday } from "../../app/static/js/core/moments.js";
import { addressed, fold, grouped, tidy } from "../../app/static/js/core/names.js";
import { answered, CONDITIONS, feeOn, firstMissing, kindsOn, neighbour, onward, samePerson, spoiledSheet, stepsOf } from "../../app/static/js/core/wizard.js";
import { declination, submission } from "../../app/static/js/core/submission.js";
import { patchOf } from "../../app/static/js/core/patch.js";
import { pinIsGood, waitAfter } from "../../app/static/js/core/pin.js";
import { parkedWords, problemWords } from "../../app/static/js/core/problem-words.js";
import { isFresh } from "../../app/static/js/core/session.js";
import { chipOf } from "../../app/static/js/core/states.js";

const whole = () => ({
  why: { code: "gia_yeu", text: "" },
  hamlet: "Tổ 2",
  notice: 1,
  agreed: true,
  signed_at: "2026-11-23T09:30:00.000+07:00",
  place: "nhà riêng",
  person: { honorific: "ba", name: "Nguyễn Thị Sáu", number: "024154000066", birth: "1954", sex: "nu", paper: "the_can_cuoc", valid_until: "none" },
  conditions: Object.fromEntries(CONDITIONS.map((code) => [code, true])),
  photos: [{ sha256: "aa" }, { sha256: "bb" }],
  document: { kind: "so_yeu_ly_lich", title: "Sơ yếu lý lịch", pages: 2, copies: 1 },
  ink: { s: [{}] },
  fee: { amount: 10000, paid: "cash", receipt: "BL 12", basis: "" },
});
const FACTS = { code: "VD-7K4Q", way: "B", wording: { code: "W2", version: 1 } };

test("whatever is taken away, the wizard asks for just that", () => {
  assert.equal(firstMissing(whole()), "kiem-tra");
  const gaps = {
    why: "ly-do",
    hamlet: "noi-o",
    person: "giay-to",
    conditions: "dieu-kien-1",
    document: "loai-giay",
    agreed: "doc",
    signed_at: "ky-giay",
    photos: "chup-1",
    ink: "o-ky",
    place: "xac-nhan",
    fee: "phi",
  };
  for (const [name, step] of Object.entries(gaps)) assert.equal(firstMissing({ ...whole(), [name]: undefined }), step, name);
  assert.equal(firstMissing({ ...whole(), photos: [{}] }), "chup-2");
  assert.equal(firstMissing({ ...whole(), conditions: { ...whole().conditions, lucid: false } }), "dieu-kien-4");
  assert.equal(firstMissing({ ...whole(), ink_is_little: true }), "o-ky");
  assert.ok(!answered({}, "nguoi"));
  const person = { ...whole().person, number: "C1234567" };
  assert.ok(!answered({ person }, "nguoi"));
  assert.ok(answered({ person: { ...person, paper: "ho_chieu" } }, "nguoi"));
});

test("steps follow one another, a page of paper is a step", () => {
  assert.equal(stepsOf({ document: { pages: 3 } }).filter((step) => step.group === 6).length, 3);
  assert.equal(neighbour(whole(), "ly-do", -1), "ly-do");
  assert.equal(neighbour(whole(), "chup-2", 1), "o-ky");
  assert.equal(neighbour(whole(), "kiem-tra", 1), "kiem-tra");
});

test("bodies carry what was answered and nothing else", () => {
  const body = submission(whole(), FACTS);
  assert.deepEqual(Object.keys(body).sort(), [
    "code",
    "conditions",
    "document",
    "fee",
    "hamlet",
    "ink",
    "little_ink",
    "notice",
    "paper_held",
    "person",
    "phone",
    "phone_whose",
    "signing",
    "v",
    "way",
    "why",
    "wording",
  ]);
  assert.deepEqual(
    body.conditions.map((one) => one.code),
    CONDITIONS,
  );
  const early = declination({ hamlet: "Tổ 2" }, FACTS, { code: "other", text: "x" });
  assert.ok(!("person" in early) && !("document" in early));
  assert.equal(declination(whole(), FACTS, { code: "other", text: "" }).person.name, "Nguyễn Thị Sáu");
});

test("moments are Vietnam's, wherever the phone thinks it is", () => {
  const at = Date.parse("2026-11-22T17:30:00Z");
  assert.deepEqual(
    [stamp(at), clock(at), day(at), isoDay(at), weekday(at)],
    ["2026-11-23T00:30:00.000+07:00", "00:30", "23/11/2026", "2026-11-23", "Thứ Hai 23/11"],
  );
  assert.equal(momentOf("2026-11-23", "00:30"), at);
});

test("a birth date may be a year only, and an impossible one is none", () => {
  for (const [words, iso] of [
    ["12/05/1954", "1954-05-12"],
    ["5.1954", "1954-05"],
    ["1954", "1954"],
    ["31/02/1954", ""],
    ["hai", ""],
    ["1/2/3/1954", ""],
  ])
    assert.equal(birthFromWords(words), iso);
  assert.equal(birthWords("1954-05-12"), "12/05/1954");
});

test("names are tidied, folded, addressed, grouped", () => {
  assert.equal(tidy("  Nguye\u0302\u0303n  Thị "), "Nguyễn Thị");
  assert.equal(fold("Đặng Thị HÒA"), "dang thi hoa");
  assert.equal(addressed("cu", "Thí"), "Cụ Thí");
  assert.equal(grouped("001154000017"), "001 154 000 017");
});

test("ids sort by time, codes avoid look-alikes", () => {
  const random = new Uint8Array(10).fill(255);
  const [first, second] = [uuid7(1_000_000_000_000, random), uuid7(1_000_000_000_001, random)];
  assert.match(first, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(first < second);
  assert.match(caseCode("VD", new Uint8Array([1, 77, 150, 255])), /^VD-[0-9A-HJKMNP-TV-Z]{4}$/);
});

test("a state is where the data is, then what becomes of the case", () => {
  assert.equal(chipOf({ local: "saved", state: "submitted" }).word, "Đã lưu trên máy");
  assert.equal(chipOf({ state: "approved", number: "145 quyển số 01/2026" }).word, "Đã ký duyệt số 145");
  assert.equal(chipOf({ state: "ready" }).word, "Sẵn sàng trả");
});

test("a badly signed sheet takes its photos, hour and ink with it, is counted, and its questions are asked again", () => {
  const torn = spoiledSheet(spoiledSheet(whole()));
  assert.deepEqual([torn.photos, torn.signed_at, torn.ink, torn.spoiled, torn.agreed], [[], "", null, 2, undefined]);
  assert.equal(torn.person.name, whole().person.name);
  // what was said of the person stays; what was said of the sheet is asked of the new one, then the consent
  const asked = [];
  let [answers, step] = [torn, firstMissing(torn)];
  while (step.startsWith("dieu-kien-")) {
    asked.push(CONDITIONS[Number(step.slice(-1)) - 1]);
    answers = { ...answers, conditions: { ...answers.conditions, [asked.at(-1)]: true } };
    step = onward(answers, step);
  }
  assert.deepEqual(asked, ["not_signed_before", "has_read", "no_blanks"]);
  assert.equal(step, "doc");
  assert.equal(firstMissing({ ...answers, agreed: true }), "ky-giay");
  assert.equal(submission({ ...whole(), spoiled: torn.spoiled }, FACTS).spoiled, 2);
  assert.equal(onward(whole(), "dieu-kien-2"), "dieu-kien-3");
});

test("a line without a date is still a line", () => {
  for (const words of [clock, day, isoDay, clockAndDay]) assert.equal(words(Number.NaN), "");
  assert.throws(() => stamp(Number.NaN));
  assert.deepEqual([30_000, 59 * 60_000, 3 * 3_600_000, 49 * 3_600_000].map(sinceWords), ["vừa xong", "59 phút trước", "3 giờ trước", "2 ngày trước"]);
});

test("a held record of what this phone does not know is no case, and a held visit is a visit", () => {
  const open = [{ seq: 1, kind: "visit.planned", code: "device_revoked", closed: false }];
  assert.equal(afterChange({ case: "c", held: open }, "c", "cases", null), null);
  assert.equal(afterChange({ visit: "v", held: open }, "v", "visits", null), null);
  const visit = { id: "v", name: "Sáu", state: "planned" };
  assert.deepEqual(afterChange({ case: "v", held: open }, "v", "visits", visit), { ...visit, held: open, local: "held" });
  const closed = [{ ...open[0], closed: true, outcome: { taken: true } }];
  assert.equal(afterChange({ visit: "v", held: closed }, "v", "visits", visit).state, "planned");
  assert.equal(afterChange({ case: "c", held: closed }, "c", "cases", { id: "c" }).state, "submitted");
  assert.equal(afterChange({ case: "c", fields: { state: "ready" } }, "c", "cases", null).state, "ready");
});

test("what is not tried again by itself is not said to be", () => {
  assert.match(problemWords("busy"), /Sẽ tự thử lại/);
  for (const code of ["busy", "offline", "later", "device_revoked"]) assert.doesNotMatch(parkedWords(code), /tự thử lại/);
});

test("the newest failed hand-over is told, whoever noted it", () => {
  const [early, late] = [
    { reason: "vang_nha", at: "2026-11-22T09:00:00+07:00" },
    { reason: "di_vien", at: "2026-11-23T02:30:00Z" },
  ];
  assert.equal(lastAttempt({}), null);
  assert.equal(lastAttempt({ attempted: null, attempted_here: early }), early);
  assert.equal(lastAttempt({ attempted: late, attempted_here: early }), late);
  assert.equal(lastAttempt({ attempts: [early, late] }), late);
});

test("in a citizen's hand only a sign-in made after the phone was handed over is new enough", () => {
  const session = (since, at) => ({ since: new Date(since).toISOString(), at: new Date(at).toISOString() });
  const minute = 60_000;
  const t0 = Date.parse("2026-11-23T02:00:00Z");
  assert.ok(isFresh(session(t0, t0 + 9 * minute), undefined, t0));
  assert.ok(!isFresh(session(t0, t0 + 11 * minute), undefined, t0));
  const handed = { at: t0 + 5 * minute, since: new Date(t0).toISOString() };
  // signed in five minutes before the hand-over, asked two minutes after it
  assert.ok(!isFresh(session(t0, t0 + 7 * minute), handed, t0 + 7 * minute));
  assert.ok(isFresh(session(t0 + 6 * minute, t0 + 7 * minute), handed, t0 + 7 * minute));
  // a phone whose clock is an hour behind measures the same; one that was moved forward gains nothing
  assert.ok(isFresh(session(t0 + 66 * minute, t0 + 67 * minute), handed, t0 + 7 * minute));
  assert.ok(!isFresh(session(t0, t0 + 7 * minute), handed, t0 + 60 * minute));
});

test("another paper of the same person keeps who and where, and asks the conditions again", () => {
  const next = samePerson(whole());
  assert.equal(next.person.number, whole().person.number);
  assert.equal(firstMissing(next), "dieu-kien-1");
});

test("the fee is the one in force on the day; a submission carries it, its visit and what it replaces", () => {
  const fees = [
    { amount: 10_000, basis: "a", from: "2017-01-01", to: "2026-12-31" },
    { amount: 12_000, basis: "b", from: "2027-01-01", to: "" },
  ];
  assert.equal(feeOn(fees, "2026-12-31").amount, 10_000);
  assert.equal(feeOn(fees, "2027-01-01").amount, 12_000);
  assert.equal(feeOn(fees, "2016-12-31"), undefined);
  const body = submission({ ...whole(), visit: "v", replaces: "r" }, FACTS);
  assert.deepEqual([body.fee.amount, body.visit, body.replaces, "spoiled" in body], [10_000, "v", "r", false]);
  assert.ok(!("fee" in submission({ ...whole(), fee: undefined }, FACTS)));
  assert.ok(!answered({ fee: { paid: "exempt", basis: "" } }, "phi"));
});

test("a patch names only what changed, and never what the citizen signed", () => {
  const was = { hamlet: "Tổ 2", why: { code: "gia_yeu", text: "" }, "signing.place": "nhà riêng" };
  const now = { ...was, hamlet: "Tổ 3", why: { text: "", code: "gia_yeu" }, "person.name": "Khác" };
  assert.deepEqual(patchOf(was, now), [{ path: "hamlet", was: "Tổ 2", now: "Tổ 3" }]);
  assert.deepEqual(patchOf({}, { phone: "09" }), [{ path: "phone", was: null, now: "09" }]);
});

test("a PIN is six digits that are not the first that anyone tries; wrong guesses wait longer and longer", () => {
  for (const bad of ["11111", "1234567", "111111", "123456", "987654", "12345a", ""]) assert.ok(!pinIsGood(bad), bad);
  for (const good of ["280615", "112233", "135790"]) assert.ok(pinIsGood(good), good);
  assert.deepEqual([0, 4, 5, 6].map(waitAfter), [0, 0, 30_000, 60_000]);
  assert.equal(waitAfter(60), 3_600_000);
});

test("the commune's kinds of document stand in place of the shipped ones and behind them, between their days", () => {
  const shipped = [{ code: "a" }, { code: "b" }];
  const own = [
    { code: "b", from: "2020-01-01", to: "2026-11-30" },
    { code: "rieng_1", from: "2026-12-01", to: "" },
  ];
  const on = (/** @type {string} */ isoDay) => kindsOn(/** @type {any[]} */ (shipped), own, isoDay).map((one) => one.code);
  assert.deepEqual(on("2026-11-30"), ["a", "b"]);
  assert.deepEqual(on("2026-12-01"), ["a", "rieng_1"]);
  assert.deepEqual(
    kindsOn(shipped, undefined, "2026-12-01").map((one) => one.code),
    ["a", "b"],
  );
});
