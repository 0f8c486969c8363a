/** A form with `data-stay` keeps what was typed when it is refused: the words stand over its button. What is taken opens the page that it led to. */

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
  if (error instanceof Refused && error.answer?.title) return error.answer.title;
  if (!navigator.onLine) return t("Không có mạng. Chữ đã gõ vẫn còn: có mạng thì bấm lại.");
  return t("Chưa nghe xã trả lời. Chữ đã gõ vẫn còn: xem ở cửa sổ khác đã ghi chưa, rồi hãy bấm lại.");
};

/** @param {string} to */
const open = (to) => {
  const address = new URL(to, location.href);
  if (!address.hash || address.href.split("#")[0] !== location.href.split("#")[0]) return location.assign(address);
  // to a place in this very page: it is not enough to go there, it must be made anew
  history.replaceState(null, "", address);
  return location.reload();
};

/** @param {HTMLFormElement} form @param {HTMLElement | null} by */
const send = async (form, by) => {
  const fields = new URLSearchParams(/** @type {any} */ (new FormData(form, by)));
  form.setAttribute("aria-busy", "true");
  placeOf(form).replaceChildren();
  try {
    const { to } = await postForm(form.action, fields);
    form.reset();
    open(to);
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
