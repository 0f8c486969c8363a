/** Beginning a record: ids and key are made when its page opens, so that each photo is sealed once. */

import { caseCode, uuid7 } from "../core/ids.js";
import { samePerson } from "../core/wizard.js";
import { random } from "../evidence/sealing.js";
import { keepMeta, meta } from "../store/device.js";
import { keepDraft, keyText } from "../store/drafts.js";
import { lock, unlock } from "../store/vault.js";
import { go } from "./dom.js";

const SAME_LASTS = 2 * 3_600_000;

/** @param {any} own @param {object} [answers] @param {string} [step] */
export const newCase = async (own, answers = {}, step = "ly-do") => {
  const draft = blank(uuid7(Date.now(), random(10)), "case.submitted", answers, step);
  draft.code = caseCode(own.commune.code_prefix, random(4));
  await keepDraft(draft);
  go(`/may/moi/${draft.id}/${step}`);
};

/** @param {any} stub @param {object} answers @param {string} step */
export const newDelivery = async (stub, answers, step) => {
  const draft = { ...blank(stub.id, "delivery.completed", answers, step), id: `tra-${stub.id}`, base: stub.newest, code: stub.code };
  await keepDraft(draft);
  return draft;
};

/** A further record of a case that is at the commune: an amendment, a withdrawal, a correction. @param {any} stub @param {string} kind */
export const furtherRecord = (stub, kind) => ({ ...blank(stub.id, kind, {}, ""), id: `${kind}-${stub.id}`, base: stub.newest, code: stub.code });

/** A record of a visit. @param {string} kind @param {any} [known] the visit, when it is there already */
export const visitRecord = (kind, known) => {
  const id = known?.id ?? uuid7(Date.now(), random(10));
  return { ...blank(id, kind, {}, ""), id: `${kind}-${id}`, base: known?.newest, stream_type: "visit" };
};

/** Another paper of the same person: the identity stays under the vault for two hours. @param {import("../core/wizard.js").Answers} answers */
export const keepSame = async (answers) => keepMeta("same", { until: Date.now() + SAME_LASTS, locked: await lock(samePerson(answers)) });

/** @returns {Promise<object | null>} */
export const readSame = async () => {
  const kept = await meta("same");
  if (!kept) return null;
  if (kept.until < Date.now()) {
    await keepMeta("same", null);
    return null;
  }
  return unlock(kept.locked);
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
