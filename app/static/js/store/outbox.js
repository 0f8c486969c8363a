/** Finished records wait here, sealed for the commune; the phone itself can no longer read them. */

import { aheadOf } from "../core/drain.js";
import { fromB64u } from "../core/encoding.js";
import { partsOf } from "../core/signers.js";
import { checkRecord, makeRecord } from "../evidence/record.js";
import { all, ask, get, run } from "./database.js";
import { device } from "./device.js";
import { isOpen, lock, unlock } from "./vault.js";

/** @typedef {import("./drafts.js").Draft} Draft */
/** @typedef {{store: "cases" | "visits", row: any} | null} Line what the phone may go on showing: a case, a visit, or nothing */

/** @param {Draft} draft @param {object} body @param {object} stub @param {string} madeAt */
export const finish = (draft, body, stub, madeAt) => finishAs(draft, body, { store: "cases", row: stub }, madeAt);

/**
 * Seals, signs and stores a finished record in one strict transaction, reads it back, and only then returns.
 * The chain's head is read under a lock and again inside the transaction, which writes nothing when it moved.
 * @param {Draft & {stream_type?: string}} draft @param {object} body @param {Line} line @param {string} madeAt
 */
export const finishAs = (draft, body, line, madeAt) =>
  navigator.locks.request("tannha-chain", async () => {
    const kept = (await all("outbox")).find((packet) => packet.id === draft.record);
    if (kept) return kept;
    const own = await device();
    const head = await get("meta", "head");
    const blobs = partsOf(draft.answers).filter((/** @type {any} */ one) => !one.kept);
    const record = { ...recordOf(draft), key: fromB64u(draft.key), body, blobs, made_at: madeAt };
    const made = await makeRecord(own, record, head, await get("meta", "beacon"));
    const size = made.body.byteLength + blobs.reduce((/** @type {number} */ sum, /** @type {any} */ blob) => sum + blob.bytes, 0);
    const packet = {
      id: draft.record,
      case: draft.case,
      code: line?.row.code ?? "",
      kind: draft.kind,
      state: "waiting",
      tries: 0,
      reason: "",
      made_at: madeAt,
      size,
      blobs,
      ...made,
      body: made.body.buffer,
    };
    // a visit is planned anew or ended on top of what this phone made of it, sent or not; a case's further records stand on
    // what the commune told, since a decision may have come between
    const locked = line && (await lock(line.store === "visits" ? { ...line.row, newest: made.hash } : line.row));
    await run(["outbox", "meta", "drafts", ...(line ? [line.store] : [])], "readwrite", async (of) => {
      const present = await ask(of("meta").get("head"));
      if (present.n !== head.n || present.prev !== head.prev) throw new Error("head_moved");
      await ask(of("outbox").put(packet));
      await ask(of("meta").put({ n: head.n + 1, prev: made.hash }, "head"));
      if (line) await ask(of(line.store).put({ ...goneStill(await ask(of(line.store).get(draft.case))), id: draft.case, locked }));
      // the last copy of the record key on this phone goes with the draft
      await ask(of("drafts").delete(draft.id));
    });
    const back = await get("outbox", draft.record);
    await checkRecord(own, back);
    return back;
  });

/** @param {Draft & {stream_type?: string}} draft */
const recordOf = (draft) => ({ id: draft.record, kind: draft.kind, stream: draft.case, stream_type: draft.stream_type, base: draft.base });

/** @returns {Promise<any[]>} */
export const packets = () => all("outbox");

/** @param {any} packet */
export const keepPacket = (packet) => run(["outbox"], "readwrite", (of) => ask(of("outbox").put(packet)));

/** @param {string} address @returns {Promise<ArrayBuffer | undefined>} */
export const part = async (address) => (await get("parts", address))?.data;

/** Forgets a sealed packet that a checked backup holds; the receipt stays. @param {any} packet */
export const purge = (packet) =>
  run(["outbox", "parts", "meta"], "readwrite", async (of) => {
    for (const blob of packet.blobs) await ask(of("parts").delete(blob.sha256));
    await ask(of("meta").put(packet.receipt, `receipt ${packet.id}`));
    await ask(of("outbox").delete(packet.id));
  });

/** @param {string} id @param {"cases" | "visits"} [store] @returns {Promise<any>} */
export const stub = async (id, store = "cases") => {
  const row = await get(store, id);
  return row ? lineOf(row) : null;
};

/** A line as it is shown: what was given to a colleague says so where nothing of this phone waits. @param {any} row */
const lineOf = async (row) => {
  const line = await unlock(row.locked);
  return row.gone && !line.local ? { ...line, local: "gone" } : line;
};

/** That the case is this officer's no more outlives what he still does with it. @param {any} row */
export const goneStill = (row) => (row?.gone ? { gone: true } : {});

/** @param {"cases" | "visits"} [store] @returns {Promise<any[]>} */
export const stubs = async (store = "cases") => {
  const found = await Promise.all((await all(store)).map(lineOf));
  // every case has its code from the first: a line without one was never a case of this phone
  return store === "cases" ? found.filter((one) => one.code) : found;
};

/** How far a case of this phone came; while the vault is shut it is noted, and written when it opens. @param {string} id @param {object} fields states and codes only @param {"cases" | "visits"} [store] */
export const markStub = async (id, fields, store = "cases") => {
  const one = { id, fields, store };
  if (!isOpen()) return noteMark(one);
  try {
    await settleMarks();
    await mark(one);
  } catch (error) {
    // shut in the middle of it: noted like any other
    if (isOpen()) throw error;
    await noteMark(one);
  }
};

/** @typedef {{id: string, fields: object, store: "cases" | "visits"}} Mark */

/** @param {Mark} one */
const mark = async ({ id, fields, store }) => {
  const before = await get(store, id);
  if (!before) return;
  const locked = await lock({ ...(await unlock(before.locked)), ...fields });
  const written = await run([store], "readwrite", async (of) => {
    const row = await ask(of(store).get(id));
    // a record was finished in the meantime: its line is the newer one, and is marked anew
    if (row && String(row.locked.iv) !== String(before.locked.iv)) return false;
    if (row) await ask(of(store).put({ ...row, locked }));
    return true;
  });
  if (!written) await mark({ id, fields, store });
};

/** @param {Mark} one */
const noteMark = (one) =>
  run(["meta"], "readwrite", async (of) => {
    const noted = (await ask(of("meta").get("marks"))) ?? [];
    await ask(of("meta").put([...noted, one], "marks"));
  });

/** Writes what was noted while the vault was shut, oldest first; a mark is crossed out only when it is written. */
export const settleMarks = async () => {
  for (;;) {
    const [first] = (await get("meta", "marks")) ?? [];
    if (!first) return;
    // noted while an earlier record was taken; a later one may have been kept since, and is not sent yet
    const early = /** @type {any} */ (first.fields).local === "" && aheadOf(await packets(), first.id);
    if (!early) await mark(first);
    await run(["meta"], "readwrite", async (of) => {
      const noted = await ask(of("meta").get("marks"));
      // another page may have written the same one in the meantime
      if (noted?.[0] && JSON.stringify(noted[0]) === JSON.stringify(first)) await ask(of("meta").put(noted.slice(1), "marks"));
    });
  }
};

/** Whether what the commune tells can be kept now. */
export const mayReceive = async () => isOpen();
