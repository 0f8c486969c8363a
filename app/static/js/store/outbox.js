/** Finished records wait here, sealed for the commune; the phone itself can no longer read them. */

import { fromB64u } from "../core/encoding.js";
import { checkRecord, makeRecord } from "../evidence/record.js";
import { all, ask, get, run } from "./database.js";
import { device } from "./device.js";
import { lock, unlock } from "./vault.js";

/** @typedef {import("./drafts.js").Draft} Draft */

/**
 * Seals, signs and stores a finished record in one strict transaction, reads it back, and only then returns.
 * The chain's head is read under a lock and again inside the transaction, which writes nothing when it moved.
 * @param {Draft} draft @param {object} body @param {object} stub @param {string} madeAt
 */
export const finish = (draft, body, stub, madeAt) =>
  navigator.locks.request("tannha-chain", async () => {
    const kept = (await all("outbox")).find((packet) => packet.id === draft.record);
    if (kept) return kept;
    const own = await device();
    const head = await get("meta", "head");
    const blobs = (draft.answers.photos ?? []).filter(Boolean);
    const record = { id: draft.record, key: fromB64u(draft.key), kind: draft.kind, stream: draft.case, body, blobs, made_at: madeAt, base: draft.base };
    const made = await makeRecord(own, record, head, await get("meta", "beacon"));
    const size = made.body.byteLength + blobs.reduce((/** @type {number} */ sum, /** @type {any} */ blob) => sum + blob.bytes, 0);
    const packet = {
      id: draft.record,
      case: draft.case,
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
    const locked = await lock(stub);
    await run(["outbox", "meta", "drafts", "cases"], "readwrite", async (of) => {
      const present = await ask(of("meta").get("head"));
      if (present.n !== head.n || present.prev !== head.prev) throw new Error("head_moved");
      await ask(of("outbox").put(packet));
      await ask(of("meta").put({ n: head.n + 1, prev: made.hash }, "head"));
      await ask(of("cases").put({ id: draft.case, locked }));
      // the last copy of the record key on this phone goes with the draft
      await ask(of("drafts").delete(draft.id));
    });
    const back = await get("outbox", draft.record);
    await checkRecord(own, back);
    return back;
  });

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

/** @param {string} id @returns {Promise<any>} */
export const stub = async (id) => {
  const row = await get("cases", id);
  return row ? unlock(row.locked) : null;
};

/** @returns {Promise<any[]>} */
export const stubs = async () => Promise.all((await all("cases")).map((row) => unlock(row.locked)));

/** What the commune says of cases: fields to keep, cases to forget, and how far the feed was read. @param {{case: string, gone?: boolean, fields?: object}[]} changes @param {string} cursor */
export const keepChanges = async (changes, cursor) => {
  const rows = await Promise.all(
    changes
      .filter((one) => one.fields)
      .map(async (one) => ({ id: one.case, locked: await lock({ ...(await stub(one.case)), id: one.case, local: "", ...one.fields }) })),
  );
  await run(["cases", "meta"], "readwrite", async (of) => {
    for (const row of rows) await ask(of("cases").put(row));
    for (const one of changes) if (one.gone) await ask(of("cases").delete(one.case));
    await ask(of("meta").put(cursor, "cursor"));
  });
};

/** @param {string} id @param {object} fields */
export const markStub = async (id, fields) => {
  const found = await stub(id);
  if (!found) return;
  const locked = await lock({ ...found, ...fields });
  await run(["cases"], "readwrite", (of) => ask(of("cases").put({ id, locked })));
};
