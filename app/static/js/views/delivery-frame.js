/** What a delivery's pages share: the thing that is handed over, and the bar with its three steps. */

import { t } from "../core/words.js";
import { go } from "./dom.js";
import { workPage } from "./frame.js";

const STEPS = ["ai-nhan", "o-ky", "xong"];

/** What is handed over: the certified paper, or the written refusal. @param {any} known */
export const thing = (known) => (known.state === "ready" ? known.title : t("Văn bản từ chối chứng thực"));

/** @param {any} known @param {string} step @param {any} page */
export const frame = (known, step, page) =>
  workPage({
    ...page,
    back: () => (STEPS.indexOf(step) > 0 ? go(`/may/tra/${known.id}/${STEPS[STEPS.indexOf(step) - 1]}`) : go("/may")),
    pause: () => go("/may"),
    step: { now: STEPS.indexOf(step) + 1, of: STEPS.length, word: [t("Người nhận"), t("Ký nhận"), t("Kiểm tra")][STEPS.indexOf(step)] },
  });
