/** What a page says on top of itself, with the focus: what to mend, what to look at twice, that nothing was kept yet. */

import { tidy } from "../core/names.js";
import { problemWords } from "../core/problem-words.js";
import { isOther } from "../core/reasons.js";
import { readPhone } from "../core/typed.js";
import { t } from "../core/words.js";
import { h, icon } from "./dom.js";

/** @param {HTMLElement} place @param {string} tone @param {string} name @param {(Node | string | undefined | false)[]} words */
const say = (place, tone, name, words) => {
  const told = h("div", { class: `banner banner--${tone} banner--card`, role: "alert", tabindex: "-1" }, icon(name), h("span", {}, words));
  place.replaceChildren(told);
  told.focus();
};

/** @typedef {[string, HTMLElement?]} Fault what to do, and the field to mend or the group to choose from */

/** The summary of the one thing to mend. @param {HTMLElement} place @param {string} text @param {HTMLElement} [field] */
export const mend = (place, text, field) => mendAll(place, [[text, field]]);

/**
 * Everything that a form still lacks, said at once, each with its way there; a mark goes when its field is changed, the
 * summary with the last.
 * @param {HTMLElement} place @param {Fault[]} faults
 */
export const mendAll = (place, faults) => {
  say(place, "error", "bang", faults.length === 1 ? alone(...faults[0]) : together(faults));
  const fields = faults.map(([, field]) => field).filter((field) => field !== undefined);
  fields.forEach(mark);
  const done = (/** @type {Event} */ event) => {
    const one = faults.length === 1;
    for (const field of fields) if (one || field.contains(/** @type {Node} */ (event.target))) unmark(field);
    if (!one && fields.some(marked)) return;
    place.replaceChildren();
    place.parentElement?.removeEventListener("input", done);
  };
  place.parentElement?.addEventListener("input", done);
};

/** @param {string} text @param {HTMLElement} [field] */
const alone = (text, field) => [h("b", {}, t("Có mục cần sửa. ")), text, field && wayTo(field, t("Đến mục cần sửa"))];

/** @param {Fault[]} faults */
const together = (faults) => [
  h("b", {}, t("Còn {n} mục cần sửa:", { n: faults.length })),
  h(
    "ul",
    {},
    faults.map(([text, field]) => h("li", {}, field ? wayTo(field, text) : text)),
  ),
];

/** @param {HTMLElement} field @param {string} text */
const wayTo = (field, text) => h("button", { class: "link link--start", type: "button", onclick: () => lead(field) }, text);

/** @param {HTMLElement} field */
const attribute = (field) => (field.matches("input, textarea, select") ? "aria-invalid" : "data-invalid");

/** @param {HTMLElement} field */
const marked = (field) => field.hasAttribute(attribute(field));

/** Told by words beside it, not by the colour of its frame alone. @param {HTMLElement} field */
const mark = (field) => {
  if (!marked(field)) field.before(h("p", { class: "field-error" }, icon("bang", "icon--s"), t("Cần sửa ở đây")));
  field.setAttribute(attribute(field), "true");
};

/** @param {HTMLElement} field */
const unmark = (field) => {
  if (marked(field)) field.previousElementSibling?.remove();
  field.removeAttribute(attribute(field));
};

/** What is below the fold comes into sight, with the finger's next tap on it. @param {HTMLElement} field */
const lead = (field) => {
  const target = /** @type {HTMLElement} */ (field.matches("input, textarea, select") ? field : (field.querySelector("input, button") ?? field));
  target.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
};

/** @typedef {[unknown, string, (HTMLElement | null)?]} Test whether it is wrong, what to do about it, and where */

/**
 * Whether a form lacks something: all of it is then said at once.
 * @param {HTMLElement} place @param {Test[]} tests
 */
export const lacks = (place, tests) => {
  const faults = tests.filter(([wrong]) => wrong).map(([, text, field]) => /** @type {Fault} */ ([text, field ?? undefined]));
  if (faults.length) mendAll(place, faults);
  return faults.length > 0;
};

export const otherWords = () => t("Lý do khác thì ghi rõ.");

/** "Another reason" is told in words. @param {string | undefined} code @param {HTMLInputElement} words @returns {Test} */
export const otherTold = (code, words) => [isOther(code) && !tidy(words.value), otherWords(), words];

/** A telephone number that was typed can be called. @param {HTMLInputElement} field @returns {Test} */
export const phoneTold = (field) => [readPhone(field.value) === null, t("Số điện thoại chưa đúng: 8 đến 12 chữ số, hoặc để trống."), field];

/** Nothing is wrong; look once more. @param {HTMLElement} place @param {string} text */
export const warn = (place, text) => say(place, "warn", "alert", [text]);

/** Keeping failed: what was there is still there. @param {HTMLElement} place @param {unknown} error */
export const notKept = (place, error) => {
  const full = /** @type {Error} */ (error)?.name === "QuotaExceededError";
  say(place, "error", "bang", [full ? problemWords("quota") : t("Chưa lưu được. Dữ liệu vẫn còn. Bấm lại.")]);
};
