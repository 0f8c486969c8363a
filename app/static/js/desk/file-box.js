/** A file to be sent with a form: chosen by a button with our own words, which then says the file's name; without a script the plain input remains. */

import { t } from "../core/words.js";

class FileBox extends HTMLElement {
  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-chosen]"));
    const button = /** @type {HTMLElement} */ (this.querySelector("[data-choose]"));
    button.hidden = false;
    input.className = "visually-hidden";
    const say = () => {
      const name = input.files?.[0]?.name;
      said.textContent = name ? t("Đã chọn tệp {name}", { name }) : t("Chưa chọn tệp nào.");
    };
    input.addEventListener("change", say);
    say();
  }
}

customElements.define("tn-file", FileBox);
