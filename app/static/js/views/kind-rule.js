/** What one kind of document asks beside the conditions of every signature: ticked one by one, with the way to a refusal. */

import { t } from "../core/words.js";
import { go, h, icon } from "./dom.js";

/** @typedef {import("../core/kind-rules.js").Rule} Rule */

/** Null where nothing is asked. @param {import("./wizard.js").Step} step @param {Rule | undefined} rule */
export const rulePanel = (step, rule) => {
  if (!rule) return null;
  const before = step.answers.document?.checked ?? [];
  const boxes = rule.checks.map((one) => ({
    ...one,
    box: /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", checked: before.includes(one.code) })),
  }));
  const refuse = async () => {
    await step.save({ refusal_code: "no_blanks" });
    go(`/may/moi/${step.draft.id}/tu-choi`);
  };
  const node = h(
    "fieldset",
    { class: "choices", tabindex: -1 },
    h("legend", { class: "label" }, t("Xem trước khi ký ({basis})", { basis: rule.basis })),
    boxes.map(({ box, words, hint }) => h("label", { class: "choice" }, box, h("span", {}, h("b", {}, words), h("small", {}, hint)))),
    h("button", { class: "btn btn--refuse btn--wide", type: "button", onclick: refuse }, icon("refuse"), rule.refuse),
  );
  return {
    node,
    open: () => boxes.find(({ box }) => !box.checked)?.words ?? "",
    told: () => ({ checked: rule.checks.map((one) => one.code) }),
  };
};
