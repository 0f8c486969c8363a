/** The plain questions: why at home, where, the six conditions, which paper, how many pages. */

import { CONDITIONS } from "../core/wizard.js";
import { tidy } from "../core/names.js";
import { t } from "../core/words.js";
import { banner, catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { lacks, mend, otherTold, phoneTold } from "./saying.js";
import { nextButton, refuseButton } from "./wizard-parts.js";
import { readPhone } from "../core/typed.js";

/** @typedef {import("./wizard.js").Step} Step */

/** @param {Step} step */
export const whyStep = (step) => {
  const { answers } = step;
  const said = h("div", {});
  let code = answers.why?.code;
  const words = input({ value: answers.why?.text ?? "", maxlength: 200 });
  const other = h("div", { hidden: code !== "ly_do_khac" }, field(t("Ghi rõ lý do"), words));
  const options = catalogue().reasons;
  const list = choices(t("Lý do"), options, code, (chosen) => {
    code = chosen;
    other.hidden = chosen !== "ly_do_khac";
  });
  const act = () => {
    const text = code === "ly_do_khac" ? tidy(words.value) : "";
    if (lacks(said, [[!code, t("Chọn một lý do."), list], otherTold(code, words)])) return undefined;
    return step.next({ why: { code, text } });
  };
  return {
    title: t("Vì sao làm tại nhà?"),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("Vì sao làm tại nhà?")), h("p", { class: "hint" }, t("Chỉ ghi lý do, không ghi bệnh."))),
      list,
      other,
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};

