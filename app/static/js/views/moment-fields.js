/** Fields for a day and an hour: typed by digits, day first, twenty-four hours. */

import { birthWords, clockAndDay, isoDay, momentOf } from "../core/moments.js";
import { readClock, readComing, readDay, spacedClock, spacedDay } from "../core/typed.js";
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

/** The coming day that was typed, as ISO date; "" where it is none. @param {HTMLInputElement} field */
export const dayTyped = (field) => readComing(field.value, isoDay(Date.now()));

/** @param {HTMLInputElement} field @returns {import("./saying.js").Test} */
export const dayTold = (field) => [!dayTyped(field), t("Ngày hẹn ghi như 05/12 hoặc 05/12/2026, từ hôm nay trở đi."), field];

/** An hour need not be said. @param {HTMLInputElement} field @returns {import("./saying.js").Test} */
export const hourTold = (field) => [field.value.trim() && !readClock(field.value), t("Giờ hẹn ghi như 09:30, hoặc để trống."), field];

/** When it was signed, in milliseconds; NaN where no whole moment was typed. @param {HTMLInputElement} date @param {HTMLInputElement} hour */
export const signedAt = (date, hour) => momentOf(readDay(date.value), readClock(hour.value));

/** A signing is in the past; who typed an hour to come mistook it, or the phone's clock is wrong. @param {HTMLInputElement} date @param {HTMLInputElement} hour @returns {import("./saying.js").Test[]} */
export const signedTold = (date, hour) => [
  [Number.isNaN(signedAt(date, hour)), t("Ghi giờ và ngày người yêu cầu đã ký."), readDay(date.value) ? hour : date],
  [
    signedAt(date, hour) > Date.now() + 60_000,
    t("Giờ ký này chưa tới: bây giờ là {at}. Sửa giờ ký; nếu đồng hồ máy sai thì chỉnh lại đồng hồ máy.", { at: clockAndDay(Date.now()) }),
    hour,
  ],
];
