/** A name typed in small letters: its capitals are offered under the field, and set only by a tap. */

import { capitalised } from "../core/names.js";
import { t } from "../core/words.js";
import { h, icon } from "./dom.js";

/** The offer that stands under a field; nothing while there is nothing to offer. @param {HTMLInputElement} input */
export const capitalsFor = (input) => {
  const word = h("span", {});
  const offer = h("button", { class: "btn btn--row btn--wide", type: "button", hidden: true }, icon("pencil"), word);
  const look = () => {
    const better = capitalised(input.value);
    offer.toggleAttribute("hidden", better === input.value);
    word.textContent = t("Viết hoa: {name}", { name: better });
  };
  offer.addEventListener("click", () => {
    input.value = capitalised(input.value);
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
    input.focus();
  });
  input.addEventListener("input", look);
  // what was typed before comes back after the page is made
  requestAnimationFrame(look);
  return offer;
};
