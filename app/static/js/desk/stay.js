/** A form with `data-stay` keeps what was typed when it is refused: the words stand over its button. What is accepted opens the page that it led to, at the place that `data-stay` names. */

import { t } from "../core/words.js";
import { postForm, Refused } from "../sync/office.js";
import { banner, h } from "../views/dom.js";

/** @param {HTMLFormElement} form */
const placeOf = (form) => {
  const there = form.querySelector("[data-refused]");
  if (there) return there;
  const made = h("div", { "data-refused": "", role: "alert" });
  const button = form.querySelector("[type=submit]");
  if (button) button.before(made);
  else form.append(made);
  return made;
};

/** @param {unknown} error */
const wordsOf = (error) => {
  const said = error instanceof Refused && error.status ? error.answer?.title : "";
  return said || t("Chưa gửi được. Chữ đã gõ vẫn còn: có mạng thì bấm lại.");
};

/** @param {string} address @param {string} place */
const open = (address, place) => {
  const [path] = location.href.split("#");
  if (path !== address || !place) return location.assign(place ? `${address}#${place}` : address);
  history.replaceState(null, "", `${address}#${place}`);
  return location.reload();
};

/** @param {HTMLFormElement} form @param {HTMLElement | null} by */
const send = async (form, by) => {
  const fields = new URLSearchParams(/** @type {any} */ (new FormData(form, by)));
  form.setAttribute("aria-busy", "true");
  placeOf(form).replaceChildren();
  try {
    const address = await postForm(form.action, fields);
    form.reset();
    open(address, form.dataset.stay ?? "");
  } catch (error) {
    form.removeAttribute("aria-busy");
    const said = banner("error", "bang", wordsOf(error));
    placeOf(form).replaceChildren(said);
    said.scrollIntoView({ block: "nearest" });
  }
};

addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.dataset.stay === undefined) return;
  event.preventDefault();
  // a second tap while the first is on its way is the same
  if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
});
