/** Drafts: each answer is on disk before the next question; photos lie sealed from the moment they are taken. */

import { wantedRoles } from "../core/delivery.js";
import { b64u, fromB64u } from "../core/encoding.js";
import { alsoKey, partsOf } from "../core/signers.js";
import { firstMissing, spoiledSheet, wantedParts } from "../core/wizard.js";
import { sha256 } from "../evidence/jws.js";
import { seal, unseal } from "../evidence/sealing.js";
import { all, ask, get, run } from "./database.js";
import { isOpen, lock, unlock } from "./vault.js";

/**
 * @typedef {{id: string, case: string, record: string, key: string, kind: string, code: string, step: string,
 *   base?: string, way?: string, wording?: any, answers: import("../core/wizard.js").Answers, changed: number}} Draft
 */

/** A word that comes late never brings back what was finished a moment ago. @param {Draft} draft */
export const keepDraft = async (draft) => {
  const locked = await lock(draft);
  await run(["drafts", "outbox"], "readwrite", async (of) => {
    if (!(await ask(of("outbox").getKey(draft.record)))) await ask(of("drafts").put({ id: draft.id, locked }));
  });
};

/** @param {string} id @returns {Promise<Draft | null>} */
export const readDraft = async (id) => {
  const row = await get("drafts", id);
  return row ? unlock(row.locked) : null;
};

/** Newest first. @returns {Promise<Draft[]>} */
export const drafts = async () => {
  const found = await Promise.all((await all("drafts")).map((row) => unlock(row.locked)));
  return found.sort((one, other) => other.changed - one.changed);
};

const PAGE = "signed_page";

/** Seals a photo of a draft and keeps it in place of an older one. @param {Draft} draft @param {number} index @param {ArrayBuffer} jpeg @param {string} [role] */
export const keepPhoto = async (draft, index, jpeg, role = PAGE) => {
  const place = { record: draft.record, role, index };
  const sealed = await seal(new Uint8Array(jpeg), fromB64u(draft.key), place);
  const photo = { sha256: await sha256(sealed), bytes: sealed.byteLength, role: place.role, index };
  const older = photoOf(draft.answers, role, index)?.sha256;
  const photos = [...(draft.answers.photos ?? [])];
  if (role === PAGE) photos[index] = photo;
  const also = role === PAGE ? draft.answers.also : { ...draft.answers.also, [alsoKey(role, index)]: photo };
  const next = { ...draft, answers: { ...draft.answers, photos, ...(also ? { also } : {}) } };
  const locked = await lock(next);
  await run(["parts", "drafts"], "readwrite", async (of) => {
    await ask(of("parts").put({ ...photo, record: draft.record, data: sealed.buffer }));
    await ask(of("drafts").put({ id: draft.id, locked }));
    if (older) await ask(of("parts").delete(older));
  });
  return next;
};

/** A photo of a draft: a page, or what else was photographed. @param {import("../core/wizard.js").Answers} answers @param {string} role @param {number} index */
export const photoOf = (answers, role, index) => (role === PAGE ? answers.photos?.[index] : answers.also?.[alsoKey(role, index)]);

/** The photo again, for the officer's own eyes before finishing. @param {Draft} draft @param {{sha256: string, role: string, index: number}} photo */
export const readPhoto = async (draft, photo) => {
  const row = await get("parts", photo.sha256);
  const place = { record: draft.record, role: photo.role, index: photo.index };
  return new Blob([await unseal(new Uint8Array(row.data), fromB64u(draft.key), place)], photo.role === "voice" ? {} : { type: "image/jpeg" });
};

/** A sheet that was signed badly: its photos go, what was asked of it is asked again; answers where to go on. @param {Draft} draft */
export const tearSheet = async (draft) => {
  const photos = partsOf(draft.answers);
  const answers = spoiledSheet(draft.answers);
  const next = { ...draft, step: firstMissing(answers), changed: Date.now(), answers };
  const locked = await lock(next);
  await run(["drafts", "parts"], "readwrite", async (of) => {
    await ask(of("drafts").put({ id: draft.id, locked }));
    for (const photo of photos) await ask(of("parts").delete(photo.sha256));
  });
  return next.step;
};

/** Drops what was photographed or recorded before an answer was changed: it is wanted no more, and leaves this phone never. @param {Draft} draft @returns {Promise<Draft>} */
export const dropSurplus = async (draft) => {
  const kept = wantedParts(draft.answers);
  const staying = new Set(partsOf(kept).map((one) => one.sha256));
  const gone = partsOf(draft.answers).filter((one) => !staying.has(one.sha256));
  if (!gone.length) return draft;
  const next = { ...draft, answers: { ...draft.answers, ...kept } };
  const locked = await lock(next);
  await run(["drafts", "parts"], "readwrite", async (of) => {
    await ask(of("drafts").put({ id: draft.id, locked }));
    for (const photo of gone) await ask(of("parts").delete(photo.sha256));
  });
  return next;
};

/** Drops the photos of other roles: an earlier answer wanted them. @param {Draft} draft @param {string[]} roles @returns {Promise<Draft>} */
export const keepRoles = async (draft, roles) => {
  const wanted = Object.entries(draft.answers.also ?? {}).filter(([, photo]) => roles.includes(photo.role));
  const gone = partsOf(draft.answers).filter((one) => !roles.includes(one.role));
  if (!gone.length) return draft;
  const next = { ...draft, answers: { ...draft.answers, photos: [], also: Object.fromEntries(wanted) } };
  const locked = await lock(next);
  await run(["drafts", "parts"], "readwrite", async (of) => {
    await ask(of("drafts").put({ id: draft.id, locked }));
    for (const photo of gone) await ask(of("parts").delete(photo.sha256));
  });
  return next;
};

/** No photo of the moment, also where one was taken before: the answer first, then its photo. @param {Draft} draft */
export const refuseMoment = async (draft) => {
  const next = { ...draft, answers: { ...draft.answers, consented: false }, changed: Date.now() };
  await keepDraft(next);
  return keepRoles(next, wantedRoles(next.answers));
};

/** Throws a draft away with its photos; only the officer's own act. @param {Draft} draft */
export const dropDraft = async (draft) => {
  if (!isOpen()) throw new Error("locked");
  await run(["drafts", "parts"], "readwrite", async (of) => {
    await ask(of("drafts").delete(draft.id));
    for (const photo of partsOf(draft.answers)) await ask(of("parts").delete(photo.sha256));
  });
};

/** Drops what can no longer be done. @param {string} id */
export const forgetDraft = async (id) => {
  const draft = await readDraft(id);
  if (draft) await dropDraft(draft);
};

/** @param {Uint8Array<ArrayBuffer>} key */
export const keyText = (key) => b64u(key);
