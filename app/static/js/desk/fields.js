/** What a form still lacks, in our words beside the field, whatever language the browser speaks; marks of days and hours set as one types. */

import { readClock, readDay, spacedClock, spacedDay } from "../core/typed.js";
import { t } from "../core/words.js";
import { spacing } from "../views/moment-fields.js";
import { h, icon } from "../views/dom.js";

/** @param {HTMLInputElement} field */
const lacking = (field) => {
  if (field.type === "radio") return t("Chọn một mục.");
  if (field.type === "file") return t("Chưa chọn ảnh.");
  if (field.validity.valueMissing) return t("Chưa điền mục này.");
  if (field.validity.tooShort) return t("Ghi ít nhất {n} ký tự.", { n: field.minLength });
  if (/^\D*\d+\D+\d+\D+\d{1,3}\s*$/.test(field.value) && field.dataset.day !== undefined) return t("Ghi đủ bốn số của năm, như 01/07/2026.");
  if (field.dataset.day !== undefined) return t("Ghi ngày như 25/11/2026.");
  if (field.dataset.clock !== undefined) return t("Ghi giờ như 09:30, theo 24 giờ.");
  if (field.inputMode === "numeric") return t("Chỉ ghi số.");
  return t("Mục này chưa đúng, xin xem lại.");
};

/** @param {HTMLInputElement} field */
const toldOf = (field) => field.closest(".field, fieldset, .choices")?.querySelector(".field-error");

/** @param {HTMLInputElement} field */
const tell = (field) => {
  const place = field.closest(".field, fieldset, .choices") ?? field.parentElement;
  const id = `e-${field.id || field.name}`;
  toldOf(field)?.remove();
  place?.append(h("p", { class: "field-error", id, role: "alert" }, icon("bang", "icon--s"), lacking(field)));
  field.setAttribute("aria-invalid", "true");
  const older = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  field.setAttribute("aria-describedby", [...older, id].join(" "));
};

/** @param {HTMLInputElement} field */
const quiet = (field) => {
  toldOf(field)?.remove();
  field.removeAttribute("aria-invalid");
};

/** A day that no calendar has is as wrong as a letter. @param {HTMLInputElement} field */
const weigh = (field) => {
  const read = field.dataset.day !== undefined ? readDay : field.dataset.clock !== undefined ? readClock : null;
  if (read) field.setCustomValidity(field.value.trim() && !read(field.value) ? "?" : "");
};

addEventListener(
  "invalid",
  (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    // the browser's own balloon speaks the browser's language
    event.preventDefault();
    tell(field);
    if (field.form?.querySelector(":invalid") === field) field.focus();
  },
  true,
);
addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  weigh(field);
  quiet(field);
});
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-day]"))) spacing(field, spacedDay);
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-clock]"))) spacing(field, spacedClock);
