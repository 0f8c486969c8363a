/** Photos to be sent with a form: says in words how many were chosen and shows them; without a script the plain input remains. */

import { t } from "../core/words.js";
import { h } from "../views/dom.js";

class PagesBox extends HTMLElement {
  /** @type {string[]} */
  shown = [];

  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const said = /** @type {HTMLElement} */ (this.querySelector("[data-chosen]"));
    const button = /** @type {HTMLElement} */ (this.querySelector("[data-choose]"));
    button.hidden = false;
    input.className = "visually-hidden";
    const say = () => {
      const count = input.files?.length ?? 0;
      said.textContent = count ? t("Đã chọn {n} ảnh. Xem lại: đủ trang, rõ dấu và chữ ký.", { n: count }) : t("Chưa chọn ảnh nào.");
      this.preview([...(input.files ?? [])]);
    };
    input.addEventListener("change", say);
    say();
  }

  /** What was photographed, before it is sent. @param {File[]} files */
  preview(files) {
    for (const address of this.shown) URL.revokeObjectURL(address);
    this.shown = files.map((file) => URL.createObjectURL(file));
    const words = (/** @type {number} */ place) => t("Ảnh {n}", { n: place + 1 });
    const figures = this.shown.map((src, place) => h("figure", { class: "photo" }, h("img", { src, alt: words(place) }), h("figcaption", {}, words(place))));
    this.querySelector("[data-preview]")?.replaceChildren(...figures);
  }
}

customElements.define("tn-pages", PagesBox);
