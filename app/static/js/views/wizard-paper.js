/** Which paper: its kind and language, its pages and copies, and everyone who signs it. */

import { ruleOf } from "../core/kind-rules.js";
import { isoDay } from "../core/moments.js";
import { addressed, tidy } from "../core/names.js";
import { MOST_TOGETHER } from "../core/signers.js";
import { kindsOn } from "../core/wizard.js";
import { t } from "../core/words.js";
import { banner, catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { rulePanel } from "./kind-rule.js";
import { mend } from "./saying.js";
import { formOf } from "./wizard-form.js";
import { nextButton, refuseButton } from "./wizard-parts.js";

/** @typedef {import("./wizard.js").Step} Step */

/** @param {Step} step */
export const kindStep = (step) => {
  const kinds = kindsOn(/** @type {any[]} */ (catalogue().kinds), step.own.commune.kinds, isoDay(Date.now()));
  const rules = catalogue().kind_rules;
  const said = h("div", { "aria-live": "polite" });
  let code = step.answers.document?.kind;
  /** What this kind asks beside the conditions. @type {ReturnType<typeof rulePanel>} */
  let rule = rulePanel(
    step,
    ruleOf(
      rules,
      kinds.find((/** @type {any} */ one) => one.code === code),
    ),
  );
  const asked = h("div", {}, rule?.node);
  const title = input({ value: step.answers.document?.title ?? "", maxlength: 120, name: "title" });
  const list = choices(
    t("Loại giấy"),
    kinds.map((/** @type {any} */ one) => ({ code: one.code, text: one.title })),
    code,
    (chosen) => {
      code = chosen;
      const kind = kinds.find((/** @type {any} */ one) => one.code === chosen);
      title.value = kind.allowed ? kind.title : "";
      rule = rulePanel(step, kind.allowed ? ruleOf(rules, kind) : undefined);
      asked.replaceChildren(rule?.node ?? "");
      said.replaceChildren(...(kind.allowed ? [] : [banner("warn", "alert", kind.why)]));
    },
  );
  const languages = h(
    "select",
    { class: "input", name: "language" },
    catalogue().languages.map((/** @type {any} */ one) =>
      h("option", { value: one.code, selected: one.code === (step.answers.document?.language ?? "") }, one.text),
    ),
  );
  const act = () => {
    const kind = kinds.find((/** @type {any} */ one) => one.code === code);
    if (!kind) return mend(said, t("Chọn loại giấy."), list);
    if (!kind.allowed) return mend(said, t("Loại giấy này không chứng thực chữ ký được. Bấm Từ chối chứng thực để lập phiếu."));
    if (!tidy(title.value)) return mend(said, t("Ghi tên giấy như trên giấy."), title);
    const open = rule?.open();
    if (open) return mend(said, t("Còn điều chưa đánh dấu: {what}.", { what: open }), rule?.node);
    const language = /** @type {HTMLSelectElement} */ (languages).value;
    const { language: _, checked: __, ...paper } = step.answers.document ?? {};
    return step.next({ document: { pages: 1, copies: 1, ...paper, kind: code, title: tidy(title.value), ...(language ? { language } : {}), ...rule?.told() } });
  };
  return {
    title: t("Ký giấy gì?"),
    children: [
      h("div", { class: "question" }, h("h1", {}, t("Ký giấy gì?"))),
      said,
      list,
      asked,
      field(t("Tên giấy, ghi như trên giấy"), title),
      field(t("Giấy viết bằng"), languages, t("Tiếng nước ngoài mà cán bộ không hiểu thì phải có bản dịch tiếng Việt.")),
    ],
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
      formOf(paper.kind) &&
        h(
          "button",
          {
            class: "btn btn--wide",
            type: "button",
            onclick: async () => {
              await step.save({ document: { ...paper, ...counts } });
              go(`/may/moi/${step.draft.id}/mau-giay`);
            },
          },
          icon("print"),
          t("Chưa có giấy: in mẫu đã điền"),
        ),
      together(step, counts),
    ],
    foot: [refuseButton(step), nextButton(t("Tiếp tục"), () => step.next({ document: { ...paper, ...counts } }))],
  };
};

/** L10: everyone whose name stands on the paper signs at the same time, or nobody's signature is certified. @param {Step} step @param {object} counts */
const together = (step, counts) => {
  const others = step.answers.others ?? [];
  const kept = () => ({ document: { ...step.answers.document, ...counts } });
  const more = async () => {
    await step.save({ ...kept(), others: [...others, {}] });
    go(`/may/moi/${step.draft.id}/giay-to.${others.length + 2}`);
  };
  const drop = async (/** @type {number} */ place) => {
    await step.save({ ...kept(), others: others.filter((/** @type {any} */ _, /** @type {number} */ one) => one !== place) });
    step.again();
  };
  return h(
    "section",
    { class: "stack" },
    h("h2", {}, t("Ai cùng ký giấy này?")),
    step.answers.signed_at && h("p", { class: "meta" }, t("Đã ký rồi: muốn đổi người ký thì bấm “Ký hỏng, làm tờ khác” ở trang ký.")),
    h("p", { class: "meta" }, t("Giấy có chỗ ký của mấy người thì mọi người cùng ký một lúc, trước mặt cán bộ.")),
    others.map((/** @type {any} */ one, /** @type {number} */ place) =>
      h(
        "p",
        { class: "row row--wrap" },
        h("b", {}, one.person?.name ? addressed(one.person.honorific, one.person.name) : t("Chưa ghi tên")),
        !step.answers.signed_at && h("button", { class: "link", type: "button", onclick: () => drop(place) }, t("Bỏ người này")),
      ),
    ),
    !step.answers.signed_at &&
      others.length + 1 < MOST_TOGETHER &&
      h("button", { class: "btn btn--wide", type: "button", onclick: more }, icon("people"), t("Thêm người cùng ký")),
  );
};