/** @param {Step} step */
export const placeStep = (step) => {
  const { answers } = step;
  const said = h("div", {});
  const hamlet = input({ value: answers.hamlet ?? "", maxlength: 80, autocapitalize: "words", name: "hamlet" });
  const phone = input({ value: answers.phone ?? "", type: "tel", inputmode: "tel", maxlength: 20, name: "phone" });
  const whose = input({ value: answers.phone_whose ?? "", maxlength: 60, name: "whose" });
  const act = () => {
    if (lacks(said, [[!tidy(hamlet.value), t("Ghi tổ hoặc thôn."), hamlet], phoneTold(phone)])) return undefined;
    return step.next({ hamlet: tidy(hamlet.value), phone: readPhone(phone.value) ?? "", phone_whose: tidy(whose.value) });
  };
  return {
    title: t("Ở đâu, gọi số nào?"),
    children: [
      said,
      h("div", { class: "question" }, h("h1", {}, t("Ở đâu, gọi số nào?"))),
      field(t("Tổ, thôn"), hamlet, t("Ví dụ: Tổ 2")),
      field(t("Số điện thoại"), phone, t("Của người yêu cầu hoặc người nhà. Không có thì để trống.")),
      field(t("Số của ai"), whose, t("Ví dụ: con trai")),
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};

/** @param {Step} step */
export const conditionStep = (step) => {
  const code = CONDITIONS[step.number - 1];
  const one = catalogue().conditions.find((/** @type {any} */ condition) => condition.code === code);
  const answer = async (/** @type {boolean} */ yes) => {
    const conditions = { ...step.answers.conditions, [code]: yes };
    if (yes) return step.next({ conditions });
    await step.save({ conditions, refusal_code: code });
    return go(`/may/moi/${step.draft.id}/tu-choi`);
  };
  return {
    title: one.question,
    children: [
      h(
        "div",
        { class: "question" },
        h("p", { class: "meta" }, t("Câu {n}/{of}", { n: step.number, of: CONDITIONS.length })),
        h("h1", {}, one.question),
        h("p", { class: "hint" }, one.hint),
      ),
      step.answers.spoiled > 0 && banner("local", "repeat", t("Tờ mới: hỏi lại trước khi ký.")),
      h(
        "div",
        { class: "end stack" },
        yesNo(answer),
        h("p", { class: "meta" }, t("Chưa chắc thì hỏi thêm rồi hãy trả lời. Chọn “Không”: trang sau nêu lý do từ chối, vẫn quay lại được.")),
      ),
    ],
    foot: [
      h(
        "button",
        { class: "btn btn--refuse btn--wide", type: "button", onclick: () => go(`/may/moi/${step.draft.id}/tu-choi`) },
        icon("refuse"),
        t("Từ chối chứng thực"),
      ),
    ],
  };
};

/** @param {(yes: boolean) => void} answer */
const yesNo = (answer) =>
  h(
    "div",
    { class: "row", role: "group", "aria-label": t("Trả lời") },
    h("button", { class: "btn btn--yesno", type: "button", onclick: () => answer(true) }, icon("tick"), t("Có")),
    h("button", { class: "btn btn--yesno", type: "button", onclick: () => answer(false) }, icon("cross"), t("Không")),
  );

/** @param {Step} step */
export const kindStep = (step) => {
  const { kinds } = catalogue();
  const said = h("div", { "aria-live": "polite" });
  let code = step.answers.document?.kind;
  const title = input({ value: step.answers.document?.title ?? "", maxlength: 120, name: "title" });
  const list = choices(
    t("Loại giấy"),
    kinds.map((/** @type {any} */ one) => ({ code: one.code, text: one.title })),
    code,
    (chosen) => {
      code = chosen;
      const kind = kinds.find((/** @type {any} */ one) => one.code === chosen);
      title.value = kind.allowed ? kind.title : "";
      said.replaceChildren(...(kind.allowed ? [] : [banner("warn", "alert", kind.why)]));
    },
  );
  const act = () => {
    const kind = kinds.find((/** @type {any} */ one) => one.code === code);
    if (!kind) return mend(said, t("Chọn loại giấy."), list);
    if (!kind.allowed) return mend(said, t("Loại giấy này không chứng thực chữ ký được. Bấm Từ chối chứng thực để lập phiếu."));
    if (!tidy(title.value)) return mend(said, t("Ghi tên giấy như trên giấy."), title);
    return step.next({ document: { pages: 1, copies: 1, ...step.answers.document, kind: code, title: tidy(title.value) } });
  };
  return {
    title: t("Ký giấy gì?"),
    children: [h("div", { class: "question" }, h("h1", {}, t("Ký giấy gì?"))), said, list, field(t("Tên giấy, ghi như trên giấy"), title)],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), act)],
  };
};

/** @param {Step} step */
export const pagesStep = (step) => {
  const { document: paper } = step.answers;
  const counts = { pages: paper.pages ?? 1, copies: paper.copies ?? 1 };
  const counter = (/** @type {"pages" | "copies"} */ name, /** @type {string} */ word, /** @type {number} */ most) => {
    const shown = h("output", { class: "count", "aria-live": "polite" }, counts[name]);
    const change = (/** @type {number} */ by) => {
      counts[name] = Math.min(most, Math.max(1, counts[name] + by));
      shown.textContent = String(counts[name]);
    };
    return h(
      "div",
      { class: "counter", role: "group", "aria-label": word },
      h("h2", {}, word),
      h(
        "div",
        { class: "row" },
        h("button", { class: "btn", type: "button", "aria-label": t("Bớt {word}", { word }), onclick: () => change(-1) }, t("Bớt")),
        shown,
        h("button", { class: "btn", type: "button", "aria-label": t("Thêm {word}", { word }), onclick: () => change(1) }, t("Thêm")),
      ),
    );
  };
  return {
    title: t("Mấy trang, mấy bản?"),
    children: [
      h("div", { class: "question" }, h("h1", {}, t("Mấy trang, mấy bản?")), h("p", { class: "hint" }, t("Mỗi trang sẽ chụp một ảnh sau khi ký."))),
      counter("pages", t("trang"), 12),
      counter("copies", t("bản"), 20),
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), () => step.next({ document: { ...paper, ...counts } }))],
  };
};
