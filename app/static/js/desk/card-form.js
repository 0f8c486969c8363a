/** A card before the desk's camera fills the fields of a paper; the code's raw text is forgotten. */

import { parseCard } from "../core/identity-card.js";
import { birthWords } from "../core/moments.js";
import { problemWords } from "../core/problem-words.js";
import { t } from "../core/words.js";
import { banner } from "../views/dom.js";
import { codeFinder } from "../views/finder.js";

class CardForm extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll("[data-scan]")) button.addEventListener("click", () => this.look(button.getAttribute("data-scan") ?? ""));
  }

  /** @param {string} whose prefix of the fields */
  look(whose) {
    const place = this.querySelector("[data-finder]");
    const found = async (/** @type {string} */ text) => {
      const read = parseCard(text);
      if (!("card" in read)) {
        this.querySelector("[data-said]")?.replaceChildren(banner("warn", "alert", problemWords(read.code)));
        return false;
      }
      const { name, number, birth, address } = read.card;
      for (const [field, value] of Object.entries({ name, number, birth: birthWords(birth), address })) {
        const input = /** @type {HTMLInputElement | null} */ (this.querySelector(`[name="${whose}${field}"]`));
        if (input) input.value = value;
      }
      this.querySelector("[data-said]")?.replaceChildren();
      place?.replaceChildren();
      return true;
    };
    place?.replaceChildren(codeFinder(t("Đưa mã trên thẻ vào khung"), found));
  }
}

customElements.define("tn-card-form", CardForm);
