/** A code on a paper, by the desk's camera: the scanner fills the field and sends the form. */

import { t } from "../core/words.js";
import { codeFinder } from "../views/finder.js";

class ScanBox extends HTMLElement {
  connectedCallback() {
    this.querySelector("[data-camera]")?.addEventListener("click", () => this.look());
  }

  look() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    const input = /** @type {HTMLInputElement} */ (this.querySelector("input[name=ma]"));
    const found = async (/** @type {string} */ text) => {
      input.value = text;
      form.requestSubmit();
      return true;
    };
    this.querySelector("[data-finder]")?.replaceChildren(codeFinder(t("Đưa mã QR trên giấy vào khung"), found));
  }
}

customElements.define("tn-scan-box", ScanBox);
