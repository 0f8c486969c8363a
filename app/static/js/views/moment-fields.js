/** Fields for a day and an hour: typed by digits, day first, twenty-four hours. */

import { birthWords, isoDay } from "../core/moments.js";
import { readComing, spacedClock, spacedDay, readDay } from "../core/typed.js";
import { t } from "../core/words.js";
import { input } from "./dom.js";
import { mend } from "./saying.js";

/** @param {HTMLInputElement} made @param {(text: string) => string} spaced */
export const spacing = (made, spaced) => {
  made.addEventListener("input", (event) => {
    // who deletes a mark must be able to: only typing is helped
    if (!(/** @type {InputEvent} */ (event).inputType?.startsWith("delete"))) made.value = spaced(made.value);
  });
  return made;
};

/** @param {Record<string, any> & {value?: string}} properties `value` as ISO date, or as it was typed */
export const dayInput = ({ value = "", ...more }) => {
  const iso = readDay(value);
  return spacing(input({ inputmode: "numeric", maxlength: 10, placeholder: t("ngày/tháng/năm"), value: iso ? birthWords(iso) : value, ...more }), spacedDay);
};

/** @param {Record<string, any>} properties `value` as `09:30` */
export const clockInput = (properties) => spacing(input({ inputmode: "numeric", maxlength: 5, placeholder: t("giờ:phút"), ...properties }), spacedClock);

/** The coming day that was typed, as ISO date; null where it is none, which is then said. @param {HTMLElement} said @param {HTMLInputElement} field */
export const dayTyped = (said, field) => {
  const found = readComing(field.value, isoDay(Date.now()));
  if (found) return found;
  mend(said, t("Ngày hẹn ghi như 05/12 hoặc 05/12/2026, từ hôm nay trở đi."), field);
  return null;
};
