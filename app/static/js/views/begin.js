/** Beginning a record: ids and key are made when the wizard opens, so that each photo is sealed once. */

import { caseCode, uuid7 } from "../core/ids.js";
import { random } from "../evidence/sealing.js";
import { keepDraft, keyText } from "../store/drafts.js";
import { go } from "./dom.js";

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
