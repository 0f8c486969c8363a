/** Fields for a day and an hour: typed by digits, day first, twenty-four hours. */

import { birthWords } from "../core/moments.js";
import { readDay, spacedClock, spacedDay } from "../core/typed.js";
import { t } from "../core/words.js";
import { input } from "./dom.js";

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
