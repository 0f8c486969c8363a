/** Đánh giá: the citizen holds the phone, one tap of five; the tap seals it, and the officer never sees the answer. */

import { ratable } from "../core/ratings.js";
import { t } from "../core/words.js";
import { stub } from "../store/outbox.js";
import { furtherRecord } from "./begin.js";
import { catalogue, go, h, icon } from "./dom.js";
import { handedPage } from "./frame.js";
import { saveFurther } from "./further.js";
import { give } from "./giving.js";

/** @param {import("./app.js").Context} context */
export const ratingPage = async ({ own, parts: [id], again }) => {
  const known = await stub(id);
  const here = `/may/danh-gia/${id}`;
  if (!known || !(known.rated || ratable(known))) {
    go(known ? `/may/da-luu/${id}` : "/may", true);
    return [];
  }
  await give({ path: here, next: here, pin: false });
  const back = async () => {
    await give({ path: here, next: `/may/da-luu/${id}`, pin: true });
    again();
  };
  return known.rated ? thanks(back) : question(own, known, here, back);
};

/** @param {() => void} back */
const thanks = (back) =>
  handedPage({
    title: t("Xin cảm ơn ông/bà"),
    lines: [h("p", {}, t("Câu trả lời đã niêm phong. Cán bộ không xem được."))],
    buttons: [h("button", { class: "btn btn--primary btn--citizen", type: "button", onclick: back }, icon("lock"), t("Đưa máy cho cán bộ"))],
  });

/** @param {any} own @param {any} known @param {string} here @param {() => void} back */
const question = (own, known, here, back) => {
  const said = h("div", { "aria-live": "polite" });
  // one record however quickly two fingers tap
  const draft = furtherRecord(known, "rating.given");
  /** @type {Set<string>} */
  const reasons = new Set();
  const reason = (/** @type {{code: string, text: string}} */ one) => {
    const chosen = h("button", { class: "filter", type: "button", "aria-pressed": "false" }, one.text);
    chosen.addEventListener("click", () => {
      const on = !reasons.delete(one.code) && Boolean(reasons.add(one.code));
      chosen.setAttribute("aria-pressed", String(on));
    });
    return chosen;
  };
  const answer = (/** @type {{code: string, text: string}} */ one) => {
    const button = h("button", { class: "btn btn--citizen", type: "button", onclick: () => keep(button, Number(one.code)) }, one.text);
    return button;
  };
  const keep = (/** @type {HTMLElement} */ button, /** @type {number} */ score) => {
    for (const other of button.parentElement?.querySelectorAll("button") ?? []) if (other !== button) other.setAttribute("disabled", "");
    const body = { v: 1, score, reasons: [...reasons].sort() };
    return saveFurther({ button, said, draft, body, row: { ...known, rated: true }, next: here });
  };
  return handedPage({
    title: t("Ông/bà thấy {office} phục vụ thế nào?", { office: own.commune.name }),
    lines: [
      said,
      h(
        "details",
        { class: "more" },
        h("summary", {}, t("Muốn nói vì sao? (không bắt buộc)")),
        h("div", { class: "filters" }, catalogue().rating_reasons.map(reason)),
      ),
      h("div", { class: "stack" }, catalogue().scores.map(answer)),
    ],
    buttons: [h("button", { class: "btn btn--citizen", type: "button", onclick: back }, t("Không đánh giá"))],
  });
};
