/** The plain questions: why at home, where, the conditions. */

import { tidy } from "../core/names.js";
import { ASKED_OF_EACH } from "../core/signers.js";
import { CONDITIONS } from "../core/wizard.js";
import { t } from "../core/words.js";
import { banner, catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { lacks, otherTold, phoneTold } from "./saying.js";
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
  const of = step.signer ? ASKED_OF_EACH.length : CONDITIONS.length;
  const answer = async (/** @type {boolean} */ yes, reading = "") => {
    const conditions = { ...step.answers.conditions, [code]: yes };
    if (yes) return step.next({ conditions, ...(reading && !step.signer ? { reading } : {}) });
    await step.save({ conditions, refusal_code: code });
    return go(`/may/moi/${step.draft.id}/tu-choi`);
  };
  return {
    title: one.question,
    children: [
      h(
        "div",
        { class: "question" },
        h("p", { class: "meta" }, t("Câu {n}/{of}", { n: step.number, of })),
        h("h1", {}, one.question),
        h("p", { class: "hint" }, one.hint),
      ),
      step.answers.spoiled > 0 && banner("local", "repeat", t("Tờ mới: hỏi lại trước khi ký.")),
      h(
        "div",
        { class: "end stack" },
        code === "has_read" ? howRead(answer) : yesNo(answer),
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

/** Both are a yes: which of them is kept with the case. @param {(yes: boolean, reading?: string) => void} answer */
const howRead = (answer) =>
  h(
    "div",
    { class: "stack", role: "group", "aria-label": t("Trả lời") },
    h("button", { class: "btn btn--yesno", type: "button", onclick: () => answer(true, "self") }, icon("tick"), t("Có, tự đọc")),
    h("button", { class: "btn btn--yesno", type: "button", onclick: () => answer(true, "read_out") }, icon("tick"), t("Có, cán bộ đọc cho nghe")),
    h("button", { class: "btn btn--yesno", type: "button", onclick: () => answer(false) }, icon("cross"), t("Không")),
  );
