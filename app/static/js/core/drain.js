/** What to send next, decided from facts alone: the courier acts, this only says what. */

/**
 * @typedef {{id: string, case: string, state: string, tries: number, blobs: {sha256: string}[]}} Packet
 * @typedef {{known: string[], missing: string[]}} Check
 */

export const MOST_TRIES = 5;
/** Reasons that say nothing against the packet itself. */
const PATIENT = ["offline", "later"];
const FIRST = 2_000;
const CEILING = 300_000;
const BAG = 20;
/** The server answers about so many names of a kind at once. */
const MOST_NAMES = 500;

/** Whether the commune has not taken it: it waits, or was put aside with its reason. @param {{state: string}} packet */
export const unsent = (packet) => packet.state === "waiting" || packet.state === "parked";

/** Whether a record of this phone about a case was not simply taken: it waits, was put aside, or is held. @param {{state: string, case: string}[]} packets @param {string} id of the case or visit */
export const unsettledOf = (packets, id) => packets.some((packet) => packet.case === id && packet.state !== "accepted");

/** Whether this phone did more with a case than the commune knows. @param {{state: string, case: string}[]} packets @param {string} id of the case or visit */
export const aheadOf = (packets, id) => packets.some((packet) => packet.case === id && unsent(packet));

/**
 * Packets that still have to go out, oldest first (record ids sort by time), as many as one question may name.
 * @template {Packet} T @param {T[]} packets
 */
export const waiting = (packets) => {
  const due = packets.filter((packet) => packet.state === "waiting").sort((one, other) => (one.id < other.id ? -1 : 1));
  let names = 0;
  const past = due.findIndex((packet) => {
    names += Math.max(1, packet.blobs.length);
    return names > MOST_NAMES;
  });
  return past < 0 ? due : due.slice(0, past);
};

/** A phone that has nothing to send says so again after an hour: whoever looks knows that it is alive. */
const TELL_EACH = 3_600_000;

/**
 * What this phone tells of itself: how many records it ever made, how many wait on it, and the oldest of those by their outside.
 * @param {any[]} packets @param {{n: number}} head
 */
export const telling = (packets, head) => {
  const held = packets.filter(unsent).sort((one, other) => (one.id < other.id ? -1 : 1));
  const waiting = held.slice(0, MOST_NAMES).map(({ id, kind, case: stream, code = "", made_at }) => ({ id, kind, stream, code, made_at }));
  return { made: head.n, unsent: held.length, waiting };
};

/** What the sum of a telling is made over. @param {ReturnType<typeof telling>} told */
export const toldText = (told) =>
  [`${told.made} ${told.unsent}`, ...told.waiting.map((one) => `${one.id} ${one.kind} ${one.stream} ${one.code} ${one.made_at}`)].join("\n");

/** Why records are put aside on a phone that the commune does not know any more. */
export const UNKNOWN = "unknown_device";

/** Whether such a phone came to rest: nothing that it tells is heard. @param {{state: string, reason?: string}[]} packets */
export const forgotten = (packets) => packets.some((packet) => packet.state === "parked" && packet.reason === UNKNOWN);

/** Whether the commune was told something else, or long ago. @param {{sum: string, at: number} | undefined} before @param {{sum: string}} told @param {number} now */
export const mustTell = (before, told, now) => before?.sum !== told.sum || Math.abs(now - before.at) >= TELL_EACH;

/** @param {Packet[]} packets */
export const question = (packets) => ({
  records: packets.map((packet) => packet.id),
  blobs: [...new Set(packets.flatMap((packet) => packet.blobs.map((blob) => blob.sha256)))],
});

/**
 * Records without photos go first, so that small things never wait behind another case's photos; but none goes before an
 * earlier record of its own case, without which the server could not apply it.
 * @template {Packet} T @param {T[]} packets oldest first @param {Check} check
 */
export const order = (packets, check) => {
  const missing = new Set(check.missing);
  const heavy = new Set(packets.filter((packet) => packet.blobs.some((blob) => missing.has(blob.sha256))).map((packet) => packet.case));
  const weight = (/** @type {Packet} */ packet) => (heavy.has(packet.case) ? 1 : 0);
  return [...packets].sort((one, other) => weight(one) - weight(other)).slice(0, BAG);
};

/**
 * What becomes of a packet after its verdict.
 * @param {Packet} packet
 * @param {{verdict: string, code?: string, was?: string, seq?: number, receipt?: string}} verdict
 */
export const afterVerdict = (packet, verdict) => {
  const outcome = verdict.verdict === "duplicate" ? (verdict.was ?? "accepted") : verdict.verdict;
  const kept = { seq: verdict.seq, receipt: verdict.receipt, reason: verdict.code ?? "", tries: 0 };
  if (outcome === "accepted" || outcome === "held") return { ...packet, ...kept, state: outcome };
  if (outcome === "refused") return { ...packet, state: "parked", reason: verdict.code ?? "" };
  return afterFailure(packet, outcome);
};

/** @param {Packet} packet @param {string} reason */
export const afterFailure = (packet, reason) => ({
  ...packet,
  tries: packet.tries + 1,
  reason,
  state: packet.tries + 1 >= MOST_TRIES && !PATIENT.includes(reason) ? "parked" : "waiting",
});

/** Full jitter between nothing and a doubling ceiling. @param {number} failures @param {number} random 0…1 */
export const pause = (failures, random) => FIRST + random * Math.min(CEILING, FIRST * 2 ** Math.min(failures, 10));

/** Whether a packet was taken in another epoch: the server came back from a backup and may no longer know of it. @param {{state: string, epoch?: string}} packet @param {{epoch: string}} beacon */
export const lostSight = (packet, beacon) => (packet.state === "accepted" || packet.state === "held") && packet.epoch !== beacon.epoch;

/** Such a packet is offered again as it is: what is there already answers *duplicate*. @template {Packet} T @param {T} packet */
export const offered = (packet) => ({ ...packet, state: "waiting", tries: 0, reason: "", seq: undefined });

/** Whether a sealed packet may go: kept in a backup that was opened. @param {{state: string, seq?: number, epoch?: string}} packet @param {{epoch: string, durable: number}} beacon */
export const mayPurge = (packet, beacon) =>
  (packet.state === "accepted" || packet.state === "held") && packet.seq !== undefined && packet.epoch === beacon.epoch && beacon.durable >= packet.seq;

/** Where the phone keeps its line of what this record is about. @param {{kind: string}} packet @returns {"cases" | "visits"} */
export const storeOf = (packet) => (packet.kind.startsWith("visit.") ? "visits" : "cases");
