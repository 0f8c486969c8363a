/** A question over the page before what cannot be taken back: our own, since the system's can be switched off and is ugly. */

import { t } from "../core/words.js";
import { h, icon } from "./dom.js";

/**
 * Whether the person agrees; leaving the question is a no.
 * @param {string} title @param {string} follows what comes of it @param {string} yes the word on the button that does it
 * @returns {Promise<boolean>}
 */
export const agreed = (title, follows, yes) =>
  new Promise((answer) => {
    let word = false;
    const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: "sheet", "aria-labelledby": "asked" }));
    const end = (/** @type {boolean} */ is) => {
      word = is;
      dialog.close();
    };
    dialog.append(
      h("h2", { id: "asked" }, title),
      h("p", {}, follows),
      h(
        "div",
        { class: "sheet-foot" },
        h("button", { class: "btn btn--danger btn--wide btn--tall", type: "button", onclick: () => end(true) }, icon("tick"), yes),
        h("button", { class: "btn btn--refuse btn--wide", type: "button", onclick: () => end(false) }, t("Không, quay lại")),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(word);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
