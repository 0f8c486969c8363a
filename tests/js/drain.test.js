/** What to send, in which order, and what becomes of it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { afterFailure, afterVerdict, lostSight, mayPurge, offered, order, pause, question, waiting } from "../../app/static/js/core/drain.js";

const packet = (id, more = {}) => ({ id, case: id, state: "waiting", tries: 0, blobs: [], ...more });

test("only what waits is sent, oldest first, small things before photos", () => {
  const photo = packet("1", { blobs: [{ sha256: "aa" }, { sha256: "bb" }] });
  const all = [packet("3"), photo, packet("2", { state: "accepted" }), packet("0", { state: "parked" })];
  const due = waiting(all);
  assert.deepEqual(
    due.map((one) => one.id),
    ["1", "3"],
  );
  assert.deepEqual(question(due), { records: ["1", "3"], blobs: ["aa", "bb"] });
  assert.deepEqual(
    order(due, { known: [], missing: ["bb"] }).map((one) => one.id),
    ["3", "1"],
  );
  assert.deepEqual(
    order(due, { known: [], missing: [] }).map((one) => one.id),
    ["1", "3"],
  );
});

test("a record never goes before an earlier one of its own case, however small it is", () => {
  const all = [packet("1", { case: "c", blobs: [{ sha256: "aa" }] }), packet("2", { case: "c" }), packet("3")];
  const ids = order(all, { known: [], missing: ["aa"] }).map((one) => one.id);
  assert.deepEqual(ids, ["3", "1", "2"]);
});

test("a phone that was long without a network asks only what one question may hold", () => {
  const blobs = [{ sha256: "a" }, { sha256: "b" }, { sha256: "c" }];
  const all = Array.from({ length: 200 }, (_, at) => packet(String(1000 + at), { blobs }));
  assert.equal(waiting(all).length, 166);
  assert.equal(waiting(Array.from({ length: 700 }, (_, at) => packet(String(1000 + at)))).length, 500);
});

test("a verdict decides what becomes of a packet", () => {
  const one = packet("1", { tries: 3 });
  assert.deepEqual([afterVerdict(one, { verdict: "accepted", seq: 9, receipt: "r" }).state, afterVerdict(one, { verdict: "accepted" }).tries], ["accepted", 0]);
  assert.equal(afterVerdict(one, { verdict: "held", code: "fork" }).reason, "fork");
  assert.equal(afterVerdict(one, { verdict: "duplicate", was: "held" }).state, "held");
  assert.equal(afterVerdict(one, { verdict: "refused", code: "bad_signature" }).state, "parked");
  assert.equal(afterVerdict(one, { verdict: "later" }).state, "waiting");
});

test("five failures park a packet, no network never does", () => {
  let one = packet("1");
  for (let turn = 0; turn < 4; turn++) one = afterFailure(one, "busy");
  assert.equal(one.state, "waiting");
  assert.equal(afterFailure(one, "busy").state, "parked");
  for (let turn = 0; turn < 50; turn++) one = afterFailure(one, "offline");
  assert.equal(one.state, "waiting");
});

test("pauses grow with jitter and never pass five minutes", () => {
  assert.equal(pause(0, 0), 2000);
  for (let failures = 0; failures < 100; failures++) assert.ok(pause(failures, 0.999) <= 302_000);
  assert.ok(pause(5, 0.5) > pause(1, 0.5));
});

test("a packet goes only when a checked backup of the same epoch holds it", () => {
  const beacon = { epoch: "e", durable: 7 };
  assert.ok(mayPurge({ state: "accepted", seq: 7, epoch: "e" }, beacon));
  for (const kept of [
    { state: "accepted", seq: 8, epoch: "e" },
    { state: "accepted", seq: 7, epoch: "old" },
    { state: "waiting", seq: 1, epoch: "e" },
    { state: "accepted", epoch: "e" },
  ]) {
    assert.ok(!mayPurge(kept, beacon));
  }
});

test("what another epoch took is offered again, once, and may then go by the new epoch's word", () => {
  const beacon = { epoch: "new", durable: 7 };
  const kept = ["accepted", "held"].map((state) => packet("1", { state, epoch: "old", seq: 5, reason: "x", receipt: "r" }));
  for (const one of kept) {
    assert.ok(lostSight(one, beacon));
    assert.ok(!mayPurge(one, beacon));
    const again = offered(one);
    assert.deepEqual(waiting([again]), [again]);
    assert.deepEqual([again.reason, again.tries, again.seq, again.receipt], ["", 0, undefined, "r"]);
    assert.ok(!lostSight(again, beacon));
    // the old receipt comes back with the duplicate; the epoch is the round's
    const answered = { ...afterVerdict(again, { verdict: "duplicate", was: one.state, seq: 5, receipt: "r" }), epoch: beacon.epoch };
    assert.ok(!lostSight(answered, beacon));
    assert.ok(mayPurge(answered, beacon));
  }
  const lost = { ...afterVerdict(offered(kept[0]), { verdict: "accepted", seq: 8 }), epoch: "new" };
  assert.ok(!mayPurge(lost, beacon));
  for (const other of [
    { state: "accepted", epoch: "new" },
    { state: "waiting", epoch: "old" },
    { state: "parked", epoch: "old" },
  ]) {
    assert.ok(!lostSight(packet("1", other), beacon));
  }
});
