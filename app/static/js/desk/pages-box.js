/** Photos to be sent with a form: says in words how many were chosen; without a script the plain input remains. */

import { t } from "../core/words.js";

class PagesBox extends HTMLElement {
  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-chosen]"));
    const button = /** @type {HTMLElement} */ (this.querySelector("[data-choose]"));
    button.hidden = false;
    input.className = "visually-hidden";
    const say = () => {
      const count = input.files?.length ?? 0;
      said.textContent = count ? t("Đã chọn {n} ảnh.", { n: count }) : t("Chưa chọn ảnh nào.");
    };
    input.addEventListener("change", say);
    say();
  }
}

customElements.define("tn-pages", PagesBox);
