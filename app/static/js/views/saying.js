/** What a page says on top of itself, with the focus: what to mend, what to look at twice, that nothing was kept yet. */

import { clockAndDay } from "../core/moments.js";
import { problemWords } from "../core/problem-words.js";
import { readPhone } from "../core/typed.js";
import { t } from "../core/words.js";
import { h, icon } from "./dom.js";

/** @param {HTMLElement} place @param {string} tone @param {string} name @param {(Node | string | undefined | false)[]} words */
const say = (place, tone, name, words) => {
  const told = h("div", { class: `banner banner--${tone} banner--card`, role: "alert", tabindex: "-1" }, icon(name), h("span", {}, words));
  place.replaceChildren(told);
  told.focus();
};

/**
 * The summary of what to mend; it goes, with the mark on the field, as soon as something is changed.
 * @param {HTMLElement} place @param {string} text @param {HTMLElement} [field] the one to mend, or the group to choose from
 */
export const mend = (place, text, field) => {
  const there = field && h("button", { class: "link link--start", type: "button", onclick: () => lead(field) }, t("Đến mục cần sửa"));
  say(place, "error", "bang", [h("b", {}, t("Có mục cần sửa. ")), text, there]);
  const mark = field?.matches("input, textarea, select") ? "aria-invalid" : "data-invalid";
  field?.setAttribute(mark, "true");
  const done = () => {
    place.replaceChildren();
    field?.removeAttribute(mark);
  };
  place.parentElement?.addEventListener("input", done, { once: true });
};

/**
 * Everything that a form still lacks, said at once, each with its way there.
 * @param {HTMLElement} place @param {[string, HTMLElement][]} faults what to do, and the field
 */
export const mendAll = (place, faults) => {
  if (faults.length === 1) return mend(place, ...faults[0]);
  const lines = faults.map(([text, field]) => h("li", {}, h("button", { class: "link link--start", type: "button", onclick: () => lead(field) }, text)));
  say(place, "error", "bang", [h("b", {}, t("Còn {n} mục cần sửa:", { n: faults.length })), h("ul", {}, lines)]);
  const marks = faults.map(([, field]) => /** @type {const} */ ([field, field.matches("input, textarea, select") ? "aria-invalid" : "data-invalid"]));
  for (const [field, mark] of marks) field.setAttribute(mark, "true");
  const done = (/** @type {Event} */ event) => {
    for (const [field, mark] of marks) if (field.contains(/** @type {Node} */ (event.target))) field.removeAttribute(mark);
    if (marks.some(([field, mark]) => field.hasAttribute(mark))) return;
    place.replaceChildren();
    place.parentElement?.removeEventListener("input", done);
  };
  place.parentElement?.addEventListener("input", done);
  return undefined;
};

/** What is below the fold comes into sight, with the finger's next tap on it. @param {HTMLElement} field */
const lead = (field) => {
  const target = /** @type {HTMLElement} */ (field.matches("input, textarea, select") ? field : (field.querySelector("input, button") ?? field));
  target.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
};

/** The telephone number that was typed; null where it is none that can be called, which is then said. @param {HTMLElement} place @param {HTMLInputElement} field */
export const phoneTyped = (place, field) => {
  const digits = readPhone(field.value);
  if (digits === null) mend(place, t("Số điện thoại chưa đúng: 8 đến 12 chữ số, hoặc để trống."), field);
  return digits;
};

/** A signing is in the past; who typed an hour to come mistook it, or the phone's clock is wrong. */
export const notYet = () =>
  t("Giờ ký này chưa tới: bây giờ là {at}. Sửa giờ ký; nếu đồng hồ máy sai thì chỉnh lại đồng hồ máy.", { at: clockAndDay(Date.now()) });

/** Nothing is wrong; look once more. @param {HTMLElement} place @param {string} text */
export const warn = (place, text) => say(place, "warn", "alert", [text]);

/** Keeping failed: what was there is still there. @param {HTMLElement} place @param {unknown} error */
export const notKept = (place, error) => {
  const full = /** @type {Error} */ (error)?.name === "QuotaExceededError";
  say(place, "error", "bang", [full ? problemWords("quota") : t("Chưa lưu được. Dữ liệu vẫn còn. Bấm lại.")]);
};
