/** The certification wizard: one question a page, each answer on disk before the next page shows. */

import { GROUPS, neighbour, onward, stepsOf } from "../core/wizard.js";
import { t } from "../core/words.js";
import { keepDraft, readDraft } from "../store/drafts.js";
import { stub } from "../store/outbox.js";
import { go } from "./dom.js";
import { workPage } from "./frame.js";
import { remember } from "./remember.js";
import { editedFrom } from "./wizard-parts.js";
import { refusalStep } from "./refusal.js";
import { conditionStep, kindStep, pagesStep, placeStep, whyStep } from "./wizard-questions.js";
import { expiryStep } from "./wizard-expiry.js";
import { cardStep, personStep } from "./wizard-person.js";
import { inkStep, paperStep, photoStep, readStep } from "./wizard-signing.js";
import { checkStep, confirmStep } from "./wizard-check.js";
import { feeStep } from "./wizard-fee.js";

/** @typedef {{own: any, draft: import("../store/drafts.js").Draft, answers: any, number: number,
 *   save: (answers: object) => Promise<void>, next: (answers?: object) => Promise<void>, again: () => void, following: () => string}} Step */

/** @type {Record<string, (step: Step) => any>} */
const STEPS = {
  "ly-do": whyStep,
  "noi-o": placeStep,
  "giay-to": cardStep,
  nguoi: personStep,
  "gia-tri": expiryStep,
  "dieu-kien": conditionStep,
  "loai-giay": kindStep,
  "so-trang": pagesStep,
  doc: readStep,
  "ky-giay": paperStep,
  chup: photoStep,
  "o-ky": inkStep,
  "xac-nhan": confirmStep,
  phi: feeStep,
  "kiem-tra": checkStep,
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
  const [, kind, number] = /^(.*?)(?:-(\d+))?$/.exec(name) ?? [];
  const make = STEPS[name] ?? STEPS[kind];
  if (!make) return [];
  const back = () =>
    name === stepsOf(draft.answers)[0].id ? go("/may") : name === "tu-choi" ? history.back() : go(`/may/moi/${id}/${neighbour(draft.answers, name, -1)}`);
  const step = await make(stepOf(own, draft, name, Number(number ?? 1), again));
  if (step.whole) return step.whole;
  const group = stepsOf(draft.answers).find((one) => one.id === name)?.group ?? GROUPS;
  const page = workPage({
    title: step.title,
    back,
    pause: () => go("/may"),
    step: name === "tu-choi" ? undefined : { now: group, of: GROUPS, word: WORDS()[group - 1] },
    children: step.children,
    foot: step.foot,
  });
  return remember(page, draft, name, name === "tu-choi" ? draft.step : name);
};

/** @param {any} own @param {import("../store/drafts.js").Draft} draft @param {string} name @param {number} number @param {() => void} again @returns {Step} */
const stepOf = (own, draft, name, number, again) => {
  const save = async (/** @type {object} */ answers) => {
    Object.assign(draft.answers, answers);
    Object.assign(draft, { step: name === "tu-choi" ? draft.step : name, changed: Date.now() });
    await keepDraft(draft);
  };
  const next = async (/** @type {object} */ answers = {}) => {
    Object.assign(draft.answers, answers, { typed: {} });
    const from = editedFrom(draft.id);
    const step = from ? "kiem-tra" : onward(draft.answers, name);
    Object.assign(draft, { step, changed: Date.now() });
    await keepDraft(draft);
    go(`/may/moi/${draft.id}/${step}`);
  };
  const following = () => (editedFrom(draft.id) ? "kiem-tra" : onward(draft.answers, name));
  return { own, draft, answers: draft.answers, number, save, next, again, following };
};
