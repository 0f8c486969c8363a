/** What cannot be taken back is read back first: a form says in `data-confirm` what will be, in `data-follows` what comes of it, and lists what was typed. */

import { t } from "../core/words.js";
import { h, icon } from "../views/dom.js";

/** @param {HTMLInputElement | HTMLSelectElement} field */
const shownOf = (field) => {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.textContent ?? "";
  if (field.type === "radio") return field.checked ? (field.closest("label")?.querySelector("b")?.textContent ?? "") : "";
  return field.value.trim();
};

/** @param {HTMLInputElement | HTMLSelectElement} field */
const labelOf = (field) =>
  (field.type === "radio" ? field.closest("fieldset")?.querySelector("legend")?.textContent : field.labels?.[0]?.textContent)?.trim() ?? "";

/** @param {HTMLFormElement} form */
const facts = (form) =>
  [...form.elements]
    .filter((one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement)
    .filter((field) => field.type !== "hidden" && shownOf(field) && labelOf(field))
    .map((field) => h("div", {}, h("dt", {}, labelOf(field)), h("dd", {}, shownOf(field))));

/** @param {HTMLFormElement} form */
const ask = (form) => {
  const button = form.querySelector("[type=submit]");
  const close = () => dialog.close();
  const send = () => {
    form.dataset.agreed = "yes";
    close();
    form.requestSubmit(/** @type {HTMLButtonElement} */ (button));
  };
  const dialog = /** @type {HTMLDialogElement} */ (
    h(
      "dialog",
      { class: "sheet", "aria-labelledby": "confirm-title" },
      h("h2", { id: "confirm-title" }, form.dataset.confirm ?? ""),
      form.dataset.follows && h("p", {}, form.dataset.follows),
      h("dl", { class: "facts" }, facts(form)),
      h(
        "div",
        { class: "sheet-foot" },
        h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: send }, icon("tick"), t("Đúng, {act}", { act: actOf(button) })),
        h("button", { class: "btn btn--wide", type: "button", onclick: close }, t("Sửa lại")),
      ),
    )
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

/** @param {Element | null} button */
const actOf = (button) => {
  const word = button?.textContent?.trim() ?? "";
  return word.charAt(0).toLowerCase() + word.slice(1);
};

addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const agreed = form.dataset.agreed;
  // once agreed is once sent: a page that the browser brings back asks again
  delete form.dataset.agreed;
  if (!form.dataset.confirm || agreed) return;
  event.preventDefault();
  ask(form);
});
