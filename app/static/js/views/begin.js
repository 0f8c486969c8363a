/** Beginning a record: ids and key are made when its page opens, so that each photo is sealed once. */

import { caseCode, uuid7 } from "../core/ids.js";
import { isoDay } from "../core/moments.js";
import { samePerson } from "../core/wizard.js";
import { random } from "../evidence/sealing.js";
import { keepMeta, meta } from "../store/device.js";
import { keepDraft, keyText, readDraft } from "../store/drafts.js";
import { lock, unlock } from "../store/vault.js";
import { go } from "./dom.js";
import { roomForMore } from "./ready.js";

/** @param {any} own @param {object} [answers] @param {string} [step] */
export const newCase = async (own, answers = {}, step = "ly-do") => {
  if (!(await roomForMore())) return go("/may/het-cho");
  const draft = blank(uuid7(Date.now(), random(10)), "case.submitted", { ...answers, extras: own.commune.extras ?? [] }, step);
  draft.code = caseCode(own.commune.code_prefix, random(4));
  draft.way = own.commune.way;
  await keepDraft(draft);
  return go(`/may/moi/${draft.id}/${step}`);
};

/** A delivery; nothing is kept before the first answer. @param {any} stub @param {string} step */
export const newDelivery = (stub, step) => ({ ...blank(stub.id, "delivery.completed", {}, step), id: `tra-${stub.id}`, base: stub.newest, code: stub.code });

/**
 * A form that was begun and is of this thing as it stands now, or a new one; nothing is kept before the first word.
 * @template {import("../store/drafts.js").Draft} T @param {T} fresh @returns {Promise<T>}
 */
export const begunOr = async (fresh) => {
  const kept = await readDraft(fresh.id);
  return kept ? { ...fresh, ...kept, base: fresh.base } : fresh;
};

/** A further record of a case that is at the commune: an amendment, a withdrawal, a correction. @param {any} stub @param {string} kind */
export const furtherRecord = (stub, kind) => ({ ...blank(stub.id, kind, {}, ""), id: `${kind}-${stub.id}`, base: stub.newest, code: stub.code });

/** A record of a visit: one new one at a time is begun. @param {string} kind @param {any} [known] the visit, when it is there already */
export const visitRecord = (kind, known) => {
  const id = known?.id ?? uuid7(Date.now(), random(10));
  return { ...blank(id, kind, {}, ""), id: `${kind}-${known?.id ?? "moi"}`, base: known?.newest, stream_type: "visit" };
};

/** What people were guided through: of no case, and the record names no visit; one is begun at each visit, or by itself. @param {string} at the visit, or `moi` */
export const guidanceRecord = (at) => ({
  ...blank(uuid7(Date.now(), random(10)), "guidance.given", {}, ""),
  id: `guidance.given-${at}`,
  stream_type: "guidance",
});

/** Another paper of the same person: whose identity it is stays under the vault for that day. @param {string} caseId @param {import("../core/wizard.js").Answers} answers */
export const keepSame = async (caseId, answers) => keepMeta("same", { case: caseId, day: isoDay(Date.now()), locked: await lock(samePerson(answers)) });

/** The person of this very case, on the same day; null otherwise. @param {string} caseId @returns {Promise<object | null>} */
export const readSame = async (caseId) => {
  const kept = await meta("same");
  if (!kept) return null;
  if (kept.day !== isoDay(Date.now())) {
    await keepMeta("same", null);
    return null;
  }
  return kept.case === caseId ? unlock(kept.locked) : null;
};

/** @param {string} caseId @param {string} kind @param {object} answers @param {string} step @returns {import("../store/drafts.js").Draft} */
const blank = (caseId, kind, answers, step) => ({
  id: caseId,
  case: caseId,
  record: uuid7(Date.now(), random(10)),
  key: keyText(random(32)),
  kind,
  code: "",
  step,
  answers,
  changed: Date.now(),
});
