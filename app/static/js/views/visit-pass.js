/** Chuyển người: the officer cannot make this visit; it goes back to the commune, which chooses another. */

import { stamp } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { begunOr, visitRecord } from "./begin.js";
import { field, go, h, icon, input } from "./dom.js";
import { workPage } from "./frame.js";
import { dropButton, remember } from "./remember.js";
import { lacks } from "./saying.js";
import { saveVisit } from "./visit-close.js";

/** @param {any} known */
export const passPage = async (known) => {
  const draft = await begunOr(visitRecord("visit.passed", known));
  const said = h("div", {});
  const words = input({ maxlength: 200, name: "words" });
  const act = () => {
    if (lacks(said, [[!tidy(words.value), t("Ghi vì sao chuyển, để xã chọn người khác."), words]])) return undefined;
    const body = { v: 1, words: tidy(words.value), passed_at: stamp(Date.now()) };
    return saveVisit(button, said, draft, body, { ...known, state: "passed" });
  };
  const button = h("button", { class: "btn btn--primary btn--tall btn--wide", type: "button", onclick: act }, icon("people"), t("Chuyển lại cho xã"));
  const page = workPage({
    title: t("Chuyển người"),
    back: () => go(`/may/luot/${known.id}`),
    children: [
      said,
      h("h1", {}, t("Nhờ người khác đến nhà?")),
      h("p", {}, addressed(known.honorific, known.name)),
      h("p", { class: "muted" }, t("Xã sẽ giao lượt này cho cán bộ khác. Máy gửi khi có mạng.")),
      field(t("Vì sao không đi được?"), words, t("Ví dụ: trùng lịch họp, xe hỏng")),
      dropButton(draft, `/may/luot/${known.id}`),
    ],
    foot: [button],
  });
  return remember(page, draft, "chuyen");
};
