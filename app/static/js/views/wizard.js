/** The certification wizard: one question a page, each answer on disk before the next page shows. */

import { addressed } from "../core/names.js";
import { putAnswers, readStep, viewOf } from "../core/signers.js";
import { GROUPS, neighbour, onward, stepsOf } from "../core/wizard.js";
import { t } from "../core/words.js";
import { keepDraft, readDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { go, h } from "./dom.js";
import { workPage } from "./frame.js";
import { remember } from "./remember.js";
import { editedFrom } from "./wizard-parts.js";
import { refusalStep } from "./refusal.js";
import { kindStep, pagesStep } from "./wizard-paper.js";
import { conditionStep, placeStep, whyStep } from "./wizard-questions.js";
import { expiryStep } from "./wizard-expiry.js";
import { cardStep, personStep } from "./wizard-person.js";
import { modeStep, paperStep } from "./wizard-act.js";
import { consentStep, noticeStep } from "./wizard-extras.js";
import { formStep } from "./wizard-form.js";
import { helpersStep } from "./wizard-helpers.js";
import { positionStep, voiceStep } from "./wizard-recorded.js";
import { agreeStep, fingerprintStep, inkStep, momentStep, photoStep } from "./wizard-signing.js";
import { checkStep } from "./wizard-check.js";
import { confirmStep } from "./wizard-confirm.js";
import { feeStep } from "./wizard-fee.js";

/** @typedef {{own: any, draft: import("../store/drafts.js").Draft, answers: any, name: string, number: number, signer: number,
 *   save: (answers: object) => Promise<void>, next: (answers?: object) => Promise<void>, again: () => void, following: () => string}} Step */

/** @type {Record<string, (step: Step) => any>} */
const STEPS = {
  "ly-do": whyStep,
  "noi-o": placeStep,
  "thong-bao": noticeStep,
  "giay-to": cardStep,
  nguoi: personStep,
  "gia-tri": expiryStep,
  "dieu-kien": conditionStep,
  "loai-giay": kindStep,
  "so-trang": pagesStep,
  doc: agreeStep,
  "xin-phep": consentStep,
  "ghi-am": voiceStep,
  "anh-luc-ky": momentStep,
  "vi-tri": positionStep,
  "cach-ky": modeStep,
  "ky-giay": paperStep,
  chup: photoStep,
  "dau-tay": fingerprintStep,
  "o-ky": inkStep,
  "xac-nhan": confirmStep,
  phi: feeStep,
  "kiem-tra": checkStep,
  "nguoi-giup": helpersStep,
  "mau-giay": formStep,
  "tu-choi": refusalStep,
};
const WORDS = () => [
  t("Lý do, nơi ở"),
  t("Giấy tờ tùy thân"),
  t("Điều kiện"),
  t("Giấy sẽ ký"),
  t("Ký trên giấy"),
  t("Chụp giấy đã ký"),
  t("Ký trên màn hình"),
  t("Giờ, nơi ký, phí"),
  t("Kiểm tra lại"),
];

/** @param {import("./app.js").Context} context */
export const wizardPage = async ({ own, parts: [id, name], again }) => {
  const draft = await readDraft(id);
  // finished in another tab, or by the tap before this one
  if (!draft) {
    const done = await stub(id);
    go(done ? `/may/da-luu/${id}` : "/may", true);
    return [];
  }
  // a refusal that could not be kept once left its kind behind
  draft.kind = "case.submitted";
  const asked = readStep(name);
  const make = STEPS[asked.name];
  // a signer who was taken off the paper since has no questions
  if (!make || asked.signer > (draft.answers.others?.length ?? 0)) return [];
  const steps = stepsOf(draft.answers);
  const aside = !steps.some((one) => one.id === name);
  const back = () => (name === steps[0].id ? go("/may") : aside ? history.back() : go(`/may/moi/${id}/${neighbour(draft.answers, name, -1)}`));
  const step = await make(stepOf(own, draft, name, again));
  if (step.whole) return step.whole;
  const group = steps.find((one) => one.id === name)?.group ?? GROUPS;
  const page = workPage({
    title: step.title,
    back,
    pause: () => go("/may"),
    step: aside ? undefined : { now: group, of: GROUPS, word: WORDS()[group - 1] },
    children: asked.signer ? [whose(draft.answers, asked.signer), ...step.children] : step.children,
    foot: step.foot,
  });
  return remember(page, draft, name, aside ? draft.step : name);
};

/** Which of those who sign is asked. @param {any} answers @param {number} signer */
const whose = (answers, signer) => {
  const { person } = viewOf(answers, signer);
  return h("p", { class: "meta" }, t("Người cùng ký thứ {n}", { n: signer + 1 }), person?.name && `: ${addressed(person.honorific, person.name)}`);
};

/** @param {any} own @param {import("../store/drafts.js").Draft} draft @param {string} name @param {() => void} again @returns {Step} */
const stepOf = (own, draft, name, again) => {
  const { number, signer } = readStep(name);
  const aside = !stepsOf(draft.answers).some((one) => one.id === name);
  const view = { ...viewOf(draft.answers, signer) };
  const put = (/** @type {object} */ answers) => {
    Object.assign(draft.answers, putAnswers(draft.answers, signer, answers));
    Object.assign(view, viewOf(draft.answers, signer));
  };
  const save = async (/** @type {object} */ answers) => {
    put(answers);
    Object.assign(draft, { step: aside ? draft.step : name, changed: Date.now() });
    await keepDraft(draft);
  };
  const next = async (/** @type {object} */ answers = {}) => {
    put(answers);
    draft.answers.typed = {};
    const from = editedFrom(draft.id);
    const step = from ? "kiem-tra" : onward(draft.answers, name);
    Object.assign(draft, { step, changed: Date.now() });
    await keepDraft(draft);
    go(`/may/moi/${draft.id}/${step}`);
  };
  const following = () => (editedFrom(draft.id) ? "kiem-tra" : onward(draft.answers, name));
  return { own, draft, answers: view, name, number, signer, save, next, again, following };
};
