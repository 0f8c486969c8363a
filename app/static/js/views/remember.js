/** What is typed or chosen is on disk before the button: a call or an empty battery in mid-question loses nothing. */

import { t } from "../core/words.js";
import { dropDraft, keepDraft } from "../store/drafts.js";
import { go, h } from "./dom.js";

/**
 * @param {any[]} page @param {import("../store/drafts.js").Draft} draft @param {string} name of the question
 * @param {string} [step] where the draft goes on
 */
export const remember = (page, draft, name, step = name) => {
  for (const part of page) {
    if (!(part instanceof HTMLElement)) continue;
    for (const input of part.querySelectorAll("[name]")) bringBack(/** @type {HTMLInputElement} */ (input), draft.answers.typed?.[name]);
    part.addEventListener("change", (event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      if (input.name) keepTyped(draft, name, input.name, input.value, step);
    });
  }
  return page;
};

/** @param {import("../store/drafts.js").Draft} draft @param {string} name @param {string} field @param {string} value @param {string} [step] */
export const keepTyped = async (draft, name, field, value, step = name) => {
  draft.answers.typed = { ...draft.answers.typed, [name]: { ...draft.answers.typed?.[name], [field]: value.normalize("NFC") } };
  await keepDraft({ ...draft, step, changed: Date.now() });
  /** @type {HTMLElement | null} */ (document.querySelector("tn-phone"))?.setAttribute("data-saved", field);
};

/** @param {HTMLInputElement} input @param {Record<string, string> | undefined} values */
const bringBack = (input, values) => {
  const kept = values?.[input.name];
  if (kept === undefined) return;
  if (input.type !== "radio") input.value = kept;
  else if (input.value === kept) {
    input.checked = true;
    input.dispatchEvent(new Event("change"));
  }
};

/** The way to forget a form that was only begun. @param {import("../store/drafts.js").Draft} draft @param {string} back */
export const dropButton = (draft, back) =>
  draft.answers.typed &&
  h(
    "button",
    {
      class: "link link--start",
      type: "button",
      onclick: async () => {
        await dropDraft(draft);
        go(back, true);
      },
    },
    t("Bỏ, không làm việc này nữa"),
  );
