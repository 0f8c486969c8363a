/** What a delivery's pages share: the thing that is handed over, the way from step to step, and the bar with the steps. */

import { stepsOf } from "../core/delivery.js";
import { inVietnamese, t } from "../core/words.js";
import { keepDraft } from "../store/drafts.js";
import { go } from "./dom.js";
import { workPage } from "./frame.js";

/** What is handed over: the certified paper, the decision, or the written refusal. @param {any} known */
export const thing = (known) => (known.state === "ready" ? known.title : inVietnamese("Văn bản từ chối chứng thực"));

/** @param {any} known @param {any} draft @param {string} step @param {number} [by] */
export const neighbourOf = (known, draft, step, by = 1) => {
  const steps = stepsOf(known, draft.answers);
  return steps[steps.indexOf(step) + by];
};

/** Keeps what was answered and goes on. @param {any} known @param {any} draft @param {string} step the one that was answered @param {object} [answers] */
export const on = async (known, draft, step, answers = {}) => {
  Object.assign(draft.answers, answers, { typed: {} });
  const next = neighbourOf(known, draft, step);
  Object.assign(draft, { step: next, changed: Date.now() });
  await keepDraft(draft);
  go(`/may/tra/${known.id}/${next}`);
};

/** @param {any} known @param {any} draft @param {string} step @param {any} page */
export const frame = (known, draft, step, page) => {
  const steps = stepsOf(known, draft.answers);
  const at = steps.indexOf(step);
  const words = {
    "ai-nhan": t("Người nhận"),
    "giay-uy-quyen": t("Giấy ủy quyền"),
    "noi-dung": t("Giao và giải thích"),
    "o-ky": t("Ký nhận"),
    "diem-chi": t("Điểm chỉ"),
    xong: t("Kiểm tra"),
  };
  return workPage({
    ...page,
    back: () => go(at > 0 ? `/may/tra/${known.id}/${steps[at - 1]}` : "/may"),
    pause: () => go("/may"),
    step: { now: at + 1, of: steps.length, word: words[/** @type {"xong"} */ (step)] },
  });
};
